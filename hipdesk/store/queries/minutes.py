"""Reading what the minutes show from the records of the panel day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import Row, func, or_, select

from hipdesk.model.folding import fold
from hipdesk.model.minutes import KnownName
from hipdesk.model.panels.attendance import AttendeeView
from hipdesk.model.panels.minutes import (
    CorrectionView,
    LogEntry,
    LogKind,
    MinutedAction,
    MinutedApology,
    MinutedInterest,
    MinutedLog,
    MinutedMove,
    MinutedPerson,
    MinutesVersion,
)
from hipdesk.model.statuses import LIVE_ACTIONS
from hipdesk.store.queries import panel_rows
from hipdesk.store.queries.actions import seen
from hipdesk.store.queries.attendance import interests
from hipdesk.store.tables.actions import ActionRow, ActionUpdateRow
from hipdesk.store.tables.agencies import AgencyRow, RepresentativeRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import (
    AgencyReturnRow,
    AgendaLineRow,
    AttendanceRow,
    CorrectionRow,
    MinutesVersionRow,
    MovementRow,
)
from hipdesk.store.tables.people import PersonAliasRow, PersonRow
from hipdesk.store.tables.referrals import InvolvementRow
from hipdesk.store.tables.risk import RiskAssessmentRow
from hipdesk.store.tables.users import HolderRow
from hipdesk.store.work import Reading

_KINDS: dict[str, LogKind] = {
    "not_completed_circumstances": "changed",
    "not_completed_agency": "failed",
    "carried_forward": "carried",
}
_CARRIES = ("", "First carry.", "Second carry.", "Third carry.")


@dataclass(frozen=True, slots=True)
class RiskSeen:
    """An assessment as the minutes quote it."""

    band: str
    score: int | None
    score_max: int | None
    assessed_on: date
    meeting_id: str | None
    occasion: str


def people(attendees: Sequence[AttendeeView], chair: str) -> tuple[MinutedPerson, ...]:
    """Those who came, the chair first."""
    found = [
        MinutedPerson(
            person.agency, person.name, person.job_title, person.deputy_for, _same(person.name, chair),
            person.capacity == "observer", person.signed, person.in_room_words,
        )
        for person in attendees
        if person.present
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda person: not person.chair))


def apologies(reading: Reading, meeting_id: str, attendees: Sequence[AttendeeView]) -> tuple[MinutedApology, ...]:
    """Apologies, each with whether the agency sent information, held nothing or sent nothing."""
    states: dict[str, set[str]] = defaultdict(set)
    for agency_id, state in reading.session.execute(
        select(AgencyReturnRow.agency_id, AgencyReturnRow.state).where(AgencyReturnRow.meeting_id == meeting_id)
    ):
        states[agency_id].add(state)
    return tuple(
        MinutedApology(person.agency, person.name, _sent(person, states.get(person.agency_id or "", set())))
        for person in attendees
        if person.answer == "apologies" and not person.present
    )


def _sent(person: AttendeeView, states: set[str]) -> str:
    if person.information_sent_on:
        day = person.information_sent_on
        return f"information sent {day.day} {day:%B}"
    if states & {"received", "late"}:
        return "information sent"
    return "nothing held" if states == {"nothing_held"} else "nothing sent"


def declared(reading: Reading, meeting_id: str) -> tuple[MinutedInterest, ...]:
    """Interests that bore on the meeting."""
    return tuple(
        MinutedInterest(
            ", ".join(part for part in (each.name, each.agency) if part),
            each.reference,
            each.nature,
            each.ruling_words,
            each.left_at,
            each.back_at,
        )
        for each in interests(reading, meeting_id)
    )


def moves(reading: Reading, meeting_id: str, lines: Sequence[AgendaLineRow]) -> dict[str, list[MinutedMove]]:
    """Comings and goings in words, by the line they happened after: the last one begun before the minute.

    Who leaves because of a case stands under the one heard before it, and the case is named: minutes stand by kind of
    case, so that the one printed next may be another.
    """
    references = _references(reading, lines)
    begun = sorted(
        (line for line in lines if line.case_id and line.started_at), key=lambda line: _when(line.started_at)
    )
    found: dict[str, list[MinutedMove]] = defaultdict(list)
    rows = reading.session.execute(
        select(MovementRow, AttendanceRow.name, AgencyRow.name.label("agency"))
        .join(AttendanceRow, AttendanceRow.id == MovementRow.attendance_id)
        .outerjoin(AgencyRow, AgencyRow.id == AttendanceRow.agency_id)
        .where(AttendanceRow.meeting_id == meeting_id)
        .order_by(MovementRow.at, MovementRow.id)
    )
    for moved, name, agency in rows:
        for_interest = moved.kind == "leaves" and moved.agenda_line_id is not None
        before = [
            line
            for line in begun
            if _when(line.started_at) <= moved.at and not (for_interest and line.id == moved.agenda_line_id)
        ]
        if before:
            who = f"{name} ({agency})" if agency else name
            found[before[-1].id].append(MinutedMove(moved.at, _moved(who, moved, references)))
    return found


def _when(at: time | None) -> time:
    return at or time.min


def _references(reading: Reading, lines: Sequence[AgendaLineRow]) -> dict[str, str]:
    """The reference of each line's case, by the line's key."""
    rows = reading.session.execute(
        select(AgendaLineRow.id, CaseRow.reference)
        .join(CaseRow, CaseRow.id == AgendaLineRow.case_id)
        .where(AgendaLineRow.id.in_([line.id for line in lines]))
    )
    return {row[0]: row[1] for row in rows}


def _moved(who: str, moved: MovementRow, references: dict[str, str]) -> str:
    if moved.kind == "arrives":
        return f"{who} arrived."
    if moved.kind == "returns":
        return f"{who} came back."
    if moved.agenda_line_id and moved.reason:
        return f"{who} left the room: {moved.reason} in {references.get(moved.agenda_line_id, 'a case')}."
    return f"{who} left: {moved.reason}." if moved.reason else f"{who} left."


def given(reading: Reading, line_ids: Sequence[str]) -> dict[str, list[MinutedAction]]:
    """The actions given on these lines, in order of number."""
    rows = reading.session.execute(
        select(
            ActionRow.id, ActionRow.agenda_line_id, ActionRow.number, ActionRow.wording, ActionRow.owner_name,
            ActionRow.first_due_on, ActionRow.due_words, AgencyRow.name, AgencyRow.short_name,
        )
        .outerjoin(AgencyRow, AgencyRow.id == ActionRow.owner_agency_id)
        .where(ActionRow.agenda_line_id.in_(line_ids), seen(reading))
        .order_by(ActionRow.position)
    )  # fmt: skip
    found: dict[str, list[MinutedAction]] = defaultdict(list)
    for row in rows:
        found[row.agenda_line_id or ""].append(
            MinutedAction(
                row.id, row.number, row.wording, row.short_name or row.name or "", row.owner_name or "",
                row.first_due_on, row.due_words or "",
            )
        )  # fmt: skip
    return found


def action_log(reading: Reading, meeting_id: str, held: date, previous: date | None) -> MinutedLog:
    """The actions that were open when the meeting began, and what those due came to since the meeting before.

    What is due, or late, counts by the date it had before it was carried.
    """
    since = previous or date(held.year - 1, held.month, 1)
    told: dict[str, Row[Any]] = {}
    changes: Iterable[Row[Any]] = reading.session.execute(
        select(
            ActionUpdateRow.action_id, ActionUpdateRow.kind, ActionUpdateRow.text, ActionUpdateRow.old_due_on,
            ActionUpdateRow.new_due_on, ActionUpdateRow.on_day,
        )
        .where(
            or_(
                ActionUpdateRow.meeting_id == meeting_id,
                (ActionUpdateRow.on_day > since) & (ActionUpdateRow.on_day <= held),
            ),
            ActionUpdateRow.kind.in_((*_KINDS, "completed")),
        )
        .order_by(ActionUpdateRow.at)
    )  # fmt: skip
    for change in changes:
        told[change.action_id] = change
    after = select(ActionUpdateRow.action_id).where(ActionUpdateRow.on_day > held)
    rows: Iterable[Row[Any]] = reading.session.execute(
        select(
            ActionRow.id, ActionRow.number, ActionRow.wording, ActionRow.status, ActionRow.due_on, ActionRow.carries,
            ActionRow.escalated_on, ActionRow.owner_name, AgencyRow.name, AgencyRow.short_name,
        )
        .outerjoin(AgencyRow, AgencyRow.id == ActionRow.owner_agency_id)
        .where(
            seen(reading),
            or_(ActionRow.raised_on.is_(None), ActionRow.raised_on < held),
            or_(
                ActionRow.status.in_(sorted(LIVE_ACTIONS)),
                ActionRow.id.in_(after),
                ActionRow.id.in_(list(told)[:30_000]),
            ),
        )
        .order_by(ActionRow.due_on, ActionRow.number)
    )  # fmt: skip
    return _log(list(rows), told, held)


def _log(rows: Sequence[Row[Any]], told: dict[str, Row[Any]], held: date) -> MinutedLog:
    due = completed = undated = 0
    counts: dict[LogKind, int] = {"carried": 0, "changed": 0, "failed": 0}
    entries = []
    for row in rows:
        change = told.get(row.id)
        was_due = change.old_due_on if change is not None and change.kind == "carried_forward" else row.due_on
        if change is None:
            undated += was_due is None
            if was_due and was_due <= held:
                due += 1
                was = f"{was_due.day} {was_due:%B}" + ("" if was_due.year == held.year else f" {was_due.year}")
                entries.append(LogEntry(row.number, row.wording, _owner(row), "left", f"Was due {was}."))
            continue
        due += 1
        if change.kind == "completed":
            completed += 1
            continue
        kind = _KINDS[change.kind]
        counts[kind] += 1
        entries.append(LogEntry(row.number, row.wording, _owner(row), kind, _why(row, change)))
    return MinutedLog(
        len(rows), due, completed, counts["carried"], counts["changed"], counts["failed"], tuple(entries), undated
    )


def _owner(row: Row[Any]) -> str:
    return row.short_name or row.name or ""


def _why(row: Row[Any], change: Row[Any]) -> str:
    parts = [change.text.rstrip(".") + "." if change.text else ""]
    if change.kind == "carried_forward":
        day = change.new_due_on
        parts.append(f"Now {day.day} {day:%B}." if day else "")
        parts.append(_CARRIES[row.carries] if row.carries < len(_CARRIES) else f"Carried {row.carries} times.")
        parts.append("Manager told." if row.escalated_on else "")
    return " ".join(part for part in parts if part)


def assessments(reading: Reading, case_ids: Sequence[str]) -> dict[str, list[RiskSeen]]:
    """The assessments of these cases, oldest first."""
    rows = reading.session.execute(
        select(
            RiskAssessmentRow.case_id, RiskAssessmentRow.band, RiskAssessmentRow.score, RiskAssessmentRow.score_max,
            RiskAssessmentRow.assessed_on, RiskAssessmentRow.meeting_id, RiskAssessmentRow.occasion,
        )
        .where(RiskAssessmentRow.case_id.in_(case_ids))
        .order_by(RiskAssessmentRow.assessed_on, RiskAssessmentRow.created_at, RiskAssessmentRow.id)
    )  # fmt: skip
    found: dict[str, list[RiskSeen]] = defaultdict(list)
    for row in rows:
        if row.case_id:
            found[row.case_id].append(
                RiskSeen(row.band, row.score, row.score_max, row.assessed_on, row.meeting_id, row.occasion)
            )
    return found


def names_on(reading: Reading, references: dict[str, str]) -> tuple[KnownName, ...]:
    """Every name of everyone on these cases (id to reference), with the label that stands in for it."""
    rows = reading.session.execute(
        select(InvolvementRow.case_id, InvolvementRow.label, PersonRow.id, PersonRow.name)
        .join(PersonRow, PersonRow.id == InvolvementRow.person_id)
        .where(InvolvementRow.case_id.in_(list(references)), PersonRow.kind == "person")
    ).all()
    aliases: dict[str, list[str]] = defaultdict(list)
    for person_id, name in reading.session.execute(
        select(PersonAliasRow.person_id, PersonAliasRow.name).where(
            PersonAliasRow.person_id.in_([row.id for row in rows])
        )
    ):
        aliases[person_id].append(name)
    return tuple(
        KnownName(name, references[row.case_id], row.label or "A person")
        for row in rows
        if row.case_id
        for name in (row.name, *aliases[row.id])
        if name
    )


def versions(reading: Reading, meeting_id: str) -> tuple[MinutesVersion, ...]:
    """The versions that went out, oldest first."""
    rows = reading.session.execute(
        select(
            MinutesVersionRow.number, MinutesVersionRow.state, MinutesVersionRow.made_at, MinutesVersionRow.sha256,
            MinutesVersionRow.fingerprint, MinutesVersionRow.pdf.is_not(None).label("kept"), HolderRow.name,
        )
        .outerjoin(HolderRow, HolderRow.id == MinutesVersionRow.made_by)
        .where(MinutesVersionRow.meeting_id == meeting_id)
        .order_by(MinutesVersionRow.made_at, MinutesVersionRow.number)
    )  # fmt: skip
    return tuple(
        MinutesVersion(
            row.number, row.state, row.made_at, row.name or "", row.sha256 or "", row.fingerprint or "", row.kept
        )
        for row in rows
    )


def agreed_row(reading: Reading, meeting_id: str) -> MinutesVersionRow | None:
    """The version that was agreed and frozen."""
    return reading.session.scalars(
        select(MinutesVersionRow).where(MinutesVersionRow.meeting_id == meeting_id, MinutesVersionRow.state == "agreed")
    ).first()


def count_versions(reading: Reading, meeting_id: str, state: str) -> int:
    """How many versions of a state went out."""
    found = select(func.count()).where(MinutesVersionRow.meeting_id == meeting_id, MinutesVersionRow.state == state)
    return int(reading.session.execute(found).scalar_one())


def correction_view(row: CorrectionRow) -> CorrectionView:
    """A correction as shown."""
    return CorrectionView(
        row.id, row.place, row.said, row.now_says, row.asked_by, row.agreed_by or "", row.on_day, row.state,
        row.reason or "",
    )  # fmt: skip


def corrections(reading: Reading, meeting_id: str) -> tuple[CorrectionView, ...]:
    """Every correction of a meeting's minutes, in order."""
    return tuple(correction_view(row) for row in panel_rows.corrections(reading, meeting_id))


def _same(name: str, other: str) -> bool:
    return bool(name) and fold(name) == fold(other)


def open_actions(reading: Reading, held: date) -> tuple[int, int, int, int]:
    """Live actions as they will stand on the day of a meeting: overdue, due that day, later, without a date."""
    row = reading.session.execute(
        select(
            func.count().filter(ActionRow.due_on < held),
            func.count().filter(ActionRow.due_on == held),
            func.count().filter(ActionRow.due_on > held),
            func.count().filter(ActionRow.due_on.is_(None)),
        ).where(ActionRow.status.in_(sorted(LIVE_ACTIONS)), seen(reading))
    ).one()
    return row[0], row[1], row[2], row[3]


def job_titles(reading: Reading) -> dict[tuple[str, str], str]:
    """The job title of every representative, by agency and name: what an agenda prints instead of the name."""
    rows = reading.session.execute(
        select(RepresentativeRow.agency_id, RepresentativeRow.name, RepresentativeRow.job_title)
    )
    return {(row.agency_id, row.name): row.job_title or "" for row in rows}
