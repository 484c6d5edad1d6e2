"""The program's sign, painted: a bridge on its accent square."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.style import icons, theme
from ui.style.tokens import BUTTON
from ui.widgets import drawn


def paint_sign(painter: QPainter, left: float, top: float, side: int) -> None:
    """The bridge on its accent square."""
    now = theme.current()
    drawn.box(painter, QRectF(left, top, side, side), now.px(BUTTON - 1), now.tokens.accent)
    inner = round(side * 0.8)
    at = (side - inner) / 2
    icons.paint(painter, "logo", left + at, top + at, inner, now.tokens.on_accent)
