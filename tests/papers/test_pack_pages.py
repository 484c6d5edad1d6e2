"""The pages of a pack: numbered as they are, contents that point to them, every case on a right-hand page."""

import contextlib
import re

import pypdfium2
import pytest

from hipdesk.papers.produce import produce
from tests.support import paper_examples_pack, pdf_structure
from tests.support.presses import lent_press


@pytest.fixture(scope="module")
def pages():
    """The text of each page of a pack of eight cases, one with two pages of evidence."""
    with lent_press() as press:
        made = produce(paper_examples_pack.pack(8, odd_evidence=True), press)
    assert pdf_structure.findings(made) == []
    assert pdf_structure.marking_findings(made, "OFFICIAL-SENSITIVE") == []
    with contextlib.closing(pypdfium2.PdfDocument(made)) as document:
        return [document[at].get_textpage().get_text_range() for at in range(len(document))]


def test_pack_when_it_has_many_cases_then_every_page_says_its_true_number(pages):
    """ "Page x of y" counts the pages there are."""
    told = [re.search(r"Page (\d+) of (\d+)", page).groups() for page in pages]
    assert told == [(str(at), str(len(pages))) for at in range(1, len(pages) + 1)]


def test_pack_when_contents_are_read_then_each_case_stands_there_on_the_right(pages):
    """The contents give the page on which the case paper begins, an odd one."""
    listed = re.findall(r"Case (HIP/2026-27/\d{4})[^\d]*?(?:with \d+ pages? of evidence)?\s*(\d+)\s", pages[0])
    assert len(listed) == 8
    for reference, number in listed:
        assert int(number) % 2 == 1
        assert reference in pages[int(number) - 1]
        assert "Why it was referred" in pages[int(number) - 1]
