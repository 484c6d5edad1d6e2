"""What a referral holds beside its people: incidents, strands, agreement and sharing, risk, and where it belongs."""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field

from hipdesk.model.commands import Answers, Code, Command, Key, Line, Text
from hipdesk.model.partial_dates import PartialDay

Basis = Literal["actual", "perceived", "associated", "not_established"]
Band = Literal["standard", "medium", "high"]


class IncidentFacts(Command):
    """What a form asks and a referral holds of an incident in the same shape."""

    id: Key | None = None
    place: Line = ""
    location: Code | None = None
    types: tuple[Code, ...] = ()
    facts: Text = ""
    verbatim: Text = ""
    injury: Code | None = None
    damage: bool | None = None
    weapon: bool | None = None
    platform: Line = ""
    reported_to: Line = ""
    reported_on: date | None = None
    police_status: Code | None = None
    police_reference: Line = ""
    police_officer: Line = ""
    crime: Code | None = None
    evidence: Line = ""
    unanswered: Answers = Field(default_factory=dict)
    ward: Annotated[Line, Field(max_length=80)] = ""


class IncidentEntry(IncidentFacts):
    """One incident of the chronology. ``id`` when it is there already. ``verbatim`` never leaves the record.

    ``types`` are codes of the incident list; ``crime`` is crime, non_crime or not_assessed.
    """

    day: PartialDay | None = None
    at: time | None = None
    ongoing: bool = False
    unanswered: Answers = Field(default_factory=dict)


class EvidenceEntry(Command):
    """Evidence of a kind and where it is held; ``incident`` is the number (from 1) of the incident, None for all."""

    incident: Annotated[int, Field(ge=1)] | None = None
    kind: Code | None = None
    held: Line = ""


class EarlierStepEntry(Command):
    """What was done before the referral: by which agency (None: not said), on which day, and what came of it."""

    agency_id: Key | None = None
    on_day: date | None = None
    done: Text = ""
    result: Line = ""


class StrandEntry(Command):
    """A strand: ``code`` of the strand, ``sub_code`` below it, on what basis and who perceived it.

    ``incident`` is the number (from 1) of the incident it belongs to, or None for the referral as a whole.
    """

    code: Code
    sub_code: Code | None = None
    basis: Basis | None = None
    perceived_by: tuple[Code, ...] = ()
    incident: Annotated[int, Field(ge=1)] | None = None


class SharingEntry(Command):
    """Agreement to take part, which is not the lawful basis; and the ground for sharing where there is none."""

    victim_aware: Code | None = None
    agreement: Code | None = None
    agreed_on: date | None = None
    agreed_how: Line = ""
    agreed_by: Line = ""
    limits: Line = ""
    ground: Code | None = None
    reasoning: Text = ""
    approver: Line = ""
    approved_on: date | None = None
    withdrawn_on: date | None = None
    privacy_notice: bool | None = None
    privacy_notice_on: date | None = None
    unanswered: Answers = Field(default_factory=dict)


class RiskEntry(Command):
    """A risk assessment as it was answered: question code to option codes, an empty tuple or "unknown" when not known.

    ``form`` names the question set; ``automatic`` the reasons for High whatever the score. With no ``form``, only
    ``band`` is given, as on older papers. ``override_band`` needs a reason and a name.
    """

    form: Annotated[str, Field(max_length=40)] | None = None
    answers: Mapping[str, tuple[Code, ...]] = Field(default_factory=dict)
    automatic: tuple[Code, ...] = ()
    band: Band | None = None
    assessed_on: date | None = None
    assessor: Line = ""
    victim_rating: Annotated[int, Field(ge=1, le=10)] | None = None
    override_band: Band | None = None
    override_reason: Line = ""
    override_by: Line = ""
    words: Text = ""

    @property
    def given(self) -> bool:
        """Whether anything was assessed at all."""
        return bool(self.form and self.answers) or self.band is not None


class Join(Command):
    """Where a referral belongs: a ``new`` case of its own, ``append`` to a case, or a new case with a ``link``."""

    how: Literal["new", "append", "link"] = "new"
    case_id: Key | None = None
