"""Closures by reason, and how long cases had been open."""

from datetime import date

from sqlalchemy import func, select
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
    closings = select(_CHANGES.case_id, _CHANGES.on_day).where(*closed(first, last)).subquery()
    rows = reading.session.execute(
        select(_TOLD.case_id, _TOLD.person_id, _TOLD.outcomes, _TOLD.satisfaction)
        .join(closings, (closings.c.case_id == _TOLD.case_id) & (_TOLD.on_day <= closings.c.on_day))
        .order_by(_TOLD.on_day, _TOLD.id)
    )
    found = {(case_id, person): (tuple(outcomes or ()), mark) for case_id, person, outcomes, mark in rows}
    return [answer for answer in found.values() if answer != ((), None)]


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
