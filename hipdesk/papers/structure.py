"""The structure of a paper that was set, read back from its bytes, inside the press: parts in reading order.

Headings, paragraphs, list points, tables with their cells, and pictures by their written alternative and place.
"""

import contextlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.text import clean

_DEEPEST = 200
_HEADINGS = {"/Title": "h1", **{f"/H{level}": f"h{level}" for level in range(1, 7)}}
_WHOLE = {"/P": "text", "/LI": "point", "/TOCI": "point", "/Caption": "text", "/Code": "text", "/Note": "text"}
_IN_A_LINE = frozenset({"/Span", "/Strong", "/Em", "/Link"})
_PICTURES = frozenset({"/Figure", "/Formula"})
_UNSEEN = str.maketrans("", "", "\u200b\ufffe\ufeff")
_LEFTWARD = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+"
_RIGHT_TO_LEFT = re.compile(f"{_LEFTWARD}(?: {_LEFTWARD})+")
_BROKEN = "This paper cannot be read as text."


@dataclass(frozen=True, slots=True)
class Part:
    """One part. ``kind``: h1 to h6, text, point, table or picture; a table's ``rows`` with whether each is a heading.

    ``page`` (from 0) and ``box`` (left, bottom, right, top in points) say where a picture stands.
    """

    kind: str
    words: str = ""
    rows: tuple[tuple[bool, tuple[str, ...]], ...] = ()
    page: int = -1
    box: tuple[float, ...] = ()


def parts_of(content: bytes) -> list[Part]:
    """A paper's parts; empty for one without structure. Refused when the bytes are no paper that can be opened."""
    try:
        words = words_of_pages(content)
        with pikepdf.open(io.BytesIO(content)) as opened:
            return list(_Structure(opened, words).parts())
    except (pikepdf.PdfError, pypdfium2.PdfiumError):
        raise Refused(_BROKEN, kept="Its pages can still be looked at.") from None


Words = list[dict[int, str]]
"""For each page: the words of each marked passage by its number; -1 for what belongs to none."""


def words_of_pages(content: bytes) -> Words:
    """The text layer of every page by its marked passages."""
    pages: Words = []
    with contextlib.closing(pypdfium2.PdfDocument(content)) as document:
        for at in range(len(document)):
            with contextlib.closing(document[at]) as page, contextlib.closing(page.get_textpage()) as layer:
                pages.append(_marked_words(layer))
    return pages


def _marked_words(layer: pypdfium2.PdfTextPage) -> dict[int, str]:
    signs: dict[int, list[int]] = {}
    last = -1
    for at in range(layer.count_chars()):
        drawn = pdfium.FPDFText_GetTextObject(layer.raw, at)
        if drawn:
            last = int(pdfium.FPDFPageObj_GetMarkedContentID(drawn))
        signs.setdefault(last, []).append(pdfium.FPDFText_GetUnicode(layer.raw, at))
    return {number: _told(codes) for number, codes in signs.items()}


def _told(codes: list[int]) -> str:
    """Code units as text: what lies beyond the first 65,536 signs may come in two halves."""
    halves = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass")
    return halves.decode("utf-16-le", "replace").translate(_UNSEEN)


def _as_read(words: re.Match[str]) -> str:
    """Words of Arabic or Hebrew side by side stand in the text layer as they lie on the line, from the left."""
    return " ".join(reversed(words.group().split(" ")))


def tidy(text: str) -> str:
    """Words on one line, those of Arabic and Hebrew put into the order they are read; to be done once."""
    lines = (" ".join(line.split()) for line in clean(text).splitlines())
    return " ".join(_RIGHT_TO_LEFT.sub(_as_read, line) for line in lines if line)


class _Structure:
    """The structure tree of one paper beside the words of its pages."""

    def __init__(self, opened: pikepdf.Pdf, words: Words) -> None:
        self._words = words
        self._places = {page.obj.objgen: at for at, page in enumerate(opened.pages)}
        self._tree = opened.Root.get("/StructTreeRoot")
        self._roles: Any = self._tree.get("/RoleMap", {}) if self._tree is not None else {}

    def parts(self) -> Iterator[Part]:
        """Everything, in order; nothing when there is no tree."""
        if self._tree is not None:
            for kid in _kids(self._tree):
                yield from self._block(kid, -1, 0)

    def _block(self, node: object, page: int, depth: int) -> Iterator[Part]:
        if not isinstance(node, pikepdf.Dictionary) or depth > _DEEPEST or "/S" not in node:
            yield from _said("text", self._text(node, page, depth))
            return
        kind, page = self._kind(node), self._page(node, page)
        if kind == "/Table":
            yield from self._table(node, page, depth)
        elif kind in _PICTURES:
            for part in _said("picture", self._text(node, page, depth)):
                yield replace(part, page=page, box=_box(node))
        elif kind in _HEADINGS:
            yield from _said(_HEADINGS[kind], self._text(node, page, depth))
        elif kind in _WHOLE and not self._holds_blocks(node):
            yield from _said(_WHOLE[kind], self._text(node, page, depth))
        else:
            yield from self._blocks(node, page, depth)

    def _blocks(self, node: pikepdf.Dictionary, page: int, depth: int) -> Iterator[Part]:
        """What a part holds: words beside each other, however they are marked, are one passage."""
        line = ""
        for kid in _kids(node):
            if self._is_within_a_line(kid):
                line += self._text(kid, page, depth + 1)
                continue
            yield from _said("text", line)
            line = ""
            yield from self._block(kid, page, depth + 1)
        yield from _said("text", line)

    def _is_within_a_line(self, node: object) -> bool:
        return not isinstance(node, pikepdf.Dictionary) or "/MCID" in node or self._kind(node) in _IN_A_LINE

    def _table(self, table: pikepdf.Dictionary, page: int, depth: int) -> Iterator[Part]:
        rows = []
        for row in self._rows(table):
            cells = [kid for kid in _kids(row) if isinstance(kid, pikepdf.Dictionary)]
            heads = len(cells) > 1 and all(self._kind(cell) == "/TH" for cell in cells)
            texts: list[str] = []
            for cell in cells:
                texts += [tidy(self._text(cell, self._page(row, page), depth + 1)), *[""] * (_span(cell) - 1)]
            if any(texts):
                rows.append((heads, tuple(texts)))
        if rows:
            yield Part("table", rows=tuple(rows))

    def _rows(self, node: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
        for kid in _kids(node):
            if isinstance(kid, pikepdf.Dictionary) and self._kind(kid) == "/TR":
                yield kid
            elif isinstance(kid, pikepdf.Dictionary) and self._kind(kid) in ("/THead", "/TBody", "/TFoot"):
                yield from self._rows(kid)

    def _holds_blocks(self, node: pikepdf.Dictionary) -> bool:
        kinds = {self._kind(kid) for kid in _kids(node) if isinstance(kid, pikepdf.Dictionary)}
        return bool(kinds & {"/Table", "/L", "/P", *_HEADINGS})

    def _kind(self, node: pikepdf.Dictionary) -> str:
        kind = str(node.get("/S", ""))
        return str(self._roles.get(kind, kind)) if kind else kind

    def _page(self, node: pikepdf.Dictionary, otherwise: int) -> int:
        page = node.get("/Pg")
        return self._places.get(page.objgen, otherwise) if page is not None else otherwise

    def _text(self, node: object, page: int, depth: int) -> str:
        """The words under a node: what stands in for it where it says so, else what it marks."""
        if depth > _DEEPEST:
            return ""
        if not isinstance(node, pikepdf.Dictionary):
            return self._words[page].get(int(str(node)), "") if 0 <= page < len(self._words) else ""
        page = self._page(node, page)
        if "/MCID" in node:
            return self._words[page].get(int(node.MCID), "") if 0 <= page < len(self._words) else ""
        for instead in ("/ActualText", "/Alt"):
            if instead in node:
                return f"{node[instead]} "
        apart = "" if self._kind(node) in _IN_A_LINE else " "
        return apart + "".join(self._text(kid, page, depth + 1) for kid in _kids(node)) + apart


def _kids(node: pikepdf.Object) -> list[object]:
    kids = node.get("/K")
    if kids is None:
        return []
    return list(kids.as_list()) if isinstance(kids, pikepdf.Array) else [kids]


def _attributes(node: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    held = node.get("/A")
    listed = list(held.as_list()) if isinstance(held, pikepdf.Array) else [held]
    return [each for each in listed if isinstance(each, pikepdf.Dictionary)]


def _span(cell: pikepdf.Dictionary) -> int:
    return min(20, max([1, *(int(each.ColSpan) for each in _attributes(cell) if "/ColSpan" in each)]))


def _box(node: pikepdf.Dictionary) -> tuple[float, ...]:
    found = [each.BBox.as_list() for each in _attributes(node) if "/BBox" in each]
    return tuple(float(side) for side in found[0]) if found and len(found[0]) == 4 else ()


def _said(kind: str, text: str) -> Iterator[Part]:
    words = tidy(text)
    if words:
        yield Part(kind, words)
