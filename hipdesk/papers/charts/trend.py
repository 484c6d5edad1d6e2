"""A count over years: one line with a marker and its figure on each; a hidden year has a sign and no marker."""

from collections.abc import Sequence

from hipdesk.papers.charts.canvas import ACCENT, INK, MM, WHITE, Canvas
from hipdesk.papers.text import Drawn

_HIGH, _TOP, _FLOOR = 58 * MM, 22.0, 26.0
_HATCH_HIGH = 14.0


def draw_trend(years: Sequence[tuple[str, str, int | None]], width: float = 82 * MM) -> Drawn:
    """The chart, ``width`` points wide: years with what is printed over each, and its count; None: hidden."""
    canvas = Canvas(width, _HIGH)
    floor = _HIGH - _FLOOR
    most = max([1, *(count or 0 for _, _, count in years)])
    step = width / max(len(years), 1)
    spots = [
        (step * (at + 0.5), floor - (floor - _TOP) * (count or 0) / most, count)
        for at, (_, _, count) in enumerate(years)
    ]
    known = [(x, y) for x, y, count in spots if count is not None]
    canvas.path(known, stroke=ACCENT, weight=2)
    for at, ((name, shown, count), (x, y, _)) in enumerate(zip(years, spots, strict=True)):
        last = at == len(years) - 1
        if count is None:
            canvas.hatch(x - step / 4, floor - _HATCH_HIGH, step / 2, _HATCH_HIGH)
            canvas.text(x, floor - _HATCH_HIGH - 4, shown, size=9, at="centre")
        else:
            canvas.circle(x, y, 3.4, fill=ACCENT if last else WHITE, stroke=ACCENT, weight=1.4)
            canvas.text(x, y - 8, shown, size=13 if last else 10, at="centre", bold=True)
        canvas.text(x, _HIGH - 9, name, size=8.5, at="centre")
    canvas.line(0, floor, width, floor, stroke=INK)
    return canvas.finished()
