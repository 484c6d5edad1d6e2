"""Charts of a report on screen, painted from the theme: the period solid, earlier ones pale, a number on every bar.

The table twin stands beneath; a reader is told the whole chart in words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from hipdesk.model.reports import Chart, Series
from ui.reports import flow_chart
from ui.style import theme
from ui.style.tokens import BODY, SMALL
from ui.widgets import drawn

SHOWN_QUARTERS = 4
_HIGH = {"columns": 226, "flow": 210}
_BAR = 28


@dataclass(frozen=True, slots=True)
class Fill:
    """How a part of a stack is filled: ground and edge."""

    ground: str
    edge: str
    ink: str


def fills() -> tuple[Fill, ...]:
    """The fills of a stack in order; each differs in lightness, has an edge, and carries its number."""
    tokens = theme.current().tokens
    return (
        Fill(tokens.accent, tokens.accent, tokens.on_accent),
        Fill(tokens.soft, tokens.ink2, tokens.ink),
        Fill(tokens.track, tokens.ink2, tokens.ink),
        Fill(tokens.amber.ground, tokens.amber.mark, tokens.amber.ink),
        Fill(tokens.surface, tokens.ink2, tokens.ink),
        Fill(tokens.sunken, tokens.ink2, tokens.ink),
    )


def in_words(chart: Chart) -> str:
    """The whole chart in words, for a reader."""
    series = chart.series[-SHOWN_QUARTERS:] if chart.kind == "columns" else chart.series
    told = []
    for at, name in enumerate(chart.categories):
        values = ", ".join(f"{each.name} {each.values[at]}" for each in series)
        told.append(f"{name}: {values}.")
    return f"Chart. {chart.title}. {' '.join(told)}"


class ChartView(drawn.Painted):
    """One chart; nothing is shown for a chart whose bars stand in the table."""

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_chart(self, chart: Chart | None) -> None:
        """Show another chart, or none."""
        drawable = chart is not None and chart.kind in _PAINTERS and any(sum(s.values) for s in chart.series)
        self._chart = chart if drawable else None
        self.setVisible(drawable)
        self.setAccessibleName(in_words(chart) if chart is not None and drawable else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = theme.current().px
        if self._chart is None:
            return QSize(0, 0)
        high = _HIGH.get(self._chart.kind, 0)
        if self._chart.kind == "stack":
            rows = 1 + (len(self._chart.series) - 1) // 3
            high = rows * 20 + 8 + len(self._chart.categories) * _BAR
        return QSize(px(420), px(high))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(240), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._chart is None:
            return
        painter = drawn.brush(self)
        _PAINTERS[self._chart.kind](painter, QRectF(self.rect()), self._chart)
        painter.end()


def _columns(painter: QPainter, room: QRectF, chart: Chart) -> None:
    """Upright bars in groups: one group a strand, the last four quarters in each."""
    now = theme.current()
    tokens, px = now.tokens, now.px
    series = chart.series[-SHOWN_QUARTERS:]
    top = _key(painter, room, key_of(series))
    base = room.bottom() - px(42)
    most = max(1, max((max(each.values, default=0) for each in series), default=1))
    wide = room.width() / max(1, len(chart.categories))
    bar = min(px(26), (wide - px(14)) / max(1, len(series)) - px(4))
    scale = (base - top - px(22)) / most
    for at, name in enumerate(chart.categories):
        left = room.x() + at * wide
        for place, each in enumerate(series):
            value = each.values[at]
            x = left + px(6) + place * (bar + px(5))
            high = max(value * scale, 1)
            rect = QRectF(x, base - high, bar, high)
            ground, edge = (tokens.accent, tokens.accent) if each.current else (tokens.track, tokens.line2)
            drawn.box(painter, rect, 0, ground, edge if value else "")
            spot = QRectF(x - px(8), base - high - px(18), bar + px(16), px(16))
            ink = tokens.ink if each.current else tokens.ink2
            drawn.text(painter, spot, str(value), ink, SMALL, bold=each.current, align=drawn.CENTRE)
        _wrapped(painter, QRectF(left + px(6), base + px(4), wide - px(8), px(36)), name)
    drawn.hairline(painter, room.x(), base, room.right(), tokens.line2)


def _wrapped(painter: QPainter, room: QRectF, words: str) -> None:
    """A label on as many lines as it needs."""
    now = theme.current()
    painter.setFont(now.font(SMALL))
    painter.setPen(QColor(now.tokens.ink))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap), words)


def _part(painter: QPainter, rect: QRectF, fill: Fill, name: str) -> None:
    """One part of a stack; what is not known is hatched."""
    drawn.box(painter, rect, 0, fill.ground, fill.edge)
    if "not known" in name.casefold():
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QBrush(QColor(theme.current().tokens.line2), Qt.BrushStyle.BDiagPattern))
        painter.restore()
        drawn.box(painter, rect, 0, "", fill.edge)


def key_of(series: Sequence[Series]) -> list[tuple[str, bool]]:
    """What the key says: earlier quarters look alike and stand in the order of their bars, so one sign names them."""
    before = ", ".join(each.name for each in series if not each.current)
    now = [(each.name, True) for each in series if each.current]
    return [(before, False), *now] if before else now


def _key(painter: QPainter, room: QRectF, parts: list[tuple[str, bool]]) -> float:
    """The key of columns: earlier quarters together, pale, then this one, solid; returns where the bars may begin."""
    now = theme.current()
    tokens, px = now.tokens, now.px
    x = room.x()
    for name, current in parts:
        box = QRectF(x, room.y() + px(4), px(11), px(11))
        drawn.box(
            painter, box, 0, tokens.accent if current else tokens.track, tokens.accent if current else tokens.line2
        )
        line = QRectF(x + px(17), room.y(), room.width(), px(20))
        x += px(17) + drawn.text(painter, line, name, tokens.ink2, SMALL) + px(16)
    return room.y() + px(24)


def _stack(painter: QPainter, room: QRectF, chart: Chart) -> None:
    """Lying bars in parts, each part with its number where it fits."""
    now = theme.current()
    tokens, px = now.tokens, now.px
    every = fills()
    y = _stack_key(painter, room, chart)
    labels = min(px(210), room.width() * 0.36)
    totals = [sum(each.values[at] for each in chart.series) for at in range(len(chart.categories))]
    scale = (room.width() - labels - px(24)) / max(1, max(totals, default=1))
    for at, name in enumerate(chart.categories):
        line = QRectF(room.x(), y, labels - px(10), px(_BAR))
        drawn.text(painter, line, name, tokens.ink, BODY, bold=at == 0 and name.startswith("All"), align=drawn.RIGHT)
        x = room.x() + labels
        for place, each in enumerate(chart.series):
            wide = each.values[at] * scale
            if not each.values[at]:
                continue
            fill = every[place % len(every)]
            part = QRectF(x, y + px(4), max(wide - px(2), 2), px(_BAR - 8))
            _part(painter, part, fill, each.name)
            words = str(each.values[at])
            if drawn.width_of(words, SMALL, bold=True) + px(4) < part.width():
                if "not known" in each.name.casefold():
                    middle = drawn.width_of(words, SMALL, bold=True) + px(4)
                    spot = QRectF(part.center().x() - middle / 2, part.y() + 2, middle, part.height() - 4)
                    painter.fillRect(spot, QColor(fill.ground))
                drawn.text(painter, part, words, fill.ink, SMALL, bold=True, align=drawn.CENTRE)
            x += wide
        y += px(_BAR)


def _stack_key(painter: QPainter, room: QRectF, chart: Chart) -> float:
    now = theme.current()
    tokens, px = now.tokens, now.px
    every = fills()
    third = room.width() / 3
    for place, each in enumerate(chart.series):
        x, y = room.x() + place % 3 * third, room.y() + place // 3 * px(20)
        fill = every[place % len(every)]
        _part(painter, QRectF(x, y + px(4), px(11), px(11)), fill, each.name)
        drawn.text(painter, QRectF(x + px(17), y, third - px(24), px(20)), each.name, tokens.ink2, SMALL)
    return room.y() + ((len(chart.series) - 1) // 3 + 1) * px(20) + px(8)


_PAINTERS: dict[str, Callable[[QPainter, QRectF, Chart], None]] = {
    "columns": _columns,
    "stack": _stack,
    "flow": flow_chart.paint,
}
