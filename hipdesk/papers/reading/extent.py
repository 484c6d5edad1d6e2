"""How far the sheets really reach, counted in the XML before a reader lays them out as rectangles.

A sheet of two cells, A1 and XFD1048576, is a few hundred bytes of file and seventeen thousand million cells of
memory; one long shared string used a million times is as bad. The ``dimension`` a sheet declares is ignored.
"""

import re
from dataclasses import dataclass

from hipdesk.papers.reading.archive import Parts
from hipdesk.papers.reading.limits import (
    CELLS_MOST,
    ROWS_MOST,
    WORDS_MOST,
    bomb_refusal,
    damaged_refusal,
    large_refusal,
)

_SHEET = re.compile(rb"<(?:\w+:)?sheetData[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])([^<>]*)>")
_ROW_NUMBER = re.compile(rb"\sr=[\"'](\d{1,7})[\"']")
_FILLED = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*?\s)?r=[\"']([A-Za-z]{1,3})(\d{1,7})[\"'][^<>]*(?<!/)>")
_PLAIN = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^<>/]*>')
_PLACED = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=[^<>]*(?<!/)>")
_ANY_FILLED = re.compile(rb"<(?:\w+:)?c(?:\s[^<>]*)?(?<!/)>")
_SHARED_USE = re.compile(rb"\bt=[\"']s[\"'][^<>]*>\s*<(?:\w+:)?v>\s*(\d{1,9})\s*<")
_SHARED = re.compile(rb"<(?:\w+:)?si(?=[\s/>])[^<>]*>")
_ODS_ROW = re.compile(rb"<table:table-row(?=[\s/>])([^<>]*)>")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])([^<>]*)>")
_ODS_ROWS = re.compile(rb"table:number-rows-repeated=[\"'](\d{1,12})[\"']")
_ODS_COLUMNS = re.compile(rb"table:number-columns-repeated=[\"'](\d{1,12})[\"']")
_COLUMNS_MOST = 16_384


@dataclass(slots=True)
class Extent:
    """Rows and cells laid out so far, over all sheets."""

    cells: int = 0

    def add(self, rows: int, columns: int) -> None:
        """Count one sheet as the full rectangle it will become; refuse what passes the limits."""
        if rows > ROWS_MOST:
            raise large_refusal(f"a sheet is filled down to row {rows:,}, and the most is {ROWS_MOST:,}")
        self.cells += rows * columns
        if self.cells > CELLS_MOST:
            raise large_refusal(f"its sheets cover more than {CELLS_MOST:,} cells")


def check_xlsx(parts: Parts) -> None:
    """Refuse an .xlsx whose sheets or shared strings would not fit."""
    extent = Extent()
    sheets = [part for part in parts.values() if _SHEET.search(part)]
    for sheet in sheets:
        extent.add(*_xlsx_reach(sheet))
    for name, part in parts.items():
        if name.casefold().endswith("sharedstrings.xml"):
            _check_shared(part, sheets)


def _xlsx_reach(sheet: bytes) -> tuple[int, int]:
    """Rows and columns from A1 to the last filled cell."""
    places = _PLAIN.findall(sheet)
    others = sheet.count(b"<co") + sheet.count(b"<cf") + sheet.count(b"<cu")
    if sheet.count(b"<c") == len(places) + others and b":c" not in sheet:
        # Every cell is filled and written the way Excel writes it: one look instead of three.
        return _reach_of(places)
    return _odd_reach(sheet)


def _odd_reach(sheet: bytes) -> tuple[int, int]:
    """The reach of a sheet with cells that are empty, that say no place, or that are written in another way."""
    places = _FILLED.findall(sheet)
    filled = len(_ANY_FILLED.findall(sheet))
    if len(_PLACED.findall(sheet)) != len(places):
        raise damaged_refusal()
    rows, columns = _reach_of(places)
    if filled != len(places):
        numbers = _row_numbers(sheet)
        blocks = _ROW.split(sheet)[2::2]
        rows = max(rows, len(blocks), *numbers, 0)
        columns = max([columns, *(block.count(b"<c") + block.count(b":c") for block in blocks)])
    if columns > _COLUMNS_MOST:
        raise damaged_refusal()
    return rows, columns


def _reach_of(places: list[tuple[bytes, bytes]]) -> tuple[int, int]:
    """The lowest row and the rightmost column of places such as (``C``, ``12``)."""
    columns = max(map(_column_number, {letters for letters, _ in places}), default=0)
    rows = max(map(int, {number for _, number in places}), default=0)
    if columns > _COLUMNS_MOST:
        raise damaged_refusal()
    return rows, columns


def _row_numbers(sheet: bytes) -> list[int]:
    """The numbers that rows give themselves; refused where one is no number of a row."""
    tags = _ROW.findall(sheet)
    numbers = [int(found[1]) for found in map(_ROW_NUMBER.search, tags) if found]
    if len(numbers) != sum(1 for tag in tags if re.search(rb"\sr\s*=", tag)):
        raise damaged_refusal()
    return numbers


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_shared(part: bytes, sheets: list[bytes]) -> None:
    """Refuse when the strings, each counted as often as it is used, pass the limit."""
    lengths = [len(block) for block in _SHARED.split(part)[1:]]
    longest = max(lengths, default=0)
    uses = sum(sheet.count(b't="s"') + sheet.count(b"t='s'") for sheet in sheets)
    if longest * uses <= WORDS_MOST:
        return
    total = 0
    for sheet in sheets:
        for number in _SHARED_USE.findall(sheet):
            index = int(number)
            total += lengths[index] if index < len(lengths) else 0
            if total > WORDS_MOST:
                raise bomb_refusal()


def check_ods(parts: Parts) -> None:
    """Refuse an .ods whose repeated rows and cells would not fit."""
    extent = Extent()
    words = 0
    for table in parts.get("content.xml", b"").split(b"<table:table ")[1:]:
        rows, columns, table_words = _ods_reach(table)
        words += table_words
        extent.add(rows, columns)
        if words > WORDS_MOST:
            raise bomb_refusal()


def _ods_reach(table: bytes) -> tuple[int, int, int]:
    """Rows and columns to the last filled cell, and the bytes of text once every repeat is written out."""
    row_at = last_row = widest = words = 0
    pieces = _ODS_ROW.split(table)
    for attributes, row in zip(pieces[1::2], pieces[2::2], strict=True):
        repeats = _count(_ODS_ROWS, attributes)
        row_at += repeats
        width, row_words = _ods_row(row)
        if width:
            last_row, widest = row_at, max(widest, width)
            words += row_words * repeats
    return last_row, widest, words


def _ods_row(row: bytes) -> tuple[int, int]:
    column = width = words = 0
    pieces = _ODS_CELL.split(row)
    for attributes, inside in zip(pieces[1::2], pieces[2::2], strict=True):
        repeats = _count(_ODS_COLUMNS, attributes)
        column += repeats
        if not attributes.endswith(b"/") or b"office:" in attributes or b"table:formula" in attributes:
            width = column
            words += (len(inside) + len(attributes)) * repeats
    if width > _COLUMNS_MOST:
        raise bomb_refusal()
    return width, words


def _count(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
