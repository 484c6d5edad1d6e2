"""A case's risk over time: the score at each assessment over the bands of the form it was scored with."""

from dataclasses import dataclass
from datetime import date

from hipdesk.papers.charts.canvas import GREY, INK, MM, WHITE, Canvas, width_of
from hipdesk.papers.text import Drawn
from hipdesk.papers.wording import full_day, short_day

_HIGH_TINT, _MEDIUM_TINT = "#e9dcda", "#f6ead4"
_LEFT, _RIGHT = 19.0, 84.0
_ABREAST = 15.0


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

    for day, words in line.events:
        if first <= day <= last:
            at = across(day)
            canvas.line(at, 1, at, floor, weight=0.6, dash="1.4 1.8")
            fits = at + 3 + width_of(words, 7.5) < canvas.width - _RIGHT / 2
            room_for = canvas.width - at - _RIGHT / 2 if fits else at - 3
            anchor = "left" if fits else "right"
            canvas.text(at + 3 if fits else at - 3, floor - 5, words, size=7.5, at=anchor, within=room_for)
    points = [(across(day), floor - min(score, line.highest) * scale) for day, score in line.scores]
    canvas.path(points, stroke=INK, weight=1.7)
    end = points[-1][0]
    named = dated = -100.0
    for (x, y), (day, score) in zip(points, line.scores, strict=True):
        canvas.circle(x, y, 3.2, fill=INK, stroke=WHITE, weight=1.2)
        if x == end or (x - named > _ABREAST and end - x > _ABREAST):
            canvas.text(x, y - 6.5 if y > 18 else y + 14, str(score), size=10.5, bold=True, at="centre")
            named = x
        if x - dated > 28:
            canvas.line(x, floor, x, floor + 3)
            canvas.text(x, floor + 13.5, short_day(day), size=8, at="centre")
            dated = x
