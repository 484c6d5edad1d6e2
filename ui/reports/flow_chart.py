"""The flow of cases as steps: what was open, what joined and left in each month, and what is open at the end."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from hipdesk.model.reports import Chart
from ui.style import theme
from ui.style.tokens import BODY, HEAD, SMALL
from ui.widgets import drawn

_START, _ACCEPTED, _REOPENED, _CLOSED, _END = range(5)


def paint(painter: QPainter, room: QRectF, chart: Chart) -> None:
    """Draw the steps: two solid bars at the ends, between them a rising and a falling step a month."""
    now = theme.current()
    tokens, px = now.tokens, now.px
    values = [each.values for each in chart.series]
    months = len(chart.categories)
    base, top = room.bottom() - px(26), room.y() + px(24)
    tallest = max(start + more + again for start, more, again in zip(*values[:_CLOSED], strict=True))
    scale = (base - top) / max(1, tallest)
    end_wide = min(px(84), room.width() * 0.12)
    wide = (room.width() - 2 * end_wide - px(24)) / max(1, months)
    _end_bar(painter, QRectF(room.x(), base, end_wide, 0), values[_START][0], scale, "Open at start")
    for at, name in enumerate(chart.categories):
        left = room.x() + end_wide + px(12) + at * wide
        _month(painter, QRectF(left, base, wide, 0), [each[at] for each in values], scale)
        drawn.text(painter, QRectF(left, base + px(4), wide, px(20)), name, tokens.ink, SMALL, align=drawn.CENTRE)
    _end_bar(painter, QRectF(room.right() - end_wide, base, end_wide, 0), values[_END][-1], scale, "Open at end")
    drawn.hairline(painter, room.x(), base, room.right(), tokens.line2)


def _end_bar(painter: QPainter, foot: QRectF, value: int, scale: float, words: str) -> None:
    now = theme.current()
    tokens, px = now.tokens, now.px
    bar = QRectF(foot.x(), foot.y() - max(value * scale, 1), foot.width(), max(value * scale, 1))
    drawn.box(painter, bar, 0, tokens.accent)
    inside = bar.height() > px(24)
    spot = bar if inside else QRectF(bar.x(), bar.y() - px(22), bar.width(), px(20))
    ink = tokens.on_accent if inside else tokens.ink
    drawn.text(painter, spot, str(value), ink, HEAD, bold=True, align=drawn.CENTRE)
    label = QRectF(foot.x() - px(6), foot.y() + px(4), foot.width() + px(12), px(20))
    drawn.text(painter, label, words, tokens.ink, SMALL, align=drawn.CENTRE)


def _month(painter: QPainter, foot: QRectF, values: list[int], scale: float) -> None:
    """One month: up by what joined, down by what left, and the number open at its end beneath."""
    now = theme.current()
    tokens, px = now.tokens, now.px
    step = (foot.width() - px(18)) / 2
    start, joined = values[_START], values[_ACCEPTED] + values[_REOPENED]
    rise = QRectF(foot.x() + px(6), foot.y() - (start + joined) * scale, step, joined * scale)
    fall = QRectF(rise.right() + px(6), rise.y(), step, values[_CLOSED] * scale)
    drawn.box(painter, rise, 0, tokens.soft, tokens.ink2)
    drawn.box(painter, fall, 0, tokens.surface, tokens.ink2)
    words = f"+{values[_ACCEPTED]}" + (f" +{values[_REOPENED]} reopened" if values[_REOPENED] else "")
    _beside(painter, rise, words, above=True)
    _beside(painter, fall, f"–{values[_CLOSED]}", above=False)
    middle = QRectF(foot.x(), foot.y() - px(26), foot.width(), px(20))
    if foot.y() - fall.bottom() > px(48):
        drawn.text(painter, middle, f"{values[_END]} open", tokens.ink, BODY, bold=True, align=drawn.CENTRE)


def _beside(painter: QPainter, step: QRectF, words: str, *, above: bool) -> None:
    """A step's number: inside where it fits, else above or below."""
    now = theme.current()
    tokens, px = now.tokens, now.px
    fits = step.height() > px(18) and drawn.width_of(words, SMALL, bold=True) < step.width()
    if fits:
        drawn.text(painter, step, words, tokens.ink, SMALL, bold=True, align=drawn.CENTRE)
        return
    y = step.y() - px(18) if above else step.bottom() + px(1)
    spot = QRectF(step.x() - px(20), y, step.width() + px(40), px(16))
    drawn.text(painter, spot, words, tokens.ink, SMALL, bold=True, align=drawn.CENTRE)
