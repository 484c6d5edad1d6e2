"""The action slip of one agency: only its own actions, one block each, to be ticked and sent back."""

from dataclasses import dataclass
from datetime import date

from hipdesk.papers.agenda import Risk
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.wording import (
    NOT_RECORDED,
    Strong,
    Words,
    capital,
    counted,
    cut,
    day_near,
    short_day,
    short_weekday,
    told,
    weekday,
)

_OPENING = (
    "Only your own actions are here, earliest first. No names or addresses: look up the reference in your own records. "
    "Tick one box for each, write the date, and send the page back by secure e-mail."
)
_LONGEST = 150
_COUNTED_DAYS = 260  # A year of working days: beyond it their number says nothing.
_NO_MEASURE = "What “done” means is not recorded: ask."
_CANNOT: Words = (
    Strong("If you cannot do it"),
    (
        ", say so now: the panel can change the action or the date. A missed date is reported as late. After two "
        "missed dates your manager is told."
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSlip:
    """One action. ``working_days`` to the due day from the slip's day: 0 today, negative overdue, None without a date.

    ``risk`` is the case's; None for an action of no case. ``history`` is "New", or ("Carried forward once" strong,
    ", first due 30 October").
    """

    action: str
    number: str
    initials: str
    due: date | None
    working_days: int | None
    risk: Risk | None
    done_when: str = ""
    history: Words = "New"

    def to_content(self, on: date) -> dict[str, object]:
        """The block, on a slip of the day ``on``."""
        return {
            "action": capital(self.action),
            "number": self.number,
            "initials": self.initials,
            "due": day_near(self.due, on) if self.due else "No date set",
            "left": self._left(),
            "late": self.working_days is not None and self.working_days < 0,
            "risk": self.risk or "",
            "done_when": f"Done when: {self.done_when.rstrip('.')}." if self.done_when else _NO_MEASURE,
            "history": told(self.history),
        }

    def _left(self) -> str:
        if self.working_days is None:
            return ""
        if self.working_days == 0:
            return "today"
        if self.working_days < 0:
            late = -self.working_days
            return f"{counted(late, 'working day')} late" if late <= _COUNTED_DAYS else "over a year late"
        return f"in {counted(self.working_days, 'working day')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UndatedAction:
    """An action without a date, raised before (None: nobody wrote when): one line of a table, not a block."""

    action: str
    number: str
    initials: str
    raised: date | None

    def to_content(self) -> dict[str, object]:
        """The row; a long wording is cut."""
        return {
            "number": self.number,
            "initials": self.initials,
            "action": cut(capital(self.action), _LONGEST)[0],
            "raised": f"{short_day(self.raised)} {self.raised.year}" if self.raised else "Not known",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSlipsPaper:
    """Everything an agency's slip prints; ``summary`` counts its actions ("2 new, 1 carried forward").

    ``undated`` are earlier ones without a date, by case: they stand in a table after the blocks.
    """

    frame: PaperFrame
    agency: str
    meeting_day: date
    to: str
    sender: str
    summary: str
    send_back_by: date | None
    slips: tuple[ActionSlip, ...]
    undated: tuple[UndatedAction, ...] = ()
    questions_to: str = ""

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "action-slips"

    def to_content(self) -> dict[str, object]:
        """What ``action-slips.typ`` reads."""
        on = self.frame.version_day
        return {
            "frame": self.frame.to_content(),
            "line": told((Strong(self.agency), f", from the panel of {weekday(self.meeting_day)}")),
            "facts": [
                ["To", self.to or NOT_RECORDED],
                ["From", self.sender or NOT_RECORDED],
                ["Your actions", self.summary or counted(len(self.slips) + len(self.undated), "action")],
                ["Send this back by", told((Strong(self._back(on)),))],
            ],
            "opening": told((Strong(self.frame.marking), f". {_OPENING}")),
            "slips": [slip.to_content(on) for slip in self.slips],
            "undated": [each.to_content() for each in self.undated],
            "undated_words": told(self._undated()),
            "cannot": told(_CANNOT),
            "questions": told((Strong("Questions"), f": {self.questions_to or 'ask the partnership officer.'}")),
        }

    def _back(self, on: date) -> str:
        """The day to send it back; a slip made after that day asks for it at once."""
        if self.send_back_by is None:
            return "Not set"
        return short_weekday(self.send_back_by) if self.send_back_by >= on else "Now: the day has passed"

    def _undated(self) -> Words:
        if not self.undated:
            return ""
        many = counted(len(self.undated), "earlier action")
        return (
            Strong(f"{many} {'has' if len(self.undated) == 1 else 'have'} no date."),
            " Tick one box for each: what is done or no longer needed leaves the list. Long wordings are cut.",
        )
