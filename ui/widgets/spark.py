"""A line of a few points, oldest first, the newest marked: the course of a risk score."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ui.style import theme
from ui.widgets import drawn


class Spark(drawn.Painted):
    """``values`` against ``most``; ``tone`` colours the newest point. The name says the numbers."""

    def __init__(self, values: Sequence[int], *, most: int, tone: str = "", name: str = "Course") -> None:
        super().__init__()
        self._values = list(values)
        self._most = most
        self._tone = tone
        self.setAccessibleName(f"{name}: {', '.join(map(str, self._values))}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(64), px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens = now.tokens
        painter = drawn.brush(self)
        edge = now.px(4)
        floor = self.height() - edge
        drawn.hairline(painter, 0, floor + now.px(2), self.width(), tokens.line)
        if self._values:
            low, high = min(self._values), max(max(self._values), min(self._values) + 1)
            across = (self.width() - 2 * edge) / max(1, len(self._values) - 1)
            spots = [
                QPointF(edge + at * across, floor - (floor - edge) * (value - low) / (high - low))
                for at, value in enumerate(self._values)
            ]
            painter.setPen(QPen(QColor(tokens.ink2), 1.5))
            painter.drawPolyline(spots)
            for spot in spots[:-1]:
                drawn.disc(painter, spot, now.px(2), tokens.surface, tokens.ink2)
            drawn.disc(painter, spots[-1], now.px(3.5), tokens.tone(self._tone).mark if self._tone else tokens.accent)
        painter.end()
