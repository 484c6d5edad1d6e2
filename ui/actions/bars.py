"""An agency's bar of live actions by how they stand, and the legend that explains it. Every piece bears its number."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from hipdesk.model.action_log import Segment
from ui.style import theme
from ui.style.tokens import HINT, SMALL
from ui.widgets import drawn

_WORDS = {
    "21+": "21 or more days late",
    "11-20": "11 to 20 days late",
    "1-10": "1 to 10 days late",
    "amber": "due within 3 days",
    "green": "on track",
    "grey": "no update",
    "blue": "not due",
}
_LEGEND: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Red, days late:", (("21+", "21+"), ("11-20", "11–20"), ("1-10", "1–10"))),
    ("", (("amber", "Amber, 3 or fewer left"),)),
    ("", (("green", "Green, on track"),)),
    ("", (("blue", "Blue, not due"),)),
)


def paint_piece(painter: QPainter, rect: QRectF, code: str) -> str:
    """Draw one piece; returns the colour its number has."""
    tokens = theme.current().tokens
    radius = theme.current().px(2)
    if code == "21+":
        drawn.box(painter, rect, radius, tokens.red.mark, tokens.red.mark)
        return tokens.surface
    tone = tokens.red if code in ("11-20", "1-10") else tokens.tone(code)
    drawn.box(painter, rect, radius, tone.ground, tone.mark)
    if code == "11-20":
        painter.save()
        painter.setClipRect(rect.adjusted(1, 1, -1, -1))
        painter.fillRect(rect, QBrush(QColor(tone.mark), Qt.BrushStyle.BDiagPattern))
        painter.restore()
    return tone.ink


class SegmentBar(drawn.Painted):
    """The bar: a piece per state, as wide as its count allows, its number inside."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        super().__init__()
        self._segments = list(segments)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        told = [f"{piece.count} {_WORDS.get(piece.code, piece.code)}" for piece in self._segments]
        self.setAccessibleName(", ".join(told))
        self.setToolTip(", ".join(told))

    def _wide(self, piece: Segment) -> int:
        return theme.current().px(10 + 9 * min(piece.count, 9))

    def sizeHint(self) -> QSize:
        now = theme.current()
        return QSize(sum(self._wide(piece) + now.px(1) for piece in self._segments), now.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        x = 0.0
        for piece in self._segments:
            rect = QRectF(x, 0, self._wide(piece), self.height())
            ink = paint_piece(painter, rect, piece.code)
            if piece.code == "11-20":
                spot = rect.adjusted(now.px(5), now.px(2), -now.px(5), -now.px(2))
                painter.fillRect(spot, QColor(now.tokens.red.ground))
            drawn.text(painter, rect, str(piece.count), ink, HINT, bold=True, align=drawn.CENTRE)
            x += self._wide(piece) + now.px(1)
        painter.end()


class Legend(drawn.Painted):
    """What the colours mean; goes where there is no room for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            "Red is late, amber due within 3 working days, green on track, blue not due, grey no update"
        )
        drawn.show_if(self, theme.current().scale <= 1.0)

    def sizeHint(self) -> QSize:
        return QSize(round(self._run(None)), theme.current().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.brush(self)
        self._run(painter)
        painter.end()

    def _run(self, painter: QPainter | None) -> float:
        """Lay the legend out, drawing when there is a painter; returns its width."""
        now = theme.current()
        x, side = 0.0, now.px(11)
        for lead, pieces in _LEGEND:
            x = self._say(painter, x, lead, bold=True) if lead else x
            for code, words in pieces:
                if painter is not None:
                    paint_piece(painter, QRectF(x, (self.height() - side) / 2, side, side), code)
                x += side + now.px(5)
                strong, _, rest = words.partition(",") if "," in words else ("", "", words)
                x = self._say(painter, x, f"{strong}," if strong else "", bold=True, gap=3)
                x = self._say(painter, x, rest.strip(), gap=6)
            x += now.px(8)
        return x

    def _say(self, painter: QPainter | None, x: float, words: str, *, bold: bool = False, gap: int = 6) -> float:
        if not words:
            return x
        now = theme.current()
        wide = drawn.width_of(words, SMALL, bold=bold)
        if painter is not None:
            ink = now.tokens.ink if bold else now.tokens.ink2
            drawn.text(painter, QRectF(x, 0, wide + 2, self.height()), words, ink, SMALL, bold=bold)
        return x + wide + now.px(gap)
