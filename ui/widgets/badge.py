"""Counts and initials: the count where something waits, and the round mark of a person."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style import theme
from ui.style.tokens import HINT, SMALL
from ui.widgets import drawn


def width(count: int) -> float:
    """Width of the badge for a count."""
    px = theme.current().px
    return max(px(22), round(drawn.width_of(str(count), SMALL) + 2 * px(7)))


def paint(painter: QPainter, right: float, middle: float, count: int, *, current: bool = False) -> None:
    """Draw a count in a pill with its right edge and vertical middle."""
    now = theme.current()
    tokens = now.tokens
    wide, high = width(count), now.px(18)
    rect = QRectF(round(right - wide), round(middle - high / 2), wide, high)
    edge = tokens.grey.edge if tokens.high_contrast else ""
    drawn.box(painter, rect, high / 2, tokens.surface if current else tokens.grey.ground, edge)
    drawn.text(painter, rect, str(count), tokens.ink if current else tokens.ink2, SMALL, align=drawn.CENTRE)


class Badge(drawn.Painted):
    """A count in a pill."""

    def __init__(self, count: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = count
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(count)

    def show_count(self, count: int) -> None:
        """Show another count."""
        self._count = count
        self.setAccessibleName(str(count))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(width(self._count)), theme.current().px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.brush(self)
        paint(painter, self.width(), self.height() / 2, self._count)
        painter.end()


class Initials(drawn.Painted):
    """A holder's initials in a disc; the words beside it say who."""

    def __init__(self, initials: str, side: int = 24) -> None:
        super().__init__()
        self._initials = initials
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, initials: str) -> None:
        """Show other initials."""
        self._initials = initials
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = drawn.brush(self)
        middle = QPointF(self.width() / 2, self.height() / 2)
        drawn.disc(painter, middle, self.width() / 2, tokens.soft)
        drawn.text(painter, QRectF(self.rect()), self._initials, tokens.accent, HINT, bold=True, align=drawn.CENTRE)
        painter.end()
