"""What the cell reader does not tell: which rows and columns are hidden, and the notes pinned to cells.

Told for .xlsx, .xlsm and .ods. The old .xls form keeps this in records that are not looked at: its hidden rows and
columns are read all the same, only not marked as hidden.
"""

import html
import posixpath
import re
from dataclasses import dataclass

from hipdesk.kernel.text import clean
from hipdesk.model.workbooks.grid import CellNote
from hipdesk.papers.reading.archive import Parts

_HIDDEN_MOST = 16_384
_ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SHEET = re.compile(rb"<(?:\w+:)?sheet(?=\s)([^<>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship(?=\s)([^<>]*)>")
_COLUMNS = re.compile(rb"<(?:\w+:)?col(?=\s)([^<>]*)>")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row(?=\s)([^<>]*\shidden=[\"'](?:1|true)[\"'][^<>]*)>")
_COMMENT = re.compile(rb"<(?:\w+:)?comment(?=\s)([^<>]*)>(.*?)</(?:\w+:)?comment>", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</")
_FROM_1904 = re.compile(rb"<(?:\w+:)?workbookPr\s[^<>]*date1904=[\"'](?:1|true)")
_PLACE = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")
_ODS_TABLE = re.compile(rb"<table:table(?=\s)([^<>]*)>")
_ODS_COLUMN = re.compile(rb"<table:table-column(?=[\s/>])([^<>]*)>")
_ODS_ROW = re.compile(rb"<table:table-row(?=[\s/>])([^<>]*)>")


@dataclass(frozen=True, slots=True)
class Layout:
    """The hidden rows and columns of one sheet, counted from 0, and its notes."""

    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    notes: tuple[CellNote, ...] = ()


def xlsx_layouts(parts: Parts) -> dict[str, Layout]:
    """The layout of each sheet of an .xlsx, by the sheet's name."""
    targets = _relations(parts, "xl/workbook.xml")
    layouts = {}
    for tag in _SHEET.findall(parts.get("xl/workbook.xml", b"")):
        sheet = _attributes(tag)
        path = next((targets[value] for name, value in sheet.items() if name.endswith(":id") and value in targets), "")
        if path in parts:
            notes = _notes(parts, path)
            layouts[sheet.get("name", "")] = Layout(_hidden_rows(parts[path]), _hidden_columns(parts[path]), notes)
    return layouts


def counts_from_1904(parts: Parts) -> bool:
    """Whether the workbook counts its days from 1904, as old Macintosh files do."""
    return (
        re.search(rb"<(?:\w+:)?workbookPr\s[^<>]*date1904=[\"'](?:1|true)", parts.get("xl/workbook.xml", b""))
        is not None
    )


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode("utf-8", "replace"): html.unescape((double or single).decode("utf-8", "replace"))
        for name, double, single in _ATTRIBUTE.findall(tag)
    }


def _relations(parts: Parts, path: str) -> dict[str, str]:
    """Targets by relation id, as paths inside the archive."""
    folder, name = posixpath.split(path)
    targets = {}
    for tag in _RELATION.findall(parts.get(f"{folder}/_rels/{name}.rels", b"")):
        relation = _attributes(tag)
        target = relation.get("Target", "")
        joined = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        targets[relation.get("Id", "")] = joined
    return targets


def _hidden_columns(sheet: bytes) -> tuple[int, ...]:
    hidden: set[int] = set()
    for tag in _COLUMNS.findall(sheet[: sheet.find(b"sheetData")]):
        column = _attributes(tag)
        if column.get("hidden") in ("1", "true"):
            first, last = _whole(column.get("min")), min(_whole(column.get("max")), _HIDDEN_MOST)
            hidden.update(range(first - 1, last))
    return tuple(sorted(hidden - {-1}))


def _hidden_rows(sheet: bytes) -> tuple[int, ...]:
    if b"hidden" not in sheet:
        return ()  # nearly every sheet, and looking at all of its rows takes its time
    numbers = (_whole(_attributes(tag).get("r")) for tag in _HIDDEN_ROW.findall(sheet))
    return tuple(sorted({number - 1 for number in numbers if number > 0}))


def _whole(words: str | None) -> int:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 9 else 0


def _notes(parts: Parts, path: str) -> tuple[CellNote, ...]:
    notes = []
    for target in _relations(parts, path).values():
        if "comment" not in target.casefold() or target not in parts:
            continue
        for tag, inside in _COMMENT.findall(parts[target]):
            place = _PLACE.match(_attributes(tag).get("ref", ""))
            words = "".join(html.unescape(text.decode("utf-8", "replace")) for text in _TEXT.findall(inside))
            if place and clean(words).strip():
                notes.append(CellNote(int(place[2]) - 1, _column(place[1]), clean(words).strip()))
    return tuple(notes)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def ods_layouts(parts: Parts) -> dict[str, Layout]:
    """The layout of each sheet of an .ods, by the sheet's name. Notes in an .ods stand in the cells and are left."""
    pieces = _ODS_TABLE.split(parts.get("content.xml", b""))
    layouts = {}
    for tag, inside in zip(pieces[1::2], pieces[2::2], strict=True):
        rows = _ods_hidden(_ODS_ROW.findall(inside), "table:number-rows-repeated")
        columns = _ods_hidden(_ODS_COLUMN.findall(inside), "table:number-columns-repeated")
        layouts[_attributes(tag).get("table:name", "")] = Layout(rows, columns)
    return layouts


def _ods_hidden(tags: list[bytes], repeated: str) -> tuple[int, ...]:
    hidden: list[int] = []
    at = 0
    for tag in tags:
        attributes = _attributes(tag)
        count = max(_whole(attributes.get(repeated)), 1)
        if attributes.get("table:visibility") in ("collapse", "filter"):
            hidden.extend(range(at, at + min(count, _HIDDEN_MOST)))
        at += count
    return tuple(hidden)
