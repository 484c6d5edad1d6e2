"""What came of a case: police and court results, what changed for the victim, tools of enforcement."""

from datetime import date

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import Base, Keyed, Tracked, key_of


class PoliceOutcomeRow(Tracked, Base):
    """A recorded crime of a case and its Home Office outcome type (0: none yet)."""

    __tablename__ = "police_outcome"

    case_id: Mapped[str] = key_of("cases.id")
    incident_id: Mapped[str | None] = key_of("incident.id", null=True)
    offence_code: Mapped[str | None] = mapped_column(String(16))
    offence: Mapped[str | None]
    recorded_on: Mapped[date | None]
    outcome_type: Mapped[str] = mapped_column(String(4), default="0")
    outcome_on: Mapped[date | None]
    words: Mapped[str | None]


class CourtResultRow(Tracked, Base):
    """A court's result, and whether the sentence was raised for hate."""

    __tablename__ = "court_result"

    case_id: Mapped[str] = key_of("cases.id")
    result: Mapped[str] = mapped_column(String(24))
    on_day: Mapped[date | None]
    uplift: Mapped[bool | None]
    sentence: Mapped[str | None]
    order_attached: Mapped[str | None]


class VictimOutcomeRow(Tracked, Base):
    """What changed for a victim: several outcomes, and how satisfied with the handling (1 to 5)."""

    __tablename__ = "victim_outcome"

    case_id: Mapped[str] = key_of("cases.id")
    person_id: Mapped[str | None] = key_of("person.id", null=True)
    on_day: Mapped[date]
    outcomes: Mapped[list[str]] = mapped_column(JSON, default=list)
    satisfaction: Mapped[int | None]
    consulted: Mapped[bool | None]
    words: Mapped[str | None]


class EnforcementRow(Tracked, Base):
    """A tool of enforcement or resolution: sought, granted or refused, its terms and its end."""

    __tablename__ = "enforcement"

    case_id: Mapped[str] = key_of("cases.id")
    person_id: Mapped[str | None] = key_of("person.id", null=True)
    kind: Mapped[str] = mapped_column(String(40))
    by_agency_id: Mapped[str | None] = key_of("agency.id", null=True)
    applicant: Mapped[str | None]
    sought_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(16), default="considered")
    decided_on: Mapped[date | None]
    terms: Mapped[str | None]
    starts_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    result: Mapped[str | None]


class BreachRow(Keyed, Base):
    """A breach of a tool, and what followed. ``state_before`` is how the tool stood, for taking the breach back."""

    __tablename__ = "breach"

    enforcement_id: Mapped[str] = key_of("enforcement.id", cascade=True)
    on_day: Mapped[date]
    state_before: Mapped[str | None] = mapped_column(String(16))
    words: Mapped[str | None]
    result: Mapped[str | None]


class OrderChangeRow(Keyed, Base):
    """A change of a tool on a day, as a court varied it: what was changed, and its terms and end until then."""

    __tablename__ = "order_change"

    enforcement_id: Mapped[str] = key_of("enforcement.id", cascade=True)
    on_day: Mapped[date]
    words: Mapped[str | None]
    terms_before: Mapped[str | None]
    expires_before: Mapped[date | None]


class SupportRow(Tracked, Base):
    """Support offered to a victim: by whom, taken up or declined."""

    __tablename__ = "support"

    case_id: Mapped[str] = key_of("cases.id")
    person_id: Mapped[str | None] = key_of("person.id", null=True)
    agency_id: Mapped[str | None] = key_of("agency.id", null=True)
    kind: Mapped[str] = mapped_column(String(40))
    offered_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(16), default="offered")
    words: Mapped[str | None]
