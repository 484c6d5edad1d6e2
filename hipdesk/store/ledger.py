"""Rows of a large import, written by table as plain tuples: the fastest way into the database that keeps its types.

A table is opened once with the columns that differ from row to row; every other column gets its default, the common
columns the work's stamp, and the constants given. Values go through the column's own type, so that a day or a list
is written as the ORM would write it.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from hipdesk.store.flow import Flow, flowing
from hipdesk.store.search import INDEX_THE_REST
from hipdesk.store.sheets import Sheet, Values
from hipdesk.store.tables.base import Base, Tracked
from hipdesk.store.tables.search import SearchEntryRow
from hipdesk.store.work import Work


class Ledger:
    """Collects rows of many tables; ``write`` puts them into the work's transaction in the order tables were opened.

    Inside ``flowing`` another thread does that, and the work may be asked nothing before ``settle``.
    """

    def __init__(self, work: Work, origin: str) -> None:
        self._work = work
        self._origin = origin
        self._sheets: dict[str, Sheet] = {}
        self._flow: Flow | None = None
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
        waiting = [(name, sheet) for name, sheet in self._sheets.items() if sheet.rows]
        for name, _ in waiting:
            self._work.note_write(name)
        if self._flow is not None:
            self._flow.put([each for _, sheet in waiting for each in sheet.waiting()])
            return
        connection = self._work.session.connection()
        for _, sheet in waiting:
            sheet.write(connection)

    @contextlib.contextmanager
    def flowing(self) -> Iterator[None]:
        """Let another thread write meanwhile; at the end everything stands in the transaction."""
        with flowing(self._work.session.connection().connection.cursor()) as self._flow:
            try:
                yield
                self.write()
            finally:
                self._flow = None

    def index(self) -> None:
        """Put the words written so far into the search index."""
        if self._flow is not None:
            self._flow.put([(INDEX_THE_REST, ())])

    def settle(self) -> None:
        """Wait until what was written stands in the transaction, which may be asked until the next ``write``."""
        if self._flow is not None:
            self._flow.settle()

    @property
    def written(self) -> dict[str, int]:
        """Rows written so far, by table; the search index left out."""
        return {
            name: sheet.written
            for name, sheet in self._sheets.items()
            if sheet.written and name != SearchEntryRow.__tablename__
        }
