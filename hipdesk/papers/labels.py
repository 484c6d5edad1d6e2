"""Place labels and file labels on standard A4 label sheets: drawn at fixed places, for printing only.

What is too long gets smaller, then wraps, and is never clipped by the edge of its label.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from hipdesk.papers.faces import BOLD, REGULAR, drawable, has_sign, one_line, register_faces, width_of
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.shaping import Shape, ShapedLine, laid_over, needs_shaping
from hipdesk.papers.wording import cut

_INK, _GREY, _ACCENT = HexColor("#16202a"), HexColor("#4d5964"), HexColor("#0b5a68")
_HIGH = A4[1]
_LONGEST = 120
_SMALLEST = 5.0
_LEADING = 1.22


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet in millimetres: ``across`` by ``down`` labels, the first one's corner, the step from one to the next."""

    name: str
    across: int
    down: int
    wide: float
    high: float
    left: float
    top: float
    step_across: float
    step_down: float

    @property
    def on_a_sheet(self) -> int:
        """How many labels a sheet has."""
        return self.across * self.down

    def corner(self, place: int) -> tuple[float, float]:
        """The top left corner of the label at a place counted from 0, along the rows."""
        return self.left + place % self.across * self.step_across, self.top + place // self.across * self.step_down


TWO_BY_SEVEN = LabelSheet("2 x 7, 99.1 x 38.1 mm", 2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1)
THREE_BY_EIGHT = LabelSheet("3 x 8, 63.5 x 33.9 mm", 3, 8, 63.5, 33.9, 7.25, 12.9, 66.0, 33.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One label: ``large`` as big as fits, ``second`` under it, ``small`` at its foot."""

    large: str
    second: str = ""
    small: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsPaper:
    """A run of labels on one kind of sheet; ``largest`` is the size in points that the large line may have."""

    frame: PaperFrame
    sheet: LabelSheet
    largest: float
    labels: tuple[Label, ...]

    def draw(self, shape: Shape | None = None) -> bytes:
        """The sheets as PDF, marked above and below the labels; the same labels give the same bytes.

        Lines in scripts that need it are shaped by ``shape``; without it what Noto Sans has of them is drawn.
        """
        register_faces()
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1, lang="en-GB")
        canvas.setTitle(self.frame.title)
        canvas.setCreator("HIP Desk")
        canvas.setAuthor("")
        canvas.setSubject("")
        sheets = list(_sheets(self.labels, self.sheet.on_a_sheet))
        shaped: list[ShapedLine] = []
        for number, labels in enumerate(sheets, 1):
            self._furniture(canvas, f"Page {number} of {len(sheets)}")
            for place, label in enumerate(labels):
                drawn, waiting = self._split(label, self.sheet.corner(place), number - 1, able=shape is not None)
                _draw_label(canvas, drawn, self.sheet, self.sheet.corner(place), self.largest)
                shaped += waiting
            canvas.showPage()
        canvas.save()
        return laid_over(out.getvalue(), shaped, shape) if shape is not None else out.getvalue()

    def _split(
        self, label: Label, corner: tuple[float, float], page: int, *, able: bool
    ) -> tuple[Label, list[ShapedLine]]:
        """What of a label is drawn at once, and what is shaped and laid over."""
        waiting = []
        for part in _parts(label, self.largest):
            if able and needs_shaping(part.words):
                x, y, wide, high = _box(part, self.sheet, corner)
                waiting.append(
                    ShapedLine(
                        words=cut(one_line(part.words), _LONGEST)[0], page=page, x=x, y=y, wide=wide, high=high,
                        size=part.size, bold=part.bold, colour=f"#{part.colour.hexval()[2:]}",
                    )
                )  # fmt: skip
                label = replace(label, **{part.name: ""})
        return label, waiting

    def _furniture(self, canvas: Canvas, page: str) -> None:
        frame = self.frame
        _line(canvas, 106, 7.2, frame.marking, 9, bold=True, at="centre", colour=black)
        _line(canvas, 10, 7.2, cut(frame.panel, 60)[0], 7.5, colour=_GREY)
        _line(canvas, 200, 7.2, cut(frame.short_title, 50)[0], 7.5, at="right", colour=_GREY)
        _line(canvas, 106, 291, frame.marking, 9, bold=True, at="centre", colour=black)
        _line(canvas, 10, 291, f"Print at 100% on labels {self.sheet.name}", 7.5, colour=_GREY)
        _line(canvas, 200, 291, page, 7.5, at="right", colour=_GREY)


def _sheets(labels: Sequence[Label], many: int) -> Iterator[Sequence[Label]]:
    for first in range(0, len(labels), many):
        yield labels[first : first + many]


class _Part(NamedTuple):
    """One of the three parts of a label, with its share of the height."""

    name: str
    words: str
    share: tuple[float, float]
    size: float
    bold: bool
    colour: Color


def _parts(label: Label, largest: float) -> tuple[_Part, ...]:
    return (
        _Part("large", label.large, (0.0, 0.54), largest, True, _INK),
        _Part("second", label.second, (0.54, 0.8), 10.5, False, _INK),
        _Part("small", label.small, (0.82, 1.0), 7.5, False, _ACCENT),
    )


def _box(part: _Part, sheet: LabelSheet, corner: tuple[float, float]) -> tuple[float, float, float, float]:
    """Left, top, width and height of a part within its label's edges, in millimetres."""
    high = sheet.high - 7
    first, last = part.share
    return corner[0] + 4, corner[1] + 3.5 + high * first, sheet.wide - 8, high * (last - first)


def _draw_label(canvas: Canvas, label: Label, sheet: LabelSheet, corner: tuple[float, float], largest: float) -> None:
    """The three parts of a label within its edges, each in the space that is its own."""
    for part in _parts(label, largest):
        x, top, wide, high = _box(part, sheet, corner)
        size, lines = fitted(part.words, wide, high, part.size, bold=part.bold)
        for at, line in enumerate(lines):
            baseline = top + (at * _LEADING + 0.95) * size * 0.3528
            _line(canvas, x, baseline, line, size, bold=part.bold, colour=part.colour)


def fitted(words: str, wide: float, high: float, largest: float, *, bold: bool) -> tuple[float, list[str]]:
    """The largest size in points, and the lines, at which words fit into a box in millimetres.

    One line is preferred down to two thirds of the largest size; then they wrap. What no size can hold is cut with an
    ellipsis: nothing ever leaves the box.
    """
    plain = cut(_in_this_face(words), _LONGEST)[0]
    size = largest
    while size > largest * 2 / 3:
        if width_of(plain, size, bold=bold) <= wide:
            return size, [plain] if plain else []
        size -= 0.5
    size = min(largest, 14.0)
    while True:
        lines = _wrapped(plain, wide, size, bold=bold)
        fit = max(1, int(high / (size * _LEADING * 0.3528)))
        if len(lines) <= fit:
            return size, lines
        if size <= _SMALLEST:
            return size, [*lines[: fit - 1], _ended(lines[fit - 1], wide, size, bold=bold)]
        size -= 0.5


def _ended(line: str, wide: float, size: float, *, bold: bool) -> str:
    """The beginning of a line, with an ellipsis for what follows it."""
    while line and width_of(line + "…", size, bold=bold) > wide:
        line = line[:-1]
    return line.rstrip() + "…"


def _in_this_face(words: str) -> str:
    """The words that Noto Sans can write; when it can write none of them, the signs by number."""
    kept = [word for word in one_line(words).split() if all(has_sign(sign) for sign in word)]
    return " ".join(kept) if kept else drawable(words)


def _wrapped(plain: str, wide: float, size: float, *, bold: bool) -> list[str]:
    """Lines no wider than ``wide``: broken between words, inside one only when it is wider than a line."""
    lines: list[str] = []
    for word in plain.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size, bold=bold) <= wide:
            lines[-1] = joined
            continue
        rest = word
        while rest:
            length = len(rest)
            while length > 1 and width_of(rest[:length], size, bold=bold) > wide:
                length -= 1
            lines.append(rest[:length])
            rest = rest[length:]
    return lines


def _line(
    canvas: Canvas, x: float, y: float, words: str, size: float, *, bold: bool = False, at: str = "left", colour: Color
) -> None:
    plain = drawable(words)
    wide = width_of(plain, size, bold=bold)
    start = {"left": x, "centre": x - wide / 2, "right": x - wide}[at]
    canvas.setFont(BOLD if bold else REGULAR, size)
    canvas.setFillColor(colour)
    canvas.drawString(start * mm, _HIGH - y * mm, plain)
