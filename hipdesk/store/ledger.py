"""Rows of a large import, written by table as plain tuples: the fastest way into the database that keeps its types.

A table is opened once with the columns that differ from row to row; every other column gets its default, the common
columns the work's stamp, and the constants given. Values go through the column's own type, so that a day or a list
is written as the ORM would write it.
"""

from collections.abc import Callable
from typing import Any

from hipdesk.store.sheets import Sheet, Values
from hipdesk.store.tables.base import Base, Tracked
from hipdesk.store.tables.search import SearchEntryRow
from hipdesk.store.work import Work


class Ledger:
    """Collects rows of many tables; ``write`` puts them into the work's transaction in the order tables were opened."""

    def __init__(self, work: Work, origin: str) -> None:
        self._work = work
        self._origin = origin
        self._sheets: dict[str, Sheet] = {}
        self.entry = self.open(SearchEntryRow, "kind", "record_id", "case_id", "words")

    def open(self, kind: type[Base], /, *columns: str, **constants: Any) -> Callable[[Values], None]:  # noqa: ANN401 (column values)
        """Open a table; returns what takes a row: a tuple of values in the order of ``columns``."""
        if issubclass(kind, Tracked):
            constants = {**self._work.stamp(), "origin": self._origin, **constants}
        sheet = Sheet(self._work.session.connection(), kind, columns, constants)
        self._sheets[sheet.table] = sheet
        return sheet.rows.append

    def write(self) -> None:
        """Write what waits; the rows stay countable in ``written``."""
        connection = self._work.session.connection()
        for name, sheet in self._sheets.items():
            if sheet.rows:
                self._work.note_write(name)
                sheet.write(connection)

    @property
    def written(self) -> dict[str, int]:
        """Rows written so far, by table; the search index left out."""
        return {
            name: sheet.written
            for name, sheet in self._sheets.items()
            if sheet.written and name != SearchEntryRow.__tablename__
        }
