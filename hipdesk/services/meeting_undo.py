"""Taking back what was just done with meetings: planned, moved, cancelled. The log keeps both.

What was prepared goes back to where it was. Where something hangs on the change since, nothing is undone and it is said
what stands in the way: papers that left, minutes, a deadline met, cases that stand on another agenda.
"""

from hipdesk.kernel.errors import Refused
from hipdesk.model.panels import meetings as asked
from hipdesk.model.users import Right
from hipdesk.services.panels import PAPERS, meeting_row
from hipdesk.services.registry import writes
from hipdesk.store.queries import audit, panel_rows
from hipdesk.store.queries import panels as stored
from hipdesk.store.tables.panels import MeetingRow
from hipdesk.store.work import Work

_DETAILS = ("starts_at", "ends_at", "place", "online", "chair", "chair_title", "minute_taker", "minute_taker_title")


@writes(Right.RUN_PANEL, "meetings.plan_undone")
def undo_plan(work: Work, command: asked.UndoPlan) -> None:
    """Take meetings out again that were just planned. Refused for all when one of them has been worked on since."""
    for key in command.meetings:
        row = _still_planned(work, key, "planned")
        named = panel_rows.naming_meeting(work, key)
        if named or any(step.done_on or step.by_hand for step in panel_rows.step_rows(work, key)):
            raise _refused(row, "Something was done for it since it was planned.", "Cancel it instead.")
    for key in command.meetings:
        _take_out(work, meeting_row(work, key))
    work.record("meetings.plan_undone", "meeting", command.meetings[0], values={"meetings": command.meetings})


@writes(Right.RUN_PANEL, "meeting.move_undone")
def undo_move(work: Work, command: asked.UndoMove) -> None:
    """Hold a moved meeting on its old day again: agenda, attendance with its answers, interests and returns go back.

    ``meeting_id`` is the meeting of the old day, whose deadlines stand as they were. Refused when papers left, a
    deadline was met or moved, or place and hours were changed for the new day, and when the old day is taken.
    """
    old = work.change(MeetingRow, command.meeting_id)
    if old.status != "postponed" or old.moved_to_id is None:
        raise _refused(old, "It has not been moved.", "")
    new = _still_planned(work, old.moved_to_id, "moved")
    told = audit.values_of(work, "meeting.moved", old.id)
    _refuse_if_used(work, old, new, bool(told.get("hours")))
    old.status, old.moved_to_id, old.moved_reason = "planned", None, None
    _refuse_taken(work, old)
    old.agenda_finished_on = new.agenda_finished_on
    answers = told.get("answers") or {}
    for person in panel_rows.attendance(work, new.id):
        person.meeting_id = old.id
        person.answer = answers.get(person.id, person.answer) if person.answer == "none" else person.answer
    for interest in panel_rows.interests(work, new.id):
        interest.meeting_id = old.id if interest.meeting_id == new.id else interest.meeting_id
    for line in panel_rows.lines(work, new.id):
        line.meeting_id = old.id
    for returned in panel_rows.returns(work, new.id):
        returned.meeting_id = old.id
    values = {"old": new.held_on, "new": old.held_on, "from": new.id}
    _take_out(work, new)
    work.record("meeting.move_undone", "meeting", old.id, fields=("held_on",), values=values)


@writes(Right.RUN_PANEL, "meeting.cancel_undone")
def undo_cancel(work: Work, command: asked.UndoCancel) -> None:
    """Plan a cancelled meeting again as it was. Refused when its day is taken, or its cases are on another agenda."""
    row = work.change(MeetingRow, command.meeting_id)
    if row.status != "cancelled":
        raise _refused(row, "It is not cancelled.", "")
    _refuse_taken(work, row)
    elsewhere = stored.cases_on_others(work, row.id)
    if elsewhere:
        cases = "One of its cases is" if elsewhere == 1 else f"{elsewhere} of its cases are"
        raise _refused(row, f"{cases} on the agenda of another meeting now.", "Take them off there, or plan it anew.")
    values = {"reason": row.moved_reason}
    row.status, row.moved_reason = "planned", None
    work.record("meeting.cancel_undone", "meeting", row.id, fields=("status",), values=values)


def _refuse_if_used(work: Work, old: MeetingRow, new: MeetingRow, new_hours: bool) -> None:
    if stored.papers_left(work, new.id):
        raise _refused(new, "Papers left for the new day since.", "Move it once more, and send them again.")
    carried = {"agenda_line", "attendance", "interest", "agency_return"}
    moved_here = {old.id}
    others = [key for table, key in panel_rows.naming_meeting(work, new.id) if table not in carried]
    if set(others) - moved_here:
        raise _refused(new, "Something was recorded for the new day since.", "Move it once more.")
    then = {step.step: step for step in panel_rows.step_rows(work, old.id)}
    for step in panel_rows.step_rows(work, new.id):
        before = then.get(step.step)
        carried_day = before.done_on if before is not None and step.step != PAPERS else None
        if before is None or step.by_hand != before.by_hand or step.done_on not in (None, carried_day):
            raise _refused(new, "A deadline of the new day was met or set since.", "Move it once more.")
    names = _DETAILS[2:] if new_hours else _DETAILS
    if any(getattr(old, name) != getattr(new, name) for name in names):
        raise _refused(new, "Its place, hours or people were changed since.", "Move it once more.")


def _still_planned(work: Work, key: str, what: str) -> MeetingRow:
    row = work.change(MeetingRow, key)
    if row.status != "planned" or row.opened_at is not None:
        raise _refused(row, f"It went on since it was {what}.", "Look at it under Meetings.")
    return row


def _refuse_taken(work: Work, row: MeetingRow) -> None:
    if stored.planned_on(work, row.held_on, row.kind, but=row.id):
        raise _refused(row, "Another meeting stands on its day now.", "Choose another day.")


def _take_out(work: Work, row: MeetingRow) -> None:
    work.session.flush()
    for step in panel_rows.step_rows(work, row.id):
        work.session.delete(step)
    work.session.flush()
    work.session.delete(row)
    work.session.flush()


def _refused(row: MeetingRow, why: str, to_do: str) -> Refused:
    day = f"{row.held_on:%A} {row.held_on.day} {row.held_on:%B}"
    return Refused(f"This cannot be undone. {why}", kept=f"The meeting of {day} stays as it is.", to_do=to_do)
