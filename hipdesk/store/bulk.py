"""Rows written in bulk, for imports and demonstration data: the ORM would take six times as long."""

from typing import Any

from sqlalchemy import insert

from hipdesk.model.folding import fold
from hipdesk.store.search import add_entries
from hipdesk.store.tables.base import Base, Tracked
from hipdesk.store.work import Work


class RowBook:
    """Collects rows; ``write`` puts them into the database and empties the book."""

    def __init__(self, stamp: dict[str, Any]) -> None:
        self._stamp = {**stamp, "origin": "entered", "origin_note": None, "unanswered": {}}
        self._rows: dict[type[Base], list[dict[str, Any]]] = {}
        self._entries: list[dict[str, Any]] = []

    def add(self, table: type[Base], **values: Any) -> None:  # noqa: ANN401 (column values)
        """One row; tracked tables get their common columns."""
        if issubclass(table, Tracked):
            values = {**self._stamp, **values}
        self._rows.setdefault(table, []).append(values)

    def found_by(self, kind: str, record_id: str, case_id: str | None, *words: str | None) -> None:
        """Let a record be found by its words."""
        self._entries.append(
            {
                "kind": kind,
                "record_id": record_id,
                "case_id": case_id,
                "words": fold(" ".join(word for word in words if word)),
            }
        )

    def __len__(self) -> int:
        return sum(len(rows) for rows in self._rows.values())

    def write(self, work: Work) -> None:
        """Write everything in the book, a few statements per table."""
        connection = work.session.connection()
        for table, rows in self._rows.items():
            shapes: dict[tuple[str, ...], list[dict[str, Any]]] = {}
            for row in rows:
                shapes.setdefault(tuple(row), []).append(row)
            for same in shapes.values():
                connection.execute(insert(table), same)
        add_entries(work.session, self._entries)
        self._rows.clear()
        self._entries.clear()
