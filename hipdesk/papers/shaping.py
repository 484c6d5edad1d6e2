"""Lines in scripts a drawn page cannot write itself: shaped in the press, laid over the page as text that is found."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from hipdesk.papers.faces import has_sign, one_line
from hipdesk.papers.press import Press, PressFailed

_JOB = "hipdesk.papers.shaping_jobs:shape_lines"
_POINTS = 72 / 25.4
_HIGH = 297.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapedLine:
    """A line and its box on a page (from 0), in millimetres from the page's top left corner."""

    words: str
    page: int
    x: float
    y: float
    wide: float
    high: float
    size: float
    bold: bool = False
    colour: str = "#16202a"
    at: str = "left"


Shape = Callable[[Sequence[ShapedLine]], bytes]
"""Gives a PDF of one page a line."""


def needs_shaping(words: str) -> bool:
    """Whether a line holds letters Noto Sans itself has not; its faces must be registered."""
    return not all(has_sign(sign) for sign in one_line(words))


def shaped_by(press: Press) -> Shape:
    """Shaping in this press."""
    return partial(_shape, press)


def _shape(press: Press, lines: Sequence[ShapedLine]) -> bytes:
    asked = [
        {
            "words": one_line(line.words), "wide": line.wide, "high": line.high, "size": line.size, "bold": line.bold,
            "colour": line.colour, "at": line.at,
        }
        for line in lines
    ]  # fmt: skip
    made = press.run(_JOB, lines=asked)
    if not isinstance(made, bytes):
        raise PressFailed("no lines came back")
    return made


def laid_over(drawn: bytes, lines: Sequence[ShapedLine], shape: Shape) -> bytes:
    """The drawn pages with these lines in their boxes; the same pages and lines give the same bytes."""
    if not lines:
        return drawn
    import pikepdf  # late: only a drawn paper with such a line needs it here

    with pikepdf.open(io.BytesIO(drawn)) as pages, pikepdf.open(io.BytesIO(shape(lines))) as shaped:
        for number, (line, above) in enumerate(zip(lines, shaped.pages, strict=True), 1):
            left, top = line.x * _POINTS, (_HIGH - line.y) * _POINTS
            box = pikepdf.Rectangle(left, top - line.high * _POINTS, left + line.wide * _POINTS, top)
            name = pikepdf.Name(f"/Shaped{number}")
            form, page = pages.copy_foreign(above.as_form_xobject()), pages.pages[line.page]
            page.add_resource(form, pikepdf.Name.XObject, name)
            placed = page.calc_form_xobject_placement(
                form, name, box, invert_transformations=True, allow_shrink=True, allow_expand=True
            )
            page.contents_add(placed)
        out = io.BytesIO()
        pages.save(out, deterministic_id=True)
        return out.getvalue()
