"""A few rows under heads, with hairlines: for what is read on a page, without keys or scrolling of its own."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from ui.style import theme
from ui.style.tokens import BODY, CONTROL
from ui.widgets import layout
from ui.widgets.labels import Hairline, Label

Part = str | QWidget
_TOP = Qt.AlignmentFlag.AlignTop
_LEFT = Qt.AlignmentFlag.AlignLeft
_ANYWHERE = Qt.AlignmentFlag(0)


class PlainTable(QWidget):
    """``stretch`` gives the columns (from 0) that wrap and share the room left, by weight; ``quiet`` those in grey.

    Without heads it is a list with hairlines. At large text every row becomes lines of its own, each with its head.
    """

    def __init__(
        self, heads: Sequence[str], *, name: str, stretch: Mapping[int, int], quiet: Sequence[int] = ()
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name = name
        self._heads = tuple(heads)
        self._stretch = dict(stretch)
        self._quiet = frozenset(quiet)
        self._grid = QGridLayout(self)
        px = theme.current().px
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(3))

    def show_rows(self, rows: Sequence[Sequence[Part]]) -> None:
        """Show these instead; a widget in a cell is taken over."""
        layout.clear(self._grid)
        self.setAccessibleDescription(f"{len(rows)} rows")
        if theme.current().large:
            self._show_stacked(rows)
            return
        at = 0
        columns = max((len(row) for row in rows), default=len(self._heads)) or 1
        if any(self._heads):
            for column, head in enumerate(self._heads):
                self._grid.addWidget(Label(head, "caption"), at, column, _LEFT)
            self._grid.addWidget(Hairline(strong=True), at + 1, 0, 1, columns)
            at += 2
        for row in rows:
            cells = [self._put(part, at, column) for column, part in enumerate(row)]
            _on_one_line(cells)
            self._grid.addWidget(Hairline(), at + 1, 0, 1, columns)
            at += 2
        for column in range(columns):
            self._grid.setColumnStretch(column, self._stretch.get(column, 0))

    def _put(self, part: Part, at: int, column: int) -> QWidget:
        if isinstance(part, QWidget):
            wide = column in self._stretch
            self._grid.addWidget(part, at, column, _TOP if wide else _TOP | _LEFT)
            return part
        role = "quiet" if column in self._quiet else "body"
        cell = Label(part, role, wrap=column in self._stretch)
        self._grid.addWidget(cell, at, column, _TOP)
        return cell

    def _show_stacked(self, rows: Sequence[Sequence[Part]]) -> None:
        at = 0
        for row in rows:
            for column, part in enumerate(row):
                if part == "":
                    continue
                widget = part if isinstance(part, QWidget) else Label(self._with_head(part, column), "body", wrap=True)
                # Something of a fixed width would keep the whole column to it.
                fixed = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed
                self._grid.addWidget(widget, at, 0, _LEFT if fixed else _ANYWHERE)
                at += 1
            self._grid.addWidget(Hairline(), at, 0)
            at += 1
        self._grid.setColumnStretch(0, 1)

    def _with_head(self, words: str, column: int) -> str:
        """What a cell says without the head above it; the first says by itself what the row is."""
        head = self._heads[column] if 0 < column < len(self._heads) else ""
        return f"{head}: {words}" if head else words


def _on_one_line(cells: Sequence[QWidget]) -> None:
    """Words, chips and links of one row stand on one line, however high each is by itself."""
    now = theme.current()
    low = [cell for cell in cells if not _is_high(cell)]
    line = max([now.line(BODY), *(cell.sizeHint().height() for cell in low if not _wraps(cell))])
    for cell in low:
        if _wraps(cell):
            cell.setContentsMargins(0, (line - now.line(BODY)) // 2, 0, 0)
        else:
            cell.setMinimumHeight(line)


def _wraps(cell: QWidget) -> bool:
    return isinstance(cell, QLabel) and cell.wordWrap()


def _is_high(cell: QWidget) -> bool:
    """Several lines of its own."""
    return not _wraps(cell) and cell.sizeHint().height() > theme.current().px(CONTROL)
