"""A report as a Word document, part by part from its set pages: whatever tables and charts it has come along."""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.papers.press import Press, PressFailed
from hipdesk.papers.word.document import TEXT_WIDTH, WordDocument, add_row, plain

_JOB = "hipdesk.papers.word_jobs:as_word_parts"
_SECONDS = 300.0
_NARROW, _WIDE = 5, 34
"""Letters a column is reckoned to hold at least and at most."""
_FIGURE = re.compile(r"[-–+]?[£<]?[\d,.]*%?(?: of [\d,]+)?(?: ?\[r\])?|–|\[[cuxz]\]")
_TITLE_MOST = 200
_CAPTION = re.compile(r"(?<=[.!?]) (?=(?:Chart|Table) \d+[a-z]? )")
"""Where a finding ends and the caption of its chart begins: both stand in one passage of the pages."""
_TILES, _TILE_WIDTHS = ("Headline", "This period", "Before"), (52.0, 40.0, 80.0)
_FRONT = ("line", "span", "opening", "symbols")
"""What reports say before their first section, in this order."""
_HELD = ("table", "picture")

Row = tuple[bool, Sequence[str]]


def write_report(
    word: WordDocument, content: Mapping[str, Any], pages: bytes, press: Press, progress: Progress = SILENT
) -> None:
    """Everything below the furniture: what stands before the first section from the ``content``, the rest from the
    ``pages`` of the same report.
    """
    told = press.run(_JOB, seconds=_SECONDS, progress=progress, content=pages)
    if not isinstance(told, list):
        raise PressFailed("no parts came back")
    parts = [_Part(kind, words, rows, picture, width) for kind, words, rows, picture, width in told]
    start = _start(content, parts)
    _write_front(word, content, next((part.words for part in parts if part.level == 1), ""))
    numbers = _numbers(content)
    for at, part in enumerate(parts[start:], start):
        if part.kind not in _HELD and part.words in numbers:
            continue
        _write_part(word, part, parts[at - 1].words, keep=at + 1 < len(parts) and parts[at + 1].kind in _HELD)


def _start(content: Mapping[str, Any], parts: Sequence["_Part"]) -> int:
    """Where the pages are taken over: at the first section; of a report that names none, at its second heading."""
    named = content.get("sections")
    if named is None:
        return next((at for at, part in enumerate(parts) if part.level > 1), len(parts))
    first = plain(next((each["name"] for each in named), ""))
    return next((at for at, part in enumerate(parts) if part.level and part.words == first), len(parts))


class _Part(NamedTuple):
    """One part of the pages, as the press tells it; ``width`` of a picture in millimetres."""

    kind: str
    words: str
    rows: Sequence[Row]
    picture: bytes
    width: float

    @property
    def level(self) -> int:
        return int(self.kind[1:]) if self.kind[0] == "h" else 0


def _write_front(word: WordDocument, content: Mapping[str, Any], title: str) -> None:
    word.heading(title, 1)
    for told in (content.get(name) for name in _FRONT):
        if told:
            word.paragraph(told)
    word.points(content.get("highlights", ()))
    if content.get("tiles"):
        table = word.table("Headline figures", _TILES, _TILE_WIDTHS)
        for tile in content["tiles"]:
            beside = plain(tile["beside"])
            now = plain(tile["shown"]) + (f" {beside}" if beside.startswith("of ") else f", {beside}" if beside else "")
            add_row(table, [tile["name"], now, tile["previous"]], _TILE_WIDTHS, first_bold=True)
        word.paragraph(content["tiles_note"], grey=True)
    if content.get("big"):
        word.labelled([[name, f"{shown}; {told}" if told else shown] for shown, name, told in content["big"]])
    moved = content.get("identity") or content.get("flow")
    if moved:
        words = " ".join(plain(part) for pair in moved for part in pair if part)
        word.labelled([["Open cases", words]])
    for paragraph in content.get("basis", ()):
        word.paragraph(paragraph)


def _numbers(content: Mapping[str, Any]) -> frozenset[str]:
    """Passages of the pages that are large figures there: the front says them in a table of words instead."""
    large = [f"{shown} {name}" for shown, name, _ in content.get("big", ())]
    about = [plain(told) for _, _, told in content.get("big", ())]
    return frozenset((*large, *about, *(" ".join(filter(None, part)) for part in content.get("flow", ()))))


def _write_part(word: WordDocument, part: _Part, before: str, *, keep: bool) -> None:
    if part.kind == "table":
        _write_table(word, before, part.rows)
    elif part.kind == "picture" and part.picture:
        _write_picture(word, part.words, part.picture, part.width)
    elif part.level:
        word.heading(part.words, min(3, part.level))
    elif part.kind == "point":
        word.points([part.words.removeprefix("•").strip()])
    else:
        for passage in _CAPTION.split(part.words):
            word.paragraph(passage, keep=keep)


def _write_table(word: WordDocument, title: str, rows: Sequence[Row]) -> None:
    """A table as wide as the text. Its heading rows are repeated on every page; figures stand at the right."""
    many = max(len(cells) for _is_head, cells in rows)
    full = [(is_head, [*cells, *[""] * (many - len(cells))]) for is_head, cells in rows]
    heads = [cells for is_head, cells in full if is_head]
    head = heads[0] if heads else [""] * many
    widths = _widths([cells for _is_head, cells in full])
    table = word.table(title[:_TITLE_MOST], head, widths)
    for is_head, cells in full:
        if is_head and cells is head:
            continue
        add_row(table, cells, widths)
    figures = [
        place
        for place in range(1, many)
        if all(_FIGURE.fullmatch(cells[place]) for is_head, cells in full if not is_head)
    ]
    for row in table.rows:
        cells_of_row = row.cells
        for place in figures:
            cells_of_row[place].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    letters = [
        min(_WIDE, max(_NARROW, *(max(map(len, row[place].split() or [""])) + len(row[place]) // 6 for row in rows)))
        for place in range(len(rows[0]))
    ]
    return [TEXT_WIDTH * count / sum(letters) for count in letters]


def _write_picture(word: WordDocument, alternative: str, picture: bytes, width: float) -> None:
    paragraph = word.line()
    paragraph.paragraph_format.keep_with_next = True
    drawn = paragraph.add_run().add_picture(io.BytesIO(picture), width=Mm(min(TEXT_WIDTH, width)))
    about = drawn._inline.find(qn("wp:docPr"))
    about.set("descr", alternative)
    about.set("name", "Chart")
