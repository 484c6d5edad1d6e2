"""Closures by reason, and how long cases had been open."""

from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, func, literal, or_, select
from sqlalchemy.sql.selectable import ScalarSelect

from hipdesk.model.workdays import Nation, working_days_between
from hipdesk.store.queries.figures.days import Clauses, within
from hipdesk.store.tables.cases import CaseRow, ClosureRow, StatusChangeRow
from hipdesk.store.tables.outcomes import VictimOutcomeRow
from hipdesk.store.work import Reading

_CASES = CaseRow.__table__.c
_CHANGES = StatusChangeRow.__table__.c
_CLOSURES = ClosureRow.__table__.c
_TOLD = VictimOutcomeRow.__table__.c
SATISFIED = 4


def closed(first: date, last: date) -> Clauses:
    """The clauses that choose changes of status to closed between two days."""
    return within(_CHANGES.on_day, first, last), _CHANGES.to_status == "closed"


def reason() -> ScalarSelect[str]:
    """The reason a closing was recorded with; empty where none was."""
    return (
        select(_CLOSURES.reason)
        .where(_CLOSURES.case_id == _CHANGES.case_id, _CLOSURES.closed_on == _CHANGES.on_day)
        .order_by(_CLOSURES.id.desc())
        .limit(1)
        .correlate(StatusChangeRow.__table__)
        .scalar_subquery()
    )


def by_reason(reading: Reading, first: date, last: date) -> dict[str, int]:
    """Closings between two days by reason ("" where none was recorded)."""
    each = select(func.coalesce(reason(), "").label("reason")).where(*closed(first, last)).subquery()
    rows = reading.session.execute(select(each.c.reason, func.count()).group_by(each.c.reason))
    return {row[0]: row[1] for row in rows}


def victims_told(reading: Reading, first: date, last: date) -> list[tuple[tuple[str, ...], int | None]]:
    """What was heard at each closing between two days: outcomes and satisfaction (1 to 5), one entry a person.

    Answers given on the day of closing or before count; of several by one person, the last.
    """
    rows = reading.session.execute(
        select(_TOLD.case_id, _TOLD.person_id, _TOLD.outcomes, _TOLD.satisfaction)
        .where(_TOLD.id.in_(_heard(first, last)))
        .order_by(_TOLD.on_day, _TOLD.id)
    )
    found = {(case_id, person): (tuple(outcomes or ()), mark) for case_id, person, outcomes, mark in rows}
    return [answer for answer in found.values() if answer != ((), None)]


def told_behind(asked: str, first: date, last: date) -> Select[Any]:
    """Those who gave an answer at closing: its code, or "satisfied" for a mark of 4 or 5."""
    later = VictimOutcomeRow.__table__.alias("later")
    # Of several answers of a person the last counts; nobody named is one person of a case.
    last_of_all = ~exists().where(
        later.c.id.in_(_heard(first, last)),
        later.c.case_id == _TOLD.case_id,
        func.coalesce(later.c.person_id, "") == func.coalesce(_TOLD.person_id, ""),
        or_(later.c.on_day > _TOLD.on_day, and_(later.c.on_day == _TOLD.on_day, later.c.id > _TOLD.id)),
    )
    codes = func.json_each(_TOLD.outcomes).table_valued("value")
    said = (
        _TOLD.satisfaction >= SATISFIED
        if asked == "satisfied"
        else (select(codes.c.value).where(codes.c.value == asked).correlate(VictimOutcomeRow.__table__).exists())
    )
    return select(_TOLD.id.label("record_id"), _TOLD.case_id, literal("").label("words")).where(
        _TOLD.id.in_(_heard(first, last)), last_of_all, said
    )


def _heard(first: date, last: date) -> Select[str]:
    """Answers given on the day of a closing between two days, or before it."""
    closings = select(_CHANGES.case_id, _CHANGES.on_day).where(*closed(first, last)).subquery()
    return select(_TOLD.id).join(closings, (closings.c.case_id == _TOLD.case_id) & (_TOLD.on_day <= closings.c.on_day))


def lengths(reading: Reading, first: date, last: date, nation: Nation) -> list[tuple[int, int]]:
    """Working days each case closed between two days had been open, as (days, how many).

    Counted from the day it was accepted, or last reopened, to the day it was closed.
    """
    again = StatusChangeRow.__table__.alias("again")
    reopened = (
        select(func.max(again.c.on_day))
        .where(again.c.case_id == _CHANGES.case_id, again.c.to_status == "reopened", again.c.on_day <= _CHANGES.on_day)
        .correlate(StatusChangeRow.__table__)
        .scalar_subquery()
    )
    start = func.coalesce(reopened, _CASES.accepted_on, type_=_CASES.accepted_on.type).label("start")
    rows = reading.session.execute(
        select(start, _CHANGES.on_day, func.count())
        .select_from(StatusChangeRow.__table__.join(CaseRow.__table__, _CASES.id == _CHANGES.case_id))
        .where(*closed(first, last))
        .group_by(start, _CHANGES.on_day)
    )
    return [(max(0, working_days_between(begun, ended, nation)), many) for begun, ended, many in rows]
