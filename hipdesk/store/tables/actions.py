"""Actions given to agencies, and every word said about them since."""

from datetime import date, datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import KEY, Base, Keyed, Tracked, key_of


class ActionRow(Tracked, Base):
    """One action. ``number`` is the panel's own ("0041/9", "G/31" when general).

    ``status``: see ``model.statuses.ActionStatus``; the two kinds of not completed are never merged.
    ``first_due_on`` never moves: on time means completed by it.
    """

    __tablename__ = "action"
    __table_args__ = (
        Index("ix_action_owner_status_due", "owner_agency_id", "status", "due_on"),
        Index("ix_action_status_due", "status", "due_on", "last_word_on"),
        Index("ix_action_status_completed", "status", "completed_on"),
        Index("ix_action_case_status_due", "case_id", "status", "due_on"),
        Index("ix_action_raised", "raised_on"),
        Index("ix_action_first_due", "first_due_on", "status", "completed_on", "owner_agency_id"),
    )

    number: Mapped[str] = mapped_column(String(24))
    position: Mapped[int]
    case_id: Mapped[str | None] = key_of("cases.id", null=True, covered=True)
    meeting_id: Mapped[str | None] = key_of("meeting.id", null=True)
    agenda_line_id: Mapped[str | None] = key_of("agenda_line.id", null=True)
    wording: Mapped[str]
    done_when: Mapped[str | None]
    kind: Mapped[str | None] = mapped_column(String(24))
    owner_agency_id: Mapped[str | None] = key_of("agency.id", null=True, covered=True)
    owner_name: Mapped[str | None]
    priority: Mapped[str] = mapped_column(String(8), default="normal")
    raised_on: Mapped[date | None]
    first_due_on: Mapped[date | None]
    due_on: Mapped[date | None]
    due_words: Mapped[str | None]
    status: Mapped[str] = mapped_column(String(32), default="open")
    carries: Mapped[int] = mapped_column(default=0)
    completed_on: Mapped[date | None]
    evidence: Mapped[str | None]
    not_done_reason: Mapped[str | None]
    superseded_by_id: Mapped[str | None] = key_of("action.id", null=True)
    escalated_to: Mapped[str | None]
    escalated_on: Mapped[date | None]
    last_word: Mapped[str | None]
    last_word_on: Mapped[date | None]


class ActionUpdateRow(Keyed, Base):
    """A word on an action: progress, chase, carry, completion, reopening."""

    __tablename__ = "action_update"

    action_id: Mapped[str] = key_of("action.id", cascade=True)
    on_day: Mapped[date]
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(KEY)
    kind: Mapped[str] = mapped_column(String(24))
    text: Mapped[str | None]
    old_due_on: Mapped[date | None]
    new_due_on: Mapped[date | None]
    meeting_id: Mapped[str | None] = key_of("meeting.id", null=True)
