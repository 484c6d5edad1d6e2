"""How referrals and cases are put into words and chips, the same on every screen."""

from collections.abc import Sequence
from datetime import date, time

from hipdesk.model.cases.flags import LONG_WORDS, SHORT_WORDS
from hipdesk.model.referrals.views import IncidentLine, RiskWords
from ui.widgets.chips import Chip, care, noted, risk, strand, trend

_CARE = frozenset({"child", "adult_at_risk", "address_kept", "not_aware", "restricted", "media"})
_TIMES = {1: "Once", 2: "Twice"}


def risk_chip(found: RiskWords, moved: str = "") -> Chip:
    """The risk with its score; a grey word when nothing was assessed."""
    if not found.band:
        return noted("grey", "glyph-none", "Not assessed", size=12)
    return risk(found.band, "" if found.score is None else found.score, trend=moved)


def trend_chip(code: str) -> Chip | None:
    """Which way risk went, or nothing when it was never assessed."""
    return trend(code) if code in ("rising", "level", "falling", "first") else None


def strand_chips(words: Sequence[str]) -> tuple[Chip, ...]:
    """The strands as tags."""
    return tuple(strand(word) for word in words)


def flag_chips(flags: Sequence[str], *, long: bool = False) -> tuple[Chip, ...]:
    """Care flags: what has an icon of its own first, the others with a plain flag."""
    words = LONG_WORDS if long else SHORT_WORDS
    return tuple(
        care(code, words[code]) if code in _CARE else noted("grey", "flag", words[code], size=12)
        for code in flags
        if code in words
    )


def day(when: date | None, today: date) -> str:
    """ "Today", "Mon 30 Nov", "Thu 14 Jan 2027" when it is of another year; empty for none."""
    if when is None:
        return ""
    if when == today:
        return "Today"
    year = f" {when.year}" if when.year != today.year and abs((when - today).days) > 200 else ""
    return f"{when:%a} {when.day} {when:%b}{year}"


def day_within(when: date | None, today: date) -> str:
    """As ``day``, within a sentence: "today"."""
    return "today" if when == today else day(when, today)


def when_words(line: IncidentLine, today: date) -> str:
    """When an incident was: "Sat 21 Nov, 23:40" of one known day, else as it was told, such as "since June 2026"."""
    if line.day is None or line.day_words != f"{line.day.day} {line.day:%B} {line.day.year:04d}":
        return joined(line.day_words or "Not known", clock(line.at))
    return joined(day(line.day, today), clock(line.at))


def on_day(when: date, today: date) -> str:
    """ "today", "on Mon 30 Nov": when something happens, within a sentence."""
    return "today" if when == today else f"on {day(when, today)}"


def long_day(when: date, today: date) -> str:
    """ "Today", "Monday 30 November", with the year when it is another."""
    if when == today:
        return "Today"
    year = f" {when.year}" if when.year != today.year else ""
    return f"{when:%A} {when.day} {when:%B}{year}"


def full_day(when: date | None) -> str:
    """ "Tue 8 Sep 2026"; empty for none."""
    return f"{when:%a} {when.day} {when:%b} {when.year}" if when else ""


def clock(at: time | None) -> str:
    """ "15:20"; empty for none."""
    return f"{at:%H:%M}" if at else ""


def times(count: int) -> str:
    """ "Not yet", "Once", "Twice", "3 times"."""
    return "Not yet" if count == 0 else _TIMES.get(count, f"{count} times")


def joined(*parts: str, by: str = ", ") -> str:
    """The parts that are not empty, with something between."""
    return by.join(part for part in parts if part)
