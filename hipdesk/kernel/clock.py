"""Time, passed in rather than asked for: civil days are London's, instants are UTC."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Where services get the time from, so that tests can hold it."""

    def now(self) -> datetime:
        """This instant, in UTC with its zone."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is moved; for tests and demonstration data."""

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("an instant needs its zone")
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        return self._at

    def move_to(self, at: datetime) -> None:
        """Stand at another instant, earlier or later."""
        self._at = at.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Go forward by a span."""
        self._at += by


def today(clock: Clock) -> date:
    """The civil day in London: 1 April 00:30 in London is still 31 March in UTC."""
    return clock.now().astimezone(LONDON).date()


def local_time(clock: Clock) -> time:
    """The wall-clock time in London, to the minute."""
    return clock.now().astimezone(LONDON).time().replace(second=0, microsecond=0)
