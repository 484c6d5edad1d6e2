"""The day tests stand on: Wednesday 2 December 2026, the day of the design's screens."""

from datetime import UTC, datetime

from hipdesk.kernel.clock import FixedClock


def a_clock(year: int = 2026, month: int = 12, day: int = 2, hour: int = 14) -> FixedClock:
    """A clock standing at the given London winter hour."""
    return FixedClock(datetime(year, month, day, hour, tzinfo=UTC))
