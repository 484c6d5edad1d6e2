"""A deadline moved to another day, and an interest the chair rules on anew."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit

from hipdesk.model.panels.attendance import DeclareInterest
from hipdesk.services import attendance, meetings
from tests.robots.panels import MeetingRobot, PrepareRobot, RunRobot
from tests.support.qt_leaks import let_go
from tests.ui.panels.test_run_page import PANEL_DAY
from ui.panels.run_boxes import Returned


def _due(opened, code: str) -> date:
    step = opened.desk.read(meetings.meeting_card, opened.known.december).step(code)
    assert step is not None
    return step.due_on


def test_step_when_moved_then_due_on_the_new_day_until_undone(opened, meeting):
    """Move asks for the day in place, by key; the toast's Undo sets the old one again."""
    robot = meeting(MeetingRobot, opened.known.december, "papers")
    before = _due(opened, "papers_out")
    robot.find("move-papers_out").setFocus()
    robot.press("Space")
    held = robot.focus()
    assert isinstance(held, QLineEdit)
    held.selectAll()
    robot.write("4 December 2026")
    robot.press("Enter")
    robot.wait()
    assert _due(opened, "papers_out") == date(2026, 12, 4) != before
    opened.messages.undo()
    robot.wait()
    assert _due(opened, "papers_out") == before


def test_interest_when_chair_rules_otherwise_then_nobody_leaves(opened, meeting):
    """A person's menu has the other rulings on each of their interests."""
    case_id = opened.known.cases[32]
    person = next(
        each
        for each in opened.desk.read(attendance.attendance_view, opened.known.december).people
        if "M. Diallo" in each.line
    )
    interest = DeclareInterest(
        case_id=case_id, meeting_id=opened.known.december, attendance_id=person.id, nature="Lives next door"
    )
    opened.desk.do(attendance.declare_interest, interest)
    robot = meeting(PrepareRobot, opened.known.december, "prepare")
    robot.menu_of_person("M. Diallo", "The chair rules on HIP/2026-27/0032: Declared; may stay")
    view = opened.desk.read(attendance.attendance_view, opened.known.december)
    assert {each.ruling for each in view.interests if each.name == "M. Diallo"} == {"stays"}
    assert all(not each.leaves_for for each in view.people if "M. Diallo" in each.line)


@pytest.mark.parametrize("opened", [PANEL_DAY], indirect=True)
def test_next_review_when_it_cannot_be_kept_then_what_to_do_stands_under_it_and_no_banner(opened, meeting):
    """A past day and words that are no day are told beside the field, kept as a draft, and gone once put right."""
    robot = meeting(RunRobot, opened.known.december, "run", width=1366)
    robot.open()
    robot.go_on(4)
    decision = robot.run.view.decision
    for typed, told in (("9 Dec 2026", "This day is past: give one still to come."), ("someday", "Write a day, such")):
        decision.review.setFocus()
        robot.press("Ctrl+A")
        robot.write(typed)
        robot.press("Tab")
        robot.wait()
        assert decision.review.accessibleDescription().startswith(told)
        assert opened.messages.banners == {}
    assert any("someday" in str(content) for content in opened.context.drafts.kept.values())
    decision.review.setFocus()
    robot.press("Ctrl+A", "Delete", "Tab")
    robot.wait()
    assert decision.review.accessibleDescription() == ""


def test_returned_when_long_then_one_line_with_its_use_until_all_is_asked_for(shown):
    """What may be done with it is never cut off; the whole stands by a link, which names the agency."""
    words = f"Returned: {'guard ordered ' * 20}(may be quoted)"
    made = Returned(words, "RCH")
    shown(made)
    assert made._label.words.endswith("guard … (may be quoted)")
    assert len(made._label.words) <= made.SHOWN + 2
    assert made.more.accessibleName() == "All that RCH returned"
    made.more.click()
    assert made._label.words == words
    short = Returned("Returned: one arrest", "Police")
    assert (short._label.words, hasattr(short, "more")) == ("Returned: one arrest", False)
    let_go(short)
