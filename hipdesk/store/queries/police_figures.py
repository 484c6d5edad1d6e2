"""Police figures of the record: the files, and the counts of an area, the newest file's first."""

from datetime import date

from sqlalchemy import select

from hipdesk.model.police_figures import Kind, PoliceFileView, Scope
from hipdesk.store.tables.reports import PoliceFileRow
from hipdesk.store.work import Reading

Counts = dict[str, dict[tuple[date, date], int]]
"""Of each line, its counts by first and last day."""


def files(reading: Reading) -> list[PoliceFileView]:
    """The files, the newest first."""
    rows = reading.session.scalars(
        select(PoliceFileRow).order_by(PoliceFileRow.made_at.desc(), PoliceFileRow.id.desc())
    )
    return [_view(row) for row in rows]


def file_there(reading: Reading, sha256: str, scope: Scope) -> PoliceFileRow | None:
    """The file of the same bytes for the same scope."""
    return reading.session.scalar(
        select(PoliceFileRow).where(PoliceFileRow.sha256 == sha256, PoliceFileRow.scope == scope).limit(1)
    )


def counts_of(reading: Reading, scope: Scope, kind: Kind) -> tuple[Counts, PoliceFileView | None]:
    """The counts of a scope by line and period, of two files for one the later; and the newest file."""
    rows = reading.session.scalars(
        select(PoliceFileRow)
        .where(PoliceFileRow.scope == scope, PoliceFileRow.kind == kind)
        .order_by(PoliceFileRow.made_at, PoliceFileRow.id)
    ).all()
    found: Counts = {}
    for row in rows:
        for line, first, last, many in row.figures:
            found.setdefault(line, {})[date.fromisoformat(first), date.fromisoformat(last)] = many
    return found, _view(rows[-1]) if rows else None


def _view(row: PoliceFileRow) -> PoliceFileView:
    days = [(date.fromisoformat(first), date.fromisoformat(last)) for _, first, last, _ in row.figures]
    scope: Scope = "force" if row.scope == "force" else "borough"
    kind: Kind = "ward" if row.kind == "ward" else "strand"
    first, last = min(day for day, _ in days), max(day for _, day in days)
    return PoliceFileView(
        row.id, row.file_name, scope, kind, row.area, row.received_on, first, last, len(row.figures)
    )  # fmt: skip
