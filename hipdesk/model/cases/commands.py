"""What a person asks of a case."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from hipdesk.model.cases.access import LinkKind
from hipdesk.model.cases.flags import Flag
from hipdesk.model.commands import Code, Command, Key, Line, Text
from hipdesk.model.referrals.entries import IncidentEntry, RiskEntry, StrandEntry
from hipdesk.model.referrals.people import PersonEntry


class OnCase(Command):
    """Something done to the case ``id``; ``version`` is the one it was read at, None to go by the newest."""

    id: Key
    version: int | None = None


class WriteNote(Command):
    """A note on a case or a referral: what happened, who said so, what was done. ``on_day`` None is today."""

    case_id: Key | None = None
    referral_id: Key | None = None
    kind: Code = "telephone"
    on_day: date | None = None
    heading: Line = ""
    text: Text


class ChangeNote(Command):
    """A note as it should read now; what it said before is kept in the log."""

    id: Key
    version: int | None = None
    kind: Code
    on_day: date
    heading: Line = ""
    text: Text


class AssessRisk(OnCase):
    """A new dated assessment. ``occasion``: entry, review, panel or exit."""

    risk: RiskEntry
    occasion: Literal["entry", "review", "panel", "exit"] = "review"
    meeting_id: Key | None = None


class AddIncident(OnCase):
    """Another incident of a case, and the strands it adds."""

    incident: IncidentEntry
    strands: tuple[StrandEntry, ...] = ()


class AddPerson(OnCase):
    """Another person of a case, new or one the record holds."""

    person: PersonEntry


class LinkCases(OnCase):
    """Another case that belongs with this one, how, and why."""

    other_id: Key
    kind: LinkKind = "related"
    why: Line


class UnlinkCases(OnCase):
    """A link of this case that was wrong."""

    link_id: Key


class SetLead(OnCase):
    """Who leads."""

    agency_id: Key | None
    officer: Line = ""


class SetFlags(OnCase):
    """The flags that are on; every other is off."""

    flags: frozenset[Flag]


class SetSummary(OnCase):
    """The case in short, in the officer's words, without names."""

    in_short: Text


class RestrictCase(OnCase):
    """Who may see a case: ``allowed`` holders when restricted, ``barred`` holders always."""

    restricted: bool
    allowed: frozenset[Key] = frozenset()
    barred: frozenset[Key] = frozenset()
    reason: Line


class KeepAgencyOut(OnCase):
    """An agency that gets no papers of a case and leaves the room for it, and why."""

    agency_id: Key
    reason: Line


class LetAgencyBack(OnCase):
    """An agency that is kept out no longer; ``interest_id`` is the record of it."""

    interest_id: Key


class PlanReview(OnCase):
    """The day the panel hears the case next; None takes it off."""

    on_day: date | None


class CloseCase(OnCase):
    """Close. ``consulted_on`` the day the person affected was asked, or ``not_consulted_because`` why that was unsafe.

    ``override_reason`` and ``override_by`` close it though the closure test is not met. ``meeting_id`` when the panel
    closed it. ``exit_risk`` a last assessment, made first.
    """

    reason: Code
    words: Text = ""
    closed_on: date | None = None
    meeting_id: Key | None = None
    consulted_on: date | None = None
    not_consulted_because: Line = ""
    ongoing_owner: Line = ""
    override_reason: Line = ""
    override_by: Line = ""
    exit_risk: RiskEntry | None = None


class ReopenCase(OnCase):
    """Open again, and why; ``next_review`` None takes the next panel."""

    reason: Line
    on_day: date | None = None
    next_review: date | None = None


class RecordAftercare(OnCase):
    """What the check after closure found."""

    result: Text
    on_day: date | None = None
    reopen: bool = False


class TakeBackAftercare(OnCase):
    """An aftercare check that was recorded by mistake: it is due again."""


OutcomeKind = Literal["tool", "breach", "change", "support", "police", "court", "victim", "learning"]


class TakeBackOutcome(OnCase):
    """An outcome that was recorded by mistake; the log keeps what it said."""

    kind: OutcomeKind
    outcome_id: Key


class RecordPoliceOutcome(OnCase):
    """A recorded crime and its Home Office outcome type; ``outcome_id`` changes one that is there."""

    outcome_id: Key | None = None
    incident_id: Key | None = None
    offence_code: Line = ""
    offence: Line = ""
    recorded_on: date | None = None
    outcome_type: Code = "0"
    outcome_on: date | None = None
    words: Text = ""


class RecordCourtResult(OnCase):
    """A court's result; ``uplift`` None when it is not known; ``outcome_id`` changes one that is there."""

    outcome_id: Key | None = None
    result: Code
    on_day: date | None = None
    uplift: bool | None = None
    sentence: Line = ""
    order_attached: Line = ""


class RecordVictimOutcome(OnCase):
    """What changed for a person affected, and satisfaction from 1 to 5; ``outcome_id`` changes what is there."""

    outcome_id: Key | None = None
    person_id: Key | None = None
    on_day: date | None = None
    outcomes: tuple[Code, ...] = ()
    satisfaction: Annotated[int, Field(ge=1, le=5)] | None = None
    consulted: bool | None = None
    words: Text = ""


class RecordEnforcement(OnCase):
    """A tool of enforcement; ``enforcement_id`` changes one that is there."""

    enforcement_id: Key | None = None
    person_id: Key | None = None
    kind: Code
    by_agency_id: Key | None = None
    applicant: Line = ""
    sought_on: date | None = None
    state: Code = "considered"
    decided_on: date | None = None
    terms: Text = ""
    starts_on: date | None = None
    expires_on: date | None = None
    result: Line = ""


class RecordBreach(OnCase):
    """A breach of a tool, and what followed; ``breach_id`` changes one that is there."""

    enforcement_id: Key
    breach_id: Key | None = None
    on_day: date
    words: Text = ""
    result: Line = ""


class ChangeOrder(OnCase):
    """A tool varied on a day: what was changed, its terms and end from then on."""

    enforcement_id: Key
    on_day: date
    words: Text = ""
    terms: Text = ""
    expires_on: date | None = None


class RecordSupport(OnCase):
    """Support offered; ``support_id`` changes one that is there."""

    support_id: Key | None = None
    person_id: Key | None = None
    agency_id: Key | None = None
    kind: Code
    offered_on: date | None = None
    state: Code = "offered"
    words: Text = ""


class RecordLearning(OnCase):
    """Good practice or a lesson from a case; ``learning_id`` changes one that is there."""

    learning_id: Key | None = None
    theme: Line = ""
    lesson: Text
    owner: Line = ""
    meeting_id: Key | None = None


class RecordCaseReview(OnCase):
    """An ASB case review: when it was asked for, when it is due, and how it was decided.

    Without ``due_on`` it is due so many working days after it was asked for, by the office's rule.
    """

    requested_on: date | None = None
    due_on: date | None = None
    decided_on: date | None = None
    decision: Line = ""
