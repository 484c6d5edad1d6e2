"""Rows written in bulk, for demonstration data: the ORM would take ten times as long."""

from types import SimpleNamespace
from typing import Any

from hipdesk.store.search_words import KINDS, as_indexed
from hipdesk.store.sheets import Sheet, Values
from hipdesk.store.tables.base import Base, Tracked
from hipdesk.store.tables.search import SearchEntryRow
from hipdesk.store.work import Work

_Shape = tuple[type[Base], tuple[str, ...]]


class RowBook:
    """Collects rows; ``write`` puts them into the database and empties the book."""

    def __init__(self, stamp: dict[str, Any]) -> None:
        self._stamp = {**stamp, "origin": "entered", "origin_note": None, "unanswered": {}}
        self._rows: dict[_Shape, list[Values]] = {}
        self._sheets: dict[_Shape, Sheet] = {}
        self._folded: dict[str, str] = {}
        self._waiting = 0

    def add(self, table: type[Base], **values: Any) -> None:  # noqa: ANN401 (column values)
        """One row; tracked tables get their common columns."""
        shape = (table, tuple(values))
        rows = self._rows.get(shape)
        if rows is None:
            rows = self._rows[shape] = []
        rows.append(tuple(values.values()))
        self._waiting += 1

    def add_found(self, table: type[Base], **values: Any) -> None:  # noqa: ANN401 (column values)
        """One row, found by its own words as if it had been entered; its columns must name every one searched."""
        self.add(table, **values)
        kind, words_of, _case_of = KINDS[table]
        self.found_by(kind, values["id"], values.get("case_id"), words_of(SimpleNamespace(**values)))

    def found_by(self, kind: str, record_id: str, case_id: str | None, *words: str | None) -> None:
        """Let a record be found by its words."""
        text = " ".join(word for word in words if word)
        if not text:
            return
        folded = self._folded.get(text)
        if folded is None:
            folded = self._folded[text] = as_indexed(kind, text)
        self.add(SearchEntryRow, kind=kind, record_id=record_id, case_id=case_id, words=folded)

    def __len__(self) -> int:
        return self._waiting

    def write(self, work: Work) -> None:
        """Write everything in the book, many rows to a statement."""
        connection = work.session.connection()
        for shape, rows in self._rows.items():
            if not rows:
                continue
            sheet = self._sheets.get(shape)
            if sheet is None:
                table, columns = shape
                constants = self._stamp if issubclass(table, Tracked) else {}
                sheet = self._sheets[shape] = Sheet(connection, table, columns, constants)
            work.note_write(sheet.table)
            sheet.rows.extend(rows)
            sheet.write(connection)
            rows.clear()
        self._folded.clear()
        self._waiting = 0
