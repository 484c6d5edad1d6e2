"""Reading meetings: lists, one meeting's facts, its neighbours and its steps."""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import ColumnElement, Row, Select, and_, func, select

from hipdesk.store.tables.panels import AgendaLineRow, AttendanceRow, MeetingRow, MeetingStepRow
from hipdesk.store.tables.papers import IssuedPaperRow
from hipdesk.store.work import Reading

GONE = ("cancelled", "postponed")


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting as kept, with its counts: cases to talk of on its agenda, those heard, people present."""

    id: str
    version: int
    held_on: date
    starts_at: time | None
    ends_at: time | None
    kind: str
    status: str
    history: bool
    moved_to_id: str | None
    moved_reason: str | None
    place: str | None
    online: bool
    chair: str | None
    chair_title: str | None
    minute_taker: str | None
    minute_taker_title: str | None
    opened_at: time | None
    closed_at: time | None
    agenda_finished_on: date | None
    confidentiality_read: bool
    last_minutes_words: str | None
    minutes_state: str
    minutes_to_chair_on: date | None
    minutes_agreed_on: date | None
    minutes_agreed_by: str | None
    cases: int
    heard: int
    present: int


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A step as kept: due day, whether it was set by hand, done day, a word."""

    step: str
    due_on: date
    by_hand: bool
    done_on: date | None
    words: str | None


def _facts() -> Select[tuple[object, ...]]:
    cases = select(func.count()).where(  # those only noted as off the list have no paper and are not talked of
        AgendaLineRow.meeting_id == MeetingRow.id,
        AgendaLineRow.case_id.is_not(None),
        AgendaLineRow.section != "off_list",
    )
    present = select(func.count()).where(AttendanceRow.meeting_id == MeetingRow.id, AttendanceRow.present.is_(True))
    kept = [name for name in MeetingFacts.__slots__ if name not in ("cases", "heard", "present")]
    return select(
        *(getattr(MeetingRow, name) for name in kept),
        cases.scalar_subquery().label("cases"),
        cases.where(AgendaLineRow.state == "heard").scalar_subquery().label("heard"),
        present.scalar_subquery().label("present"),
    )


def _made(row: Row[tuple[object, ...]]) -> MeetingFacts:
    return MeetingFacts(**row._mapping)


def meeting(reading: Reading, meeting_id: str) -> MeetingFacts | None:
    """One meeting."""
    row = reading.session.execute(_facts().where(MeetingRow.id == meeting_id)).first()
    return _made(row) if row else None


def meetings(
    reading: Reading, *, coming: bool | None, from_day: date, offset: int, limit: int
) -> tuple[list[MeetingFacts], int]:
    """Meetings on or after ``from_day``, soonest first (``coming``), before it, newest first, or all, newest first."""
    asked: list[ColumnElement[bool]] = []
    if coming is not None:
        asked.append(MeetingRow.held_on >= from_day if coming else MeetingRow.held_on < from_day)
    order = MeetingRow.held_on.asc() if coming else MeetingRow.held_on.desc()
    rows = reading.session.execute(
        _facts().where(*asked).order_by(order, MeetingRow.starts_at, MeetingRow.id).offset(offset).limit(limit)
    )
    total = reading.session.execute(select(func.count()).select_from(MeetingRow).where(*asked)).scalar_one()
    return [_made(row) for row in rows], total


def next_meeting_id(reading: Reading, day: date) -> str | None:
    """The soonest meeting on or after a day that is still to be held or is being held."""
    return reading.session.execute(
        select(MeetingRow.id)
        .where(MeetingRow.held_on >= day, MeetingRow.status == "planned")
        .order_by(MeetingRow.held_on, MeetingRow.starts_at)
        .limit(1)
    ).scalar()


def following_id(reading: Reading, meeting_id: str, day: date) -> str | None:
    """The soonest other meeting still to be held after ``day``."""
    return reading.session.execute(
        select(MeetingRow.id)
        .where(MeetingRow.held_on > day, MeetingRow.status == "planned", MeetingRow.id != meeting_id)
        .order_by(MeetingRow.held_on, MeetingRow.starts_at)
        .limit(1)
    ).scalar()


def after_id(reading: Reading, day: date) -> str | None:
    """The soonest meeting after a day that was not called off, held or still to be held."""
    return reading.session.execute(
        select(MeetingRow.id)
        .where(MeetingRow.held_on > day, MeetingRow.status.not_in(GONE))
        .order_by(MeetingRow.held_on, MeetingRow.starts_at)
        .limit(1)
    ).scalar()


def previous_id(reading: Reading, day: date) -> str | None:
    """The newest meeting before a day that was not called off."""
    return reading.session.execute(
        select(MeetingRow.id)
        .where(MeetingRow.held_on < day, MeetingRow.status.not_in(GONE))
        .order_by(MeetingRow.held_on.desc(), MeetingRow.starts_at.desc())
        .limit(1)
    ).scalar()


def last_held_id(reading: Reading) -> str | None:
    """The newest meeting that was held and is no history from an import."""
    return reading.session.execute(
        select(MeetingRow.id)
        .where(MeetingRow.status == "held", MeetingRow.history.is_(False))
        .order_by(MeetingRow.held_on.desc())
        .limit(1)
    ).scalar()


def days_with_meetings(reading: Reading, first: date, last: date) -> dict[date, str]:
    """The days from ``first`` to ``last`` on which a meeting stands, cancelled ones too, with its status."""
    rows = reading.session.execute(
        select(MeetingRow.held_on, MeetingRow.status)
        .where(MeetingRow.held_on.between(first, last), MeetingRow.kind == "ordinary")
        .order_by(MeetingRow.status.desc())
    )
    return {row.held_on: row.status for row in rows}


def counted(reading: Reading, first: date, last: date) -> dict[tuple[str, str], int]:
    """How many meetings stand between two days, by kind and status."""
    rows = reading.session.execute(
        select(MeetingRow.kind, MeetingRow.status, func.count())
        .where(MeetingRow.held_on.between(first, last))
        .group_by(MeetingRow.kind, MeetingRow.status)
    )
    return {(kind, status): many for kind, status, many in rows}


def steps(reading: Reading, meeting_id: str) -> dict[str, StepFacts]:
    """The steps of a meeting by code."""
    rows = reading.session.execute(
        select(
            MeetingStepRow.step, MeetingStepRow.due_on, MeetingStepRow.by_hand, MeetingStepRow.done_on,
            MeetingStepRow.words,
        ).where(MeetingStepRow.meeting_id == meeting_id)
    )  # fmt: skip
    return {row.step: StepFacts(*row) for row in rows}


def sent_for(reading: Reading, meeting_id: str, step: str) -> date | None:
    """The day for which a step was done before the meeting moved to the present one; None when it was not."""
    key: str | None = meeting_id
    while key is not None:
        before = reading.session.execute(
            select(MeetingRow.id, MeetingRow.held_on, MeetingStepRow.done_on)
            .join(MeetingStepRow, and_(MeetingStepRow.meeting_id == MeetingRow.id, MeetingStepRow.step == step))
            .where(MeetingRow.moved_to_id == key)
        ).first()
        if before is not None and before.done_on is not None:
            day: date = before.held_on
            return day
        key = before.id if before is not None else None
    return None


def papers_left(reading: Reading, meeting_id: str) -> bool:
    """Whether any paper about a meeting left the program."""
    left = select(func.count()).where(IssuedPaperRow.subject_kind == "meeting", IssuedPaperRow.subject_id == meeting_id)
    return bool(reading.session.execute(left).scalar_one())


def cases_on_others(reading: Reading, meeting_id: str) -> int:
    """How many cases of a meeting's agenda stand on that of another meeting still to be held."""
    mine = select(AgendaLineRow.case_id).where(
        AgendaLineRow.meeting_id == meeting_id, AgendaLineRow.case_id.is_not(None)
    )
    others = (
        select(func.count(func.distinct(AgendaLineRow.case_id)))
        .join(MeetingRow, MeetingRow.id == AgendaLineRow.meeting_id)
        .where(MeetingRow.status == "planned", MeetingRow.id != meeting_id, AgendaLineRow.case_id.in_(mine))
    )
    return int(reading.session.execute(others).scalar_one())


def planned_on(reading: Reading, day: date, kind: str, but: str = "") -> bool:
    """Whether a meeting of the kind stands on a day, called-off ones and that of the key ``but`` left out."""
    found = select(func.count()).where(
        MeetingRow.held_on == day, MeetingRow.kind == kind, MeetingRow.status.not_in(GONE), MeetingRow.id != but
    )
    return bool(reading.session.execute(found).scalar_one())
