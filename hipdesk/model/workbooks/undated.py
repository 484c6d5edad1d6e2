"""Referrals whose day received is missing or cannot be read: the day each counts as received on, told exactly.

Never the day of the import while the workbook tells any other: a referral of years ago would count in this quarter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from hipdesk.model.workbooks.proposals import Finding, ProposedReferral

ON_IMPORT = "Taken as received on the day of the import: the sheet tells no other day."
"""What is done where nothing else is known; ``settle_undated`` puts the day that it found in its place."""

_ABOUT_A_MONTH = frozenset({"day", "month", "span"})


def settle_undated(referrals: list[ProposedReferral], findings: list[Finding]) -> None:
    """Give every referral without a day received the day it counts as received on, and say so in its finding.

    That is the earliest other day of its row, else the day received of the nearest row above it on its sheet, else of
    the nearest below (a case is never closed before it). Both lists are changed in place.
    """
    taken: dict[tuple[str, int], str] = {}
    for at, referral in enumerate(referrals):
        if referral.received.earliest is None:
            day, why = _of_row(referral) or _of_others(referrals, at) or (None, "")
            if day:
                referrals[at] = replace(referral, counts_from=day)
                said = f"Taken as received on {day.day} {day:%B} {day.year}, {why}."
                taken[referral.source.sheet, referral.source.row] = said
    for place, found in enumerate(findings):
        said = taken.get((found.sheet, found.row), "")
        if said and found.done.endswith(ON_IMPORT):
            findings[place] = replace(found, done=found.done.replace(ON_IMPORT, said))


def _of_row(referral: ProposedReferral) -> tuple[date, str] | None:
    """The earliest other day that the row tells, and what it is the day of."""
    days: list[tuple[date, str]] = []
    incident = referral.incident_when
    if incident.earliest and incident.precision in _ABOUT_A_MONTH:
        days.append((incident.earliest, "when it happened"))
    days += [(day, "the first day it was heard") for day in referral.hearings[:1]]
    days += [(day, "the day of its first action") for act in referral.actions for day in (act.raised_on, act.done_on)
             if day]  # fmt: skip
    return min(days, key=lambda pair: pair[0], default=None)


def _of_others(referrals: Sequence[ProposedReferral], at: int) -> tuple[date, str] | None:
    """The day received of the nearest row on the same sheet, or the day of closing where that is earlier or alone."""
    near = _nearest(referrals[at], reversed(referrals[:at])) or _nearest(referrals[at], referrals[at + 1 :])
    closed = referrals[at].closed_on
    if closed and (near is None or closed < near[0]):
        return closed, "the day it was closed"
    return near and (near[0], f"as row {near[1]} was")


def _nearest(one: ProposedReferral, others: Iterable[ProposedReferral]) -> tuple[date, int] | None:
    for other in others:
        if other.source.sheet == one.source.sheet and other.received.earliest:
            return other.received.earliest, other.source.row
    return None
