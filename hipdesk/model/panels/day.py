"""The panel day: opening, hearing line by line, who is in the room, what was said and decided, closing."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from pydantic import Field

from hipdesk.model.action_lines import ActionLine
from hipdesk.model.action_log import ActionView
from hipdesk.model.commands import Code, Command, Key, Line, Text
from hipdesk.model.panels.agendas import AgendaLineView
from hipdesk.model.panels.attendance import AttendeeView

Band = Literal["standard", "medium", "high"]
ENDING = frozenset({"close", "transfer", "single_agency"})


class OpenMeeting(Command):
    """The meeting begins: who chairs, who minutes. ``at`` None is now, or the planned start when minuted later."""

    meeting_id: Key
    chair: Line = ""
    chair_title: Line = ""
    minute_taker: Line = ""
    minute_taker_title: Line = ""
    at: time | None = None


class CloseMeeting(Command):
    """The meeting ends. ``at`` None is now."""

    meeting_id: Key
    at: time | None = None


class StartLine(Command):
    """The panel turns to a line; ``left`` are those who left the room for it, confirmed by a person."""

    line_id: Key
    left: tuple[Key, ...] = ()
    at: time | None = None


class FinishLine(Command):
    """The panel is done with a line for now; ``seconds`` were spent on it since it was started."""

    line_id: Key
    seconds: int = Field(default=0, ge=0, le=86_400)
    at: time | None = None


class CarryOver(Command):
    """A case was not reached: it goes to the next meeting."""

    line_id: Key
    words: Line = ""


class Arrive(Command):
    """Someone comes in, at first or again; someone not on the list is named with their agency."""

    meeting_id: Key
    attendance_id: Key | None = None
    agency_id: Key | None = None
    name: Line = ""
    job_title: Line = ""
    capacity: Literal["member", "presenter", "observer"] = "member"
    remote: bool = False
    at: time | None = None


class Leave(Command):
    """Someone goes out; ``for_good`` when they do not come back today."""

    attendance_id: Key
    line_id: Key | None = None
    for_good: bool = True
    reason: Line = ""
    at: time | None = None


class MarkPresent(Command):
    """Put right who came: present from the opening, or not at all."""

    attendance_id: Key
    present: bool


class Sign(Command):
    """Someone signed the confidentiality statement, or (``signed`` false) did not after all."""

    attendance_ids: tuple[Key, ...] = Field(min_length=1, max_length=200)
    signed: bool = True


class WriteDiscussion(Command):
    """What one agency told (no agency: the chair's summary); ``nothing_held`` when it knows nothing new."""

    line_id: Key
    agency_id: Key | None = None
    text: Text = ""
    nothing_held: bool = False


class WriteMatter(Command):
    """What was said on a line without a case: minutes of last time, trends, any other business."""

    line_id: Key
    text: Text = ""


class WriteDecision(Command):
    """What the panel decided on a case. Empty fields are not decided yet.

    ``risk_words`` tell risks to anyone; ``unsaid`` what the person affected must not be told.
    """

    line_id: Key
    version: int | None = None
    code: Code | None = None
    words: Text = ""
    risk_band: Band | None = None
    risk_words: Text = ""
    next_review_on: date | None = None
    told_by: Line = ""
    told_agency_id: Key | None = None
    told_by_day: date | None = None
    told_on: date | None = None
    unsaid: Line = ""
    closure_reason: Code | None = None


class AddLearning(Command):
    """A learning point from a case or from the meeting at large; no names: it may be quoted in public."""

    meeting_id: Key
    line_id: Key | None = None
    lesson: Text = Field(min_length=1)
    owner: Line = ""


@dataclass(frozen=True, slots=True)
class DiscussionBox:
    """One agency's box: what it said, and its return as a reminder. ``agency_id`` None is the chair's summary."""

    id: str | None
    agency_id: str | None
    agency: str
    person: str
    text: str
    nothing_held: bool
    returned: str
    involved: bool

    @property
    def spoken(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.text) or self.nothing_held


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What was decided so far; ``version`` None when nothing was written yet."""

    version: int | None = None
    code: str | None = None
    label: str = ""
    words: str = ""
    risk_band: str | None = None
    risk_score: int | None = None
    risk_words: str = ""
    next_review_on: date | None = None
    told_by: str = ""
    told_agency_id: str | None = None
    told_agency: str = ""
    told_by_day: date | None = None
    told_on: date | None = None
    unsaid: str = ""
    closure_reason: str | None = None

    @property
    def ends(self) -> bool:
        """Whether it closes the case."""
        return self.code in ENDING


@dataclass(frozen=True, slots=True)
class CaseOnOnePage:
    """What the panel sees of a case while it hears it: initials only, flags, story, last time's actions."""

    case_id: str
    reference: str
    initials: str
    status: str
    strands: tuple[str, ...]
    band: str | None
    score: int | None
    trend: str | None
    victim_rating: int | None
    flags: tuple[str, ...]
    heard_words: str
    in_short: str
    last_time: tuple[tuple[str, str], ...]
    lead: str
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """Everything about the line being heard."""

    line: AgendaLineView
    case: CaseOnOnePage | None
    boxes: tuple[DiscussionBox, ...]
    summary: DiscussionBox
    decision: DecisionView
    actions: tuple[ActionView, ...]
    must_leave: tuple[AttendeeView, ...]
    returned: tuple[tuple[str, str], ...] = ()
    """What agencies without a box returned: agency and words."""

    @property
    def spoken_words(self) -> str:
        """ "4 of 6 have spoken"."""
        asked = [box for box in self.boxes if box.involved]
        return f"{sum(box.spoken for box in asked)} of {len(asked)} have spoken"


@dataclass(frozen=True, slots=True)
class AgencyChoice:
    """An agency to choose, with what it is called in tight places and its main representative."""

    id: str
    name: str
    called: str
    main: str


@dataclass(frozen=True, slots=True)
class PanelChoices:
    """What may be chosen while a panel is prepared and run: code and label each, valid on the day of the meeting."""

    decisions: tuple[tuple[str, str], ...]
    closure_reasons: tuple[tuple[str, str], ...]
    standard_actions: tuple[tuple[str, str], ...]
    rulings: tuple[tuple[str, str], ...]
    limits: tuple[tuple[str, str], ...]
    agencies: tuple[AgencyChoice, ...]
    cases: tuple[tuple[str, str], ...]
    next_panel: date | None
    marking: str


@dataclass(frozen=True, slots=True)
class QuickAction:
    """A quick line as read back, and a live action of the case that says the same."""

    read: ActionLine
    alike: ActionView | None
