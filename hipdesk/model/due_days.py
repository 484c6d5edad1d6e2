"""Reading when something is due: "12 Dec", "Friday", "next panel", "within 2 weeks". A due day is a working day ahead.

What is not surely understood is not read.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from hipdesk.kernel.text import one_line
from hipdesk.model.periods import add_months, month_end
from hipdesk.model.workdays import (
    Nation,
    add_working_days,
    is_working_day,
    why_not_working,
    working_day_on_or_before,
)
from hipdesk.model.written_dates import month_number, read_written_day, weekday_number

_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {name: number for number, name in enumerate(_COUNTED, start=1)} | {"a": 1, "the": 1, "a couple of": 2}
_COUNT = re.compile(
    rf"^(?:within\s+)?(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})?\s*"
    r"(?P<unit>working days?|wd|days?|weeks?|wks?|fortnights?|months?)'?(?:\s+time)?$"
)
_PANEL = re.compile(r"^(?:the\s+)?(?:next\s+)?(?:panel|meeting|hip|hip meeting|panel meeting)$")
_END = re.compile(r"^(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?(?P<next>next\s+)?(?P<what>day|week|month|[a-z]{3,9})$")
_STALE = 120  # a day of the year that passed so recently was surely not meant for next year


@dataclass(frozen=True, slots=True)
class DueDay:
    """A due ``day``, which is worked; the day ``asked`` for; and a ``note`` when they differ or a choice was made."""

    day: date
    asked: date
    note: str = ""


def read_due(
    words: str, today: date, nation: Nation = "ENG", next_panel: date | None = None, *, before: bool = False
) -> DueDay | None:
    """Read a due day from words such as "12 Dec", "next Friday", "2 weeks" or "next panel"; None when not understood.

    A day off work is moved to the working day before it, or after it when that has passed. ``before`` means the day
    itself is too late ("before 12 Dec"). Days past are not read.
    """
    plain = one_line(words).lower().replace("’", "'").strip(" .,;:!")
    plain = re.sub(r"^(?:on|by|the latest|latest)\s+", "", plain)
    found = _counted(plain, today, nation) or _named(plain, today, next_panel) or _dated(plain, today)
    if found is None:
        return None
    asked, note = found
    if asked < today:
        return None
    day = add_working_days(asked, -1, nation) if before else asked
    if before:
        note = f"before {_short(asked)}"
    if not is_working_day(day, nation):
        note = f"{_short(day)} is {why_not_working(day, nation)}"
        day = working_day_on_or_before(day, nation)
    if day < today:
        if before:
            return None
        day = add_working_days(asked, 1, nation)
    return DueDay(day, asked, note)


def past_day(words: str, today: date) -> date | None:
    """The day these words name ("by 1 Dec") when it is gone: ``read_due`` does not read it. None for all others."""
    plain = one_line(words).lower().strip(" .,;:!")
    written = read_written_day(re.sub(r"^(?:no later than|not later than|by|before|due|on)\s+", "", plain), today)
    if written is None:
        return None
    yesterday = today - timedelta(days=1)
    day = written.nearest_past(yesterday) if written.year is None else written.in_year(written.year)
    return day if day is not None and day < today else None


def _counted(text: str, today: date, nation: Nation) -> tuple[date, str] | None:
    found = _COUNT.match(text)
    if not found:
        return None
    given, unit = found["count"], found["unit"]
    if given is None and not unit.startswith("fortnight"):
        return None
    count = _NUMBERS.get(given, 1) if given is None or not given.isdigit() else int(given)
    if unit.startswith("w") and not unit.startswith(("week", "wk")):
        return add_working_days(today, count, nation), ""
    if unit.startswith("month"):
        return add_months(today, count), ""
    days = count * (14 if unit.startswith("fortnight") else 7 if unit.startswith(("week", "wk")) else 1)
    return today + timedelta(days=days), ""


def _named(text: str, today: date, next_panel: date | None) -> tuple[date, str] | None:
    if _PANEL.match(text):
        return (next_panel, "next panel") if next_panel else None
    if text in ("today", "tonight", "close of play", "cop", "eod"):
        return today, ""
    if text == "tomorrow":
        return today + timedelta(days=1), ""
    end = _END.match(text)
    if end:
        return _end_of(end["what"], bool(end["next"]), today)
    which, _, name = text.rpartition(" ")
    number = weekday_number(name) if which in ("", "this", "next", "coming", "this coming") else None
    if number is None:
        return None
    if which == "next":
        # Read as the week after this one; the note lets the writer see it.
        day = today + timedelta(days=7 - today.weekday() + number)
        return day, f"next {day:%A} read as {_short(day)}"
    ahead = (number - today.weekday()) % 7
    return today + timedelta(days=ahead or (0 if which == "this" else 7)), ""


def _end_of(what: str, following: bool, today: date) -> tuple[date, str] | None:
    if what == "day":
        return None if following else (today, "")
    if what == "week":
        friday = today + timedelta(days=4 - today.weekday())
        return friday + timedelta(days=7 if following else 0), ""
    if what == "month":
        return month_end(add_months(today, 1) if following else today), ""
    month = month_number(what)
    if month is None or following:
        return None
    return month_end(date(today.year + (month < today.month), month, 1)), ""


def _dated(text: str, today: date) -> tuple[date, str] | None:
    written = read_written_day(text, today)
    if written is None:
        return None
    if written.year is not None:
        day = written.in_year(written.year)
        return (day, "") if day else None
    past, ahead = written.nearest_past(today - timedelta(days=1)), written.nearest_future(today)
    if ahead is None or (past is not None and (today - past).days <= _STALE and (ahead - today).days > _STALE):
        return None
    return ahead, ""


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
