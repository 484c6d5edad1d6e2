"""Locked in mid-sentence anywhere: unlocking finds the same words, in the same field, with the cursor where it was."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from hipdesk.services.referrals import log_referral
from tests.journeys.conftest import Run
from tests.robots.custody import GateRobot
from tests.robots.panels import RunRobot
from tests.robots.window import ProgramRobot
from tests.support.desks import PASSPHRASE
from tests.support.panel_desk import Known, marlbridge
from tests.support.referral_examples import a_referral
from ui.cases.case_page import CasePage
from ui.panels.learning_ask import LearningAsk
from ui.panels.meeting_page import MeetingPage
from ui.panels.run_doings import RunDoings
from ui.referrals.inbox_page import InboxPage
from ui.routes import Route
from ui.widgets.note_box import NoteBox

PANEL_DAY = datetime(2026, 12, 10, 10, 2, tzinfo=UTC)
TYPED = "Victim Care to ring her — after six"


class Held(NamedTuple):
    """What a person at the keys sees of the field they are in."""

    name: str
    words: str
    cursor: int


def held(robot: ProgramRobot) -> Held:
    """The field in focus."""
    field: QWidget = robot.focus()
    if isinstance(field, NoteBox):
        return Held(field.objectName(), field.toPlainText(), field.cursor_at())
    if isinstance(field, QLineEdit):
        return Held(field.objectName(), field.text(), field.cursorPosition())
    return Held(f"{type(field).__name__} {field.objectName()}", "", 0)


def at_run(robot: ProgramRobot, known: Known) -> None:
    """The December panel, running, at its first case."""
    robot.go(Route.to("meeting", id=known.december, page="run"))
    page = robot.page
    assert isinstance(page, MeetingPage)
    run = RunRobot(page, robot.started.program.operations)
    run.open()
    while run.run.view.shown is None or run.run.view.shown.case is None:
        run.go_on()


def at_case(robot: ProgramRobot, known: Known) -> None:
    """A case."""
    robot.go(Route.to("case", id=next(iter(known.cases.values()))))


def at_change(robot: ProgramRobot, known: Known) -> None:
    """A change asked for on a case."""
    at_case(robot, known)
    page = robot.page
    assert isinstance(page, CasePage)
    page.go("change:tool")
    robot.wait()


def at_decline(robot: ProgramRobot, _known: Known) -> None:
    """A referral that waits, about to be declined."""
    robot.go(Route("referrals"))
    page = robot.page
    assert isinstance(page, InboxPage)
    robot.started.until(lambda: page.pane.view is not None, "a referral beside the inbox")
    robot.wait()
    page.pane.decide("decline")
    robot.wait()


def at_learning(robot: ProgramRobot, known: Known) -> None:
    """What others may learn from the case being heard."""
    at_run(robot, known)
    robot.page.findChildren(LearningAsk)[0].ask()


def at_newcomer(robot: ProgramRobot, known: Known) -> None:
    """Someone came in who is not on the list."""
    at_run(robot, known)
    robot.page.findChildren(RunDoings)[0].ask_newcomer()


# Fields that the walk over every page (test_no_word_lost) does not come to.
FIELDS: dict[str, tuple[Callable[[ProgramRobot, Known], None], str]] = {
    "quick action": (at_run, "quick-action"),
    "decision in words": (at_run, "decision-words"),
    "learning point": (at_learning, "learning-note"),
    "case, a change asked for": (at_change, "change-terms"),
    "what the referrer is told": (at_decline, "decision-words"),
    "who came in": (at_newcomer, "newcomer-name"),
}


@pytest.mark.parametrize("case", FIELDS)
def test_field_when_locked_in_mid_sentence_then_the_words_the_field_and_the_cursor_are_the_same(
    run: Run, tmp_path: Path, case: str
) -> None:
    """Type, step back twice, Ctrl+L at once, unlock: nothing is lost, and typing goes on where it was."""
    go, name = FIELDS[case]
    with marlbridge(tmp_path, PANEL_DAY) as (desk, known):
        vault = desk.path
        desk.do(log_referral, a_referral(next(iter(known.agencies.values()))))
    with run(vault) as started:
        started.clock.move_to(PANEL_DAY)
        robot = ProgramRobot(started)
        GateRobot(started).unlock(PASSPHRASE)
        go(robot, known)
        robot.find(name).setFocus()
        robot.press("Ctrl+End")
        robot.write(TYPED)
        robot.press("Left", "Left")
        before = held(robot)
        assert TYPED in before.words
        robot.lock()
        GateRobot(started).unlock(PASSPHRASE)
        started.until(lambda: held(robot) == before, f"{before.name} to have the focus and the words again")
