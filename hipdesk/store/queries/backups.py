"""Reading what was backed up, and which attachments there are to look at."""

from sqlalchemy import select

from hipdesk.model.backups import BackupMade
from hipdesk.store.tables.attachments import AttachmentRow
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


def attachments(reading: Reading) -> dict[str, StoredBlob]:
    """Every attachment's ciphertext by its random name."""
    row = AttachmentRow
    found = reading.session.execute(select(row.stored_name, row.wrapped_key, row.size, row.sha256))
    return {name: StoredBlob(name, key, size, bytes.fromhex(digest)) for name, key, size, digest in found}
