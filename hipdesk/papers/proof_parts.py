"""What the proof reads of a Word document or an Excel workbook: every part, what is seen and what is not."""

import html
import io
import re
import zipfile
from collections.abc import Iterator

from hipdesk.papers.proof_passages import ATTRIBUTE, TAG, Passage, decoded

_LANGUAGE = re.compile(r"<dc:language>[A-Za-z]{2,3}(?:-[A-Za-z]{2})?</dc:language>")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
# What ends a line for who reads it: paragraphs, rows and cells, texts of a workbook, properties.
_CELLS = re.compile(r"</(?:\w+:)?(?:tc|si|c|is)>")
_ENDS = re.compile(
    r"</(?:\w+:)?(?:p|tr|f|comment|author|definedName|odd\w+|even\w+|first\w+|title|subject|creator|"
    r"description|keywords|category|lastModifiedBy|lpstr|lpwstr|Company|Manager)>|<(?:\w+:)?(?:br|cr|tab)\s*/>"
)
_BLANK = re.compile(r"\s*\n\s*")
_SEEN = frozenset({"descr", "title", "alt", "author", "initials", "tooltip", "display"})
_PLACES = (
    (re.compile(r"^docProps/"), "Document properties"),
    (re.compile(r"^word/header"), "Header of the pages"),
    (re.compile(r"^word/footer"), "Footer of the pages"),
    (re.compile(r"comment", re.IGNORECASE), "Comments"),
    (re.compile(r"^word/(?:footnotes|endnotes)"), "Notes"),
    (re.compile(r"^word/document\.xml$"), "Text"),
    (re.compile(r"^xl/sharedStrings\.xml$"), "Cells"),
    (re.compile(r"^xl/worksheets/sheet(\d+)\.xml$"), "Sheet {}"),
    (re.compile(r"^xl/workbook\.xml$"), "Names of the workbook"),
)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".ttf", ".odttf")
_HEADS = re.compile(r"<(oddHeader|oddFooter)>(.*?)</\1>", re.DOTALL)
_DEEPEST = 3


def is_office_file(content: bytes) -> bool:
    """Whether bytes are a Word document or a workbook rather than a PDF."""
    return content.startswith(b"PK")


def marked_pages(content: bytes, marking: str) -> tuple[int, list[int]]:
    """How many sheets, or 1 for a document, and those that do not bear the marking above and below."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheets = sorted(name for name in packed.namelist() if re.match(r"^xl/worksheets/sheet\d+\.xml$", name))
        if sheets:
            bare = [at for at, name in enumerate(sheets, 1) if not _sheet_is_marked(packed.read(name), marking)]
            return len(sheets), bare
        names = packed.namelist()
        both = all(
            any(marking in _words(packed.read(name).decode()) for name in names if name.startswith(start))
            for start in ("word/header", "word/footer")
        )
        return 1, [] if both else [1]


def passages(content: bytes, depth: int = 0) -> Iterator[Passage]:
    """Everything a Word document or a workbook says anywhere: texts, attributes, remarks, and what is packed inside."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        yield Passage("Hidden part of the file", decoded(packed.comment), words=False)
        for part in packed.infolist():
            yield Passage("Name of a part of the file", part.filename, words=False)
            inside = packed.read(part)
            if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                yield from _of_part(part.filename, inside.decode("utf-8", "replace"))
            elif is_office_file(inside) and depth < _DEEPEST:
                yield from passages(inside, depth + 1)
            elif not part.filename.lower().endswith(_PICTURES):
                yield Passage("Attached file", decoded(inside), words=False)


def _of_part(name: str, xml: str) -> Iterator[Passage]:
    where = _where(name)
    yield Passage(where, _words(xml), words=True)
    for remark in _COMMENT.findall(xml):
        yield Passage("Hidden part of the file", html.unescape(remark), words=False)
    unseen: dict[str, None] = {}
    for tag in TAG.findall(xml):
        for key, quoted in ATTRIBUTE.findall(tag):
            own, said = key.rpartition(":")[2], html.unescape(quoted[1:-1])
            if own == "name" and tag.startswith("<sheet "):
                yield Passage("Name of a sheet", said, words=True)
            elif own in _SEEN:
                place = "Written alternative of a picture" if own in ("descr", "title", "alt") else where
                yield Passage(place, said, words=True)
            elif not said.isdigit():
                unseen[said] = None
    yield Passage(where, "\n|\n".join(unseen), words=False)


def _words(xml: str) -> str:
    """The text of a part as it is read: parts of one word together, paragraphs and cells on lines of their own."""
    apart = _CELLS.sub("\n|\n", _LANGUAGE.sub("", _COMMENT.sub("", xml)))
    return html.unescape(_BLANK.sub("\n", TAG.sub("", _ENDS.sub("\n", apart))))


def _where(name: str) -> str:
    for pattern, place in _PLACES:
        found = pattern.search(name)
        if found:
            return place.format(*found.groups())
    return "Hidden part of the file"


def _sheet_is_marked(part: bytes, marking: str) -> bool:
    """Whether header and footer bear the marking; an ampersand is doubled there."""
    said = {kind: html.unescape(text) for kind, text in _HEADS.findall(part.decode())}
    signed = marking.replace("&", "&&")
    return all(signed in said.get(kind, "") for kind in ("oddHeader", "oddFooter"))
