"""Rows written in bulk, by table: many rows to a statement, values by the column's own type, room while it lasts.

The driver takes a statement of two hundred rows in two thirds of the time that two hundred statements need. It says
OR FAIL: a fault then leaves the rows of its statement that came before it, so that SQLite need not keep each page as
it was before the statement (a seventh of the time); whoever writes in bulk gives up the whole transaction anyway.
"""

import contextlib
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, Date, Table
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import Session

from hipdesk.kernel import collector
from hipdesk.store.engine import CACHE_SIZE
from hipdesk.store.flow import Statement
from hipdesk.store.search import indexed_in_bulk
from hipdesk.store.tables.base import Base

Values = tuple[Any, ...]
_ROWS_AT_ONCE = (200, 20, 1)
_VALUES_AT_ONCE = 32_000
_ROOM = "PRAGMA cache_size = -262144"


class Sheet:
    """The rows of one table that wait to be written; what is the same in every row stands in the statement.

    ``columns`` differ from row to row, in the order of the rows' values; ``constants`` are the same in all; every other
    column gets its default.
    """

    def __init__(
        self, connection: Connection, kind: type[Base], columns: Sequence[str], constants: Mapping[str, Any]
    ) -> None:
        table = kind.__table__
        if not isinstance(table, Table):
            raise TypeError("a row class stands on a table")
        self.table = table.name
        self.rows: list[Values] = []
        self.written = 0
        dialect = connection.dialect
        self._processors = [(at, made) for at, name in enumerate(columns) if (made := _processor(table, name, dialect))]
        fixed = _constants(connection, table, columns, constants)
        names = ", ".join(f'"{name}"' for name in (*columns, *fixed))
        self._width = len(columns)
        places = f"({', '.join(['?'] * len(columns) + list(fixed.values()))})"
        head = f'INSERT OR FAIL INTO "{table.name}" ({names}) VALUES '  # noqa: S608 (our own names; quoted by SQLite)
        most = max(1, min(_ROWS_AT_ONCE[0], _VALUES_AT_ONCE // len(columns)))
        self._statements = [(many, head + ", ".join([places] * many)) for many in (most, *_ROWS_AT_ONCE[1:])]

    def write(self, connection: Connection) -> int:
        """Write what waits into the connection's transaction; returns how many rows that were."""
        many = len(self.rows)
        with contextlib.closing(connection.connection.cursor()) as cursor:
            for statement, values in self.waiting():
                cursor.execute(statement, values)
        return many

    def waiting(self) -> Iterator[Statement]:
        """The statements that write what waits, to be carried out in this order; nothing waits after the last one."""
        rows, start = self.rows, 0
        for many, statement in self._statements:
            while len(rows) - start >= many:
                yield statement, self._bound(rows[start : start + many])
                start += many
        self.written += len(rows)
        rows.clear()

    def _bound(self, rows: Sequence[Values]) -> list[Any]:
        """The values of some rows as the driver takes them, one row after the other, each column made at one go."""
        values: list[Any] = []
        for row in rows:
            values.extend(row)  # twice as fast as a chain of all
        for at, made in self._processors:
            column = values[at :: self._width]
            values[at :: self._width] = [None if value is None else made(value) for value in column]
        return values


class _WrittenDays(dict[date, str]):
    """Days as they are written: the same few thousand come again and again, and writing one takes its time."""

    def __missing__(self, day: date) -> str:
        written = self[day] = day.isoformat()
        return written


@contextlib.contextmanager
def written_in_bulk(session: Session) -> Iterator[None]:
    """Around many rows: a larger page cache, so that a page is enciphered once and not whenever another needs its
    place; the search index filled at the end; no garbage collection. A block left by an exception must be rolled back.
    """
    connection = session.connection()
    driver = connection.connection  # after a fault the session answers no more, and its words must not hide the fault's
    driver.cursor().execute(_ROOM)
    try:
        with collector.at_rest(), indexed_in_bulk(session):
            yield
    finally:
        driver.cursor().execute(CACHE_SIZE)


def _constants(
    connection: Connection, table: Table, columns: Sequence[str], given: Mapping[str, Any]
) -> dict[str, str]:
    """The constants and the defaults of a table's other columns, as SQLite itself writes them in a statement."""
    fixed = {column.name: _default(column) for column in table.columns if column.default is not None}
    fixed.update(given)
    quoted = {}
    for name, value in fixed.items():
        if name not in columns and name in table.columns:
            made = _processor(table, name, connection.dialect)
            plain = made(value) if made is not None and value is not None else value
            quoted[name] = str(connection.exec_driver_sql("SELECT quote(?)", (plain,)).scalar_one())
    return quoted


def _default(column: Column[Any]) -> Any:  # noqa: ANN401 (any column's value)
    made = column.default
    if made is None or not hasattr(made, "arg"):
        return None
    argument = operator.attrgetter("arg")(made)
    return argument(None) if callable(argument) else argument


def _processor(table: Table, name: str, dialect: Dialect) -> Callable[[Any], Any] | None:
    kind = table.columns[name].type
    made = kind.dialect_impl(dialect).bind_processor(dialect)
    if type(kind) is Date:
        return _WrittenDays().__getitem__  # what the dialect writes, many times as fast
    if type(kind) is JSON and made is not None:
        nothing = made({})
        return lambda value: nothing if value == {} else made(value)
    return made
