"""Meetings of the panel held in a period."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from hipdesk.store.queries.figures.days import Clauses, count_of, within
from hipdesk.store.tables.panels import HearingRow, MeetingRow
from hipdesk.store.work import Reading

_MEETINGS = MeetingRow.__table__.c
_HEARINGS = HearingRow.__table__.c


def held_between(reading: Reading, first: date, last: date) -> int:
    """Regular meetings held between two days, past ones from an import among them.

    An urgent meeting is one beside those of the year, and is never counted as one of them.
    """
    return count_of(reading, MeetingRow, *_held(first, last))


def held(first: date, last: date) -> Select[Any]:
    """The meetings that ``held_between`` counts: record and day."""
    return select(_MEETINGS.id.label("record_id"), _MEETINGS.held_on.label("day")).where(*_held(first, last))


def _held(first: date, last: date) -> Clauses:
    return within(_MEETINGS.held_on, first, last), _MEETINGS.status == "held", _MEETINGS.kind == "ordinary"


def hearing_days(reading: Reading, first: date, last: date) -> int:
    """Different days between two on which any case was heard, with or without a meeting of the record."""
    days = select(func.count(func.distinct(_HEARINGS.heard_on))).where(within(_HEARINGS.heard_on, first, last))
    return int(reading.session.execute(days).scalar_one())
