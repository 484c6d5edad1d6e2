"""Which rows under the headings are referrals, and which are set aside: months, totals, repeats, notes, blanks."""

import re
from collections import Counter
from datetime import date
from typing import Literal, NamedTuple

from hipdesk.model.workbooks.grid import Cell, Row, SheetGrid, cell_line, filled_cells, folded, is_blank
from hipdesk.model.workbooks.headings import Headings
from hipdesk.model.workbooks.words import word_set
from hipdesk.model.written_dates import month_number

RowKind = Literal["entry", "continuation", "month", "totals", "heading", "note", "blank"]

_MONTH_ROW = re.compile(
    r"^(?:month\s*(?:of|:)?\s*)?(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
    r"[\s.,'’/-]*(?P<year>\d{4}|\d{2})?(?:\s*\(?\d*\)?)?(?:\s+(?:cases|referrals))?:?$",
    re.IGNORECASE,
)
_PERIOD_ROW = re.compile(
    r"^(?:(?:q(?:uarter)?\s*[1-4])(?:\s*[,:-]?\s*\d{2,4}(?:\s*[-/]\s*\d{2,4})?)?|(?:fy\s*)?\d{4}\s*[-/]\s*\d{2,4}|\d{4}"
    r"|week\s*\d+.*)$",
    re.IGNORECASE,
)
# A sheet is told apart while its plan is guessed, and again when its referrals are built: that lets go of it.
_READ: dict[int, tuple[SheetGrid, Headings, frozenset[int], tuple["ReadRow", ...]]] = {}
_SHEETS_KEPT = 100
_TOTALS = ("total ", "totals ", "subtotal ", "grand total ")


class ReadRow(NamedTuple):
    """One row under the headings: its number counted from 0, its kind, and the month it stands under, if any."""

    at: int
    kind: RowKind
    month: tuple[int, int] | None = None
    words: str = ""


def read_rows(sheet: SheetGrid, headings: Headings, key_columns: frozenset[int]) -> tuple[ReadRow, ...]:
    """Every row under the headings, told apart. Blank rows are told too, so that they can be counted.

    ``key_columns`` are those of which an entry must have at least one: reference, day received, name.
    """
    if not headings.rows:
        return ()
    before = _READ.get(id(sheet))
    if before is None or before[0] is not sheet or before[1:3] != (headings, key_columns):
        if len(_READ) >= _SHEETS_KEPT:
            _READ.clear()
        before = _READ[id(sheet)] = (sheet, headings, key_columns, _read_rows(sheet, headings, key_columns))
    return before[3]


def forget_rows() -> None:
    """Let go of the sheets that were told apart."""
    _READ.clear()


def _read_rows(sheet: SheetGrid, headings: Headings, key_columns: frozenset[int]) -> tuple[ReadRow, ...]:
    heads = {column.column: folded(column.heading) for column in headings.columns if column.heading}
    found: list[ReadRow] = []
    month: tuple[int, int] | None = None
    previous: RowKind = "blank"
    for at in range(headings.rows[-1] + 1, len(sheet.rows)):
        row = sheet.rows[at]
        kind = _kind(row, heads, key_columns, previous)
        if kind == "month":
            month = _month_of(row)
        words = "" if kind in ("entry", "continuation", "blank") else _words(row)
        found.append(ReadRow(at, kind, month, words))
        previous = kind
    return tuple(found)


def count_set_aside(rows: tuple[ReadRow, ...]) -> tuple[tuple[str, int], ...]:
    """How many rows of each kind were set aside, blanks included."""
    counts = Counter(row.kind for row in rows if row.kind not in ("entry", "continuation"))
    return tuple(sorted(counts.items()))


def _kind(row: Row, heads: dict[int, str], keys: frozenset[int], previous: RowKind) -> RowKind:
    filled = filled_cells(row)
    if not filled:
        return "blank"
    if len(filled) == 1 and _is_period(filled[0][1]):
        return "month"
    if _is_totals(filled, len(heads)):
        return "totals"
    if _is_heading(filled, heads):
        return "heading"
    has_key = not keys.isdisjoint([column for column, _ in filled])
    if has_key and (len(filled) >= 2 or len(heads) <= 2):
        return "entry"
    under_head = [column for column, _ in filled if column in heads]
    if not has_key and under_head and previous in ("entry", "continuation") and not _is_footnote(filled):
        return "continuation"
    return "note"


def _is_period(cell: Cell) -> bool:
    if isinstance(cell, date):
        return cell.day == 1
    words = cell_line(cell)
    return bool(_MONTH_ROW.match(words) or _PERIOD_ROW.match(words)) if isinstance(cell, str) else False


def _is_totals(filled: list[tuple[int, Cell]], width: int) -> bool:
    first = filled[0][1]
    if not isinstance(first, str):
        return False
    totals = word_set("headings", "rows", "totals")
    plain = folded(first)
    return (plain in totals or plain.startswith(_TOTALS)) and len(filled) <= max(3, 0.5 * width)


def _is_heading(filled: list[tuple[int, Cell]], heads: dict[int, str]) -> bool:
    if not any(isinstance(cell, str) and _same(cell, heads.get(column)) for column, cell in filled[:4]):
        return False
    same = sum(1 for column, cell in filled if column in heads and folded(cell_line(cell)) == heads[column])
    return same >= 2 and same >= 0.6 * len(filled)


def _same(cell: str, heading: str | None) -> bool:
    return heading is not None and len(cell) <= 2 * len(heading) + 8 and folded(cell) == heading


def _is_footnote(filled: list[tuple[int, Cell]]) -> bool:
    """One long remark, or one that begins with a star or the word note."""
    if len(filled) > 1 or not isinstance(filled[0][1], str):
        return False
    return filled[0][0] == 0 or bool(
        re.match(r"^\s*(?:\*|n\.?b\.?\b|note\b|key\b|please\b)", filled[0][1], re.IGNORECASE)
    )


def _month_of(row: Row) -> tuple[int, int] | None:
    """Year and month of a month's heading; nothing for a quarter or a year, or where no year is given."""
    cell = next(cell for cell in row if not is_blank(cell))
    if isinstance(cell, date):
        return cell.year, cell.month
    found = _MONTH_ROW.match(cell_line(cell))
    if not found or not found["year"]:
        return None
    year = int(found["year"])
    return (year if year > 99 else 2000 + year), month_number(found["month"][:3]) or 1


def _words(row: Row) -> str:
    return " | ".join(cell_line(cell) for cell in row if not is_blank(cell))


def column_cells(sheet: SheetGrid, rows: tuple[ReadRow, ...], column: int) -> list[Cell]:
    """The filled cells of one column in the rows that are entries or go on with one."""
    every = sheet.rows
    of_case = [every[row.at] for row in rows if row.kind in ("entry", "continuation")]
    return [
        cell
        for line in of_case
        if column < len(line)
        and (cell := line[column]) is not None
        and (cell.__class__ is not str or not is_blank(cell))
    ]
