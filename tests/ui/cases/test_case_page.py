"""One case: its strip, pages, line of time, notes, names, changes, and what is added to it."""

from datetime import date
from pathlib import Path

import pytest

from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services import cases
from tests.robots.cases import CaseRobot
from tests.robots.paper import PaperRobot
from tests.robots.shell import Robot
from tests.support.filled_forms import fill
from tests.support.qt_accessibility import nameless
from tests.support.qt_keys import settle
from tests.support.qt_pictures import DRESSES, grab
from ui.cases.adding_page import AddIncidentPage, AssessRiskPage
from ui.cases.case_page import CasePage
from ui.forms.drafts import DeskDrafts
from ui.parts.paper_page import PaperPage
from ui.routes import Route
from ui.style import theme

PAGES = (
    "summary",
    "people",
    "incidents",
    "risk",
    "actions",
    "information",
    "history",
    "outcomes",
    "documents",
    "sharing",
    "timeline",
)


def the_case(opened):
    context, _messages, known = opened
    return context.desk.open(cases.open_case, known.family)


def test_case_when_opened_then_strip_and_summary_say_how_it_stands(robot):
    """Reference, initials, risk with trend, flags; people by initials, late actions in words, why High."""
    strip = robot.strip()
    for said in ("HIP/2026-27/0001", "R.B.", "rising", "Child in household", "Subject not aware", "Thu 10 Dec"):
        assert said in strip, said
    body = robot.body()
    for said in ("11 days late", "Targeted", "Child, 9, at Northgate Primary", "High whatever the score"):
        assert said in body, said
    assert "Begum" not in strip + body


def test_names_when_asked_for_then_shown_on_the_page_and_hidden_again(robot):
    """Names stand beside the people only while shown."""
    robot.show_names()
    assert "Rukhsana Begum" in robot.body()
    robot.show_names()
    assert "Begum" not in robot.body()


def test_note_when_written_by_key_then_on_the_line_of_time_until_undone(robot, opened):
    """Ctrl+N, a sentence, Ctrl+Enter; undo takes it off the line and gives its words back to the box."""
    robot.write_note("Visited with Ŵyn Price. All quiet.")
    assert opened[1].errors == []
    assert any("Ŵyn Price" in moment for moment in robot.moments())
    assert robot.page.places.timeline.note.value() is None
    assert opened[0].drafts.kept == {}
    opened[1].undo()
    robot.wait()
    assert robot.page.places.timeline.note.value() == "Visited with Ŵyn Price. All quiet."
    assert not any("Ŵyn Price" in moment for moment in robot.moments())


def test_note_when_half_written_then_kept_as_a_draft_and_back_again(robot, opened, shown):
    """What is typed into the box survives leaving the page."""
    context, _messages, known = opened
    robot.press("Ctrl+N")
    robot.write("Half a sent")
    robot.page.leave()
    again = CasePage(context)
    shown(again, 1190, 700)
    again.open_route(Route.to("case", id=known.family))
    CaseRobot(again, context.operations).wait()
    assert again.places.timeline.note.value() == "Half a sent"
    again.places.timeline.autosave.stop()


def test_note_when_page_changes_then_what_is_typed_stays(robot):
    """Going through the pages of a case never loses a note."""
    robot.press("Ctrl+N")
    robot.write("Still here")
    robot.go_to("risk")
    robot.go_to("summary")
    assert robot.page.places.timeline.note.value() == "Still here"
    robot.page.places.timeline.autosave.stop()


def test_timeline_when_filtered_then_only_that_kind(robot):
    """The pills narrow the line."""
    robot.page.places.timeline.incidents.click()
    settle()
    assert all(moment.startswith("Incident") for moment in robot.moments())
    assert len(robot.moments()) == 2


@pytest.mark.parametrize(
    ("tab", "said"),
    [
        ("people", "Perpetrator 1"),
        ("incidents", "Threat to A.B. on the stairs."),
        ("risk", "A child was targeted directly"),
        ("actions", "Fit letterbox guard"),
        ("information", "No agency was asked yet"),
        ("history", "HIP/2026-27/0001"),
        ("outcomes", "Nothing is on the record yet."),
        ("sharing", "Yes, in writing"),
    ],
)
def test_page_when_gone_to_by_key_then_it_shows_its_part(robot, tab, said):
    """Alt and a number go to a page."""
    robot.go_to(tab)
    assert said in robot.body()


def test_words_when_asked_for_then_told_in_a_banner_only(robot, opened):
    """Words spoken are nowhere until asked for."""
    robot.go_to("incidents")
    assert "Words that stay on file" not in robot.body()
    robot.click("Show the words of incident 1, which is logged")
    robot.wait()
    assert opened[1].banners["spoken words"][1] == "Words that stay on file"


def test_change_when_hearing_is_moved_then_strip_says_so(robot, opened):
    """The day of the next hearing is set in a panel in the place of the page."""
    robot.change("hearing", day=date(2027, 1, 14))
    assert "Thu 14 Jan" in robot.strip()
    assert robot.page.panel is None


def test_change_when_action_is_added_then_it_stands_on_the_case_until_undone(robot, opened):
    """Given outside a meeting, from the page of the case's actions."""
    robot.go_to("actions")
    robot.click("Add an action")
    robot.wait()
    before = len(the_case(opened).open_actions)
    robot.change("action", wording="ring the landlord", due_on=date(2026, 12, 18))
    added = the_case(opened).open_actions
    assert len(added) == before + 1
    assert any(action.wording == "Ring the landlord" for action in added)
    opened[1].undo()
    robot.wait()
    assert len(the_case(opened).open_actions) == before


def test_change_when_flags_are_set_then_only_those_stay(robot, opened):
    """Flags are switched on and off together."""
    robot.change("flags", flags=("media",))
    assert the_case(opened).flags == ("media",)


def test_change_when_person_is_added_then_next_label_is_theirs(robot, opened):
    """Another child gets the next label."""
    robot.change("person", role="child", name="Samir Begum", birth="6")
    assert [line.label for line in the_case(opened).people if line.role == "child"] == ["Child 1", "Child 2"]


def test_close_when_test_is_not_met_then_refused_and_panel_stays(robot, opened):
    """Closing shows the test; against it nothing closes without reason and approver."""
    robot.change("close", reason="ceased")
    assert "Closure test met" in opened[1].errors[0].what
    assert robot.page.panel is not None
    assert "3 actions are still open." in robot.body()
    robot.page.panel.fields["override"].set_value("Moved abroad")
    robot.page.panel.fields["approver"].set_value("Rhys Oduya")
    robot.find("change-done").setFocus()
    robot.press("Space")
    robot.wait()
    assert the_case(opened).status == "closed"
    robot.change("reopen", reason="It began again")
    assert the_case(opened).status == "reopened"


def test_panel_when_left_with_escape_then_page_is_back(robot):
    """Esc leaves a change without making it."""
    robot.page.change("summary")
    robot.wait()
    robot.press("Esc")
    assert robot.page.panel is None
    assert "In short" in robot.body()


def test_risk_when_assessed_again_then_new_assessment_on_the_case(opened, shown):
    """The form of the office, answered with one choice, becomes a new dated assessment."""
    context, messages, known = opened
    page = AssessRiskPage(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("case-risk", id=known.family))
    robot = Robot(page, context.operations)
    robot.wait()
    robot.press("Ctrl+Return")
    robot.wait()
    assert len(the_case(opened).risks) == 2
    page.form.frame("risk_answers.q1").set_value("daily")
    settle()
    robot.press("Ctrl+Return")
    robot.wait()
    assert messages.errors == []
    assert [line.score for line in the_case(opened).risks][-1] == 5
    assert context.routes.current == Route.to("case", id=known.family, page="risk")


def test_risk_when_a_filled_form_is_read_then_it_stands_in_the_assessment_and_nothing_is_recorded(
    opened, shown, tmp_path
):
    """Answers and words of the form fill the page; what is no option is told; reading it again changes nothing."""
    context, messages, known = opened
    page = AssessRiskPage(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("case-risk", id=known.family))
    robot = Robot(page, context.operations)
    robot.wait()
    blank = context.desk.make_paper("risk-form", PaperOptions(), form="word").content
    answers = {"risk_answers.q1": "Every other day", "risk_words": "Two doors apart.", "victim_rating": "8"}
    (tmp_path / "risk.docx").write_bytes(fill(blank, answers))
    context.drafts = DeskDrafts(context.desk, context.operations, messages)
    messages.files = [tmp_path / "risk.docx", tmp_path / "risk.docx"]
    for _again in range(2):
        robot.find("risk-from-form").setFocus()
        robot.press("Space")
        robot.wait()
        robot.wait()
    assert page.form.frame("risk_words").value() == "Two doors apart."
    assert page.form.frame("victim_rating").value() == 8
    assert any("need a look" in str(banner) for banner in messages.banners.values())
    assert messages.toasts[-1].startswith("You have begun this form already")
    assert len(the_case(opened).risks) == 2
    page.autosave.stop()


def test_incident_when_added_then_on_the_case_and_draft_is_gone(opened, shown):
    """An incident is told on a page of its own."""
    context, messages, known = opened
    page = AddIncidentPage(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("case-incident", id=known.family))
    robot = Robot(page, context.operations)
    robot.wait()
    page.form.frame("incidents.0.happened").set_value(date(2026, 12, 1))
    page.form.frame("incidents.0.facts").focus()
    robot.write("Shouted at again")
    robot.press("Ctrl+Return")
    robot.wait()
    assert messages.errors == []
    assert the_case(opened).incidents[-1].facts == "Shouted at again"
    assert context.drafts.kept == {}


def test_case_paper_when_asked_for_then_it_is_shown_before_it_is_saved(robot, opened, shown, tmp_path):
    """The button leads to the preview; what is saved there are the bytes that were looked at, under no name."""
    context, messages, known = opened
    robot.find("case-paper").setFocus()
    robot.press("Space")
    assert context.routes.current == Route.to("case-paper", case=known.family)
    page = PaperPage(context, "case-paper", "case", "case-paper")
    shown(page, 1190, 700)
    page.open_route(context.routes.current)
    preview = PaperRobot(page, context.operations, messages)
    for _step in range(4):
        preview.wait()
    target = Path(tmp_path) / "paper.pdf"
    messages.files.append(target)
    preview.push("save-pdf")
    assert messages.errors == []
    assert target.read_bytes() == page.content
    assert messages.leavings[0].mail
    assert "Begum" not in messages.choices[0][1]


@pytest.mark.parametrize("dress", DRESSES)
def test_case_when_dressed_then_every_page_fits_and_has_names_for_a_reader(opened, shown, dress):
    """In every theme and at double size every page of the case fits, and a reader can name everything."""
    theme.current().use(*DRESSES[dress])
    context, _messages, known = opened
    page = CasePage(context)
    shown(page, 1190, 640)
    page.open_route(Route.to("case", id=known.family))
    robot = CaseRobot(page, context.operations)
    robot.wait()
    for tab in PAGES:
        page.go(tab)
        robot.wait()
        grab(page, f"case-{tab}-{dress}")
        assert nameless(page) == [], tab
        assert page.minimumSizeHint().width() <= 1190, tab
