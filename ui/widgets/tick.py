"""Tick boxes, round choices and the list of ticks for several answers."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QRadioButton, QSizePolicy, QWidget

from ui.style import icons, theme
from ui.style.tokens import BODY, TAG
from ui.widgets import drawn

SIDE = 16


def paint_box(painter: QPainter, left: float, middle: float, state: Qt.CheckState, *, able: bool = True) -> None:
    """Draw a tick box with its left edge and vertical middle."""
    now = theme.current()
    tokens = now.tokens
    side = now.px(SIDE)
    rect = QRectF(round(left), round(middle - side / 2), side, side)
    if state == Qt.CheckState.Unchecked:
        drawn.box(painter, rect, now.px(TAG), tokens.surface, tokens.line2)
        return
    drawn.box(painter, rect, now.px(TAG), tokens.accent if able else tokens.line2)
    name = "tick" if state == Qt.CheckState.Checked else "minus"
    inner = now.px(12)
    at = (side - inner) / 2
    icons.paint(painter, name, rect.x() + at, rect.y() + at, inner, tokens.on_accent)


def paint_radio(painter: QPainter, left: float, middle: float, *, on: bool) -> None:
    """Draw a round mark with its left edge and vertical middle."""
    now = theme.current()
    side = now.px(SIDE)
    centre = QPointF(round(left) + side / 2, round(middle))
    edge = now.tokens.accent if on else now.tokens.line2
    drawn.disc(painter, centre, side / 2 - 0.75, now.tokens.surface, edge, 1.5 if on else 1.0)
    if on:
        drawn.disc(painter, centre, now.px(4.5), edge)


class TickBox(QCheckBox):
    """A tick with its words."""

    changed = Signal()
    left = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> object:
        """True or False."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Tick or clear."""
        self.setChecked(bool(value))

    def set_problem(self, _words: str) -> None:
        """A tick has no border; the frame around says the problem."""

    def control(self) -> QWidget:
        """Itself."""
        return self

    def sizeHint(self) -> QSize:
        now = theme.current()
        return QSize(round(now.px(SIDE + 8) + drawn.width_of(self.text()) + 2), now.px(24))

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        paint_box(painter, 0, self.height() / 2, self.checkState(), able=self.isEnabled())
        ink = now.tokens.ink if self.isEnabled() else now.tokens.ink3
        left = now.px(SIDE + 8)
        drawn.text(painter, QRectF(left, 0, self.width() - left, self.height()), self.text(), ink, BODY)
        painter.end()


class RoundChoice(QRadioButton):
    """One of several exclusive answers, each on its own line."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        now = theme.current()
        return QSize(round(now.px(SIDE + 8) + drawn.width_of(self.text()) + 2), now.px(24))

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        paint_radio(painter, 0, self.height() / 2, on=self.isChecked())
        left = now.px(SIDE + 8)
        drawn.text(painter, QRectF(left, 0, self.width() - left, self.height()), self.text(), now.tokens.ink, BODY)
        painter.end()


class TickList(QWidget):
    """Several answers may hold; ``choices`` are (value, words), shown in ``columns`` where there is room for them.

    ``value()`` is a tuple of the ticked values in the order of the choices, or None when none is ticked.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]], *, columns: int = 2, name: str = "") -> None:
        super().__init__()
        self._boxes: dict[str, TickBox] = {}
        self._columns = columns
        self._across = 0
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.current().px(16))
        self._grid.setVerticalSpacing(theme.current().px(2))
        for value, words in choices:
            box = TickBox(words)
            box.changed.connect(self.changed)
            box.left.connect(self._box_left)
            self._boxes[value] = box
        self._place(columns)

    def _place(self, across: int) -> None:
        if across != self._across:
            self._across = across
            for at, box in enumerate(self._boxes.values()):
                self._grid.addWidget(box, at // across, at % across)

    def minimumSizeHint(self) -> QSize:
        widest = max((box.sizeHint().width() for box in self._boxes.values()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = max((box.sizeHint().width() for box in self._boxes.values()), default=0)
        room = (self.width() + self._grid.horizontalSpacing()) // (widest + self._grid.horizontalSpacing())
        self._place(min(self._columns, max(1, room)))

    def value(self) -> object:
        """What is ticked."""
        return tuple(value for value, box in self._boxes.items() if box.isChecked()) or None

    def set_value(self, value: object) -> None:
        """Tick these values and no others."""
        wanted = set(value) if isinstance(value, Iterable) and not isinstance(value, str) else set()
        for key, box in self._boxes.items():
            box.setChecked(key in wanted)

    def set_problem(self, _words: str) -> None:
        """The frame around says the problem."""

    def control(self) -> QWidget:
        """The first box."""
        return next(iter(self._boxes.values()))

    def _box_left(self) -> None:
        if not any(box.hasFocus() for box in self._boxes.values()):
            self.left.emit()
