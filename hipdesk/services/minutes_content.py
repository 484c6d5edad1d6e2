"""Putting the minutes together from the records of the panel day; agreed ones are read back as they were frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from hipdesk.model import minutes as checks
from hipdesk.model.panels import day
from hipdesk.model.panels import minutes as shown
from hipdesk.model.panels.agendas import MATTER, AgendaLineView
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.timetable import step_day
from hipdesk.model.vocab import label
from hipdesk.services.attendance import quorum_minuted
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.panels import meeting_row
from hipdesk.services.settings import setting
from hipdesk.store.queries import agendas, attendance, panel_day, panel_rows
from hipdesk.store.queries import minutes as stored
from hipdesk.store.queries import panels as meetings
from hipdesk.store.queries.office_files import office_words
from hipdesk.store.tables.panels import DecisionRow, DiscussionRow, MeetingRow
from hipdesk.store.work import Reading

_FIRST_SECTION = 5  # Attendance, confidentiality, last minutes and the action log come before.
_ABOVE = frozenset({"welcome", "confidentiality", "last_minutes", "action_log"})


def minutes_of(reading: Reading, meeting_id: str) -> shown.MinutesView:
    """The minutes as they stand: from the records while they are a draft, as frozen once they are agreed."""
    meeting = meeting_row(reading, meeting_id)
    if meeting.minutes_state != "agreed":
        return _draft(reading, meeting)
    agreed = stored.agreed_row(reading, meeting_id)
    frozen = shown.view_of(agreed.content) if agreed is not None and agreed.content is not None else None
    logged = tuple(each for each in stored.corrections(reading, meeting_id) if each.state == "logged")
    return replace(
        # Agreed before this program kept them: what the records say, under the same agreement.
        frozen or _draft(reading, meeting),
        state="agreed",
        version=f"1.{len(logged)}",
        agreed_by=meeting.minutes_agreed_by or "",
        agreed_on=meeting.minutes_agreed_on,
        fingerprint=(agreed.fingerprint or "") if agreed is not None else "",
        corrections=logged,
    )


def facts_of(reading: Reading, view: shown.MinutesView) -> checks.MinutesFacts:
    """What the checks look at in these minutes."""
    leaving = attendance.leavings(reading, view.meeting_id)
    attendees = {person.id: person for person in attendance.people(reading, view.meeting_id)}
    attended = [
        checks.Attendee(person.name, person.agency, attended=True, signed=person.signed) for person in view.people
    ]
    cases = tuple(
        checks.CaseMinute(
            case.number,
            case.reference,
            case.decision_code or ("note" if case.state == "noted" else None),
            case.risk_agreed or ((case.band or "not scored") if case.state == "noted" else None),
            case.next_review_on,
            case.next_review_on if case.state == "carried" else None,
            case.told_by or ("nobody to tell" if case.state == "noted" else ""),
            tuple(
                checks.Conflict(
                    each.name, attendees[each.attendance_id].present, _minuted(view, each.name, case.reference)
                )
                for each in leaving
                if each.line_id == case.line_id
            ),
        )
        for case in view.cases
    )
    return checks.MinutesFacts(
        view.day,
        view.chair,
        tuple(attended),
        cases,
        tuple(_actions(view)),
        tuple(_public(view)),
        stored.names_on(reading, {case.case_id: case.reference for case in view.cases}),
    )


def _minuted(view: shown.MinutesView, name: str, reference: str) -> bool:
    return any(
        each.left_at is not None and each.reference == reference and each.who.startswith(name)
        for each in view.interests
    )


def _actions(view: shown.MinutesView) -> list[checks.ActionMinute]:
    found = [(action, case.number) for case in view.cases for action in case.actions]
    general = [(action, None) for section in view.sections for action in section.actions]
    return [
        checks.ActionMinute(action.number, action.wording, action.owner, action.due_on or _on_words(view, action), line)
        for action, line in [*found, *general]
    ]


def _on_words(view: shown.MinutesView, action: shown.MinutedAction) -> date | None:
    """A due date in words ("at the next panel") counts as one: it is kept as it was said."""
    return (view.next_day or view.day) if action.due_words else None


def _public(view: shown.MinutesView) -> list[checks.PublicText]:
    found = [
        checks.PublicText(f"Section {section.number}, {section.title}", section.text)
        for section in view.sections
        if section.code in ("learning", "trends", "partners") and section.text
    ]
    found += [checks.PublicText("Good practice and learning", lesson) for lesson in view.learning]
    return found


def _draft(reading: Reading, meeting: MeetingRow) -> shown.MinutesView:
    lines = agendas.agenda_lines(reading, meeting.id)
    attendees = attendance.people(reading, meeting.id)
    previous = meetings.previous_id(reading, meeting.held_on)
    previous_day = meeting_row(reading, previous).held_on if previous else None
    following = meetings.after_id(reading, meeting.held_on)
    after = meeting_row(reading, following) if following else None
    timetable = timetable_of(reading)
    people = stored.people(attendees, meeting.chair or "")
    return shown.MinutesView(
        meeting.id,
        setting(reading, OfficeSettings).panel_name,
        meeting.held_on,
        _place(meeting),
        _with_title(meeting.chair, meeting.chair_title),
        _with_title(meeting.minute_taker, meeting.minute_taker_title),
        meeting.opened_at,
        meeting.closed_at,
        people,
        stored.apologies(reading, meeting.id, attendees),
        _statement(reading, meeting, people),
        stored.declared(reading, meeting.id),
        previous_day,
        next((line.summary for line in lines if line.section == "last_minutes"), "")
        or meeting.last_minutes_words
        or "",
        stored.action_log(reading, meeting.id, meeting.held_on, previous_day),
        _history(reading, meeting) if meeting.history else _sections(reading, meeting, lines, after),
        tuple(row.lesson for row in panel_day.learning(reading, meeting.id)),
        after.held_on if after else None,
        after.starts_at if after else None,
        (after.place or "") if after else "",
        step_day(after.held_on, "referrals_close", timetable) if after else None,
        meeting.minutes_state,
        f"0.{max(1, stored.count_versions(reading, meeting.id, 'draft') + (meeting.minutes_state != 'chair'))}",
        history=meeting.history,
        quorum="" if meeting.history else quorum_minuted(reading, attendees, meeting.closed_at),
    )


def _place(meeting: MeetingRow) -> str:
    if meeting.online:
        return f"{meeting.place}, and online" if meeting.place else "Online"
    return meeting.place or ""


def _with_title(name: str | None, title: str | None) -> str:
    return ", ".join(part for part in (name, title) if part)


def _statement(reading: Reading, meeting: MeetingRow, people: Sequence[shown.MinutedPerson]) -> str:
    wording = office_words(reading, "minutes")
    if not meeting.confidentiality_read:
        return str(wording["not_read"])
    signed = "all_signed" if all(person.signed for person in people) else "not_all_signed"
    return f"{wording['statement']} {wording[signed]}"


def _sections(
    reading: Reading, meeting: MeetingRow, lines: Sequence[AgendaLineView], after: MeetingRow | None
) -> tuple[shown.MinutedSection, ...]:
    cases = _cases(reading, meeting, [line for line in lines if line.case_id])
    general = stored.given(reading, [line.id for line in lines if not line.case_id])
    by_section = {line.section: line for line in lines}
    found: list[shown.MinutedSection] = []
    for standing in agendas.all_standing(reading):
        if standing.code in _ABOVE:
            continue
        number = _FIRST_SECTION + len(found)
        own = tuple(case for case in cases if case.section in standing.kinds)
        line = by_section.get(standing.code)
        if standing.code == "trends":
            for matter in (each for each in lines if each.section == MATTER):
                text, actions = matter.summary, tuple(general.get(matter.id, ()))
                found.append(shown.MinutedSection(number, MATTER, matter.title, matter.id, (), text, actions))
                number += 1
        if standing.place == "cases" and not own:
            continue
        text = line.summary if line else ""
        if standing.code == "next_date" and after is not None and not text:
            text = _next_words(after, step_day(after.held_on, "referrals_close", timetable_of(reading)))
        found.append(
            shown.MinutedSection(
                number,
                standing.code,
                standing.title,
                line.id if line else None,
                own,
                text,
                tuple(general.get(line.id, ())) if line else (),
            )
        )
    return tuple(found)


def _history(reading: Reading, meeting: MeetingRow) -> tuple[shown.MinutedSection, ...]:
    """All that an old workbook tells of a meeting: which cases were heard."""
    heard = panel_day.references_heard(reading, meeting.held_on)
    text = f"{', '.join(heard)}." if heard else "Not recorded."
    return (shown.MinutedSection(_FIRST_SECTION, "history", "Cases heard", None, (), text),)


def _next_words(after: MeetingRow, referrals_by: date) -> str:
    day = after.held_on
    hour = f", {after.starts_at:%H:%M}" if after.starts_at else ""
    place = f", {after.place}" if after.place else ""
    by = f"{referrals_by:%A} {referrals_by.day} {referrals_by:%B}"
    return f"{day:%A} {day.day} {day:%B %Y}{hour}{place}. Referrals by {by}."


def _cases(reading: Reading, meeting: MeetingRow, lines: Sequence[AgendaLineView]) -> list[shown.MinutedCase]:
    ids = [line.id for line in lines]
    said: dict[str, list[DiscussionRow]] = {}
    for each in panel_rows.discussion(reading, ids):
        said.setdefault(each.agenda_line_id, []).append(each)
    decided = {row.agenda_line_id: row for row in panel_rows.decisions(reading, ids)}
    actions = stored.given(reading, ids)
    risks = stored.assessments(reading, [line.case_id for line in lines if line.case_id])
    moved = stored.moves(reading, meeting.id, panel_rows.lines(reading, meeting.id))
    names = panel_day.names_of_agencies(reading)
    keys = [line.case_id for line in lines if line.case_id]
    heard = panel_day.hearings_until(reading, keys, meeting.held_on)
    aftercare = panel_day.aftercare_days(reading, keys)
    return [
        _case(
            reading,
            meeting,
            line,
            said.get(line.id, []),
            decided.get(line.id),
            tuple(actions.get(line.id, ())),
            risks.get(line.case_id or "", []),
            tuple(moved.get(line.id, ())),
            names,
            heard.get(line.case_id or ""),
            aftercare.get(line.case_id or ""),
        )
        for line in sorted(lines, key=lambda each: (each.started_at is None, each.started_at, each.number))
    ]


def _case(
    reading: Reading,
    meeting: MeetingRow,
    line: AgendaLineView,
    said: Sequence[DiscussionRow],
    decided: DecisionRow | None,
    actions: tuple[shown.MinutedAction, ...],
    risks: Sequence[stored.RiskSeen],
    moved: tuple[shown.MinutedMove, ...],
    names: Mapping[str, str],
    times_heard: int | None,
    aftercare_on: date | None,
) -> shown.MinutedCase:
    case_id = line.case_id or ""
    now, earlier = _risks(risks, meeting)
    information = tuple(
        shown.MinutedInformation(each.agency_id, names.get(each.agency_id, ""), each.text, each.nothing_held)
        for each in said
        if each.agency_id and (each.text or each.nothing_held)
    )
    heard = times_heard if line.state == "heard" else None
    decision = panel_day.decision_view(reading, decided)
    return shown.MinutedCase(
        line.id, line.number, line.section, case_id, line.reference, line.initials, line.strands, line.children,
        decision.risk_band or (now.band if now else line.band), now.score if now else None,
        now.score_max if now else None, earlier, None, _presented(line), heard, line.started_at, line.finished_at,
        line.state, information, " ".join(each.text for each in said if each.agency_id is None),
        label("risk_band", decision.risk_band), decision.risk_words, decision.code, decision.label, decision.words,
        actions, _told(decision.told_by, decision.told_agency), decision.told_by_day, decision.unsaid,
        decision.next_review_on, moved, tuple(panel_day.involved(reading, case_id)),
        aftercare_on if decision.code in day.ENDING else None,
    )  # fmt: skip


def _risks(risks: Sequence[stored.RiskSeen], meeting: MeetingRow) -> tuple[stored.RiskSeen | None, str]:
    """The assessment that stood at the meeting, and the one before it in words: "30 on 8 October"."""
    until = [each for each in risks if each.assessed_on <= meeting.held_on]
    own = [each for each in until if each.meeting_id == meeting.id] or until[-1:]
    before = [each for each in until if each not in own and each.score is not None]
    if not own:
        return None, ""
    if not before:
        return own[-1], ""
    last = before[-1]
    day = "at entry" if last.occasion == "entry" else f"on {last.assessed_on.day} {last.assessed_on:%B}"
    return own[-1], f"{last.score} {day}"


def _presented(line: AgendaLineView) -> str:
    return ", ".join(part for part in (line.presenter, line.presenter_agency) if part)


def _told(by: str, agency: str) -> str:
    return by or agency
