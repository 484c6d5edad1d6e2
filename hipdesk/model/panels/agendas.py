"""The agenda as prepared: lines put on, taken off, ordered and timed; what is still to settle; what could be added."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from pydantic import Field

from hipdesk.model.agenda import CHILDREN_FIRST, Kind
from hipdesk.model.commands import Command, Key, Line

SettleCode = Literal["presenter", "answer", "time", "ruling", "core", "quorum", "attendance", "empty", "standing"]


MATTER = "matter"
"""Section of a line without a case that is put on by hand."""
NOTE_ONLY = frozenset({"off_list", "aftercare"})


class ProposeAgenda(Command):
    """Put on the agenda what the rules say belongs there and is not on it yet."""

    meeting_id: Key


class AddToAgenda(Command):
    """Put a case on the agenda; ``kind``, ``minutes`` and ``reason`` as the rules have them when left out."""

    meeting_id: Key
    case_id: Key
    kind: Kind | None = None
    minutes: int | None = Field(default=None, ge=0, le=240)
    reason: Line = ""


class AddMatter(Command):
    """Put a matter without a case on the agenda, before the closing lines."""

    meeting_id: Key
    title: Line = Field(min_length=1)
    minutes: int = Field(default=5, ge=0, le=240)


class OrderAgenda(Command):
    """The case lines and matters of an agenda in their new order; opening and closing lines keep their place."""

    meeting_id: Key
    line_ids: tuple[Key, ...]


class SetMinutesPlanned(Command):
    """How many minutes a line gets."""

    line_id: Key
    minutes: int = Field(ge=0, le=240)


class SetPresenter(Command):
    """Who presents a case: a name, an agency, or both."""

    line_id: Key
    presenter: Line = ""
    agency_id: Key | None = None


@dataclass(frozen=True, slots=True)
class AgendaLineView:
    """A line of the agenda with its number and start. Standing lines have a ``title`` and no case."""

    id: str
    version: int
    number: int
    place: Literal["opening", "cases", "closing"]
    section: str
    kind_words: str
    title: str
    short: str
    case_id: str | None
    reference: str
    initials: str
    strands: tuple[str, ...]
    band: str | None
    score: int | None
    trend: str | None
    children: bool
    reason: str
    minutes: int
    starts: time | None
    presenter: str
    presenter_agency_id: str | None
    presenter_agency: str
    referred_by: str
    times_heard: int
    late: bool
    state: str
    started_at: time | None
    finished_at: time | None
    seconds_used: int
    summary: str
    moved_from_id: str | None
    leaves: tuple[str, ...]

    @property
    def grouped_with_children(self) -> bool:
        """Whether it stands among the cases with children that come first."""
        return self.place == "cases" and self.children and self.section in CHILDREN_FIRST

    @property
    def has_paper(self) -> bool:
        """Whether a case paper goes out for it: not for a case that is only noted."""
        return self.case_id is not None and self.section not in NOTE_ONLY

    @property
    def finished(self) -> bool:
        """Whether the panel is done with it."""
        return self.state in ("heard", "noted", "carried")


@dataclass(frozen=True, slots=True)
class ToSettle:
    """One thing to settle before the agenda is finished: ``words``, and the record that puts it right."""

    code: SettleCode
    words: str
    subject_id: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class CouldBeAdded:
    """A case that is not on the agenda and could be: with the reason, and the minutes it would take.

    ``due`` when a rule says it belongs there; ``referral_id`` when it must be accepted first.
    """

    case_id: str | None
    referral_id: str | None
    reference: str
    initials: str
    kind: Kind
    reason: str
    minutes: int
    due: bool


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The agenda of a meeting as the Prepare page and the paper show it."""

    meeting_id: str
    meeting_day: date
    starts: time | None
    lines: tuple[AgendaLineView, ...]
    planned: int
    slot: int
    warning: str
    children_may_leave: time | None
    ends: time | None
    finished_on: date | None
    to_settle: tuple[ToSettle, ...]
    could_be_added: tuple[CouldBeAdded, ...]

    @property
    def cases(self) -> tuple[AgendaLineView, ...]:
        """Lines that are cases."""
        return tuple(line for line in self.lines if line.case_id)

    @property
    def unsettled(self) -> int:
        """How many things are still to settle."""
        return sum(not thing.settled for thing in self.to_settle)

    def line(self, line_id: str) -> AgendaLineView | None:
        """One line by id."""
        return next((line for line in self.lines if line.id == line_id), None)
