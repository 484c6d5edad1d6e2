"""Cells as days: real dates, day numbers of a spreadsheet, and the British ways of writing a day.

What only names part of a day ("Mar 2015", "ongoing since May") is read in ``hipdesk.model.partial_dates``; here a cell
is a whole day or none. A day without a year takes it from what stands near: the month's heading, the day received.
"""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from hipdesk.kernel.text import one_line
from hipdesk.model.workbooks.grid import Cell, cell_line
from hipdesk.model.written_dates import WrittenDay, excel_day, read_written_day

_EARLIEST, _LATEST = date(1890, 1, 1), date(2199, 12, 31)
_DAYS_TO_1904 = timedelta(days=1462)
_TIME = re.compile(r"(?:[T,]?\s+(?:at\s+)?|(?<=\d)t)\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s*(?:am|pm|hrs|h)?\s*$")
_FIGURES = re.compile(r"^(\d{1,2})([./\-])(\d{1,2})\2(\d{4}|\d{2})$")
_SPLIT_DAYS = re.compile(r"\s*(?:[;\n|,&+]|\band\b|\bthen\b)\s*", re.IGNORECASE)


class DayReading(NamedTuple):
    """A whole day, or none; ``how`` says what had to be supposed: month first, year supposed, day number."""

    day: date | None = None
    how: str = ""


class DayContext(NamedTuple):
    """What helps to read a day: one ``near`` it, whether it comes ``after`` that one, the ``latest`` it may be,
    whether the column writes the month first, and whether day numbers count from 1904."""

    near: date | None = None
    after: bool = False
    latest: date | None = None
    month_first: bool = False
    from_1904: bool = False


NO_CONTEXT = DayContext()


def read_day(cell: Cell, context: DayContext = NO_CONTEXT) -> DayReading:
    """The whole day a cell means. Days before 1890 or after 2199 are none."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return DayReading(cell) if _EARLIEST <= cell <= _LATEST else DayReading()
    if isinstance(cell, bool) or cell is None:
        return DayReading()
    if isinstance(cell, (int, float)):
        return _read_serial(float(cell), context.from_1904)
    if isinstance(cell, str):
        return read_day_words(one_line(cell), context)
    return DayReading()


def _read_serial(number: float, from_1904: bool) -> DayReading:
    found = excel_day(number)
    if found and from_1904:
        found += _DAYS_TO_1904
    return DayReading(found, "day number") if found else DayReading()


@lru_cache(maxsize=50_000)
def read_day_words(words: str, context: DayContext = NO_CONTEXT) -> DayReading:
    """The whole day some words mean, read day first as the British write it; month first only where it must be."""
    plain = _TIME.sub("", words.casefold().strip(" .;,*"))
    if plain.isascii() and plain.isdigit() and len(plain) == 5:
        return _read_serial(float(plain), context.from_1904)
    british = _placed(plain, context)
    turned = _FIGURES.match(plain)
    if not turned or (british.day and not context.month_first):
        return british
    american = _placed(f"{turned[3]}/{turned[1]}/{turned[4]}", context)
    if american.day and american.day != british.day:
        return DayReading(american.day, "month first")
    return british


def _placed(plain: str, context: DayContext) -> DayReading:
    """The day day first, with the year and the century that fit what stands near."""
    reference, ahead = (context.latest, 0) if context.latest else (context.near, 20)
    written = read_written_day(plain, reference, ahead)
    if written is None:
        return DayReading()
    if written.year is None:
        return _supposed(written, context)
    day = written.in_year(written.year)
    if day and context.latest and day > context.latest and not re.search(r"\d{4}", plain):
        day = WrittenDay(day.year - 100, day.month, day.day).in_year(day.year - 100)
    return DayReading(day) if day and _EARLIEST <= day <= _LATEST else DayReading()


def _supposed(written: WrittenDay, context: DayContext) -> DayReading:
    """A day without a year: the next one from what stands near, or the nearest to it."""
    near = context.near
    if near is None:
        return DayReading()
    ahead, back = written.nearest_future(near), None if context.after else written.nearest_past(near)
    fits = [day for day in (ahead, back) if day]
    day = min(fits, key=lambda fit: abs((fit - near).days), default=None)
    return DayReading(day, "year supposed") if day else DayReading()


def read_days(cell: Cell, context: DayContext = NO_CONTEXT) -> tuple[tuple[date, ...], tuple[str, ...]]:
    """Every day of a cell that holds several, in order and each once, and the pieces that are no days."""
    if not isinstance(cell, str):
        reading = read_day(cell, context)
        return ((reading.day,), ()) if reading.day else ((), (cell_line(cell),) if cell is not None else ())
    days: list[date] = []
    others: list[str] = []
    for piece in _SPLIT_DAYS.split(cell):
        words = one_line(piece)
        reading = read_day_words(words, context) if words else DayReading()
        if reading.day:
            days.append(reading.day)
        elif words:
            others.append(words)
    return tuple(dict.fromkeys(days)), tuple(others)


def month_first_column(cells: list[Cell]) -> bool:
    """Whether a column writes the month first: some of its days can be read only so, and none only day first."""
    american = british = 0
    for cell in cells:
        found = _FIGURES.match(one_line(cell)) if isinstance(cell, str) else None
        if found:
            first, second = int(found[1]), int(found[3])
            # A day that does not exist either way ("06/31/2019") says nothing about the others.
            american += first <= 12 < second and WrittenDay(2000, first, second).in_year(2000) is not None
            british += second <= 12 < first
    return american > 0 and british == 0


def year_of_sheet(name: str) -> date | None:
    """The middle of the year a sheet's name tells: "HIP 2015-16" gives 1 October 2015, "2016" 1 July 2016."""
    spanned = re.search(r"\b(20\d{2}|19\d{2})\s*[-/_–]\s*(?:\d{2}|\d{4})\b", name)
    if spanned:
        return date(int(spanned[1]), 10, 1)
    single = re.search(r"\b(20\d{2}|19\d{2})\b", name)
    return date(int(single[1]), 7, 1) if single else None
