"""Segments: two to five short answers side by side, of which one may be chosen; yes and no is the commonest."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ui import shortcuts
from ui.style import icons, theme
from ui.style.tokens import CONTROL, CONTROL_SMALL, FIELD, SMALL
from ui.widgets import drawn


class _Segment(QRadioButton):
    """One answer; it knows whether it stands at an end."""

    left_focus = Signal()

    def __init__(self, words: str, icon: str, *, small: bool) -> None:
        super().__init__(words)
        self._icon = icon
        self._small = small
        self.first = self.last = False
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        now = theme.current()
        wide = drawn.width_of(self.text(), SMALL, bold=True) + 2 * now.px(12)
        wide += now.px(19) if self._icon else 0
        return QSize(round(wide + 0.5), now.px(CONTROL_SMALL if self._small else CONTROL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if shortcuts.is_enter(event) and not self.isChecked():
            self.click()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left_focus.emit()

    def _outline(self) -> QPainterPath:
        """The rounded shape: only the ends are round."""
        radius = theme.current().px(FIELD)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if self.last else 0.5, -0.5)
        path = QPainterPath(QPointF(rect.right() - (radius if self.last else 0), rect.top()))
        if self.last:
            path.arcTo(rect.right() - 2 * radius, rect.top(), 2 * radius, 2 * radius, 90, -90)
            path.arcTo(rect.right() - 2 * radius, rect.bottom() - 2 * radius, 2 * radius, 2 * radius, 0, -90)
        else:
            path.lineTo(rect.bottomRight())
        if self.first:
            path.arcTo(rect.left(), rect.bottom() - 2 * radius, 2 * radius, 2 * radius, 270, -90)
            path.arcTo(rect.left(), rect.top(), 2 * radius, 2 * radius, 180, -90)
        else:
            path.lineTo(rect.bottomLeft())
            path.lineTo(rect.topLeft())
        path.closeSubpath()
        return path

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens = now.tokens
        painter = drawn.brush(self)
        on = self.isChecked()
        painter.setBrush(QColor(tokens.accent if on else tokens.surface))
        painter.setPen(QColor(tokens.accent if on else tokens.line2))
        painter.drawPath(self._outline())
        ink = tokens.on_accent if on else tokens.ink2
        bold = on
        wide = drawn.width_of(self.text(), SMALL, bold=bold) + (now.px(19) if self._icon else 0)
        x = (self.width() - wide) / 2
        if self._icon:
            side = now.px(14)
            ground = tokens.accent if on else tokens.surface
            icons.paint(painter, self._icon, x, (self.height() - side) / 2, side, ink, ground)
            x += now.px(19)
        drawn.text(painter, QRectF(x, 0, self.width() - x, self.height()), self.text(), ink, SMALL, bold=bold)
        painter.end()


class Segments(QWidget):
    """Exclusive answers in one frame. ``choices`` are (value, words) or (value, words, icon).

    ``value()`` is None until one is chosen. ``changed`` when a person or ``set_value`` chooses, ``left`` when the
    focus leaves. Backspace or Delete clears when ``clearable``.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self, choices: Sequence[tuple[object, ...]], *, small: bool = False, clearable: bool = False, name: str = ""
    ) -> None:
        super().__init__()
        self._values = [choice[0] for choice in choices]
        self._clearable = clearable
        self._group = QButtonGroup(self)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        for at, choice in enumerate(choices):
            icon = str(choice[2]) if len(choice) > 2 else ""
            segment = _Segment(str(choice[1]), icon, small=small)
            segment.first, segment.last = at == 0, at == len(choices) - 1
            segment.left_focus.connect(self._focus_left)
            self._group.addButton(segment, at)
            across.addWidget(segment)
        self._group.idToggled.connect(self._toggled)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def value(self) -> object:
        """The chosen value, or None."""
        at = self._group.checkedId()
        return self._values[at] if at >= 0 else None

    def set_value(self, value: object) -> None:
        """Choose a value; None clears."""
        if value is None:
            self._clear()
            return
        self._group.buttons()[self._values.index(value)].setChecked(True)

    def set_problem(self, _words: str) -> None:
        """Segments need no border of their own for a problem; the frame around says it."""

    def control(self) -> QWidget:
        """Where the focus goes."""
        return self._group.buttons()[max(0, self._group.checkedId())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clearable and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._clear()
        else:
            super().keyPressEvent(event)

    def _clear(self) -> None:
        if self._group.checkedId() < 0:
            return
        self._group.setExclusive(False)
        for segment in self._group.buttons():
            segment.setChecked(False)
        self._group.setExclusive(True)
        self.changed.emit()

    def _toggled(self, _at: int, on: bool) -> None:
        if on:
            self.changed.emit()

    def _focus_left(self) -> None:
        if not any(segment.hasFocus() for segment in self._group.buttons()):
            self.left.emit()


class YesNo(Segments):
    """Yes and No, neither chosen at first; the value is True, False or None."""

    def __init__(self, *, name: str = "") -> None:
        super().__init__(((True, "Yes"), (False, "No")), clearable=True, name=name)
