"""Referrals as they came in, and what the referrer and the victim want."""

from datetime import date, time

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import Base, Keyed, Tracked, key_of


class ReferralRow(Tracked, Base):
    """One referral. ``case_id`` is set when it is accepted, or joined to a case that is there.

    ``link_case_id`` is the case it is to be linked with once it has a case of its own.
    """

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_received", "received_on", "agency_id", "status", "repeat", "repeat_override"),
        Index("ix_referral_state_received", "status", "received_on"),
        Index("ix_referral_state_decided", "status", "decided_on", "case_id"),
        # All that the list of referrals is narrowed and ordered by, so that a page of it is found without the rows.
        Index(
            "ix_referral_list", "received_on", "reference", "initials", "status", "decided_on", "agency_id", "case_id",
            "id", "old_reference", "own_references",
        ),
    )  # fmt: skip

    reference: Mapped[str] = mapped_column(String(32), unique=True)
    old_reference: Mapped[str | None] = mapped_column(String(64), index=True)
    status: Mapped[str] = mapped_column(String(24))
    case_id: Mapped[str | None] = key_of("cases.id", null=True)
    link_case_id: Mapped[str | None] = key_of("cases.id", null=True)
    initials: Mapped[str] = mapped_column(String(40), default="")
    received_on: Mapped[date]
    received_at: Mapped[time | None]
    channel: Mapped[str | None] = mapped_column(String(24))
    completed_on: Mapped[date | None]
    agency_id: Mapped[str | None] = key_of("agency.id", null=True)
    referrer_name: Mapped[str | None]
    referrer_role: Mapped[str | None]
    referrer_phone: Mapped[str | None]
    referrer_email: Mapped[str | None]
    own_references: Mapped[list[str]] = mapped_column(JSON, default=list)
    manager_aware: Mapped[bool | None]
    manager_name: Mapped[str | None]
    presenter: Mapped[str | None]
    presenter_other: Mapped[str | None]
    urgency: Mapped[str] = mapped_column(String(16), default="routine")
    urgent_at: Mapped[str | None]
    repeat: Mapped[bool] = mapped_column(default=False)
    repeat_override: Mapped[bool | None]
    repeat_reason: Mapped[str | None]
    grounds: Mapped[list[str]] = mapped_column(JSON, default=list)
    summary: Mapped[str | None]
    wanted_from_panel: Mapped[str | None]
    victim_wants: Mapped[list[str]] = mapped_column(JSON, default=list)
    victim_wants_words: Mapped[str | None]
    done_so_far: Mapped[str | None]
    other_panels: Mapped[list[str]] = mapped_column(JSON, default=list)
    acknowledged_on: Mapped[date | None]
    triaged_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    decision_reason: Mapped[str | None] = mapped_column(String(40))
    decision_words: Mapped[str | None]
    redirected_to: Mapped[str | None]
    information_due_on: Mapped[date | None]
    information_asked: Mapped[int] = mapped_column(default=0)
    declared: Mapped[bool] = mapped_column(default=False)


class SharingRow(Tracked, Base):
    """Agreement to take part, its limits, and the ground for sharing where there is none."""

    __tablename__ = "sharing"

    referral_id: Mapped[str] = key_of("referral.id", cascade=True)
    case_id: Mapped[str | None] = key_of("cases.id", null=True)
    victim_aware: Mapped[str | None] = mapped_column(String(16))
    agreement: Mapped[str | None] = mapped_column(String(24))
    agreed_on: Mapped[date | None]
    agreed_how: Mapped[str | None]
    agreed_by: Mapped[str | None]
    limits: Mapped[str | None]
    ground: Mapped[str | None] = mapped_column(String(24))
    reasoning: Mapped[str | None]
    approver: Mapped[str | None]
    approved_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    privacy_notice: Mapped[bool | None]
    privacy_notice_on: Mapped[date | None]


class InvolvementRow(Tracked, Base):
    """A person's part in a referral and its case: victim, child, household, perpetrator, witness.

    ``label`` ("Victim A", "Perpetrator 1") is stable for the life of the case. ``impact`` is in the person's own words,
    ``earlier`` what was not reported before and who else was told, ``enforcement`` what was done about a perpetrator.
    """

    __tablename__ = "involvement"

    referral_id: Mapped[str | None] = key_of("referral.id", null=True, cascade=True)
    case_id: Mapped[str | None] = key_of("cases.id", null=True)
    person_id: Mapped[str] = key_of("person.id")
    role: Mapped[str] = mapped_column(String(16), index=True)
    label: Mapped[str] = mapped_column(String(24), default="")
    position: Mapped[int] = mapped_column(default=0)
    relation: Mapped[str | None] = mapped_column(String(24))
    identity: Mapped[str | None] = mapped_column(String(16))
    evidence_basis: Mapped[str | None] = mapped_column(String(16))
    aware: Mapped[bool | None]
    targeted: Mapped[bool] = mapped_column(default=False)
    school: Mapped[str | None]
    willing: Mapped[bool | None]
    necessity: Mapped[str | None]
    impact: Mapped[str | None]
    earlier: Mapped[str | None]
    household: Mapped[str | None]
    enforcement: Mapped[str | None]
    note: Mapped[str | None]


class OrderInForceRow(Keyed, Base):
    """An order or bail condition on an alleged perpetrator, with its end."""

    __tablename__ = "order_in_force"

    involvement_id: Mapped[str] = key_of("involvement.id", cascade=True)
    kind: Mapped[str] = mapped_column(String(40))
    terms: Mapped[str | None]
    expires_on: Mapped[date | None]


class IncidentRow(Tracked, Base):
    """One incident of the chronology. The day is partial: earliest, latest, precision and the words as given."""

    __tablename__ = "incident"
    __table_args__ = (Index("ix_incident_case_number", "case_id", "number", "id", "ward", "police_status"),)

    referral_id: Mapped[str | None] = key_of("referral.id", null=True, cascade=True)
    case_id: Mapped[str | None] = key_of("cases.id", null=True, covered=True)
    number: Mapped[int] = mapped_column(default=1)
    day_earliest: Mapped[date | None]
    day_latest: Mapped[date | None]
    day_precision: Mapped[str | None] = mapped_column(String(12))
    day_words: Mapped[str | None]
    at: Mapped[time | None]
    ongoing: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str | None]
    location: Mapped[str | None] = mapped_column(String(24))
    ward: Mapped[str | None] = mapped_column(String(80), index=True)
    facts: Mapped[str | None]
    verbatim: Mapped[str | None]
    injury: Mapped[str | None] = mapped_column(String(16))
    damage: Mapped[bool | None]
    weapon: Mapped[bool | None]
    platform: Mapped[str | None]
    reported_to: Mapped[str | None]
    reported_on: Mapped[date | None]
    police_status: Mapped[str | None] = mapped_column(String(24), index=True)
    police_reference: Mapped[str | None]
    police_officer: Mapped[str | None]
    crime: Mapped[str | None] = mapped_column(String(16))
    evidence: Mapped[str | None]


class IncidentTypeRow(Base):
    """One type of an incident; an incident may have several."""

    __tablename__ = "incident_type"
    __table_args__ = ({"sqlite_with_rowid": False},)

    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(String(8), primary_key=True, index=True)


class StrandRow(Keyed, Base):
    """A strand named in a referral and its case: basis (perceived, actual, associated) and who perceived it."""

    __tablename__ = "strand"
    __table_args__ = (
        Index("ix_strand_case_code", "case_id", "code", "sub_code"),
        Index("ix_strand_code", "code", "case_id"),
    )

    referral_id: Mapped[str] = key_of("referral.id", cascade=True)
    case_id: Mapped[str | None] = key_of("cases.id", null=True, covered=True)
    incident_id: Mapped[str | None] = key_of("incident.id", null=True)
    code: Mapped[str] = mapped_column(String(8))
    sub_code: Mapped[str | None] = mapped_column(String(16))
    basis: Mapped[str | None] = mapped_column(String(16))
    perceived_by: Mapped[list[str]] = mapped_column(JSON, default=list)
    position: Mapped[int] = mapped_column(default=0)


class EvidenceRow(Keyed, Base):
    """Something kept as evidence, of one incident or of all, and where it is held; not the thing itself."""

    __tablename__ = "evidence"

    referral_id: Mapped[str] = key_of("referral.id", cascade=True)
    case_id: Mapped[str | None] = key_of("cases.id", null=True)
    incident_id: Mapped[str | None] = key_of("incident.id", null=True)
    kind: Mapped[str] = mapped_column(String(24))
    held: Mapped[str | None]
    position: Mapped[int] = mapped_column(default=0)


class EarlierStepRow(Keyed, Base):
    """What an agency did before the referral: the day, what was done, what came of it."""

    __tablename__ = "earlier_step"

    referral_id: Mapped[str] = key_of("referral.id", cascade=True)
    case_id: Mapped[str | None] = key_of("cases.id", null=True)
    agency_id: Mapped[str | None] = key_of("agency.id", null=True)
    on_day: Mapped[date | None]
    done: Mapped[str]
    result: Mapped[str | None]
    position: Mapped[int] = mapped_column(default=0)
