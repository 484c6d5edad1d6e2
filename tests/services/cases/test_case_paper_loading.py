"""The case paper from the record: two pages, nothing that must not be said."""

from datetime import date

import pypdfium2
import pytest

from hipdesk.model import cases as asked
from hipdesk.model.partial_dates import read_partial_day
from hipdesk.model.referrals import AcceptReferral, AddressEntry, SharingEntry
from hipdesk.papers.loading.case_paper import load_case_paper
from hipdesk.papers.press import Press
from hipdesk.papers.produce import produce
from hipdesk.services import cases, referrals
from hipdesk.services.notes import write_note
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim, add_agency, an_incident

HIDDEN = AddressEntry(lines="3 Linden Yard", postcode="MB2 1AA", tenure="council")


@pytest.fixture
def told(office):
    """A case with a child, a confidential home, a witness, and their names in the text."""
    child = a_victim(role="child", name="Amina Khatun", born=read_partial_day("2 May 2017"), school="Northgate Primary")
    people = (
        a_victim(address=HIDDEN, address_confidential=True),
        child.model_copy(update={"address": HIDDEN}),
        a_perpetrator(address=AddressEntry(lines="27 Sallow Court", tenure="council")),
        a_victim(role="witness", name="Salma Idris", address=AddressEntry(lines="11 Tallow House")),
    )
    incidents = (
        an_incident("12 June 2026", facts="He shouted at AMINA near 3 Linden  Yard."),
        an_incident("21 November 2026", facts="Amina Khatun was followed.", verbatim="A vile sentence"),
    )
    sharing = SharingEntry(
        victim_aware="yes", agreement="yes_verbal", agreed_on=date(2026, 11, 27), privacy_notice=False
    )
    summary = "Rukhsana Begum moved to 3 Linden Yard, MB2 1AA with Amina; ring 07700 900146."
    logged = office.do(
        referrals.log_referral,
        a_referral(add_agency(office), people=people, incidents=incidents, sharing=sharing, summary=summary),
    )
    return office.do(referrals.accept_referral, AcceptReferral(id=logged.id)).case_id


def _loaded(office, case_id, **options):
    with office.records.read(office.actor) as reading:
        return load_case_paper(reading, case_id, **options)


def test_load_case_paper_when_child_and_hidden_home_then_neither_is_said_anywhere(office, told):
    """Neither a child's name, nor a confidential home, nor words spoken stand anywhere in the paper's content."""
    whole = repr(_loaded(office, told).to_content())
    for secret in ("Amina", "AMINA", "Khatun", "Linden", "MB2 1AA", "A vile sentence", "900146", "11 Tallow"):
        assert secret not in whole, secret
    assert "Child 1 was followed (words held)" in whole
    assert "On the names list only" in whole
    assert "Address A (withheld)" in whole
    assert "Address B: 27 Sallow Court" in whole


def test_load_case_paper_when_perpetrator_is_not_aware_then_black_strip_says_so(office, told):
    """Care flags stand in the strip."""
    flags = [flag.strong for flag in _loaded(office, told).flags]
    assert flags == ["Address A is confidential", "Perpetrator 1 not told of referral", "Children"]


def test_load_case_paper_when_initials_only_then_no_name_is_said(office, told):
    """An office may send initials."""
    whole = repr([person.name for person in _loaded(office, told, initials_only=True).people])
    assert "Rukhsana" not in whole
    assert "R.B." in whole


def test_case_paper_when_typeset_then_two_pages_with_everything_hidden_gone(office, told):
    """The bytes have two pages, and their text holds nothing withheld."""
    for day in range(1, 12):
        incident = an_incident(f"{day} November 2026", facts="Abuse was shouted on the stair. " * 30)
        office.do(cases.add_incident, asked.AddIncident(id=told, incident=incident))
    office.do(write_note, asked.WriteNote(case_id=told, text="A note"))
    paper = _loaded(office, told)
    with Press() as press:
        made = produce(paper, press)
    document = pypdfium2.PdfDocument(made)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert len(document) == 2
    assert "Amina" not in text
    assert "Linden" not in text
    assert "Perpetrator 1" in text
