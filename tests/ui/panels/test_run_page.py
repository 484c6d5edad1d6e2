"""Run and Minutes: a panel day by keys, drafts that survive, who must leave, the quick line, closing, freezing."""

from datetime import UTC, date, datetime

import pytest

from hipdesk.model.action_log import ActionFilter, ChangeAction
from hipdesk.model.panels.agendas import AddMatter
from hipdesk.model.panels.attendance import AttendeeView
from hipdesk.model.panels.day import LineView, Sign
from hipdesk.model.panels.meetings import ChangeMeeting
from hipdesk.model.settings import PanelSettings
from hipdesk.services import actions, agendas, attendance, meetings, minutes, panel_day, panel_room, panels
from hipdesk.services.settings import change_settings
from tests.robots.panels import MeetingRobot, MinutesRobot, RunRobot
from tests.support.qt_accessibility import nameless, roleless
from tests.support.qt_clipping import clipped
from tests.support.qt_keys import press, settle, tab_round
from tests.support.qt_pictures import DRESSES, grab
from ui.panels.line_keeper import DRAFT
from ui.style import theme
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Label

PANEL_DAY = datetime(2026, 12, 10, 10, 2, tzinfo=UTC)
on_the_day = pytest.mark.parametrize("opened", [PANEL_DAY], indirect=True)


@pytest.fixture
def running(opened, meeting) -> RunRobot:
    """The December panel, opened on its day, at its first line."""
    robot = meeting(RunRobot, opened.known.december, "run", width=1366)
    robot.open()
    return robot


def chips_of(robot: RunRobot) -> list[str]:
    """What the chips shown say."""
    return [chip.accessibleName() for chip in robot.page.window().findChildren(ChipLabel) if chip.isVisible()]


def line_of(opened, number: int) -> LineView:
    """What the record says of a case's line."""
    view = opened.desk.read(agendas.agenda_view, opened.known.december)
    line = next(line for line in view.cases if line.case_id == opened.known.cases[number])
    return opened.desk.read(panel_day.line_again, line.id)


def person_called(opened, name: str) -> AttendeeView:
    """Someone at the December panel."""
    people = opened.desk.read(attendance.attendance_view, opened.known.december).people
    return next(person for person in people if person.name == name)


def test_run_when_before_its_day_then_says_when_and_cannot_be_opened(opened, meeting):
    """On 2 December the panel of the 10th cannot be opened; the page says why."""
    robot = meeting(RunRobot, opened.known.december, "run")
    assert "The panel is on 10 December 2026" in robot.says()
    assert not robot.run.opening.open.isEnabled()


@on_the_day
def test_open_when_pressed_then_first_line_is_begun_and_people_are_counted(running, opened):
    """Opening begins the first line; those who said they come are present."""
    assert running.case == "Welcome, apologies"
    assert "8 present" in running.says()
    line = opened.desk.read(agendas.agenda_view, opened.known.december).lines[0]
    assert (line.state, f"{line.started_at:%H:%M}") == ("open", "10:02")


@on_the_day
def test_next_when_pressed_then_line_is_finished_with_its_time(running, opened):
    """Ctrl+PgDn finishes the line with its seconds and turns to the next; Ctrl+PgUp goes back."""
    for _ in range(3):
        running.run.view.time.tick()
    running.go_on()
    lines = opened.desk.read(agendas.agenda_view, opened.known.december).lines
    assert (lines[0].state, lines[0].seconds_used) == ("noted", 3)
    assert running.case == "Confidentiality"
    running.press("Ctrl+PgUp")
    running.wait()
    assert running.case == "Welcome, apologies"


@on_the_day
def test_box_when_typed_and_left_then_written_to_the_record(running, opened):
    """What an agency told is in the record as soon as its box is left; the page says it is kept."""
    running.go_on(4)
    assert running.case == "R.B."
    running.say(1, "Guard in stock, fitter free this week")
    texts = [box.text for box in line_of(opened, 22).boxes]
    assert "Guard in stock, fitter free this week" in texts
    assert "1 of 2 have spoken" in running.says()
    assert opened.context.drafts.kept == {}


@on_the_day
def test_box_when_typed_and_page_goes_then_draft_is_kept_and_comes_back(running, opened, meeting):
    """A lock in the middle of typing loses no character: the draft is kept, and written when the line is opened."""
    running.go_on(4)
    running.find("box-1").setFocus()
    running.write("Lighting repaired Mon 7")
    running.page.leave()
    line = line_of(opened, 22).line.id
    assert opened.context.drafts.kept[DRAFT, line]["boxes"]
    again = meeting(RunRobot, opened.known.december, "run", line=line)
    assert any(box.text == "Lighting repaired Mon 7" for box in line_of(opened, 22).boxes)
    assert again.case == "R.B."


@on_the_day
def test_nothing_held_when_clicked_then_counts_as_spoken(running, opened):
    """An agency that knows nothing new has spoken."""
    running.go_on(4)
    running.click("Police CSU holds nothing")
    running.wait()
    assert [box.nothing_held for box in line_of(opened, 22).boxes if box.agency == "Police CSU"] == [True]


@on_the_day
def test_decision_when_chosen_then_case_follows_on_next(running, opened):
    """Decision, risk, review and who tells are kept as they are chosen; the hearing counts when the line is left."""
    running.go_on(4)
    running.say(1, "Guard in stock")
    decision = running.run.view.decision
    decision.code.set_value("keep_open")
    decision.band.set_value("high")
    decision.review.setFocus()
    running.write("14 Jan")
    running.press("Tab")
    decision.unsaid.setFocus()
    running.write("the bail address")
    running.press("Tab")
    running.wait()
    kept = line_of(opened, 22).decision
    assert (kept.code, kept.risk_band, kept.next_review_on, kept.unsaid) == (
        "keep_open", "high", date(2027, 1, 14), "the bail address",
    )  # fmt: skip
    running.go_on()
    assert line_of(opened, 22).line.state == "heard"
    assert line_of(opened, 22).case.heard_words.startswith("Heard 3 times")


@on_the_day
def test_quick_line_when_entered_then_read_back_and_given(running, opened):
    """One line and Enter give an action with owner, wording and a due day that is worked."""
    running.go_on(4)
    running.give("RCH to write to every household by 12 Dec")
    given = line_of(opened, 22).actions
    assert [(each.wording, each.owner, each.due_on) for each in given] == [
        ("Write to every household", "RCH, J. Muñoz", date(2026, 12, 11))
    ]
    assert running.run.view.decision.quick.line.text() == ""
    running.click("Take back action 1")
    running.wait()
    assert line_of(opened, 22).actions == ()


@on_the_day
def test_quick_line_when_it_says_the_same_as_a_late_one_then_carried_forward(running, opened):
    """What is late already is carried forward instead of given twice."""
    running.go_on(4)
    running.find("quick-action").setFocus()
    running.write("RCH to fit letterbox guard and fire-safe plate by 18 Dec")
    running.run.view.decision.quick.asked.emit(running.run.view.decision.quick.line.text())
    running.wait()
    running.find("carry-same").setFocus()
    running.press("Space")
    running.wait()
    rows = opened.desk.read(actions.list_actions, ActionFilter()).rows
    guard = next(row for row in rows if row.wording == "Fit letterbox guard and fire-safe plate")
    assert (guard.due_on, guard.carries, guard.status) == (date(2026, 12, 18), 1, "carried_forward")


@on_the_day
def test_conflict_when_someone_must_leave_then_case_is_hidden_until_confirmed(running, opened):
    """The case is not shown while someone with an interest is in the room; leaving is minuted."""
    running.go_on(7)
    assert "They have left" not in running.says()
    bar = running.find("leave-bar")
    assert bar.isVisible()
    assert not running.run.view.middle.isVisible()
    running.press("Space")
    running.wait()
    assert running.run.view.middle.isVisible()
    assert running.case == "M.T."
    person = next(
        p for p in opened.desk.read(attendance.attendance_view, opened.known.december).people if p.name == "T. Quist"
    )
    assert not person.in_room
    running.say(1, "Known since May")
    running.go_on()
    person = next(
        p for p in opened.desk.read(attendance.attendance_view, opened.known.december).people if p.name == "T. Quist"
    )
    assert person.in_room
    assert person.in_room_words == "All but 10:02 to 10:02"


@on_the_day
def test_room_when_someone_comes_and_goes_then_counted(running, opened):
    """Late arrivals and leaving are a click; a newcomer is named."""
    running.find("someone-leaves").setFocus()
    running.press("Space")
    running.choose("R. Haldane, Children’s Services")
    assert "7 present" in running.says()
    running.find("someone-arrives").setFocus()
    running.press("Space")
    running.choose("Someone else")
    running.write("Z. Marchetti")
    running.press("Enter")
    running.wait()
    assert "8 present" in running.says()


@on_the_day
def test_confidentiality_when_all_sign_then_kept(running, opened):
    """Everyone present has signed: one link."""
    running.go_on()
    running.find("all-signed").setFocus()
    running.press("Space")
    running.wait()
    people = opened.desk.read(attendance.attendance_view, opened.known.december).people
    assert all(person.signed for person in people if person.present)


@on_the_day
def test_full_screen_when_f11_then_covers_the_window_and_comes_back(running):
    """F11 fills the window with the running panel, with the marking, which else stands in the window's own line."""
    running.go_on(4)
    running.find("box-1").setFocus()
    running.write("Guard")
    view = running.run.view
    assert view.bottom._marking.isHidden()
    running.press("F11")
    assert not view.bottom._marking.isHidden()
    assert view.parent() is running.page.window()
    assert view.middle.boxes[0].text == "Guard"
    running.write(" in stock")
    running.press("F11")
    assert running.run.stack.currentWidget() is view
    running.write(" since Monday")
    assert view.middle.boxes[0].text == "Guard in stock since Monday"


@on_the_day
def test_quick_line_when_its_day_is_past_or_next_year_then_says_so(running):
    """A day gone by is understood, and what to do is said; a day of another year bears its year."""
    running.go_on(4)
    quick = running.run.view.decision.quick
    for typed, told in (("RCH to fit guard by 1 Dec", "Tue 1 Dec 2026 is past"), ("by 12 Jan", "Tue 12 Jan 2027")):
        quick.line.setText(typed)
        quick.line.returnPressed.emit()
        running.wait()
        assert any(told in words for words in (quick._missing.words, quick._due.words))
        assert "Not understood" not in quick._missing.words
    quick.line.setText("RCH to fit guard by 1 Dec")
    quick.line.returnPressed.emit()
    running.wait()
    assert quick.line.text() == "RCH to fit guard by 1 Dec"


@on_the_day
def test_projector_when_shown_then_reference_and_initials_only(running):
    """The wall sees reference and initials, nothing else."""
    running.go_on(4)
    running.click("Projector")
    projector = running.run.view._projector
    words = {projector.number.words, projector.reference.words, projector.initials.words}
    assert words == {"Item 5 of 19", "HIP/2026-27/0022", "R.B."}
    running.click("Projector")
    settle()
    assert running.run.view._projector is None


@on_the_day
def test_projector_when_the_whole_panel_goes_by_then_it_follows_and_no_name_is_on_the_wall(running, opened):
    """Through every line, one that somebody must leave for and a matter with a name in its title included."""
    matter = AddMatter(meeting_id=opened.known.december, title="Farewell of R. Haldane")
    opened.context.do(agendas.add_matter, matter)
    running.click("Projector")
    running.wait()
    wall = running.run.view._projector
    people = opened.desk.read(attendance.attendance_view, opened.known.december).people
    surnames = {person.line.split()[-1] for person in people}
    lines = opened.desk.read(agendas.agenda_view, opened.known.december).lines
    assert any(line.title == matter.title for line in lines)
    for line in lines:
        running.run.view.go_to(line.id)
        running.wait()
        shown = " ".join([wall.windowTitle(), *(label.words for label in wall.findChildren(Label))])
        assert f"Item {line.number} of {len(lines)}" in shown
        assert line.reference in shown
        assert not [name for name in surnames if name in shown]
    running.click("Projector")


@on_the_day
def test_quorum_when_too_few_are_left_then_the_page_says_so(running, opened):
    """With a quorum of eight core agencies the first who leaves breaks it, and the page says so at once."""
    opened.context.do(change_settings, PanelSettings(quorum=8))
    running.wait()
    running.find("someone-leaves").setFocus()
    running.press("Space")
    running.choose("R. Haldane, Children’s Services")
    assert "Not quorate: 7 of 8" in chips_of(running)


@on_the_day
def test_arrival_when_the_meeting_is_held_online_too_then_either_way_is_one_click(running, opened):
    """Somebody not there may come into the room or online; the count at the bottom tells how many are online."""
    card = opened.desk.read(meetings.meeting_card, opened.known.december)
    fields = {name: getattr(card, name) for name in ("starts_at", "ends_at", "place", "chair", "minute_taker")}
    opened.context.do(panels.change_meeting, ChangeMeeting(meeting_id=card.id, online=True, **fields))
    running.wait()
    running.find("someone-arrives").setFocus()
    running.press("Space")
    running.choose("A. Nairn, Fire Service, online")
    assert "from 9 agencies, 1 online" in running.says()
    assert person_called(opened, "A. Nairn").remote


@on_the_day
def test_standard_recommendation_when_taken_from_the_list_then_stands_in_the_line(running):
    """Those that are not shown as pills are in a menu; the line waits for who does it and by when."""
    running.go_on(4)
    running.find("standard-more").setFocus()
    running.press("Space")
    running.choose("Send a warning letter")
    assert running.run.view.decision.quick.line.text() == " to send a warning letter by "
    assert running.focus() is running.run.view.decision.quick.line


@on_the_day
def test_close_when_confirmed_then_unheard_cases_are_carried_and_minutes_shown(running, opened):
    """Closing names what was not reached, carries it over and goes to the minutes."""
    running.go_on(4)
    running.say(1, "Guard in stock")
    opened.messages.answers = ["do"]
    running.click("Close the meeting")
    running.wait()
    assert len(opened.messages.asked[0].details) == 9
    assert running.tab() == "minutes"
    view = opened.desk.read(agendas.agenda_view, opened.known.january)
    assert len(view.cases) == 9
    assert opened.desk.read(meetings.meeting_card, opened.known.december).status == "held"


def test_minutes_when_checked_then_put_right_and_frozen(opened, meeting):
    """From a draft with findings to agreed and frozen: owner chosen, corrections answered, bytes kept."""
    robot = meeting(MinutesRobot, opened.known.november, "minutes")
    says = robot.says()
    assert "1 to put right" in says
    assert "Action 0022/3 has no owner. Choose one." in says
    assert not robot.minutes.checks.agree.isEnabled()
    robot.push("accept-A")
    assert "Threat of 3 November recorded as hate crime." in robot.says()
    _give_owner(opened)
    robot.page.reload(None)
    robot.wait()
    assert robot.minutes.checks.agree.isEnabled()
    opened.messages.answers = ["do"]
    robot.push("agree-minutes")
    assert opened.desk.open(minutes.frozen_minutes, opened.known.november).startswith(b"%PDF")
    assert "Agreed and frozen. Only logged corrections follow." in robot.says()


def _give_owner(opened) -> None:
    rows = opened.desk.read(actions.list_actions, ActionFilter()).rows
    row = next(row for row in rows if row.wording == "Write to every flat on stair B")
    owner = opened.known.agencies["Riverside & Chalk Housing"]
    opened.desk.do(
        actions.change_action,
        ChangeAction(action_id=row.id, wording=row.wording, owner_agency_id=owner, owner_name="K. Sandhu"),
    )


def test_minutes_when_a_correction_is_refused_without_reason_then_told(opened, meeting):
    """Refusing needs a reason; with it the correction is settled."""
    robot = meeting(MinutesRobot, opened.known.november, "minutes")
    robot.push("refuse-A")
    assert "why" in str(opened.messages.errors[0]).lower()
    robot.find("reason-A").setFocus()
    robot.write("The officer said assault")
    robot.push("refuse-A")
    assert "1 correction asked" not in robot.says()


def test_minutes_when_there_are_none_then_the_page_leads_to_where_they_begin(opened, meeting):
    """An empty page has a button that does what its words speak of."""
    robot = meeting(RunRobot, opened.known.december, "minutes")
    robot.find("minutes-to-run").setFocus()
    robot.press("Space")
    robot.wait()
    assert robot.tab() == "run"


def test_minutes_when_several_have_not_signed_then_one_button_signs_for_all(opened, meeting):
    """One line and one button, not one for each person."""
    november = opened.known.november
    there = [each for each in opened.desk.read(attendance.attendance_view, november).people if each.present]
    opened.desk.do(panel_room.sign, Sign(attendance_ids=tuple(each.id for each in there[:4]), signed=False))
    robot = meeting(MinutesRobot, november, "minutes")
    robot.push("signed-1")
    people = opened.desk.read(attendance.attendance_view, november).people
    assert all(each.signed for each in people if each.present)


def test_minutes_when_sent_back_and_forth_then_versions_are_told(opened, meeting):
    """Work on it again, send again: a second draft."""
    robot = meeting(MinutesRobot, opened.known.november, "minutes")
    robot.push("call-back")
    robot.push("send-to-chair")
    numbers = [version.number for version in opened.desk.read(minutes.minutes_review, opened.known.november).versions]
    assert numbers == ["0.1", "0.2"]


def test_minutes_when_put_right_is_pressed_then_the_action_or_the_line_is_shown(opened, meeting):
    """A finding leads to what it speaks of: an action to its page, a case to its line on Run."""
    robot = meeting(RunRobot, opened.known.november, "minutes")
    robot.find("open-2").setFocus()
    robot.press("Space")
    robot.wait()
    assert robot.tab() == "run"
    assert robot.case == "D. family"
    robot.page.tabs.setFocus()
    robot.press("Right")
    robot.wait()
    opened.context.routes.went.disconnect(robot.page.open_route)
    robot.find("open-1").setFocus()
    robot.press("Space")
    robot.wait()
    assert opened.context.routes.current.name == "action"


@pytest.mark.parametrize("dress", DRESSES)
def test_minutes_when_dressed_then_controls_are_named_and_tab_comes_round(dress, opened, meeting):
    """Light, dark, high contrast and large text."""
    theme.current().use(*DRESSES[dress])
    robot = meeting(MeetingRobot, opened.known.november, "minutes")
    assert nameless(robot.page) == []
    assert roleless(robot.page) == []
    assert clipped(robot.page.window()) == []
    grab(robot.page, f"minutes-{dress}")
    press(robot.page, "Tab")
    assert len(tab_round(robot.page)) > 3


@on_the_day
@pytest.mark.parametrize("dress", DRESSES)
def test_run_when_dressed_then_controls_are_named_and_tab_comes_round(dress, opened, meeting):
    """Light, dark, high contrast and large text."""
    theme.current().use(*DRESSES[dress])
    robot = meeting(RunRobot, opened.known.december, "run", width=1366)
    robot.open()
    robot.go_on(4)
    assert nameless(robot.page) == []
    assert roleless(robot.page) == []
    view = robot.run.view
    view.resize(1366, 768)  # large text takes the whole screen, which is smaller where there is none
    settle()
    assert clipped(view) == []
    grab(robot.page, f"run-{dress}")
    press(robot.page, "Tab")
    assert len(tab_round(robot.page)) > 3
