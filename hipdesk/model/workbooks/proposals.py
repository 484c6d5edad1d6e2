"""What a workbook would bring: referrals, agencies, rows set aside, and findings. Nothing is written from here.

Every value is typed and frozen, and beside it stand the words as written. What could not be read is in ``kept_text``
of its referral and told by a finding: nothing of a referral's row is dropped.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from hipdesk.model.partial_dates import PartialDay
from hipdesk.model.workbooks.plan import AgencyOrigin, Contact

FindingKind = Literal["unread", "supposed", "doubled", "conflict", "set_aside", "hidden"]
"""``unread``: kept as text; ``supposed``: read with a supposition; ``doubled``: stands twice; ``conflict``: two cells
disagree; ``set_aside``: a row that is no referral; ``hidden``: read although hidden in the workbook."""

Status = Literal["open", "closed"]
ClosedBy = Literal["", "closing date", "last hearing", "day received"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: where (``row`` counted from 1, ``column`` as letters, either empty or 0 where the finding
    is about more), ``what`` was found, what was ``done`` about it, and the ``words`` of the cell
    where neither of them quotes it whole."""

    kind: FindingKind
    sheet: str
    row: int
    column: str
    heading: str
    what: str
    done: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a referral stands: sheet, ``row`` counted from 1, a ``key`` that stays the same in a later copy of the
    workbook, and the ``digest`` (SHA-256, hex) of everything its row says, to tell a changed one."""

    sheet: str
    row: int
    key: str
    digest: str


class ProposedPerson(NamedTuple):
    """A person as a row tells of them. ``born``, or ``age`` in whole years on the day ``age_on``; ``age_words`` where
    only a range or words were given. ``sex`` and ``ethnicity`` are codes, empty where the words match none."""

    name: str = ""
    title: str = ""
    name_as_written: str = ""
    born: PartialDay | None = None
    age: int | None = None
    age_on: date | None = None
    age_words: str = ""
    sex: str = ""
    sex_as_written: str = ""
    ethnicity: str = ""
    ethnicity_as_written: str = ""


class ProposedPerpetrator(NamedTuple):
    """An alleged perpetrator: ``identity`` is named, described, unknown or group; ``words`` as written."""

    identity: Literal["named", "described", "unknown", "group"]
    words: str
    person: ProposedPerson | None = None


class ProposedStrand(NamedTuple):
    """A strand: its ``code``, the ``sub_code`` below it and the ``tag`` beside it, each empty where there is none."""

    code: str
    sub_code: str = ""
    tag: str = ""


class ProposedAction(NamedTuple):
    """One action. ``owner`` is the agency's name, empty where none is named; ``with_owners`` the others that share it;
    ``person`` an owner who is no agency. ``due`` and ``done_on`` are days where the words give one."""

    number: int
    owner: str
    with_owners: tuple[str, ...]
    person: str
    wording: str
    due_words: str
    due: date | None
    done: bool
    done_words: str
    done_on: date | None
    raised_on: date | None
    as_written: str


@dataclass(frozen=True, slots=True)
class ProposedReferral:
    """One referral with everything its row, and rows joined to it, say.

    ``agency`` is the joined or provisional name, empty where none stands there. ``unanswered`` pairs a field with
    not_known, not_asked or declined. ``closed_by`` tells what the closing day rests on: closing date, last hearing,
    day received, or nothing. ``kept_text`` pairs a heading with text that went to no field. ``counts_from`` is the
    day it counts as received on where ``received`` tells none and the workbook tells another.
    """

    source: Source
    old_reference: str
    received: PartialDay
    agency: str
    agency_as_written: str
    referrer_name: str
    victim: ProposedPerson
    address: str
    postcode: str
    ward: str
    tenure: str
    tenure_as_written: str
    landlord: str
    strands: tuple[ProposedStrand, ...]
    incident_types: tuple[str, ...]
    incident_when: PartialDay
    summary: str
    police_reference: str
    police_status: str
    perpetrators: tuple[ProposedPerpetrator, ...]
    risk: str
    agreement: str
    agreement_as_written: str
    hearings: tuple[date, ...]
    actions: tuple[ProposedAction, ...]
    outcome: str
    status: Status
    closed_on: date | None
    closed_by: ClosedBy
    repeat_as_written: str
    repeat: bool | None
    officer: str
    kept_text: tuple[tuple[str, str], ...] = ()
    unanswered: tuple[tuple[str, str], ...] = ()
    counts_from: date | None = None


@dataclass(frozen=True, slots=True)
class ProposedAgency:
    """An agency: its ``name``, where it is known from, every spelling with how often it occurs, and its contact."""

    name: str
    origin: AgencyOrigin
    spellings: tuple[tuple[str, int], ...] = ()
    contacts: tuple[Contact, ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether nobody has said yet that there is such an agency."""
        return self.origin == "provisional"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that is no referral: ``kind`` is month, totals, heading, note, repeat or loose; ``row`` counts from 1."""

    sheet: str
    row: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything a workbook would bring, in its own order. ``blank_rows`` were set aside too."""

    file_name: str
    digest: str
    referrals: tuple[ProposedReferral, ...]
    agencies: tuple[ProposedAgency, ...]
    set_aside: tuple[SetAside, ...] = ()
    findings: tuple[Finding, ...] = ()
    blank_rows: int = field(default=0)
