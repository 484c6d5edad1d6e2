"""Lists of rows of one to three lines, with groups: the inbox, the tray of duplicates, results of a search."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui.style import icons, theme
from ui.style.tokens import BODY, INBOX_ROW, SMALL, TWO_LINE_ROW
from ui.widgets import cells, chips, drawn, keyhint
from ui.widgets.cells import Cell
from ui.widgets.chips import Chip
from ui.widgets.rows_model import ROW, Group, Line, RowsModel

AnyIndex = QModelIndex | QPersistentModelIndex
_HIGH = {1: 40, 2: TWO_LINE_ROW + 6, 3: INBOX_ROW}
GROUP_HIGH = 28


class _Delegate(QStyledItemDelegate):
    """Draws groups and lines."""

    def __init__(self, view: "RowList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row = index.data(ROW)
        px = theme.current().px
        high = px(GROUP_HIGH) if isinstance(row, Group) else px(self._view.heights[row.lines])
        return QSize(px(80), high + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        drawn.smooth(painter)
        rect = QRectF(option.rect)
        row = index.data(ROW)
        if isinstance(row, Group):
            self._group(painter, rect, row)
        else:
            self._ground(painter, rect, index)
            self._line(painter, rect, row)

    def _group(self, painter: QPainter, rect: QRectF, group: Group) -> None:
        now = theme.current()
        tokens = now.tokens
        if self._view.ruled:
            painter.fillRect(rect, QColor(tokens.sunken))
            drawn.hairline(painter, rect.x(), rect.bottom() - 1, rect.right(), tokens.line)
        room = rect.adjusted(now.px(self._view.margin), 0, -now.px(self._view.margin), -1)
        drawn.text(painter, room, group.title, tokens.ink2, SMALL, bold=True)
        drawn.text(painter, room, group.right, tokens.ink2, SMALL, align=drawn.RIGHT)

    def _ground(self, painter: QPainter, rect: QRectF, index: AnyIndex) -> None:
        now = theme.current()
        tokens = now.tokens
        current = self._view.currentIndex().row() == index.row()
        if current:
            painter.fillRect(rect, QColor(tokens.soft))
            painter.fillRect(QRectF(rect.x(), rect.y(), now.px(3), rect.height() - 1), QColor(tokens.accent))
        elif self._view.row_under_pointer == index.row():
            painter.fillRect(rect, QColor(tokens.hover))
        if self._view.ruled:
            drawn.hairline(painter, rect.x(), rect.bottom() - 1, rect.right(), tokens.line)
        if current and (self._view.hasFocus() or tokens.high_contrast):
            drawn.box(painter, rect.adjusted(0, 0, 0, -1), 0, "", tokens.accent, thick=2)

    def _line(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        now = theme.current()
        edge = now.px(self._view.margin)
        room = rect.adjusted(edge, 0, -edge, -1)
        if line.icon:
            side = now.px(16)
            icons.paint(painter, line.icon, room.x(), room.center().y() - side / 2, side, now.tokens.ink2)
            room.adjust(now.px(29), 0, 0, 0)
        first, second, third = now.line(BODY), now.line(SMALL), now.px(24)
        gap = now.px(6) if line.lines == 3 else 0
        high = first + (second if line.lines > 1 else 0) + (third + gap if line.lines > 2 else 0)
        y = room.y() + (room.height() - high) / 2
        self._first(painter, QRectF(room.x(), y, room.width(), first), line)
        y += first
        if line.lines > 1:
            under = QRectF(room.x(), y, room.width(), second)
            wide = drawn.text(painter, under, line.second, now.tokens.ink2, SMALL)
            _chips(painter, under.x() + wide + (now.px(10) if wide else 0), under, line.second_chips)
        if line.lines > 2:
            self._third(painter, QRectF(room.x(), y + second + gap, room.width(), third), line)

    def _first(self, painter: QPainter, room: QRectF, line: Line) -> None:
        now = theme.current()
        tokens = now.tokens
        right = room.right()
        if line.keyhint:
            right -= keyhint.width(line.keyhint)
            keyhint.paint(painter, right, room.center().y(), line.keyhint)
            right -= now.px(12)
        x = room.x()
        shown = line.right
        if isinstance(shown, Chip):
            # What it is called is never cut for how it stands.
            called = drawn.width_of(line.title, bold=not line.plain_title) + drawn.width_of(line.beside)
            shown = chips.fitted(shown, right - x - called - 3 * now.px(8))
        right -= _right(painter, QRectF(x, room.y(), right - x, room.height()), shown)
        for words, bold, size, ink in (
            (line.title, not line.plain_title, BODY, tokens.ink),
            (line.beside, False, BODY, tokens.ink),
            (line.small, False, SMALL, tokens.ink2),
        ):
            if words:
                part = QRectF(x, room.y(), right - x, room.height())
                _underline(painter, part, words, line.marked if size == BODY else (), bold=bold)
                x += drawn.text(painter, part, words, ink, size, bold=bold) + now.px(8)
        _chips(painter, x, room, line.chips)

    def _third(self, painter: QPainter, room: QRectF, line: Line) -> None:
        now = theme.current()
        x = _chips(painter, room.x(), room, line.third_chips)
        taken = _right(painter, room, line.third_right)
        if line.of:
            side, step = now.px(8), now.px(9)
            left = room.right() - taken + now.px(1) - line.of * step
            tone = line.third_right.tone if isinstance(line.third_right, Cell) else ""
            colour = now.tokens.tone(tone).mark if tone else now.tokens.ink2
            for at in range(line.of):
                square = QRectF(left + at * step, room.center().y() - side / 2, side, side)
                drawn.box(painter, square, 1, colour if at < line.used else "", colour)
            taken += line.of * step + now.px(7)
        drawn.text(
            painter, QRectF(x, room.y(), room.right() - taken - x, room.height()), line.third, now.tokens.ink2, SMALL
        )


def _chips(painter: QPainter, x: float, room: QRectF, many: tuple[Chip, ...]) -> float:
    for chip in many:
        x += chips.paint(painter, x, room.center().y(), chip) + theme.current().px(8)
    return x


def _right(painter: QPainter, room: QRectF, shown: Cell | Chip | str) -> float:
    """Draw at the right edge; returns the width taken, with a gap."""
    now = theme.current()
    if not shown:
        return 0
    if isinstance(shown, Chip):
        wide = chips.width(shown)
        chips.paint(painter, room.right() - wide, room.center().y(), shown)
        return wide + now.px(8)
    if isinstance(shown, Cell) and shown.chips:
        wide = sum(chips.width(chip) + now.px(8) for chip in shown.chips)
        wide += drawn.width_of(shown.words, bold=shown.bold) if shown.words else 0
        cells.paint(painter, QRectF(room.right() - wide, room.y(), wide + 1, room.height()), shown)
        return wide + now.px(8)
    cell = cells.as_cell(shown)
    ink = now.tokens.tone(cell.tone).ink if cell.tone else now.tokens.ink2
    wide = drawn.text(painter, room, cell.words, ink, SMALL, bold=cell.bold, align=drawn.RIGHT)
    return wide + now.px(8)


def _underline(painter: QPainter, room: QRectF, words: str, marked: tuple[str, ...], *, bold: bool) -> None:
    """The amber ground and line under what a search found."""
    now = theme.current()
    for part in marked:
        at = words.casefold().find(part.casefold())
        if part and at >= 0:
            left = room.x() + drawn.width_of(words[:at], bold=bold)
            wide = drawn.width_of(words[at : at + len(part)], bold=bold)
            painter.fillRect(QRectF(left, room.y(), wide, room.height()), QColor(now.tokens.amber.ground))
            low = QRectF(left, room.bottom() - 1, wide, 2)
            painter.fillRect(low, QColor(now.tokens.amber.mark))


class RowList(QListView):
    """A list of rows. ``opened`` on Enter or double click, ``moved`` when another row becomes current; both by key.

    ``ruled``: hairlines and sunken groups, as in an inbox; otherwise plain, as in a palette.
    """

    opened = Signal(object)
    moved = Signal(object)

    def __init__(self, *, name: str, ruled: bool = True, margin: int = 20) -> None:
        super().__init__()
        self.ruled = ruled
        self.margin = margin
        self.heights = dict(_HIGH)
        self.row_under_pointer = -1
        self._rows = RowsModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def show_rows(self, rows: Sequence[Group | Line]) -> None:
        """Show these; the current row stays current when it is still there."""
        kept = self.current_key()
        self._rows.show_rows(rows)
        found = kept is not None and self.go_to(kept)
        # Focused before its rows came, it has a current row from its first ones on: Enter opens at once.
        if not found and self.hasFocus():
            self.go_to_first()

    def current_key(self) -> Hashable | None:
        """Key of the current row."""
        line = self._rows.line_at(self.currentIndex().row())
        return None if line is None else line.key

    def current_words(self) -> str:
        """What a reader says of the current row; empty when there is none."""
        line = self._rows.line_at(self.currentIndex().row())
        return "" if line is None else line.text

    def go_to(self, key: Hashable) -> bool:
        """Make a row current; False when it is not there."""
        at = self._rows.row_of(key)
        if at >= 0:
            self.setCurrentIndex(self._rows.index(at))
        return at >= 0

    def go_to_first(self) -> None:
        """Make the first row current."""
        self._go(self._rows.next_line(0, 1))

    def step(self, by: int) -> None:
        """Go to the next (1) or the one before (-1), past groups."""
        self._go(self._rows.next_line(self.currentIndex().row() + by, by))

    def open_current(self) -> None:
        """As Enter."""
        self._open(self.currentIndex().row())

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        line = self._rows.line_at(current.row())
        if line is not None:
            self.moved.emit(line.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.open_current()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain:
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Home:
            self.go_to_first()
        elif key == Qt.Key.Key_End:
            self._go(self._rows.next_line(self._rows.rowCount() - 1, -1))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._under(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._under(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go_to_first()
        self.viewport().update()

    def _under(self, row: int) -> None:
        if row != self.row_under_pointer:
            self.row_under_pointer = row
            self.viewport().update()

    def _go(self, row: int) -> None:
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row))
            if row == self._rows.next_line(0, 1):
                self.scrollToTop()

    def _open(self, row: int) -> None:
        line = self._rows.line_at(row)
        if line is not None:
            self.opened.emit(line.key)
