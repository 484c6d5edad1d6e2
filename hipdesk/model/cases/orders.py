"""How a tool of enforcement stands on a day: in force, ending soon, ended; and what a breach means for risk."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

Standing = Literal["none", "in_force", "ends_soon", "ended"]
SOON_DAYS = 28
"""Days before its end in which an order is put before the officer: one panel ahead."""

LIVE_STATES = frozenset({"granted", "breached"})
COURT_ORDERS = frozenset(
    {
        "injunction", "power_of_arrest", "exclusion", "housing_injunction", "youth_injunction", "respect_order",
        "closure_order", "cbo", "restraining_order", "bail_conditions", "suspended_possession", "undertaking",
        "cpn", "closure_notice", "dispersal", "demotion",
    }
)  # fmt: skip
"""Tools whose breach is a breach of an order, and so an automatic reason for High."""


@dataclass(frozen=True, slots=True)
class OrderStanding:
    """How a tool stands: its code, and ``words`` for the page ("Ends in 12 days"), empty when nothing runs."""

    code: Standing
    words: str = ""


def standing_of(state: str, starts_on: date | None, expires_on: date | None, today: date) -> OrderStanding:
    """How a tool stands on a day. The last day, ``expires_on``, is still in force.

    Only what was granted (breached or not) runs; anything else is none, whatever days it has.
    """
    if state not in LIVE_STATES or (starts_on is not None and starts_on > today):
        return OrderStanding("none")
    if expires_on is None:
        return OrderStanding("in_force", "In force, no end given")
    left = (expires_on - today).days
    if left < 0:
        return OrderStanding("ended", f"Ended {_day(expires_on)}")
    if left <= SOON_DAYS:
        when = "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"
        return OrderStanding("ends_soon", f"Ends {when}, {_day(expires_on)}")
    return OrderStanding("in_force", f"In force to {_day(expires_on)}")


def asks_for_assessment(kind: str, breaches: Collection[date], assessed_on: date | None) -> bool:
    """Whether an order was breached since risk was last assessed: a breach makes the risk High."""
    if kind not in COURT_ORDERS or not breaches:
        return False
    return assessed_on is None or max(breaches) > assessed_on


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"
