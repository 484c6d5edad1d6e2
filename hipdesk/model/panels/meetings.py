"""Meetings as such: planning, moving and cancelling them, their steps, and how a meeting stands in words."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from pydantic import Field

from hipdesk.model.commands import Code, Command, Key, Line
from hipdesk.model.timetable import StepState

MeetingKind = Literal["ordinary", "urgent"]
MeetingStatus = Literal["planned", "held", "cancelled", "postponed"]
MinutesState = Literal["none", "draft", "chair", "agreed"]
KIND_WORDS: dict[str, str] = {"ordinary": "Regular panel", "urgent": "Urgent meeting"}
STATUS_WORDS: dict[str, str] = {
    "planned": "Planned",
    "held": "Held",
    "cancelled": "Cancelled",
    "postponed": "Moved to another day",
}
MINUTES_WORDS: dict[str, str] = {
    "none": "Not begun",
    "draft": "Draft",
    "chair": "With the chair",
    "agreed": "Agreed and frozen",
}


class PlanMeetings(Command):
    """Plan by the office's rule: every meeting of the reporting year begun in ``year``, or of ``months`` from today."""

    year: int | None = Field(default=None, ge=1990, le=2200)
    months: int = Field(default=12, ge=1, le=36)


class PlanMeeting(Command):
    """Plan one meeting; what is left out is the office's usual. ``kind`` urgent is called outside the cycle."""

    held_on: date
    kind: MeetingKind = "ordinary"
    starts_at: time | None = None
    ends_at: time | None = None
    place: Line | None = None
    online: bool | None = None


class ChangeMeeting(Command):
    """Where, when on its day, and who chairs and minutes it."""

    meeting_id: Key
    version: int | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: Line = ""
    online: bool = False
    chair: Line = ""
    chair_title: Line = ""
    minute_taker: Line = ""
    minute_taker_title: Line = ""


class MoveMeeting(Command):
    """Hold a planned meeting on another day; its agenda, attendance and returns go along."""

    meeting_id: Key
    to_day: date
    starts_at: time | None = None
    reason: Line = Field(min_length=1)


class CancelMeeting(Command):
    """Not hold a planned meeting."""

    meeting_id: Key
    reason: Line = Field(min_length=1)


class UndoPlan(Command):
    """Take meetings that were just planned out again."""

    meetings: tuple[Key, ...] = Field(min_length=1)


class UndoMove(Command):
    """Hold a moved meeting on its old day after all; ``meeting_id`` is the meeting of the old day."""

    meeting_id: Key


class UndoCancel(Command):
    """Hold a cancelled meeting after all."""

    meeting_id: Key


class MarkStep(Command):
    """A step of the timetable done on a day (None: not done after all), with a word about it."""

    meeting_id: Key
    step: Code
    done_on: date | None
    words: Line = ""


class MoveStep(Command):
    """Another due day for one step of one meeting."""

    meeting_id: Key
    step: Code
    due_on: date


@dataclass(frozen=True, slots=True)
class StepView:
    """A step with its ``offset_words`` ("M−10"), days, ``state`` and the ``words`` beside it.

    ``by_hand``: its day was set by somebody and not by the rule; it stays when the meeting moves. ``sent_for``: what
    it sends was sent for this day, and the meeting has moved since.
    """

    code: str
    title: str
    offset_words: str
    due_on: date
    done_on: date | None
    state: StepState
    words: str
    on_home: bool
    by_hand: bool = False
    sent_for: date | None = None


@dataclass(frozen=True, slots=True)
class PageState:
    """How one of the four pages of a meeting stands: its ``words``, and whether it is late or done."""

    words: str
    late: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """The header of a meeting: what it is, where it stands, and its timeline."""

    id: str
    version: int
    held_on: date
    starts_at: time | None
    ends_at: time | None
    kind: str
    status: str
    history: bool
    heading: str
    line: str
    place: str
    online: bool
    chair: str
    chair_title: str
    minute_taker: str
    minute_taker_title: str
    minutes_state: str
    opened_at: time | None
    closed_at: time | None
    moved_to_id: str | None
    moved_reason: str
    steps: tuple[StepView, ...]
    prepare: PageState
    papers: PageState
    run: PageState
    minutes: PageState
    cases: int
    heard: int
    present: int

    def step(self, code: str) -> StepView | None:
        """One of its steps by code."""
        return next((step for step in self.steps if step.code == code), None)


@dataclass(frozen=True, slots=True)
class MeetingYear:
    """How many meetings a reporting year had so far, against the number it should have.

    Urgent meetings are counted apart, as are regular ones moved to another day or cancelled.
    """

    label: str
    wanted: int
    held: int
    planned: int
    urgent: int
    moved: int
    cancelled: int

    @property
    def words(self) -> str:
        """ "2026-27: 8 of 12 held, 4 planned; 1 urgent, 1 moved, 1 cancelled"."""
        planned = f", {self.planned} planned" if self.planned else ""
        regular = f"{self.label}: {self.held} of {self.wanted} held{planned}"
        apart = ((self.urgent, "urgent"), (self.moved, "moved"), (self.cancelled, "cancelled"))
        told = ", ".join(f"{many} {what}" for many, what in apart if many)
        return f"{regular}; {told}" if told else regular


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list."""

    id: str
    held_on: date
    starts_at: time | None
    kind: str
    kind_words: str
    status: str
    status_words: str
    place: str
    cases: int
    heard: int
    present: int
    minutes_state: str
    minutes_words: str
    history: bool
