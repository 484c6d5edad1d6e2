"""What is written on a line of a running panel while a write of it is under way: in the record or in the draft."""

import threading

import pytest
from PySide6.QtTest import QSignalSpy

from hipdesk.services import drafts
from tests.robots.panels import RunRobot
from tests.support.full_disk import no_room
from tests.support.qt_keys import settle
from tests.ui.panels.test_run_page import PANEL_DAY, line_of
from ui.forms.drafts import DeskDrafts
from ui.panels.line_keeper import DRAFT

FIRST, SECOND = "Guard in stock, fitter on Friday", "Lighting repaired Mon 7"


@pytest.mark.parametrize("opened", [PANEL_DAY], indirect=True)
@pytest.mark.parametrize("locked", [True, False])
def test_boxes_when_one_is_being_written_and_another_typed_then_neither_is_lost(opened, meeting, locked):
    """A lock drops the write that waits: the draft holds both boxes. Else it holds what was typed since."""
    context = opened.context
    context.drafts = DeskDrafts(opened.desk, context.operations, opened.messages)
    robot = meeting(RunRobot, opened.known.december, "run", width=1366)
    robot.open()
    robot.go_on(4)
    line = line_of(opened, 22).line.id
    go_on = threading.Event()
    context.operations.run(lambda _progress: go_on.wait(30))
    robot.find("box-1").setFocus()
    robot.write(FIRST)
    robot.find("box-2").setFocus()
    robot.write(SECOND)
    context.routes.went.disconnect()
    robot.page.leave()
    if locked:
        # As the window does it: the pages go, and what they put in on going is stopped with the rest.
        robot.page.close()
        context.operations.stop_all()
    go_on.set()
    robot.wait()
    settle()
    written = {box.text for box in line_of(opened, 22).boxes} & {FIRST, SECOND}
    kept = opened.desk.read(drafts.draft, DRAFT, line)
    typed = {words[0] for words in kept.content["boxes"].values()} if kept is not None else set()
    assert (written, typed) == ((set(), {FIRST, SECOND}) if locked else ({FIRST}, {SECOND}))
    again = meeting(RunRobot, opened.known.december, "run", line=line)
    again.wait()
    assert {box.text for box in line_of(opened, 22).boxes} >= {FIRST, SECOND}
    assert opened.desk.read(drafts.draft, DRAFT, line) is None


@pytest.mark.parametrize("opened", [PANEL_DAY], indirect=True)
def test_box_when_the_disk_is_full_then_kept_is_said_only_once_it_is(opened, meeting):
    """While the vault refuses it nothing says that it is kept; once there is room it is, and it says so."""
    context = opened.context
    context.drafts = DeskDrafts(opened.desk, context.operations, opened.messages)
    robot = meeting(RunRobot, opened.known.december, "run", width=1366)
    robot.open()
    robot.go_on(4)
    told = QSignalSpy(robot.run.view.keeper.kept)
    with no_room(opened.desk):
        robot.find("box-1").setFocus()
        robot.find("box-1").insertPlainText("Guard in stock. " * 3000)
        robot.run.view.keeper.flush()
        robot.wait()
        assert opened.messages.banners["drafts not kept"][0] == "The disk is full"
        assert told.count() == 0
    context.drafts.try_again()
    robot.wait()
    assert told.count() == 1
    assert "drafts not kept" not in opened.messages.banners


@pytest.mark.parametrize("opened", [PANEL_DAY], indirect=True)
def test_words_when_longer_than_the_record_takes_then_told_beside_and_kept_and_the_rest_is_written(opened, meeting):
    """Too long a box and too long a line hold up neither the other words nor the agenda; the draft has them all."""
    context = opened.context
    context.drafts = DeskDrafts(opened.desk, context.operations, opened.messages)
    robot = meeting(RunRobot, opened.known.december, "run", width=1366)
    robot.open()
    robot.go_on(4)
    view = robot.run.view
    line = view.current
    robot.find("box-1").setFocus()
    robot.find("box-1").insertPlainText("Guard in stock, fitter free " + "x" * 100_000)
    robot.find("box-2").setFocus()
    robot.write(SECOND)
    view.decision.unsaid.setText("y" * 600)
    view.decision.words.setFocus()
    robot.write("Keep it open")
    robot.press("Tab")
    robot.wait()
    assert "Too long: at most 500 characters" in view.decision.unsaid.accessibleDescription()
    assert "Too long: at most 100,000 characters" in robot.find("box-1").accessibleDescription()
    robot.go_on()
    assert view.current != line
    record = line_of(opened, 22)
    assert SECOND in {box.text for box in record.boxes}
    assert (record.decision.words, record.decision.unsaid) == ("Keep it open", "")
    again = meeting(RunRobot, opened.known.december, "run", line=line, width=1366)
    again.wait()
    assert len(again.run.view.decision.unsaid.text()) == 600
    assert len(again.find("box-1").toPlainText()) == 100_028
    again.run.view.decision.unsaid.setFocus()
    again.press("Ctrl+A")
    again.write("the bail address")
    again.press("Tab")
    again.wait()
    assert line_of(opened, 22).decision.unsaid == "the bail address"
    assert again.run.view.decision.unsaid.accessibleDescription() == ""
