"""Writing a record of what came of a case: a new one or one that is there, its fields, and the event of it."""

from typing import Any

from hipdesk.kernel.errors import Refused
from hipdesk.model.cases import commands as asked
from hipdesk.store.tables.base import Base
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.work import Work

_COMMON = frozenset(
    {
        "id", "case_id", "enforcement_id", "created_at", "created_by", "changed_at", "changed_by", "version", "origin",
        "origin_note", "unanswered",
    }
)  # fmt: skip


def row_of(work: Work, kind: type[Any], key: str | None, case: CaseRow) -> Any:  # noqa: ANN401 (a row of the kind asked)
    """The row of this key on this case, or a new one."""
    if key is None:
        return kind(case_id=case.id)
    row = work.find(kind, key)
    if row.case_id != case.id:
        raise Refused("That record belongs to another case.", kept="Nothing was changed.")
    return row


def fill(row: Base, command: asked.OnCase, *fields: str) -> None:
    """Set these fields as the command gives them."""
    for field in fields:
        setattr(row, field, getattr(command, field))


def fill_texts(row: Base, command: asked.OnCase, *fields: str) -> None:
    """Set these fields as the command gives them, an empty text as nothing."""
    for field in fields:
        setattr(row, field, getattr(command, field) or None)


def content_of(row: Base) -> dict[str, Any]:
    """What a record says, for the log; None where a new one says nothing yet."""
    return {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key not in _COMMON}


def kept(work: Work, row: Any, case: CaseRow, verb: str, old: dict[str, Any]) -> str:  # noqa: ANN401 (any keyed row)
    """Write the record and its event, which keeps what it said before and says now; returns its key."""
    work.session.add(row)
    work.session.flush()
    new = content_of(row)
    fields = sorted(name for name, value in new.items() if old.get(name) != value)
    work.record(verb, "case", case.id, fields=fields, values={"record": row.id, "old": old, "new": new})
    return str(row.id)
