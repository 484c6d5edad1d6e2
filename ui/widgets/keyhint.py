"""The small box that shows a key beside what it does."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style import theme
from ui.style.tokens import HINT, TAG
from ui.widgets import drawn

_SIGNS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def shown(key: str) -> str:
    """A key as it is shown: arrows standing alone are drawn."""
    return _SIGNS.get(key, key)


def width(key: str) -> float:
    """Width of the box for a key."""
    px = theme.current().px
    return max(px(18), round(drawn.width_of(shown(key), HINT) + 2 * px(6)))


def paint(painter: QPainter, left: float, middle: float, key: str, *, on_accent: bool = False) -> float:
    """Draw the box with its left edge and vertical middle; returns its width."""
    now = theme.current()
    wide, high = width(key), now.px(18)
    rect = QRectF(round(left), round(middle - high / 2), wide, high)
    if on_accent:
        drawn.box(painter, rect, now.px(TAG), "", now.tokens.on_accent)
        ink = now.tokens.on_accent
    else:
        drawn.box(painter, rect, now.px(TAG), now.tokens.sunken, now.tokens.track)
        low = rect.bottom() - 1
        drawn.hairline(painter, rect.x() + now.px(2), low, rect.right() - now.px(2), now.tokens.line2)
        ink = now.tokens.ink2
    drawn.text(painter, rect, shown(key), ink, HINT, align=drawn.CENTRE)
    return wide


class KeyHint(drawn.Painted):
    """A key, shown; it does nothing itself."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"key {key}")

    def sizeHint(self) -> QSize:
        return QSize(int(width(self._key)), theme.current().px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.brush(self)
        paint(painter, 0, self.height() / 2, self._key)
        painter.end()
