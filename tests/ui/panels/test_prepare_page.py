"""Prepare, Papers and the list: order and times by key, answers and interests, papers, returns, planning."""

from datetime import date

import pytest

from hipdesk.desk.mail_round import MailRound
from hipdesk.model.panels.return_forms import QUESTIONS
from hipdesk.model.panels.returns import AskAgencies
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.papers.reading.word_forms import read_controls
from hipdesk.services import agendas, attendance, meetings, panel_papers, returns
from tests.robots.panels import MeetingsRobot, PapersRobot, PrepareRobot
from tests.support.filled_forms import fill
from tests.support.qt_accessibility import nameless, roleless
from tests.support.qt_clipping import clipped
from tests.support.qt_keys import press, tab_round
from tests.support.qt_pictures import DRESSES, grab
from ui.panels import mailing
from ui.panels.list_page import MeetingsPage
from ui.routes import Route
from ui.style import theme

CASES = ["R.B.", "D. family", "Z.B.-K.", "M.T.", "A.O.", "H.P.", "S.Ó D.", "T.N.", "J.M.", "P.S."]


@pytest.fixture
def prepare(opened, meeting) -> PrepareRobot:
    """The December panel at Prepare."""
    return meeting(PrepareRobot, opened.known.december, "prepare")


def test_prepare_when_opened_then_children_first_with_times_and_reasons(prepare):
    """Lines stand in groups with their starts; the bar adds up; who must leave is said twice."""
    assert [line.split(" ", 2)[2] for line in prepare.lines()] == CASES
    assert prepare.lines()[0] == "10:16 5 R.B."
    assert prepare.prepare.agenda.bar.accessibleName() == "126 of 120 minutes"
    row = prepare.focus_line("M.T.")
    assert "T. Quist leaves" in row.accessibleName()


def test_order_when_alt_down_then_line_moves_and_times_follow(prepare, opened):
    """Alt+Down moves the line with the focus; it keeps the focus; the record follows."""
    prepare.move("R.B.", "Alt+Down")
    assert prepare.lines()[:2] == ["10:16 5 D. family", "10:28 6 R.B."]
    focus = prepare.focus()
    assert focus.line.initials == "R.B."
    lines = opened.desk.read(agendas.agenda_view, opened.known.december).cases
    assert [line.initials for line in lines][:2] == ["D. family", "R.B."]


def test_arrows_when_on_a_line_then_focus_goes_to_the_next(prepare):
    """Up and Down walk the lines."""
    prepare.focus_line("R.B.")
    prepare.press("Down", "Down", "Up")
    assert prepare.focus().line.initials == "D. family"


def test_minutes_when_typed_then_starts_follow(prepare):
    """Other minutes change every later start."""
    prepare.give_minutes("R.B.", 20)
    assert prepare.lines()[1] == "10:36 6 D. family"


def test_minutes_when_the_next_are_typed_before_the_first_are_recorded_then_no_key_is_lost(prepare):
    """The list is brought up to date in place: what is half typed stays, and what follows goes on there."""
    first, second = prepare.focus_line("R.B."), prepare.focus_line("D. family")
    for row, digits in ((first, "20"), (second, "1")):
        row.minutes.setFocus()
        row.minutes.selectAll()
        prepare.write(digits)
    prepare.wait()
    assert prepare.lines()[1] == "10:36 6 D. family"
    assert (second.minutes.text(), second.minutes.hasFocus()) == ("1", True)
    prepare.write("5")
    prepare.press("Tab")
    prepare.wait()
    assert [row.minutes.text() for row in prepare.prepare.agenda.rows[:2]] == ["20", "15"]
    assert [row.line.minutes for row in prepare.prepare.agenda.rows[:2]] == [20, 15]


def test_order_when_moved_by_the_menu_then_the_row_stays_and_keeps_the_focus(prepare):
    """The very row goes on, renumbered; one that is taken off leaves the focus on the row in its place."""
    row = prepare.focus_line("R.B.")
    number = row.line.number
    prepare.menu_of_line("R.B.", "Later (Alt+Down)")
    assert prepare.prepare.agenda.rows[1] is row
    assert prepare.focus() is row
    assert row.accessibleName().startswith(f"Item {number + 1},")
    prepare.press("Delete")
    prepare.wait()
    assert prepare.focus().line.initials == "Z.B.-K."


def test_take_off_when_deleted_then_undo_puts_it_back(prepare, opened):
    """Delete takes a line off; the toast's undo brings the case back."""
    prepare.focus_line("A.O.")
    prepare.press("Delete")
    prepare.wait()
    assert "A.O." not in " ".join(prepare.lines())
    opened.messages.undo()
    prepare.wait()
    assert "A.O." in " ".join(prepare.lines())


def test_answer_when_deputy_is_named_then_list_says_for_whom(prepare):
    """A deputy is asked for by name, in the page, and shown with whom they stand for."""
    prepare.menu_of_person("J. Muñoz", "Sends a deputy")
    prepare.write("K. Sandhu")
    prepare.press("Enter")
    prepare.wait()
    assert prepare.answers()["Riverside & Chalk Housing"] == "K. Sandhu for J. Muñoz: Deputy"


def test_interest_when_declared_then_the_line_says_who_leaves(prepare, opened):
    """An interest needs its case and nature; the line then names who leaves."""
    prepare.menu_of_person("M. Diallo", "Has an interest in a case")
    ask = prepare.prepare.people.ask
    ask.case.set_value(opened.known.cases[32])
    ask.nature.setFocus()
    prepare.write("Lives next door")
    prepare.find("ask-person-do").setFocus()
    prepare.press("Space")
    prepare.wait()
    assert "M. Diallo leaves" in prepare.focus_line("A.O.").accessibleName()


def test_settle_when_answer_is_noted_then_it_goes_from_the_list(prepare):
    """What is to settle opens the place that settles it."""
    assert "Fire Service has not answered" in prepare.says()
    prepare.click("Note the answer: Fire Service has not answered")
    prepare.choose("Apologies")
    assert "Fire Service has not answered" not in prepare.says()


def test_presenter_when_chosen_then_line_is_settled(prepare, opened):
    """A presenter is chosen among those who come, or typed."""
    prepare.menu_of_line("P.S.", "Who presents")
    prepare.prepare.settle.presenter.name.set_value("T. Quist")
    prepare.find("presenter-do").setFocus()
    prepare.press("Space")
    prepare.wait()
    line = next(
        line for line in opened.desk.read(agendas.agenda_view, opened.known.december).cases if line.initials == "P.S."
    )
    assert line.presenter.startswith("T. Quist")


def test_finish_when_pressed_then_agenda_is_done_and_can_be_worked_on_again(prepare, opened):
    """Ctrl+Enter finishes; what finished can be opened again."""
    prepare.press("Ctrl+Enter")
    prepare.wait()
    assert opened.desk.read(meetings.meeting_card, opened.known.december).prepare.done
    prepare.click("Work on it again")
    prepare.wait()
    assert not opened.desk.read(meetings.meeting_card, opened.known.december).prepare.done


def test_ctrl_enter_when_a_strip_asks_then_presses_the_strip_and_not_the_page_behind_it(prepare, opened):
    """The agenda is not finished by a key meant for the strip; a wrong day is told beside its field when it is left."""
    prepare.find("meeting-more").setFocus()
    prepare.press("Space")
    prepare.choose("Hold it on another day")
    prepare.write("Room not free")
    prepare.press("Tab")
    strip = prepare.page.strip
    assert strip.missing.accessibleName() == "Write a day, such as 14 March 2026"
    prepare.find("finish-agenda").setFocus()
    prepare.press("Ctrl+Enter")
    prepare.wait()
    assert "Say why the meeting is moved" in strip.missing.accessibleName()
    card = opened.desk.read(meetings.meeting_card, opened.known.december)
    assert (card.prepare.done, card.status) == (False, "planned")
    strip.leave()
    prepare.press("Ctrl+Enter")
    prepare.wait()
    assert opened.desk.read(meetings.meeting_card, opened.known.december).prepare.done


def test_empty_when_nothing_is_prepared_then_proposing_fills_it(opened, meeting):
    """January has no agenda: the page says what it would be for and proposes it."""
    robot = meeting(PrepareRobot, opened.known.january, "prepare")
    assert "Nothing is on the agenda yet" in robot.says()
    robot.click("Propose the agenda")
    robot.wait()
    assert any("T.N." in line for line in robot.lines())


def test_move_meeting_when_given_a_day_and_reason_then_shown_at_the_new_day_until_undone(prepare, opened):
    """The meeting's own menu moves it with what was prepared; the toast's undo leads back to the old day, as it was."""
    prepare.find("meeting-more").setFocus()
    prepare.press("Space")
    prepare.choose("Hold it on another day")
    prepare.write("17 Dec 2026")
    prepare.find("meeting-strip-do").setFocus()
    prepare.press("Enter")
    assert prepare.page.strip.missing.accessibleName() == "Say why the meeting is moved: it stands in its record."
    prepare.page.strip.reason.setFocus()
    prepare.write("Room not free")
    prepare.find("meeting-strip-do").setFocus()
    prepare.press("Space")
    prepare.wait()
    assert prepare.page.header.title == "Panel of Thursday 17 December 2026"
    assert len(prepare.lines()) == len(CASES)
    opened.messages.undo()
    prepare.wait()
    old = opened.desk.read(meetings.meeting_card, opened.known.december)
    assert (old.status, old.cases) == ("planned", len(CASES))
    assert opened.context.routes.current == Route.to("meeting", id=opened.known.december)


def test_details_when_changed_then_header_follows_and_nonsense_is_told(prepare):
    """Place and hours are put right in place; an hour that is none is told at its field."""
    prepare.find("meeting-more").setFocus()
    prepare.press("Space")
    prepare.choose("Place, hours and people")
    details = prepare.page.details
    details.place.selectAll()
    prepare.write("Town Hall")
    details.ends.setFocus()
    details.ends.selectAll()
    prepare.write("midday")
    prepare.find("details-do").setFocus()
    prepare.press("Space")
    assert details.isVisible()
    details.ends.set_value("12.30")
    prepare.press("Space")
    prepare.wait()
    assert "10:00 to 12:30, Town Hall" in prepare.says()


def test_papers_when_saved_then_copy_is_listed(opened, meeting, tmp_path):
    """Saving notes the copy."""
    robot = meeting(PapersRobot, opened.known.december, "papers")
    assert robot.listed()[1].startswith("Agenda")
    target = tmp_path / "agenda.pdf"
    opened.messages.files = [target]
    robot.find("save-paper").setFocus()
    robot.press("Space")
    robot.wait()
    assert target.read_bytes().startswith(b"%PDF")
    assert len(opened.desk.read(panel_papers.meeting_papers, opened.known.december).issued) == 1


def test_papers_when_saved_as_word_then_copy_is_listed_and_only_where_there_is_word(opened, meeting, tmp_path):
    """The agenda is also Word; the button is off on a paper that is not."""
    robot = meeting(PapersRobot, opened.known.december, "papers")
    button = robot.find("save-word")
    assert button.isEnabled()
    opened.messages.files = [tmp_path / "agenda.docx"]
    button.setFocus()
    robot.press("Space")
    robot.wait()
    assert (tmp_path / "agenda.docx").read_bytes().startswith(b"PK")
    assert len(opened.desk.read(panel_papers.meeting_papers, opened.known.december).issued) == 1
    papers = opened.desk.read(panel_papers.meeting_papers, opened.known.december).papers
    assert robot.papers.list.go_to(next(paper.key for paper in papers if paper.paper == "names-list"))
    assert not button.isEnabled()


def test_papers_when_mailed_to_agencies_then_shown_who_gets_one_and_told_what_became_of_it(opened, meeting, tmp_path):
    """The agenda goes to every agency: shown before anything is written; labels go to nobody; a failure is named."""
    robot = meeting(PapersRobot, opened.known.december, "papers")
    papers = opened.desk.read(panel_papers.meeting_papers, opened.known.december).papers
    assert robot.papers.list.go_to(next(paper.key for paper in papers if paper.paper == "place-labels"))
    assert not robot.papers.mails.isEnabled()
    assert robot.papers.list.go_to(next(paper.key for paper in papers if paper.paper == "agenda"))
    opened.messages.answers = ["leave"]
    robot.find("mail-agencies").setFocus()
    robot.press("Space")
    robot.wait()
    question = opened.messages.asked[-1]
    assert question.title == f"Agenda: write {len(question.details)} e-mails?"
    assert "Police CSU" in question.details
    mailing.tell(
        opened.context, MailRound(("Agenda Victim Care.eml",), (("Police CSU", "The disk is full."),)), tmp_path
    )
    what, kept, to_do, _tone = opened.messages.banners["mails-written"]
    assert what == "Not written. Police CSU: The disk is full."
    assert kept == f"1 e-mail is in {tmp_path.name}, and in the register."
    assert "its own paper" in to_do


def test_papers_when_text_is_large_then_the_list_has_the_room_and_the_register_a_pane_of_its_own(opened, meeting):
    """Several papers can be seen and chosen at 200 %."""
    theme.current().use("light", 2.0)
    robot = meeting(PapersRobot, opened.known.december, "papers")
    assert robot.papers.list.height() > 3 * theme.current().px(38)
    assert not robot.papers.copies.isVisible()


def test_papers_when_steps_are_marked_then_state_says_done(opened, meeting):
    """A deadline is ticked in the list and its words follow."""
    robot = meeting(PapersRobot, opened.known.december, "papers")
    robot.click("Names list: mark done")
    robot.wait()
    card = opened.desk.read(meetings.meeting_card, opened.known.december)
    assert card.step("names_list").done_on == date(2026, 12, 2)


def test_returns_when_asked_and_written_down_then_counted(opened, meeting):
    """Agencies are asked for all cases; one return is written down with its limits."""
    opened.desk.do(returns.ask_agencies, AskAgencies(meeting_id=opened.known.december))
    robot = meeting(PapersRobot, opened.known.december, "papers")
    robot.click("Write down a return of Police CSU")
    robot.write("One arrest on 4 December")
    robot.find("return-do").setFocus()
    robot.press("Space")
    robot.wait()
    view = opened.desk.read(returns.returns_view, opened.known.december)
    assert next(each.words for each in view.agencies if each.agency == "Police CSU") == "9 of 10 missing"


def test_list_when_a_meeting_is_planned_then_it_is_opened(opened, shown):
    """The list shows what is to come; planning leads to the new meeting."""
    page = MeetingsPage(opened.context)
    shown(page, 1190, 700)
    page.open_route(Route("meetings"))
    robot = MeetingsRobot(page, opened.context.operations)
    robot.wait()
    assert robot.days() == ["Thu 10 Dec 2026", "Thu 14 Jan 2027"]
    robot.plan(date(2027, 2, 11))
    assert opened.context.routes.current.name == "meeting"
    assert "Thu 11 Feb 2027" in robot.days()


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("page", ["prepare", "papers"])
def test_pages_when_dressed_then_controls_are_named_and_tab_comes_round(dress, page, opened, meeting):
    """Light, dark, high contrast and large text."""
    theme.current().use(*DRESSES[dress])
    robot = meeting(PrepareRobot, opened.known.december, page)
    assert nameless(robot.page) == []
    assert roleless(robot.page) == []
    assert clipped(robot.page.window()) == []
    grab(robot.page, f"{page}-{dress}")
    press(robot.page, "Tab")
    assert len(tab_round(robot.page)) > 5


def test_people_when_read_then_core_agencies_are_counted(opened):
    """The record and the page speak of the same people."""
    view = opened.desk.read(attendance.attendance_view, opened.known.december)
    assert (view.coming, view.expected) == (8, 10)


def test_returns_when_a_filled_form_is_read_then_shown_before_it_is_recorded(opened, meeting, tmp_path):
    """What the agency wrote is shown case by case with what needs a look; recorded only when that is confirmed."""
    desk, december = opened.desk, opened.known.december
    agency = next(iter(opened.known.agencies.values()))
    robot = meeting(PapersRobot, december, "papers")
    blank = desk.make_paper("return-form", PaperOptions(meeting_id=december, agency_id=agency), form="word").content
    cases = [tag.split(".")[1] for tag in (each.tag for each in read_controls(blank)) if tag.endswith(".nothing")]
    (tmp_path / "return.docx").write_bytes(fill(blank, {f"cases.{cases[0]}.known": "Two visits in October."}))
    for answer, recorded in ((None, 0), ("do", 1)):
        opened.messages.files, opened.messages.answers = [tmp_path / "return.docx"], [answer]
        robot.find("return-from-form").setFocus()
        robot.press("Space")
        robot.wait()
        robot.wait()
        assert any("told" in line for line in opened.messages.asked[-1].details)
        assert any("still missing" in line for line in opened.messages.asked[-1].details)
        view = desk.read(returns.returns_view, december)
        assert sum(each.text == f"{QUESTIONS[1][1]}: Two visits in October." for each in view.returns) == recorded
