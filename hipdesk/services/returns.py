"""Agency returns: asking what agencies know of the cases on an agenda, recording it, asking again."""

from datetime import date

from hipdesk.kernel.errors import Refused
from hipdesk.model.panels.returns import AskAgencies, ChaseReturns, RecordReturn, ReturnsView, ReturnView
from hipdesk.model.timetable import step_day
from hipdesk.model.users import Right
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.panels import meeting_row, note_step
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import panel_rows
from hipdesk.store.queries import panels as meetings
from hipdesk.store.queries import returns as stored
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import AgencyReturnRow
from hipdesk.store.work import Reading, Work


@reads(Right.READ_CASES)
def returns_view(reading: Reading, meeting_id: str) -> ReturnsView:
    """Every return of a meeting, counted by agency and each with what it says."""
    steps = meetings.steps(reading, meeting_id)
    due = steps["returns_due"].due_on if "returns_due" in steps else None
    found = stored.of_meeting(reading, meeting_id)
    return ReturnsView(due, stored.by_agency(reading, found, due), tuple(found))


@reads(Right.READ_CASES)
def returns_of_case(reading: Reading, case_id: str) -> tuple[ReturnView, ...]:
    """What agencies have told of one case."""
    return tuple(stored.of_case(reading, case_id))


@writes(Right.RUN_PANEL, "returns.asked")
def ask_agencies(work: Work, command: AskAgencies) -> int:
    """Note that agencies were asked today; returns how many returns are newly expected.

    A pair of case and agency that was asked before is left alone; an agency that gets no papers of a case because of
    an interest is not asked. Refused when there is nothing new to ask.
    """
    cases = list(command.case_ids) or stored.cases_on(work, command.meeting_id)
    agencies = list(command.agency_ids) or stored.core_agencies(work)
    barred = stored.barred_agencies(work, cases)
    there = {(row.case_id, row.agency_id) for row in panel_rows.returns(work, command.meeting_id)}
    wanted = [(case, agency) for case in cases for agency in agencies]
    new = [pair for pair in wanted if pair not in there and pair not in barred]
    if not new:
        raise Refused(
            "There is nothing new to ask.",
            kept="Nothing was changed.",
            to_do="Put cases on the agenda and mark the core agencies first.",
        )
    for case_id, agency_id in new:
        work.session.add(
            AgencyReturnRow(
                meeting_id=command.meeting_id, case_id=case_id, agency_id=agency_id, asked_on=work.today, state="asked"
            )
        )
    note_step(work, command.meeting_id, "names_list")
    work.record("returns.asked", "meeting", command.meeting_id, values={"asked": [list(pair) for pair in new]})
    return len(new)


@writes(Right.RUN_PANEL, "return.recorded")
def record_return(work: Work, command: RecordReturn) -> str:
    """Record what an agency told of a case, asked for or not; returns the return's id.

    What comes after the day returns were due counts as received late. Refused when something is said to have been
    received and nothing is written, and for a day still to come.
    """
    if command.state == "received" and not (command.text or command.staff_risks):
        raise Refused("Write what the agency told, or choose “Nothing held”.", kept="Nothing was changed.")
    day = command.returned_on or work.today
    if day > work.today:
        raise Refused("A return cannot come on a day still to come.", kept="Nothing was changed.")
    row = stored.row_of(work, command.meeting_id, command.case_id, command.agency_id)
    if row is None:
        work.find(CaseRow, command.case_id)
        work.find(AgencyRow, command.agency_id)
        row = AgencyReturnRow(meeting_id=command.meeting_id, case_id=command.case_id, agency_id=command.agency_id)
        work.session.add(row)
    old = {"state": row.state, "text": row.text, "limits": row.limits}
    row.state = "late" if command.state == "received" and day > _due(work, command.meeting_id) else command.state
    row.returned_on = None if command.state == "not_sent" else day
    row.author, row.text = command.author or None, command.text or None
    row.limits, row.disclosable = command.limits, command.disclosable
    row.staff_risks = command.staff_risks or None
    work.session.flush()
    new = {"state": row.state, "text": row.text, "limits": row.limits}
    work.record("return.recorded", "return", row.id, fields=("state", "text"), values={"old": old, "new": new})
    return row.id


@writes(Right.RUN_PANEL, "returns.chased")
def chase_returns(work: Work, command: ChaseReturns) -> int:
    """Note that agencies which owe returns were asked again today; returns how many returns are out."""
    owed = [
        row
        for row in panel_rows.returns(work, command.meeting_id)
        if row.state == "asked" and (not command.agency_ids or row.agency_id in command.agency_ids)
    ]
    if not owed:
        raise Refused("Every return has come.", kept="Nothing was changed.")
    for row in owed:
        row.chased_on = work.today
    note_step(work, command.meeting_id, "returns_chaser")
    agencies = sorted({row.agency_id for row in owed})
    work.record("returns.chased", "meeting", command.meeting_id, values={"agencies": agencies})
    return len(owed)


def _due(work: Work, meeting_id: str) -> date:
    steps = meetings.steps(work, meeting_id)
    if "returns_due" in steps:
        return steps["returns_due"].due_on
    return step_day(meeting_row(work, meeting_id).held_on, "returns_due", timetable_of(work))
