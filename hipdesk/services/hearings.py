"""Hearing the agenda line by line: what finishing a line does to its case, and what happens to one not reached."""

from datetime import date, datetime, time

from hipdesk.kernel.clock import local_time
from hipdesk.kernel.errors import Refused
from hipdesk.model.cases.commands import CloseCase
from hipdesk.model.panels import day as asked
from hipdesk.model.panels.agendas import NOTE_ONLY
from hipdesk.model.statuses import CASE
from hipdesk.model.users import Right
from hipdesk.services.agendas import complete_agenda, is_late
from hipdesk.services.case_state import change_status
from hipdesk.services.cases.close import close_case, closure_test_of
from hipdesk.services.panels import meeting_row, refuse_frozen
from hipdesk.services.registry import writes
from hipdesk.services.risk_assessments import refresh_case_risk
from hipdesk.store.queries import panel_day as stored
from hipdesk.store.queries import panel_rows
from hipdesk.store.queries import panels as meetings
from hipdesk.store.queries.agendas import place_of
from hipdesk.store.queries.assessments import assessment_rows
from hipdesk.store.queries.attendance import leavings, people
from hipdesk.store.queries.cases import case_row
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import (
    AgendaLineRow,
    AttendanceRow,
    DecisionRow,
    HearingRow,
    InterestRow,
    MeetingRow,
    MovementRow,
)
from hipdesk.store.tables.risk import RiskAssessmentRow
from hipdesk.store.work import Work

_REASONS = {"transfer": "transferred", "single_agency": "single_agency"}


@writes(Right.RUN_PANEL, "line.started")
def start_line(work: Work, command: asked.StartLine) -> None:
    """Turn to a line; any other that is open is finished.

    Refused while someone with an interest in the case is in the room and not confirmed as having left: their
    leaving is then minuted to the minute.
    """
    line = work.change(AgendaLineRow, command.line_id)
    meeting = _running(work, line)
    at = command.at or _minute(work, meeting)
    for other in panel_rows.lines(work, meeting.id):
        if other.state == "open" and other.id != line.id:
            close_line(work, other, 0, at)
    _clear_the_room(work, line, meeting, command.left, at)
    line.state = "open"
    line.started_at = line.started_at or at
    work.record("line.started", "agenda_line", line.id, fields=("state",), values={"at": at})


@writes(Right.RUN_PANEL, "line.finished")
def finish_line(work: Work, command: asked.FinishLine) -> str:
    """Leave a line; returns its state. A case with something written counts as heard, an empty one goes back to
    waiting; those who left for it come back."""
    line = work.change(AgendaLineRow, command.line_id)
    meeting = _running(work, line)
    close_line(work, line, command.seconds, command.at or _minute(work, meeting))
    work.record("line.finished", "agenda_line", line.id, fields=("state",), values={"new": line.state})
    return line.state


@writes(Right.RUN_PANEL, "line.carried")
def carry_over(work: Work, command: asked.CarryOver) -> str | None:
    """Carry a case that was not reached to the next meeting; returns the new line's id, None without a next meeting.

    Moved, not copied: the line here says so and stays. Refused for a line without a case.
    """
    line = work.change(AgendaLineRow, command.line_id)
    refuse_frozen(meeting_row(work, line.meeting_id))
    if line.case_id is None:
        raise Refused("Only a case is carried over.", kept="Nothing was changed.")
    new = carry_line(work, line, command.words)
    work.record("line.carried", "agenda_line", line.id, fields=("state",), values={"to": new})
    return new


def close_line(work: Work, line: AgendaLineRow, seconds: int, at: time | None) -> None:
    """Finish a line inside another service; records nothing of its own."""
    meeting = meeting_row(work, line.meeting_id)
    line.seconds_used += seconds or _seconds(line, at)
    decision = panel_rows.decision(work, line.id)
    if line.case_id is None:
        line.state = "noted"
        if line.section == "confidentiality":
            meeting.confidentiality_read = True
    elif decision is not None and decision.code == "carried_over":
        carry_line(work, line, decision.words or "")
    elif line.section in NOTE_ONLY and (decision is None or decision.code in (None, "note")):
        line.state = "noted"
    elif not stored.anything_written(work, line.id):
        line.state, line.started_at = "planned", None
    else:
        line.state = "heard"
        record_hearing(work, line, meeting, decision)
    line.finished_at = at if line.state != "planned" else None
    _come_back(work, line, at)


def record_hearing(work: Work, line: AgendaLineRow, meeting: MeetingRow, decision: DecisionRow | None) -> None:
    """The day a case was heard, and what the decision makes of it: status, risk agreed, next review."""
    case = case_row(work, line.case_id or "")
    if not any(row.heard_on == meeting.held_on for row in panel_rows.hearings(work, case.id)):
        work.session.add(HearingRow(case_id=case.id, heard_on=meeting.held_on, meeting_id=meeting.id))
        work.session.flush()
    count_hearings(work, case)
    if decision is not None and decision.risk_band:
        _agree_risk(work, case, meeting, decision)
    _settle_status(work, case, meeting, decision)


def count_hearings(work: Work, case: CaseRow) -> None:
    """Bring first, last and number of hearings in step with the record."""
    rows = panel_rows.hearings(work, case.id)
    case.first_heard_on = rows[0].heard_on if rows else None
    case.last_heard_on = rows[-1].heard_on if rows else None
    case.times_heard = len(rows)


def carry_line(work: Work, line: AgendaLineRow, words: str) -> str | None:
    """Move a line to the next meeting inside another service; a case already on that agenda is only named there."""
    meeting = meeting_row(work, line.meeting_id)
    hearing = panel_rows.hearing(work, line.case_id or "", meeting.id)
    if hearing is not None:
        raise Refused("This case was heard; it cannot be carried over.", kept="Nothing was changed.")
    line.state = "carried"
    following = meetings.following_id(work, meeting.id, meeting.held_on)
    day = meeting_row(work, following).held_on if following else None
    _decide_carried(work, line, words, day)
    if following is None:
        return None
    there = panel_rows.line_of_case(work, following, line.case_id or "")
    if there is not None:
        there.moved_from_id = there.moved_from_id or line.id
        return there.id
    complete_agenda(work, meeting_row(work, following))
    held = meeting.held_on
    new = AgendaLineRow(
        meeting_id=following,
        case_id=line.case_id,
        section=line.section,
        rule=line.rule,
        reason=f"Carried over from {held.day} {held:%B}, not reached",
        minutes_planned=line.minutes_planned,
        presenter=line.presenter,
        presenter_agency_id=line.presenter_agency_id,
        children=line.children,
        late=is_late(work, meeting_row(work, following)),
        position=_position(work, following),
        moved_from_id=line.id,
    )
    work.session.add(new)
    work.session.flush()
    return new.id


def _position(work: Work, meeting_id: str) -> int:
    """Before the closing lines of an agenda that has them."""
    rows = panel_rows.lines(work, meeting_id)
    closing = [row for row in rows if place_of(row.section) == "closing"]
    if not closing:
        return panel_rows.highest_position(work, meeting_id) + 1
    at = closing[0].position
    for row in closing:
        row.position += 1
    return at


def _decide_carried(work: Work, line: AgendaLineRow, words: str, day: date | None) -> None:
    decision = panel_rows.decision(work, line.id)
    if decision is None:
        decision = DecisionRow(agenda_line_id=line.id, case_id=line.case_id)
        work.session.add(decision)
    decision.code, decision.words = "carried_over", words or decision.words
    decision.next_review_on = day
    work.session.flush()


def _agree_risk(work: Work, case: CaseRow, meeting: MeetingRow, decision: DecisionRow) -> None:
    """The risk agreed as an assessment of its own; the points stay those of the newest form with the same band."""
    row = stored.panel_assessment(work, case.id, meeting.id)
    earlier = [each for each in assessment_rows(work, case_id=case.id) if each is not row]
    if row is None:
        row = RiskAssessmentRow(
            case_id=case.id, meeting_id=meeting.id, occasion="panel", assessed_on=meeting.held_on, band=""
        )
        work.session.add(row)
    last = earlier[-1] if earlier else None
    row.band, row.assessor, row.words = decision.risk_band or "", "The panel", decision.risk_words
    same = last is not None and last.band == row.band
    for name in ("score", "score_max", "question_set", "question_version", "band_by_score"):
        setattr(row, name, getattr(last, name) if same and last else None)
    row.unknowns = last.unknowns if same and last else 0
    decision.risk_score = row.score
    work.session.flush()
    refresh_case_risk(work, case)


def _settle_status(work: Work, case: CaseRow, meeting: MeetingRow, decision: DecisionRow | None) -> None:
    code = decision.code if decision else None
    case.next_review_on = decision.next_review_on if decision else None
    if code in asked.ENDING:
        if decision is not None and case.status != "closed":
            _close(work, case, meeting, decision)
        return
    if case.status == "closed":
        if code != "reopen":
            return
        change_status(work, case, "reopened", meeting.held_on, "Reopened by the panel")
    wanted = "monitoring" if code == "monitor" else "heard"
    if not CASE.may_follow(case.status, wanted):
        change_status(work, case, "heard", meeting.held_on)
    change_status(work, case, wanted, meeting.held_on)


def _close(work: Work, case: CaseRow, meeting: MeetingRow, decision: DecisionRow) -> None:
    """Close by the panel's decision; where the closure test is not met, the panel's own reason and chair stand."""
    owner = case.lead_officer or decision.told_by or ""
    day = meeting.held_on
    reason = f"Decided by the panel on {day.day} {day:%B %Y}. {decision.words or ''}".strip()
    passed = closure_test_of(work, case.id, owner=owner).passed
    close_case(
        work,
        CloseCase(
            id=case.id,
            reason=decision.closure_reason or _REASONS.get(decision.code or "", "other"),
            words=decision.words or "",
            closed_on=day,
            meeting_id=meeting.id,
            ongoing_owner=owner,
            override_reason="" if passed else reason[:500],
            override_by="" if passed else meeting.chair or "The panel",
        ),
    )


def _running(work: Work, line: AgendaLineRow) -> MeetingRow:
    meeting = meeting_row(work, line.meeting_id)
    refuse_frozen(meeting)
    if meeting.opened_at is None:
        raise Refused("The meeting is not open.", kept="Nothing was changed.", to_do="Open it on the Run page.")
    return meeting


def _minute(work: Work, meeting: MeetingRow) -> time | None:
    return local_time(work.clock) if work.today == meeting.held_on else None


def _seconds(line: AgendaLineRow, at: time | None) -> int:
    """Time since the line was last turned to, by the minute; 0 when it was never, or on another day."""
    if line.state != "open" or line.started_at is None or at is None or line.seconds_used:
        return 0
    day = date.min
    return max(0, int((datetime.combine(day, at) - datetime.combine(day, line.started_at)).total_seconds()))


def _clear_the_room(
    work: Work, line: AgendaLineRow, meeting: MeetingRow, left: tuple[str, ...], at: time | None
) -> None:
    inside = {person.id for person in people(work, meeting.id) if person.in_room}
    leaving = [each for each in leavings(work, meeting.id) if each.line_id == line.id and each.attendance_id in inside]
    if any(each.attendance_id not in left for each in leaving):
        raise Refused(
            "Someone in the room has an interest in this case and must leave first.",
            kept="Nothing was changed.",
            to_do="Confirm that they have left.",
        )
    for each in leaving:
        moment = at or meeting.opened_at or time(10)
        work.session.add(
            MovementRow(
                attendance_id=each.attendance_id,
                agenda_line_id=line.id,
                kind="leaves",
                at=moment,
                reason="declared interest",
            )
        )
        work.find(InterestRow, each.interest_id).left_at = moment
    work.session.flush()


def _come_back(work: Work, line: AgendaLineRow, at: time | None) -> None:
    """Those out of the room for this line only are back when it is finished."""
    work.session.flush()
    moves: dict[str, list[MovementRow]] = {}
    for moved in panel_rows.movements(work, line.meeting_id):
        moves.setdefault(moved.attendance_id, []).append(moved)
    for attendance_id, own in moves.items():
        last = own[-1]
        if last.kind != "leaves" or last.agenda_line_id != line.id or work.find(AttendanceRow, attendance_id).left_at:
            continue
        moment = at or last.at
        work.session.add(MovementRow(attendance_id=attendance_id, agenda_line_id=line.id, kind="returns", at=moment))
        for each in leavings(work, line.meeting_id):
            if each.line_id == line.id and each.attendance_id == attendance_id:
                work.find(InterestRow, each.interest_id).back_at = moment
    work.session.flush()
