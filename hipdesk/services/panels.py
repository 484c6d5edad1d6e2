"""Meetings of the panel: planned by the office's rule or one by one, moved, cancelled, and their steps."""

from datetime import date, datetime, time, timedelta

from hipdesk.kernel.errors import Refused
from hipdesk.model.panels import meetings as asked
from hipdesk.model.periods import add_months
from hipdesk.model.settings import OfficeSettings, PanelSettings
from hipdesk.model.timetable import PanelTimetable, dated_steps, meeting_day, meeting_days
from hipdesk.model.users import Right
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.registry import writes
from hipdesk.services.settings import setting
from hipdesk.store.queries import panel_rows
from hipdesk.store.queries import panels as stored
from hipdesk.store.tables.panels import MeetingRow, MeetingStepRow
from hipdesk.store.work import Reading, Work

PAPERS = "papers_out"
"""The step whose papers name the day: sent for one day, they are not sent for another."""
_FIRST_MONTH = {"financial": 4, "calendar": 1}


@writes(Right.RUN_PANEL, "meetings.planned")
def plan_meetings(work: Work, command: asked.PlanMeetings) -> tuple[str, ...]:
    """Plan every meeting the rule gives that is not there yet; the ids in order of day.

    Days already past and days on which a regular meeting stands, moved or cancelled ones too, are passed over.
    Refused when nothing is left to plan.
    """
    timetable = timetable_of(work)
    wanted = [day for day in _days_by_rule(work, command, timetable) if day >= work.today]
    there = stored.days_with_meetings(work, wanted[0], wanted[-1]) if wanted else {}
    made = tuple(_add_meeting(work, timetable, day).id for day in wanted if day not in there)
    if not made:
        raise Refused("Every meeting of that time is planned already.", kept="Nothing was changed.")
    work.record("meetings.planned", "meeting", made[0], values={"meetings": made})
    return made


@writes(Right.RUN_PANEL, "meeting.planned")
def plan_meeting(work: Work, command: asked.PlanMeeting) -> str:
    """Plan one meeting, regular or urgent. Refused on a day on which a meeting of the same kind is planned."""
    _refuse_taken(work, command.held_on, command.kind)
    row = _add_meeting(work, timetable_of(work), command.held_on, command.kind)
    row.starts_at = command.starts_at or row.starts_at
    row.ends_at = command.ends_at or _end(row.starts_at, setting(work, PanelSettings).minutes)
    row.place = command.place if command.place is not None else row.place
    row.online = row.online if command.online is None else command.online
    work.record("meeting.planned", "meeting", row.id, values={"new": {"held_on": row.held_on, "kind": row.kind}})
    return row.id


@writes(Right.RUN_PANEL, "meeting.changed")
def change_meeting(work: Work, command: asked.ChangeMeeting) -> None:
    """Change place, hours, chair or minute-taker; not of a meeting whose minutes are agreed."""
    row = work.change(MeetingRow, command.meeting_id, command.version)
    refuse_frozen(row)
    new = command.model_dump(exclude={"meeting_id", "version"})
    old = {name: getattr(row, name) for name in new}
    for name, value in new.items():
        setattr(row, name, value if value != "" else None)
    fields = [name for name in new if (old[name] or None) != (new[name] or None)]
    work.record("meeting.changed", "meeting", row.id, fields=fields, values={"old": old, "new": new})


@writes(Right.RUN_PANEL, "meeting.moved")
def move_meeting(work: Work, command: asked.MoveMeeting) -> str:
    """Hold a planned meeting on another day: the old one stays as moved, its papers in hand go to the new one.

    Returns the new meeting's id. Steps already done stay done, but for papers: those were sent for the old day. Days
    that were set by hand stay as they were set. Refused for a meeting that is not planned, and for a
    day on which another meeting of the kind stands.
    """
    row = _planned(work, command.meeting_id)
    if command.to_day == row.held_on:
        raise Refused("The meeting is on that day already.", kept="Nothing was changed.")
    _refuse_taken(work, command.to_day, row.kind)
    new = _add_meeting(work, timetable_of(work), command.to_day, row.kind)
    for name in ("place", "online", "chair", "chair_title", "minute_taker", "minute_taker_title"):
        setattr(new, name, getattr(row, name))
    new.starts_at = command.starts_at or row.starts_at
    new.ends_at = (
        row.ends_at if command.starts_at is None else _end(new.starts_at, setting(work, PanelSettings).minutes)
    )
    new.agenda_finished_on = row.agenda_finished_on
    answers = _carry_over(work, row.id, new.id)
    row.status, row.moved_to_id, row.moved_reason = "postponed", new.id, command.reason
    work.record(
        "meeting.moved",
        "meeting",
        row.id,
        fields=("held_on",),
        values={
            "old": row.held_on,
            "new": new.held_on,
            "to": new.id,
            "reason": command.reason,
            "answers": answers,
            "hours": command.starts_at is not None,
        },
    )
    return new.id


@writes(Right.RUN_PANEL, "meeting.cancelled")
def cancel_meeting(work: Work, command: asked.CancelMeeting) -> None:
    """Cancel a planned meeting with its reason; its cases come back by the agenda's rules."""
    row = _planned(work, command.meeting_id)
    row.status, row.moved_reason = "cancelled", command.reason
    work.record("meeting.cancelled", "meeting", row.id, fields=("status",), values={"reason": command.reason})


@writes(Right.RUN_PANEL, "meeting.step_done")
def mark_step_done(work: Work, command: asked.MarkStep) -> None:
    """Note the day a step was done, or that it is not done after all. Refused for a day still to come."""
    if command.done_on is not None and command.done_on > work.today:
        raise Refused("A step cannot be done on a day still to come.", kept="Nothing was changed.")
    row = _step(work, command.meeting_id, command.step)
    old, row.done_on = row.done_on, command.done_on
    row.words = command.words or row.words
    values = {"step": row.step, "old": old, "new": row.done_on}
    work.record("meeting.step_done", "meeting", command.meeting_id, fields=(row.step,), values=values)


@writes(Right.RUN_PANEL, "meeting.step_moved")
def move_step(work: Work, command: asked.MoveStep) -> None:
    """Set another due day for one step of one meeting; it stays when the meeting moves to another day."""
    row = _step(work, command.meeting_id, command.step)
    old, row.due_on, row.by_hand = row.due_on, command.due_on, True
    values = {"step": row.step, "old": old, "new": row.due_on}
    work.record("meeting.step_moved", "meeting", command.meeting_id, fields=(row.step,), values=values)


def note_step(work: Work, meeting_id: str, code: str, day: date | None = None) -> None:
    """Note inside another service that a step is done, unless it is already; records nothing of its own."""
    for row in panel_rows.step_rows(work, meeting_id):
        if row.step == code and row.done_on is None:
            row.done_on = day or work.today


def meeting_row(reading: Reading, meeting_id: str) -> MeetingRow:
    """The row of a meeting; Refused when it is not there."""
    return reading.find(MeetingRow, meeting_id)


def refuse_frozen(row: MeetingRow) -> None:
    """Refused once the minutes are agreed: afterwards only a logged correction."""
    if row.minutes_state == "agreed":
        raise Refused(
            "The minutes of this meeting are agreed and frozen.",
            kept="Nothing was changed.",
            to_do="Log a correction on the Minutes page.",
        )


def _days_by_rule(work: Work, command: asked.PlanMeetings, timetable: PanelTimetable) -> list[date]:
    if command.year is not None:
        first = _FIRST_MONTH[setting(work, OfficeSettings).quarters]
        return list(meeting_days(command.year, timetable, first))
    months = [add_months(work.today.replace(day=1), after) for after in range(command.months)]
    found = (meeting_day(month.year, month.month, timetable) for month in months)
    return [day for day in found if day is not None]


def _add_meeting(work: Work, timetable: PanelTimetable, day: date, kind: str = "ordinary") -> MeetingRow:
    usual = setting(work, PanelSettings)
    row = MeetingRow(
        held_on=day,
        starts_at=usual.starts_at,
        ends_at=_end(usual.starts_at, usual.minutes),
        kind=kind,
        place=usual.place or None,
        online=usual.online,
        chair=usual.chair or None,
        chair_title=usual.chair_title or None,
        minute_taker=usual.minute_taker or None,
        minute_taker_title=usual.minute_taker_title or None,
    )
    work.session.add(row)
    work.session.flush()
    for step in dated_steps(day, timetable, work.today):
        work.session.add(MeetingStepRow(meeting_id=row.id, step=step.rule.code, due_on=step.due))
    return row


def _end(start: time | None, minutes: int) -> time | None:
    if start is None:
        return None
    end = datetime.combine(date.min, start) + timedelta(minutes=minutes)
    return end.time() if end.date() == date.min else time(23, 59)


def _planned(work: Work, meeting_id: str) -> MeetingRow:
    row = work.change(MeetingRow, meeting_id)
    if row.status != "planned" or row.opened_at is not None:
        raise Refused("Only a meeting that is still to be held can be moved or cancelled.", kept="Nothing was changed.")
    return row


def _refuse_taken(work: Work, day: date, kind: str) -> None:
    if stored.planned_on(work, day, kind):
        raise Refused("A meeting is planned on that day already.", kept="Nothing was changed.", to_do="Choose another.")


def _carry_over(work: Work, old: str, new: str) -> dict[str, str]:
    """What was prepared goes along; returns what people had answered for the old day, by their attendance."""
    done = {row.step: row for row in panel_rows.step_rows(work, old)}
    for step in panel_rows.step_rows(work, new):
        if step.step in done and step.step != "panel":
            if step.step != PAPERS:
                step.done_on, step.words = done[step.step].done_on, done[step.step].words
            if done[step.step].by_hand:
                step.due_on, step.by_hand = done[step.step].due_on, True
    for line in panel_rows.lines(work, old):
        line.meeting_id = new
    answers = {}
    for person in panel_rows.attendance(work, old):
        person.meeting_id = new
        answers[person.id] = person.answer
        person.answer = "none" if person.answer in ("coming", "deputy") else person.answer
    for interest in panel_rows.interests(work, old):
        interest.meeting_id = new if interest.meeting_id == old else interest.meeting_id
    for returned in panel_rows.returns(work, old):
        returned.meeting_id = new
    return answers


def _step(work: Work, meeting_id: str, code: str) -> MeetingStepRow:
    row = work.session.get(MeetingStepRow, (meeting_id, code))
    if row is None:
        raise Refused("This meeting has no such step.", kept="Nothing was changed.")
    return row
