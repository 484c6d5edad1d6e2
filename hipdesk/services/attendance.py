"""Who is expected at a meeting, what they answered, and interests declared in its cases."""

from collections.abc import Sequence
from datetime import time

from hipdesk.kernel.errors import Refused
from hipdesk.model.panels import attendance as asked
from hipdesk.model.panels.quorum import Quorum, minuted
from hipdesk.model.settings import PanelSettings
from hipdesk.model.users import Right
from hipdesk.services.panels import meeting_row, refuse_frozen
from hipdesk.services.registry import reads, writes
from hipdesk.services.settings import setting
from hipdesk.store.queries import attendance as stored
from hipdesk.store.queries import panel_rows
from hipdesk.store.tables.agencies import RepresentativeRow
from hipdesk.store.tables.cases import CaseAccessRow, CaseRow
from hipdesk.store.tables.panels import AttendanceRow, InterestRow
from hipdesk.store.work import Reading, Work


@reads(Right.READ_CASES)
def attendance_view(reading: Reading, meeting_id: str) -> asked.AttendanceView:
    """Everyone of a meeting with answers, time in the room and interests; before it, who is expected."""
    people = stored.people(reading, meeting_id)
    came = any(person.present for person in people)
    covered = stored.core_covered(people, came=came)
    return asked.AttendanceView(
        people,
        stored.interests(reading, meeting_id),
        stored.core_count(reading),
        len(covered),
        _quorum(reading, people, came=came),
    )


def quorum_minuted(reading: Reading, people: Sequence[asked.AttendeeView], closed: time | None) -> str:
    """What the minutes say of the quorum, from who was there when."""
    usual = setting(reading, PanelSettings)
    spans = [
        (person.agency_id, span)
        for person in people
        if person.present and person.agency_id and _counts(person, usual)
        for span in person.spans
    ]
    return minuted(usual.quorum, usual.quorum_of, spans, closed)


def _quorum(reading: Reading, people: Sequence[asked.AttendeeView], *, came: bool) -> Quorum:
    usual = setting(reading, PanelSettings)
    there = {
        person.agency_id
        for person in people
        if _counts(person, usual) and (person.in_room if came else person.answer in ("coming", "deputy"))
    }
    return Quorum(usual.quorum, usual.quorum_of, len(there))


def _counts(person: asked.AttendeeView, usual: PanelSettings) -> bool:
    """Observers never do; others by their agency."""
    agency = person.agency_id is not None and (person.core or usual.quorum_of == "agencies")
    return agency and person.capacity != "observer"


@writes(Right.RUN_PANEL, "meeting.invited")
def invite(work: Work, command: asked.Invite) -> int:
    """Expect core agencies and those that lead a case on the agenda; returns how many were added.

    The main representative is expected; without one the agency is, by its name. Refused when nobody is left to ask.
    """
    wanted = stored.to_invite(work, command.meeting_id)
    if not wanted:
        raise Refused(
            "Everyone is invited already.", kept="Nothing was changed.", to_do="Mark core agencies under Agencies."
        )
    position = len(panel_rows.attendance(work, command.meeting_id))
    for after, (agency_id, name, capacity, main) in enumerate(wanted, 1):
        work.session.add(
            AttendanceRow(
                meeting_id=command.meeting_id,
                agency_id=agency_id,
                representative_id=main.id if main else None,
                name=main.name if main else name,
                job_title=main.job_title if main else None,
                capacity=capacity,
                position=position + after,
            )
        )
    agencies = [agency_id for agency_id, *_rest in wanted]
    work.record("meeting.invited", "meeting", command.meeting_id, values={"agencies": agencies})
    return len(wanted)


@writes(Right.RUN_PANEL, "attendee.added")
def add_attendee(work: Work, command: asked.AddAttendee) -> str:
    """Expect one more person, or an observer; returns the id."""
    refuse_frozen(meeting_row(work, command.meeting_id))
    position = len(panel_rows.attendance(work, command.meeting_id)) + 1
    row = AttendanceRow(position=position, **command.model_dump())
    work.session.add(row)
    work.session.flush()
    work.record("attendee.added", "meeting", command.meeting_id, values={"attendance": row.id})
    return row.id


@writes(Right.RUN_PANEL, "attendee.answered")
def answer(work: Work, command: asked.AnswerInvitation) -> None:
    """Note an answer. A deputy takes the place and is named; any other answer gives it back. Refused without a name."""
    row = work.change(AttendanceRow, command.attendance_id)
    refuse_frozen(meeting_row(work, row.meeting_id))
    old = {"answer": row.answer, "name": row.name}
    if command.answer == "deputy":
        _put_deputy(work, row, command)
    elif row.deputy_for:
        row.name, row.deputy_for, row.job_title, row.representative_id = row.deputy_for, None, None, None
        _main_again(work, row)
    row.answer = command.answer
    row.information_sent_on = command.information_sent_on or row.information_sent_on
    row.note = command.note or row.note
    new = {"answer": row.answer, "name": row.name}
    work.record("attendee.answered", "meeting", row.meeting_id, fields=("answer",), values={"old": old, "new": new})


@writes(Right.RUN_PANEL, "attendee.joins")
def join(work: Work, command: asked.Join) -> None:
    """Note whether someone takes part in the room or online."""
    row = work.change(AttendanceRow, command.attendance_id)
    refuse_frozen(meeting_row(work, row.meeting_id))
    old, row.remote = row.remote, command.online
    values = {"attendance": row.id, "old": old, "new": row.remote}
    work.record("attendee.joins", "meeting", row.meeting_id, fields=("remote",), values=values)


@writes(Right.RUN_PANEL, "attendee.removed")
def remove_attendee(work: Work, attendance_id: str) -> None:
    """Expect someone no longer. Refused for someone who was in the room."""
    row = work.change(AttendanceRow, attendance_id)
    if row.present or any(moved.attendance_id == row.id for moved in panel_rows.movements(work, row.meeting_id)):
        raise Refused("Someone who was in the room stays in the record.", kept="Nothing was changed.")
    values = {"old": {"name": row.name, "agency": row.agency_id}}
    work.session.delete(row)
    work.record("attendee.removed", "meeting", row.meeting_id, values=values)


@writes(Right.RUN_PANEL, "interest.declared")
def declare_interest(work: Work, command: asked.DeclareInterest) -> str:
    """Note an interest in a case with its ruling; returns its id.

    A holder whose ruling is to leave is barred from the case itself: it goes from their screens and papers.
    """
    work.find(CaseRow, command.case_id)
    given = command.model_dump(exclude={"attendance_id"})
    if command.attendance_id:
        person = work.find(AttendanceRow, command.attendance_id)
        given |= {"name": person.name, "agency_id": person.agency_id, "representative_id": person.representative_id}
    if not given["name"]:
        raise Refused("Say whose interest it is.", kept="Nothing was changed.")
    row = InterestRow(**given)
    work.session.add(row)
    work.session.flush()
    _bar(work, row)
    values = {"case": row.case_id, "nature": row.nature, "ruling": row.ruling}
    work.record("interest.declared", "interest", row.id, values={"new": values})
    return row.id


@writes(Right.RUN_PANEL, "interest.ruled")
def rule_on_interest(work: Work, command: asked.RuleOnInterest) -> None:
    """Note how the chair ruled. Refused once minutes that hold it are agreed."""
    row = work.change(InterestRow, command.interest_id)
    if row.meeting_id:
        refuse_frozen(meeting_row(work, row.meeting_id))
    old, row.ruling = row.ruling, command.ruling
    _bar(work, row)
    work.record("interest.ruled", "interest", row.id, fields=("ruling",), values={"old": old, "new": row.ruling})


def _put_deputy(work: Work, row: AttendanceRow, command: asked.AnswerInvitation) -> None:
    deputy = work.find(RepresentativeRow, command.deputy_id) if command.deputy_id else None
    name = deputy.name if deputy else command.deputy
    if not name:
        raise Refused("Name the deputy.", kept="Nothing was changed.")
    row.deputy_for = row.deputy_for or row.name
    row.name = name
    row.representative_id = deputy.id if deputy else None
    row.job_title = (deputy.job_title if deputy else command.deputy_title) or None


def _main_again(work: Work, row: AttendanceRow) -> None:
    main = stored.representative(work, row.agency_id, row.name)
    if main is not None:
        row.representative_id, row.job_title = main.id, main.job_title


def _bar(work: Work, row: InterestRow) -> None:
    if row.holder_id is None:
        return
    access = work.session.get(CaseAccessRow, (row.case_id, row.holder_id))
    if access is None:
        access = CaseAccessRow(case_id=row.case_id, holder_id=row.holder_id)
        work.session.add(access)
    access.barred = row.ruling in asked.LEAVING
