"""Reporting periods: quarters, years, months and spans, on the financial (April) or the calendar basis.

A financial year is written "2016-17", a calendar year "2016"; the label alone therefore tells the basis.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NoReturn

from hipdesk.kernel.errors import Refused

Basis = Literal["financial", "calendar"]
Kind = Literal["month", "quarter", "year", "span"]
_START: dict[Basis, int] = {"financial": 4, "calendar": 1}
_BASIS_WORDS: dict[Basis, str] = {
    "financial": "Financial year, April to March",
    "calendar": "Calendar year, January to December",
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_YEAR = r"(?P<year>\d{4})(?:\s*[-/–]\s*(?P<next>\d{2}|\d{4}))?"
_QUARTER = r"(?:Q|qtr\.?|quarter)\s*(?P<quarter>\d+)"
_WRITTEN = (
    re.compile(rf"^{_YEAR}\s*,?\s*{_QUARTER}$", re.IGNORECASE),
    re.compile(rf"^{_QUARTER}\s*,?\s*{_YEAR}$", re.IGNORECASE),
    re.compile(rf"^{_YEAR}$"),
)
_HOW = "Write it like 2016-17 Q2 (financial year) or 2016 Q2 (calendar year)."
_MONTH = re.compile(r"^(?P<month>[A-Za-z]{3,9})\.?\s+(?P<year>\d{4})$")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days ``first`` to ``last``, both included; ``label`` as printed; ``basis`` of its year; ``kind`` of span."""

    first: date
    last: date
    label: str
    basis: Basis
    kind: Kind = "quarter"

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def basis_words(self) -> str:
        """The basis in words, for the foot of every page of a report."""
        return _BASIS_WORDS[self.basis]

    @property
    def words(self) -> str:
        """ "1 July to 30 September 2016": the days in words."""
        start = f"{self.first.day} {self.first:%B}"
        if self.first.year != self.last.year:
            start += f" {self.first.year}"
        return f"{start} to {self.last.day} {self.last:%B} {self.last.year}"


def add_months(day: date, months: int) -> date:
    """The same day so many months later (earlier when negative); the month's last day where that day is missing.

    Raises ``Refused`` outside the years 1 to 9999.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise Refused("That many months lead out of the calendar.", to_do="Give a smaller number.")
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def month_end(day: date) -> date:
    """The last day of the month a day is in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def start_year(day: date, basis: Basis) -> int:
    """The year in which the reporting year of a day began: March 2017 belongs to 2016 on the financial basis."""
    return day.year if day.month >= _START[basis] else day.year - 1


def year_label(start: int, basis: Basis) -> str:
    """ "2016-17" on the financial basis, "2016" on the calendar basis."""
    return f"{start}-{(start + 1) % 100:02d}" if basis == "financial" else f"{start}"


def quarter(start: int, number: int, basis: Basis) -> Period:
    """Quarter ``number`` (1 to 4) of the reporting year that began in ``start``; ``Refused`` otherwise."""
    if number not in (1, 2, 3, 4):
        _refuse(f"There is no quarter {number}: a year has quarters 1 to 4.")
    first = add_months(_day(start, _START[basis]), 3 * (number - 1))
    return Period(first, month_end(add_months(first, 2)), f"{year_label(start, basis)} Q{number}", basis, "quarter")


def year(start: int, basis: Basis) -> Period:
    """The whole reporting year that began in ``start``."""
    first = _day(start, _START[basis])
    return Period(first, month_end(add_months(first, 11)), year_label(start, basis), basis, "year")


def month(day: date, basis: Basis) -> Period:
    """The calendar month of a day, labelled "September 2016"."""
    first = day.replace(day=1)
    return Period(first, month_end(day), f"{MONTHS[day.month - 1]} {day.year}", basis, "month")


def quarter_of(day: date, basis: Basis) -> Period:
    """The quarter a day lies in."""
    return quarter(start_year(day, basis), (day.month - _START[basis]) % 12 // 3 + 1, basis)


def year_of(day: date, basis: Basis) -> Period:
    """The reporting year a day lies in."""
    return year(start_year(day, basis), basis)


def previous(period: Period) -> Period:
    """The quarter, month or year just before; for another span, the span of as many months that ends the day before."""
    before = period.first - timedelta(days=1)
    if period.kind == "quarter":
        return quarter_of(before, period.basis)
    if period.kind == "month":
        return month(before, period.basis)
    if period.kind == "year":
        return year_of(before, period.basis)
    first = add_months(period.first, -len(months_in(period)))
    return Period(first, before, _span_label(first, before), period.basis, "span")


def same_last_year(period: Period) -> Period:
    """The same quarter, month, year or span twelve months earlier."""
    first = add_months(period.first, -12)
    if period.kind == "quarter":
        return quarter_of(first, period.basis)
    if period.kind == "month":
        return month(first, period.basis)
    if period.kind == "year":
        return year_of(first, period.basis)
    last = month_end(add_months(period.last, -12))
    return Period(first, last, _span_label(first, last), period.basis, "span")


def year_to_date(period: Period) -> Period:
    """From the first day of the reporting year to the period's last day, labelled "2016-17 to end of September"."""
    whole = year_of(period.last, period.basis)
    label = f"{whole.label} to end of {MONTHS[period.last.month - 1]}"
    return Period(whole.first, period.last, label, period.basis, "span")


def rolling_twelve_months(period: Period) -> Period:
    """The twelve months that end with the period, labelled "12 months to September 2016"."""
    first = add_months(period.last + timedelta(days=1), -12)
    label = f"12 months to {MONTHS[period.last.month - 1]} {period.last.year}"
    return Period(first, period.last, label, period.basis, "span")


def months_in(period: Period) -> tuple[Period, ...]:
    """The calendar months it touches, in order, each whole."""
    found = []
    first = period.first.replace(day=1)
    while first <= period.last:
        found.append(month(first, period.basis))
        if (first.year, first.month) == (9999, 12):
            break
        first = add_months(first, 1)
    return tuple(found)


def quarters_in(period: Period) -> tuple[Period, ...]:
    """The quarters it touches, in order, each whole."""
    return tuple(dict.fromkeys(quarter_of(each.first, period.basis) for each in months_in(period)))


def quarters_ending_with(period: Period, count: int = 4) -> tuple[Period, ...]:
    """So many quarters, oldest first, ending with the one of the period's last day: for tables of four quarters."""
    found = [quarter_of(period.last, period.basis)]
    while len(found) < count:
        found.insert(0, previous(found[0]))
    return tuple(found)


def span(first: date, last: date, basis: Basis) -> Period:
    """Any days from ``first`` to ``last``; ``Refused`` when the last comes before the first."""
    if last < first:
        _refuse("The last day comes before the first day.")
    return Period(first, last, _span_label(first, last), basis, "span")


def parse_period(text: str) -> Period:
    """Read "2016-17 Q2", "2016/17 Q2", "Q2 2016-17", "2016 Q2" (calendar), "2016-17", "2016" or "September 2016".

    Raises ``Refused`` with a plain sentence for anything else.
    """
    plain = " ".join(text.split())
    for pattern in _WRITTEN:
        found = pattern.match(plain)
        if found:
            parts = found.groupdict()
            return _read(int(parts["year"]), parts["next"], parts.get("quarter"))
    named = _MONTH.match(plain)
    numbers = [n for n, name in enumerate(MONTHS, 1) if named and name.lower().startswith(named["month"].lower())]
    if not named or not numbers:
        raise Refused("This is not a period that can be read.", to_do=_HOW)
    return month(_day(int(named["year"]), numbers[0]), "calendar")


def _read(start: int, following: str | None, number: str | None) -> Period:
    basis: Basis = "calendar" if following is None else "financial"
    if following is not None:
        expected = f"{start + 1:04d}"
        if following not in (expected, expected[-2:]):
            _refuse(f"A financial year covers two years in a row: {year_label(start, 'financial')}.")
    return year(start, basis) if number is None else quarter(start, int(number), basis)


def _day(year_number: int, month_number: int) -> date:
    if not 1 <= year_number <= 9998:
        _refuse("That year is outside the calendar.")
    return date(year_number, month_number, 1)


def _span_label(first: date, last: date) -> str:
    if first.day == 1 and last == month_end(last):
        if (first.year, first.month) == (last.year, last.month):
            return f"{MONTHS[first.month - 1]} {first.year}"
        return f"{MONTHS[first.month - 1]} {first.year} to {MONTHS[last.month - 1]} {last.year}"
    return f"{first.day} {first:%B} {first.year} to {last.day} {last:%B} {last.year}"


def _refuse(what: str) -> NoReturn:
    raise Refused(what, to_do=_HOW)
