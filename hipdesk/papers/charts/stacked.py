"""Stacked bars: one bar a category, a segment a series, every segment with its number, white between segments."""

from dataclasses import dataclass

from hipdesk.papers.charts.canvas import ACCENT, GREY, INK, OCHRE, SKY, STONE, WHITE, Canvas, Lean, width_of
from hipdesk.papers.figures import Figure, Fill
from hipdesk.papers.text import Drawn

_BAR, _PITCH, _LEADING = 11.5, 15.9, 20.5
_GAP = 1.5
_KEY_LINE, _KEY_COLUMNS = 12.6, 3


@dataclass(frozen=True, slots=True)
class _Look:
    """How a segment is filled; light fills are outlined so that any two may stand side by side."""

    fill: str
    outlined: bool
    words: str


_LOOKS: dict[Fill, _Look] = {
    "accent": _Look(ACCENT, outlined=False, words=WHITE),
    "sky": _Look(SKY, outlined=True, words=INK),
    "ochre": _Look(OCHRE, outlined=False, words=INK),
    "stone": _Look(STONE, outlined=True, words=INK),
    "hatch": _Look(WHITE, outlined=True, words=INK),
    "white": _Look(WHITE, outlined=True, words=INK),
    "back": _Look(WHITE, outlined=True, words=INK),
    "cross": _Look(WHITE, outlined=True, words=INK),
    "level": _Look(WHITE, outlined=True, words=INK),
}
# How each hatched fill leans: strokes rising, falling, both, or lying.
_LEANS: dict[Fill, tuple[Lean, ...]] = {
    "hatch": ("rising",),
    "back": ("falling",),
    "cross": ("rising", "falling"),
    "level": ("lying",),
}


def draw_stacked(figure: Figure, width: float) -> Drawn:
    """Bars on one scale from zero; the key above in stacking order."""
    label = max([60.0, *(width_of(name, 8.5, bold=True) for name in figure.categories)]) + 5
    label = min(label, width * 0.34)
    key_lines = -(-len(figure.series) // _KEY_COLUMNS)
    top = key_lines * _KEY_LINE + 6
    bars = len(figure.categories) * _PITCH + (_LEADING - _PITCH if figure.leading else 0)
    canvas = Canvas(width, top + bars + 3)
    _key(canvas, figure, label)
    totals = [sum(series.values[place] for series in figure.series) for place in range(len(figure.categories))]
    gaps = _GAP * max(len(figure.series) - 1, 0)
    scale = (width - label - 8 - gaps) / max([1, *totals])
    for place, name in enumerate(figure.categories):
        first = figure.leading and place == 0
        canvas.text(label - 6, top + 8.8, name, bold=first, at="right", within=label - 6)
        _bar(canvas, figure, place, label, top, scale)
        top += _LEADING if first else _PITCH
    return canvas.finished()


def _key(canvas: Canvas, figure: Figure, left: float) -> None:
    column = (canvas.width - left) / _KEY_COLUMNS
    for place, series in enumerate(figure.series):
        x, y = left + place % _KEY_COLUMNS * column, place // _KEY_COLUMNS * _KEY_LINE + 1
        _segment(canvas, x, y, 8, 8, series.fill)
        canvas.text(x + 11.5, y + 7.2, series.name, within=column - 14)


def _bar(canvas: Canvas, figure: Figure, place: int, left: float, top: float, scale: float) -> None:
    told_to = 0.0
    x = left
    for series in figure.series:
        count = series.values[place]
        if not count:
            continue
        wide = count * scale
        _segment(canvas, x, top, wide, _BAR, series.fill)
        words = width_of(str(count), 8.2, bold=True)
        look = _LOOKS[series.fill]
        middle = x + wide / 2
        if wide >= words + 2:
            if series.fill in _LEANS:
                canvas.rect(middle - words / 2 - 1.5, top + 1.4, words + 3, _BAR - 2.8, fill=WHITE)
            canvas.text(middle, top + 8.7, str(count), size=8.2, bold=True, at="centre", fill=look.words)
        elif middle - words / 2 > told_to:
            canvas.text(middle, top + _BAR + 6.6, str(count), size=7.5, at="centre", fill=GREY)
            told_to = middle + words / 2 + 1
        x += wide + _GAP


def _segment(canvas: Canvas, x: float, y: float, wide: float, high: float, fill: Fill) -> None:
    look = _LOOKS[fill]
    canvas.rect(x, y, wide, high, fill=look.fill)
    for lean in _LEANS.get(fill, ()):
        canvas.hatch(x, y, wide, high, lean=lean)
    if look.outlined:
        canvas.rect(x + 0.3, y + 0.3, max(wide - 0.6, 0.1), high - 0.6, stroke=INK, weight=0.6)
