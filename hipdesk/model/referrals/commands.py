"""What a person asks of a referral: log it, amend it, acknowledge it, ask about it, decide on it."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field

from hipdesk.model.commands import Answers, Code, Command, Key, Line, Text
from hipdesk.model.referrals.entries import (
    EarlierStepEntry,
    EvidenceEntry,
    IncidentEntry,
    Join,
    RiskEntry,
    SharingEntry,
    StrandEntry,
)
from hipdesk.model.referrals.people import PersonEntry

Urgency = Literal["routine", "before_panel", "immediate"]


class LogReferral(Command):
    """A referral as it came in. What is missing is told by ``checks.missing``; logging refuses what blocks it.

    ``received_at`` is London time. ``repeat_override`` sets first or repeat by hand and then needs ``repeat_reason``.
    ``unanswered`` maps a field of this command to why it has no answer.
    """

    received_on: date | None = None
    received_at: time | None = None
    channel: Code | None = None
    completed_on: date | None = None
    agency_id: Key | None = None
    referrer_name: Line = ""
    referrer_role: Line = ""
    referrer_phone: Line = ""
    referrer_email: Line = ""
    own_references: tuple[Line, ...] = ()
    old_reference: Annotated[Line, Field(max_length=64)] = ""
    manager_aware: bool | None = None
    manager_name: Line = ""
    presenter: Line = ""
    presenter_other: Line = ""
    urgency: Urgency | None = None
    repeat_override: bool | None = None
    repeat_reason: Line = ""
    grounds: tuple[Code, ...] = ()
    summary: Text = ""
    wanted_from_panel: Text = ""
    victim_wants: tuple[Code, ...] = ()
    victim_wants_words: Text = ""
    done_so_far: Text = ""
    other_panels: tuple[Code, ...] = ()
    declared: bool = False
    people: tuple[PersonEntry, ...] = ()
    incidents: tuple[IncidentEntry, ...] = ()
    evidence: tuple[EvidenceEntry, ...] = ()
    strands: tuple[StrandEntry, ...] = ()
    earlier_steps: tuple[EarlierStepEntry, ...] = ()
    sharing: SharingEntry = Field(default_factory=SharingEntry)
    risk: RiskEntry = Field(default_factory=RiskEntry)
    join: Join = Field(default_factory=Join)
    unanswered: Answers = Field(default_factory=dict)

    @property
    def victims(self) -> tuple[PersonEntry, ...]:
        """The people affected, in the order told."""
        return tuple(person for person in self.people if person.role == "victim")

    @property
    def perpetrators(self) -> tuple[PersonEntry, ...]:
        """The alleged perpetrators, in the order told."""
        return tuple(person for person in self.people if person.role == "perpetrator")

    def answered(self, field: str) -> bool:
        """Whether a field has an answer, or one of the three reasons for having none."""
        return field in self.unanswered or getattr(self, field) not in (None, "", ())


class OnReferral(Command):
    """Something done to the referral ``id``; ``version`` is the one it was read at, None to go by the newest."""

    id: Key
    version: int | None = None


class AmendReferral(OnReferral):
    """The referral as it should read now: people and incidents with an ``id`` are changed, others added, gone ones
    removed. Risk given here is a new assessment; ``join`` is changed only before acceptance."""

    content: LogReferral


class AcknowledgeReferral(OnReferral):
    """The referrer was told on a day that the referral is here."""

    on_day: date | None = None


class AskForInformation(OnReferral):
    """Ask the referrer for more, with the day by which to answer (None: in five working days)."""

    wanted: Text
    due_on: date | None = None


class InformationCame(OnReferral):
    """What was asked for came in; the referral waits for triage again."""

    words: Text = ""


class AcceptReferral(OnReferral):
    """Accept for the panel. ``lead_agency_id`` None takes the referring agency; ``first_hearing`` None the rule's."""

    lead_agency_id: Key | None = None
    lead_officer: Line = ""
    first_hearing: date | None = None
    on_day: date | None = None
    words: Text = ""


class DeclineReferral(OnReferral):
    """Decline, with a reason of the list and what the referrer is told."""

    reason: Code
    words: Text = ""
    on_day: date | None = None


class RedirectReferral(OnReferral):
    """Send on to another panel or process."""

    to: Code
    reason: Code = "other_panel"
    words: Text = ""
    on_day: date | None = None


class WithdrawReferral(OnReferral):
    """The referrer or the person affected takes it back."""

    words: Text = ""
    on_day: date | None = None


class MarkDuplicate(OnReferral):
    """The same as another referral or case that is here; ``case_id`` says which case keeps it."""

    case_id: Key
    words: Text = ""


class LookAgain(OnReferral):
    """A decision against a referral is looked at again; it waits for triage."""

    words: Text
