"""Working days: Monday to Friday without the nation's bank holidays. Every deadline is counted here.

Counting is exact and says on which side a day belongs:

- ``add_working_days(day, n)`` for n > 0 is the n-th working day *after* ``day``, for n < 0 the n-th *before* it;
  n = 0 is ``day`` itself, working or not.
- ``working_days_between(a, b)`` is the number of working days after ``a`` up to and including ``b`` when b is not
  earlier than a, and minus the number after ``b`` up to and including ``a`` otherwise. So the day of a working day is
  0 from itself, and ``working_days_between(a, add_working_days(a, n)) == n`` for every working day ``a``.
"""

import sys
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec
from threading import Lock
from typing import TYPE_CHECKING, Literal, get_args

from hipdesk.kernel.errors import Refused

if TYPE_CHECKING:
    from holidays import HolidayBase

Nation = Literal["ENG", "SCT", "WLS", "NIR"]
NATIONS: tuple[Nation, ...] = get_args(Nation)
NATION_NAMES: dict[Nation, str] = {
    "ENG": "England",
    "SCT": "Scotland",
    "WLS": "Wales",
    "NIR": "Northern Ireland",
}
_DAY = timedelta(days=1)
_WEEKEND = 5
_COUNTRIES = "holidays.countries"
_reading = Lock()


@cache
def _calendar() -> "type[HolidayBase]":
    """The calendar of the four nations, alone.

    Its package reads those of 250 countries to give one: half a second, and 12 MiB kept. For the moment of the import
    an empty package of its name and place stands there instead.
    """
    with _reading:
        spec = None if _COUNTRIES in sys.modules else find_spec(_COUNTRIES)
        if spec is not None:
            sys.modules[_COUNTRIES] = module_from_spec(spec)
        try:
            from holidays.countries.united_kingdom import UnitedKingdom
        finally:
            if spec is not None:
                del sys.modules[_COUNTRIES]
    return UnitedKingdom


@lru_cache(maxsize=1024)
def _named(year: int, nation: Nation) -> dict[date, str]:
    """Bank holidays of one year with their English names, substitutes included."""
    found = _calendar()(subdiv=nation, years=year, expand=False)
    return {day: str(name) for day, name in found.items() if day.year == year}


def bank_holidays(year: int, nation: Nation = "ENG") -> frozenset[date]:
    """The bank holidays of a calendar year; those falling on a weekend are among them, and so are their substitutes."""
    return frozenset(_named(year, nation))


def bank_holiday_name(day: date, nation: Nation = "ENG") -> str:
    """The bank holiday's English name, or an empty text."""
    return _named(day.year, nation).get(day, "")


def is_working_day(day: date, nation: Nation = "ENG") -> bool:
    """Whether offices work: not Saturday, not Sunday, no bank holiday of the nation."""
    return day.weekday() < _WEEKEND and day not in _named(day.year, nation)


def why_not_working(day: date, nation: Nation = "ENG") -> str:
    """ "a Saturday", "a Sunday", "a bank holiday", or an empty text for a working day."""
    if day.weekday() >= _WEEKEND:
        return f"a {day:%A}"
    return "a bank holiday" if day in _named(day.year, nation) else ""


def add_working_days(day: date, n: int, nation: Nation = "ENG") -> date:
    """The n-th working day after ``day`` (before it when n is negative); n = 0 is the day itself.

    Raises ``Refused`` when the count leaves the calendar (years 1 to 9999).
    """
    step = _DAY if n > 0 else -_DAY
    left = abs(n)
    try:
        while left:
            day += step
            if is_working_day(day, nation):
                left -= 1
    except OverflowError:
        raise Refused("That many working days lead out of the calendar.", to_do="Give a smaller number.") from None
    return day


def working_days_between(a: date, b: date, nation: Nation = "ENG") -> int:
    """Working days after ``a`` up to and including ``b``; negative when ``b`` is the earlier (see the module)."""
    if b < a:
        return -working_days_between(b, a, nation)
    weeks, rest = divmod((b - a).days, 7)
    count = weeks * 5 + sum((a + _DAY * back).weekday() < _WEEKEND for back in range(1, rest + 1))
    for year in range(a.year, b.year + 1):
        count -= sum(a < day <= b and day.weekday() < _WEEKEND for day in _named(year, nation))
    return count


def working_day_on_or_after(day: date, nation: Nation = "ENG") -> date:
    """The day itself when offices work, otherwise the next working day."""
    return day if is_working_day(day, nation) else add_working_days(day, 1, nation)


def working_day_on_or_before(day: date, nation: Nation = "ENG") -> date:
    """The day itself when offices work, otherwise the working day before it."""
    return day if is_working_day(day, nation) else add_working_days(day, -1, nation)


def days_late(due: date, today: date, nation: Nation = "ENG") -> int:
    """Working days a thing is late on ``today``: 0 while not past its day; at least 1 once the day is past.

    A thing due on Friday is one day late on Saturday and still one day late on Monday.
    """
    return 0 if today <= due else max(1, working_days_between(due, today, nation))


def due_words(due: date, today: date, nation: Nation = "ENG") -> str:
    """ "Due today", "Due tomorrow", "Due Monday", "Due in 4 days", "1 day late": days are working days."""
    late = days_late(due, today, nation)
    if late:
        return "1 day late" if late == 1 else f"{late} days late"
    if due == today:
        return "Due today"
    if due == today + _DAY:
        return "Due tomorrow"
    left = working_days_between(today, due, nation)
    return f"Due {due:%A}" if left <= 1 else f"Due in {left} days"
