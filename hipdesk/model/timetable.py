"""The monthly cycle: when panels meet, the dated steps around a meeting, a referral's clocks, chasing and aftercare.

Every offset is in working days and every one is a setting; the defaults are those of the field (design, section 3).
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Literal

from hipdesk.kernel.errors import Refused
from hipdesk.model.workdays import (
    Nation,
    add_working_days,
    days_late,
    due_words,
    is_working_day,
    working_day_on_or_after,
    working_day_on_or_before,
    working_days_between,
)

StepState = Literal["done", "done_late", "late", "due_soon", "not_due"]
Moved = Literal["week_later", "next_working_day", "working_day_before"]
_COUNTED = 6  # further off than this a step only says "Not due"
_ORDINALS = {1: "First", 2: "Second", 3: "Third", 4: "Fourth", 5: "Fifth", -1: "Last"}


@dataclass(frozen=True, slots=True)
class StepRule:
    """A step of the cycle: ``code``, ``title``, ``offset`` in working days from the meeting, shown on Home or not."""

    code: str
    title: str
    offset: int
    on_home: bool = True

    @property
    def offset_words(self) -> str:
        """ "M−10", "M", "M+5"."""
        return "M" if self.offset == 0 else f"M{'+' if self.offset > 0 else '−'}{abs(self.offset)}"


STEPS = (
    StepRule("referrals_close", "Referrals close", -10),
    StepRule("names_list", "Names list", -8),
    StepRule("returns_due", "Returns due", -4),
    StepRule("returns_chaser", "Chaser for returns", -3, on_home=False),
    StepRule("papers_out", "Papers out", -3),
    StepRule("panel", "Panel", 0),
    StepRule("action_slips", "Action slips", 1),
    StepRule("draft_minutes", "Draft minutes", 5),
    StepRule("victim_update", "Update to the person affected", 5, on_home=False),
    StepRule("minutes_agreed", "Minutes agreed", 10),
    StepRule("chase", "Chase actions", 10, on_home=False),
)


def steps_with(days: Mapping[str, int]) -> tuple[StepRule, ...]:
    """The steps of the field, those named at another distance: ``days`` before the meeting or after it, as usual."""
    return tuple(
        replace(step, offset=days[step.code] * (-1 if step.offset < 0 else 1)) if step.code in days else step
        for step in STEPS
    )


@dataclass(frozen=True, slots=True)
class PanelTimetable:
    """Settings of the cycle.

    The panel meets on the ``nth`` (1 to 5, or -1 for the last) ``weekday`` (Monday 0 to Sunday 6) of every month but
    those in ``without`` (1 to 12), at ``starts`` for ``minutes``. A meeting that falls on a bank holiday is ``moved``.
    Clocks of a referral and ``soon`` are in working days; ``chase`` holds the days around a due date;
    ``aftercare_weeks`` runs in calendar weeks from closure.
    """

    nth: int = 2
    weekday: int = 3
    starts: time = time(10, 0)
    minutes: int = 120
    nation: Nation = "ENG"
    without: frozenset[int] = frozenset()
    moved: Moved = "week_later"
    steps: tuple[StepRule, ...] = STEPS
    log_within: int = 1
    acknowledge_within: int = 2
    triage_within: int = 3
    chase: tuple[int, ...] = (-3, 0, 5)
    escalate_after: int = 2
    aftercare_weeks: int = 4
    soon: int = 2

    def __post_init__(self) -> None:
        if self.nth not in _ORDINALS or not 0 <= self.weekday <= 6:
            raise Refused("The panel meets on a first to fifth, or last, day of the week in a month.")

    @property
    def rule_words(self) -> str:
        """ "Second Thursday of the month"."""
        name = date(2024, 1, 1 + self.weekday).strftime("%A")  # 1 January 2024 was a Monday
        return f"{_ORDINALS[self.nth]} {name} of the month"


@dataclass(frozen=True, slots=True)
class DatedStep:
    """A step with its ``due`` day, the day it was ``done`` or None, its ``state`` and the ``words`` beside it."""

    rule: StepRule
    due: date
    done: date | None
    state: StepState
    words: str


@dataclass(frozen=True, slots=True)
class ReferralClock:
    """One clock of a referral: ``used`` working days of ``target`` so far or until done, with state and words."""

    code: Literal["log", "acknowledge", "triage"]
    title: str
    due: date
    done: date | None
    used: int
    target: int
    state: StepState
    words: str


@dataclass(frozen=True, slots=True)
class ChaseDay:
    """A day to chase an action: ``kind`` before, on or after its due date, and ``offset`` in working days from it."""

    kind: Literal["reminder", "due", "late"]
    offset: int
    day: date


def meeting_day(year: int, month: int, timetable: PanelTimetable) -> date | None:
    """The day the panel meets in a month by the rule, moved off a bank holiday.

    None when the month is one without a meeting, or has no fifth such day.
    """
    if month in timetable.without:
        return None
    length = monthrange(year, month)[1]
    days = [day for number in range(1, length + 1) if (day := date(year, month, number)).weekday() == timetable.weekday]
    if timetable.nth > len(days):
        return None
    return _off_holiday(days[timetable.nth - 1 if timetable.nth > 0 else -1], timetable)


def meeting_days(start_year: int, timetable: PanelTimetable, first_month: int = 4) -> tuple[date, ...]:
    """Every meeting of the year that begins in ``first_month`` of ``start_year``: April for a financial year."""
    found = []
    for after in range(12):
        years, month0 = divmod(first_month - 1 + after, 12)
        day = meeting_day(start_year + years, month0 + 1, timetable)
        if day is not None:
            found.append(day)
    return tuple(found)


def next_meeting_day(day: date, timetable: PanelTimetable) -> date:
    """The first meeting by the rule on or after a day; ``Refused`` when the rule never gives one."""
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    for _ in range(27):
        found = meeting_day(year, month, timetable)
        if found is not None and found >= day:
            return found
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    raise Refused("The rule gives no further meeting.", to_do="Look at Settings, Panel timetable.")


def _off_holiday(day: date, timetable: PanelTimetable) -> date:
    # A panel that meets on Saturdays by choice is not moved; only bank holidays move it.
    if day.weekday() >= 5 or is_working_day(day, timetable.nation):
        return day
    if timetable.moved == "working_day_before":
        return working_day_on_or_before(day, timetable.nation)
    if timetable.moved == "week_later":
        day += timedelta(days=7)
    return working_day_on_or_after(day, timetable.nation)


def step_state(
    due: date, done: date | None, today: date, nation: Nation = "ENG", soon: int = 2
) -> tuple[StepState, str]:
    """How a dated step stands on ``today``, with words: "4 working days late", "Due in 2 days", "Not due".

    Due soon while ``soon`` working days or fewer are left; done late when done after its day.
    """
    if done is not None:
        late = days_late(due, done, nation)
        return ("done_late", f"Done {_late_words(late)}") if late else ("done", "On time")
    late = days_late(due, today, nation)
    if late:
        return "late", _late_words(late)
    left = working_days_between(today, due, nation)
    if left <= soon:
        return "due_soon", due_words(due, today, nation)
    return "not_due", f"In {left} working days" if left <= _COUNTED else "Not due"


def _late_words(late: int) -> str:
    return "1 working day late" if late == 1 else f"{late} working days late"


def dated_steps(
    meeting: date,
    timetable: PanelTimetable,
    today: date,
    done: dict[str, date] | None = None,
) -> tuple[DatedStep, ...]:
    """The steps around a meeting in order of day; ``done`` gives the day each step was done, by its code."""
    found = []
    for rule in sorted(timetable.steps, key=lambda step: step.offset):
        due = add_working_days(meeting, rule.offset, timetable.nation)
        done_on = (done or {}).get(rule.code)
        state, words = step_state(due, done_on, today, timetable.nation, timetable.soon)
        found.append(DatedStep(rule, due, done_on, state, words))
    return tuple(found)


def step_day(meeting: date, code: str, timetable: PanelTimetable) -> date:
    """The due day of one step by its code; ``Refused`` when the timetable has no such step."""
    for rule in timetable.steps:
        if rule.code == code:
            return add_working_days(meeting, rule.offset, timetable.nation)
    raise Refused("The timetable has no such step.", to_do="Look at Settings, Panel timetable.")


def misses_deadline(received: date, meeting: date, timetable: PanelTimetable) -> bool:
    """Whether a referral received on a day comes too late for a meeting (urgent ones are heard all the same)."""
    return received > step_day(meeting, "referrals_close", timetable)


def referral_clocks(
    received: date,
    today: date,
    timetable: PanelTimetable,
    *,
    logged: date | None = None,
    acknowledged: date | None = None,
    triaged: date | None = None,
) -> tuple[ReferralClock, ...]:
    """The three clocks of a referral from the day it was received; a day of receipt off work counts as it stands."""
    clocks: tuple[tuple[Literal["log", "acknowledge", "triage"], str, int, date | None], ...] = (
        ("log", "Log", timetable.log_within, logged),
        ("acknowledge", "Acknowledge", timetable.acknowledge_within, acknowledged),
        ("triage", "Triage", timetable.triage_within, triaged),
    )
    found = []
    for code, title, target, done in clocks:
        due = add_working_days(received, target, timetable.nation)
        used = max(0, working_days_between(received, done or today, timetable.nation))
        # Clocks are so short that only the last day counts as soon.
        state, words = step_state(due, done, today, timetable.nation, soon=1)
        found.append(ReferralClock(code, title, due, done, used, target, state, words))
    return tuple(found)


def chase_days(due: date, timetable: PanelTimetable) -> tuple[ChaseDay, ...]:
    """The days on which an action is chased, earliest first."""
    found = []
    for offset in sorted(timetable.chase):
        kind: Literal["reminder", "due", "late"] = "due" if offset == 0 else "reminder" if offset < 0 else "late"
        found.append(ChaseDay(kind, offset, add_working_days(due, offset, timetable.nation)))
    return tuple(found)


def chase_due(due: date, last_chased: date | None, today: date, timetable: PanelTimetable) -> ChaseDay | None:
    """The latest chase day that has come and was not yet acted on, or None."""
    reached = [chase for chase in chase_days(due, timetable) if chase.day <= today]
    if not reached or (last_chased is not None and last_chased >= reached[-1].day):
        return None
    return reached[-1]


def may_escalate(misses: int, timetable: PanelTimetable) -> bool:
    """Whether an agency's misses allow writing to its manager."""
    return misses >= timetable.escalate_after


def aftercare_day(closed: date, timetable: PanelTimetable) -> date:
    """The working day on or after closure and so many weeks on which the person affected is asked again."""
    return working_day_on_or_after(closed + timedelta(weeks=timetable.aftercare_weeks), timetable.nation)
