"""The flow of open cases through the months of a period: from open at start to open at end, step by step."""

from hipdesk.papers.charts.canvas import ACCENT, GREY, HAIR, INK, SAND, SKY, WHITE, Canvas
from hipdesk.papers.figures import Figure
from hipdesk.papers.text import Drawn

_FLOOR, _TOP = 152.0, 18.0
_BAR, _SIDE = 44.0, 62.0
_ROOM_INSIDE = 92.0
_FITS = 10.5


def draw_flow(figure: Figure, width: float) -> Drawn:
    """``figure.series``: open at start, accepted, reopened, closed, open at end; one category a month."""
    start, accepted, reopened, closed, end = (series.values for series in figure.series)
    months = range(len(figure.categories))
    highest = max([1, *(start[at] + accepted[at] + reopened[at] for at in months), *end])
    lowest = min([highest, *start, *(end[at] for at in months)])
    scale = (_FLOOR - _TOP) / highest
    inside = lowest * scale > _ROOM_INSIDE
    canvas = Canvas(width, _FLOOR + (20 if inside else 34))
    canvas.line(0, _FLOOR, width, _FLOOR)
    if not figure.categories:
        return canvas.finished()
    step = (width - 2 * _SIDE) / len(figure.categories)
    _total(canvas, 9, start[0], scale, "Open at start")
    if inside:
        for at in range(len(figure.categories) + 1):
            canvas.line(
                _SIDE + at * step, _FLOOR - lowest * scale + 8, _SIDE + at * step, _FLOOR, stroke=HAIR, dash="1 2"
            )
    for at in months:
        left = _SIDE + at * step
        _month(canvas, left, step, scale, (start[at], accepted[at], reopened[at], closed[at]))
        _month_end(canvas, left + step / 2, figure.categories[at], end[at], inside=inside)
    _total(canvas, width - 9 - _BAR, end[-1], scale, "Open at end")
    return canvas.finished()


def _total(canvas: Canvas, left: float, count: int, scale: float, name: str) -> None:
    high = count * scale
    canvas.rect(left, _FLOOR - high, _BAR, high, fill=ACCENT)
    if high > 22:
        canvas.text(left + _BAR / 2, _FLOOR - high / 2 + 6, str(count), size=17, bold=True, at="centre", fill=WHITE)
    else:
        canvas.text(left + _BAR / 2, _FLOOR - high - 4, str(count), size=13, bold=True, at="centre")
    canvas.text(left + _BAR / 2, _FLOOR + 13.5, name, size=8.5, at="centre")


def _month(canvas: Canvas, left: float, step: float, scale: float, counts: tuple[int, int, int, int]) -> None:
    start, accepted, reopened, closed = counts
    wide = min(_BAR, step * 0.38)
    joined, gone = left + step * 0.06, left + step * 0.94 - wide
    base = _FLOOR - start * scale
    canvas.line(left - (18 if left == _SIDE else step * 0.06), base, joined, base, stroke=GREY, weight=0.5)
    _step(canvas, joined, base - accepted * scale, wide, (accepted, scale), ("+", "accepted"), SKY)
    top = base - accepted * scale
    if reopened:
        canvas.rect(joined, top - reopened * scale, wide, reopened * scale, fill=SAND, stroke=INK)
        top -= reopened * scale
        canvas.text(joined + wide / 2, top - 4.5, f"+{reopened} reopened", at="centre")
    canvas.line(joined + wide, top, gone, top, stroke=GREY, weight=0.5)
    _step(canvas, gone, top, wide, (closed, scale), ("–", "closed"), WHITE)
    after = top + closed * scale
    canvas.line(gone + wide, after, left + step, after, stroke=GREY, weight=0.5)


def _step(
    canvas: Canvas, left: float, top: float, wide: float, size: tuple[int, float], words: tuple[str, str], fill: str
) -> None:
    """A bar that hangs at its level, its number in it where it fits, and what it counts beneath."""
    count, scale = size
    sign, name = words
    high = count * scale
    middle = left + wide / 2
    if count:
        canvas.rect(left, top, wide, high, fill=fill, stroke=INK, weight=0.8)
    else:
        canvas.line(left, top, left + wide, top, weight=0.8)
    if high >= _FITS:
        canvas.text(middle, top + high / 2 + 3.1, f"{sign}{count}", bold=True, at="centre")
        told = name
    else:
        told = f"{sign}{count} {name}" if count else f"none {name}"
    under = top + high + 11
    if under < _FLOOR - 1 or top < 14:
        canvas.text(middle, under, told, at="centre", halo=under > _FLOOR)
    else:
        canvas.text(middle, top - 4.5, told, at="centre")


def _month_end(canvas: Canvas, middle: float, month: str, count: int, *, inside: bool) -> None:
    canvas.text(middle, _FLOOR + 13.5, month, size=8.5, at="centre", within=110)
    if inside:
        canvas.text(middle, _FLOOR - 64, str(count), size=14.5, bold=True, at="centre")
        canvas.text(middle, _FLOOR - 53, "open at the end", at="centre")
        canvas.text(middle, _FLOOR - 43.5, f"of {month}", at="centre", within=110)
    else:
        canvas.text(middle, _FLOOR + 26, f"{count} open at the end", bold=True, at="centre")
