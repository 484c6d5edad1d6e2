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

from hipdesk.model.redaction.scan import SHORTEST_HIDDEN, Scanner
from hipdesk.model.redaction.terms import Term
from hipdesk.model.redaction.tokens import key_of
from hipdesk.papers import proof_parts
from hipdesk.papers.proof_hidden import hidden_passages
from hipdesk.papers.proof_passages import Passage

_AROUND = 40
_MOST_HITS = 500


def search(
    content: bytes, marking: str, terms: Sequence[Sequence[Any]], shown: Sequence[str], *, small: bool = True
) -> list[object]:
    """The job: pages, the numbers of those without the marking above and below, and hits as lists of six texts."""
    scanner = Scanner(
        [Term(key, label, kind, rule, tuple(joints), sounds) for key, label, kind, rule, joints, sounds in terms],
        shown,
        small=small,
        finished=True,
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
    with pikepdf.open(io.BytesIO(content)) as opened:
        for passage in hidden_passages(opened, scanner.may_hold):
            _note(hits, scanner, passage)
    return [pages, unmarked, list(hits.values())[:_MOST_HITS]]


def _note(hits: dict[tuple[str, str], list[str]], scanner: Scanner, passage: Passage) -> None:
    """Keep what is found in a passage: exactly as it is spelt, or nearly so where somebody reads it."""
    if not passage.words and not scanner.may_hold(passage.text):
        return
    for hit in scanner.hits(passage.text):
        if not passage.words and (hit.near or len(hit.term.key) < SHORTEST_HIDDEN):
            continue
        words = " ".join(passage.text[hit.start : hit.end].split())
        around = " ".join(passage.text[max(0, hit.start - _AROUND) : hit.end + _AROUND].split())
        told = f"{hit.term.label}|{hit.term.kind}|{key_of(words)}|{key_of(around)}"
        key = hashlib.sha256(told.encode()).hexdigest()
        hits.setdefault((key, passage.where), [key, passage.where, words, around, hit.term.label, hit.term.kind])


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
