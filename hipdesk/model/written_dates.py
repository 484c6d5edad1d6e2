"""Reading the parts of a day as British people write it: day first, names of months, two-digit years, ordinals.

What is read here is exact or nothing; what a sentence around it means is for ``partial_dates`` and ``due_days``.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from hipdesk.model.periods import MONTHS, month_end

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?\.?,?\s+)?"
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_DAY_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"^{_WEEKDAY}(?P<day>\d{{1,2}})\s*[/.\-]\s*(?P<month>\d{{1,2}})\s*[/.\-]\s*{_YEAR}$",
        # Without a year only the stroke: "12.05" is a time and "3-4" a count as often as a day.
        rf"^{_WEEKDAY}(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?P<year>)$",
        rf"^{_WEEKDAY}{_ORDINAL}(?:\s+of)?[\s\-/.]*{_NAME}(?:[\s\-/,.]*{_YEAR})?$",
        rf"^{_WEEKDAY}{_NAME}\s+{_ORDINAL},?\s+(?P<year>\d{{4}})$",
        r"^(?P<year>\d{4})[\-/.](?P<month>\d{1,2})[\-/.](?P<day>\d{1,2})$",
        r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})$",
    )
)
_MONTH_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"^{_NAME}[\s,]+(?P<year>\d{{4}}|'\d{{2}})$",
        rf"^{_NAME}\s*[\-/]\s*{_YEAR}$",
        r"^(?P<month>\d{1,2})\s*[/.\-]\s*(?P<year>\d{4})$",
        r"^(?P<year>\d{4})-(?P<month>\d{2})$",
        rf"^{_NAME}$",
    )
)
_PIVOT = 50  # without a reference year: 00 to 49 are 20xx


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day or a month as written: ``year`` None where none was given, ``day`` None for a month."""

    year: int | None
    month: int
    day: int | None

    def in_year(self, year: int) -> date | None:
        """The day (a month's first) in a year; None where it does not exist, such as 29 February 2015."""
        try:
            return date(self.year or year, self.month, self.day or 1)
        except ValueError:
            return None

    def nearest_past(self, reference: date) -> date | None:
        """The day in its own year or, without one, the latest such day not after ``reference``."""
        if self.year is not None:
            return self.in_year(self.year)
        for back in range(9):  # 29 February comes round at most eight years apart
            day = self.in_year(reference.year - back) if reference.year > back else None
            if day is not None and day <= reference:
                return day
        return None

    def nearest_future(self, reference: date) -> date | None:
        """The day in its own year or, without one, the earliest such day not before ``reference``."""
        if self.year is not None:
            return self.in_year(self.year)
        for ahead in range(9):
            day = self.in_year(reference.year + ahead) if reference.year + ahead <= date.max.year else None
            if day is not None and day >= reference:
                return day
        return None


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or its beginning of three letters or more, whatever the case; else None."""
    start = word.lower()
    if len(start) < 3:
        return None
    return next((number for number, name in enumerate(MONTHS, start=1) if name.lower().startswith(start)), None)


def weekday_number(word: str) -> int | None:
    """0 (Monday) to 6 for a weekday's name or its beginning of three letters or more; else None."""
    start = word.lower()
    if len(start) < 3:
        return None
    return next((number for number, name in enumerate(WEEKDAYS) if name.startswith(start)), None)


def full_year(digits: str, reference: date | None, ahead: int = 20) -> int:
    """The year of two or four digits; two digits lie within the century that ends ``ahead`` years after ``reference``.

    Without a reference 00 to 49 are 2000 to 2049 and 50 to 99 are 1950 to 1999.
    """
    number = int(digits.lstrip("'"))
    if len(digits.lstrip("'")) == 4:
        return number
    if reference is None:
        return number + (2000 if number < _PIVOT else 1900)
    latest = reference.year + ahead
    return latest - (latest - number) % 100


def read_written_day(text: str, reference: date | None = None, ahead: int = 20) -> WrittenDay | None:
    """The day written in lower-case ``text``, day first; None when it is no day or does not exist.

    A day without a year must exist in a leap year: 30 February never does.
    """
    for form in _DAY_FORMS:
        found = form.match(text)
        if found is None:
            continue
        parts = found.groupdict()
        month = month_number(parts["name"]) if parts.get("name") else int(parts["month"])
        year = full_year(parts["year"], reference, ahead) if parts["year"] else None
        if month is None:
            continue
        written = WrittenDay(year, month, int(parts["day"]))
        if written.in_year(2000) is not None:
            return written
    return None


def read_written_month(text: str, reference: date | None = None, ahead: int = 20) -> WrittenDay | None:
    """The month written in lower-case ``text``: "mar 2015", "march '15", "mar-12", "03/2015", "march"; else None."""
    for form in _MONTH_FORMS:
        found = form.match(text)
        if found is None:
            continue
        parts = found.groupdict()
        month = month_number(parts["name"]) if parts.get("name") else int(parts["month"])
        year = full_year(parts["year"], reference, ahead) if parts.get("year") else None
        if month is not None and 1 <= month <= 12 and year != 0:
            return WrittenDay(year, month, None)
    return None


def excel_day(serial: float) -> date | None:
    """The day of an Excel serial number between 18 May 1927 and 31 December 2099; None outside.

    Time of day is dropped. Smaller numbers are years, ages or counts, so they are not read as days.
    """
    if not 10_000 <= serial < 73_051:
        return None
    return date(1899, 12, 30) + timedelta(days=int(serial))


def whole_month(first: date) -> tuple[date, date]:
    """The first and last day of the month a day is in."""
    return first.replace(day=1), month_end(first)
