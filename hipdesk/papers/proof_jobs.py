"""What the press does for a proof: reads a file back, every layer of a PDF and every part of a Word document or a
workbook, and looks for terms. Nothing is written.
"""

import contextlib
import hashlib
import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
import pypdfium2

from hipdesk.model.redaction.scan import Scanner
from hipdesk.model.redaction.terms import Term
from hipdesk.model.redaction.tokens import key_of
from hipdesk.papers import proof_parts
from hipdesk.papers.proof_passages import Passage, decoded

_AROUND = 40
_MOST_HITS = 500
_DEEPEST = 40
_SHORTEST_HIDDEN = 4
_PLACES = {
    "/Alt": "Written alternative of a picture",
    "/ActualText": "Replacement text",
    "/E": "Spelled-out abbreviation",
    "/Contents": "Text of a link or note",
    "/T": "Title of a part",
    "/Title": "Bookmark or title",
    "/F": "Name of an attached file",
    "/UF": "Name of an attached file",
}
_READ_AS_WORDS = frozenset(_PLACES)


def search(
    content: bytes, marking: str, terms: Sequence[Sequence[Any]], shown: Sequence[str], *, small: bool = True
) -> list[object]:
    """The job: pages, the numbers of those without the marking above and below, and hits as lists of six texts."""
    scanner = Scanner(
        [Term(key, label, kind, rule, tuple(joints), sounds) for key, label, kind, rule, joints, sounds in terms],
        shown,
        small=small,
    )
    hits: dict[tuple[str, str], list[str]] = {}
    pages = 0
    unmarked: list[int] = []
    if proof_parts.is_office_file(content):
        pages, unmarked = proof_parts.marked_pages(content, marking)
        for passage in proof_parts.passages(content):
            _note(hits, scanner, passage)
        return [pages, unmarked, list(hits.values())[:_MOST_HITS]]
    for number, text, marked in _pages(content, marking):
        pages = number
        if not marked:
            unmarked.append(number)
        _note(hits, scanner, Passage(f"Page {number}", text, words=True))
    clean: set[str] = set()
    with pikepdf.open(io.BytesIO(content)) as opened:
        for passage in _hidden(opened):
            # The same few names of a PDF's own parts stand in it thousands of times.
            if passage.text not in clean and not _note(hits, scanner, passage):
                clean.add(passage.text)
    return [pages, unmarked, list(hits.values())[:_MOST_HITS]]


def _note(hits: dict[tuple[str, str], list[str]], scanner: Scanner, passage: Passage) -> bool:
    """Keep what is found in a passage; False when the scanner finds nothing at all in its text."""
    found = scanner.hits(passage.text)
    for hit in found:
        if not passage.words and (hit.near or len(hit.term.key) < _SHORTEST_HIDDEN):
            continue
        words = " ".join(passage.text[hit.start : hit.end].split())
        around = " ".join(passage.text[max(0, hit.start - _AROUND) : hit.end + _AROUND].split())
        told = f"{hit.term.label}|{hit.term.kind}|{key_of(words)}|{key_of(around)}"
        key = hashlib.sha256(told.encode()).hexdigest()
        hits.setdefault((key, passage.where), [key, passage.where, words, around, hit.term.label, hit.term.kind])
    return bool(found)


def _pages(content: bytes, marking: str) -> Iterator[tuple[int, str, bool]]:
    """Number, text layer, and whether the marking stands in the top and the bottom tenth of each page."""
    with contextlib.closing(pypdfium2.PdfDocument(content)) as document:
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            layer = page.get_textpage()
            top = layer.get_text_bounded(0, height * 0.9, width, height)
            bottom = layer.get_text_bounded(0, 0, width, height * 0.1)
            yield number + 1, layer.get_text_range(), marking in top and marking in bottom


def _hidden(opened: pikepdf.Pdf) -> Iterator[Passage]:
    """Everything that is not the text layer: properties, structure, bookmarks, attachments, every other object."""
    for key, value in opened.docinfo.items():
        yield Passage(f"Document properties, {key[1:]}", str(value), words=True)
    for name, attached in opened.attachments.items():
        yield Passage("Name of an attached file", name, words=True)
        with contextlib.suppress(pikepdf.PdfError):
            yield Passage("Attached file", decoded(attached.get_file().read_bytes()), words=False)
    for thing in opened.objects:
        yield from _strings(thing, "", 0)
        if isinstance(thing, pikepdf.Stream):
            yield from _stream(thing)
    for number, page in enumerate(opened.pages, 1):
        yield from _marked_content(page, number)


def _strings(thing: object, key: str, depth: int) -> Iterator[Passage]:
    """The strings and names within one object; objects it only refers to come by themselves."""
    if depth > _DEEPEST:
        return
    if isinstance(thing, (pikepdf.String, pikepdf.Name)):
        yield Passage(_PLACES.get(key, "Hidden part of the file"), str(thing), words=key in _READ_AS_WORDS)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for name, value in thing.items():
            yield Passage("Hidden part of the file", name[1:], words=False)
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, name, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for value in thing.as_list():
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, key, depth + 1)


def _stream(stream: pikepdf.Stream) -> Iterator[Passage]:
    """A stream's decoded bytes as text; pictures and fonts hold no words."""
    kind = str(stream.get("/Subtype", ""))
    if kind == "/Image" or "/Length1" in stream or kind in ("/Type1C", "/CIDFontType0C", "/OpenType"):
        return
    with contextlib.suppress(pikepdf.PdfError):
        where = "Metadata" if str(stream.get("/Type", "")) == "/Metadata" else "Hidden part of the file"
        yield Passage(where, decoded(stream.read_bytes()), words=where == "Metadata")


def _marked_content(page: pikepdf.Page, number: int) -> Iterator[Passage]:
    """Texts a page's marked content carries beside what it draws."""
    with contextlib.suppress(pikepdf.PdfError):
        for instruction in pikepdf.parse_content_stream(page):
            if str(instruction.operator) in ("BDC", "DP"):
                for operand in instruction.operands:
                    for passage in _strings(operand, "", 0):
                        yield Passage(f"{passage.where}, page {number}", passage.text, passage.words)
