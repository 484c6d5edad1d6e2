"""Every paper that declares PDF/UA-1: its structure, its marking, the same bytes each time, whatever is in it."""

import io
from dataclasses import replace

import pikepdf
import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.papers.encryption import encrypted
from hipdesk.papers.press import Press
from hipdesk.papers.produce import produce
from hipdesk.papers.quarterly_tables import BarSection
from tests.support import (
    paper_examples,
    paper_examples_meeting,
    paper_examples_office,
    paper_examples_pack,
    paper_troubles,
    pdf_structure,
)
from tests.support.presses import lent_press

DESIGNED = {
    "action slips": paper_examples.action_slips,
    "agenda": paper_examples.agenda,
    "case paper": paper_examples.case_paper,
    "draft minutes": paper_examples.draft_minutes,
    "minutes": paper_examples.minutes,
    "quarterly": paper_examples.quarterly,
    "names list": paper_examples_meeting.names_list,
    "return form": paper_examples_meeting.return_form,
    "attendance sheet": paper_examples_meeting.attendance_sheet,
    "action log": paper_examples_office.action_log,
    "contact list": paper_examples_office.contact_list,
    "information pack": paper_examples_office.information_pack,
    "call list": paper_examples_pack.call_list,
    "panel pack": lambda: paper_examples_pack.pack(1),
}
POOR = {
    "poor action slips": paper_troubles.poor_slips,
    "poor agenda": paper_troubles.poor_agenda,
    "poor case paper": paper_troubles.poor_case_paper,
    "poor minutes": paper_troubles.poor_minutes,
    "poor quarterly": paper_troubles.poor_quarterly,
    "poor names list": paper_examples_meeting.poor_names_list,
    "empty names list": paper_examples_meeting.empty_names_list,
    "poor return form": paper_examples_meeting.poor_return_form,
    "poor attendance sheet": paper_examples_meeting.poor_attendance_sheet,
    "crowded attendance sheet": paper_examples_meeting.crowded_attendance_sheet,
    "poor action log": paper_examples_office.poor_action_log,
    "poor contact list": paper_examples_office.poor_contact_list,
    "poor information pack": paper_examples_office.poor_information_pack,
    "supplement": paper_examples_pack.supplement,
    "poor panel pack": paper_examples_pack.poor_pack,
    "sparse case paper": paper_troubles.sparse_case_paper,
    "crowded case paper": lambda: paper_troubles.crowded_case_paper(paper_examples.case_paper()),
}
HOSTILE = {
    f"hostile {name}": lambda make=make: paper_troubles.hostile(make())
    for name, make in DESIGNED.items()
    if name != "draft minutes"
}
PAPERS = DESIGNED | POOR | HOSTILE


@pytest.fixture(scope="module")
def press():
    with lent_press() as made:
        yield made


@pytest.fixture(scope="module")
def produced(press):
    """Each paper's bytes, made once."""
    return {name: produce(make(), press) for name, make in PAPERS.items()}


@pytest.mark.parametrize("name", PAPERS)
def test_paper_when_produced_then_its_structure_has_no_fault(produced, name):
    """A person with a screen reader gets the same paper, whatever someone typed into the record."""
    assert pdf_structure.findings(produced[name]) == []


@pytest.mark.parametrize("name", PAPERS)
def test_paper_when_produced_then_the_marking_stands_on_every_page(produced, name):
    """No page leaves unmarked, above or below."""
    assert pdf_structure.marking_findings(produced[name], "OFFICIAL-SENSITIVE") == []


@pytest.mark.parametrize("name", DESIGNED)
def test_paper_when_produced_by_another_press_then_the_bytes_are_the_same(produced, name):
    """The register of copies can prove what was sent by its hash."""
    with Press() as another:
        assert produce(DESIGNED[name](), another) == produced[name]


@pytest.mark.parametrize("name", [name for name in PAPERS if "case paper" in name])
def test_case_paper_when_produced_then_it_has_exactly_two_pages(produced, name):
    """However much or little is known, a case paper is one sheet; the second side begins with section 5."""
    pages = pdf_structure.page_texts(produced[name])
    assert len(pages) == 2
    second = " ".join(pages[1].split())
    assert " 5 What " in second[:400]
    assert " 9 Decision " in second


def test_case_paper_when_crowded_then_it_says_what_was_left_out(produced):
    """A cut is never silent."""
    text = " ".join(" ".join(pdf_structure.page_texts(produced["crowded case paper"])).split())
    assert "the whole text is on the record" in text
    assert "more on the record" in text
    assert "Printed: the first and the newest" in text
    assert "earlier assessments on the record" in text


def test_minutes_when_a_case_is_longer_than_a_page_then_nothing_is_lost(produced):
    """Minutes are the audit trail: they are never cut."""
    text = "".join("".join(pdf_structure.page_texts(produced["hostile minutes"])).split())
    cases = paper_examples.minutes().sections
    told = sum(len(case.information) + len(case.actions) for section in cases for case in section.cases)
    assert text.count("gnp.exe") >= told


def test_agenda_when_produced_then_it_holds_no_name(produced):
    """An agenda is pinned up: references and initials only."""
    text = " ".join(pdf_structure.page_texts(produced["agenda"]))
    people = [person.name for person in paper_examples.case_paper().people]
    people += [attendee.person.split(",")[0] for attendee in paper_examples.minutes().attendance]
    assert [name for name in people if name in text] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_when_printed_then_it_is_text(produced, name):
    """Markup typed into a record is printed as it was typed and runs nowhere."""
    text = " ".join(" ".join(pdf_structure.page_texts(produced[name])).replace("\u200b", "").split())
    assert "#set" in text
    assert "=HYPERLINK(" in text
    assert "54439" not in text
    assert ("6F22" in text) == (name != "hostile case paper")
    assert "\u202e" not in text


@pytest.mark.parametrize("name", ["agenda", "action slips", "quarterly"])
def test_paper_when_it_fits_the_design_then_its_pages_are_counted(produced, name):
    """The pictured papers keep their length: a creeping page shows here first."""
    assert len(pdf_structure.page_texts(produced[name])) == {"agenda": 1, "action slips": 1, "quarterly": 6}[name]


def test_quarterly_when_a_table_is_short_then_what_follows_moves_up(press):
    """A chart may stand on the page before its table: no page is left half empty because a whole part would not fit."""
    full = paper_examples.quarterly()
    short = [replace(part, rows=part.rows[:1]) if isinstance(part, BarSection) else part for part in full.sections]
    pages = pdf_structure.page_texts(produce(replace(full, sections=tuple(short)), press))
    chart = next(at for at, page in enumerate(pages) if "Police recording status" in page)
    table = next(at for at, page in enumerate(pages) if "Table 7. Unit" in " ".join(page.split()))
    assert (chart, table) == (2, 3)
    assert "What the police recorded" in pages[chart]


@pytest.mark.parametrize(("name", "pages"), [("minutes", 4), ("draft minutes", 4)])
def test_minutes_when_as_designed_then_four_pages(produced, name, pages):
    """The draft and the agreed minutes break alike."""
    assert len(pdf_structure.page_texts(produced[name])) == pages


def test_frame_when_there_is_no_marking_then_it_is_refused():
    """No export without a marking."""
    with pytest.raises(Refused, match=r"no marking"):
        paper_examples.frame("Agenda", "Agenda", marking=" ")


def test_encryption_when_a_password_is_given_then_only_it_opens_the_paper(produced):
    """What is mailed is closed with AES-256, and screen readers may still read it."""
    closed = encrypted(produced["agenda"], "correct horse battery")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(closed))
    with pikepdf.open(io.BytesIO(closed), password="correct horse battery") as opened:
        assert (opened.encryption.R, opened.encryption.bits) == (6, 256)
        assert opened.allow.accessibility
    assert pdf_structure.findings(closed, "correct horse battery") == []


def test_encryption_when_the_password_is_short_then_it_is_refused(produced):
    """A short password is no protection in an inbox."""
    with pytest.raises(Refused, match=r"fewer than 12"):
        encrypted(produced["agenda"], "short")
