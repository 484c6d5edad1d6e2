"""Cases open, accepted, reopened, closed and heard, counted by their own days."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select

from hipdesk.store.queries.figures.days import Clauses, count_of, month_number, within
from hipdesk.store.tables.cases import CaseRow, StatusChangeRow
from hipdesk.store.tables.panels import HearingRow
from hipdesk.store.work import Reading

_CASES = CaseRow.__table__.c
_CHANGES = StatusChangeRow.__table__.c
_HEARINGS = HearingRow.__table__.c


@dataclass(frozen=True, slots=True)
class Moves:
    """What joined and left in one month."""

    accepted: int = 0
    reopened: int = 0
    closed: int = 0


def moves_by_month(reading: Reading, first: date, last: date) -> dict[int, Moves]:
    """Acceptances, reopenings and closures by month number between two days."""
    counts: dict[int, dict[str, int]] = {}
    taken = month_number(_CASES.accepted_on)
    for month, many in reading.session.execute(
        select(taken, func.count()).where(within(_CASES.accepted_on, first, last)).group_by(taken)
    ):
        counts.setdefault(month, {})["accepted"] = many
    moved = month_number(_CHANGES.on_day)
    for month, status, many in reading.session.execute(
        select(moved, _CHANGES.to_status, func.count())
        .where(within(_CHANGES.on_day, first, last), _CHANGES.to_status.in_(("closed", "reopened")))
        .group_by(moved, _CHANGES.to_status)
    ):
        counts.setdefault(month, {})[status] = many
    return {month: Moves(**found) for month, found in counts.items()}


def open_after(reading: Reading, day: date) -> int:
    """Cases open at the end of a day, by how they stood: not counted from the moves, so that both can be compared.

    A case that was never reopened is open from its acceptance to its day of closing; for the few that were, every
    change up to the day is looked at.
    """
    # Counted over every case by the index alone; the few that were reopened are taken out again.
    accepted = _few_left_out(reading, _CASES.accepted_on <= day)
    closed = _few_left_out(reading, _CASES.closed_on <= day)
    again = reading.session.execute(select(func.count()).select_from(_reopened_and_open(day).subquery())).scalar_one()
    return accepted - closed + again


def _few_left_out(reading: Reading, clause: ColumnElement[bool]) -> int:
    """Cases that meet a clause and were never reopened."""
    every = reading.session.execute(select(func.count()).select_from(CaseRow).where(clause)).scalar_one()
    reopened = reading.session.execute(
        select(func.count()).select_from(CaseRow).where(clause, _ever_reopened())
    ).scalar_one()
    return every - reopened


def open_on(day: date) -> ColumnElement[bool]:
    """The clause that chooses cases open at the end of a day."""
    never_closed = or_(_CASES.closed_on.is_(None), _CASES.closed_on > day)
    return and_(
        _CASES.accepted_on <= day,
        or_(and_(~_ever_reopened(), never_closed), _CASES.id.in_(_reopened_and_open(day))),
    )


def _ever_reopened() -> ColumnElement[bool]:
    return _CASES.id.in_(select(_CHANGES.case_id).where(_CHANGES.to_status == "reopened"))


def _reopened_and_open(day: date) -> Select[tuple[str]]:
    """Cases that were ever reopened and whose changes up to a day leave them open."""
    cases, changes = CaseRow.__table__.alias("again"), StatusChangeRow.__table__.alias("turn")
    change = case((changes.c.to_status == "reopened", 1), (changes.c.to_status == "closed", -1), else_=0)
    ever = select(_CHANGES.case_id).where(_CHANGES.to_status == "reopened")
    return (
        select(cases.c.id)
        .select_from(cases.outerjoin(changes, and_(changes.c.case_id == cases.c.id, changes.c.on_day <= day)))
        .where(cases.c.id.in_(ever), cases.c.accepted_on <= day)
        .group_by(cases.c.id)
        .having(1 + func.coalesce(func.sum(change), 0) > 0)
    )


def first_heard(reading: Reading, first: date, last: date) -> int:
    """Cases first heard between two days."""
    return count_of(reading, HearingRow, *first_hearing(first, last))


def first_hearing(first: date, last: date) -> Clauses:
    """The clauses that choose the first hearing of each case, when it fell between two days."""
    earlier = HearingRow.__table__.alias("earlier")
    before = exists().where(earlier.c.case_id == _HEARINGS.case_id, earlier.c.heard_on < _HEARINGS.heard_on)
    return within(_HEARINGS.heard_on, first, last), ~before


def hearings(reading: Reading, first: date, last: date) -> int:
    """Hearings between two days: a case heard twice counts twice."""
    return count_of(reading, HearingRow, within(_HEARINGS.heard_on, first, last))


def unheard(accepted_first: date, accepted_last: date, by: date) -> Clauses:
    """The clauses that choose cases accepted between two days and not heard by a third."""
    return (
        within(_CASES.accepted_on, accepted_first, accepted_last),
        or_(_CASES.first_heard_on.is_(None), _CASES.first_heard_on > by),
    )


def accepted_between(reading: Reading, first: date, last: date) -> int:
    """Cases accepted between two days."""
    return count_of(reading, CaseRow, within(_CASES.accepted_on, first, last))


def unheard_cases(reading: Reading, first: date, last: date, by: date) -> list[tuple[str, date, date | None]]:
    """Key, day accepted and day closed of cases accepted between two days and not heard by a third."""
    rows = reading.session.execute(
        select(_CASES.id, _CASES.accepted_on, _CASES.closed_on).where(*unheard(first, last, by))
    )
    return [(key, accepted, closed) for key, accepted, closed in rows]
