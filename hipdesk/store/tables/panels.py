"""Meetings of the panel: deadlines, agenda, attendance, interests, returns, discussion, decisions, minutes."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import KEY, Base, Keyed, Tracked, key_of


class MeetingRow(Tracked, Base):
    """One meeting. ``status``: planned, held, cancelled, postponed. ``history`` marks one made by an import.

    ``minutes_state``: none, draft, chair, agreed (agreed is frozen with its bytes in ``minutes_version``).
    """

    __tablename__ = "meeting"

    held_on: Mapped[date] = mapped_column(index=True)
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    kind: Mapped[str] = mapped_column(String(16), default="ordinary")
    status: Mapped[str] = mapped_column(String(16), default="planned", index=True)
    history: Mapped[bool] = mapped_column(default=False)
    moved_to_id: Mapped[str | None] = key_of("meeting.id", null=True)
    moved_reason: Mapped[str | None]
    place: Mapped[str | None]
    online: Mapped[bool] = mapped_column(default=False)
    chair: Mapped[str | None]
    chair_title: Mapped[str | None]
    minute_taker: Mapped[str | None]
    minute_taker_title: Mapped[str | None]
    opened_at: Mapped[time | None]
    closed_at: Mapped[time | None]
    agenda_finished_on: Mapped[date | None]
    confidentiality_read: Mapped[bool] = mapped_column(default=False)
    last_minutes_words: Mapped[str | None]
    minutes_state: Mapped[str] = mapped_column(String(8), default="none")
    minutes_to_chair_on: Mapped[date | None]
    minutes_agreed_on: Mapped[date | None]
    minutes_agreed_by: Mapped[str | None]


class MeetingStepRow(Base):
    """A step of the meeting's timetable: its day by rule or (``by_hand``) as somebody set it, and when it was done."""

    __tablename__ = "meeting_step"

    meeting_id: Mapped[str] = mapped_column(KEY, ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    step: Mapped[str] = mapped_column(String(24), primary_key=True)
    due_on: Mapped[date]
    by_hand: Mapped[bool] = mapped_column(default=False)
    done_on: Mapped[date | None]
    words: Mapped[str | None]


class AgendaLineRow(Tracked, Base):
    """A line of the agenda: a standing matter, or a case with the rule that put it there.

    ``state``: planned, open, heard, carried, noted. A case not reached is moved, not copied: a new line on the
    next agenda names this one in ``moved_from_id``.
    """

    __tablename__ = "agenda_line"
    __table_args__ = (Index("ix_agenda_line_meeting_position", "meeting_id", "position"),)

    meeting_id: Mapped[str] = key_of("meeting.id", cascade=True, covered=True)
    case_id: Mapped[str | None] = key_of("cases.id", null=True)
    section: Mapped[str] = mapped_column(String(24))
    position: Mapped[int]
    title: Mapped[str | None]
    rule: Mapped[str | None] = mapped_column(String(24))
    reason: Mapped[str | None]
    minutes_planned: Mapped[int] = mapped_column(default=0)
    presenter: Mapped[str | None]
    presenter_agency_id: Mapped[str | None] = key_of("agency.id", null=True)
    children: Mapped[bool] = mapped_column(default=False)
    late: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(12), default="planned")
    started_at: Mapped[time | None]
    finished_at: Mapped[time | None]
    seconds_used: Mapped[int] = mapped_column(default=0)
    moved_from_id: Mapped[str | None] = key_of("agenda_line.id", null=True)
    summary: Mapped[str | None]


class HearingRow(Keyed, Base):
    """A day a case was heard: at a meeting of the record, or (no meeting) as history from an import."""

    __tablename__ = "hearing"
    __table_args__ = (UniqueConstraint("case_id", "heard_on"), Index("ix_hearing_heard_on", "heard_on", "case_id"))

    case_id: Mapped[str] = key_of("cases.id", cascade=True, covered=True)
    heard_on: Mapped[date]
    meeting_id: Mapped[str | None] = key_of("meeting.id", null=True)


class AttendanceRow(Tracked, Base):
    """Someone expected at, or present at, a meeting. ``answer``: coming, deputy, apologies, none."""

    __tablename__ = "attendance"

    meeting_id: Mapped[str] = key_of("meeting.id", cascade=True)
    agency_id: Mapped[str | None] = key_of("agency.id", null=True)
    representative_id: Mapped[str | None] = key_of("representative.id", null=True)
    name: Mapped[str]
    job_title: Mapped[str | None]
    capacity: Mapped[str] = mapped_column(String(12), default="member")
    deputy_for: Mapped[str | None]
    answer: Mapped[str] = mapped_column(String(12), default="none")
    present: Mapped[bool] = mapped_column(default=False)
    remote: Mapped[bool] = mapped_column(default=False)
    signed: Mapped[bool] = mapped_column(default=False)
    arrived_at: Mapped[time | None]
    left_at: Mapped[time | None]
    information_sent_on: Mapped[date | None]
    position: Mapped[int] = mapped_column(default=0)
    note: Mapped[str | None]


class MovementRow(Keyed, Base):
    """Someone coming into or leaving the room, on the minute."""

    __tablename__ = "movement"

    attendance_id: Mapped[str] = key_of("attendance.id", cascade=True)
    agenda_line_id: Mapped[str | None] = key_of("agenda_line.id", null=True)
    kind: Mapped[str] = mapped_column(String(12))
    at: Mapped[time]
    reason: Mapped[str | None]


class InterestRow(Tracked, Base):
    """A declared interest in a case: whose, what, how the chair ruled, and when they were out of the room."""

    __tablename__ = "interest"

    case_id: Mapped[str] = key_of("cases.id")
    meeting_id: Mapped[str | None] = key_of("meeting.id", null=True)
    agency_id: Mapped[str | None] = key_of("agency.id", null=True)
    representative_id: Mapped[str | None] = key_of("representative.id", null=True)
    holder_id: Mapped[str | None] = key_of("holder.id", null=True)
    name: Mapped[str]
    nature: Mapped[str]
    ruling: Mapped[str] = mapped_column(String(16), default="leaves")
    left_at: Mapped[time | None]
    back_at: Mapped[time | None]


class AgencyReturnRow(Tracked, Base):
    """What an agency was asked about a case and what it told: received, none_held, asked or late."""

    __tablename__ = "agency_return"
    __table_args__ = (UniqueConstraint("case_id", "meeting_id", "agency_id"),)

    case_id: Mapped[str] = key_of("cases.id", covered=True)
    meeting_id: Mapped[str | None] = key_of("meeting.id", null=True)
    agency_id: Mapped[str] = key_of("agency.id")
    asked_on: Mapped[date | None]
    chased_on: Mapped[date | None]
    returned_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(12), default="asked")
    author: Mapped[str | None]
    text: Mapped[str | None]
    limits: Mapped[str | None] = mapped_column(String(24))
    disclosable: Mapped[bool | None]
    staff_risks: Mapped[str | None]


class DiscussionRow(Tracked, Base):
    """New information by one agency on an agenda line, or (no agency) the chair's summary and risks to anyone."""

    __tablename__ = "discussion"

    agenda_line_id: Mapped[str] = key_of("agenda_line.id", cascade=True)
    agency_id: Mapped[str | None] = key_of("agency.id", null=True)
    kind: Mapped[str] = mapped_column(String(12), default="information")
    text: Mapped[str] = mapped_column(default="")
    nothing_held: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)


class DecisionRow(Tracked, Base):
    """What the panel decided on a case, the risk it agreed, and who tells the victim what."""

    __tablename__ = "decision"

    agenda_line_id: Mapped[str] = key_of("agenda_line.id", cascade=True)
    case_id: Mapped[str] = key_of("cases.id")
    code: Mapped[str | None] = mapped_column(String(16))
    words: Mapped[str | None]
    risk_band: Mapped[str | None] = mapped_column(String(12))
    risk_score: Mapped[int | None]
    risk_words: Mapped[str | None]
    next_review_on: Mapped[date | None]
    told_by: Mapped[str | None]
    told_agency_id: Mapped[str | None] = key_of("agency.id", null=True)
    told_by_day: Mapped[date | None]
    told_on: Mapped[date | None]
    unsaid: Mapped[str | None]
    closure_reason: Mapped[str | None] = mapped_column(String(24))


class MinutesVersionRow(Keyed, Base):
    """A version of the minutes that went out: draft to the chair, agreed, corrected. Agreed ones keep their bytes."""

    __tablename__ = "minutes_version"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    meeting_id: Mapped[str] = key_of("meeting.id")
    number: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(8))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(KEY)
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    pdf: Mapped[bytes | None]
    sha256: Mapped[str | None] = mapped_column(String(64))
    fingerprint: Mapped[str | None] = mapped_column(String(16))


class CorrectionRow(Keyed, Base):
    """A correction: asked by the chair before agreement, or logged after it; never silent."""

    __tablename__ = "correction"

    meeting_id: Mapped[str] = key_of("meeting.id")
    place: Mapped[str]
    said: Mapped[str]
    now_says: Mapped[str]
    asked_by: Mapped[str]
    agreed_by: Mapped[str | None]
    on_day: Mapped[date]
    state: Mapped[str] = mapped_column(String(12), default="asked")
    reason: Mapped[str | None]
