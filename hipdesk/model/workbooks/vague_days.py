"""Words where a plain day is wanted that name none: the days they can mean, and counting on the first of them, told.

"May 2019", "w/c 13 May 2019" and "early June" tell part of a day; "31 June 2019" and "??/06/2019" still tell a month.
Cells that hold a whole day never come here.
"""

import re
from datetime import date, timedelta

from hipdesk.model.partial_dates import PartialDay, read_partial_day
from hipdesk.model.workbooks.grid import Cell, cell_line, cell_words
from hipdesk.model.workbooks.row_cells import RowCells, Target, quoted
from hipdesk.model.written_dates import full_year, read_written_month, whole_month

NO_DAY = PartialDay(None, None, "blank")

_HALF_A_YEAR = timedelta(days=182)
_SIGN = r"[\d?x*_\-]{1,2}"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_NAMED = re.compile(
    rf"^{_WEEKDAY}{_SIGN}(?:st|nd|rd|th)?(?:\s+of)?[\s\-/.]*(?P<name>[a-z]{{3,9}})\.?(?:[\s\-/,.]*{_YEAR})?$"
)
_NAMED_FIRST = re.compile(rf"^{_WEEKDAY}(?P<name>[a-z]{{3,9}})\.?\s+{_SIGN}(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})$")
_FIGURES = re.compile(rf"^{_WEEKDAY}(?P<first>{_SIGN})\s*([/.\-])\s*(?P<second>{_SIGN})\s*\2\s*{_YEAR}$")
_YEAR_FIRST = re.compile(rf"^(?P<year>\d{{4}})([/.\-])(?P<second>\d{{1,2}})\2(?P<first>{_SIGN})$")


def vague_day(cell: Cell, near: date | None) -> PartialDay:
    """The days that words can mean, ``NO_DAY`` where they tell not even a month. ``near`` helps where no year stands:
    it is then the latest that is not after it."""
    words = cell_line(cell)
    part = read_partial_day(words if isinstance(cell, str) else cell, near)
    if part.precision == "day" and not any(sign.isdigit() for sign in words):
        return NO_DAY  # "today" and "yesterday": of the day it was written, which nobody knows
    if part.earliest is not None:
        return part
    return _month_of_no_day(words, near) if isinstance(cell, str) else NO_DAY


def _month_of_no_day(words: str, near: date | None) -> PartialDay:
    """The month of a day that does not exist or is not filled in, such as "31 June 2019" or "??/06/19"."""
    plain = words.casefold().strip(" .,;()")
    named = _NAMED.match(plain) or _NAMED_FIRST.match(plain)
    figures = _FIGURES.match(plain) or _YEAR_FIRST.match(plain)
    if named:
        year = full_year(named["year"], near) if named["year"] else 0
        written = read_written_month(f"{named['name']} {year}" if year else named["name"])
    elif figures:
        months = [
            int(sign) for sign in (figures["second"], figures["first"]) if sign.isdecimal() and 0 < int(sign) < 13
        ]
        written = read_written_month(f"{months[0]}/{full_year(figures['year'], near):04d}") if months else None
    else:
        written = None
    first = None
    if written:
        first = written.in_year(written.year) if written.year else near and written.nearest_past(near)
    return PartialDay(*whole_month(first), "month", words) if first else NO_DAY


def near_of_sheet(month: tuple[int, int] | None, year: date | None) -> date | None:
    """The latest day that words without a year are likely to mean, by the month they stand under or the middle of the
    year the sheet is named after."""
    if month:
        return whole_month(date(month[0], month[1], 1))[1]
    return year and year + _HALF_A_YEAR


def count_vague(cells: RowCells, column: Target, cell: Cell, day: date, near: date | None) -> None:
    """Keep the words of a cell that is no exact day, and tell the ``day`` that it is counted on."""
    supposed = near is not None and vague_day(cell, None).earliest is None
    done = f"Counted on {day.day} {day:%B} {day.year}, the first day it can mean; the words are kept on the case."
    if supposed:
        done += " The year was taken from what stands near it."
    cells.keep(column.heading, cell_words(cell))
    shown, whole = quoted(cell_line(cell))
    cells.find("supposed", column, f"This is no exact day: {shown}.", done, whole)
