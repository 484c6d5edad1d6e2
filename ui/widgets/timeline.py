"""One line of time: days and what happened on them, newest first, with icons on the line."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui.style import icons, theme
from ui.style.tokens import BODY, SMALL
from ui.widgets import drawn

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW = Qt.ItemDataRole.UserRole + 1
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Day:
    """A day's heading on the line."""

    words: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: icon on the line in ``tone``, title bold, ``meta`` grey after it, running words."""

    key: Hashable
    icon: str
    title: str
    meta: str = ""
    words: str = ""
    tone: str = ""

    @property
    def text(self) -> str:
        """What a reader says."""
        return ". ".join(part for part in (f"{self.title} {self.meta}".strip(), self.words) if part)


class _Model(QAbstractListModel):
    """Days and moments, in order."""

    def __init__(self, parent: "Timeline") -> None:
        super().__init__(parent)
        self.rows: list[Day | Moment] = []

    def show_rows(self, rows: Sequence[Day | Moment]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text if isinstance(row, Moment) else row.words
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.rows[index.row()], Day):
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class _Delegate(QStyledItemDelegate):
    """Draws the line with its dots, discs and words."""

    def __init__(self, view: "Timeline") -> None:
        super().__init__(view)
        self._view = view
        self._high: dict[tuple[str, int], float] = {}

    def forget(self) -> None:
        """Measure anew."""
        self._high.clear()

    def words_height(self, words: str, width: int) -> float:
        """Height of running words in a width."""
        if not words:
            return 0
        key = (words, width)
        if key not in self._high:
            room = QRectF(0, 0, width, 100_000)
            self._high[key] = theme.current().metrics().boundingRect(room, int(_WRAP), words).height()
        return self._high[key]

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        now = theme.current()
        row = index.data(ROW)
        if isinstance(row, Day):
            return QSize(now.px(80), now.px(24))
        high = now.line(BODY) + self.words_height(row.words, self._view.words_width()) + now.px(10)
        return QSize(now.px(80), round(max(now.px(30), high)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        now = theme.current()
        tokens = now.tokens
        drawn.smooth(painter)
        rect = QRectF(option.rect)
        row = index.data(ROW)
        spine = rect.x() + now.px(11)
        last = index.row() == index.model().rowCount() - 1
        first = index.row() == 0
        top = rect.y() + (now.px(12) if first else 0)
        drawn.upright(painter, round(spine), top, rect.y() + now.px(14) if last else rect.bottom() + 1, tokens.line2)
        left = rect.x() + now.px(34)
        if isinstance(row, Day):
            drawn.disc(painter, QPointF(spine + 0.5, rect.y() + now.px(12)), now.px(3.5), tokens.ink3)
            room = QRectF(left, rect.y(), rect.width() - now.px(34), now.px(24))
            drawn.text(painter, room, row.words, tokens.ink2, SMALL, bold=True)
            return
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            ring = rect.adjusted(now.px(28), 0, -now.px(2), -now.px(4))
            drawn.box(painter, ring, now.px(5), "", tokens.accent, thick=2)
        self._moment(painter, rect, row, spine)

    def _moment(self, painter: QPainter, rect: QRectF, row: Moment, spine: float) -> None:
        now = theme.current()
        tokens = now.tokens
        centre = QPointF(round(spine) + 0.5, rect.y() + now.px(13))
        ink = tokens.tone(row.tone).ink if row.tone else tokens.ink2
        drawn.disc(painter, centre, now.px(11), tokens.surface, tokens.line2)
        side = now.px(14)
        icons.paint(painter, row.icon, round(centre.x() - side / 2), round(centre.y() - side / 2), side, ink)
        left = rect.x() + now.px(34)
        line = QRectF(left, rect.y(), self._view.words_width(), now.line(BODY))
        wide = drawn.text(painter, line, row.title, tokens.ink, bold=True)
        line.setLeft(left + wide + now.px(5))
        drawn.text(painter, line, row.meta, tokens.ink2, SMALL)
        painter.setFont(now.font())
        painter.setPen(QColor(tokens.ink))
        room = QRectF(left, rect.y() + now.line(BODY), self._view.words_width(), rect.height())
        painter.drawText(room, int(_WRAP), row.words)


class Timeline(QListView):
    """Days and moments. ``opened`` on Enter or double click, by key."""

    opened = Signal(object)

    def __init__(self, *, name: str = "Timeline", ground: str = "sunken") -> None:
        super().__init__()
        self._model = _Model(self)
        self._delegate = _Delegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setProperty("ground", ground)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def show_rows(self, rows: Sequence[Day | Moment]) -> None:
        """Show these instead."""
        self._delegate.forget()
        self._model.show_rows(rows)

    def go_to(self, key: Hashable) -> bool:
        """Bring a moment into sight and make it the current one; False when it is not shown."""
        for at, row in enumerate(self._model.rows):
            if isinstance(row, Moment) and row.key == key:
                self.setCurrentIndex(self._model.index(at))
                self.scrollTo(self._model.index(at), QAbstractItemView.ScrollHint.PositionAtCenter)
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def words_width(self) -> int:
        """Room for the words beside the line."""
        return max(40, self.viewport().width() - theme.current().px(34 + 8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            for at, row in enumerate(self._model.rows):
                if isinstance(row, Moment):
                    self.setCurrentIndex(self._model.index(at))
                    break
        self.viewport().update()

    def _open(self, at: int) -> None:
        row = self._model.rows[at] if 0 <= at < len(self._model.rows) else None
        if isinstance(row, Moment):
            self.opened.emit(row.key)
