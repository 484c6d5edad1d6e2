"""How papers fill their pages: nothing belonging together is parted, no last page holds a signature alone."""

import io
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from hipdesk.papers.minutes import MinutesSection
from hipdesk.papers.produce import produce
from hipdesk.papers.quarterly_plain import PlainRow, PlainSection, PlainTable
from hipdesk.papers.quarterly_tables import TextSection
from hipdesk.papers.return_form import AskedCase, AskedPerson
from tests.support import paper_examples, paper_examples_meeting
from tests.support.presses import lent_press


@pytest.fixture(scope="module")
def press():
    """One press for the module."""
    with lent_press() as made:
        yield made


def pages_of(paper, press):
    """The text of each page."""
    document = pypdfium2.PdfDocument(io.BytesIO(produce(paper, press)))
    return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize("lines", [0, 4, 8, 12, 16, 20])
def test_minutes_when_the_last_page_fills_up_then_the_agreement_is_never_alone(press, lines):
    """However long the minutes are, the chair's line stands on a page with the end of what is agreed."""
    paper = paper_examples.draft_minutes()
    long = MinutesSection(number=90, title="Matter", text="A line of this matter that fills its row. " * 2 * lines)
    last = MinutesSection(number=91, title="Closing words", text="Until next time.")
    pages = pages_of(replace(paper, sections=(*paper.sections, long, last)), press)
    (page,) = [page for page in pages if "Agreed by the chair" in page]
    assert "Until next time." in page


def test_agenda_when_it_passes_one_page_then_no_heading_is_parted_from_its_words(press):
    """A line of the running order and what is said under it stand on one page, wherever the page ends."""
    paper = paper_examples.agenda()
    told = "HIP/2025-26/0061, HIP/2025-26/0064 and more of last year’s. " * 3
    many = [
        replace(
            paper.lines[0], number=number, title=f"Heading {number}", detail=f"First of {number}. {told} End {number}."
        )
        for number in range(20, 40)
    ]
    pages = pages_of(replace(paper, lines=(*paper.lines, *many)), press)
    assert len(pages) > 1
    for line in many:
        (page,) = [page for page in pages if f"Heading {line.number}" in page]
        assert f"End {line.number}." in page


def test_case_paper_when_nearly_empty_then_its_first_page_is_filled_with_room_for_notes(press):
    """Half an empty page looks unfinished: it is given to notes by hand, and the paper stays two pages."""
    paper = paper_examples.case_paper()
    short = replace(paper, incidents=paper.incidents[:1], people=paper.people[:2], referral=("One line.",))
    pages = pages_of(short, press)
    assert len(pages) == 2
    assert "Notes" in pages[0]
    assert "Notes" not in pages_of(paper, press)[0]


def test_case_paper_when_the_risk_was_assessed_then_its_day_stands_beside_it(press):
    """A score of months ago must not pass for one of today."""
    paper = paper_examples.case_paper()
    dated = replace(paper, risk=replace(paper.risk, day=date(2026, 8, 13)))
    assert "Risk on 13 August" in pages_of(dated, press)[0]


@pytest.mark.parametrize("bullets", [0, 7])
def test_quarterly_when_it_has_every_section_then_page_one_holds_the_contents_whole(press, bullets):
    """Page 1 alone suffices: with a section for each of 23 tables and long bullets, page 2 begins with the first."""
    report = paper_examples.quarterly()
    names = [f"Who is said to have done, {at}" if at % 8 else f"In context: crime recorded, {at}" for at in range(22)]
    sections = tuple(TextSection(name=name, paragraphs=("Written by the officer.",)) for name in names)
    highlights = (report.highlights * 2)[:bullets]
    pages = pages_of(replace(report, sections=sections, highlights=highlights), press)
    first, second = (" ".join(page.split()) for page in pages[:2])
    assert [name for name in (report.flow.name, *names) if name not in first] == []
    assert "these are never mixed in one table" in first
    assert report.flow.name in second
    assert not [name for name in names if name in second.split(report.flow.name)[0]]


@pytest.mark.parametrize("longest", [0, 3, 6])
def test_quarterly_when_a_section_has_many_tables_then_they_are_read_in_their_order(press, longest):
    """Two columns to a half: the eye and a screen reader go from the first table to the last, whichever is long."""
    tables = tuple(
        PlainTable(
            number=f"Table 10{letter}", title="People affected", head=("Answer", "Quarter 2"), barred=(0,),
            rows=tuple(
                PlainRow(name=f"Answer {row}", cells=("1",), bars=(1,)) for row in range(38 if at == longest else 3)
            ),
        )
        for at, letter in enumerate("abcdefg")
    )  # fmt: skip
    section = PlainSection(name="Who was affected", tables=tables, across=2)
    text = " ".join(pages_of(replace(paper_examples.quarterly(), sections=(section,)), press))
    places = [text.index(table.number) for table in tables]
    assert places == sorted(places)


@pytest.mark.parametrize("people", [2, 16])
@pytest.mark.parametrize("cases", [1, 2, 3, 5, 8])
def test_return_form_when_its_cases_fill_pages_then_no_page_holds_the_signature_alone(press, cases, people):
    """Whoever signs has the end of the last case before them, however the cases fall on pages."""
    asked = tuple(AskedPerson(label=f"Victim {at}", role="Person affected") for at in range(people))
    form = replace(
        paper_examples_meeting.return_form(),
        cases=tuple(AskedCase(reference=f"HIP/2026-27/{at:04}", initials="N.J.", people=asked) for at in range(cases)),
    )
    last = pages_of(form, press)[-1]
    assert "This may be used" in last.split("Answered by")[0]
    assert "Answered by" in last
