"""Rows of a large import, written by table as plain tuples: the fastest way into the database that keeps its types.

A table is opened once with the columns that differ from row to row; every other column gets its default, the common
columns the work's stamp, and the constants given. Values go through the column's own type, so that a day or a list
is written as the ORM would write it.
"""

import operator
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, Date, Table
from sqlalchemy.engine import Dialect

from hipdesk.store.tables.base import Base, Tracked
from hipdesk.store.tables.search import SearchEntryRow
from hipdesk.store.work import Work

Values = tuple[Any, ...]
_AT_ONCE = 5_000


class _Sheet:
    """The rows of one table that wait to be written; what is the same in every row stands in the statement."""

    def __init__(self, table: Table, columns: Sequence[str], constants: dict[str, str], dialect: Dialect) -> None:
        self.rows: list[Values] = []
        self.written = 0
        self._processors = [(at, made) for at, name in enumerate(columns) if (made := _processor(table, name, dialect))]
        names = ", ".join(f'"{name}"' for name in (*columns, *constants))
        places = ", ".join([*("?" * len(columns)), *constants.values()])
        self.statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({places})'  # noqa: S608 (our own names; quoted by SQLite)

    def bound(self) -> list[Values]:
        """The waiting rows as the driver takes them, column by column: that is where the time goes."""
        if not self._processors:
            return self.rows.copy()
        cells: list[Sequence[Any]] = list(zip(*self.rows, strict=True))
        for at, made in self._processors:
            cells[at] = [None if value is None else made(value) for value in cells[at]]
        return list(zip(*cells, strict=True))


class Ledger:
    """Collects rows of many tables; ``write`` puts them into the work's transaction in the order tables were opened."""

    def __init__(self, work: Work, origin: str) -> None:
        self._work = work
        self._origin = origin
        self._sheets: dict[str, _Sheet] = {}
        self._dialect = work.session.connection().dialect
        self._quoted: dict[object, str] = {}
        self.entry = self.open(SearchEntryRow, "kind", "record_id", "case_id", "words")

    def open(self, kind: type[Base], /, *columns: str, **constants: Any) -> Callable[[Values], None]:  # noqa: ANN401 (column values)
        """Open a table; returns what takes a row: a tuple of values in the order of ``columns``."""
        table = kind.__table__
        if not isinstance(table, Table):
            raise TypeError("a row class stands on a table")
        if issubclass(kind, Tracked):
            constants = {**self._work.stamp(), "origin": self._origin, **constants}
        for column in table.columns:
            if column.name not in columns and column.name not in constants and column.default is not None:
                constants[column.name] = _default(column)
        fixed = {
            name: self._quote(_processed(table, name, value, self._dialect))
            for name, value in constants.items()
            if name not in columns
        }
        sheet = _Sheet(table, columns, fixed, self._dialect)
        self._sheets[table.name] = sheet
        return sheet.rows.append

    def write(self) -> None:
        """Write what waits; the rows stay countable in ``written``."""
        connection = self._work.session.connection()
        for name, sheet in self._sheets.items():
            if not sheet.rows:
                continue
            self._work.note_write(name)
            bound = sheet.bound()
            for start in range(0, len(bound), _AT_ONCE):
                connection.exec_driver_sql(sheet.statement, bound[start : start + _AT_ONCE])
            sheet.written += len(bound)
            sheet.rows.clear()

    def _quote(self, value: object) -> str:
        """A constant as SQLite itself writes it in a statement."""
        key = (type(value), value)
        if key not in self._quoted:
            quoted = self._work.session.connection().exec_driver_sql("SELECT quote(?)", (value,))
            self._quoted[key] = str(quoted.scalar_one())
        return self._quoted[key]

    @property
    def written(self) -> dict[str, int]:
        """Rows written so far, by table; the search index left out."""
        return {
            name: sheet.written
            for name, sheet in self._sheets.items()
            if sheet.written and name != SearchEntryRow.__tablename__
        }


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
        return date.isoformat  # what the dialect writes, ten times as fast
    if type(kind) is JSON and made is not None:
        empty = {"{}": made({}), "[]": made([])}
        return lambda value: made(value) if value else empty.get(repr(value)) or made(value)
    return made


def _processed(table: Table, name: str, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401 (any column's value)
    made = _processor(table, name, dialect)
    return made(value) if made is not None and value is not None else value
