"""What is written while the panel meets: discussion by agency, decisions, quick actions, learning points."""

from collections.abc import Mapping, Sequence

from hipdesk.kernel.errors import Refused
from hipdesk.model.action_lines import alike_action, read_action_line
from hipdesk.model.panels import day as asked
from hipdesk.model.panels.attendance import AttendeeView
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.statuses import LIVE_ACTIONS
from hipdesk.model.users import Right
from hipdesk.services.hearings import record_hearing
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.panels import meeting_row, refuse_frozen
from hipdesk.services.registry import reads, writes
from hipdesk.services.settings import setting
from hipdesk.store.queries import actions as action_queries
from hipdesk.store.queries import agendas, attendance, panel_rows
from hipdesk.store.queries import panel_day as stored
from hipdesk.store.queries import panels as meetings
from hipdesk.store.queries.cases import case_row
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import LearningPointRow
from hipdesk.store.tables.panels import AgendaLineRow, DecisionRow, DiscussionRow
from hipdesk.store.work import Reading, Work

SUMMARY = "summary"


@reads(Right.RUN_PANEL, "case.opened")
def line_view(reading: Reading, line_id: str) -> asked.LineView:
    """Everything about one line as the Run page shows it, on turning to it: initials only."""
    return _line_view(reading, line_id)


@reads(Right.RUN_PANEL)
def line_again(reading: Reading, line_id: str) -> asked.LineView:
    """The same line read anew while it is open: its opening was logged already."""
    return _line_view(reading, line_id)


def _line_view(reading: Reading, line_id: str) -> asked.LineView:
    row = reading.find(AgendaLineRow, line_id)
    line = next((each for each in agendas.agenda_lines(reading, row.meeting_id) if each.id == line_id), None)
    if line is None:
        raise Refused("You may not see this line.", kept="Nothing was changed.")
    people = attendance.people(reading, row.meeting_id)
    case = stored.on_one_page(reading, row.case_id, row.meeting_id) if row.case_id else None
    timetable = timetable_of(reading)
    actions = action_queries.of_lines(reading, [line_id], reading.today, timetable.nation)
    decided = panel_rows.decisions(reading, [line_id])
    said = panel_rows.discussion(reading, [line_id])
    summary = next((each for each in said if each.kind == SUMMARY), None)
    told = stored.returned(reading, row.case_id, row.meeting_id) if row.case_id else {}
    boxes = _boxes(reading, row, case, people, [each for each in said if each.kind != SUMMARY], told)
    shown = {box.agency_id for box in boxes}
    names = stored.names_of_agencies(reading) if told else {}
    return asked.LineView(
        line,
        case,
        boxes,
        _summary(summary),
        stored.decision_view(reading, decided[0] if decided else None),
        tuple(actions.get(line_id, ())),
        tuple(
            person
            for person in people
            if person.in_room and any(leaving.line_id == line_id for leaving in person.leaves_for)
        ),
        tuple((names.get(key, ""), words) for key, words in told.items() if key not in shown),
    )


@reads(Right.RUN_PANEL)
def panel_choices(reading: Reading, meeting_id: str) -> asked.PanelChoices:
    """What may be chosen while this meeting is prepared and run."""
    meeting = meeting_row(reading, meeting_id)
    following = meetings.following_id(reading, meeting.id, meeting.held_on)

    def valid(name: str) -> tuple[tuple[str, str], ...]:
        return stored.valid_codes(reading, name, meeting.held_on)

    mains = {each.id: each.representatives[0] if each.representatives else "" for each in stored.agency_names(reading)}
    agencies = tuple(
        asked.AgencyChoice(key, name, called, mains.get(key, "")) for key, name, called in stored.agencies_now(reading)
    )
    lines = agendas.agenda_lines(reading, meeting_id)
    cases = tuple((line.case_id, f"{line.reference} {line.initials}") for line in lines if line.case_id)
    next_day = meeting_row(reading, following).held_on if following else None
    return asked.PanelChoices(
        valid("panel_decision"), valid("closure_reason"), valid("standard_action"), valid("interest_ruling"),
        valid("return_limit"), agencies, cases, next_day, setting(reading, OfficeSettings).marking,
    )  # fmt: skip


@reads(Right.RUN_PANEL)
def read_action(reading: Reading, line_id: str, text: str) -> asked.QuickAction:
    """A quick line read back, not yet given: owner, wording, due day; and a live action that says the same."""
    row = reading.find(AgendaLineRow, line_id)
    meeting = meeting_row(reading, row.meeting_id)
    timetable = timetable_of(reading)
    following = meetings.following_id(reading, meeting.id, meeting.held_on)
    day = meeting_row(reading, following).held_on if following else None
    said_on = min(reading.today, meeting.held_on)
    read = read_action_line(text, stored.agency_names(reading), said_on, timetable.nation, next_panel=day)
    if not row.case_id or not read.wording:
        return asked.QuickAction(read, None)
    actions = action_queries.of_case(reading, row.case_id, reading.today, timetable.nation)
    live = {each.id: each for each in actions if each.status in LIVE_ACTIONS and each.meeting_id != meeting.id}
    alike = alike_action(read.wording, {key: each.wording for key, each in live.items()})
    return asked.QuickAction(read, live[alike] if alike else None)


@writes(Right.RUN_PANEL, "discussion.written")
def write_discussion(work: Work, command: asked.WriteDiscussion) -> None:
    """Keep what an agency told on a line, or the chair's summary; an empty text takes it away."""
    line = _open_record(work, command.line_id)
    if command.agency_id:
        work.find(AgencyRow, command.agency_id)
    kind = "information" if command.agency_id else SUMMARY
    rows = panel_rows.discussion(work, [line.id])
    row = next((each for each in rows if each.agency_id == command.agency_id and each.kind == kind), None)
    old = {"text": row.text, "nothing_held": row.nothing_held} if row else None
    if row is None:
        row = DiscussionRow(agenda_line_id=line.id, agency_id=command.agency_id, kind=kind, position=len(rows) + 1)
        work.session.add(row)
    row.text, row.nothing_held = command.text, command.nothing_held and not command.text
    values = {"agency": command.agency_id, "old": old, "new": {"text": row.text, "nothing_held": row.nothing_held}}
    work.record("discussion.written", "agenda_line", line.id, fields=(kind,), values=values)


@writes(Right.RUN_PANEL, "matter.written")
def write_matter(work: Work, command: asked.WriteMatter) -> None:
    """Keep what was said on a line without a case."""
    line = _open_record(work, command.line_id)
    old, line.summary = line.summary, command.text or None
    if line.section == "last_minutes":
        meeting_row(work, line.meeting_id).last_minutes_words = line.summary
    values = {"old": old, "new": line.summary}
    work.record("matter.written", "agenda_line", line.id, fields=("summary",), values=values)


@writes(Right.RUN_PANEL, "decision.written")
def write_decision(work: Work, command: asked.WriteDecision) -> int:
    """Keep what the panel decided on a case; returns the decision's version.

    While the case is being heard nothing else changes; once its line is finished, the case follows at once: status,
    risk agreed, next review. Refused for a line without a case, and for a risk or review that cannot be.
    """
    line = _open_record(work, command.line_id)
    if line.case_id is None:
        raise Refused("Only a case has a decision.", kept="Nothing was changed.")
    meeting = meeting_row(work, line.meeting_id)
    for day in (command.next_review_on, command.told_by_day):
        if day is not None and day < meeting.held_on:
            raise Refused("A day before the meeting cannot be set.", kept="Nothing was changed.")
    row = panel_rows.decision(work, line.id)
    if row is None:
        row = DecisionRow(agenda_line_id=line.id, case_id=line.case_id)
        work.session.add(row)
        work.session.flush()
    elif command.version is not None:
        work.change(DecisionRow, row.id, command.version)
    new = command.model_dump(exclude={"line_id", "version"})
    old = {name: getattr(row, name) for name in new}
    if line.state == "heard" and old["code"] in asked.ENDING and new["code"] != old["code"]:
        raise Refused(
            "The case was closed by this decision.", kept="Nothing was changed.", to_do="Reopen the case on its page."
        )
    for name, value in new.items():
        setattr(row, name, value if value != "" else None)
    if line.state == "heard":
        record_hearing(work, line, meeting, row)
    work.session.flush()
    fields = [name for name in new if (old[name] or None) != (new[name] or None)]
    work.record("decision.written", "agenda_line", line.id, fields=fields, values={"old": old, "new": new})
    return row.version


@writes(Right.RUN_PANEL, "learning.added")
def add_learning(work: Work, command: asked.AddLearning) -> str:
    """Keep a learning point of the meeting, and of the case it came from; returns its id."""
    refuse_frozen(meeting_row(work, command.meeting_id))
    line = work.find(AgendaLineRow, command.line_id) if command.line_id else None
    row = LearningPointRow(
        case_id=line.case_id if line else None,
        meeting_id=command.meeting_id,
        lesson=command.lesson,
        owner=command.owner or None,
    )
    work.session.add(row)
    work.session.flush()
    work.record("learning.added", "meeting", command.meeting_id, values={"lesson": row.id})
    return row.id


@writes(Right.RUN_PANEL, "victim.told")
def mark_told(work: Work, line_id: str, told: bool = True) -> None:
    """Note that the person affected was told today what the panel decided, or (``told`` false) was not after all."""
    row = panel_rows.decision(work, line_id)
    if row is None:
        raise Refused("Nothing was decided that could be told.", kept="Nothing was changed.")
    case_row(work, row.case_id)
    old, row.told_on = row.told_on, work.today if told else None
    work.record("victim.told", "agenda_line", line_id, fields=("told_on",), values={"old": old, "new": row.told_on})


def _open_record(work: Work, line_id: str) -> AgendaLineRow:
    line = work.change(AgendaLineRow, line_id)
    meeting = meeting_row(work, line.meeting_id)
    refuse_frozen(meeting)
    if meeting.opened_at is None:
        raise Refused("The meeting is not open.", kept="What you typed is kept as a draft.", to_do="Open it first.")
    return line


def _summary(row: DiscussionRow | None) -> asked.DiscussionBox:
    return asked.DiscussionBox(
        row.id if row else None, None, "Chair’s summary", "", row.text if row else "",
        nothing_held=False, returned="", involved=True,
    )  # fmt: skip


def _boxes(
    reading: Reading,
    row: AgendaLineRow,
    case: asked.CaseOnOnePage | None,
    people: Sequence[AttendeeView],
    said: Sequence[DiscussionRow],
    told: Mapping[str, str],
) -> tuple[asked.DiscussionBox, ...]:
    """One box per agency in the room, those that work on the case first; what was said stays whoever is there now."""
    names = stored.names_of_agencies(reading)
    written = {each.agency_id: each for each in said if each.agency_id}
    present = {
        person.agency_id: person
        for person in reversed(people)
        if person.present and person.agency_id and person.capacity != "observer" and not _is_out(person, row.id)
    }
    order = dict.fromkeys([*(case.agencies if case else ()), *reversed(list(present)), *written])
    work_on_it = set(case.agencies) if case else set()
    involved = work_on_it & set(present) or set(present)
    boxes = []
    for key in order:
        own = written.get(key)
        if key not in present and own is None:
            continue
        boxes.append(
            asked.DiscussionBox(
                own.id if own else None,
                key,
                names.get(key, ""),
                present[key].name if key in present else "",
                own.text if own else "",
                own.nothing_held if own else False,
                told.get(key, ""),
                key in involved or own is not None,
            )
        )
    return tuple(boxes)


def _is_out(person: AttendeeView, line_id: str) -> bool:
    return any(leaving.line_id == line_id for leaving in person.leaves_for) or person.left_at is not None
