"""The list of cases: views, filters, order, ticks."""

from datetime import date

import openpyxl
import pytest

from hipdesk.services import cases
from tests.robots.cases import CasesRobot
from tests.support.qt_accessibility import nameless
from tests.support.qt_pictures import DRESSES, grab
from ui.cases.list_columns import columns
from ui.cases.list_page import CasesPage
from ui.routes import Route
from ui.style import theme
from ui.widgets import chips


@pytest.fixture
def robot(opened, shown) -> CasesRobot:
    """The list, loaded."""
    context = opened[0]
    page = CasesPage(context)
    shown(page, 1190, 700)
    page.open_route(Route("cases"))
    made = CasesRobot(page, context.operations)
    made.wait()
    return made


def test_list_when_opened_then_next_hearing_first_then_risk_and_no_name(robot):
    """The default order is next hearing, then risk; initials only."""
    rows = robot.rows()
    assert robot.initials()[:2] == ["Z.B.-K.", "R.B."] or robot.initials()[:2] == ["R.B.", "Z.B.-K."]
    assert [row.risk.band for row in rows][:2] == ["high", "high"]
    whole = " ".join(robot.cell(at, column) for at in range(len(rows)) for column in ("initials", "lead", "flags"))
    assert "Begum" not in whole


def test_list_when_a_view_is_chosen_then_count_and_rows_agree(robot):
    """Tabs carry counts; going to one shows those cases."""
    robot.choose_view("high")
    assert len(robot.rows()) == 2
    assert robot.page.count.words.startswith("2 of 10 cases")
    robot.choose_view("closed")
    assert robot.rows() == []


def test_list_when_narrowed_by_words_of_the_record_then_case_is_found(robot):
    """Ctrl+F narrows by reference, initials and words."""
    robot.narrow("0003")
    assert robot.initials() == ["M.T."]
    robot.narrow("quiet since")
    assert robot.initials() == ["R.B."]


def test_list_when_filtered_then_only_those_stay(robot):
    """Filters hold together."""
    robot.filter_by("strand", "DIS")
    assert sorted(robot.initials()) == ["H.P.", "J.M.", "M.T."]
    robot.filter_by("risk", "medium")
    assert robot.initials() == ["M.T."]


def test_list_when_opened_by_enter_then_case_is_shown(robot):
    """Enter goes to the case."""
    robot.page.table.setFocus()
    robot.page.table.setCurrentIndex(robot.page.model.index(0, 0))
    robot.press("Enter")
    assert robot.page.context.routes.current == Route.to("case", id=robot.rows()[0].id)


def test_list_when_ticked_then_heard_at_the_next_panel(robot, opened):
    """Ticked cases are put on the next panel together."""
    context, messages, known = opened
    robot.choose_view("open")
    late = [at for at, row in enumerate(robot.rows()) if row.hearing and row.hearing.month == 1]
    robot.tick(*late)
    assert robot.page.ticked.isVisible()
    robot.page.hear.setFocus()
    robot.press("Space")
    robot.wait()
    assert messages.errors == []
    assert context.desk.read(cases.case_counts).next_panel == len(known.cases)


def test_list_when_left_and_shown_again_then_view_and_words_are_as_they_were(robot, opened, shown):
    """What was chosen comes back."""
    robot.choose_view("high")
    robot.narrow("R.B.")
    kept = robot.page.remember()
    again = CasesPage(opened[0])
    shown(again, 1190, 700)
    again.open_route(Route("cases"))
    again.restore(kept)
    back = CasesRobot(again, opened[0].operations)
    back.wait()
    assert back.initials() == ["R.B."]
    assert again.tabs.current_name() == "high"


@pytest.mark.parametrize("dress", DRESSES)
def test_list_when_dressed_then_every_control_has_a_name_and_it_fits(opened, shown, dress):
    """In every theme and at double size the page fits, and a reader can name everything."""
    theme.current().use(*DRESSES[dress])
    context = opened[0]
    page = CasesPage(context)
    shown(page, 1190, 640)
    page.open_route(Route("cases"))
    CasesRobot(page, context.operations).wait()
    grab(page, f"cases-{dress}")
    assert nameless(page) == []
    assert page.minimumSizeHint().width() <= 1190


def test_list_when_columns_are_chosen_then_only_those_are_shown_and_come_back(robot, opened, shown):
    """The menu of columns; the reference always stays."""
    robot.turn_columns("lead", "ward")
    assert "Ward" in robot.headings()
    assert "Lead" not in robot.headings()
    assert robot.headings()[0] == "Reference"
    kept = robot.page.remember()
    again = CasesPage(opened[0])
    shown(again, 1190, 700)
    again.open_route(Route("cases"))
    again.restore(kept)
    back = CasesRobot(again, opened[0].operations)
    back.wait()
    assert back.headings() == robot.headings()


def test_list_when_a_view_is_saved_by_name_then_it_is_a_tab_that_stands_so_again(robot, opened, shown):
    """Filters, order and columns, kept in the vault for this holder; the same by keys alone."""
    robot.filter_by("strand", "DIS")
    robot.turn_columns("lead")
    robot.save_view("Disability, mine")
    assert opened[1].toasts == ["This view is kept as “Disability, mine”."]
    again = CasesPage(opened[0])
    shown(again, 1190, 700)
    again.open_route(Route("cases"))
    back = CasesRobot(again, opened[0].operations)
    back.wait()
    assert len(back.rows()) > 3
    back.choose_view("kept:Disability, mine")
    assert sorted(back.initials()) == ["H.P.", "J.M.", "M.T."]
    assert "Lead" not in back.headings()
    back.page.tools.save.setFocus()
    back.press("Space")
    back.wait()
    assert "Disability, mine" not in [again.tabs.tabText(at) for at in range(again.tabs.count())]
    opened[1].undo()
    back.wait()
    assert "Disability, mine" in [again.tabs.tabText(at) for at in range(again.tabs.count())]


def test_list_when_exported_then_asks_first_and_the_workbook_holds_what_is_shown(robot, opened, tmp_path):
    """Naming rows, columns and how it is narrowed; nothing is written while it is not answered."""
    _context, messages, _known = opened
    target = tmp_path / "cases.xlsx"
    robot.filter_by("strand", "DIS")
    messages.answers = [None, "save"]
    messages.files = [target]
    for _ in range(2):
        robot.page.tools.export.setFocus()
        robot.press("Space")
        robot.wait()
    asked = messages.asked[-1]
    assert "proposes a password" in asked.words
    assert asked.details[0].startswith("3 of 10 cases")
    assert "Reference, Initials" in asked.details[1]
    assert "strand Disability" in asked.details[2]
    assert messages.toasts == ["The list is saved, and that it was is in the log."]
    sheet = openpyxl.load_workbook(target).active
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == robot.initials()
    assert sheet.max_row == 4


def test_list_when_the_central_database_is_asked_for_then_names_are_warned_of_and_every_case_is_a_row(
    robot, opened, tmp_path
):
    """What leaves is said before; own columns are refused where nothing was imported; the log says that it left."""
    _context, messages, _known = opened
    target = tmp_path / "central.xlsx"
    messages.answers, messages.files = ["leave", "clean", "own"], [target, tmp_path / "own.xlsx"]
    for _ in range(3):
        robot.find("central-database").setFocus()
        robot.press("Space")
        robot.wait()
    assert "full names" in messages.asked[0].words
    sheet = openpyxl.load_workbook(target).active
    assert sheet.max_row == 11
    assert "Rukhsana Begum" in [cell.value for row in sheet.iter_rows() for cell in row]
    assert len(messages.toasts) == 1
    assert "No matching" in str(messages.errors[0])
    assert not (tmp_path / "own.xlsx").exists()


def test_columns_when_no_hearing_is_set_then_its_words_have_room():
    """ "None set" is not cut short, however narrow the window."""
    hearing = next(column for column in columns(date(2026, 12, 2)) if column.name == "hearing")
    theme.current().use("light", 1.0)
    assert chips.width(chips.noted("amber", "glyph-diamond", "None set", bold=True)) <= hearing.width
