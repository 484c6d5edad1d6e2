"""What Home shows: the next panel, what is late in words, the officer's queue, the quarter so far beside the last."""

from dataclasses import dataclass
from datetime import date

from hipdesk.model.measures import spelled
from hipdesk.model.panels.meetings import MeetingCard
from hipdesk.model.reports import QuarterFigures


@dataclass(frozen=True, slots=True)
class LateThing:
    """Something late, told as a sentence: ``subject`` in bold, then ``words``; ``action`` says what can be done.

    ``route`` and ``target`` name the screen that settles it; ``many`` things are told in this one sentence.
    """

    subject: str
    words: str
    action: str
    route: str
    target: str = ""
    many: int = 1


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One line of the queue: how many, what, which first, and how pressing (RAG code and words)."""

    code: str
    count: int
    title: str
    detail: str
    rag: str
    rag_words: str
    route: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Glance:
    """The quarter so far, and the last one whole; referrals by month of both, oldest first."""

    now: QuarterFigures
    before: QuarterFigures
    months: tuple[tuple[date, int, bool], ...]
    to_triage: int


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything on Home, for the civil day ``today``."""

    today: date
    panel: MeetingCard | None
    minutes_planned: int
    minutes_slot: int
    returns_in: int
    returns_asked: int
    late: tuple[LateThing, ...]
    queue: tuple[QueueLine, ...]
    glance: Glance
    open_cases: int

    @property
    def late_heading(self) -> str:
        """ "Two things are late", "One thing is late" or "Nothing is late"."""
        words = ("Nothing is", "One thing is", "Two things are", "Three things are", "Four things are")
        many = sum(each.many for each in self.late)
        return f"{words[many] if many < len(words) else f'{spelled(many).capitalize()} things are'} late"


@dataclass(frozen=True, slots=True)
class Badges:
    """Counts on the navigation, where something waits."""

    referrals: int
    cases: int
    meetings: int
    actions: int
    people: int
    agencies: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The status line: the last proved backup's day, and the next day papers go out."""

    backup_on: date | None
    papers_out: date | None
    papers_in: int | None
    marking: str
    invented: bool
    holder: str
    panel_name: str
