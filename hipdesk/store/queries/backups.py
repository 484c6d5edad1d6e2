"""Reading what was backed up, and which attachments there are to look at."""

from collections.abc import Collection

from sqlalchemy import select

from hipdesk.model.backups import BackupLine, BackupMade
from hipdesk.store.tables.attachments import AttachmentRow
from hipdesk.store.tables.audit import AuditEventRow
from hipdesk.store.tables.papers import BackupRow
from hipdesk.store.work import Reading
from hipdesk.vault.blobs import StoredBlob


def last_proved(reading: Reading) -> BackupMade | None:
    """The newest backup that was proved."""
    row = reading.session.scalar(
        select(BackupRow).where(BackupRow.proved_at.isnot(None)).order_by(BackupRow.made_at.desc()).limit(1)
    )
    if row is None:
        return None
    return BackupMade("", row.size, row.sequence, row.rows, row.made_at, ())


def recent(reading: Reading, limit: int = 12) -> list[BackupLine]:
    """The newest backups, proved or not."""
    rows = reading.session.scalars(select(BackupRow).order_by(BackupRow.made_at.desc()).limit(limit))
    return [BackupLine(row.made_at, row.place, row.size, row.rows, row.fault or "") for row in rows]


def proved_at_place(reading: Reading, place: str) -> frozenset[tuple[int, int]]:
    """Step and size in bytes of every backup that was proved in a folder."""
    row = BackupRow
    found = select(row.sequence, row.size).where(row.place == place, row.proved_at.isnot(None), row.fault.is_(None))
    return frozenset((step, size) for step, size in reading.session.execute(found))


def changed_after(reading: Reading, sequence: int, passed_over: Collection[str]) -> bool:
    """Whether the log holds a step after ``sequence`` other than those verbs."""
    event = AuditEventRow
    found = select(event.sequence).where(event.sequence > sequence, event.verb.not_in(passed_over)).limit(1)
    return reading.session.scalar(found) is not None


def attachments(reading: Reading) -> dict[str, StoredBlob]:
    """Every attachment's ciphertext by its random name."""
    row = AttachmentRow
    found = reading.session.execute(select(row.stored_name, row.wrapped_key, row.size, row.sha256))
    return {name: StoredBlob(name, key, size, bytes.fromhex(digest)) for name, key, size, digest in found}
