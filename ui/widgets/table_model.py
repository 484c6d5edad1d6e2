"""A table of any length over a source that loads pages; sorting and narrowing are the source's work."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.widgets.cells import Shown, as_cell

Row = TypeVar("Row")
AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
CELL = Qt.ItemDataRole.UserRole + 1
KEY = Qt.ItemDataRole.UserRole + 2
LOADED = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: ``shown`` gives the cell for a row; ``sort`` is the source's name for sorting by it, or nothing.

    ``width`` is in pixels of the design; one column may ``stretch``. Where there is no room the columns with the
    highest ``drop`` go first; 0 never goes.
    """

    name: str
    title: str
    shown: Callable[[Row], Shown]
    width: int = 100
    sort: str = ""
    right: bool = False
    stretch: bool = False
    tip: str = ""
    drop: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """How the source sorts: by the name a column gave, down or up."""

    by: str = ""
    down: bool = False


@dataclass(frozen=True, slots=True)
class Loaded(Generic[Row]):
    """What a source delivers: rows from ``first`` on, and how many there are in all."""

    total: int
    first: int
    rows: Sequence[Row]


class Source(Protocol[Row]):
    """Loads pages; ``deliver`` may be called at once or later, on the window's thread, once."""

    def __call__(self, order: Order, first: int, many: int, deliver: Callable[[Loaded[Row]], None]) -> None: ...


class LazyTableModel(QAbstractTableModel, Generic[Row]):
    """Rows come page by page as they are looked at; until then a cell says "…".

    ``counted`` carries the number of rows after every first page; ``ticked`` the number of ticked rows.
    """

    counted = Signal(int)
    ticked = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        source: Source[Row],
        key: Callable[[Row], Hashable],
        *,
        ticks: bool = False,
        page: int = 100,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self.ticks = ticks
        self._source = source
        self._key = key
        self._page = page
        self._order = Order()
        self._total = 0
        self._rows: dict[int, Row] = {}
        self._asked: set[int] = set()
        self._chosen: dict[Hashable, Row] = {}
        self._turn = 0

    # What is loaded

    def reload(self) -> None:
        """Ask the source anew from the first page; ticks stay with their keys."""
        self._turn += 1
        self._asked = {0}
        self._ask(0)

    def set_source(self, source: Source[Row]) -> None:
        """Show another source, as after narrowing, from the top."""
        self._source = source
        self.reload()

    @property
    def order(self) -> Order:
        """How the rows are sorted."""
        return self._order

    def sort_by(self, order: Order) -> None:
        """Have the source sort otherwise, and load anew."""
        if order != self._order:
            self._order = order
            self.reload()

    def row_at(self, row: int) -> Row | None:
        """The row, when it is loaded."""
        return self._rows.get(row)

    def key_at(self, row: int) -> Hashable | None:
        """The row's key, when it is loaded."""
        found = self._rows.get(row)
        return None if found is None else self._key(found)

    def find(self, key: Hashable) -> int:
        """Where a key is among the loaded rows, or -1."""
        return next((at for at, row in self._rows.items() if self._key(row) == key), -1)

    def _ask(self, page: int) -> None:
        turn = self._turn
        first = page * self._page
        self._source(self._order, first, self._page, lambda loaded: self._take(turn, loaded))

    def _take(self, turn: int, loaded: Loaded[Row]) -> None:
        if turn != self._turn:
            return
        if loaded.first == 0 or loaded.total != self._total:
            self._start_anew(loaded)
            return
        self._rows.update({loaded.first + at: row for at, row in enumerate(loaded.rows)})
        last = loaded.first + len(loaded.rows) - 1
        if last >= loaded.first:
            self.dataChanged.emit(self.index(loaded.first, 0), self.index(last, self.columnCount() - 1))

    def _start_anew(self, loaded: Loaded[Row]) -> None:
        self.beginResetModel()
        self._total = loaded.total
        self._rows = {loaded.first + at: row for at, row in enumerate(loaded.rows)}
        self._asked = {loaded.first // self._page}
        self.endResetModel()
        self.counted.emit(self._total)

    # What is ticked

    def ticked_rows(self) -> list[Row]:
        """The ticked rows, in the order they were ticked."""
        return list(self._chosen.values())

    def clear_ticks(self) -> None:
        """Untick everything."""
        self._chosen.clear()
        self._ticks_changed()

    def tick_all_loaded(self, on: bool) -> None:
        """Tick, or clear, every row that is loaded."""
        self._chosen = {self._key(row): row for row in self._rows.values()} if on else {}
        self._ticks_changed()

    def _ticks_changed(self) -> None:
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, 0), [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit(len(self._chosen))

    # What Qt asks

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows.get(index.row())
        if row is None:
            self._want(index.row())
            return "…" if role == Qt.ItemDataRole.DisplayRole else False if role == LOADED else None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return as_cell(column.shown(row)).text
        if role == CELL:
            return as_cell(column.shown(row))
        if role == KEY:
            return self._key(row)
        if role == LOADED:
            return True
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.CheckStateRole and self.ticks and index.column() == 0:
            return Qt.CheckState.Checked if self._key(row) in self._chosen else Qt.CheckState.Unchecked
        return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self._rows.get(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or not self.ticks or row is None or index.column() != 0:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._chosen[self._key(row)] = row
        else:
            self._chosen.pop(self._key(row), None)
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit(len(self._chosen))
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsUserCheckable if self.ticks and index.column() == 0 else usual

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip or None
        return None

    def _want(self, row: int) -> None:
        page = row // self._page
        if page not in self._asked:
            self._asked.add(page)
            self._ask(page)


def at_once(rows: Sequence[Row], sort: Callable[[Sequence[Row], Order], Sequence[Row]] | None = None) -> Source[Row]:
    """A source over rows already in hand, for short lists; ``sort`` orders them when a header is clicked."""

    def load(order: Order, first: int, many: int, deliver: Callable[[Loaded[Row]], None]) -> None:
        ordered = sort(rows, order) if sort is not None and order.by else rows
        deliver(Loaded(len(ordered), first, ordered[first : first + many]))

    return load
