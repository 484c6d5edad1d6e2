"""The papers of a meeting from the record: agenda, minutes, action slip; structure, no names, frozen state."""

from datetime import date

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.action_log import AddAction
from hipdesk.model.panels.agendas import AddMatter, AddToAgenda, ProposeAgenda, SetPresenter
from hipdesk.model.panels.attendance import DeclareInterest
from hipdesk.model.settings import OfficeSettings, PanelSettings
from hipdesk.papers.catalogue import PaperOptions, load
from hipdesk.papers.freezing import minutes_to_freeze
from hipdesk.papers.loading.minutes import load_minutes
from hipdesk.papers.minutes import MinutesAgreement
from hipdesk.papers.produce import produce
from hipdesk.papers.wording import spoken
from hipdesk.services import actions, agendas, attendance, issuing, minutes, panel_papers
from hipdesk.services.settings import change_settings
from hipdesk.store.tables.panels import MeetingRow
from tests.services.panel_ground import case, heard
from tests.services.test_minutes import hold
from tests.services.test_panel_day import JANUARY, Room
from tests.support import pdf_structure
from tests.support.presses import lent_press


@pytest.fixture(scope="module")
def press():
    """One press for the module."""
    with lent_press() as made:
        yield made


@pytest.fixture
def room(office):
    """See ``Room``, with an office that has a name and a place."""
    office.do(change_settings, OfficeSettings(panel_name="Marlbridge Hate Incident Panel", officer_name="Anwen Price"))
    office.do(change_settings, PanelSettings(place="Committee Room 2", chair_title="Head of Community Safety"))
    return Room(office)


def paper_of(office, paper, **options):
    """A paper's model from the record."""
    with office.records.read(office.actor) as reading:
        return load(reading, paper, PaperOptions(**options))


def words_of(value):
    """Every text in a paper's content, joined."""
    if isinstance(value, dict):
        return " ".join(words_of(part) for part in value.values())
    if isinstance(value, list | tuple):
        return " ".join(words_of(part) for part in value)
    return str(value)


def test_agenda_when_loaded_then_running_order_with_roles_and_no_names(office, room, press):
    """Headings follow the order heard; presenters and interests appear by agency and role, never by name."""
    office.clock.move_to(office.clock.now().replace(day=2))
    line = room.line(room.new)
    office.do(agendas.set_presenter, SetPresenter(line_id=line.id, presenter="J. Muñoz", agency_id=room.landlord))
    office.do(
        attendance.declare_interest,
        DeclareInterest(
            case_id=room.new, meeting_id=room.meeting, attendance_id=room.person("T. Quist").id, nature="Relative"
        ),
    )
    office.do(actions.add_action, AddAction(wording="Visit", due_on=date(2026, 12, 4)))
    paper = paper_of(office, "agenda", meeting_id=room.meeting)
    assert [line.title for line in paper.lines][4:6] == ["Cases for review, with children", "New cases"]
    assert [case.reference[-4:] for line in paper.lines for case in line.cases] == ["0022", "0038", "0027"]
    words = words_of(paper.to_content())
    assert "1 action open, overdue by then." in words
    assert "who come for them may leave at 10:26." in words
    assert "Action log, 3 case papers" in words
    assert paper.lines[4].cases[0].strands == "Race; child"
    assert "Adult Social Care leaves the room for HIP/2026-27/0038" in words
    assert not [name for name in ("Muñoz", "Quist", "Briain", "Relative") if name in words]
    assert pdf_structure.findings(produce(paper, press)) == []


def test_agenda_when_a_case_is_only_noted_then_no_paper_of_it_and_no_minute(office, room):
    """A case off the list is named under its heading: it takes no time, is not counted, and has no case paper."""
    noted = case(office, 9, initials="O.L.", status="closed")
    heard(office, noted, date(2025, 12, 4))
    room.set_case(noted, status="closed")
    office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=room.meeting))
    paper = paper_of(office, "agenda", meeting_id=room.meeting)
    line = next(line for line in paper.lines if line.note_only)
    told = "HIP/2026-27/0009: 12\N{NO-BREAK SPACE}months since last heard. Not discussed unless a member asks."
    assert line.detail == told
    after = paper.lines[paper.lines.index(line) + 1]
    assert after.at == line.at
    assert paper.sent_with == "Action log, 3 case papers"
    listed = office.read(panel_papers.meeting_papers, room.meeting).papers
    assert [each.words for each in listed if each.paper == "agenda"] == ["4 cases, no names"]
    assert noted not in [each.case_id for each in listed]


def test_agenda_when_actions_stand_otherwise_then_each_kind_is_told_and_no_zero(office, room):
    """An action without a date is never called not yet due; a kind without any is left out."""
    office.do(actions.add_action, AddAction(wording="Visit", due_on=date(2026, 12, 4)))
    office.do(actions.add_action, AddAction(wording="Write"))
    words = words_of(paper_of(office, "agenda", meeting_id=room.meeting).to_content())
    assert "2 actions open: 1 overdue by then and 1 without a date." in words


def test_agenda_when_all_actions_stand_alike_then_no_list_of_one(office, room):
    """Two actions of one kind are all of it."""
    for wording in ("Write", "Ring"):
        office.do(actions.add_action, AddAction(wording=wording))
    words = words_of(paper_of(office, "agenda", meeting_id=room.meeting).to_content())
    assert "2 actions open, all without a date." in words


def test_case_paper_when_on_an_agenda_then_its_item_is_the_agendas_heading(office, room):
    """What the case paper calls its item is the heading the agenda prints it under, whatever lines lie between."""
    agenda = paper_of(office, "agenda", meeting_id=room.meeting)
    numbers = {each.reference: line.number for line in agenda.lines for each in line.cases}
    assert len(set(numbers.values())) < len(numbers)
    for key in (room.review, room.new, room.third):
        paper = paper_of(office, "case-paper", case_id=key, meeting_id=room.meeting)
        assert paper.number_on_agenda == numbers[paper.reference]


def test_case_paper_when_the_case_was_heard_then_it_tells_what_was_decided_last(office, room):
    """Members who were not there know what the panel said the last time, and when that was."""
    room.open()
    room.hear(room.review, code="keep_open", words="Landlord to visit", next_review_on=JANUARY)
    paper = paper_of(office, "case-paper", case_id=room.review)
    assert paper.decided.startswith("Decided on 10 December 2026: ")
    assert paper.decided.endswith("Landlord to visit.")
    assert "last on 10 Dec" in paper.times_heard


def test_agenda_when_made_after_the_meeting_then_it_tells_what_was_known_before_it(office, room):
    """Times heard never count the meeting itself, and the log is left to the minutes."""
    office.do(actions.add_action, AddAction(wording="Write"))
    before = {
        case.reference: case.times_heard for case in _cases_of(paper_of(office, "agenda", meeting_id=room.meeting))
    }
    room.open()
    room.hear(room.new, code="keep_open", next_review_on=JANUARY)
    paper = paper_of(office, "agenda", meeting_id=room.meeting)
    assert {case.reference: case.times_heard for case in _cases_of(paper)} == before
    assert "action open" not in words_of(paper.to_content())


def _cases_of(agenda):
    return [case for line in agenda.lines for case in line.cases]


def test_agenda_when_it_runs_over_the_hours_then_the_paper_says_by_how_much(office, room):
    """Whoever plans the day sees it before the day: nothing is said when the lines fit."""
    assert "would end after" not in words_of(paper_of(office, "agenda", meeting_id=room.meeting).to_content())
    office.do(agendas.add_matter, AddMatter(meeting_id=room.meeting, title="A long matter", minutes=200))
    words = words_of(paper_of(office, "agenda", meeting_id=room.meeting).to_content())
    view = office.read(agendas.agenda_view, room.meeting)
    assert f"The times below take {view.planned - view.slot} minutes more than the {view.slot} there are" in words


def test_minutes_when_the_meeting_is_not_yet_held_then_refused(office, room):
    """Empty minutes would pass for a record of the meeting."""
    with pytest.raises(Refused, match=r"10 December 2026 has not been held yet"):
        paper_of(office, "minutes", meeting_id=room.meeting)


def test_minutes_when_draft_then_marked_so_and_when_agreeing_printed_as_frozen(office, room, press):
    """A draft says so; the bytes to be frozen already carry the agreement."""
    hold(room)
    draft = paper_of(office, "minutes", meeting_id=room.meeting)
    assert draft.frame.draft
    assert draft.corrections_by == date(2026, 12, 24)
    words = words_of(draft.to_content())
    assert "Not reached; carried over to 14 January." in words
    assert "High. Reprisal feared." in words
    assert pdf_structure.findings(produce(draft, press)) == []
    agreement = MinutesAgreement(
        by="Insp. D. Fairclough", day=date(2026, 12, 10), at=None, frozen_version="1.0", frozen_fingerprint="91B3 4E77"
    )
    with office.records.read(office.actor) as reading:
        final = load_minutes(reading, room.meeting, agreeing=agreement)
        extract = load_minutes(reading, room.meeting, agency_id=room.care)
    assert (final.frame.draft, final.frame.version) == (False, "1.0")
    assert pdf_structure.findings(produce(final, press)) == []
    assert [case for section in extract.sections for case in section.cases] == []
    assert "Extract for Adult Social Care" in words_of(extract.to_content())


@pytest.mark.parametrize(
    ("code", "words", "told"),
    [
        ("keep_open", "Stays open. Serve the notice.", "Stays open. Serve the notice."),
        ("keep_open", "Keep open, hear again in May", "Keep open, hear again in May."),
        ("keep_open", "Hold the injunction", "Stays open. Hold the injunction."),
        ("keep_open", "", "Stays open."),
        ("monitor", "Monitor until May", "Monitor until May."),
        ("close", "Closed: risk reduced", "Closed: risk reduced."),
        ("close", "Risk reduced", "Closed. Risk reduced."),
    ],
)
def test_minutes_when_the_words_say_the_decision_then_it_is_not_said_twice(office, room, code, words, told):
    """A decision is told once: by its label, or by words that say the same."""
    room.open()
    room.hear(room.review, code=code, words=words, risk_band="high", told_by="M. Diallo", next_review_on=JANUARY)
    paper = paper_of(office, "minutes", meeting_id=room.meeting)
    cases = [each for section in paper.sections for each in section.cases]
    (decided,) = [spoken(each.decision) for each in cases if each.reference.endswith("0022")]
    assert decided == told


def test_minutes_when_cases_were_heard_in_another_order_then_they_say_so_once(office, room):
    """Minutes stand by kind; with children first, the hours beside the cases jump, and that is said where it begins."""
    room.open()
    room.at(10, 25)
    room.hear(room.new, code="keep_open", next_review_on=JANUARY)
    room.at(10, 40)
    room.hear(room.review, code="keep_open", next_review_on=JANUARY)
    paper = paper_of(office, "minutes", meeting_id=room.meeting)
    told = [spoken(section.text) for section in paper.sections if section.cases]
    assert [words.startswith("Cases stand by kind") for words in told].count(True) == 1
    assert told[0].startswith("Cases stand by kind")


def test_minutes_when_cases_are_only_noted_then_one_line_names_them(office, room, press):
    """Off the list: the references in a sentence, no block with a decision that nobody took."""
    for number in (8, 9):
        noted = case(office, number, initials="O.L.")
        heard(office, noted, date(2025, 12, 4))
        room.set_case(noted, status="closed")
        office.do(agendas.add_to_agenda, AddToAgenda(meeting_id=room.meeting, case_id=noted, kind="off_list"))
    hold(room)
    paper = paper_of(office, "minutes", meeting_id=room.meeting)
    section = next(section for section in paper.sections if "off the list" in section.title)
    assert section.cases == ()
    assert (
        spoken(section.text)
        == "Noted: HIP/2026-27/0008 and HIP/2026-27/0009, 12\N{NO-BREAK SPACE}months since last heard."
    )
    assert pdf_structure.findings(produce(paper, press)) == []


def test_minutes_when_only_an_old_workbook_tells_then_neither_draft_nor_agreed(office, room, press):
    """Nobody is asked to sign what the office never minuted here."""
    with office.records.write(office.actor) as work:
        row = MeetingRow(held_on=date(2016, 9, 8), status="held", history=True, kind="ordinary")
        work.session.add(row)
        work.session.flush()
        work.record("meeting.planned", "meeting", row.id)
        meeting = row.id
        work.finish()
    paper = paper_of(office, "minutes", meeting_id=meeting)
    content = paper.to_content()
    assert (content["draft"], content["agreed"], paper.frame.draft) == (False, [], False)
    assert "From an old record." in words_of(content["status"])
    assert spoken(paper.log_summary) == "Not recorded."
    assert {content[name] for name in ("observers", "apologies", "no_interest")} == {"Not recorded."}
    assert pdf_structure.findings(produce(paper, press)) == []


def test_action_slip_when_loaded_then_own_actions_and_whom_to_ask(office, room, press):
    """The slip goes to the agency's representative and tells which actions are new."""
    hold(room)
    paper = paper_of(office, "action-slip", meeting_id=room.meeting, agency_id=room.landlord)
    assert (paper.to, paper.sender, paper.summary) == (
        "J. Muñoz, Officer", "Anwen Price, Hate Crime Partnership Officer", "1 new",
    )  # fmt: skip
    assert [slip.number for slip in paper.slips] == ["0022/1"]
    general = AddAction(wording="Write", owner_agency_id=room.landlord, done_when="the letter is sent.")
    office.do(actions.add_action, general)
    paper = paper_of(office, "action-slip", meeting_id=room.meeting, agency_id=room.landlord)
    last = paper.to_content()["slips"][-1]
    assert (last["risk"], last["done_when"]) == ("", "Done when: the letter is sent.")
    assert pdf_structure.findings(produce(paper, press)) == []


def test_action_slip_when_many_have_no_date_then_one_table_tells_them(office, room, press):
    """Dozens of actions from an old list take a line each, by case; what is due keeps its block."""
    hold(room)
    for at in range(40):
        office.do(actions.add_action, AddAction(wording=f"Write {at}", owner_agency_id=room.landlord))
    paper = paper_of(office, "action-slip", meeting_id=room.meeting, agency_id=room.landlord)
    assert ([slip.number for slip in paper.slips], len(paper.undated)) == (["0022/1"], 40)
    assert "40 earlier actions have no date." in words_of(paper.to_content())
    made = produce(paper, press)
    assert pdf_structure.findings(made) == []
    assert len(pdf_structure.page_texts(made)) == 2


def test_meeting_papers_when_held_then_slips_and_copies_are_listed(office, room):
    """Before the panel agenda and case papers; after it minutes and slips; copies that left are listed."""
    before = office.read(panel_papers.meeting_papers, room.meeting)
    assert [paper.paper for paper in before.papers] == [
        "agenda", "names-list", "attendance-sheet", "action-log", "place-labels", "file-labels", "information-pack",
        "referral-form", "risk-form",
        *["case-paper"] * 3, *["return-form"] * 3,
    ]  # fmt: skip
    assert len({paper.key for paper in before.papers}) == len(before.papers)
    hold(room)
    office.do(issuing.note_saved_paper, "agenda", "meeting", room.meeting, b"bytes", "Police CSU")
    after = office.read(panel_papers.meeting_papers, room.meeting)
    assert [paper.key for paper in after.papers][-2:] == ["minutes", f"action-slip/{room.landlord}"]
    assert [(copy.paper, copy.recipient, copy.copy_words) for copy in after.issued] == [
        ("agenda", "Police CSU", "Copy 1 of 1")
    ]


def test_minutes_to_freeze_when_agreed_then_command_and_paper_say_the_same(office, room):
    """The fingerprint printed is the one kept, and the command is accepted as it stands once the bytes are in."""
    hold(room)
    with office.records.read(office.actor) as reading:
        paper, command = minutes_to_freeze(reading, room.meeting, "Insp. D. Fairclough")
    kept = office.do(minutes.agree_minutes, command.model_copy(update={"pdf": b"%PDF-1.7"}))
    assert paper.agreement.frozen_fingerprint == kept
    assert office.read(minutes.minutes_view, room.meeting).fingerprint == kept
