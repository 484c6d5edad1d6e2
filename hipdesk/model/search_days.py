"""Days as they are typed into the search: a day, a month, a quarter, a year, a span, before, after, none."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.folding import fold
from hipdesk.model.periods import Basis, Period, month, parse_period, previous, quarter_of, year_of

HOW = "a day, month, quarter or year: 2026-09-14, 2026-09, 2026-Q2, 2026-27, 2026; or none"
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_QUARTER = re.compile(r"(\d{4}(?:[-/]\d{2,4})?)[-/ ]?q(\d)")
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Days:
    """Days ``first`` to ``last``, both included; a side that is None is open. ``none``: there is no such day at all."""

    first: date | None = None
    last: date | None = None
    none: bool = False

    @property
    def words(self) -> str:
        """ "1 April to 30 June 2026", "from 1 May 2026", "never"."""
        if self.none:
            return "never"
        if self.first is None or self.last is None:
            return f"from {_told(self.first)}" if self.first else f"until {_told(self.last)}" if self.last else "ever"
        if self.first == self.last:
            return _told(self.first)
        start = f"{self.first.day} {self.first:%B}"
        return f"{start if self.first.year == self.last.year else _told(self.first)} to {_told(self.last)}"


def read_days(typed: str, today: date, basis: Basis) -> Days | None:
    """What was typed as days, or None when it cannot be read; never raises.

    "2026-Q2" is a quarter of the calendar year, "2026-27-Q2" of the financial year; "this-quarter" is the office's.
    """
    plain = fold(typed).replace(" ", "-").strip("-")
    try:
        return _read(plain, today, basis)
    except (HipDeskError, ValueError, OverflowError):
        return None


def _read(plain: str, today: date, basis: Basis) -> Days | None:
    if plain in ("none", "never"):
        return Days(none=True)
    if plain[:1] in "<>" and plain:
        inner = _span(plain[1:].lstrip("=-"), today, basis)
        day = timedelta(days=0 if plain[1:2] == "=" else 1)
        if plain[0] == "<":
            return Days(last=inner.last if not day else inner.first - day)
        return Days(first=inner.first if not day else inner.last + day)
    first, dots, last = plain.partition("..")
    if not dots:
        span = _span(plain, today, basis)
        return Days(span.first, span.last)
    start = _span(first, today, basis).first if first else None
    end = _span(last, today, basis).last if last else None
    return None if (start is None and end is None) or (start and end and start > end) else Days(start, end)


def _span(plain: str, today: date, basis: Basis) -> Period:
    named = _named(plain, today, basis)
    if named is not None:
        return named
    for pattern, order in ((_DAY, (0, 1, 2)), (_BRITISH, (2, 1, 0))):
        found = pattern.fullmatch(plain)
        if found:
            day = date(*(int(found.groups()[at]) for at in order))
            return Period(day, day, "", basis, "span")
    found = _MONTH.fullmatch(plain)
    if found and 1 <= int(found[2]) <= _LAST_MONTH:
        return month(date(int(found[1]), int(found[2]), 1), basis)
    found = _QUARTER.fullmatch(plain)
    return parse_period(
        f"{found[1]} Q{found[2]}" if found else plain.replace("-", " ") if plain[:1].isalpha() else plain
    )


def _named(plain: str, today: date, basis: Basis) -> Period | None:
    spans = {"month": month(today, basis), "quarter": quarter_of(today, basis), "year": year_of(today, basis)}
    which, _dash, span = plain.partition("-")
    if span in spans and which in ("this", "last"):
        return spans[span] if which == "this" else previous(spans[span])
    ago = {"today": 0, "yesterday": 1, "tomorrow": -1}.get(plain)
    if ago is None:
        return None
    day = today - timedelta(days=ago)
    return Period(day, day, "", basis, "span")


def _told(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
