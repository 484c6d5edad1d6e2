"""Meetings as screens show them: the list, the next one, and the card with its timeline and its four pages."""

from dataclasses import replace
from datetime import date, datetime

from hipdesk.kernel.errors import Refused
from hipdesk.model.pages import Page
from hipdesk.model.panels.meetings import (
    KIND_WORDS,
    MINUTES_WORDS,
    STATUS_WORDS,
    MeetingCard,
    MeetingLine,
    MeetingYear,
    PageState,
    StepView,
)
from hipdesk.model.periods import year_of
from hipdesk.model.settings import OfficeSettings, PanelSettings
from hipdesk.model.timetable import PanelTimetable, StepRule, dated_steps, step_state
from hipdesk.model.users import Right
from hipdesk.services.agendas import slot_of, to_settle
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.panels import PAPERS, meeting_row
from hipdesk.services.registry import reads
from hipdesk.services.settings import setting
from hipdesk.store.queries import agendas, returns
from hipdesk.store.queries import panels as stored
from hipdesk.store.queries.panels import MeetingFacts
from hipdesk.store.work import Reading

# Steps that pass by themselves: nobody does them.
_PASSING = frozenset({"referrals_close"})


@reads(Right.READ_CASES)
def list_meetings(reading: Reading, coming: bool | None = None, offset: int = 0, limit: int = 50) -> Page[MeetingLine]:
    """Meetings to come, soonest first; past ones, newest first; or (None) all, newest first."""
    found, total = stored.meetings(reading, coming=coming, from_day=reading.today, offset=offset, limit=limit)
    return Page(tuple(_line(facts) for facts in found), total, offset)


@reads(Right.READ_CASES)
def meeting_year(reading: Reading) -> MeetingYear:
    """The reporting year of today: meetings held and planned against the office's number, those called off apart."""
    year = year_of(reading.today, setting(reading, OfficeSettings).quarters)
    many = stored.counted(reading, year.first, year.last)
    regular = {status: many.get(("ordinary", status), 0) for status in STATUS_WORDS}
    urgent = many.get(("urgent", "held"), 0) + many.get(("urgent", "planned"), 0)
    return MeetingYear(
        year.label, setting(reading, PanelSettings).meetings_a_year, regular["held"], regular["planned"], urgent,
        regular["postponed"], regular["cancelled"],
    )  # fmt: skip


@reads(Right.READ_CASES)
def next_meeting(reading: Reading) -> MeetingCard | None:
    """The soonest meeting still to be held, today's included; None when none is planned."""
    found = stored.next_meeting_id(reading, reading.today)
    return _card(reading, found) if found else None


@reads(Right.READ_CASES)
def meeting_card(reading: Reading, meeting_id: str) -> MeetingCard:
    """One meeting's header: days and hours, timeline, and how its four pages stand in words."""
    return _card(reading, meeting_id)


@reads(Right.READ_CASES)
def meeting_before(reading: Reading, meeting_id: str) -> str | None:
    """The meeting before this one that was not called off."""
    return stored.previous_id(reading, _facts(reading, meeting_id).held_on)


@reads(Right.READ_CASES)
def meeting_after(reading: Reading, meeting_id: str) -> str | None:
    """The next meeting still to be held after this one."""
    return stored.following_id(reading, meeting_id, _facts(reading, meeting_id).held_on)


def _facts(reading: Reading, meeting_id: str) -> MeetingFacts:
    found = stored.meeting(reading, meeting_id)
    if found is None:
        raise Refused("This meeting is not there any more.", kept="Nothing was changed.", to_do="Go back and look.")
    return found


def _line(facts: MeetingFacts) -> MeetingLine:
    return MeetingLine(
        facts.id, facts.held_on, facts.starts_at, facts.kind, KIND_WORDS.get(facts.kind, facts.kind), facts.status,
        STATUS_WORDS.get(facts.status, facts.status), facts.place or "", facts.cases, facts.heard, facts.present,
        facts.minutes_state, MINUTES_WORDS.get(facts.minutes_state, facts.minutes_state), facts.history,
    )  # fmt: skip


def _card(reading: Reading, meeting_id: str) -> MeetingCard:
    facts = _facts(reading, meeting_id)
    timetable = timetable_of(reading)
    steps = _steps(reading, facts, timetable)
    by_code = {step.code: step for step in steps}
    return MeetingCard(
        facts.id, facts.version, facts.held_on, facts.starts_at, facts.ends_at, facts.kind, facts.status,
        facts.history, _heading(facts), _under(facts), facts.place or "", facts.online, facts.chair or "",
        facts.chair_title or "", facts.minute_taker or "", facts.minute_taker_title or "", facts.minutes_state,
        facts.opened_at, facts.closed_at, facts.moved_to_id, facts.moved_reason or "", steps,
        _prepare(reading, facts), _papers(by_code.get("papers_out")), _run(facts), _minutes(facts, by_code, reading),
        facts.cases, facts.heard, facts.present,
    )  # fmt: skip


def _heading(facts: MeetingFacts) -> str:
    name = "Urgent meeting" if facts.kind == "urgent" else "Panel"
    return f"{name} of {facts.held_on:%A} {facts.held_on.day} {facts.held_on:%B %Y}"


def _under(facts: MeetingFacts) -> str:
    if facts.status in ("cancelled", "postponed"):
        return STATUS_WORDS[facts.status] + (f": {facts.moved_reason}" if facts.moved_reason else "")
    if facts.status == "held":
        chair = f"Chair {facts.chair}" if facts.chair else ""
        cases = f"{facts.cases} {'case' if facts.cases == 1 else 'cases'}, {facts.heard} heard"
        present = f"{facts.present} {'person' if facts.present == 1 else 'people'} present"
        return " · ".join(part for part in (chair, cases, present) if part)
    hours = f"{facts.starts_at:%H:%M}" if facts.starts_at else ""
    hours += f" to {facts.ends_at:%H:%M}" if hours and facts.ends_at else ""
    place = facts.place or ""
    if facts.online:
        place = f"{place} and online" if place else "Online"
    return ", ".join(part for part in (hours, place) if part)


def _steps(reading: Reading, facts: MeetingFacts, timetable: PanelTimetable) -> tuple[StepView, ...]:
    kept = stored.steps(reading, facts.id)
    if facts.history and not kept:
        return ()
    rules = {rule.code: rule for rule in timetable.steps}
    if not kept:
        dated = dated_steps(facts.held_on, timetable, reading.today)
        return tuple(_step(reading, step.rule, step.due, step.done, timetable) for step in dated)
    missing = returns.missing(reading, facts.id)
    found = []
    for step in sorted(
        kept.values(), key=lambda each: (each.due_on, rules[each.step].offset if each.step in rules else 0)
    ):
        rule = rules.get(step.step) or StepRule(step.step, step.step, 0)
        passed = step.due_on < reading.today
        # A day that only passes is not done while it lies ahead, whatever was noted before the meeting was moved.
        done = step.done_on if passed or rule.code not in _PASSING else None
        if done is None and passed and (rule.code in _PASSING or (rule.code == "returns_due" and not missing)):
            done = step.due_on
        before = stored.sent_for(reading, facts.id, PAPERS) if rule.code == PAPERS and done is None else None
        shown = _step(reading, rule, step.due_on, done, timetable)
        found.append(replace(shown, by_hand=step.by_hand, sent_for=before))
    return tuple(found)


def _step(reading: Reading, rule: StepRule, due: date, done: date | None, timetable: PanelTimetable) -> StepView:
    state, words = step_state(due, done, reading.today, timetable.nation, timetable.soon)
    return StepView(rule.code, rule.title, rule.offset_words, due, done, state, words, rule.on_home)


def _prepare(reading: Reading, facts: MeetingFacts) -> PageState:
    if facts.agenda_finished_on or facts.status != "planned":
        return PageState("done", done=True)
    lines = agendas.agenda_lines(reading, facts.id)
    over = sum(line.minutes for line in lines) > slot_of(meeting_row(reading, facts.id))
    count = sum(not thing.settled for thing in to_settle(reading, facts.id, lines, "too long" if over else ""))
    if not count:
        return PageState("ready")
    return PageState(f"{count} {'thing' if count == 1 else 'things'} to settle")


def _papers(step: StepView | None) -> PageState:
    if step is None:
        return PageState("")
    if step.done_on:
        return PageState(f"issued {_short(step.done_on)}", done=True)
    if step.sent_for:
        return PageState(f"send again by {step.due_on:%a} {_short(step.due_on)}", late=step.state == "late")
    if step.state == "late":
        return PageState(step.words, late=True)
    return PageState(f"due {step.due_on:%a} {_short(step.due_on)}")


def _run(facts: MeetingFacts) -> PageState:
    if facts.status != "held":
        return PageState(f"{facts.held_on:%a} {_short(facts.held_on)}")
    words = _short(facts.held_on)
    if facts.opened_at and facts.closed_at:
        length = datetime.combine(facts.held_on, facts.closed_at) - datetime.combine(facts.held_on, facts.opened_at)
        words += f", {round(length.total_seconds() / 60)} min"
    return PageState(words, done=True)


def _minutes(facts: MeetingFacts, steps: dict[str, StepView], reading: Reading) -> PageState:
    if facts.minutes_state == "agreed":
        day = facts.minutes_agreed_on
        return PageState(f"agreed {_short(day)}" if day else "agreed", done=True)
    step = steps.get("minutes_agreed" if facts.minutes_state == "chair" else "draft_minutes")
    if step is None:
        return PageState(MINUTES_WORDS[facts.minutes_state].lower())
    if step.state == "late" and facts.held_on < reading.today:
        return PageState(step.words, late=True)
    if facts.minutes_state == "chair":
        return PageState(f"with the chair, due {step.due_on:%a} {_short(step.due_on)}")
    return PageState(f"draft due {step.due_on:%a} {_short(step.due_on)}")


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
