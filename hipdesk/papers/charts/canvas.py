"""A sheet to draw on, in points, that becomes SVG: plain shapes, one element per line of text, hatching as strokes.

Only what both typst and Qt can show: no patterns, no clipping, no scripts. Everything here is decoration to a reader;
what the chart says stands in its alternative text and in the table beside it.
"""

from collections.abc import Sequence
from typing import Literal

from hipdesk.papers.text import Drawn, printable, runs

INK, GREY, ACCENT = "#16202a", "#4d5964", "#0b5a68"
SKY, OCHRE, STONE, SAND = "#abd3d9", "#c8752a", "#e6dfcf", "#f0d9a8"
HAIR, WHITE = "#b9c2ca", "#ffffff"
MM = 72 / 25.4
_ANCHORS = {"left": "start", "centre": "middle", "right": "end"}
_REGULAR, _BOLD = 0.555, 0.6
_BREAK = "\u200b"
Lean = Literal["rising", "falling", "lying"]


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a line of Noto Sans is, in points: good enough to keep labels apart."""
    narrow = sum(sign in "iljtfr.,:;|!'()[] " for sign in text)
    return size * ((_BOLD if bold else _REGULAR) * (len(text) - narrow) + 0.3 * narrow)


def fitted(words: str, size: float, within: float, *, bold: bool = False) -> str:
    """``words`` on one printable line, with an ellipsis when wider than ``within`` points."""
    plain = " ".join(printable(words).replace(_BREAK, "").split())
    shown = plain[:400]
    while len(shown) > 1 and width_of(shown, size, bold=bold) > within:
        shown = shown.rstrip("…")[:-1].rstrip() + "…"
    return shown


def _passages(plain: str) -> str:
    """Each passage in the face that has it: a drawing looks for no other by itself."""
    from xml.sax.saxutils import escape  # late: with it comes all that fetches pages from a network

    return "".join(
        escape(passage) if family == "Noto Sans" else f'<tspan font-family="{family}">{escape(passage)}</tspan>'
        for family, passage in runs(plain)
    )


class Canvas:
    """Draws on ``width`` by ``height`` points; y grows downwards."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._parts: list[str] = []

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        stroke: str = "none",
        weight: float = 0.5,
    ) -> None:
        """A box; nothing for one without area."""
        if width > 0 and height > 0:
            self._add("rect", x=x, y=y, width=width, height=height, fill=fill, stroke=stroke, stroke_width=weight)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, stroke: str = INK, weight: float = 0.6, dash: str = ""
    ) -> None:
        """A straight line; ``dash`` as in SVG."""
        extra = {"stroke_dasharray": dash} if dash else {}
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=weight, **extra)

    def path(self, points: Sequence[tuple[float, float]], *, stroke: str = ACCENT, weight: float = 1.4) -> None:
        """Points joined by straight lines; nothing for fewer than two."""
        if len(points) > 1:
            joined = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
            self._add(
                "polyline", points=joined, fill="none", stroke=stroke, stroke_width=weight, stroke_linejoin="round"
            )

    def polygon(self, points: Sequence[tuple[float, float]], *, fill: str) -> None:
        """A filled shape."""
        self._add("polygon", points=" ".join(f"{_number(x)},{_number(y)}" for x, y in points), fill=fill)

    def shape(
        self, rings: Sequence[Sequence[tuple[float, float]]], *, fill: str, stroke: str = INK, weight: float = 0.6
    ) -> None:
        """Rings as one shape: what lies in an odd number of them is filled."""
        joined = "".join("M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in ring) + "Z" for ring in rings)
        self._add(
            "path",
            d=joined,
            fill=fill,
            fill_rule="evenodd",
            stroke=stroke,
            stroke_width=weight,
            stroke_linejoin="round",
        )

    def circle(
        self, x: float, y: float, radius: float, *, fill: str, stroke: str = "none", weight: float = 1.0
    ) -> None:
        """A disc or ring."""
        self._add("circle", cx=x, cy=y, r=radius, fill=fill, stroke=stroke, stroke_width=weight)

    def hatch(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        gap: float = 3.2,
        stroke: str = GREY,
        lean: Lean = "rising",
    ) -> None:
        """Strokes cut to the box: slanting one way or the other, or lying."""
        if lean == "lying":
            for place in range(1, int(height / gap) + 1):
                self.line(x, y + place * gap, x + width, y + place * gap, stroke=stroke)
            return
        start = x - height
        while start < x + width:
            left, right = max(start, x), min(start + height, x + width)
            if right > left:
                ends = (height - (left - start), height - (right - start))
                high, low = ends if lean == "rising" else (height - ends[0], height - ends[1])
                self.line(left, y + high, right, y + low, stroke=stroke)
            start += gap

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 8.5,
        bold: bool = False,
        at: str = "left",
        fill: str = INK,
        halo: bool = False,
        within: float = 1000.0,
    ) -> None:
        """One line, its baseline at ``y``, the end ``at`` at ``x``; cut when over ``within``; ``halo``: on white."""
        plain = fitted(words, size, within, bold=bold)
        if halo:
            wide = width_of(plain, size, bold=bold) + 3
            left = {"left": x - 1.5, "centre": x - wide / 2, "right": x - wide + 1.5}[at]
            self.rect(left, y - size * 0.86, wide, size * 1.12, fill=WHITE)
        weight = "700" if bold else "400"
        self._parts.append(
            f'<text x="{_number(x)}" y="{_number(y)}" font-family="Noto Sans" font-weight="{weight}" '
            f'font-size="{_number(size)}" text-anchor="{_ANCHORS[at]}" fill="{fill}">{_passages(plain)}</text>'
        )

    def finished(self) -> Drawn:
        """The SVG, sized in points."""
        wide, high = _number(self.width), _number(self.height)
        return Drawn(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{high}pt" viewBox="0 0 {wide} {high}">'
            + "".join(self._parts)
            + "</svg>"
        )

    def _add(self, element: str, **given: float | str) -> None:
        from xml.sax.saxutils import quoteattr  # late, as above

        told = " ".join(
            f"{name.replace('_', '-')}={quoteattr(value if isinstance(value, str) else _number(value))}"
            for name, value in given.items()
        )
        self._parts.append(f"<{element} {told}/>")


def _number(value: float) -> str:
    """Two decimals at most, so that the same figure gives the same bytes everywhere."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
