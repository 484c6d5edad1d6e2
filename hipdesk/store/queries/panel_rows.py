"""Rows of the panel that a service is about to change; screens read views from the other query modules."""

from typing import Any

from sqlalchemy import func, select

from hipdesk.store.tables.base import Base
from hipdesk.store.tables.panels import (
    AgencyReturnRow,
    AgendaLineRow,
    AttendanceRow,
    CorrectionRow,
    DecisionRow,
    DiscussionRow,
    HearingRow,
    InterestRow,
    MeetingStepRow,
    MinutesVersionRow,
    MovementRow,
)
from hipdesk.store.work import Reading, Work


def lines(reading: Reading, meeting_id: str) -> list[AgendaLineRow]:
    """The agenda lines of a meeting in their order."""
    return list(
        reading.session.scalars(
            select(AgendaLineRow)
            .where(AgendaLineRow.meeting_id == meeting_id)
            .order_by(AgendaLineRow.position, AgendaLineRow.id)
        )
    )


def line_of_case(work: Work, meeting_id: str, case_id: str) -> AgendaLineRow | None:
    """The line of a case on a meeting's agenda."""
    return work.session.scalars(
        select(AgendaLineRow).where(AgendaLineRow.meeting_id == meeting_id, AgendaLineRow.case_id == case_id).limit(1)
    ).first()


def attendance(reading: Reading, meeting_id: str) -> list[AttendanceRow]:
    """Everyone expected at or present at a meeting, in order."""
    return list(
        reading.session.scalars(
            select(AttendanceRow)
            .where(AttendanceRow.meeting_id == meeting_id)
            .order_by(AttendanceRow.position, AttendanceRow.name)
        )
    )


def movements(reading: Reading, meeting_id: str) -> list[MovementRow]:
    """Every coming and going of a meeting, in order of time."""
    return list(
        reading.session.scalars(
            select(MovementRow)
            .join(AttendanceRow, AttendanceRow.id == MovementRow.attendance_id)
            .where(AttendanceRow.meeting_id == meeting_id)
            .order_by(MovementRow.at, MovementRow.id)
        )
    )


def interests(reading: Reading, meeting_id: str) -> list[InterestRow]:
    """Interests declared for a meeting, and standing ones (no meeting) in cases on its agenda."""
    cases = select(AgendaLineRow.case_id).where(
        AgendaLineRow.meeting_id == meeting_id, AgendaLineRow.case_id.is_not(None)
    )
    return list(
        reading.session.scalars(
            select(InterestRow)
            .where(
                (InterestRow.meeting_id == meeting_id)
                | (InterestRow.meeting_id.is_(None) & InterestRow.case_id.in_(cases))
            )
            .order_by(InterestRow.created_at, InterestRow.id)
        )
    )


def returns(reading: Reading, meeting_id: str) -> list[AgencyReturnRow]:
    """Agency returns asked for or received for a meeting."""
    return list(reading.session.scalars(select(AgencyReturnRow).where(AgencyReturnRow.meeting_id == meeting_id)))


def discussion(reading: Reading, line_ids: list[str]) -> list[DiscussionRow]:
    """What was said on these lines, in order."""
    return list(
        reading.session.scalars(
            select(DiscussionRow)
            .where(DiscussionRow.agenda_line_id.in_(line_ids))
            .order_by(DiscussionRow.position, DiscussionRow.id)
        )
    )


def decisions(reading: Reading, line_ids: list[str]) -> list[DecisionRow]:
    """What was decided on these lines."""
    return list(reading.session.scalars(select(DecisionRow).where(DecisionRow.agenda_line_id.in_(line_ids))))


def decision(work: Work, line_id: str) -> DecisionRow | None:
    """The decision of one line."""
    return work.session.scalars(select(DecisionRow).where(DecisionRow.agenda_line_id == line_id).limit(1)).first()


def hearing(work: Work, case_id: str, meeting_id: str) -> HearingRow | None:
    """The hearing of a case at a meeting."""
    return work.session.scalars(
        select(HearingRow).where(HearingRow.case_id == case_id, HearingRow.meeting_id == meeting_id).limit(1)
    ).first()


def hearings(work: Work, case_id: str) -> list[HearingRow]:
    """Every hearing of a case, by day."""
    return list(
        work.session.scalars(select(HearingRow).where(HearingRow.case_id == case_id).order_by(HearingRow.heard_on))
    )


def step_rows(work: Work, meeting_id: str) -> list[MeetingStepRow]:
    """The steps of a meeting."""
    return list(work.session.scalars(select(MeetingStepRow).where(MeetingStepRow.meeting_id == meeting_id)))


def naming_meeting(work: Work, meeting_id: str) -> list[tuple[str, str]]:
    """Every row that names a meeting but its own steps: table and key."""
    found = []
    for mapper in Base.registry.mappers:
        kind: Any = mapper.class_
        if kind is MeetingStepRow:
            continue
        for attribute in mapper.column_attrs:
            column = attribute.columns[0]
            if any(key.target_fullname == "meeting.id" for key in column.foreign_keys):
                keys = work.session.scalars(select(kind.id).where(column == meeting_id))
                found += [(kind.__tablename__, key) for key in keys]
    return found


def minutes_versions(reading: Reading, meeting_id: str) -> list[MinutesVersionRow]:
    """The versions of a meeting's minutes, oldest first."""
    return list(
        reading.session.scalars(
            select(MinutesVersionRow)
            .where(MinutesVersionRow.meeting_id == meeting_id)
            .order_by(MinutesVersionRow.made_at, MinutesVersionRow.number)
        )
    )


def corrections(reading: Reading, meeting_id: str) -> list[CorrectionRow]:
    """Corrections asked or logged, in order."""
    return list(
        reading.session.scalars(
            select(CorrectionRow)
            .where(CorrectionRow.meeting_id == meeting_id)
            .order_by(CorrectionRow.on_day, CorrectionRow.id)
        )
    )


def highest_position(work: Work, meeting_id: str) -> int:
    """The highest position on a meeting's agenda; 0 when it is empty."""
    found = work.session.execute(
        select(func.max(AgendaLineRow.position)).where(AgendaLineRow.meeting_id == meeting_id)
    ).scalar()
    return int(found or 0)
