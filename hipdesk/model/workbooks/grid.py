"""A workbook as plain cells: what the reader hands to the rules. Everything here is picklable and frozen.

Rows and columns are counted from 0 inside the program; ``place`` and ``column_letters`` give what a person sees
in a spreadsheet (column D, row 17).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from hipdesk.kernel.text import clean, one_line

Cell = str | float | int | bool | date | datetime | time | None
Row = tuple[Cell, ...]

_LETTERS = 26
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A merged block of cells, all four bounds included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class CellNote:
    """A comment that somebody pinned to a cell."""

    row: int
    column: int
    words: str


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """One sheet. Hidden rows and columns are read like any other; the two tuples only say which they were."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    merged: tuple[Span, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    notes: tuple[CellNote, ...] = ()

    @property
    def width(self) -> int:
        """Columns in the widest row."""
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class WorkbookGrid:
    """A whole workbook. ``digest`` is the SHA-256 of its bytes, in hex; ``kind`` is xlsx, xls or ods."""

    file_name: str
    kind: str
    digest: str
    sheets: tuple[SheetGrid, ...]
    counts_from_1904: bool = False

    def sheet(self, name: str) -> SheetGrid | None:
        """The sheet of that name, if there is one."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def column_letters(column: int) -> str:
    """``0`` is A, ``25`` is Z, ``26`` is AA."""
    letters = ""
    left = column + 1
    while left:
        left, digit = divmod(left - 1, _LETTERS)
        letters = chr(ord("A") + digit) + letters
    return letters


def cell_at(row: Row, column: int) -> Cell:
    """The cell, or nothing where the row is shorter."""
    return row[column] if 0 <= column < len(row) else None


def cell_words(cell: Cell) -> str:
    """What the cell says, as text over one or more lines: whole numbers without ``.0``, days as 2016-04-21."""
    if isinstance(cell, str):
        return _stripped(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)


def cell_line(cell: Cell) -> str:
    """The cell's words on one line, with single spaces."""
    if isinstance(cell, str):
        return _on_one_line(cell)
    return cell_words(cell)  # what is no text never has more than one line


# A cell is read a dozen times while its workbook is matched and built, and lists say the same few words.
@lru_cache(maxsize=50_000)
def _stripped(words: str) -> str:
    return clean(words).strip()


@lru_cache(maxsize=50_000)
def _on_one_line(words: str) -> str:
    return one_line(clean(words).strip())


def forget_cells() -> None:
    """Empty the stores of cells that reading filled."""
    for kept in (_stripped, _on_one_line, folded):
        kept.cache_clear()


def is_blank(cell: Cell) -> bool:
    """Nothing in the cell, or only spaces."""
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def filled_cells(row: Row) -> list[tuple[int, Cell]]:
    """The cells of a row that are not blank, each with its column."""
    return [
        (column, cell)
        for column, cell in enumerate(row)
        if cell is not None and (cell.__class__ is not str or (cell and not cell.isspace()))
    ]


@lru_cache(maxsize=50_000)
def folded(words: str) -> str:
    """Words for comparing: lower case, letters and digits only, one space between.

    Accents and scripts stay: this compares headings and list values, not people.
    """
    return _SIGNS.sub(" ", words.casefold()).strip()
