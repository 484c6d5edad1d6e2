"""Reading drafts and the window's places. Exempt from audit, seen only by their own holder."""

from typing import Any

from sqlalchemy import delete, select

from hipdesk.model.drafts import Draft
from hipdesk.store.tables.users import DraftRow, WindowStateRow
from hipdesk.store.work import Reading, Work


def draft_row(reading: Reading, kind: str, subject: str) -> DraftRow | None:
    """The actor's own draft row."""
    return reading.session.scalar(
        select(DraftRow).where(
            DraftRow.holder_id == reading.actor.holder_id, DraftRow.kind == kind, DraftRow.subject == subject
        )
    )


def drafts(reading: Reading, kind: str | None = None) -> list[Draft]:
    """The actor's own drafts, newest first."""
    wanted = select(DraftRow).where(DraftRow.holder_id == reading.actor.holder_id).order_by(DraftRow.kept_at.desc())
    if kind is not None:
        wanted = wanted.where(DraftRow.kind == kind)
    return [
        Draft(row.kind, row.subject, row.content, row.begun_at, row.kept_at) for row in reading.session.scalars(wanted)
    ]


def remove_draft(work: Work, kind: str, subject: str) -> None:
    """Remove the actor's own draft, if it is there."""
    work.session.execute(
        delete(DraftRow).where(
            DraftRow.holder_id == work.actor.holder_id, DraftRow.kind == kind, DraftRow.subject == subject
        )
    )


def put_place(work: Work, name: str, content: dict[str, Any]) -> None:
    """Put a part of the window's place in place of the one before."""
    row = work.session.get(WindowStateRow, (work.actor.holder_id, name))
    if row is None:
        row = WindowStateRow(holder_id=work.actor.holder_id, name=name, content=content)
        work.session.add(row)
    row.content = content


def window_state(reading: Reading, name: str) -> dict[str, Any] | None:
    """A part of the window's place, as the actor left it."""
    row = reading.session.get(WindowStateRow, (reading.actor.holder_id, name))
    return dict(row.content) if row else None
