"""The room on a panel day: opened and closed, who comes and goes to the minute, who signed."""

from datetime import time

from hipdesk.kernel.clock import local_time
from hipdesk.kernel.errors import Refused
from hipdesk.model.panels import day as asked
from hipdesk.model.panels.agendas import NOTE_ONLY
from hipdesk.model.users import Right
from hipdesk.services.hearings import carry_line, close_line
from hipdesk.services.panels import meeting_row, note_step, refuse_frozen
from hipdesk.services.registry import writes
from hipdesk.store.queries import panel_rows
from hipdesk.store.tables.agencies import AgencyRow, RepresentativeRow
from hipdesk.store.tables.panels import AttendanceRow, MeetingRow, MovementRow
from hipdesk.store.work import Work


@writes(Right.RUN_PANEL, "meeting.opened")
def open_meeting(work: Work, command: asked.OpenMeeting) -> None:
    """Open the meeting: those who said they come count as present until put right. Refused before its day.

    Minuted on a later day, it opens at its planned time.
    """
    row = work.change(MeetingRow, command.meeting_id)
    if row.status != "planned":
        raise Refused("This meeting cannot be opened any more.", kept="Nothing was changed.")
    if work.today < row.held_on:
        raise Refused("The meeting is on a later day.", kept="Nothing was changed.", to_do="Move it to hold it today.")
    if row.opened_at is not None:
        raise Refused("The meeting is open already.", kept="Nothing was changed.")
    row.opened_at = command.at or minute_of(work, row) or row.starts_at or time(10)
    for name in ("chair", "chair_title", "minute_taker", "minute_taker_title"):
        setattr(row, name, getattr(command, name) or getattr(row, name))
    row.minutes_state = "draft"
    for person in panel_rows.attendance(work, row.id):
        person.present = person.answer in ("coming", "deputy")
    work.record("meeting.opened", "meeting", row.id, fields=("opened_at",), values={"at": row.opened_at})


@writes(Right.RUN_PANEL, "meeting.closed")
def close_meeting(work: Work, command: asked.CloseMeeting) -> tuple[str, ...]:
    """Close the meeting: cases not reached go to the next one; returns the lines that were carried over.

    A case that was only to be noted is noted: naming it on the agenda is all it needs.
    """
    row = _open(work, command.meeting_id)
    carried = []
    for line in panel_rows.lines(work, row.id):
        if line.state == "open":
            close_line(work, line, 0, minute_of(work, row))
        if line.case_id and line.state == "planned" and line.section not in NOTE_ONLY:
            carry_line(work, line, "")
            carried.append(line.id)
        elif line.state == "planned":
            line.state = "noted"
    row.closed_at = command.at or minute_of(work, row) or row.ends_at
    row.status = "held"
    note_step(work, row.id, "panel", row.held_on)
    work.record("meeting.closed", "meeting", row.id, fields=("closed_at", "status"), values={"carried": carried})
    return tuple(carried)


@writes(Right.RUN_PANEL, "attendee.arrived")
def arrive(work: Work, command: asked.Arrive) -> str:
    """Someone comes in: to the minute when the meeting is open, else present from its opening. Returns the id.

    Who comes for an agency whose expected member is not there is that member's deputy.
    """
    meeting = work.change(MeetingRow, command.meeting_id)
    refuse_frozen(meeting)
    row = _person(work, command)
    at = command.at or minute_of(work, meeting)
    if row.present:
        _back(work, row, at)
    else:
        row.present, row.remote = True, command.remote or row.remote
        row.arrived_at = at if meeting.opened_at and at and at > meeting.opened_at else None
        if row.arrived_at:
            _move(work, row, "arrives", row.arrived_at)
    work.session.flush()
    work.record("attendee.arrived", "meeting", meeting.id, values={"attendance": row.id, "at": at})
    return row.id


@writes(Right.RUN_PANEL, "attendee.left")
def leave(work: Work, command: asked.Leave) -> None:
    """Someone goes out, for good or for a line. Refused for someone who is not in the room."""
    row = work.change(AttendanceRow, command.attendance_id)
    meeting = meeting_row(work, row.meeting_id)
    refuse_frozen(meeting)
    at = command.at or minute_of(work, meeting)
    if at is None:
        raise Refused("Say at what time.", kept="Nothing was changed.")
    if not row.present or row.left_at is not None:
        raise Refused("This person is not in the room.", kept="Nothing was changed.")
    if command.for_good:
        row.left_at = at
    _move(work, row, "leaves", at, command.reason, command.line_id)
    work.record("attendee.left", "meeting", row.meeting_id, values={"attendance": row.id, "at": at})


@writes(Right.RUN_PANEL, "attendee.present")
def mark_present(work: Work, command: asked.MarkPresent) -> None:
    """Put right who came. Taking someone off takes their comings and goings off as well."""
    row = work.change(AttendanceRow, command.attendance_id)
    refuse_frozen(meeting_row(work, row.meeting_id))
    old, row.present = row.present, command.present
    if not command.present:
        row.arrived_at, row.left_at, row.signed = None, None, False
        for moved in panel_rows.movements(work, row.meeting_id):
            if moved.attendance_id == row.id:
                work.session.delete(moved)
    values = {"attendance": row.id, "old": old, "new": row.present}
    work.record("attendee.present", "meeting", row.meeting_id, fields=("present",), values=values)


@writes(Right.RUN_PANEL, "attendee.signed")
def sign(work: Work, command: asked.Sign) -> None:
    """Note who signed the confidentiality statement; a representative's own record keeps the day."""
    rows = [work.change(AttendanceRow, key) for key in command.attendance_ids]
    for row in rows:
        meeting = meeting_row(work, row.meeting_id)
        refuse_frozen(meeting)
        row.signed = command.signed
        if command.signed and row.representative_id:
            work.find(RepresentativeRow, row.representative_id).confidentiality_signed_on = meeting.held_on
    values = {"attendance": list(command.attendance_ids), "signed": command.signed}
    work.record("attendee.signed", "meeting", rows[0].meeting_id, fields=("signed",), values=values)


def minute_of(work: Work, meeting: MeetingRow) -> time | None:
    """The minute on the clock on the day of the meeting; None when it is minuted on another day."""
    return local_time(work.clock) if work.today == meeting.held_on else None


def _open(work: Work, meeting_id: str) -> MeetingRow:
    row = work.change(MeetingRow, meeting_id)
    if row.opened_at is None or row.status != "planned":
        raise Refused("This meeting is not open.", kept="Nothing was changed.", to_do="Open it on the Run page.")
    return row


def _person(work: Work, command: asked.Arrive) -> AttendanceRow:
    if command.attendance_id:
        return work.change(AttendanceRow, command.attendance_id)
    if not command.name:
        raise Refused("Name who came in.", kept="Nothing was changed.")
    if command.agency_id:
        work.find(AgencyRow, command.agency_id)
        place = _place_kept(work, command)
        if place is not None:
            place.deputy_for, place.name, place.answer = place.deputy_for or place.name, command.name, "deputy"
            place.job_title, place.representative_id = command.job_title or None, None
            return place
    row = AttendanceRow(
        meeting_id=command.meeting_id,
        agency_id=command.agency_id,
        name=command.name,
        job_title=command.job_title or None,
        capacity=command.capacity,
        answer="coming",
        position=len(panel_rows.attendance(work, command.meeting_id)) + 1,
    )
    work.session.add(row)
    work.session.flush()
    return row


def _place_kept(work: Work, command: asked.Arrive) -> AttendanceRow | None:
    """The place of an agency's member who did not come, when nobody of the agency did: who comes now is the deputy."""
    own = [row for row in panel_rows.attendance(work, command.meeting_id) if row.agency_id == command.agency_id]
    if command.capacity == "observer" or any(row.present for row in own):
        return None
    return next((row for row in own if row.capacity == "member" and row.answer != "apologies"), None)


def _back(work: Work, row: AttendanceRow, at: time | None) -> None:
    mine = [moved for moved in panel_rows.movements(work, row.meeting_id) if moved.attendance_id == row.id]
    if not mine or mine[-1].kind != "leaves":
        raise Refused("This person is in the room already.", kept="Nothing was changed.")
    if at is None:
        raise Refused("Say at what time.", kept="Nothing was changed.")
    row.left_at = None
    _move(work, row, "returns", at)


def _move(work: Work, row: AttendanceRow, kind: str, at: time, reason: str = "", line_id: str | None = None) -> None:
    work.session.add(MovementRow(attendance_id=row.id, agenda_line_id=line_id, kind=kind, at=at, reason=reason or None))
