"""Rows of a list with group rows between them; group rows cannot be chosen."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.widgets.cells import Cell
from ui.widgets.chips import Chip

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Group:
    """A heading between rows, with words at its right edge."""

    title: str
    right: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of up to three lines.

    First line: ``title`` bold (``plain_title`` regular), ``beside`` regular, ``small`` grey, chips, ``right``.
    Second: ``second`` grey, ``second_chips`` after it. Third: ``third_chips``, ``third``, and ``third_right``;
    ``used`` of ``of`` draws small squares before it. ``marked`` underlines those parts of title and beside.
    """

    key: Hashable
    title: str
    beside: str = ""
    small: str = ""
    chips: tuple[Chip, ...] = ()
    right: Cell | Chip | str = ""
    icon: str = ""
    plain_title: bool = False
    second: str = ""
    second_chips: tuple[Chip, ...] = ()
    third: str = ""
    third_chips: tuple[Chip, ...] = ()
    third_right: Cell | Chip | str = ""
    used: int = 0
    of: int = 0
    keyhint: str = ""
    marked: tuple[str, ...] = field(default=())
    spoken: str = ""

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        if self.third or self.third_chips or self.third_right:
            return 3
        return 2 if self.second or self.second_chips else 1

    @property
    def text(self) -> str:
        """What a reader says."""
        if self.spoken:
            return self.spoken
        right = [part if isinstance(part, str) else part.text for part in (self.right, self.third_right)]
        chips = [chip.text for chip in (*self.chips, *self.second_chips, *self.third_chips)]
        words = [self.title, self.beside, self.small, *chips, self.second, self.third, *right]
        return ", ".join(word for word in words if word)


class RowsModel(QAbstractListModel):
    """Groups and lines, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Group | Line] = []

    def show_rows(self, rows: Sequence[Group | Line]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_of(self, key: Hashable) -> int:
        """Where a line is, or -1."""
        for at, row in enumerate(self._rows):
            if isinstance(row, Line) and row.key == key:
                return at
        return -1

    def line_at(self, row: int) -> Line | None:
        """The line at a row, or None for a group."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Line) else None

    def next_line(self, row: int, step: int) -> int:
        """The nearest row from ``row`` on that is a line, going by ``step``; -1 when there is none."""
        while 0 <= row < len(self._rows):
            if isinstance(self._rows[row], Line):
                return row
            row += step
        return -1

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text if isinstance(row, Line) else f"{row.title} {row.right}".strip()
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._rows[index.row()], Group):
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
