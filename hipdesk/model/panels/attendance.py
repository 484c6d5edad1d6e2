"""Who is expected and who came: answers, deputies, interests, and the time each spent in the room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from pydantic import Field

from hipdesk.model.commands import Command, Key, Line, Text
from hipdesk.model.panels.quorum import Quorum, Span

Answer = Literal["none", "coming", "deputy", "apologies"]
Capacity = Literal["member", "presenter", "observer"]
Ruling = Literal["stays", "stays_silent", "leaves", "no_papers"]
LEAVING = frozenset({"leaves", "no_papers"})
ANSWER_WORDS: dict[str, str] = {
    "none": "No answer",
    "coming": "Coming",
    "deputy": "Deputy",
    "apologies": "Apologies",
}


class Invite(Command):
    """Expect every core agency, and those that lead a case on the agenda, to come."""

    meeting_id: Key


class AddAttendee(Command):
    """Expect one more person: of an agency, or an observer."""

    meeting_id: Key
    agency_id: Key | None = None
    representative_id: Key | None = None
    name: Line = Field(min_length=1)
    job_title: Line = ""
    capacity: Capacity = "member"
    answer: Answer = "none"


class AnswerInvitation(Command):
    """What someone answered. A deputy is named in ``deputy``; ``information_sent_on`` goes with apologies."""

    attendance_id: Key
    answer: Answer
    deputy: Line = ""
    deputy_id: Key | None = None
    deputy_title: Line = ""
    information_sent_on: date | None = None
    note: Line = ""


class DeclareInterest(Command):
    """An interest in a case, of someone who attends or of a holder. ``meeting_id`` None: it stands until taken back."""

    case_id: Key
    meeting_id: Key | None = None
    attendance_id: Key | None = None
    agency_id: Key | None = None
    representative_id: Key | None = None
    holder_id: Key | None = None
    name: Line = ""
    nature: Text = Field(min_length=1)
    ruling: Ruling = "leaves"


class Join(Command):
    """How someone takes part: in the room, or online."""

    attendance_id: Key
    online: bool


class RuleOnInterest(Command):
    """How the chair ruled on a declared interest."""

    interest_id: Key
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Stay:
    """A movement of someone: ``kind`` arrives, leaves or returns, with its minute."""

    kind: str
    at: time
    reason: str
    line_id: str | None


@dataclass(frozen=True, slots=True)
class Leaving:
    """That someone is out of the room for a line of the agenda, and why."""

    interest_id: str
    attendance_id: str
    name: str
    case_id: str
    line_id: str
    position: int
    nature: str


@dataclass(frozen=True, slots=True)
class AttendeeView:
    """Someone expected or present."""

    id: str
    version: int
    agency_id: str | None
    agency: str
    representative_id: str | None
    name: str
    job_title: str
    capacity: str
    deputy_for: str
    answer: str
    core: bool
    present: bool
    in_room: bool
    remote: bool
    signed: bool
    arrived_at: time | None
    left_at: time | None
    information_sent_on: date | None
    note: str
    stays: tuple[Stay, ...] = ()
    leaves_for: tuple[Leaving, ...] = ()
    agency_short: str = ""

    @property
    def answer_words(self) -> str:
        """ "Coming", "Deputy", "Apologies", "No answer"."""
        return ANSWER_WORDS.get(self.answer, self.answer)

    @property
    def line(self) -> str:
        """ "T. Abara for L. Szabó", or the name."""
        return f"{self.name} for {self.deputy_for}" if self.deputy_for else self.name

    @property
    def in_room_words(self) -> str:
        """How the minutes say it: "Throughout", "From 10:12", "To 11:27, online", "All but 10:36 to 10:47"."""
        return in_room_words(self.arrived_at, self.left_at, self.stays) + (", online" if self.remote else "")

    @property
    def spans(self) -> tuple[Span, ...]:
        """When they took part, going out for one case left aside."""
        begun, found = self.arrived_at, []
        for stay in self.stays:
            if stay.kind == "leaves" and stay.line_id is None:
                found.append((begun, stay.at))
            elif stay.kind == "returns" and stay.line_id is None:
                begun = stay.at
        return tuple(found) if self.left_at else (*found, (begun, None))


@dataclass(frozen=True, slots=True)
class InterestView:
    """A declared interest, with the ruling and the time out of the room."""

    id: str
    case_id: str
    reference: str
    name: str
    agency: str
    nature: str
    ruling: str
    ruling_words: str
    standing: bool
    left_at: time | None
    back_at: time | None


@dataclass(frozen=True, slots=True)
class AttendanceView:
    """Everyone of a meeting, and the interests that bear on it."""

    people: tuple[AttendeeView, ...]
    interests: tuple[InterestView, ...]
    core_agencies: int
    core_covered: int
    quorum: Quorum

    @property
    def expected(self) -> int:
        """Members and presenters who are asked to come."""
        return sum(person.capacity != "observer" for person in self.people)

    @property
    def coming(self) -> int:
        """How many of them come, deputies included."""
        return sum(person.capacity != "observer" and person.answer in ("coming", "deputy") for person in self.people)

    @property
    def present(self) -> tuple[AttendeeView, ...]:
        """Those who came."""
        return tuple(person for person in self.people if person.present)

    @property
    def silent(self) -> tuple[AttendeeView, ...]:
        """Those asked who have not answered."""
        return tuple(person for person in self.people if person.answer == "none" and person.capacity != "observer")

    @property
    def core_words(self) -> str:
        """ "Core agencies: 6 of 6 present or deputised"."""
        return f"Core agencies: {self.core_covered} of {self.core_agencies} present or deputised"


def in_room_words(arrived_at: time | None, left_at: time | None, stays: Sequence[Stay]) -> str:
    """ "Throughout", "From 10:12", "To 11:27", "10:55 to 11:27", with "All but 10:36 to 10:47" for time spent outside.

    ``arrived_at`` and ``left_at`` are None for who was there from the opening and to the end.
    """
    out: list[str] = []
    begun: time | None = None
    for stay in stays:
        if stay.kind == "leaves":
            begun = stay.at
        elif stay.kind == "returns" and begun is not None:
            out.append(f"{begun:%H:%M} to {stay.at:%H:%M}")
            begun = None
    gaps = " and ".join(out)
    if arrived_at and left_at:
        span = f"{arrived_at:%H:%M} to {left_at:%H:%M}"
    elif arrived_at:
        span = f"From {arrived_at:%H:%M}"
    elif left_at:
        span = f"To {left_at:%H:%M}"
    else:
        return f"All but {gaps}" if gaps else "Throughout"
    return f"{span}, but {gaps}" if gaps else span
