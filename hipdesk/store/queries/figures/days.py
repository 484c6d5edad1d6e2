"""Days in statements of the figures: bounds made in Python, months as whole numbers."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, extract, func, select

from hipdesk.model.periods import Period
from hipdesk.store.tables.base import Base
from hipdesk.store.work import Reading

Clauses = tuple[ColumnElement[bool], ...]


def within(column: SQLColumnExpression[Any], first: date, last: date) -> ColumnElement[bool]:
    """Whether a day lies between two, both included; a missing day does not."""
    return column.between(first, last)


def month_number(column: SQLColumnExpression[Any]) -> ColumnElement[int]:
    """The month of a day as year * 12 + month, so that quarters of either basis are sums of whole months."""
    return extract("year", column) * 12 + extract("month", column)


def number_of(day: date) -> int:
    """What ``month_number`` gives for a day."""
    return day.year * 12 + day.month


def months_of(period: Period) -> range:
    """The month numbers a period touches."""
    return range(number_of(period.first), number_of(period.last) + 1)


def count_of(reading: Reading, kind: type[Base], *clauses: ColumnElement[bool]) -> int:
    """How many rows of a table meet every clause; rows, not keys, so that an index alone may answer."""
    return int(reading.session.execute(select(func.count()).select_from(kind).where(*clauses)).scalar_one())
