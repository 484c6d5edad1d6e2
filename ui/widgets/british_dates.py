"""Days as people in Britain type them: "14 march 88", "12/5", "14.3.1988", "yesterday", "thu". Day before month."""

import re
from datetime import date, timedelta
from typing import Literal

Lean = Literal["past", "near", "future"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .\-/]*([a-z]{3,9})\.?(?:[ .,\-/]*(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SOLID = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")


def read(words: str, today: date, lean: Lean = "near") -> date | None:
    """The day meant, or None when none is. A missing century or year is chosen by ``lean``.

    ``past``: the latest such day not after today; ``future``: the earliest not before; ``near``: the nearest.
    """
    plain = " ".join(words.casefold().replace(",", " ").split())
    if plain in _NEAR:
        return today + timedelta(days=_NEAR[plain])
    if len(plain) >= 3 and plain.isalpha():
        return _weekday(plain, today, lean)
    for pattern in (_ISO, _NUMBERS, _WORDS, _SOLID):
        found = pattern.fullmatch(re.sub(r"^[a-z]{3,9} (?=\d)", "", plain))
        if found:
            return _from_parts(pattern, found, today, lean)
    return None


def _from_parts(pattern: re.Pattern[str], found: re.Match[str], today: date, lean: Lean) -> date | None:
    first, second, third = found.groups()
    if pattern is _ISO:
        return _made(int(first), int(second), int(third))
    month = _month(second) if pattern is _WORDS else int(second)
    if month is None:
        return None
    if third is not None and len(third) == 4:
        return _made(int(third), month, int(first))
    if third is None:
        years = range(today.year - 9, today.year + 9)
    else:
        short = int(third)
        years = range(today.year // 100 * 100 - 100 + short, today.year // 100 * 100 + 101 + short, 100)
    days = [made for year in years if (made := _made(year, month, int(first))) is not None]
    return _chosen(days, today, lean)


def _chosen(days: list[date], today: date, lean: Lean) -> date | None:
    if lean == "past":
        return max((day for day in days if day <= today), default=None)
    if lean == "future":
        return min((day for day in days if day >= today), default=None)
    return min(days, key=lambda day: abs((day - today).days), default=None)


def _weekday(plain: str, today: date, lean: Lean) -> date | None:
    for at, name in enumerate(_DAYS):
        if plain.startswith(name) and (plain == name or plain.endswith("day")):
            ahead = (at - today.weekday()) % 7
            days = [today + timedelta(days=ahead - 7), today + timedelta(days=ahead)]
            return _chosen(days, today, lean)
    return None


def _month(name: str) -> int | None:
    for at, long in enumerate(_LONG):
        if name[:3] == _MONTHS[at] and (long.casefold().startswith(name) or name == "sept"):
            return at + 1
    return None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def long(day: date) -> str:
    """ "14 March 1988"."""
    return f"{day.day} {_LONG[day.month - 1]} {day.year}"


def short(day: date, *, year: bool = False) -> str:
    """ "Thu 14 Jan", with the year when asked."""
    words = f"{_DAYS[day.weekday()].title()} {day.day} {_LONG[day.month - 1][:3]}"
    return f"{words} {day.year}" if year else words
