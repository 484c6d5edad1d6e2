"""What screens show of referrals: the inbox, one referral beside it, and what it still needs. No names but initials."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from hipdesk.model.problems import Problem

ClockState = Literal["done", "done_late", "late", "due_soon", "not_due"]
GroupCode = Literal["triage", "waiting", "decided"]
ReferralSet = Literal["all", "triage", "waiting", "accepted", "turned_away"]
ReferralOrder = Literal["received", "reference", "initials", "agency", "status", "decided"]
Facts = tuple[tuple[str, str], ...]
"""Titles with what was told, blank ones left out."""
NOT_ANSWERED = "Not answered"
"""Of a question that was never answered, which is no fact about what was asked."""


@dataclass(frozen=True, slots=True)
class ReferralLogged:
    """A referral that was logged: its key and human reference, whether it counts as a repeat, and why."""

    id: str
    reference: str
    repeat: bool
    repeat_words: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferralAccepted:
    """The case a referral became, or joined."""

    case_id: str
    reference: str
    joined: bool
    next_hearing: date | None


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """Which referrals the inbox shows; empty fields show all. ``open_only`` leaves out what is decided.

    ``words`` narrow by reference, the referrer's own and older ones included, or by initials; whenever it was decided.
    """

    agency_id: str | None = None
    strand: str | None = None
    received_from: date | None = None
    received_to: date | None = None
    open_only: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class RiskWords:
    """A risk chip: band code or empty when none, score or None, number of answers not known."""

    band: str = ""
    score: int | None = None
    unknowns: int = 0


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One referral in the inbox. ``used`` of ``target`` working days of triage; ``words`` says where it stands."""

    id: str
    reference: str
    initials: str
    status: str
    urgent: bool
    agency: str
    ward: str
    strands: tuple[str, ...]
    risk: RiskWords
    received_on: date
    received_at: time | None
    used: int
    target: int
    state: ClockState
    words: str


@dataclass(frozen=True, slots=True)
class ReferralLine(InboxRow):
    """One referral in the list of all, as in the inbox; ``case_reference`` is empty until there is a case."""

    case_reference: str
    decided_on: date | None
    repeat: bool


@dataclass(frozen=True, slots=True)
class ReferralSort:
    """How the list of all referrals is ordered; newest first unless asked otherwise."""

    by: ReferralOrder = "received"
    down: bool = True


@dataclass(frozen=True, slots=True)
class ReferralCounts:
    """How many referrals each set holds; a draft is in none."""

    all: int
    triage: int
    waiting: int
    accepted: int
    turned_away: int


@dataclass(frozen=True, slots=True)
class InboxGroup:
    """A heading of the inbox with its rows; ``total`` may be more than the rows shown."""

    code: GroupCode
    title: str
    total: int
    note: str
    rows: tuple[InboxRow, ...]


@dataclass(frozen=True, slots=True)
class ReferralBegun:
    """A draft of a referral that is not logged: its ``subject`` among the drafts, when it was last kept, what is in it.

    ``answers`` counts what was answered, in the form or for it; ``files`` what was added to it.
    """

    subject: str
    initials: str
    agency: str
    begun_on: date
    kept_on: date
    kept_at: time
    answers: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True)
class InboxView:
    """The inbox: to triage, waiting for information, decided since the last panel; and what the reader has begun."""

    groups: tuple[InboxGroup, ...]
    begun: tuple[ReferralBegun, ...] = ()

    @property
    def waiting(self) -> int:
        """How many wait for triage: the count on the navigation."""
        return next((group.total for group in self.groups if group.code == "triage"), 0)


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One incident as a table shows it. ``verbatim_held``: words are on file, shown only on request."""

    id: str
    number: int
    day: date | None
    day_words: str
    at: time | None
    ongoing: bool
    types: tuple[str, ...]
    facts: str
    place: str
    location: str
    ward: str
    reported_to: str
    reported_on: date | None
    police_status: str
    police_reference: str
    crime: str
    evidence: str
    strands: tuple[str, ...]
    injury: str
    weapon: bool
    verbatim_held: bool
    more: Facts = ()
    unanswered: Mapping[str, str] = field(default_factory=dict)
    """Why a field has no answer, in words: "Not asked". A field that is neither here nor filled was never answered."""

    def told(self, name: str) -> str:
        """The words of a field, or why it has none."""
        return str(getattr(self, name) or self.unanswered.get(name) or NOT_ANSWERED)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of a referral or case by label and initials. ``about`` describes without naming."""

    id: str
    person_id: str
    label: str
    initials: str
    role: str
    role_words: str
    about: str
    targeted: bool
    identity: str
    aware: bool | None
    address_kept: bool


@dataclass(frozen=True, slots=True)
class MetBefore:
    """Someone on this referral who may be someone the record holds already."""

    pair_id: str
    person_id: str
    other_id: str
    score: int
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class SharingLine:
    """Agreement and sharing in words."""

    aware: str
    agreement: str
    agreed_on: date | None
    how: str
    limits: str
    ground: str
    reasoning: str
    approver: str
    privacy_notice: bool | None
    privacy_notice_on: date | None
    withdrawn_on: date | None
    agreed_by: str = ""
    approved_on: date | None = None
    unanswered: Facts = ()

    @property
    def words(self) -> str:
        """ "Yes, in writing", or the ground when there is no agreement; "Not answered" when nothing was said."""
        return self.agreement or NOT_ANSWERED


@dataclass(frozen=True, slots=True)
class ReferralView:
    """One referral as the page beside the inbox shows it. Names are fetched apart, and that is logged."""

    id: str
    version: int
    reference: str
    initials: str
    status: str
    urgency: str
    urgency_words: str
    case_id: str | None
    case_reference: str
    link_reference: str
    received_on: date
    received_at: time | None
    channel: str
    agency_id: str | None
    agency: str
    referrer: str
    referrer_role: str
    acknowledged_on: date | None
    completed_on: date | None
    strands: tuple[str, ...]
    perceived: str
    risk: RiskWords
    risk_automatic: tuple[str, ...]
    sharing: SharingLine
    police: str
    police_reference: str
    summary: str
    incidents: tuple[IncidentLine, ...]
    people: tuple[PersonLine, ...]
    wanted_from_panel: str
    victim_wants: tuple[str, ...]
    victim_wants_words: str
    done_so_far: str
    grounds: tuple[str, ...]
    presenter: str
    needed: tuple[Problem, ...]
    answered: int
    met_before: tuple[MetBefore, ...]
    repeat: bool
    repeat_words: str
    used: int
    target: int
    state: ClockState
    clock_words: str
    information_asked: int
    information_due_on: date | None
    decided_on: date | None
    decision: str
    decision_words: str
    after_cut_off: bool
    first_hearing: date | None
    cut_off: date | None

    @property
    def may_be_accepted(self) -> bool:
        """Whether nothing stands before accepting it."""
        return not any(problem.blocks in ("log", "accept") for problem in self.needed)


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person of a referral or case with everything asked about them; fetching it is logged."""

    id: str
    person_id: str
    label: str
    role: str
    role_words: str
    name: str
    own_script: str
    aliases: tuple[str, ...]
    born: str
    age: int | None
    sex: str
    pronouns: str
    ethnicity: str
    language: str
    interpreter: bool | None
    religion: str
    orientation: str
    disabled: bool | None
    impairments: tuple[str, ...]
    care_needs: str
    adjustments: str
    description: str
    vulnerability: str
    risk_markers: str
    address: str
    postcode: str
    ward: str
    tenure: str
    landlord: str
    address_kept: bool
    contact: str
    contact_number: str
    contact_times: str
    contact_unsaid: str
    contact_message_safe: bool | None
    contact_post_safe: bool | None
    relation: str
    identity: str
    evidence_basis: str
    aware: bool | None
    targeted: bool
    school: str
    orders: tuple[str, ...]
    unanswered: dict[str, str]
    more: Facts = ()


@dataclass(frozen=True, slots=True)
class FormChoices:
    """What the form offers: agencies as (key, name), wards, and the entries of code lists valid today, by list."""

    agencies: tuple[tuple[str, str], ...]
    wards: tuple[str, ...]
    lists: dict[str, tuple[tuple[str, str], ...]]
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What else others write for an agency, by its key."""

    def of(self, list_name: str) -> tuple[tuple[str, str], ...]:
        """The entries of one list: (code, label)."""
        return self.lists.get(list_name, ())
