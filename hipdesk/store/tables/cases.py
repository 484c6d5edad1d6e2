"""Cases: where they stand, what happened to their status, links, notes, closure and learning."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import KEY, Base, Keyed, Tracked, key_of

RISK_RANK = "CASE risk_now WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'standard' THEN 1 ELSE 0 END"
"""Risk as a number to sort by; written out, because an index serves only the very same words."""


class CaseRow(Tracked, Base):
    """One case. Title is reference and initials only.

    ``first_heard_on``, ``risk_*`` and ``closed_on`` repeat what the hearings, assessments and status changes say,
    so that lists and figures need one table; ``store.integrity`` checks that they agree.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_status_hearing", "status", "next_review_on", "risk_now"),
        Index("ix_cases_accepted", "accepted_on", "id"),
        Index("ix_cases_closed", "closed_on"),
        Index("ix_cases_case_review", "review_due_on", "review_decided_on"),
        Index("ix_cases_aftercare", "aftercare_done_on", "aftercare_due_on", "status"),
    )

    reference: Mapped[str] = mapped_column(String(32), unique=True)
    initials: Mapped[str] = mapped_column(String(40), default="")
    status: Mapped[str] = mapped_column(String(16))
    lead_agency_id: Mapped[str | None] = key_of("agency.id", null=True)
    lead_officer: Mapped[str | None]
    received_on: Mapped[date]
    accepted_on: Mapped[date]
    first_heard_on: Mapped[date | None]
    last_heard_on: Mapped[date | None]
    times_heard: Mapped[int] = mapped_column(default=0)
    next_review_on: Mapped[date | None]
    urgent: Mapped[bool] = mapped_column(default=False)
    strands: Mapped[str] = mapped_column(String(80), default="")
    ward: Mapped[str | None] = mapped_column(String(80))
    in_short: Mapped[str | None]
    risk_entry: Mapped[str | None] = mapped_column(String(12))
    risk_entry_score: Mapped[int | None]
    risk_now: Mapped[str | None] = mapped_column(String(12), index=True)
    risk_score: Mapped[int | None]
    risk_trend: Mapped[str | None] = mapped_column(String(12))
    child: Mapped[bool] = mapped_column(default=False)
    adult_at_risk: Mapped[bool] = mapped_column(default=False)
    address_kept: Mapped[bool] = mapped_column(default=False)
    not_aware: Mapped[bool] = mapped_column(default=False)
    media_interest: Mapped[bool] = mapped_column(default=False)
    councillor_interest: Mapped[bool] = mapped_column(default=False)
    community_tension: Mapped[bool] = mapped_column(default=False)
    staff_involved: Mapped[bool] = mapped_column(default=False)
    restricted: Mapped[bool] = mapped_column(default=False)
    legal_hold: Mapped[bool] = mapped_column(default=False)
    review_requested_on: Mapped[date | None]
    review_due_on: Mapped[date | None]
    review_decided_on: Mapped[date | None]
    review_decision: Mapped[str | None]
    closed_on: Mapped[date | None]
    aftercare_due_on: Mapped[date | None]
    aftercare_done_on: Mapped[date | None]
    aftercare_result: Mapped[str | None]
    retention_class: Mapped[str | None] = mapped_column(String(24))
    dispose_after: Mapped[date | None]


class CaseAccessRow(Base):
    """A holder who may see a restricted case, or (``barred``) one who may not see this one."""

    __tablename__ = "case_access"
    __table_args__ = (Index("ix_case_access_holder", "holder_id", "barred"),)

    case_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    holder_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    barred: Mapped[bool] = mapped_column(default=False)


class StatusChangeRow(Keyed, Base):
    """A change of a case's status on a day; the flow of open cases is counted from these."""

    __tablename__ = "status_change"
    __table_args__ = (
        Index("ix_status_change_day", "to_status", "on_day", "case_id"),
        Index("ix_status_change_case_day", "case_id", "on_day", "to_status"),
    )

    case_id: Mapped[str] = key_of("cases.id", cascade=True, covered=True)
    from_status: Mapped[str | None] = mapped_column(String(16))
    to_status: Mapped[str] = mapped_column(String(16))
    on_day: Mapped[date]
    reason: Mapped[str | None]


class CaseLinkRow(Keyed, Base):
    """Two cases that belong together: related, same_perpetrator or same_household, and why."""

    __tablename__ = "case_link"

    case_id: Mapped[str] = key_of("cases.id", cascade=True)
    other_id: Mapped[str] = key_of("cases.id", cascade=True)
    kind: Mapped[str] = mapped_column(String(20), default="related")
    why: Mapped[str]


class NoteRow(Tracked, Base):
    """A note on the timeline of a case or a referral: what happened, who said so, what was done."""

    __tablename__ = "note"

    case_id: Mapped[str | None] = key_of("cases.id", null=True)
    referral_id: Mapped[str | None] = key_of("referral.id", null=True)
    kind: Mapped[str] = mapped_column(String(16), default="note")
    on_day: Mapped[date]
    at: Mapped[datetime]
    heading: Mapped[str | None]
    text: Mapped[str]


class ClosureRow(Tracked, Base):
    """How a case was closed: reason, the closure test as it stood, who was consulted and who goes on."""

    __tablename__ = "closure"
    __table_args__ = (Index("ix_closure_case_day", "case_id", "closed_on", "id", "reason"),)

    case_id: Mapped[str] = key_of("cases.id", covered=True)
    meeting_id: Mapped[str | None] = key_of("meeting.id", null=True)
    closed_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(24), index=True)
    words: Mapped[str | None]
    tests_met: Mapped[list[str]] = mapped_column(JSON, default=list)
    tests_unmet: Mapped[list[str]] = mapped_column(JSON, default=list)
    override_reason: Mapped[str | None]
    override_by: Mapped[str | None]
    victim_consulted: Mapped[bool | None]
    ongoing_owner: Mapped[str | None]
    reopened_on: Mapped[date | None]


class LearningPointRow(Tracked, Base):
    """Good practice or a lesson from a case, and who takes it on."""

    __tablename__ = "learning_point"

    case_id: Mapped[str | None] = key_of("cases.id", null=True)
    meeting_id: Mapped[str | None] = key_of("meeting.id", null=True)
    theme: Mapped[str | None]
    lesson: Mapped[str]
    owner: Mapped[str | None]
