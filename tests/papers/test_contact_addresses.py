"""E-mail addresses on the contact list can be copied: nothing stands between their letters, however long they are."""

import shutil
import subprocess
from dataclasses import replace

import pytest

from hipdesk.papers.produce import produce
from tests.support import paper_examples_office, pdf_structure
from tests.support.presses import lent_press

FITS = "hate.incident.panel@marlbridge.gov.example"
LONG = "the.antisocial.behaviour.and.community.safety.team@very-long-subdomain.communities.rushmere-housing.example"


@pytest.fixture(scope="module")
def printed():
    """The contact list with both, also as the office's own and the agency's."""
    paper = paper_examples_office.contact_list()
    agency = paper.agencies[0]
    people = (replace(agency.people[0], secure_email=FITS), replace(agency.people[1], secure_email=LONG))
    first = replace(agency, secure_email=LONG, people=people)
    with lent_press() as press:
        return produce(replace(paper, office=(*paper.office[:2], ("Secure e-mail", FITS)), agencies=(first,)), press)


def test_contact_list_when_an_address_is_long_then_its_letters_follow_each_other(printed):
    """In the text layer, line breaks apart: no sign is put between them. What has the room is on one line."""
    text = "\n".join(pdf_structure.page_texts(printed))
    assert not [sign for sign in ("\u200b", "\u00ad", "\ufffe") if sign in text]
    assert text.count(FITS) == 2
    assert text.replace("\r", "").replace("\n", "").count(LONG) == 2
    assert pdf_structure.findings(printed) == []


@pytest.mark.parametrize("address", [FITS, LONG])
def test_contact_list_when_copied_by_another_program_then_the_same_address(printed, address, tmp_path):
    """Read by poppler, which is what many viewers copy with."""
    tool = shutil.which("pdftotext")
    text = "".join(pdf_structure.page_texts(printed))
    if tool:
        source = tmp_path / "contacts.pdf"
        source.write_bytes(printed)
        text = subprocess.run([tool, "-raw", str(source), "-"], capture_output=True, check=True, text=True).stdout
    assert address in "".join(text.split())
