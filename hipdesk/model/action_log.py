"""The log of actions: what may be asked of it, and what the screen, the slips and the minutes show of it.

How an action stands (colour, lateness, which change may follow which) is decided in ``model.actions`` and
``model.statuses``.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field

from hipdesk.model.actions import NotDone, Rag, RagCode, ageing_band
from hipdesk.model.commands import Code, Command, Key, Line, Text

Tab = Literal["open", "late", "before_panel", "done", "not_done"]
Sort = Literal["due", "agency", "case", "raised", "action", "carried"]
Step = Literal[
    "progress",
    "completed",
    "carried_forward",
    "new_date",
    "not_completed_circumstances",
    "not_completed_agency",
    "superseded",
    "reopened",
]
TAB_WORDS: dict[Tab, str] = {
    "open": "Open",
    "late": "Late",
    "before_panel": "Due before the panel",
    "done": "Done this quarter",
    "not_done": "Not done this quarter",
}
UPDATE_WORDS: dict[str, str] = {
    "raised": "Raised",
    "progress": "Word received",
    "completed": "Done",
    "carried_forward": "Carried forward",
    "new_date": "New date",
    "not_completed_circumstances": "Not done: circumstances changed",
    "not_completed_agency": "Not done by the agency",
    "superseded": "Superseded",
    "reopened": "Opened again",
    "chased": "Chased",
    "escalated": "Escalated",
    "changed": "Wording or owner changed",
}
_SEGMENTS = ("21+", "11-20", "1-10", "amber", "green", "grey", "blue")


class AddAction(Command):
    """One new action: of a case, or general when ``case_id`` is None. ``due_words`` say a date that is not a day."""

    case_id: Key | None = None
    meeting_id: Key | None = None
    line_id: Key | None = None
    wording: Line = Field(min_length=1)
    done_when: Line = ""
    kind: Code | None = None
    owner_agency_id: Key | None = None
    owner_name: Line = ""
    priority: Code = "normal"
    due_on: date | None = None
    due_words: Line = ""


class ChangeAction(Command):
    """Put an action's wording, owner or kind right; its due date goes through ``UpdateAction``."""

    action_id: Key
    version: int | None = None
    wording: Line = Field(min_length=1)
    done_when: Line = ""
    kind: Code | None = None
    owner_agency_id: Key | None = None
    owner_name: Line = ""


class UpdateAction(Command):
    """A word on one action and what it changes.

    ``completed`` takes ``done_on`` (today when left out); ``carried_forward`` and ``new_date`` need ``new_due_on``;
    the two kinds of not completed and ``superseded`` need ``words``.
    """

    action_id: Key
    version: int | None = None
    step: Step
    words: Text = ""
    done_on: date | None = None
    new_due_on: date | None = None
    evidence: Line = ""
    superseded_by_id: Key | None = None
    meeting_id: Key | None = None


class UpdateActions(Command):
    """The same step for several actions at once: all of them or none."""

    action_ids: tuple[Key, ...] = Field(min_length=1, max_length=500)
    step: Step
    words: Text = ""
    done_on: date | None = None
    new_due_on: date | None = None
    meeting_id: Key | None = None


class ChaseActions(Command):
    """These actions were chased today, by letter or telephone."""

    action_ids: tuple[Key, ...] = Field(min_length=1, max_length=500)
    words: Text = ""


class EscalateActions(Command):
    """The agency's manager was told that these actions were missed."""

    action_ids: tuple[Key, ...] = Field(min_length=1, max_length=500)
    to: Line = Field(min_length=1)
    words: Text = ""


class ActionFilter(Command):
    """Which actions a list shows."""

    tab: Tab | None = "open"
    agency_id: Key | None = None
    case_id: Key | None = None
    meeting_id: Key | None = None
    words: Line = ""
    sort: Sort = "due"
    down: bool = False


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action in a list. ``initials`` and ``reference`` are empty for a general one."""

    id: str
    version: int
    number: str
    wording: str
    done_when: str
    kind: str | None
    case_id: str | None
    reference: str
    initials: str
    case_risk: str | None
    agency_id: str | None
    agency: str
    agency_short: str
    owner_name: str
    raised_on: date | None
    first_due_on: date | None
    due_on: date | None
    due_words: str
    status: str
    rag: Rag
    carries: int
    completed_on: date | None
    not_done_reason: str
    last_word: str
    last_word_on: date | None
    chased_on: date | None
    escalated_to: str
    escalated_on: date | None
    meeting_id: str | None
    line_id: str | None

    @property
    def owner(self) -> str:
        """Agency and person: "Riverside & Chalk, J. Muñoz"; empty when nobody owns it."""
        return ", ".join(part for part in (self.agency_short or self.agency, self.owner_name) if part)

    @property
    def carried_words(self) -> str:
        """ "", "Once", "Twice", "3 times"."""
        return ("", "Once", "Twice")[self.carries] if self.carries < 3 else f"{self.carries} times"

    @property
    def asked_since(self) -> bool:
        """Whether it was chased after the last word about it."""
        return self.chased_on is not None and (self.last_word_on is None or self.chased_on >= self.last_word_on)

    @property
    def not_done(self) -> NotDone | None:
        """Which of the two kinds of not done it is, if either."""
        kinds: dict[str, NotDone] = {
            "not_completed_circumstances": "circumstances",
            "not_completed_agency": "agency",
        }
        return kinds.get(self.status)

    @property
    def segment(self) -> str:
        """Its place in an agency's bar: a band of lateness, or its colour."""
        return ageing_band(self.rag.days_late) or self.rag.code


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of an agency's bar: ``code`` is "21+", "11-20", "1-10" or a colour."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class AgencyGroup:
    """One agency's heading in the list: counts, the bar, whom to write to, and whether its misses may be escalated."""

    agency_id: str | None
    name: str
    count: int
    late: int
    segments: tuple[Segment, ...]
    contact: str
    misses: int
    may_escalate: bool

    @property
    def words(self) -> str:
        """ "7 open, 3 late"."""
        return f"{self.count} open" + (f", {self.late} late" if self.late else "")


@dataclass(frozen=True, slots=True)
class TabCounts:
    """How many actions each tab holds."""

    open: int
    late: int
    before_panel: int
    done: int
    not_done: int

    def of(self, tab: Tab) -> int:
        """The count of one tab."""
        return int(getattr(self, tab))


@dataclass(frozen=True, slots=True)
class ActionBoard:
    """The Actions screen in one snapshot. ``slip_meeting_id`` is the meeting a chasing slip refers to, or None."""

    actions: tuple[ActionView, ...]
    total: int
    groups: tuple[AgencyGroup, ...]
    tabs: TabCounts
    today: date
    panel_day: date | None
    slip_meeting_id: str | None


@dataclass(frozen=True, slots=True)
class ActionWord:
    """One entry of an action's history."""

    on_day: date
    kind: str
    kind_words: str
    text: str
    old_due_on: date | None
    new_due_on: date | None
    by: str


@dataclass(frozen=True, slots=True)
class ActionDetail:
    """One action with everything said about it, newest first."""

    action: ActionView
    history: tuple[ActionWord, ...]
    may_become: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlipAction:
    """An action as its owner's slip shows it: ``origin_words`` "New", "Carried forward once, first due 30 October"."""

    action: ActionView
    origin_words: str
    carried: bool
    new: bool
    working_days_left: int | None


@dataclass(frozen=True, slots=True)
class SlipView:
    """One agency's slip after one meeting: its own actions only, earliest first, no name of anyone in a case."""

    meeting_id: str
    meeting_day: date
    agency_id: str
    agency: str
    contact: str
    contact_title: str
    send_back_by: date
    actions: tuple[SlipAction, ...]

    @property
    def counts(self) -> tuple[int, int, int]:
        """New, carried forward, and earlier ones not yet due."""
        new = sum(each.new for each in self.actions)
        carried = sum(each.carried for each in self.actions)
        return new, carried, len(self.actions) - new - carried


def segments(actions: Iterable[tuple[RagCode, int, int]]) -> tuple[Segment, ...]:
    """The bar of (colour, working days late, how many so), in the order of urgency; empty pieces are left out."""
    found: Counter[str] = Counter()
    for code, late, count in actions:
        found[ageing_band(late) or code] += count
    return tuple(Segment(code, found[code]) for code in _SEGMENTS if found[code])
