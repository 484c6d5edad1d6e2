"""A case from the first telephone call to its closure, over months, in the window and by keys."""

from datetime import UTC, date, datetime
from pathlib import Path

from hipdesk.model.cases.views import CaseView
from hipdesk.services import cases, meetings
from tests.journeys.conftest import Run
from tests.robots.cases import CaseRobot
from tests.robots.custody import GateRobot
from tests.robots.panels import MeetingsRobot, MinutesRobot, PrepareRobot, RunRobot
from tests.robots.referrals import FormRobot, InboxRobot
from tests.robots.window import ProgramRobot
from tests.support.casework_desk import casework
from tests.support.desks import PASSPHRASE
from ui.cases.case_page import CasePage
from ui.panels.list_page import MeetingsPage
from ui.panels.meeting_page import MeetingPage
from ui.referrals.form_page import FormPage
from ui.referrals.inbox_page import InboxPage
from ui.routes import Route

PANEL = date(2027, 1, 14)
_CHOSEN = {
    "strand_codes": ("RAC",),
    "perceived_by": ("victim",),
    "grounds": ("multi_agency",),
    "victim_wants": ("stop",),
}
_TYPED = {
    "presenter": "Tamsin Abara",
    "wanted_from_panel": "One agency to lead, and a visit",
    "incidents.0.happened": "24 November 2026",
}


def answer_the_rest(form: FormRobot) -> None:
    """Everything still needed to accept: typed where known, otherwise with the reason why there is no answer."""
    assert form.page.form is not None
    while missing := [one.name for one in form.page.form._find().missing]:
        for name in missing:
            if name in _CHOSEN:
                form.choose(name, _CHOSEN[name])
            elif name in _TYPED:
                form.type_in(name, _TYPED[name])
            else:
                form.say_why(name, "not_known")


def log_and_accept(robot: ProgramRobot, agency_id: str) -> str:
    """The form, the inbox, the decision; returns the case."""
    robot.go(Route("referral-form"))
    page = robot.page
    assert isinstance(page, FormPage)
    form = FormRobot(page, robot.started.program.operations)
    form.fill_whole(agency_id, name="Wanda Kowal")
    answer_the_rest(form)
    form.finish()
    robot.wait()
    inbox = robot.page
    assert isinstance(inbox, InboxPage)
    reading = InboxRobot(inbox, robot.started.program.operations)
    reading.wait()
    assert "W.K." in reading.pane()
    reading.press("Alt+A")
    robot.wait()
    view = inbox.pane.view
    assert view is not None
    assert view.case_id is not None
    return view.case_id


def plan_panel(robot: ProgramRobot) -> str:
    """A meeting planned, its agenda proposed by rule; returns its id."""
    robot.go(Route("meetings"))
    page = robot.page
    assert isinstance(page, MeetingsPage)
    MeetingsRobot(page, robot.started.program.operations).plan(PANEL)
    robot.wait()
    desk = robot.started.program.desk
    assert desk is not None
    meeting_id = desk.read(meetings.list_meetings, coming=True).rows[0].id
    meeting = PrepareRobot(at_meeting(robot, meeting_id, "prepare"), robot.started.program.operations)
    meeting.find("propose-first").setFocus()
    meeting.press("Space")
    robot.wait()
    assert any("W.K." in line for line in meeting.lines())
    return meeting_id


def at_meeting(robot: ProgramRobot, meeting_id: str, page: str) -> MeetingPage:
    """One of the four pages of a meeting."""
    robot.go(Route.to("meeting", id=meeting_id, page=page))
    found = robot.page
    assert isinstance(found, MeetingPage)
    return found


def hear(robot: ProgramRobot, meeting_id: str) -> None:
    """The panel hears the case: an action, a decision, a risk agreed; then the meeting is closed."""
    robot.started.clock.move_to(datetime(2027, 1, 14, 10, 0, tzinfo=UTC))
    robot.started.program.window.idle.seen()
    run = RunRobot(at_meeting(robot, meeting_id, "run"), robot.started.program.operations)
    run.open()
    while run.case != "W.K.":
        before = run.case
        run.go_on()
        assert run.case != before, "the case is not on the agenda"
    run.give("Victim Care to visit her at her sister's by 20 Jan")
    assert run.given() == ["Visit her at her sister's (Victim Care)"]
    decision = run.run.view.decision
    decision.code.set_value("monitor")
    decision.band.set_value("standard")
    robot.wait()
    run.go_on()
    close(robot, run)


def close(robot: ProgramRobot, run: RunRobot) -> None:
    """Close the meeting, answering what is asked; its minutes are shown then."""
    run.click("Close the meeting")
    robot.find("choice-do").setFocus()
    robot.press("Enter")
    robot.started.until(lambda: robot.route().get("page") == "minutes", "the minutes")
    robot.wait()


def view_of(robot: ProgramRobot, case_id: str) -> CaseView:
    """What the record says of the case."""
    desk = robot.started.program.desk
    assert desk is not None
    return desk.open(cases.open_case, case_id)


def at_case(robot: ProgramRobot, case_id: str) -> CaseRobot:
    """The case's page."""
    robot.go(Route.to("case", id=case_id))
    page = robot.page
    assert isinstance(page, CasePage)
    return CaseRobot(page, robot.started.program.operations)


def test_case_when_lived_through_then_its_line_of_time_tells_every_step(run: Run, tmp_path: Path) -> None:
    """Logged, accepted, noted, listed, heard, locked in between, closed against the test, and all of it on one line."""
    with casework(tmp_path) as (_desk, known):
        vault = tmp_path / "marlbridge.hipdesk"
    with run(vault) as started:
        robot = ProgramRobot(started)
        GateRobot(started).unlock(PASSPHRASE)
        case_id = log_and_accept(robot, known.agencies["Victim Care"])
        case = at_case(robot, case_id)
        case.write_note("Spoke to her on the telephone; she sleeps at her sister's.")
        assert "Listed" in case.strip()
        robot.lock()
        GateRobot(started).unlock(PASSPHRASE)
        assert robot.route() == Route.to("case", id=case_id)
        hear(robot, plan_panel(robot))
        heard = view_of(robot, case_id)
        assert heard.status == "monitoring"
        case = at_case(robot, case_id)
        case.change("close", reason="ceased", override="She has moved and wants no more", approver="Rhys Oduya")
        robot.wait()
        assert view_of(robot, case_id).status == "closed"
        told = " ".join(case.moments())
        for step in ("Referral", "Incident 1", "Risk assessed", "Spoke to her", "Closed"):
            assert step in told, step
        assert started.program.desk is not None
        assert started.program.desk.verify().whole


def test_panel_day_when_locked_in_the_middle_then_goes_on_where_it_was_and_the_minutes_begin(
    run: Run, tmp_path: Path
) -> None:
    """The panel by keys: opened, typed into through a lock, closed; what was heard counts, and the minutes begin."""
    from tests.support.panel_desk import marlbridge

    with marlbridge(tmp_path) as (_desk, known):
        vault = tmp_path / "marlbridge.hipdesk"
    with run(vault) as started:
        robot = ProgramRobot(started)
        started.clock.move_to(datetime(2026, 12, 10, 10, 2, tzinfo=UTC))
        GateRobot(started).unlock(PASSPHRASE)
        run_page = RunRobot(at_meeting(robot, known.december, "run"), started.program.operations)
        run_page.open()
        run_page.go_on(4)
        assert run_page.case == "R.B."
        run_page.say(1, "Guard in stock, fitter free this week")
        robot.find("box-1").setFocus()
        robot.write(" and lighting")
        robot.lock()
        GateRobot(started).unlock(PASSPHRASE)
        assert robot.route().get("id") == known.december
        page = robot.page
        assert isinstance(page, MeetingPage)
        run_page = RunRobot(page, started.program.operations)
        assert run_page.case == "R.B."
        texts = [box.text for box in run_page.run.view.middle.boxes]
        assert any(text.endswith("and lighting") and "Guard in stock" in text for text in texts)
        close(robot, run_page)
        page = robot.page
        assert isinstance(page, MeetingPage)
        review = MinutesRobot(page, started.program.operations)
        assert review.tab() == "minutes"
        assert any("to put right" in words for words in review.says())
        assert started.program.desk is not None
        card = started.program.desk.read(meetings.meeting_card, known.december)
        assert (card.status, card.heard) == ("held", 1)
