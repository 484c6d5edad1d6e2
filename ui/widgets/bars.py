"""Small charts by painter: bars with a number on each, current solid and earlier outlined; pairs with a target line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from ui.style import theme
from ui.style.tokens import HINT
from ui.widgets import drawn


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``value`` None is a hidden figure, drawn as a hatched stub of fixed height with ``[c]``."""

    label: str
    value: int | None
    current: bool = True
    gap: bool = False


class Bars(drawn.Painted):
    """Upright bars. Its accessible name lists every number; the table twin stands elsewhere."""

    def __init__(self, bars: Sequence[Bar] = (), *, name: str = "", bar: int = 20, high: int = 60) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self._name = name
        self._bar = bar
        self._high = high
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_bars(bars)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these."""
        self._bars = tuple(bars)
        parts = [f"{bar.label} {'hidden' if bar.value is None else bar.value}" for bar in self._bars]
        self.setAccessibleName(f"{self._name}: {', '.join(parts)}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = theme.current().px
        gaps = sum(1 for bar in self._bars if bar.gap)
        return QSize(len(self._bars) * px(self._bar + 10) + gaps * px(6), px(self._high))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        line = now.line(HINT)
        floor = self.height() - line
        most = max((bar.value or 0 for bar in self._bars), default=0) or 1
        x = 0.0
        for bar in self._bars:
            x += now.px(6) if bar.gap else 0
            share = 0.35 if bar.value is None else bar.value / most
            tall = max(now.px(1), round((floor - line) * share))
            rect = QRectF(x + now.px(1), floor - tall, now.px(self._bar), tall)
            _one(painter, rect, bar)
            wide = QRectF(x - now.px(4), 0, now.px(self._bar + 10), line)
            words = "[c]" if bar.value is None else str(bar.value)
            drawn.text(
                painter, wide.translated(0, floor - tall - line), words, now.tokens.ink2, HINT, align=drawn.CENTRE
            )
            drawn.text(painter, wide.translated(0, floor), bar.label, now.tokens.ink3, HINT, align=drawn.CENTRE)
            x += now.px(self._bar + 10)
        painter.end()


def _one(painter: QPainter, rect: QRectF, bar: Bar) -> None:
    tokens = theme.current().tokens
    if bar.value is None:
        painter.setPen(QPen(QColor(tokens.line2), 1, Qt.PenStyle.DashLine))
        painter.setBrush(QBrush(QColor(tokens.line2), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, 0))
    elif bar.current:
        painter.fillRect(rect, QColor(tokens.accent))
    else:
        drawn.box(painter, rect, 0, tokens.surface, tokens.line2)


class PairBar(drawn.Painted):
    """This period solid over the last one outlined, with a target line; shares are from 0 to 1."""

    def __init__(self, now_share: float, before_share: float | None, target: float | None = None, *, name: str) -> None:
        super().__init__()
        self._shares = (now_share, before_share)
        self._target = target
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(190), px(42))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens = now.tokens
        painter = drawn.brush(self)
        whole = now.px(176)
        top = now.px(4)
        painter.fillRect(QRectF(0, top, round(whole * self._shares[0]), now.px(10)), QColor(tokens.accent))
        if self._shares[1] is not None:
            rect = QRectF(0, top + now.px(12), round(whole * self._shares[1]), now.px(9))
            drawn.box(painter, rect, 0, tokens.surface, tokens.line2)
        if self._target is not None:
            at = round(whole * self._target)
            drawn.upright(painter, at, 0, now.px(28), tokens.ink, now.px(2))
            words = QRectF(0, now.px(27), at - now.px(2), now.line(HINT))
            percent = f"target {round(self._target * 100)}%"
            drawn.text(painter, words, percent, tokens.ink3, HINT, align=drawn.RIGHT)
        painter.end()
