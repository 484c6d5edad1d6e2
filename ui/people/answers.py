"""One answer of two: a round mark, a tick, or a sign that nothing is to be chosen, with words that may wrap."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from ui.style import icons, theme
from ui.style.tokens import BODY
from ui.widgets import drawn, tick

EDGE, GAP, AIR = 8, 8, 10
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _left() -> int:
    return theme.current().px(EDGE + tick.SIDE + GAP)


def _dress(button: QAbstractButton, spoken: str) -> None:
    button.setAccessibleName(spoken)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    button.setMinimumWidth(theme.current().px(120))


def _height(words: str, width: int, *, bold: bool) -> int:
    now = theme.current()
    room = max(now.px(40), width - _left() - now.px(EDGE))
    needed = now.metrics(BODY, bold=bold).boundingRect(QRectF(0, 0, room, 9999), _WRAP, words).height()
    return max(now.px(41), round(needed) + now.px(AIR))


def _paint(button: QAbstractButton, mark: str, *, given: bool, chosen: bool, strong: bool) -> None:
    now = theme.current()
    painter = drawn.brush(button)
    painter.fillRect(button.rect(), QColor(now.tokens.soft if chosen else now.tokens.surface))
    left, middle = now.px(EDGE), button.height() / 2
    if mark == "round":
        tick.paint_radio(painter, left, middle, on=button.isChecked())
    elif mark == "tick":
        state = Qt.CheckState.Checked if button.isChecked() else Qt.CheckState.Unchecked
        tick.paint_box(painter, left, middle, state)
    else:
        side = now.px(tick.SIDE)
        icons.paint(painter, "glyph-done", left, middle - side / 2, side, now.tokens.green.mark)
    painter.setFont(now.font(BODY, bold=strong, italic=not given))
    painter.setPen(QColor(now.tokens.ink))
    room = QRectF(_left(), 0, button.width() - _left() - now.px(EDGE), button.height())
    painter.drawText(room, _WRAP, button.text())
    painter.end()


class RoundAnswer(QRadioButton):
    """One of two answers; ``given`` is whether it is one, ``careful`` whether it is the careful one, in bold."""

    def __init__(self, words: str, spoken: str, *, given: bool, careful: bool = False) -> None:
        super().__init__(words)
        self._given, self._strong = given, careful
        _dress(self, spoken)
        self.toggled.connect(lambda _on: self.update())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _height(self.text(), width, bold=self._strong)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(230), self.heightForWidth(theme.current().px(230)))

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint(self, "round", given=self._given, chosen=self.isChecked(), strong=self._strong)


class TickAnswer(QCheckBox):
    """An answer that may be kept beside the other. ``fixed``: kept in any case, and not to be changed."""

    def __init__(self, words: str, spoken: str, *, fixed: str = "") -> None:
        super().__init__(words)
        self._fixed = fixed
        _dress(self, spoken)
        self.toggled.connect(lambda _on: self.update())
        if fixed:
            self.setChecked(True)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _height(self.text(), width, bold=False)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(230), self.heightForWidth(theme.current().px(230)))

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        same = self._fixed == "same"
        _paint(self, "same" if same else "tick", given=True, chosen=self.isChecked() and not same, strong=False)
