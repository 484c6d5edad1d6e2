"""A rail: the rounded rows at the left of a page, or of the window, of which one is current."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui.style import icons, theme
from ui.style.tokens import BODY, BUTTON, NAV_ROW, SMALL
from ui.widgets import badge, drawn

AnyIndex = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
_TINY = 9
"""Counts beside icons alone, which are shown only when text is large."""


@dataclass(frozen=True, slots=True)
class RailRow:
    """One row: a name to be known by, its words, and what stands around them.

    ``icon`` is an icon or glyph, in ``tone`` when given; ``number`` a step's number in a disc instead; ``right`` grey
    words or ``count`` a badge at the right edge. ``gap`` leaves room above; ``foot`` pushes it and all after it down.
    """

    name: str
    title: str
    second: str = ""
    icon: str = ""
    tone: str = ""
    number: int = 0
    right: str = ""
    count: int = 0
    gap: bool = False
    foot: bool = False

    @property
    def text(self) -> str:
        """What a reader says."""
        waiting = f"{self.count} waiting" if self.count else ""
        return ", ".join(part for part in (self.title, self.second, self.right, waiting) if part)


class _Delegate(QStyledItemDelegate):
    """Draws rail rows."""

    def __init__(self, view: "Rail") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(theme.current().px(40), self._view.height_of(index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        now = theme.current()
        tokens = now.tokens
        drawn.smooth(painter)
        row = index.data(ROW)
        whole = QRectF(option.rect)
        high = self._view.plain_height(row)
        rect = QRectF(whole.x(), whole.bottom() - high, whole.width(), high).adjusted(now.px(8), 0, -now.px(8), 0)
        current = self._view.currentIndex().row() == index.row()
        if current:
            drawn.box(painter, rect, now.px(BUTTON), tokens.soft)
            bar = QRectF(rect.x(), rect.y() + now.px(7), now.px(3), rect.height() - now.px(14))
            drawn.box(painter, bar, now.px(1.5), tokens.accent)
        elif self._view.row_under_pointer == index.row():
            drawn.box(painter, rect, now.px(BUTTON), tokens.line if tokens.high_contrast else tokens.hover)
        if current and (self._view.hasFocus() or tokens.high_contrast):
            drawn.box(painter, rect, now.px(BUTTON), "", tokens.accent, thick=2)
        if self._view.icons_only:
            self._icon_alone(painter, rect, row, current=current)
        else:
            self._words(painter, rect, row, current=current)

    def _icon_alone(self, painter: QPainter, rect: QRectF, row: RailRow, *, current: bool) -> None:
        now = theme.current()
        ink = now.tokens.accent if current else now.tokens.ink2
        side = now.px(14)
        icons.paint(
            painter, row.icon, rect.center().x() - side / 2 - now.px(2), rect.center().y() - side / 2, side, ink
        )
        if row.count:
            words = str(row.count)
            wide = max(now.px(13), drawn.width_of(words, _TINY) + now.px(7))
            spot = QRectF(rect.right() - wide + now.px(3), rect.y() + now.px(1), wide, now.px(13))
            ground = now.tokens.surface if current else now.tokens.grey.ground
            drawn.box(painter, spot, spot.height() / 2, ground, now.tokens.grey.edge)
            drawn.text(painter, spot, words, now.tokens.ink2, _TINY, align=drawn.CENTRE)

    def _words(self, painter: QPainter, rect: QRectF, row: RailRow, *, current: bool) -> None:
        now = theme.current()
        tokens = now.tokens
        first, second = now.line(BODY), now.line(SMALL) if row.second else 0
        y = rect.y() + (rect.height() - first - second) / 2
        x = rect.x() + now.px(self._view.inset)
        self._mark(painter, QPointF(x, y + first / 2), row, current=current)
        if row.icon or row.number:
            x += now.px(self._view.after_mark)
        right = rect.right() - now.px(12)
        if row.count:
            badge.paint(painter, rect.right() - now.px(8), y + first / 2, row.count, current=current)
            right -= badge.width(row.count)
        if row.right:
            room = QRectF(x, y, right - x, first)
            right -= drawn.text(painter, room, row.right, tokens.ink2, SMALL, align=drawn.RIGHT) + now.px(8)
        room = QRectF(x, y, right - x, first)
        quiet = self._view.quiet and not current
        drawn.text(painter, room, row.title, tokens.ink2 if quiet else tokens.ink, bold=current)
        if row.second:
            drawn.text(painter, QRectF(x, y + first, right - x, second), row.second, tokens.ink2, SMALL)

    def _mark(self, painter: QPainter, left: QPointF, row: RailRow, *, current: bool) -> None:
        now = theme.current()
        tokens = now.tokens
        if row.number:
            middle = QPointF(left.x() + now.px(9), left.y())
            ground, ink = (tokens.accent, tokens.on_accent) if current else ("", tokens.ink2)
            drawn.disc(painter, middle, now.px(8.5), ground, tokens.accent if current else tokens.line2)
            spot = QRectF(left.x(), left.y() - now.px(9), now.px(18), now.px(18))
            drawn.text(painter, spot, str(row.number), ink, 11, bold=True, align=drawn.CENTRE)
        elif row.icon:
            side = now.px(self._view.mark_side)
            usual = tokens.accent if current else tokens.ink2
            ink = usual if not row.tone else tokens.accent if row.tone == "accent" else tokens.tone(row.tone).glyph
            icons.paint(painter, row.icon, left.x(), left.y() - side / 2, side, ink, tokens.sunken)


class Rail(QListView):
    """Rows by name. ``chosen`` when a person goes to another row (Up, Down, click); ``opened`` on Enter or click.

    ``ground``: canvas in the window's navigation, sunken in a page. ``quiet``: words grey until current.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, *, name: str, ground: str = "sunken", quiet: bool = False, mark_side: int = 14) -> None:
        super().__init__()
        self.quiet = quiet
        self.inset = 12
        self.mark_side = mark_side
        self.after_mark = 24
        self.icons_only = False
        self.row_under_pointer = -1
        self._rows: list[RailRow] = []
        self._silent = False
        self.setModel(QStandardItemModel(self))
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(name)
        self.setProperty("ground", ground)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda index: self._open(index.row()))

    def show_rows(self, rows: Sequence[RailRow]) -> None:
        """Show these; the current one stays current when it is still there."""
        kept = self.current_name()
        self._rows = list(rows)
        model = self.model()
        if isinstance(model, QStandardItemModel):
            self._silent = True
            if model.rowCount() != len(rows):
                model.clear()
                model.appendColumn([QStandardItem() for _ in rows])
            for at, row in enumerate(rows):
                model.setData(model.index(at, 0), row, ROW)
                model.setData(model.index(at, 0), row.text, Qt.ItemDataRole.DisplayRole)
                model.setData(model.index(at, 0), row.title if self.icons_only else "", Qt.ItemDataRole.ToolTipRole)
            self._silent = False
        if kept:
            self.go_to(kept)
        self.scheduleDelayedItemsLayout()

    def current_name(self) -> str:
        """Name of the current row, or nothing."""
        at = self.currentIndex().row()
        return self._rows[at].name if 0 <= at < len(self._rows) else ""

    def go_to(self, name: str) -> None:
        """Make a row current without telling; an unknown name leaves none current."""
        at = next((place for place, row in enumerate(self._rows) if row.name == name), -1)
        self._silent = True
        self.setCurrentIndex(self.model().index(at, 0))
        self._silent = False

    def plain_height(self, row: RailRow) -> int:
        """Height of a row without the room above it."""
        px = theme.current().px
        if self.icons_only:
            return px(27)
        return px(NAV_ROW if not row.second else 46)

    def height_of(self, at: int) -> int:
        """Height of a row with the room above it."""
        px = theme.current().px
        row = self._rows[at]
        high = self.plain_height(row) + (px(10) if row.gap and not self.icons_only else 0)
        if row.foot:
            above = sum(self.height_of(other) for other in range(at))
            below = sum(self.plain_height(other) for other in self._rows[at:])
            high = max(high, self.viewport().height() - above - below + high - px(8))
        return high

    def full_height(self) -> int:
        """Height that shows every row."""
        return sum(self.height_of(at) for at in range(len(self._rows)))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if not self._silent and 0 <= current.row() < len(self._rows):
            self.chosen.emit(self._rows[current.row()].name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._under(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._under(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def _under(self, row: int) -> None:
        if row != self.row_under_pointer:
            self.row_under_pointer = row
            self.viewport().update()

    def _open(self, at: int) -> None:
        if 0 <= at < len(self._rows):
            self.opened.emit(self._rows[at].name)
