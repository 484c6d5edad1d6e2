"""Actions: given, chased, carried, done or not done, and what each agency's slip says."""

from collections.abc import Sequence
from datetime import date

from hipdesk.kernel.errors import Refused
from hipdesk.model import action_log as log
from hipdesk.model.actions import check_ending
from hipdesk.model.pages import Page
from hipdesk.model.periods import quarter_of
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.statuses import ACTION, LIVE_ACTIONS, allowed_next, check_action_transition
from hipdesk.model.timetable import may_escalate, step_day
from hipdesk.model.users import Right
from hipdesk.model.workdays import working_days_between
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.panels import meeting_row, refuse_frozen
from hipdesk.services.registry import reads, writes
from hipdesk.services.settings import setting
from hipdesk.store.queries import actions as stored
from hipdesk.store.queries import panels as meetings
from hipdesk.store.queries import returns
from hipdesk.store.tables.actions import ActionRow, ActionUpdateRow
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import MeetingRow
from hipdesk.store.work import Reading, Work


@reads(Right.UPDATE_ACTIONS)
def list_actions(reading: Reading, wanted: log.ActionFilter, offset: int = 0, limit: int = 100) -> Page[log.ActionView]:
    """One page of actions by tab, agency, case, meeting or words; initials only."""
    rows, total = stored.actions(reading, wanted, days_of(reading), offset=offset, limit=limit)
    return Page(rows, total, offset)


@reads(Right.UPDATE_ACTIONS)
def action_board(reading: Reading, wanted: log.ActionFilter, limit: int = 500) -> log.ActionBoard:
    """The Actions screen: at most ``limit`` actions of a tab, the agencies' headings, and the counts of every tab."""
    days = days_of(reading)
    rows, total = stored.actions(reading, wanted, days, offset=0, limit=limit)
    tabs = stored.tab_counts(reading, days)
    last = meetings.last_held_id(reading)
    return log.ActionBoard(rows, total, agency_groups(reading), tabs, days.today, days.panel, last)


@reads(Right.UPDATE_ACTIONS)
def action_tabs(reading: Reading) -> log.TabCounts:
    """How many actions each tab holds."""
    return stored.tab_counts(reading, days_of(reading))


@reads(Right.UPDATE_ACTIONS)
def agency_groups(reading: Reading) -> tuple[log.AgencyGroup, ...]:
    """The agencies that have live actions: those with most late first, then by name; what nobody owns comes first."""
    nation = setting(reading, OfficeSettings).nation
    live: dict[str | None, list[stored.Tally]] = {}
    for tally in stored.live_tallies(reading, reading.today, nation):
        live.setdefault(tally.agency_id, []).append(tally)
    contacts = stored.contacts(reading, [key for key in live if key])
    misses = stored.misses(reading, reading.today)
    timetable = timetable_of(reading)
    groups = []
    for agency_id, tallies in live.items():
        missed = misses.get(agency_id or "", 0)
        groups.append(
            log.AgencyGroup(
                agency_id,
                tallies[0].agency or "No owner",
                sum(tally.count for tally in tallies),
                sum(tally.count for tally in tallies if tally.rag.code == "red"),
                log.segments([(tally.rag.code, tally.rag.days_late, tally.count) for tally in tallies]),
                contacts.get(agency_id or "", ("", ""))[0],
                missed,
                may_escalate(missed, timetable),
            )
        )
    return tuple(sorted(groups, key=lambda group: (group.agency_id is not None, -group.late, group.name)))


@reads(Right.UPDATE_ACTIONS)
def action_detail(reading: Reading, action_id: str) -> log.ActionDetail:
    """One action with its history and what it may become; Refused when it is not there to see."""
    nation = setting(reading, OfficeSettings).nation
    found = stored.every_action(reading, [action_id], reading.today, nation)
    if not found:
        raise Refused("This action is not there any more.", kept="Nothing was changed.", to_do="Go back and look.")
    history = stored.history(reading, action_id)
    return log.ActionDetail(found[0], history, allowed_next(ACTION, found[0].status))


@writes(Right.RUN_PANEL, "action.added")
def add_action(work: Work, command: log.AddAction) -> str:
    """Give an action, numbered within its case ("0041/9") or among the general ones ("G/31"); returns its id."""
    if command.owner_agency_id:
        work.find(AgencyRow, command.owner_agency_id)
    if command.meeting_id:
        refuse_frozen(meeting_row(work, command.meeting_id))
    position = stored.highest_number(work, command.case_id) + 1
    reference = work.find(CaseRow, command.case_id).reference.rsplit("/", 1)[-1] if command.case_id else "G"
    row = ActionRow(
        number=f"{reference}/{position}",
        position=position,
        case_id=command.case_id,
        meeting_id=command.meeting_id,
        agenda_line_id=command.line_id,
        wording=_sentence(command.wording),
        done_when=command.done_when or None,
        kind=command.kind,
        owner_agency_id=command.owner_agency_id,
        owner_name=command.owner_name or None,
        priority=command.priority,
        raised_on=_raised_on(work, command.meeting_id),
        first_due_on=command.due_on,
        due_on=command.due_on,
        due_words=command.due_words or None,
    )
    work.session.add(row)
    work.session.flush()
    work.record("action.added", "action", row.id, values={"new": command.model_dump(mode="json")})
    return row.id


@writes(Right.RUN_PANEL, "action.changed")
def change_action(work: Work, command: log.ChangeAction) -> None:
    """Put wording, owner or kind right. Refused once the minutes that hold it are agreed."""
    row = _rows(work, (command.action_id,))[0]
    work.change(ActionRow, row.id, command.version)
    if row.meeting_id:
        refuse_frozen(meeting_row(work, row.meeting_id))
    new = command.model_dump(exclude={"action_id", "version"})
    old = {name: getattr(row, name) for name in new}
    for name, value in new.items():
        setattr(row, name, value or None)
    fields = [name for name in new if (old[name] or None) != (new[name] or None)]
    work.record("action.changed", "action", row.id, fields=fields, values={"old": old, "new": new})


@writes(Right.RUN_PANEL, "action.removed")
def remove_action(work: Work, action_id: str) -> None:
    """Take back an action written by mistake, on its day and while nothing has been said about it since."""
    row = _rows(work, (action_id,))[0]
    if row.raised_on != work.today or stored.history(work, action_id):
        raise Refused(
            "Only an action given today, with no word on it yet, can be taken back.",
            kept="Nothing was changed.",
            to_do="Mark it as superseded instead.",
        )
    if row.meeting_id:
        refuse_frozen(meeting_row(work, row.meeting_id))
    values = {"old": {"number": row.number, "wording": row.wording, "due_on": row.due_on}}
    work.session.delete(row)
    work.record("action.removed", "action", action_id, values=values)


@writes(Right.UPDATE_ACTIONS, "action.updated")
def update_action(work: Work, command: log.UpdateAction) -> None:
    """A word on one action: progress, done, a new date, carried forward, one of the two kinds of not done.

    The due date it was given first never moves; carrying forward is counted. Refused by the rules of
    ``model.actions.check_ending``, for a day of completion still to come, and for another agency's action.
    """
    row = _rows(work, (command.action_id,))[0]
    work.change(ActionRow, row.id, command.version)
    old = _state(row)
    _apply(work, row, command)
    if command.step == "superseded":
        row.superseded_by_id = command.superseded_by_id
    row.evidence = command.evidence or row.evidence
    work.record("action.updated", "action", row.id, fields=_fields(old, row), values={"old": old, "new": _state(row)})


@writes(Right.UPDATE_ACTIONS, "actions.updated")
def update_actions(work: Work, command: log.UpdateActions) -> int:
    """The same step for several actions, all or none; returns how many."""
    rows = _rows(work, command.action_ids)
    old = {row.id: _state(row) for row in rows}
    for row in rows:
        _apply(work, row, command)
    new = {row.id: _state(row) for row in rows}
    work.record("actions.updated", "action", rows[0].id, fields=(command.step,), values={"old": old, "new": new})
    return len(rows)


@writes(Right.UPDATE_ACTIONS, "actions.chased")
def chase(work: Work, command: log.ChaseActions) -> int:
    """Note that live actions were chased today; returns how many. Their state does not change."""
    rows = _live(_rows(work, command.action_ids))
    for row in rows:
        _say(work, row, "chased", command.words)
    ids = [row.id for row in rows]
    work.record("actions.chased", "action", ids[0], values={"actions": ids, "words": command.words})
    return len(rows)


@writes(Right.RUN_PANEL, "actions.escalated")
def escalate(work: Work, command: log.EscalateActions) -> int:
    """Note that the agency's manager was told of these live actions; returns how many."""
    rows = _live(_rows(work, command.action_ids))
    for row in rows:
        row.escalated_to, row.escalated_on = command.to, work.today
        _say(work, row, "escalated", command.words or command.to)
    ids = [row.id for row in rows]
    work.record("actions.escalated", "action", ids[0], values={"actions": ids, "to": command.to})
    return len(rows)


@reads(Right.MAKE_PAPERS)
def action_slip_view(reading: Reading, meeting_id: str, agency_id: str) -> log.SlipView:
    """What an agency's slip after a meeting says: its live actions and those the meeting gave it, earliest first.

    Nothing of a case the agency is kept out of.
    """
    timetable = timetable_of(reading)
    meeting = reading.find(MeetingRow, meeting_id)
    agency = reading.find(AgencyRow, agency_id)
    out = returns.cases_kept_from(reading, agency_id)
    owned = stored.owned_by(reading, agency_id, meeting_id, reading.today, timetable.nation)
    actions = [action for action in owned if action.case_id not in out]
    contact = stored.contacts(reading, [agency_id]).get(agency_id, ("", ""))
    return log.SlipView(
        meeting_id,
        meeting.held_on,
        agency_id,
        agency.name,
        *contact,
        step_day(meeting.held_on, "minutes_agreed", timetable),
        tuple(_slip_line(reading, action, meeting) for action in actions),
    )


@reads(Right.MAKE_PAPERS)
def slip_agencies(reading: Reading, meeting_id: str) -> tuple[tuple[str, str, int], ...]:
    """Who gets a slip after a meeting: agency id, name and number of its actions; none of a case it is kept out of."""
    nation = setting(reading, OfficeSettings).nation
    live = stored.live_by_agency(reading, reading.today, nation)
    reading.find(MeetingRow, meeting_id)
    barred = returns.barred_agencies(reading, sorted({a.case_id for own in live.values() for a in own if a.case_id}))
    found = [
        (key, actions[0].agency, sum((action.case_id, key) not in barred for action in actions))
        for key, actions in live.items()
        if key
    ]
    return tuple(sorted((each for each in found if each[2]), key=lambda each: each[1]))


def days_of(reading: Reading) -> stored.Days:
    """The days that the tabs of the action log are cut by."""
    office = setting(reading, OfficeSettings)
    coming = meetings.next_meeting_id(reading, reading.today)
    facts = meetings.meeting(reading, coming) if coming else None
    quarter = quarter_of(reading.today, office.quarters)
    return stored.Days(reading.today, facts.held_on if facts else None, quarter, office.nation)


def _rows(work: Work, ids: Sequence[str]) -> list[ActionRow]:
    """The rows to change, all of them; Refused when one is gone, unseen, or belongs to another agency."""
    rows = stored.rows_to_change(work, ids)
    if len(rows) != len(set(ids)):
        raise Refused("An action is not there any more.", kept="Nothing was changed.", to_do="Go back and look.")
    own = work.actor.agency_id
    if work.actor.role == "caseworker" and any(row.owner_agency_id != own for row in rows):
        raise Refused(
            "You may update the actions of your own agency only.",
            kept="Nothing was changed.",
            to_do="Tell the partnership officer.",
        )
    return rows


def _live(rows: list[ActionRow]) -> list[ActionRow]:
    found = [row for row in rows if row.status in LIVE_ACTIONS]
    if not found:
        raise Refused("None of these actions is open.", kept="Nothing was changed.")
    return found


def _apply(work: Work, row: ActionRow, command: log.UpdateAction | log.UpdateActions) -> None:
    step, words, old_due = command.step, command.words, row.due_on
    if step == "new_date":
        _redate(work, row, command.new_due_on)
    elif step == "progress":
        if not words:
            raise Refused("Say what was heard about the action.", kept="Nothing was changed.")
        check_action_transition(row.status, "in_progress")
        row.status = "in_progress"
    elif step == "reopened":
        check_action_transition(row.status, "open")
        row.status, row.completed_on, row.not_done_reason, row.superseded_by_id = "open", None, None, None
    else:
        _end(work, row, step, words, command)
    if step == "carried_forward":
        row.due_on, row.carries = command.new_due_on, row.carries + 1
    row.last_word = words or row.last_word
    row.last_word_on = work.today if words or step not in ("new_date", "carried_forward") else row.last_word_on
    _say(work, row, step, words, old_due, command.meeting_id)


def _end(work: Work, row: ActionRow, step: log.Step, words: str, command: log.UpdateAction | log.UpdateActions) -> None:
    status = step if step in ACTION.follows else "open"
    check_ending(row.status, status, reason=words, new_due=command.new_due_on, today=work.today)  # type: ignore[arg-type] # statuses, as the machine knows them
    row.status = status
    if step == "completed":
        row.completed_on = command.done_on or work.today
        if row.completed_on > work.today:
            raise Refused("An action cannot be done on a day still to come.", kept="Nothing was changed.")
    elif step != "carried_forward":
        row.not_done_reason = words


def _redate(work: Work, row: ActionRow, day: date | None) -> None:
    if row.status not in LIVE_ACTIONS:
        raise Refused("Only an open action gets a new date.", kept="Nothing was changed.")
    if day is None or day < work.today:
        raise Refused("Give a new date that is not past.", kept="Nothing was changed.")
    row.due_on, row.due_words = day, None
    row.first_due_on = row.first_due_on or day


def _say(
    work: Work, row: ActionRow, kind: str, words: str, old_due: date | None = None, meeting_id: str | None = None
) -> None:
    moved = row.due_on if row.due_on != old_due and kind in ("carried_forward", "new_date") else None
    work.session.add(
        ActionUpdateRow(
            action_id=row.id,
            on_day=work.today,
            at=work.now,
            by=work.actor.holder_id,
            kind=kind,
            text=words or None,
            old_due_on=old_due if moved else None,
            new_due_on=moved,
            meeting_id=meeting_id,
        )
    )


def _state(row: ActionRow) -> dict[str, object]:
    names = ("status", "due_on", "carries", "completed_on", "not_done_reason", "last_word", "evidence")
    return {name: getattr(row, name) for name in names}


def _fields(old: dict[str, object], row: ActionRow) -> list[str]:
    return [name for name, value in _state(row).items() if old[name] != value]


def _raised_on(work: Work, meeting_id: str | None) -> date:
    return work.find(MeetingRow, meeting_id).held_on if meeting_id else work.today


def _sentence(wording: str) -> str:
    return wording[:1].upper() + wording[1:]


def _day_near(day: date, today: date) -> str:
    """A day in words, with its year when that is not this one."""
    return f"{day.day} {day:%B}" + ("" if day.year == today.year else f" {day.year}")


def _how(action: log.ActionView) -> str:
    """How it stands; how late it is stands beside its due day."""
    if action.due_on is None:
        return "no date set"
    return "overdue" if action.rag.code == "red" else "not yet due"


def _slip_line(reading: Reading, action: log.ActionView, meeting: MeetingRow) -> log.SlipAction:
    new = action.meeting_id == meeting.id
    if new:
        words = "New"
    elif action.carries:
        first = action.first_due_on
        times = action.carried_words.lower()
        words = f"Carried forward {times}" + (f", first due {_day_near(first, reading.today)}" if first else "")
    else:
        raised = f"from {_day_near(action.raised_on, reading.today)}" if action.raised_on else ""
        words = ", ".join(part for part in (raised, _how(action)) if part)
        words = words[:1].upper() + words[1:]
    nation = setting(reading, OfficeSettings).nation
    left = working_days_between(reading.today, action.due_on, nation) if action.due_on else None
    return log.SlipAction(action, words, bool(action.carries) and not new, new, left)
