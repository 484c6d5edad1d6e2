"""Backups: the vault's own ciphertexts in one file with a seal over all of it, and the proof that they open.

A ``.hipbackup`` is a magic line, an uncompressed tar (``manifest.json``, ``vault.json``, the database, ``files/``),
then SHA-256 of all that, then HMAC of the digest. The digest tells damage without a passphrase; the HMAC tells change.
Nothing in it is plaintext but the manifest: when, how many rows and steps.
"""

import contextlib
import hashlib
import hmac
import io
import json
import secrets
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from hipdesk.kernel import files
from hipdesk.kernel.errors import EnvironmentFault, HipDeskError
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.store import integrity
from hipdesk.store.engine import make_engine
from hipdesk.store.faults import told_plainly
from hipdesk.store.records import Records
from hipdesk.store.tables.audit import AuditEventRow

_MAGIC = b"HIPDESK-BACKUP-1\n"
_SEAL = hashlib.sha256().digest_size * 2
_CHUNK = 1 << 20
_MOST_MANIFEST = 1 << 20
HEADER, MANIFEST, DATABASE, ATTACHMENTS = "vault.json", "manifest.json", "records.db", "files"


class BackupDamaged(HipDeskError):
    """The file is not what was written, or not a backup at all."""

    def __init__(self, what: str = "This backup is damaged: it is not what was written.") -> None:
        super().__init__(what, kept="Nothing was changed.", to_do="Use another backup.")


class StillReading(EnvironmentFault):
    """A long read holds an older state of the database, and what came after it is not in the file yet."""

    def __init__(self) -> None:
        super().__init__(
            "A report or a search is still reading, so the backup could not begin.",
            kept="The backup made before is untouched.",
            to_do="Wait until it has finished, then back up again.",
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: its vault, when it was made, the audit sequence and the rows per table."""

    vault_id: str
    made_at: datetime
    sequence: int
    rows: Mapping[str, int]

    def to_json(self) -> bytes:
        """As it stands in the backup."""
        content = {
            "vault": self.vault_id,
            "made_at": self.made_at.isoformat(),
            "sequence": self.sequence,
            "rows": dict(self.rows),
        }
        return json.dumps(content, sort_keys=True).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Read back; BackupDamaged when it is not one."""
        try:
            content = json.loads(text)
            made_at = datetime.fromisoformat(content["made_at"])
            return cls(content["vault"], made_at, int(content["sequence"]), dict(content["rows"]))
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            raise BackupDamaged() from None


class _Sealing:
    """A write-only stream that hashes what passes and can be stopped."""

    def __init__(self, writer: files.Writer, progress: Progress, total: int) -> None:
        self._writer = writer
        self._progress = progress
        self._total = total
        self._done = 0
        self.digest = hashlib.sha256()

    def write(self, chunk: bytes) -> int:
        self._progress.step(min(self._done, self._total), self._total, "backup")
        self.digest.update(chunk)
        self._writer.write(chunk)
        self._done += len(chunk)
        return len(chunk)


def seal_key(database_key: bytes) -> bytes:
    """The key of a backup's seal, derived from the database's."""
    return hmac.new(database_key, b"hipdesk backup seal", hashlib.sha256).digest()


def write_backup(
    records: Records, vault_folder: Path, target: Path, database_key: bytes, vault_id: str, progress: Progress = SILENT
) -> Manifest:
    """Write a whole backup to ``target`` in one step, while nobody writes; the old file stays until it is finished.

    On the writer's thread. Raises StillReading when a long read keeps the newest changes out of the database's file.
    """
    with _quiet(records) as connection:
        rows = integrity.row_counts(connection)
        manifest = Manifest(vault_id, records.clock.now(), _newest_step(connection), rows)
        attachments = sorted((vault_folder / ATTACHMENTS).iterdir()) if (vault_folder / ATTACHMENTS).is_dir() else []
        total = records.path.stat().st_size + sum(file.stat().st_size for file in attachments)
        with files.replacing(target) as writer:
            sealing = _Sealing(writer, progress, total)
            sealing.write(_MAGIC)
            with tarfile.open(fileobj=sealing, mode="w|", format=tarfile.PAX_FORMAT) as tar:  # type: ignore[call-overload] # a stream needs only write
                _add(tar, MANIFEST, manifest.to_json())
                _add(tar, HEADER, (vault_folder / HEADER).read_bytes())
                _add_file(tar, DATABASE, records.path)
                for file in attachments:
                    _add_file(tar, f"{ATTACHMENTS}/{file.name}", file)
            digest = sealing.digest.digest()
            writer.write(digest)
            writer.write(hmac.new(seal_key(database_key), digest, hashlib.sha256).digest())
    return manifest


def check_whole(source: Path, database_key: bytes | None = None) -> None:
    """Read the whole file once: BackupDamaged when a byte was changed; with the key, also when it was forged."""
    with files.told_plainly():
        size = source.stat().st_size - _SEAL
        if size < len(_MAGIC):
            raise BackupDamaged("This file is not a HIP Desk backup.")
        digest = hashlib.sha256()
        with source.open("rb") as stream:
            if stream.read(len(_MAGIC)) != _MAGIC:
                raise BackupDamaged("This file is not a HIP Desk backup.")
            stream.seek(0)
            left = size
            while left and (chunk := stream.read(min(_CHUNK, left))):
                digest.update(chunk)
                left -= len(chunk)
            kept, seal = stream.read(_SEAL // 2), stream.read()
    if not hmac.compare_digest(kept, digest.digest()):
        raise BackupDamaged()
    if database_key is not None:
        wanted = hmac.new(seal_key(database_key), kept, hashlib.sha256).digest()
        if not hmac.compare_digest(seal, wanted):
            raise BackupDamaged("This backup was not made by this vault, or was changed.")


def read_parts(source: Path) -> tuple[Manifest, bytes]:
    """The manifest and the vault's header out of a whole backup."""
    with _opened(source) as tar:
        manifest = Manifest.from_json(_read(tar, MANIFEST))
        return manifest, _read(tar, HEADER)


def unpack(source: Path, folder: Path, database_name: str, progress: Progress = SILENT) -> None:
    """Write the database and the attachments of a whole backup into an existing, private, new vault folder."""
    files.make_private_folder(folder / ATTACHMENTS)
    with _opened(source) as tar:
        for member in tar:
            progress.check()
            name = Path(member.name)
            if not member.isfile() or len(name.parts) > 2 or ".." in name.parts or name.is_absolute():
                raise BackupDamaged()
            content = tar.extractfile(member)
            if content is None or member.name in (MANIFEST, HEADER):
                continue
            place = database_name if member.name == DATABASE else f"{ATTACHMENTS}/{name.name}"
            _copy(content, folder / place)


def prove(source: Path, database_key: bytes, audit_key: bytes, progress: Progress = SILENT) -> integrity.Integrity:
    """Open the backup from the file and look at all of it; its rows are counted against the manifest."""
    check_whole(source, database_key)
    with _opened(source) as tar:
        manifest = Manifest.from_json(_read(tar, MANIFEST))
        content = tar.extractfile(DATABASE)
        if content is None:
            raise BackupDamaged()
        beside = source.with_name(f".{secrets.token_hex(8)}.proof")
        try:
            _copy(content, beside)
            engine = make_engine(beside, database_key)
            try:
                with told_plainly():
                    found = integrity.look(engine, audit_key, manifest.sequence, progress)
            finally:
                engine.dispose()
        finally:
            for name in (beside.name, f"{beside.name}-wal", f"{beside.name}-shm"):
                files.remove(beside.with_name(name))
    faults = list(found.faults)
    faults += [f"{table}: {found.rows.get(table)} rows, {count} expected." for table, count in manifest.rows.items()
               if found.rows.get(table) != count]  # fmt: skip
    return replace(found, faults=tuple(faults))


def _newest_step(connection: Connection) -> int:
    return int(connection.execute(select(func.max(AuditEventRow.sequence))).scalar() or 0)


@contextlib.contextmanager
def _quiet(records: Records) -> Iterator[Connection]:
    """Everything checkpointed into the file, and the write lock held so that it stays as it is."""
    if not records.checkpoint():
        raise StillReading()
    with told_plainly(), records.writer.connect() as connection, connection.begin() as held:
        yield connection
        held.rollback()


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    with files.told_plainly(), source.open("rb") as stream:
        stream.seek(len(_MAGIC))
        try:
            with tarfile.open(fileobj=stream, mode="r:", ignore_zeros=False) as tar:
                yield tar
        except (tarfile.TarError, KeyError, EOFError):
            raise BackupDamaged() from None


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    tar.addfile(member, io.BytesIO(content))


def _add_file(tar: tarfile.TarFile, name: str, path: Path) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = path.stat().st_size, 0o600
    with path.open("rb") as stream:
        tar.addfile(member, stream)


def _read(tar: tarfile.TarFile, name: str) -> bytes:
    content = tar.extractfile(name)
    if content is None:
        raise BackupDamaged()
    return content.read(_MOST_MANIFEST)


def _copy(content: IO[bytes], target: Path) -> None:
    with files.replacing(target) as writer:
        while chunk := content.read(_CHUNK):
            writer.write(chunk)
