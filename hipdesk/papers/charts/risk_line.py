"""A case's risk over time: the score at each assessment over the bands of the form it was scored with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hipdesk.papers.charts.canvas import GREY, INK, MM, WHITE, Canvas, width_of
from hipdesk.papers.text import Drawn
from hipdesk.papers.wording import full_day, short_day

_HIGH_TINT, _MEDIUM_TINT = "#e9dcda", "#f6ead4"
_LEFT, _RIGHT = 19.0, 84.0
_SCORE = 10.5
_CAPITALS, _DOT, _TOP = 7.8, 3.9, 18.0
_BOLDER = 1.06
"""How much wider figures run in the bold weight."""
_STEPS = 24
Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLine:
    """Scores in order of day, the form's bands (first score of Medium and of High, highest score), and what happened.

    ``events`` are (day, words) marked by an upright line: a move, an arrest.
    """

    scores: tuple[tuple[date, int], ...]
    medium_from: int
    high_from: int
    highest: int
    events: tuple[tuple[date, str], ...] = ()

    def band(self, score: int) -> str:
        """The word of the band a score falls in."""
        return "High" if score >= self.high_from else "Medium" if score >= self.medium_from else "Standard"

    def alternative(self) -> str:
        """The chart in words."""
        if not self.scores:
            return "Risk over time: no score is recorded."
        told = ", ".join(f"{score} ({self.band(score)}) on {full_day(day)}" for day, score in self.scores)
        happened = "".join(f" {full_day(day)}: {words}." for day, words in self.events)
        return f"Risk score over time, out of {self.highest}: {told}.{happened}"


def draw_risk_line(line: RiskLine, width: float = 84 * MM, height: float = 45 * MM) -> Drawn:
    """The chart, ``width`` by ``height`` points."""
    canvas = Canvas(width, height)
    floor = height - 17.0
    scale = (floor - 1) / max(line.highest, 1)
    high, medium = floor - line.high_from * scale, floor - line.medium_from * scale
    canvas.rect(0, 1, width, high - 1, fill=_HIGH_TINT)
    canvas.rect(0, high, width, medium - high, fill=_MEDIUM_TINT)
    for level in (high, medium):
        canvas.line(0, level, width, level, stroke=GREY, weight=0.5)
    canvas.line(0, floor, width, floor)
    for name, low, top in (
        ("High", line.high_from, line.highest),
        ("Medium", line.medium_from, line.high_from - 1),
        ("Standard", 0, line.medium_from - 1),
    ):
        canvas.text(width - 1, floor - low * scale - 5, f"{name} {low}–{top}", size=7.5, at="right")
    if line.scores:
        _draw_scores(canvas, line, floor, scale)
    return canvas.finished()


def _draw_scores(canvas: Canvas, line: RiskLine, floor: float, scale: float) -> None:
    first, last = line.scores[0][0], line.scores[-1][0]
    span = max((last - first).days, 1)
    room = canvas.width - _LEFT - _RIGHT

    def across(day: date) -> float:
        return _LEFT + room * (day - first).days / span

    taken: list[Box] = []
    for day, words in line.events:
        if first <= day <= last:
            at = across(day)
            canvas.line(at, 1, at, floor, weight=0.6, dash="1.4 1.8")
            fits = at + 3 + width_of(words, 7.5) < canvas.width - _RIGHT / 2
            room_for = canvas.width - at - _RIGHT / 2 if fits else at - 3
            anchor = "left" if fits else "right"
            canvas.text(at + 3 if fits else at - 3, floor - 5, words, size=7.5, at=anchor, within=room_for)
            wide = min(width_of(words, 7.5), room_for)
            taken.append((at + 1 if fits else at - 3 - wide, floor - 12, at + 3 + wide if fits else at - 1, floor - 3))
            taken.append((at - 0.3, 1, at + 0.3, floor))
    points = [(across(day), floor - min(score, line.highest) * scale) for day, score in line.scores]
    canvas.path(points, stroke=INK, weight=1.7)
    dated = -100.0
    for (x, y), (day, _score) in zip(points, line.scores, strict=True):
        canvas.circle(x, y, 3.2, fill=INK, stroke=WHITE, weight=1.2)
        if x - dated > 28:
            canvas.line(x, floor, x, floor + 3)
            canvas.text(x, floor + 13.5, short_day(day), size=8, at="centre")
            dated = x
    scores = [str(score) for _day, score in line.scores]
    for at, (x, y) in _places(points, scores, floor, taken).items():
        canvas.text(x, y, scores[at], size=_SCORE, bold=True, at="centre")


def _places(points: Sequence[Point], scores: Sequence[str], floor: float, marked: Sequence[Box]) -> dict[int, Point]:
    """Where each score stands, centred on its baseline: above its point, below or beside it, wherever neither the line
    nor another point or score, nor what is ``marked``, is in the way.

    The last and the first are placed before the others and always stand.
    """
    taken = [*marked, *((x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in points)]
    along = [_between(one, two, part / _STEPS) for one, two in pairwise(points) for part in range(1, _STEPS)]
    placed: dict[int, Point] = {}
    last = len(points) - 1
    for at in dict.fromkeys((last, 0, *range(1, last))):
        x, y = points[at]
        wide = width_of(scores[at], _SCORE) * _BOLDER
        beside = wide / 2 + _DOT + 2
        choices = ((x, y - 6.5), (x, y + 14), (x + beside, y + 3.8), (x - beside, y + 3.8))
        free = [each for each in choices if _is_free(_box(each, wide), taken, along, floor)]
        if free or at in (0, last):
            placed[at] = free[0] if free else choices[0 if y > _TOP else 1]
            taken.append(_box(placed[at], wide))
    return placed


def _box(place: Point, wide: float) -> Box:
    return (place[0] - wide / 2 - 0.8, place[1] - _CAPITALS, place[0] + wide / 2 + 0.8, place[1] + 0.8)


def _between(one: Point, two: Point, part: float) -> Point:
    return one[0] + (two[0] - one[0]) * part, one[1] + (two[1] - one[1]) * part


def _is_free(box: Box, taken: Sequence[Box], along: Sequence[Point], floor: float) -> bool:
    left, top, right, bottom = box
    if top < 1 or bottom > floor or left < 0:
        return False
    if any(left < r and low < right and top < b and t < bottom for low, t, r, b in taken):
        return False
    return not any(left < x < right and top < y < bottom for x, y in along)
