"""What screens and papers show of cases: the list, one case, its timeline. Names only where they are fetched apart."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from hipdesk.model.action_log import ActionView
from hipdesk.model.cases.access import AccessView
from hipdesk.model.cases.outcomes import OutcomeLine, OutcomesView
from hipdesk.model.panels.returns import ReturnView
from hipdesk.model.referrals.views import Facts, IncidentLine, PersonLine, RiskWords, SharingLine
from hipdesk.model.statuses import LIVE_ACTIONS

SavedView = Literal["open", "next_panel", "high", "no_hearing", "aftercare", "closed", "all"]
SortKey = Literal["hearing", "reference", "initials", "strands", "risk", "status", "lead", "heard", "received"]
HearingState = Literal["set", "none_set", "none_needed"]
EntryKind = Literal[
    "note", "return", "incident", "risk", "hearing", "status", "action", "referral", "closure", "outcome", "paper"
]


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases a list shows; empty fields show all. ``words`` narrows by reference, initials or search words."""

    view: SavedView = "open"
    words: str = ""
    lead_id: str | None = None
    strand: str | None = None
    risk: str | None = None
    ward: str | None = None
    flag: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class CaseSort:
    """What a list is ordered by; the default is next hearing, then risk."""

    by: SortKey = "hearing"
    down: bool = False


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list: reference and initials, never a name. ``flags`` are codes of the care-flag list."""

    id: str
    reference: str
    initials: str
    strands: tuple[str, ...]
    risk: RiskWords
    trend: str
    status: str
    lead: str
    hearing: date | None
    hearing_state: HearingState
    heard: int
    actions_open: int
    actions_late: int
    flags: tuple[str, ...]
    ward: str
    received_on: date


@dataclass(frozen=True, slots=True)
class ViewCounts:
    """How many cases each saved view holds, and the day of the next panel."""

    open: int
    next_panel: int
    high: int
    no_hearing: int
    aftercare: int
    closed: int
    all: int
    panel_day: date | None

    def of(self, view: SavedView) -> int:
        """The count of one view."""
        return int(getattr(self, view))


@dataclass(frozen=True, slots=True)
class CaseChoices:
    """What the list's filters offer: (code or id, label) each."""

    leads: tuple[tuple[str, str], ...]
    strands: tuple[tuple[str, str], ...]
    wards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One assessment of a case. ``words`` tells why, as the timeline shows it."""

    id: str
    on_day: date
    occasion: str
    band: str
    score: int | None
    score_max: int | None
    unknowns: int
    band_by_score: str
    automatic: tuple[str, ...]
    override_reason: str
    override_by: str
    victim_rating: int | None
    assessor: str
    form: str
    words: str


@dataclass(frozen=True, slots=True)
class HearingLine:
    """A day the case was heard, what was decided and who tells the person affected."""

    on_day: date
    meeting_id: str | None
    line_id: str | None
    number: int
    decision: str
    words: str
    risk_band: str
    risk_score: int | None
    told_by: str
    told_on: date | None
    told_by_day: date | None
    unsaid: str
    next_review_on: date | None
    line: int | None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing on the line of time: ``heading`` bold, ``aside`` beside it, ``text`` below."""

    id: str
    kind: EntryKind
    on_day: date
    at: datetime | None
    clock: str
    heading: str
    aside: str
    text: str
    record_id: str
    warns: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """A case that belongs with this one; ``kind_words`` say how, ``link_id`` is the link's own key."""

    id: str
    reference: str
    initials: str
    status: str
    why: str
    link_id: str
    kind: str
    kind_words: str


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral that led to the case."""

    id: str
    reference: str
    received_on: date
    agency: str
    status: str
    repeat: bool
    summary: str
    wanted: str
    grounds: tuple[str, ...]
    channel: str
    victim_wants: tuple[str, ...]
    victim_wants_words: str
    presenter: str
    repeat_words: str = ""
    facts: Facts = ()


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """What was shared, with whom, on what ground."""

    on_day: date
    recipient: str
    what: str
    ground: str


@dataclass(frozen=True, slots=True)
class ClosureLineView:
    """How the case was closed."""

    closed_on: date
    reason: str
    words: str
    tests_met: tuple[str, ...]
    tests_unmet: tuple[str, ...]
    override_reason: str
    override_by: str
    ongoing_owner: str
    reopened_on: date | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case for its page: header facts, and everything its pages list. Names are fetched apart."""

    id: str
    version: int
    reference: str
    initials: str
    status: str
    strands: tuple[str, ...]
    strand_words: tuple[str, ...]
    risk: RiskWords
    trend: str
    trend_words: str
    lead_id: str | None
    lead: str
    lead_officer: str
    received_on: date
    accepted_on: date
    first_heard_on: date | None
    last_heard_on: date | None
    times_heard: int
    next_hearing: date | None
    next_item: int | None
    next_meeting_id: str | None
    ward: str
    flags: tuple[str, ...]
    restricted: bool
    in_short: str
    why_risk: str
    people: tuple[PersonLine, ...]
    incidents: tuple[IncidentLine, ...]
    risks: tuple[RiskLine, ...]
    actions: tuple[ActionView, ...]
    returns: tuple[ReturnView, ...]
    returns_asked: int
    returns_in: int
    hearings: tuple[HearingLine, ...]
    timeline: tuple[TimelineEntry, ...]
    links: tuple[LinkedCase, ...]
    referrals: tuple[ReferralLine, ...]
    sharing: tuple[SharingLine, ...]
    disclosures: tuple[DisclosureLine, ...]
    outcomes: tuple[OutcomeLine, ...]
    came: OutcomesView
    access: AccessView
    closures: tuple[ClosureLineView, ...]
    documents: int
    aftercare_due_on: date | None
    aftercare_done_on: date | None
    aftercare_result: str
    closed_on: date | None

    @property
    def open_actions(self) -> tuple[ActionView, ...]:
        """Those still live, by due date, those without one last."""
        live = [action for action in self.actions if action.status in LIVE_ACTIONS]
        return tuple(sorted(live, key=lambda action: (action.due_on is None, action.due_on or date.max)))
