"""Rules of counting for reports: shares, changes, middle values, and the days between which a clock falls due.

Definitions are those of the field (design, domain 8.1). No percentage stands on a base under ``SMALLEST_BASE``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hipdesk.model.workdays import Nation, add_working_days, days_late

SMALLEST_BASE = 20
AGEING: tuple[tuple[int, int | None], ...] = ((1, 10), (11, 20), (21, None))
"""Working days overdue, in three bands; the last has no end."""

_DAY = timedelta(days=1)
_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some lengths in working days: ``median`` and the quarter below and above; ``count`` measured."""

    count: int
    lower: int
    median: int
    upper: int


def percent(part: int, of: int) -> int | None:
    """A whole percentage, half rounded up; None on a base under 20."""
    return None if of < SMALLEST_BASE else (200 * part + of) // (2 * of)


def share(part: int, of: int) -> str:
    """ "74%, 43 of 58"; "5 of 14" on a base under 20."""
    given = percent(part, of)
    return f"{part} of {of}" if given is None else f"{given}%, {part} of {of}"


def spelled(number: int) -> str:
    """Small numbers as in running text: "six", "14"."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 case", "3 cases", "6 entries"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def change_words(now: int, before: int) -> str:
    """ "up 5", "down 1", "the same"."""
    if now == before:
        return "the same"
    return f"up {now - before}" if now > before else f"down {before - now}"


def more_or_fewer(now: int, before: int) -> str:
    """ "five more than", "one fewer than", "as many as"."""
    if now == before:
        return "as many as"
    return f"{spelled(abs(now - before))} {'more' if now > before else 'fewer'} than"


def spread(lengths: Iterable[tuple[int, int]]) -> Spread | None:
    """Median and quartiles of (length, how many) pairs, by nearest rank; None when nothing was measured.

    Nearest rank gives a length that occurred, so that half a working day is never printed.
    """
    ordered = sorted(pair for pair in lengths if pair[1] > 0)
    total = sum(many for _, many in ordered)
    if not total:
        return None
    return Spread(total, *(_at_rank(ordered, -(-total * part // 4)) for part in (1, 2, 3)))


def _at_rank(ordered: Sequence[tuple[int, int]], rank: int) -> int:
    seen = 0
    for length, many in ordered:
        seen += many
        if seen >= rank:
            return length
    raise AssertionError("a rank lies within the count")


def ageing_days(on: date, nation: Nation = "ENG") -> tuple[tuple[date | None, date], ...]:
    """For each band of ``AGEING`` the due days (first, last) that are so late on ``on``; None: no first day.

    Counted as ``workdays.days_late`` counts: a thing due on Friday is one day late on Saturday.
    """
    found: list[tuple[date | None, date]] = []
    last = on - _DAY
    for _, most in AGEING:
        first = None if most is None else earliest_late(on, most, nation)
        found.append((first, last))
        if first is not None:
            last = first - _DAY
    return tuple(found)


def earliest_late(on: date, most: int, nation: Nation = "ENG") -> date:
    """The earliest due day that is at most ``most`` working days late on ``on``."""
    day = add_working_days(on, -most, nation)
    while days_late(day - _DAY, on, nation) <= most:
        day -= _DAY
    while days_late(day, on, nation) > most:
        day += _DAY
    return day


def starting_days(first: date, last: date, wait: int, nation: Nation = "ENG") -> tuple[date, date]:
    """The days (from, to) whose ``wait``-th working day after them falls between ``first`` and ``last``.

    ``from`` is after ``to`` when there is none.
    """
    if wait == 0:
        return first, last
    return _first_reaching(first, wait, nation), _first_reaching(last + _DAY, wait, nation) - _DAY


def _first_reaching(day: date, wait: int, nation: Nation) -> date:
    """The earliest day whose ``wait``-th working day is ``day`` or later."""
    start = add_working_days(day, -wait, nation)
    # From a day off, counting back lands one working day early.
    while add_working_days(start, wait, nation) >= day:
        start -= _DAY
    while add_working_days(start, wait, nation) < day:
        start += _DAY
    return start
