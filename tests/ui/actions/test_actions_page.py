"""The log of actions: groups, ticks and the bar, tabs, chase letters; one action with its history."""

from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import openpyxl
import pytest

from hipdesk.model.action_log import ActionFilter
from hipdesk.services import actions
from tests.robots.actions import ActionRobot, ActionsRobot
from tests.robots.shell import Robot
from tests.support.panel_desk import marlbridge
from tests.support.qt_accessibility import nameless, roleless
from tests.support.qt_keys import press, settle, tab_round, wait_idle
from tests.support.qt_pictures import DRESSES, grab
from tests.support.qt_stand_ins import context_for
from ui.actions.action_page import ActionPage
from ui.actions.board import ActionsPage
from ui.cases.letters_page import LetterPage
from ui.context import Context
from ui.routes import Route
from ui.style import theme
from ui.widgets.table_model import Order

GUARD = "Fit letterbox guard and fire-safe plate"
LIGHT = "Inspect stair lighting, repair the second floor"


@pytest.fixture
def opened(tmp_path) -> Iterator[tuple]:
    """A context over the Marlbridge vault, and its messages."""
    with marlbridge(tmp_path) as (desk, known):
        context, messages = context_for(desk)
        yield context, messages, known
        assert context.operations.shutdown()


@pytest.fixture
def robot(opened, shown) -> ActionsRobot:
    """The log, shown and loaded."""
    context = opened[0]
    page = ActionsPage(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("actions"))
    made = ActionsRobot(page, context.operations)
    made.wait()
    return made


def board_of(context: Context, **wanted):
    """What the record says now."""
    return context.desk.read(actions.list_actions, ActionFilter(**wanted)).rows


def test_action_when_added_outside_a_meeting_then_it_is_on_the_log_until_undone(robot, opened):
    """The button opens a strip; what is missing is told beside it; Ctrl+Enter adds; the toast takes it back."""
    context, messages, _known = opened
    robot.find("add-action").setFocus()
    robot.press("Space", "Ctrl+Enter")
    strip = robot.page.adding.strip
    assert strip.problem.words == "Say what is to be done."
    robot.write("Ask the borough for a second reader")
    strip.agency.setFocus()
    robot.write("Fire")
    strip.agency.completer().popup().hide()
    robot.page.window().activateWindow()
    settle()
    strip.due.setFocus()
    robot.write("18 Dec")
    robot.press("Ctrl+Enter")
    robot.wait()
    (made,) = [row for row in board_of(context) if row.wording.startswith("Ask the borough")]
    assert (made.case_id, made.agency, made.due_on) == (None, "Fire Service", date(2026, 12, 18))
    messages.undo()
    robot.wait()
    assert not [row for row in board_of(context) if row.wording.startswith("Ask the borough")]


def test_board_when_opened_then_agencies_with_most_late_first(robot):
    """Headings count open and late; nobody's actions come first; rows say how late in words."""
    assert robot.headings()[:3] == [
        "No owner 1 open, 1 late",
        "Riverside & Chalk Housing 5 open, 3 late",
        "Police CSU 3 open, 2 late",
    ]
    assert robot.cell(GUARD, "state") == "11 days late"
    assert robot.cell("Ask about a camera on the stair", "word") == "Asked 30 Nov"


def test_bulk_when_two_are_ticked_and_carried_then_both_move_and_are_counted(robot, opened):
    """Ticks open the bar, a step asks for its date, and both actions are carried in one go."""
    robot.tick(GUARD, LIGHT)
    robot.take("carried_forward")
    robot.fill_strip(date(2026, 12, 18), "Part on order")
    assert robot.cell(GUARD, "due") == "Fri 18 Dec"
    assert robot.cell(LIGHT, "carried") == "Once"
    assert opened[1].toasts == ["2 actions updated."]
    assert not robot.page.bar.isVisible()


def test_bulk_when_reason_is_missing_then_strip_stays_and_nothing_changes(robot, opened):
    """A kind of not done without its reason is not taken."""
    robot.tick(GUARD)
    robot.take("not_completed_agency")
    robot.fill_strip()
    assert robot.page.strip.isVisible()
    robot.fill_strip(words="Nobody was sent")
    row = next(row for row in board_of(opened[0], tab="not_done") if row.wording == GUARD)
    assert (row.not_done, row.not_done_reason) == ("agency", "Nobody was sent")


def test_tabs_when_done_then_moves_from_open_to_done(robot):
    """What is done leaves the open tab and stands in the tab of this quarter."""
    robot.tick(GUARD)
    robot.take("completed")
    robot.fill_strip(words="Photograph received")
    assert GUARD not in robot.wordings()
    robot.choose_tab("done")
    assert robot.wordings() == [GUARD]


def test_group_when_by_case_then_headings_are_references(robot):
    """The same actions by case; general ones last."""
    robot.page.group.choose("case")
    robot.wait()
    assert robot.headings()[0].startswith("HIP/2026-27/0012 J.M.")
    assert robot.headings()[-1].startswith("General")


def test_fold_when_enter_on_a_heading_then_its_rows_go_and_come_back(robot):
    """A heading folds its actions away by key."""
    robot.page.table.setFocus()
    robot.press("Home", "Down", "Down", "Enter")
    assert GUARD not in robot.wordings()
    robot.press("Enter")
    assert GUARD in robot.wordings()


def test_board_when_sorted_by_a_heading_then_the_whole_log_is_and_columns_go_and_come(robot):
    """Without groups the order is plain to see; what is to be done always stays."""
    robot.page.group.choose("none")
    robot.page.model.sort_by(Order("action", down=True))
    robot.wait()
    assert robot.wordings() == sorted(robot.wordings(), reverse=True)
    robot.page.columns.turn("owner")
    names = [column.name for column in robot.page.model.columns]
    assert robot.page.table.isColumnHidden(names.index("owner"))
    assert not robot.page.table.isColumnHidden(names.index("action"))


def test_board_when_exported_then_the_workbook_holds_the_tab(robot, opened, tmp_path):
    """After asking, naming rows, columns and tab."""
    _context, messages, _known = opened
    messages.answers, messages.files = ["save"], [tmp_path / "actions.xlsx"]
    robot.page.tools.export.setFocus()
    robot.press("Space")
    robot.wait()
    assert "open" in messages.asked[0].details[2]
    sheet = openpyxl.load_workbook(tmp_path / "actions.xlsx").active
    headings = [cell.value for cell in sheet[1]]
    written = {sheet.cell(row, headings.index("Action") + 1).value for row in range(2, sheet.max_row + 1)}
    assert written == set(robot.wordings())


def test_chase_when_letter_is_saved_then_noted_on_the_late_actions(robot, opened, shown, tmp_path):
    """The letter is seen on its page first; only after it lies there are the agency's late actions chased."""
    context, messages, _known = opened
    robot.click("Chase letter to Riverside & Chalk Housing")
    page = LetterPage(context)
    shown(page, 1190, 700)
    page.open_route(context.routes.current)
    writing = Robot(page, context.operations)
    writing.wait()
    assert date(2026, 12, 2) not in {row.chased_on for row in board_of(context)}
    seen, messages.files = page.made.content, [tmp_path / "letter.pdf"]
    writing.press("Ctrl+Return")
    writing.wait()
    assert (tmp_path / "letter.pdf").read_bytes() == seen
    chased = {row.wording for row in board_of(context) if row.chased_on == date(2026, 12, 2)}
    assert chased == {GUARD, LIGHT, "Move bins from under the D. family window"}


@pytest.mark.parametrize("suffix", [".eml", ".pdf"])
def test_write_to_all_when_a_folder_is_chosen_then_a_letter_per_late_agency(robot, opened, tmp_path, suffix):
    """One for every late agency, as an encrypted unsent e-mail or to print; what is not written is named."""
    folder = tmp_path / "letters"
    folder.mkdir()
    taken = folder / f"Chaser 2 December 2026 Police CSU{suffix}"
    taken.write_bytes(b"before")
    opened[1].answers, opened[1].files = [suffix], [folder]
    robot.press("Ctrl+Enter")
    robot.wait()
    written = sorted(path.name for path in Path(folder).iterdir())
    assert written == [
        f"Chaser 2 December 2026 {name}{suffix}" for name in ("Police CSU", "Riverside and Chalk Housing")
    ]
    assert taken.read_bytes() == b"before"
    said = str(opened[1].errors[0])
    assert "Adult Social Care (something in the letter" in said
    assert "Police CSU (there is a file of that name already)" in said
    if suffix == ".eml":
        mail = message_from_bytes((folder / written[1]).read_bytes(), policy=default)
        (attached,) = mail.iter_attachments()
        assert mail["X-Unsent"] == "1"
        assert b"/Encrypt" in attached.get_content()


def test_narrow_when_typed_then_only_what_matches(robot):
    """Words narrow by wording, number, case and agency."""
    robot.press("Ctrl+F")
    robot.write("camera")
    robot.wait()
    assert set(robot.wordings()) == {"Review shop camera for 2 November", "Ask about a camera on the stair"}


def test_action_when_opened_and_worded_then_history_grows(opened, shown):
    """One action shows its facts and takes a word; the history tells it first."""
    context = opened[0]
    row = next(row for row in board_of(context) if row.wording == GUARD)
    page = ActionPage(context)
    shown(page, 1100, 700)
    page.open_route(Route.to("action", id=row.id))
    robot = ActionRobot(page, context.operations)
    robot.wait()
    assert "RCH, J. Muñoz" in robot.says()
    robot.click("A word about it")
    robot.write("Part on order")
    robot.press("Enter")
    robot.wait()
    assert any("Part on order" in entry for entry in robot.history())
    assert "Done" in robot.steps()


def test_action_when_nobody_owns_it_then_owner_is_chosen_and_escalation_noted(opened, shown):
    """An owner is put right in place; a late action is escalated with who was told."""
    context, _messages, known = opened
    row = next(row for row in board_of(context) if row.wording == "Write to every flat on stair B")
    page = ActionPage(context)
    shown(page, 1300, 700)
    page.open_route(Route.to("action", id=row.id))
    robot = ActionRobot(page, context.operations)
    robot.wait()
    robot.click("Change owner or wording")
    page.change.agency.set_value(known.agencies["Victim Care"])
    robot.find("change-do").setFocus()
    robot.press("Space")
    robot.wait()
    assert "Victim Care" in robot.says()
    robot.click("Escalate")
    robot.write("Head of service")
    robot.press("Enter")
    robot.wait()
    assert "Head of service" in robot.says()


@pytest.mark.parametrize("dress", DRESSES)
def test_board_when_dressed_then_every_control_is_named_and_reached(dress, opened, shown):
    """Light, dark, high contrast and large text: named controls, and Tab comes round."""
    theme.current().use(*DRESSES[dress])
    page = ActionsPage(opened[0])
    shown(page, 1190, 700)
    page.open_route(Route.to("actions"))
    wait_idle(opened[0].operations)
    settle()
    assert nameless(page) == []
    assert roleless(page) == []
    grab(page, f"actions-{dress}")
    press(page, "Tab")
    assert len(tab_round(page)) > 3
