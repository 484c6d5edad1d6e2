"""Risk assessments: each a new dated one, never overwritten."""

from datetime import date

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import Base, Keyed, Tracked, key_of


class RiskAssessmentRow(Tracked, Base):
    """One assessment. ``score`` is empty when only a band was given (an old spreadsheet, or agreed at panel)."""

    __tablename__ = "risk_assessment"
    __table_args__ = (Index("ix_risk_case_day", "case_id", "assessed_on"),)

    referral_id: Mapped[str | None] = key_of("referral.id", null=True, cascade=True)
    case_id: Mapped[str | None] = key_of("cases.id", null=True, covered=True)
    meeting_id: Mapped[str | None] = key_of("meeting.id", null=True)
    question_set: Mapped[str | None] = mapped_column(String(40))
    question_version: Mapped[str | None] = mapped_column(String(16))
    occasion: Mapped[str] = mapped_column(String(12))
    assessed_on: Mapped[date]
    assessor: Mapped[str | None]
    score: Mapped[int | None]
    score_max: Mapped[int | None]
    unknowns: Mapped[int] = mapped_column(default=0)
    band_by_score: Mapped[str | None] = mapped_column(String(12))
    band: Mapped[str] = mapped_column(String(12))
    automatic: Mapped[list[str]] = mapped_column(JSON, default=list)
    override_band: Mapped[str | None] = mapped_column(String(12))
    override_reason: Mapped[str | None]
    override_by: Mapped[str | None]
    victim_rating: Mapped[int | None]
    words: Mapped[str | None]


class RiskAnswerRow(Keyed, Base):
    """The answer to one question; ``unknown`` scores nothing but is counted."""

    __tablename__ = "risk_answer"

    assessment_id: Mapped[str] = key_of("risk_assessment.id", cascade=True)
    question: Mapped[str] = mapped_column(String(16))
    options: Mapped[list[str]] = mapped_column(JSON, default=list)
    points: Mapped[int] = mapped_column(default=0)
    unknown: Mapped[bool] = mapped_column(default=False)
