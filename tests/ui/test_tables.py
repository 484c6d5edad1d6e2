"""The lazy table and the lists: pages as they are seen, keys, ticks, groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QWidget

from tests.support.qt_keys import press, settle
from ui.style import theme
from ui.widgets import chips
from ui.widgets.buttons import Pill
from ui.widgets.cells import Cell
from ui.widgets.flow import Flow
from ui.widgets.rail import Rail, RailRow
from ui.widgets.row_list import RowList
from ui.widgets.rows_model import Group, Line
from ui.widgets.table_model import Column, LazyTableModel, Loaded, Order, at_once
from ui.widgets.table_view import TableView
from ui.widgets.tabs import Tab, TabBar
from ui.widgets.timeline import Day, Moment, Timeline

Show = Callable[[QWidget], QWidget]


@dataclass(frozen=True)
class Row:
    number: int


class Pages:
    """A source of many rows that writes down what it was asked for, and answers when told."""

    def __init__(self, total: int, *, later: bool = False) -> None:
        self.total = total
        self.asked: list[tuple[Order, int, int]] = []
        self.waiting: list[Callable[[], None]] = []
        self.later = later

    def __call__(self, order: Order, first: int, many: int, deliver: Callable[[Loaded[Row]], None]) -> None:
        self.asked.append((order, first, many))
        numbers = range(self.total - 1, -1, -1) if order.down else range(self.total)
        rows: Sequence[Row] = [Row(number) for number in numbers[first : first + many]]
        answer = lambda: deliver(Loaded(self.total, first, rows))  # noqa: E731
        self.waiting.append(answer) if self.later else answer()


COLUMNS: list[Column[Row]] = [
    Column("number", "Number", lambda row: Cell(f"row {row.number}", bold=True), 120, "number"),
    Column("risk", "Risk", lambda _row: chips.risk("high", 36, trend="rising"), 120, drop=1),
    Column("heard", "Heard", lambda row: row.number % 4, 60, right=True, drop=2),
]


def table(source: Pages, *, ticks: bool = False) -> tuple[LazyTableModel[Row], TableView]:
    model = LazyTableModel(COLUMNS, source, lambda row: row.number, ticks=ticks)
    view = TableView(model, name="Rows")
    model.setParent(view)
    model.reload()
    return model, view


def test_model_when_tested_by_qt_then_breaks_no_rule(shown: Show) -> None:
    """Qt's own model tester watches loading, sorting and ticking."""
    model, view = table(Pages(350), ticks=True)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    shown(view)
    model.sort_by(Order("number", down=True))
    model.tick_all_loaded(on=True)
    view.scrollToBottom()
    settle()
    assert model.row_at(349) == Row(0)
    del tester


def test_model_when_a_hundred_thousand_rows_are_shown_then_loads_only_the_pages_seen(shown: Show) -> None:
    """Going to the end asks for the first page and the last, not for what lies between."""
    source = Pages(100_000)
    _, view = table(source)
    shown(view)
    view.setFocus()
    press(view, "End")
    assert view.current_key() == 99_999
    firsts = {first for _, first, _ in source.asked}
    assert {0, 99_900} <= firsts
    assert len(firsts) <= 4


def test_model_when_a_page_is_on_its_way_then_shows_dots_and_then_the_rows(shown: Show) -> None:
    """Nothing waits for the source; what comes too late for another order is dropped."""
    source = Pages(10, later=True)
    model, view = table(source)
    shown(view)
    assert model.rowCount() == 0
    old = source.waiting.pop()
    model.sort_by(Order("number", down=True))
    source.waiting.pop()()
    old()
    assert model.index(0, 0).data() == "row 9"
    assert model.rowCount() == 10


def test_model_when_read_by_a_screen_reader_then_chips_are_words() -> None:
    """A risk chip says level, score and trend."""
    model, view = table(Pages(1))
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Risk High 36, rising"
    view.deleteLater()


def test_table_when_keys_are_pressed_then_opens_and_ticks(shown: Show) -> None:
    """Enter opens the current row, Space ticks it."""
    model, view = table(Pages(20), ticks=True)
    opened, ticked = QSignalSpy(view.opened), QSignalSpy(model.ticked)
    shown(view)
    view.setFocus()
    press(view, "Down")
    press(view, "Space")
    press(view, "Down")
    press(view, "Space")
    press(view, "Enter")
    assert opened.at(0) == [2]
    assert [row.number for row in model.ticked_rows()] == [1, 2]
    assert ticked.count() == 2
    model.clear_ticks()
    assert model.ticked_rows() == []


def test_table_when_it_has_the_focus_before_its_rows_come_then_enter_opens_the_first(shown: Show) -> None:
    """A list gone to by its key opens on Enter at once, without a Down before."""
    source = Pages(3, later=True)
    _, view = table(source)
    opened = QSignalSpy(view.opened)
    shown(view)
    view.setFocus()
    source.waiting.pop()()
    press(view, "Enter")
    assert opened.at(0) == [0]


def test_list_when_it_has_the_focus_before_its_rows_come_then_enter_opens_the_first(shown: Show) -> None:
    """As the tables: the first line, past its group."""
    rows = RowList(name="Rows")
    opened = QSignalSpy(rows.opened)
    shown(rows)
    rows.setFocus()
    rows.show_rows([Group("Today"), Line("a", "One")])
    press(rows, "Enter")
    assert opened.at(0) == ["a"]


def test_table_when_reloaded_then_keeps_its_row_and_ticks(shown: Show) -> None:
    """A change elsewhere does not throw the person back to the top."""
    model, view = table(Pages(50), ticks=True)
    shown(view)
    view.setFocus()
    for _ in range(3):
        press(view, "Down")
    press(view, "Space")
    model.reload()
    assert view.current_key() == 3
    assert [row.number for row in model.ticked_rows()] == [3]


def test_table_when_narrow_then_drops_columns_by_rank_and_never_scrolls_sideways(shown: Show) -> None:
    """Where there is no room the columns with the highest drop go first."""
    _, view = table(Pages(5))
    shown(view)
    view.resize(1000, 300)
    assert not any(view.isColumnHidden(at) for at in range(3))
    view.resize(300, 300)
    assert [view.isColumnHidden(at) for at in range(3)] == [False, False, True]
    view.resize(200, 300)
    assert [view.isColumnHidden(at) for at in range(3)] == [False, True, True]
    assert view.horizontalScrollBar().maximum() == 0


def test_source_at_once_when_asked_then_gives_slices() -> None:
    """Short lists in hand use the same model."""
    got: list[Loaded[Row]] = []
    at_once([Row(at) for at in range(5)])(Order(), 2, 2, got.append)
    assert (got[0].total, list(got[0].rows)) == (5, [Row(2), Row(3)])


def test_list_when_arrows_are_pressed_then_passes_over_groups(shown: Show) -> None:
    """Group rows cannot become current."""
    rows = RowList(name="Inbox")
    rows.show_rows([Group("One"), Line("a", "A"), Group("Two", "1"), Line("b", "B", second="x"), Line("c", "C")])
    moved, opened = QSignalSpy(rows.moved), QSignalSpy(rows.opened)
    shown(rows)
    rows.setFocus()
    press(rows, "Down")
    assert rows.current_key() == "b"
    press(rows, "End")
    assert rows.current_key() == "c"
    press(rows, "Home")
    assert rows.current_key() == "a"
    press(rows, "Enter")
    assert opened.at(0) == ["a"]
    assert [moved.at(at)[0] for at in range(moved.count())] == ["a", "b", "c", "a"]


def test_list_when_shown_anew_then_keeps_the_row_that_is_still_there() -> None:
    """After a change the same row stays current, wherever it went."""
    rows = RowList(name="Inbox")
    rows.show_rows([Line("a", "A"), Line("b", "B")])
    rows.go_to("b")
    rows.show_rows([Line("z", "Z"), Line("b", "B"), Line("a", "A")])
    assert rows.current_key() == "b"
    rows.deleteLater()


def test_rail_when_the_foot_is_shown_then_stands_at_the_bottom(shown: Show) -> None:
    """Settings stands at the bottom of the navigation whatever the height."""
    rail = Rail(name="Pages")
    rail.show_rows([RailRow("a", "A"), RailRow("b", "B", count=3), RailRow("s", "Settings", foot=True)])
    shown(rail)
    rail.resize(180, 500)
    settle()
    last = rail.visualRect(rail.model().index(2, 0))
    assert rail.viewport().height() - last.bottom() <= theme.current().px(10)
    assert rail.model().index(1, 0).data() == "B, 3 waiting"


def test_tabs_when_arrows_are_pressed_then_tell_the_name(shown: Show) -> None:
    """Left and Right go through the tabs; showing counts anew does not tell."""
    tabs = TabBar([Tab("open", "Open", "23"), Tab("late", "Late", "6"), Tab("all", "All")])
    chosen = QSignalSpy(tabs.chosen)
    shown(tabs)
    tabs.setFocus()
    press(tabs, "Right")
    tabs.show_tabs([Tab("open", "Open", "22"), Tab("late", "Late", "5"), Tab("all", "All")])
    assert (tabs.current_name(), chosen.count(), chosen.at(0)) == ("late", 1, ["late"])
    assert tabs.accessibleTabName(1) == "Late 5"


def test_timeline_when_entered_then_first_moment_is_current_and_opens(shown: Show) -> None:
    """Days are headings; moments open by key."""
    line = Timeline()
    line.show_rows([Day("Today"), Moment(7, "note", "Note", "11:20", "She rang. " * 30), Day("Monday")])
    opened = QSignalSpy(line.opened)
    shown(line)
    line.setFocus()
    press(line, "Enter")
    assert opened.at(0) == [7]
    short = line.sizeHintForRow(1)
    line.resize(300, 400)
    settle()
    assert line.sizeHintForRow(1) > short


def test_flow_when_narrow_then_breaks_the_line_and_is_as_high_as_its_lines(shown: Show) -> None:
    """Filters and facts go on in the next line: nothing scrolls sideways, nothing overlaps."""
    pills = [Pill(f"Filter {at}") for at in range(6)]
    flow = Flow(*pills)
    shown(flow)
    flow.resize(1000, flow.heightForWidth(1000))
    assert len({pill.y() for pill in pills}) == 1
    high = flow.heightForWidth(200)
    flow.resize(200, high)
    settle()
    assert len({pill.y() for pill in pills}) > 1
    assert all(pill.geometry().right() < 200 and pill.geometry().bottom() < high for pill in pills)
    assert not any(one.geometry().intersects(other.geometry()) for one in pills for other in pills if one is not other)
    flow.clear()
    assert flow.heightForWidth(200) == 0
