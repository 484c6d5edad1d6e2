"""How papers put things into words: dates, counts, shares and strong passages. Values in, plain strings out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from hipdesk.papers.text import Drawn

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
NOT_KNOWN = "Not known"
NOT_RECORDED = "Not recorded"
SMALLEST_BASE = 20


@dataclass(frozen=True, slots=True)
class Strong:
    """A passage set in bold."""

    text: str


Words = str | tuple[str | Strong, ...]


def told(words: Words) -> object:
    """``words`` as the templates read them: a string, or a list of strings and ``{"b": string}``."""
    if isinstance(words, str):
        return words
    return [{"b": part.text} if isinstance(part, Strong) else part for part in words]


def spoken(words: Words) -> str:
    """``words`` without their weight, for alternative texts and titles."""
    return words if isinstance(words, str) else "".join(part if isinstance(part, str) else part.text for part in words)


def day_month(day: date) -> str:
    """``12 November``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def full_day(day: date) -> str:
    """``12 November 2026``."""
    return f"{day_month(day)} {day.year}"


def weekday(day: date) -> str:
    """``Thursday 12 November 2026``."""
    return f"{_DAYS[day.weekday()]} {full_day(day)}"


def short_weekday(day: date) -> str:
    """``Thursday 12 November``."""
    return f"{_DAYS[day.weekday()]} {day_month(day)}"


def short_day(day: date) -> str:
    """``12 Nov``, for narrow columns."""
    return f"{day.day} {_SHORT[day.month - 1]}"


def day_near(day: date, on: date) -> str:
    """``12 November``, with its year when that is not the year of ``on``, the paper's own day."""
    return day_month(day) if day.year == on.year else full_day(day)


def short_near(day: date, on: date) -> str:
    """``12 Nov``, with its year when that is not the year of ``on``, the paper's own day."""
    return short_day(day) if day.year == on.year else f"{short_day(day)} {day.year}"


def short_months(words: str) -> str:
    """Day words for a narrow column: ``since 1 September 2016`` becomes ``since 1 Sep 2016``."""
    return _LONG_MONTH.sub(lambda found: found.group()[:3], words)


def clock(at: time) -> str:
    """``10:05``."""
    return f"{at.hour:02}:{at.minute:02}"


def day_or(day: date | None, otherwise: str = NOT_RECORDED) -> str:
    """A day in full, or what to print when there is none."""
    return otherwise if day is None else full_day(day)


def short_or(day: date | None, otherwise: str = NOT_KNOWN) -> str:
    """A short day, or what to print when there is none."""
    return otherwise if day is None else short_day(day)


def spelled(number: int) -> str:
    """Small numbers as words, as in running text: ``six``, ``14``."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def ordinal(number: int) -> str:
    """``first`` to ``tenth``, then ``11th``."""
    if 1 <= number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 action``, ``3 actions``, ``6 entries``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def percent(part: int, of: int) -> str:
    """A whole percentage; empty when the base is too small to give one."""
    return f"{round(100 * part / of)}%" if of >= SMALLEST_BASE else ""


def share(part: int, of: int) -> str:
    """``74%, 43 of 58``; ``5 of 14`` on a base under 20."""
    given = percent(part, of)
    return f"{given}, {part} of {of}" if given else f"{part} of {of}"


def listed(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def capital(text: str) -> str:
    """The same with a capital first letter; empty stays empty."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The same with a capital first letter and a full stop at its end; empty stays empty."""
    plain = text.strip()
    if not plain:
        return ""
    return capital(plain) + ("" if plain[-1] in ".!?”" else ".")


def cut_within(content: object, limits: dict[str, int], limit: int) -> object:
    """JSON-like ``content`` with no string over ``limit`` characters; under a key of ``limits``, over that one's."""
    if isinstance(content, Drawn):
        return content
    if isinstance(content, str):
        return cut(content, limit)[0]
    if isinstance(content, dict):
        return {key: cut_within(value, limits, limits.get(key, limit)) for key, value in content.items()}
    if isinstance(content, list):
        return [cut_within(value, limits, limit) for value in content]
    return content


def cut(text: str, limit: int) -> tuple[str, bool]:
    """At most ``limit`` characters, cut at a word, with an ellipsis; and whether anything was left out."""
    if len(text) <= limit:
        return text, False
    head = text[: max(limit - 1, 0)]
    space = head.rfind(" ")
    if space > limit // 2:
        head = head[:space]
    return head.rstrip(" ,;:.\n") + "…", True
