"""Preparing the agenda: proposed by the rules, then put in order, timed and finished by a person."""

from collections.abc import Sequence
from datetime import date, time

from hipdesk.kernel.errors import Refused
from hipdesk.model import agenda as rules
from hipdesk.model.panels import agendas as asked
from hipdesk.model.users import Right
from hipdesk.services.attendance import attendance_view
from hipdesk.services.panels import meeting_row, refuse_frozen
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import agenda_facts, panel_rows
from hipdesk.store.queries import agendas as stored
from hipdesk.store.queries import panels as meetings
from hipdesk.store.queries.cases import case_row
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.panels import AgendaLineRow, MeetingRow
from hipdesk.store.work import Reading, Work

_USUAL_SLOT = 120


@reads(Right.READ_CASES)
def agenda_view(reading: Reading, meeting_id: str) -> asked.AgendaView:
    """The agenda as prepared so far, with what is to settle and what could be added."""
    meeting = meeting_row(reading, meeting_id)
    lines = stored.agenda_lines(reading, meeting_id)
    planned = sum(line.minutes for line in lines)
    slot = slot_of(meeting)
    over = planned - slot
    warning = f"{over} {'minute' if over == 1 else 'minutes'} more than the {slot} there are" if over > 0 else ""
    return asked.AgendaView(
        meeting_id,
        meeting.held_on,
        meeting.starts_at,
        lines,
        planned,
        slot,
        warning,
        _children_leave(lines),
        meeting.ends_at,
        meeting.agenda_finished_on,
        to_settle(reading, meeting_id, lines, warning),
        _could_be_added(reading, meeting) if meeting.status == "planned" else (),
    )


@writes(Right.RUN_PANEL, "agenda.proposed")
def propose_agenda(work: Work, command: asked.ProposeAgenda) -> int:
    """Put on the agenda every case the rules say belongs there, each with its reason; returns how many are new.

    Lines that are there already stay as they are; new ones join the end of their group. An empty agenda also gets
    its standing lines. Refused after the meeting.
    """
    meeting = _being_prepared(work, command.meeting_id)
    rows = panel_rows.lines(work, meeting.id)
    empty = _lacks_standing(rows)
    if empty:
        rows = _with_standing(work, meeting, rows)
    there = {row.case_id for row in rows}
    new = [line for line in _proposal(work, meeting).lines if line.case.case_id not in there]
    if not new and not empty:
        raise Refused("Everything the rules ask for is on the agenda.", kept="Nothing was changed.")
    for line in new:
        row = _case_line(work, meeting, line)
        rows.insert(_place_for(rows, row), row)
    _settle_order(work, rows)
    reasons = {line.case.case_id: line.reason for line in new}
    work.record("agenda.proposed", "meeting", meeting.id, values={"added": reasons})
    return len(new)


@writes(Right.RUN_PANEL, "agenda.added")
def add_to_agenda(work: Work, command: asked.AddToAgenda) -> str:
    """Put one case on the agenda; returns the line's id. Refused when it is on it already."""
    meeting = _being_prepared(work, command.meeting_id)
    case_row(work, command.case_id)
    if panel_rows.line_of_case(work, meeting.id, command.case_id):
        raise Refused("This case is on the agenda already.", kept="Nothing was changed.")
    line = _line_for(work, meeting, command)
    rows = panel_rows.lines(work, meeting.id)
    if _lacks_standing(rows):
        rows = _with_standing(work, meeting, rows)
    row = _case_line(work, meeting, line)
    rows.insert(_place_for(rows, row), row)
    _settle_order(work, rows)
    work.record("agenda.added", "meeting", meeting.id, values={"case": command.case_id, "reason": row.reason})
    return row.id


@writes(Right.RUN_PANEL, "agenda.matter_added")
def add_matter(work: Work, command: asked.AddMatter) -> str:
    """Put a matter without a case before the closing lines; returns the line's id."""
    meeting = _being_prepared(work, command.meeting_id)
    rows = panel_rows.lines(work, meeting.id)
    row = AgendaLineRow(
        meeting_id=meeting.id, section=asked.MATTER, title=command.title, minutes_planned=command.minutes,
        late=is_late(work, meeting), position=0,
    )  # fmt: skip
    rows.insert(_closing_at(rows), row)
    _settle_order(work, rows)
    work.record("agenda.matter_added", "meeting", meeting.id, values={"new": command.title})
    return row.id


@writes(Right.RUN_PANEL, "agenda.removed")
def remove_from_agenda(work: Work, line_id: str) -> None:
    """Take a line off the agenda. Refused for opening and closing lines, and once it was spoken to."""
    row = work.change(AgendaLineRow, line_id)
    _being_prepared(work, row.meeting_id)
    if stored.place_of(row.section) != "cases":
        raise Refused("This line stands on every agenda.", kept="Nothing was changed.")
    if row.state != "planned":
        raise Refused("This line has been spoken to.", kept="Nothing was changed.")
    values = {"old": {"case": row.case_id, "title": row.title, "reason": row.reason}}
    meeting_id = row.meeting_id
    work.session.delete(row)
    _settle_order(work, [each for each in panel_rows.lines(work, meeting_id) if each.id != line_id])
    work.record("agenda.removed", "meeting", meeting_id, values=values)


@writes(Right.RUN_PANEL, "agenda.ordered")
def order_agenda(work: Work, command: asked.OrderAgenda) -> None:
    """Put cases and matters in a new order. Refused when the lines are not the ones there are."""
    meeting = meeting_row(work, command.meeting_id)
    refuse_frozen(meeting)
    rows = {row.id: row for row in panel_rows.lines(work, meeting.id)}
    movable = [row for row in rows.values() if stored.place_of(row.section) == "cases"]
    if set(command.line_ids) != {row.id for row in movable} or len(command.line_ids) != len(movable):
        raise Refused("The agenda was changed meanwhile.", kept="Nothing was changed.", to_do="Look at it again.")
    opening = [row for row in rows.values() if stored.place_of(row.section) == "opening"]
    closing = [row for row in rows.values() if stored.place_of(row.section) == "closing"]
    old = [row.id for row in movable]
    _settle_order(work, [*opening, *(rows[key] for key in command.line_ids), *closing])
    work.record("agenda.ordered", "meeting", meeting.id, values={"old": old, "new": list(command.line_ids)})


@writes(Right.RUN_PANEL, "agenda.minutes_set")
def set_minutes_planned(work: Work, command: asked.SetMinutesPlanned) -> None:
    """Give a line more or fewer minutes; the starts of those after it follow."""
    row = work.change(AgendaLineRow, command.line_id)
    refuse_frozen(meeting_row(work, row.meeting_id))
    old, row.minutes_planned = row.minutes_planned, command.minutes
    values = {"line": row.id, "old": old, "new": command.minutes}
    work.record("agenda.minutes_set", "meeting", row.meeting_id, fields=("minutes_planned",), values=values)


@writes(Right.RUN_PANEL, "agenda.presenter_set")
def set_presenter(work: Work, command: asked.SetPresenter) -> None:
    """Say who presents a case."""
    row = work.change(AgendaLineRow, command.line_id)
    refuse_frozen(meeting_row(work, row.meeting_id))
    if command.agency_id:
        work.find(AgencyRow, command.agency_id)
    old = {"presenter": row.presenter, "agency": row.presenter_agency_id}
    row.presenter, row.presenter_agency_id = command.presenter or None, command.agency_id
    values = {"line": row.id, "old": old, "new": {"presenter": row.presenter, "agency": row.presenter_agency_id}}
    work.record("agenda.presenter_set", "meeting", row.meeting_id, fields=("presenter",), values=values)


@writes(Right.RUN_PANEL, "agenda.finished")
def finish_agenda(work: Work, meeting_id: str) -> None:
    """The agenda is ready to go out; what is put on afterwards counts as late. Refused while it is empty."""
    meeting = _being_prepared(work, meeting_id)
    if not panel_rows.lines(work, meeting_id):
        raise Refused("There is nothing on the agenda yet.", kept="Nothing was changed.", to_do="Propose it first.")
    complete_agenda(work, meeting)
    meeting.agenda_finished_on = work.today
    work.record("agenda.finished", "meeting", meeting_id, fields=("agenda_finished_on",))


@writes(Right.RUN_PANEL, "agenda.opened_again")
def reopen_agenda(work: Work, meeting_id: str) -> None:
    """The agenda is worked on again before it goes out."""
    meeting = _being_prepared(work, meeting_id)
    meeting.agenda_finished_on = None
    work.record("agenda.opened_again", "meeting", meeting_id, fields=("agenda_finished_on",))


def to_settle(
    reading: Reading, meeting_id: str, lines: Sequence[asked.AgendaLineView], warning: str
) -> tuple[asked.ToSettle, ...]:
    """What stands open before the agenda goes out; what is settled already comes last."""
    attendance = attendance_view(reading, meeting_id)
    found = []
    if not any(line.case_id for line in lines):
        found.append(asked.ToSettle("empty", "No case is on the agenda"))
    elif all(stored.place_of(line.section) == "cases" for line in lines):
        found.append(asked.ToSettle("standing", "The opening and closing lines are not on the agenda"))
    if not attendance.people:
        found.append(asked.ToSettle("attendance", "Nobody is invited yet"))
    found += [
        asked.ToSettle("presenter", f"No one named to present item {line.number}", line.id)
        for line in lines
        if line.case_id
        and line.section in ("urgent", "new", "review")
        and not (line.presenter or line.presenter_agency)
    ]
    found += [
        asked.ToSettle("answer", f"{person.agency or person.name} has not answered", person.id)
        for person in attendance.silent
    ]
    if warning:
        found.append(asked.ToSettle("time", f"The agenda takes {warning}"))
    if attendance.people and attendance.core_agencies:
        covered = attendance.core_covered == attendance.core_agencies
        found.append(asked.ToSettle("core", attendance.core_words, settled=covered or bool(attendance.silent)))
    quorum = attendance.quorum
    if attendance.people and quorum.needed:
        found.append(asked.ToSettle("quorum", quorum.expected_words, settled=quorum.met))
    return tuple(sorted(found, key=lambda thing: thing.settled))


def complete_agenda(work: Work, meeting: MeetingRow) -> None:
    """Inside another service: give an agenda the opening and closing lines it lacks, around what is on it."""
    rows = panel_rows.lines(work, meeting.id)
    if _lacks_standing(rows):
        _settle_order(work, _with_standing(work, meeting, rows))


def slot_of(meeting: MeetingRow) -> int:
    """The minutes a meeting has, from its hours."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return _USUAL_SLOT
    start, end = meeting.starts_at, meeting.ends_at
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return minutes if minutes > 0 else _USUAL_SLOT


def is_late(work: Work, meeting: MeetingRow) -> bool:
    """Whether what is put on an agenda now comes late: it is finished, or the papers are out."""
    out = panel_rows.step_rows(work, meeting.id)
    return meeting.agenda_finished_on is not None or any(row.step == "papers_out" and row.done_on for row in out)


def _being_prepared(work: Work, meeting_id: str) -> MeetingRow:
    meeting = work.change(MeetingRow, meeting_id)
    if meeting.status != "planned":
        raise Refused("This meeting is not being prepared any more.", kept="Nothing was changed.")
    return meeting


def _proposal(reading: Reading, meeting: MeetingRow) -> rules.AgendaProposal:
    previous = _previous_day(reading, meeting)
    cases = agenda_facts.candidates(reading, meeting.held_on, previous)
    return rules.propose(cases, meeting.held_on, previous=previous)


def _previous_day(reading: Reading, meeting: MeetingRow) -> date | None:
    """The day of the meeting before; None when that one is only known from an old workbook, however long ago."""
    previous = meetings.previous_id(reading, meeting.held_on)
    row = meeting_row(reading, previous) if previous else None
    return row.held_on if row is not None and not row.history else None


def _could_be_added(reading: Reading, meeting: MeetingRow) -> tuple[asked.CouldBeAdded, ...]:
    there = {row.case_id for row in panel_rows.lines(reading, meeting.id)}
    proposal = _proposal(reading, meeting)
    waiting = rules.propose(agenda_facts.waiting(reading), meeting.held_on).could_be_added
    due = [(line, True) for line in proposal.lines] if there else []
    optional = [(line, False) for line in (*waiting, *proposal.could_be_added)]
    return tuple(
        asked.CouldBeAdded(
            line.case.case_id if line.case.accepted else None,
            None if line.case.accepted else line.case.case_id,
            line.case.reference,
            line.case.initials,
            line.kind,
            line.reason,
            line.minutes,
            is_due,
        )
        for line, is_due in (*due, *optional)
        if line.case.case_id not in there
    )


def _line_for(work: Work, meeting: MeetingRow, command: asked.AddToAgenda) -> rules.AgendaLine:
    facts = agenda_facts.candidates(work, meeting.held_on, None, only=[command.case_id])
    proposal = rules.propose(facts, meeting.held_on)
    found = (*proposal.lines, *proposal.could_be_added)
    case = facts[0]
    kind = command.kind or (found[0].kind if found else "review" if case.heard else "new")
    usual = found[0].minutes if found else rules.agenda_rules().minutes["review"]
    reason = command.reason or (found[0].reason if found else "Added by hand")
    minutes = usual if command.minutes is None else command.minutes
    return rules.AgendaLine(case, kind, reason, minutes)


def _lacks_standing(rows: Sequence[AgendaLineRow]) -> bool:
    return all(stored.place_of(row.section) == "cases" for row in rows)


def _with_standing(work: Work, meeting: MeetingRow, rows: Sequence[AgendaLineRow]) -> list[AgendaLineRow]:
    """These lines between the opening and closing ones that every agenda has."""
    standing = [_standing(meeting, line) for line in stored.standing_lines(work).values()]
    opening = [row for row in standing if stored.place_of(row.section) == "opening"]
    return [*opening, *rows, *(row for row in standing if row not in opening)]


def _standing(meeting: MeetingRow, line: rules.StandingLine) -> AgendaLineRow:
    return AgendaLineRow(
        meeting_id=meeting.id, section=line.code, title=line.title, minutes_planned=line.minutes, position=0
    )


def _case_line(work: Work, meeting: MeetingRow, line: rules.AgendaLine) -> AgendaLineRow:
    return AgendaLineRow(
        meeting_id=meeting.id,
        case_id=line.case.case_id,
        section=line.kind,
        rule=line.kind,
        reason=line.reason,
        minutes_planned=line.minutes,
        presenter=line.case.presenter or None,
        presenter_agency_id=agenda_facts.presenting_agency(work, line.case.case_id) if line.case.presenter else None,
        children=line.case.children,
        late=is_late(work, meeting),
        position=0,
    )


def _group(row: AgendaLineRow) -> tuple[int, int]:
    place = stored.place_of(row.section)
    if place != "cases":
        return (0 if place == "opening" else 3, 0)
    children = row.children and row.section in rules.CHILDREN_FIRST
    order = rules.agenda_rules().order_with_children if children else rules.agenda_rules().order_others
    rank = order.index(row.section) if row.section in order else len(order)
    return (1 if children else 2, rank)


def _place_for(rows: Sequence[AgendaLineRow], new: AgendaLineRow) -> int:
    """After the last line of its group and kind, or of an earlier one."""
    rank = _group(new)
    earlier = [at for at, row in enumerate(rows) if _group(row) <= rank]
    return earlier[-1] + 1 if earlier else 0


def _closing_at(rows: Sequence[AgendaLineRow]) -> int:
    return next((at for at, row in enumerate(rows) if stored.place_of(row.section) == "closing"), len(rows))


def _settle_order(work: Work, rows: Sequence[AgendaLineRow]) -> None:
    for position, row in enumerate(rows, 1):
        row.position = position
        work.session.add(row)
    work.session.flush()


def _children_leave(lines: Sequence[asked.AgendaLineView]) -> time | None:
    grouped = [line for line in lines if line.grouped_with_children]
    return stored.later(grouped[-1].starts, grouped[-1].minutes) if grouped else None
