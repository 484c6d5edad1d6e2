"""Actions raised and due: what came of each by its first due day. Carried forward counts as late."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, func, or_, select

from hipdesk.model.measures import ageing_days
from hipdesk.model.workdays import Nation
from hipdesk.store.queries.figures.days import Clauses, count_of, within
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.work import Reading

_ACTIONS = ActionRow.__table__.c
CLASSES = (
    "on_time",
    "late",
    "not_done_circumstances",
    "not_done_agency",
    "overdue_1",
    "overdue_2",
    "overdue_3",
)


def raised(first: date, last: date) -> Clauses:
    """The clauses that choose actions raised between two days."""
    return (within(_ACTIONS.raised_on, first, last),)


def raised_between(reading: Reading, first: date, last: date) -> int:
    """Actions raised between two days."""
    return count_of(reading, ActionRow, *raised(first, last))


def due(first: date, last: date) -> Clauses:
    """The clauses that choose actions first due between two days; one that another took the place of is left out."""
    return within(_ACTIONS.first_due_on, first, last), _ACTIONS.status != "superseded"


def outcome(on: date, nation: Nation) -> ColumnElement[str]:
    """What came of a due action by the end of the day before ``on``; every action is in exactly one of ``CLASSES``.

    Done without a day noted cannot be shown to be on time and counts as late.
    """
    done = and_(_ACTIONS.status == "completed", or_(_ACTIONS.completed_on.is_(None), _ACTIONS.completed_on < on))
    bands = ageing_days(on, nation)
    return case(
        (and_(done, _ACTIONS.completed_on <= _ACTIONS.first_due_on), "on_time"),
        (done, "late"),
        (_ACTIONS.status == "not_completed_circumstances", "not_done_circumstances"),
        (_ACTIONS.status == "not_completed_agency", "not_done_agency"),
        (_ACTIONS.first_due_on >= bands[0][0], "overdue_1"),
        (_ACTIONS.first_due_on >= bands[1][0], "overdue_2"),
        else_="overdue_3",
    )


def by_owner(reading: Reading, first: date, last: date, on: date, nation: Nation) -> dict[tuple[str | None, str], int]:
    """Actions first due between two days by owner agency and what came of them; None: no owner recorded."""
    came = outcome(on, nation)
    rows = reading.session.execute(
        select(_ACTIONS.owner_agency_id, came, func.count())
        .where(*due(first, last))
        .group_by(_ACTIONS.owner_agency_id, came)
    )
    return {(owner, what): many for owner, what, many in rows}


def superseded_between(reading: Reading, first: date, last: date) -> int:
    """Actions first due between two days that another took the place of."""
    return count_of(reading, ActionRow, within(_ACTIONS.first_due_on, first, last), _in(_ACTIONS.status, "superseded"))


def without_a_date(reading: Reading, first: date, last: date) -> int:
    """Actions raised between two days that were never given a due date."""
    return count_of(reading, ActionRow, *raised(first, last), _ACTIONS.first_due_on.is_(None))


def done_on_no_day(reading: Reading, first: date, last: date) -> int:
    """Actions first due between two days that were done, on a day nobody noted."""
    return count_of(
        reading,
        ActionRow,
        *due(first, last),
        _in(_ACTIONS.status, "completed"),
        _ACTIONS.completed_on.is_(None),
    )


def _in(column: SQLColumnExpression[Any], status: str) -> ColumnElement[bool]:
    """In a status, written so that the days are looked up and not every action of that status."""
    return column.concat("") == status
