"""Backing up, proving, and restoring into a new folder. A live vault is never written over."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from hipdesk.kernel import files
from hipdesk.kernel.clock import Clock
from hipdesk.kernel.errors import EnvironmentFault, HipDeskError, Refused
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.backups import BackupLine, BackupMade
from hipdesk.model.settings import BackupSettings
from hipdesk.model.users import Right
from hipdesk.services import thinning
from hipdesk.services.custody import Custody, unlock_restored
from hipdesk.services.registry import SERVICES, reads, writes
from hipdesk.services.settings import setting
from hipdesk.store import backup, integrity
from hipdesk.store.queries import backups as queries
from hipdesk.store.queries.question_sets import unreadable_forms
from hipdesk.store.tables.papers import BackupRow
from hipdesk.store.work import Reading, Work
from hipdesk.vault import opening
from hipdesk.vault.blobs import StoredBlob
from hipdesk.vault.folder import take_back
from hipdesk.vault.kdf import KdfPolicy

# Verbs that change nothing a backup would miss; what reading writes is added to them.
_NO_CHANGE = frozenset({"vault.unlocked", "backup.made", "backup.thinned"})


def file_name(custody: Custody) -> str:
    """A name for a backup made now: the vault's name and the UTC minute; no person's name."""
    return f"{custody.vault.folder.name} {custody.records.clock.now():%Y-%m-%d %H%M}.hipbackup"


def back_up(custody: Custody, target: Path, progress: Progress = SILENT) -> BackupMade:
    """Write a backup near ``target``, prove it by opening it from the file, then give it its name; all recorded.

    In the folder of the settings, old backups are then thinned.

    A failure to write or to prove leaves what was at ``target``; one with faults is kept as ``….not-proved``. Raises
    Refused without the right, DiskFull, NotWritable, Stopped.
    """
    custody.actor.demand(Right.BACK_UP)
    vault, records = custody.vault, custody.records
    with _making(target.parent, vault.copy_id) as apart:
        beside = apart / target.name
        manifest = backup.write_backup(
            records, vault.folder.path, beside, vault.database_key, vault.vault_id, progress
        )  # fmt: skip
        found = backup.prove(beside, vault.database_key, records.audit_key, progress)
        if found.faults:
            target = target.with_name(f"{target.name}.not-proved")
        files.move(beside, target)
    made = BackupMade(
        target.name,
        target.stat().st_size,
        manifest.sequence,
        sum(manifest.rows.values()),
        manifest.made_at,
        found.faults,
    )
    with records.write(custody.actor) as work:
        note_backup(work, made, str(target.parent))
        work.finish()
    if not made.faults:
        thinning.thin(custody, target.parent)
    return made


@contextlib.contextmanager
def _making(place: Path, copy_id: str) -> Iterator[Path]:
    """A folder of this copy's own to write and prove in; what a killed backup left there goes first.

    Only whoever holds the vault's lock writes there, so nothing in it can be another program's.
    """
    apart = place / f".{copy_id}.making"
    if apart.exists():
        files.remove_tree(apart)
    files.make_new_private_folder(apart)
    try:
        yield apart
    finally:
        with contextlib.suppress(EnvironmentFault):
            files.remove_tree(apart)


@writes(Right.BACK_UP, "backup.made")
def note_backup(work: Work, made: BackupMade, place: str) -> None:
    """Record a backup, and whether it was proved."""
    row = BackupRow(
        made_at=made.made_at, place=place, size=made.size, sequence=made.sequence, rows=made.rows,
        proved_at=None if made.faults else work.now, fault=made.faults[0] if made.faults else None,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.record("backup.made", "backup", row.id, values={"size": made.size, "faults": list(made.faults)})


@reads(Right.KEEP_DRAFTS)
def last_proved(reading: Reading) -> BackupMade | None:
    """The newest backup that was proved, for the status line."""
    return queries.last_proved(reading)


@reads(Right.KEEP_DRAFTS)
def recent_backups(reading: Reading) -> list[BackupLine]:
    """The newest backups, proved or not, for Settings."""
    return queries.recent(reading)


@reads(Right.KEEP_DRAFTS)
def backup_wanted(reading: Reading) -> str:
    """The folder a backup should go to by itself; empty when none is set, or nothing changed since the last one.

    Unlocking, opening records and taking the last backup itself are no changes.
    """
    wanted = setting(reading, BackupSettings)
    if not wanted.place or not wanted.automatic or not reading.actor.may(Right.BACK_UP):
        return ""
    proved = queries.last_proved(reading)
    since = proved.sequence if proved else 0
    looked = {service.verb for service in SERVICES.values() if service.verb and not service.writes}
    return wanted.place if queries.changed_after(reading, since, _NO_CHANGE | looked) else ""


def verify(custody: Custody, progress: Progress = SILENT) -> integrity.Integrity:
    """Look at the whole vault: pages, foreign keys, audit chain against the header, every attachment's bytes,
    and the office's own risk forms.

    Over a connection of its own, so that it may run on any thread. A copy that was older when it was opened is not
    whole, even when it has grown as long since.
    """
    with custody.records.apart(custody.actor, progress) as (engine, reading):
        found = integrity.look(engine, custody.records.audit_key, max(custody.vault.sequence, 0), progress)
        known = queries.attachments(reading)
        forms = [
            f"Version {version} of the risk form {name} cannot be read." for name, version in unreadable_forms(reading)
        ]
    gone_back = [custody.older.sentence] if custody.older and not custody.restored else []
    faults = [*gone_back, *found.faults, *forms, *_attachment_faults(custody, known, progress)]
    return replace(found, faults=tuple(faults))


def restore(
    source: Path,
    folder: Path,
    passphrase: str,
    clock: Clock,
    policy: KdfPolicy | None = None,
    progress: Progress = SILENT,
) -> Custody:
    """Restore a backup into a new vault folder with a copy id of its own, and open it.

    The file is proved whole before anything is written; on any failure the new folder goes again. Raises
    BackupDamaged, WrongPassphrase, VaultExists; Refused when there is no such file.
    """
    if not source.is_file():
        raise Refused(
            "The backup is not there.", kept="Nothing was restored.", to_do="Check the path, and that the disk is in."
        )
    backup.check_whole(source)
    manifest, raw_header = backup.read_parts(source)
    header, keyring, _slot = opening.open_header(raw_header, passphrase, policy)
    try:
        backup.check_whole(source, keyring.database_key)
    finally:
        keyring.forget()
    laid = opening.lay_out_copy(folder, raw_header)
    try:
        backup.unpack(source, laid.path, header.database, progress)
        custody = unlock_restored(folder, passphrase, clock, policy)
    except BaseException:
        for part in (*laid.path.glob(f"{header.database}*"), *laid.files.glob("*")):
            files.remove(part)
        take_back(laid)
        raise
    with custody.records.write(custody.actor) as work:
        work.record("vault.restored", "vault", custody.vault.vault_id, values={"sequence": manifest.sequence})
        work.finish()
    return custody


def _attachment_faults(custody: Custody, known: Mapping[str, StoredBlob], progress: Progress) -> list[str]:
    """Attachments whose ciphertext is missing or not what was written, and ciphertexts no row points at."""
    store = custody.vault.attachments
    faults = []
    for name, blob in known.items():
        progress.check()
        try:
            store.verify(blob, progress=progress)
        except HipDeskError as fault:
            faults.append(f"Attachment {name[:8]}: {fault.what}")
    strays = store.names() - known.keys()
    if strays:
        faults.append(f"{len(strays)} files in the vault belong to no attachment.")
    return faults
