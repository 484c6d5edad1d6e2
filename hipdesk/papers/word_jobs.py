"""What the press does for a Word document of a paper that is set in pages first: its parts, charts as pictures."""

import contextlib
import io

import pypdfium2

from hipdesk.papers.structure import Part, parts_of

_DOTS = 220
_AROUND = 2.0
_POINTS_A_MM = 72 / 25.4


def as_word_parts(content: bytes) -> list[list[object]]:
    """The job: kind, words, rows, and for a picture its PNG and its width in millimetres."""
    with contextlib.closing(pypdfium2.PdfDocument(content)) as document:
        return [_plain(part, document) for part in parts_of(content)]


def _plain(part: Part, document: pypdfium2.PdfDocument) -> list[object]:
    rows = [[is_head, list(cells)] for is_head, cells in part.rows]
    if part.kind != "picture" or not part.box or part.page < 0:
        return [part.kind, part.words, rows, b"", 0.0]
    left, bottom, right, top = part.box
    page = document[part.page]
    width, height = page.get_size()
    cut = (left - _AROUND, bottom - _AROUND, width - right - _AROUND, height - top - _AROUND)
    drawn = page.render(scale=_DOTS / 72, crop=tuple(max(0.0, side) for side in cut)).to_pil()
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return [part.kind, part.words, rows, out.getvalue(), (right - left + 2 * _AROUND) / _POINTS_A_MM]
