"""How an action stands: its RAG in words and shape, lateness, ageing, and whether it was done on time.

Colours, on a given day, in this order (working days, WD, after today up to and including the due date):

- *done*: completed (green, "Done"). *ended*: superseded or not completed (grey, with which of them in words).
- *red*: past its due date; "6 days late".
- *amber*: 0 to 3 WD left; "Due today", "Due in 2 days".
- more than 3 WD left, and a word was received since it was raised or last carried, or it is in progress:
  *green*, "On track".
- more than 3 WD left and no word yet: *blue*, "Not due", while more than 10 WD are left;
  *grey*, "No update", once it was raised (or carried) more than 10 WD ago; otherwise *green*.
- no due date: *grey*, "No date".

So blue means nobody expects a word yet, grey means a word is overdue though the action is not, green all others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hipdesk.kernel.errors import Refused
from hipdesk.model.action_lines import ActionLine, AgencyName, alike_action, read_action_line
from hipdesk.model.statuses import LIVE_ACTIONS, ActionStatus, check_action_transition
from hipdesk.model.workdays import Nation, days_late, due_words, working_days_between

__all__ = [
    "ActionLine",
    "AgeingCount",
    "AgencyName",
    "NotDone",
    "Rag",
    "RagCode",
    "RagRules",
    "ageing_band",
    "ageing_counts",
    "alike_action",
    "check_ending",
    "done_on_time",
    "rag",
    "read_action_line",
]

RagCode = Literal["red", "amber", "green", "blue", "grey", "done", "ended"]
Colour = Literal["red", "amber", "green", "blue", "grey"]
AgeingBand = Literal["1-10", "11-20", "21+"]
NotDone = Literal["circumstances", "agency"]
_ENDED: dict[ActionStatus, str] = {
    "superseded": "Superseded",
    "not_completed_circumstances": "Not done: circumstances changed",
    "not_completed_agency": "Not done by the agency",
}


@dataclass(frozen=True, slots=True)
class RagRules:
    """Settings of the colours, in working days: see the module."""

    amber_within: int = 3
    not_due_beyond: int = 10
    word_expected_after: int = 10


@dataclass(frozen=True, slots=True)
class Rag:
    """A chip: ``code`` (which picks the shape), ``words`` beside it, ``days_late`` in working days or 0."""

    code: RagCode
    words: str
    days_late: int = 0

    @property
    def colour(self) -> Colour:
        """The colour of the state; done shares green, ended shares grey, and the words tell them apart."""
        return "green" if self.code == "done" else "grey" if self.code == "ended" else self.code


@dataclass(frozen=True, slots=True)
class AgeingCount:
    """How many actions are late by a band of working days."""

    band: AgeingBand
    count: int


def rag(
    status: ActionStatus,
    due: date | None,
    today: date,
    *,
    since: date,
    last_word: date | None = None,
    nation: Nation = "ENG",
    rules: RagRules | None = None,
) -> Rag:
    """How an action stands on ``today``.

    ``since`` is the day it was raised, or last carried forward; ``last_word`` the day of the latest update or None.
    """
    if status == "completed":
        return Rag("done", "Done")
    if status in _ENDED:
        return Rag("ended", _ENDED[status])
    if due is None:
        return Rag("grey", "No date")
    late = days_late(due, today, nation)
    if late:
        return Rag("red", due_words(due, today, nation), late)
    left = working_days_between(today, due, nation)
    rules = rules or RagRules()
    if left <= rules.amber_within:
        return Rag("amber", due_words(due, today, nation))
    if status == "in_progress" or (last_word is not None and last_word >= since):
        return Rag("green", "On track")
    if left > rules.not_due_beyond:
        return Rag("blue", "Not due")
    if working_days_between(since, today, nation) > rules.word_expected_after:
        return Rag("grey", "No update")
    return Rag("green", "On track")


def done_on_time(first_due: date | None, completed_on: date | None) -> bool:
    """Whether it was completed by its first due date; what was carried past that date counts as late."""
    return first_due is not None and completed_on is not None and completed_on <= first_due


def ageing_band(late: int) -> AgeingBand | None:
    """The band of lateness in working days: 1 to 10, 11 to 20, 21 and over; None when not late."""
    if late <= 0:
        return None
    return "1-10" if late <= 10 else "11-20" if late <= 20 else "21+"


def ageing_counts(late: Iterable[int]) -> tuple[AgeingCount, ...]:
    """How many of these are late in each band, shortest first; every band is there, with 0 when empty."""
    bands: tuple[AgeingBand, ...] = ("1-10", "11-20", "21+")
    found = [ageing_band(days) for days in late]
    return tuple(AgeingCount(band, found.count(band)) for band in bands)


def check_ending(
    current: ActionStatus, wanted: ActionStatus, *, reason: str = "", new_due: date | None = None, today: date
) -> None:
    """Check a change of status with what it needs, or raise ``Refused``.

    Ending an action undone needs a written reason; carrying it forward needs a new due date that is not past.
    """
    check_action_transition(current, wanted)
    if wanted in _ENDED and not reason.strip():
        raise Refused(
            "An action that ends undone needs a reason.",
            kept="Nothing was changed.",
            to_do="Say whether circumstances changed or the agency did not do it, and why.",
        )
    if wanted == "carried_forward":
        if current not in LIVE_ACTIONS and current != "not_completed_agency":
            raise Refused("Only an open action can be carried forward.", kept="Nothing was changed.")
        if new_due is None or new_due < today:
            raise Refused(
                "An action carried forward needs a new date.",
                kept="Nothing was changed.",
                to_do="Give a day that is not past.",
            )
