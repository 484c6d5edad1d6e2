"""Small line charts side by side on one shared scale: one series each, first and last value named."""

from hipdesk.papers.charts.canvas import ACCENT, GREY, INK, WHITE, Canvas, width_of
from hipdesk.papers.figures import Figure, Series
from hipdesk.papers.text import Drawn

_MOST_ABREAST = 5
_GAP = 10.0
_PLOT, _HEAD, _FOOT = 58.0, 29.0, 26.0


def draw_multiples(figure: Figure, width: float) -> Drawn:
    """One panel a series, at most five abreast; the last category is the current one."""
    abreast = max(min(len(figure.series), _MOST_ABREAST), 1)
    rows = max(-(-len(figure.series) // abreast), 1)
    high = _HEAD + _PLOT + _FOOT
    canvas = Canvas(width, rows * high)
    highest = max([1, *(value for series in figure.series for value in series.values)])
    wide = (width - _GAP * (abreast - 1)) / abreast
    for place, series in enumerate(figure.series):
        left, top = place % abreast * (wide + _GAP), place // abreast * high
        _panel(canvas, left, top, wide, series, figure.categories, highest)
    return canvas.finished()


def _panel(
    canvas: Canvas, left: float, top: float, wide: float, series: Series, periods: tuple[str, ...], highest: int
) -> None:
    floor = top + _HEAD + _PLOT
    size = max(min(8.5, 8.5 * wide / max(width_of(series.name, 8.5, bold=True), 1)), 7.5)
    canvas.text(left, top + 8, series.name, size=size, bold=True, within=wide + 6)
    canvas.line(left, floor, left + wide, floor, stroke=GREY)
    if not series.values:
        return
    first, last = left + 6, left + wide - 7
    if len(series.values) == 1:
        first = last
    step = (last - first) / max(len(series.values) - 1, 1)
    scale = _PLOT / highest
    points = [(first + place * step, floor - value * scale) for place, value in enumerate(series.values)]
    canvas.path(points)
    for x, y in points[:-1]:
        canvas.circle(x, y, 1.7, fill=WHITE, stroke=ACCENT, weight=1)
    canvas.circle(*points[-1], 3.1, fill=ACCENT)
    if len(points) > 1:
        x, y = points[0]
        # Off the line: under the first point where the line climbs from it, above it otherwise.
        under = points[1][1] < y and y + 13 < floor
        canvas.text(x, y + 12 if under else y - 7, str(series.values[0]), at="centre", fill=GREY)
    y = points[-1][1]
    falls = len(points) > 1 and points[-2][1] < y and y + 16 < floor
    canvas.text(last, y + 14 if falls else y - 8.5, str(series.values[-1]), size=11.5, bold=True, at="centre", fill=INK)
    ends = ((first, periods[0], "left"), (last, periods[-1], "right"))
    for x, period, at in ends if len(points) > 1 else ends[1:]:
        canvas.line(x, floor, x, floor + 2.5, stroke=GREY)
        year, _, quarter = period.rpartition(" ")
        canvas.text(x, floor + 13, year or quarter, size=7.8, at=at, fill=GREY, within=wide / 2)
        if year:
            canvas.text(x, floor + 24, quarter, size=7.8, at=at, fill=GREY, within=wide / 2)
