"""The agenda of a panel meeting: one running order, children first, references and initials only, no name."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.wording import NOT_RECORDED, Strong, clock, day_month, listed, short_weekday, told, weekday

Risk = Literal["high", "medium", "standard", "unknown"]
Heading = Literal["", "review", "new", "urgent", "closure", "heard"]
_COUNTED: tuple[tuple[Heading, str], ...] = (
    ("review", "for review"),
    ("new", "new"),
    ("urgent", "urgent"),
    ("closure", "for closure"),
    ("heard", "heard"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaCase:
    """One case under a heading. ``strands`` is ready to print ("Faith; child"); no person's name in any field."""

    at: time | None
    reference: str
    initials: str
    strands: str
    risk: Risk
    referred_by: str
    presenter: str
    times_heard: int

    def to_content(self) -> dict[str, object]:
        """A case row."""
        return {
            "kind": "case",
            "time": clock(self.at) if self.at else "",
            "reference": self.reference,
            "initials": self.initials or "not known",
            "strands": self.strands or "Not known",
            "risk": self.risk,
            "presenter": ", ".join(part for part in (self.referred_by, self.presenter) if part) or "Not known",
            "heard": str(self.times_heard),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """A numbered heading of the running order and the cases under it, already in the order to be heard.

    ``kind`` says which cases are counted in the head; ``who`` leads it ("Chair"); ``minutes`` None or 0 prints
    no length.
    """

    number: int
    title: str
    at: time | None = None
    who: str = ""
    minutes: int | None = None
    note_only: bool = False
    detail: str = ""
    kind: Heading = ""
    cases: tuple[AgendaCase, ...] = ()

    def to_content(self) -> list[dict[str, object]]:
        """The heading row and its case rows."""
        length = f"{self.minutes} min" if self.minutes else ""
        meta = "for note only" if self.note_only else ", ".join(part for part in (self.who, length) if part)
        detail = self.detail
        if self.kind and not self.cases and not detail:
            detail = "None."
        heading: dict[str, object] = {
            "kind": "item",
            "time": clock(self.at) if self.at else "",
            "number": str(self.number),
            "title": self.title,
            "meta": meta,
            "detail": detail,
        }
        return [heading, *(case.to_content() for case in self.cases)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPaper:
    """Everything the agenda prints. Empty text prints as "Not set"; the counts in the head are made here.

    ``overrun`` says by how much the planned minutes pass the meeting's hours ("13 minutes more than the 120 there
    are"); empty when they fit. ``starts`` is None where no record tells it.
    ``history`` is a meeting that only an old workbook tells of: what would be said of the next one is left out.
    """

    frame: PaperFrame
    panel_name: str
    meeting_day: date
    starts: time | None
    ends: time | None
    place: str
    chair: str
    sent_with: str
    names_list_sent: date | None
    lines: tuple[AgendaLine, ...]
    next_panel: date | None = None
    next_starts: time | None = None
    referrals_by: date | None = None
    referrals_label: str = "Referrals for it, by noon"
    actions_reach: date | None = None
    overrun: str = ""
    history: bool = False

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "agenda"

    def to_content(self) -> dict[str, object]:
        """What ``agenda.typ`` reads."""
        hours = (
            clock(self.starts) + (f" to {clock(self.ends)}" if self.ends else "")
            if self.starts
            else "time not recorded"
        )
        return {
            "frame": self.frame.to_content(),
            "line": told((f"{self.panel_name}, ", Strong(weekday(self.meeting_day)), f", {hours}")),
            "facts": [
                ["Place", self.place or self._unset()],
                ["Chair", self.chair or self._unset()],
                ["Cases today", self._counts()],
                ["Sent with this agenda", self.sent_with or "Nothing"],
            ],
            "opening": told((Strong(self.frame.marking), f". {self._opening()}", *self._over())),
            "entries": [row for line in self.lines for row in line.to_content()],
            "next": self._next(),
        }

    def _unset(self) -> str:
        return NOT_RECORDED if self.history else "Not set"

    def _opening(self) -> str:
        if self.history:
            return "This agenda holds no names or addresses."
        sent = self.names_list_sent
        went = f"went separately on {day_month(sent)}" if sent else "is sent separately"
        return f"This agenda holds no names or addresses; the names list {went}."

    def _over(self) -> tuple[str | Strong, ...]:
        if not self.overrun:
            return ()
        ends = f" and would end after {clock(self.ends)}" if self.ends else ""
        return (" ", Strong(f"The times below take {self.overrun}{ends}."), " The chair shortens or carries over.")

    def _counts(self) -> str:
        counted = [
            f"{number}\N{NO-BREAK SPACE}{name}"
            for kind, name in _COUNTED
            if (number := sum(len(line.cases) for line in self.lines if line.kind == kind))
        ]
        return ", ".join(counted) if len(counted) > 2 else listed(counted) or "None"

    def _next(self) -> list[list[str]]:
        if self.history and not self.next_panel:
            return []
        starts = f", {clock(self.next_starts)}" if self.next_starts else ""
        return [
            ["Next panel", f"{weekday(self.next_panel)}{starts}" if self.next_panel else "Not set"],
            [self.referrals_label, short_weekday(self.referrals_by) if self.referrals_by else "Not set"],
            [
                "Your actions from today reach you",
                short_weekday(self.actions_reach) if self.actions_reach else "Not set",
            ],
        ]
