"""What a paper set with an office's own template must show before it is taken: read back from the finished bytes.

Structure for those who listen; on every page the marking above and below, whose copy it is and how it is handled; the
marking not only in the file but in ink.
"""

import contextlib
import io
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pikepdf
import pypdfium2

_SMALLEST = 4.0
_LEAST_INK = 0.04
_DARK = 110
_SCALE = 2.0
_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff\ufffe]+")
_DEEPEST = 60


def faults(pdf: bytes, frame: Mapping[str, Any]) -> Iterator[str]:
    """One sentence for each thing a marked, structured paper with this ``frame`` must have and this one has not."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        yield from _of_the_structure(opened)
    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as document:
        for number in range(len(document)):
            yield from (f"Page {number + 1} {what}." for what in _of_a_page(document[number], frame))


def _of_the_structure(opened: pikepdf.Pdf) -> Iterator[str]:
    if str(opened.Root.get("/Lang", "")) != "en-GB":
        yield "The paper no longer says that it is in English."
    if "/Names" in opened.Root and "/EmbeddedFiles" in opened.Root.Names:
        yield "The paper carries an attached file."
    if opened.docinfo.get("/Author") is not None:
        yield "The paper names an author."
    headings = list(_headings(opened.Root.StructTreeRoot, 0))
    if headings[:1] != [1] or headings.count(1) != 1:
        yield "The paper does not begin with its one title."
    if any(below > above + 1 for above, below in itertools.pairwise(headings)):
        yield "A heading skips a level."


def _kids(node: pikepdf.Object) -> list[pikepdf.Object]:
    kids = node.get("/K")
    found = [] if kids is None else kids.as_list() if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary)]


def _headings(node: pikepdf.Object, depth: int) -> Iterator[int]:
    """The levels of the headings in the order they are read."""
    if found := re.fullmatch(r"/H([1-6])", str(node.get("/S", ""))):
        yield int(found.group(1))
    for kid in _kids(node) if depth < _DEEPEST else ():
        yield from _headings(kid, depth + 1)


def _of_a_page(page: Any, frame: Mapping[str, Any]) -> Iterator[str]:  # noqa: ANN401 - pypdfium2 ships no types
    width, height = page.get_size()
    layer = page.get_textpage()
    marking = str(frame.get("marking", ""))
    for low, high, where in ((height * 0.9, height, "top"), (0, height * 0.1, "bottom")):
        if _bare(marking) not in _bare(layer.get_text_bounded(0, low, width, high)):
            yield f"does not show the marking at the {where}"
        elif not any(low <= box[1] and box[3] <= high and _in_ink(page, box) for box in _boxes(layer, marking)):
            yield f"has a marking at the {where} that cannot be seen"
    words = _bare(layer.get_text_range())
    if _bare(_whose_copy(frame.get("copy"))) not in words:
        yield "does not say whose copy it is"
    if _bare(str(frame.get("handling", ""))) not in words:
        yield "does not show how it is to be handled"


def _bare(text: str) -> str:
    """Without spaces and signs that are not seen: where a line breaks does not matter."""
    return _INVISIBLE.sub("", text)


def _whose_copy(told: object) -> str:
    """ "Copy 3 of 7" of what the frame says of it; empty on a public paper."""
    first = told[0] if isinstance(told, Sequence) and not isinstance(told, str) and told else ""
    return str(first.get("b", "")) if isinstance(first, Mapping) else ""


def _boxes(layer: Any, words: str) -> Iterator[tuple[float, float, float, float]]:  # noqa: ANN401 - see above
    """Left, bottom, right and top of every place these words stand, in points from the bottom left."""
    search = layer.search(words)
    while (place := search.get_next()) is not None:
        start, count = place
        boxes = [layer.get_charbox(at) for at in range(start, start + count)]
        yield (
            min(box[0] for box in boxes), min(box[1] for box in boxes),
            max(box[2] for box in boxes), max(box[3] for box in boxes),
        )  # fmt: skip


def _in_ink(page: Any, box: tuple[float, float, float, float]) -> bool:  # noqa: ANN401 - see above
    """Whether something dark stands in this box, large enough to be read."""
    left, bottom, right, top = box
    width, height = page.get_size()
    if top - bottom < _SMALLEST or right - left < _SMALLEST or left < 0 or right > width:
        return False
    drawn = page.render(scale=_SCALE, crop=(left, bottom, width - right, height - top)).to_pil().convert("L")
    counts: list[int] = drawn.histogram()
    return sum(counts[:_DARK]) >= _LEAST_INK * sum(counts)
