"""Agency returns: asking agencies what they know of the cases, and what they told."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from hipdesk.model.commands import Code, Command, Key, Line, Text

RETURN_WORDS: dict[str, str] = {
    "asked": "Asked",
    "received": "Received",
    "nothing_held": "Nothing held",
    "late": "Received late",
    "not_sent": "Not sent",
}
RETURNED = frozenset({"received", "nothing_held", "late"})


class AskAgencies(Command):
    """Ask these agencies (none named: every core agency) about these cases (none named: all on the agenda)."""

    meeting_id: Key
    agency_ids: tuple[Key, ...] = ()
    case_ids: tuple[Key, ...] = ()


class RecordReturn(Command):
    """What an agency told of a case. ``limits`` is a code of the list return_limit."""

    meeting_id: Key
    case_id: Key
    agency_id: Key
    state: Literal["received", "nothing_held", "not_sent"]
    returned_on: date | None = None
    author: Line = ""
    text: Text = ""
    limits: Code | None = None
    disclosable: bool | None = None
    staff_risks: Text = ""


class ChaseReturns(Command):
    """These agencies (none named: all that owe one) were asked again today."""

    meeting_id: Key
    agency_ids: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnView:
    """One agency's return on one case, asked for the panel of ``meeting_day``."""

    id: str
    version: int
    case_id: str
    reference: str
    initials: str
    agency_id: str
    agency: str
    state: str
    asked_on: date | None
    chased_on: date | None
    returned_on: date | None
    author: str
    text: str
    limits: str | None
    limits_words: str
    disclosable: bool | None
    staff_risks: str
    agency_short: str = ""
    meeting_day: date | None = None

    @property
    def is_in(self) -> bool:
        """Whether the agency has told what it knows, nothing held included."""
        return self.state in RETURNED

    @property
    def words(self) -> str:
        """The state in words."""
        return RETURN_WORDS.get(self.state, self.state)


@dataclass(frozen=True, slots=True)
class AgencyReturns:
    """An agency's returns for a meeting: how many were asked for, and what came."""

    agency_id: str
    agency: str
    contact: str
    secure_email: str
    asked: int
    received: int
    nothing_held: int
    missing: int
    chased_on: date | None
    late: bool

    @property
    def words(self) -> str:
        """ "All 9 in", "3 of 9 missing", "None of 9 in"."""
        if not self.missing:
            return f"All {self.asked} in" if self.asked > 1 else "In"
        return f"None of {self.asked} in" if self.missing == self.asked else f"{self.missing} of {self.asked} missing"


@dataclass(frozen=True, slots=True)
class ReturnsView:
    """All returns of a meeting: by agency, and each."""

    due_on: date | None
    agencies: tuple[AgencyReturns, ...]
    returns: tuple[ReturnView, ...]

    @property
    def missing(self) -> int:
        """How many are still out."""
        return sum(agency.missing for agency in self.agencies)
