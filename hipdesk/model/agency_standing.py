"""How an agency stands with the panel: whether it comes, what it sent, what it owes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

PANELS = 12
WARN = timedelta(days=60)

Came = Literal["present", "deputy", "apologies", "absent"]
AgreementState = Literal["running", "ending", "ended", "unsigned", "unknown"]


@dataclass(frozen=True, slots=True)
class PanelAttended:
    """One panel that was held: whether the agency came, by whom, or sent apologies."""

    meeting_id: str
    held_on: date
    came: Came
    who: str


@dataclass(frozen=True, slots=True)
class OwedAction:
    """An action past its date; ``case_id`` and ``reference`` are empty for a general one."""

    id: str
    number: str
    wording: str
    due_on: date
    case_id: str
    reference: str
    late_words: str = ""
    """ "6 days late", in working days."""


@dataclass(frozen=True, slots=True)
class OwedReturns:
    """Returns an agency still owes one panel."""

    meeting_id: str
    held_on: date
    count: int


@dataclass(frozen=True, slots=True)
class AgencyStanding:
    """Attendance at the last panels (newest first), referrals made, and what is owed; visible cases only."""

    agency_id: str
    panels: tuple[PanelAttended, ...]
    referrals: int
    referrals_year: int
    last_referral_on: date | None
    returns: tuple[OwedReturns, ...]
    overdue: tuple[OwedAction, ...]
    open_actions: int

    @property
    def came(self) -> int:
        """Panels at which somebody was there for it."""
        return sum(panel.came in ("present", "deputy") for panel in self.panels)


def attended(marks: Sequence[tuple[bool, str, bool]]) -> Came:
    """Whether an agency came, from everybody listed for it: present, the answer given, whether they stood in.

    Someone present counts, a deputy where nobody else was; apologies only where nobody came.
    """
    there = [stood_in for present, _answer, stood_in in marks if present]
    if there:
        return "deputy" if all(there) else "present"
    return "apologies" if any(answer == "apologies" for _present, answer, _stood in marks) else "absent"


def agreement_state(signed: bool | None, expires_on: date | None, today: date) -> AgreementState:
    """How a sharing agreement stands; it is ``ending`` from 60 days before its last day, ``ended`` the day after."""
    if expires_on is not None and expires_on < today:
        return "ended"
    if signed is False:
        return "unsigned"
    if expires_on is not None and expires_on <= today + WARN:
        return "ending"
    return "running" if expires_on is not None or signed else "unknown"


def agreement_told(signed: bool | None, expires_on: date | None, today: date) -> tuple[str, str]:
    """What stops papers about people for an agency, and what only warns, a sentence each; empty when nothing does."""
    state = agreement_state(signed, expires_on, today)
    day = f"{expires_on.day} {expires_on:%B} {expires_on.year}" if expires_on else ""
    if state == "ended":
        return f"Its sharing agreement ended on {day}.", ""
    if state == "unsigned":
        return "It has not signed the sharing agreement.", ""
    if state == "unknown":
        return "", "No sharing agreement is recorded."
    return "", f"Its sharing agreement ends on {day}." if state == "ending" else ""
