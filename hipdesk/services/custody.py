"""Creating, unlocking and closing a vault: keys from the vault, records from the store, and the events that say so.

These run before there is a unit of work, so they stand outside the registry; each writes its own event.
"""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from hipdesk.kernel import files
from hipdesk.kernel.clock import Clock
from hipdesk.kernel.errors import DiskFull, EnvironmentFault, HipDeskError
from hipdesk.model.settings import OfficeSettings, Settings
from hipdesk.model.users import SETUP, Actor
from hipdesk.services.settings import change_settings, open_office
from hipdesk.store.faults import DatabaseDamaged
from hipdesk.store.queries import holders as queries
from hipdesk.store.queries.backups import attachments
from hipdesk.store.records import Records
from hipdesk.store.tables.users import HolderRow
from hipdesk.vault import holders as vault_holders
from hipdesk.vault import opening, seen
from hipdesk.vault.card import peek
from hipdesk.vault.faults import VaultUnfinished
from hipdesk.vault.folder import take_back
from hipdesk.vault.kdf import KdfPolicy
from hipdesk.vault.openvault import OpenVault
from hipdesk.vault.recovery import RecoveryCode
from hipdesk.vault.slots import PASSPHRASE


@dataclass(frozen=True, slots=True)
class NewVault:
    """What first run asks for: where, who, and for which office."""

    path: Path
    passphrase: str
    holder: str
    office: OfficeSettings
    job_title: str = ""
    role: str = "officer"
    more: tuple[Settings, ...] = ()


class Custody:
    """An unlocked vault and its open records, until they are closed."""

    def __init__(self, vault: OpenVault, clock: Clock, *, reading_only: bool = False) -> None:
        self.vault = vault
        self.records = Records(
            vault.database_path, vault.database_key, clock, self._committed, reading_only=reading_only
        )
        self.actor: Actor = SETUP
        self.older: seen.OlderCopy | None = None
        self.restored = False

    def stop_writing(self) -> None:
        """Go on reading only: the disk has no room for another word. DiskFull when commits still wait in the WAL."""
        clock = self.records.clock
        self.records.close()
        self.records = Records(
            self.vault.database_path, self.vault.database_key, clock, self._committed, reading_only=True
        )

    def reopen_records(self) -> None:
        """Work on with the database the header names now, as after a re-keying."""
        self.records = Records(self.vault.database_path, self.vault.database_key, self.records.clock, self._committed)
        newest = self.records.newest_sequence()
        self._committed(newest, self.records.mac_at(newest) or b"")

    def _committed(self, sequence: int, mac: bytes) -> None:
        """Remember the newest step in the header and on this computer, so that going back in time shows.

        The step itself is kept by now: a disk with no room for the header's copy of it must not say otherwise. The
        next step tries again.
        """
        with contextlib.suppress(EnvironmentFault):
            self.vault.note_sequence(sequence, mac)
        seen.remember(self.vault.copy_id, sequence=sequence)

    def close(self) -> None:
        """Checkpoint, close the database, forget the keys, release the lock."""
        try:
            self.records.close()
        finally:
            self.vault.close()


def create(asked: NewVault, clock: Clock, policy: KdfPolicy | None = None) -> tuple[Custody, RecoveryCode]:
    """A new vault with its lists and its first holder; on any failure nothing is left behind.

    Raises PassphraseRefused, PlaceRefused, VaultExists.
    """
    known = (asked.holder, asked.office.office_name, asked.office.borough, asked.office.panel_name)
    vault, code = opening.create(asked.path, asked.passphrase, policy, known_words=known, clock=clock)
    custody: Custody | None = None
    try:
        custody = Custody(vault, clock)
        with custody.records.write(SETUP) as work:
            holder = HolderRow(
                name=asked.holder, job_title=asked.job_title or None, role=asked.role, slot=vault.slot_number
            )
            work.session.add(holder)
            work.session.flush()
            work.record("vault.created", "holder", holder.id, values={"role": asked.role})
            open_office(work)
            for group in (asked.office, *asked.more):
                change_settings(work, group)
            work.finish()
    except BaseException:
        (custody or vault).close()
        for part in vault.folder.path.glob(f"{vault.database_path.name}*"):
            files.remove(part)
        take_back(vault.folder)
        raise
    custody.actor = Actor(holder.id, holder.name, holder.role)
    seen.remember(vault.copy_id, slot=vault.slot_number)
    return custody, code


def unlock(path: Path, passphrase: str, clock: Clock, policy: KdfPolicy | None = None) -> Custody:
    """Open a vault with a holder's passphrase; the slot this computer used last is tried first.

    Raises what the vault and the store raise: wrong passphrase, newer, tampered, damaged, in use: each its sentence.
    """
    card = peek(path)
    hint = seen.recall(card.copy_id).slot
    vault = opening.unlock(path, passphrase, policy, slot=hint, clock=clock)
    return _opened(vault, clock)


def unlock_restored(path: Path, passphrase: str, clock: Clock, policy: KdfPolicy | None = None) -> Custody:
    """Open a folder just restored from a backup: it becomes a copy of its own before anything is written to it.

    ``older`` then says how many steps the copy it was made from has gone further, as far as this computer knows.
    """
    vault = opening.unlock(path, passphrase, policy, clock=clock)
    former = seen.recall(vault.copy_id)
    try:
        vault.renew_copy()
    except BaseException:
        vault.close()
        raise
    # The backup's own event came after it: every backup is one step behind by its nature.
    custody = _opened(vault, clock, seen.Memory(max(0, former.sequence - 1), former.slot))
    _must_write(custody)
    custody.restored = True
    return custody


def recover(
    path: Path, code: RecoveryCode, new_passphrase: str, clock: Clock, policy: KdfPolicy | None = None
) -> tuple[Custody, RecoveryCode]:
    """Open with the recovery sheet, give the first holder a new passphrase, and make a new sheet: the old one stops.

    Raises WrongRecoveryCode, PassphraseRefused.
    """
    vault = opening.unlock_with_recovery(path, code, policy, clock=clock)
    custody = _opened(vault, clock, by_recovery=True)
    _must_write(custody)
    try:
        with custody.records.read(SETUP) as reading:
            holder = queries.first_officer(reading)
        if holder is None or holder.slot is None:
            raise HipDeskError("This vault has no officer to give a new passphrase to.", kept="Nothing was changed.")
        vault_holders.change_passphrase(vault, holder.slot, new_passphrase, policy, known_words=(holder.name,))
        fresh, _ = vault_holders.replace_recovery(vault)
        custody.actor = Actor(holder.id, holder.name, holder.role)
        with custody.records.write(custody.actor) as work:
            work.record("vault.recovered", "holder", holder.id, fields=["passphrase", "recovery"])
            work.finish()
    except BaseException:
        custody.close()
        raise
    return custody, fresh


def _opened(
    vault: OpenVault, clock: Clock, remembered: seen.Memory | None = None, *, by_recovery: bool = False
) -> Custody:
    try:
        if not vault.database_path.exists():
            raise DatabaseDamaged("The database of this vault is missing.") if vault.sequence else VaultUnfinished()
        custody = _with_records(vault, clock)
    except BaseException:
        vault.close()
        raise
    try:
        newest = custody.records.newest_sequence()
        if newest == 0 and vault.sequence == 0:
            raise VaultUnfinished()
        same = vault.sequence == 0 or custody.records.mac_at(vault.sequence) == vault.header.audit_mac
        remembered = remembered or seen.recall(vault.copy_id)
        custody.older = seen.behind(newest, vault.sequence, remembered, same_step=same)
        with custody.records.read(SETUP) as reading:
            holder = queries.holder_of_slot(reading, vault.slot_number)
        if holder is not None:
            custody.actor = Actor(holder.id, holder.name, holder.role)
        elif not by_recovery:
            raise HipDeskError("No holder of this vault has this passphrase any more.", kept="Nothing was changed.")
        if custody.records.reading_only:
            return custody
        try:
            _enter_unlocking(custody)
        except DiskFull:
            custody.stop_writing()
            return custody
        vault.clear_failed_tries()
        seen.remember(vault.copy_id, slot=vault.slot_number)
        if custody.older is None:
            with contextlib.suppress(EnvironmentFault):
                _sweep(custody)
    except BaseException:
        custody.close()
        raise
    return custody


def _must_write(custody: Custody) -> None:
    """Close again and raise DiskFull when only reading is possible: what follows changes keys, or must be recorded."""
    if custody.records.reading_only:
        custody.close()
        raise DiskFull()


def _enter_unlocking(custody: Custody) -> None:
    """Write that the vault was unlocked, by whom, after how many failed tries, and whether it was older."""
    failed = custody.vault.opened.failed_tries
    with custody.records.write(custody.actor) as work:
        fields = ["failed_tries"] if failed else []
        values = {"failed_tries": failed.count} if failed else None
        work.record("vault.unlocked", "holder", custody.actor.holder_id, fields=fields, values=values)
        if custody.older is not None:
            work.record("vault.older_copy", "vault", custody.vault.vault_id, values={"missing": custody.older.missing})
        work.finish()


def _with_records(vault: OpenVault, clock: Clock) -> Custody:
    """The records to be written, or, on a full disk, to be read at least; DiskFull when not even that can be."""
    try:
        return Custody(vault, clock)
    except DiskFull:
        return Custody(vault, clock, reading_only=True)


def _sweep(custody: Custody) -> None:
    """Remove what a killed process left: half-written files, a stopped re-keying's copy, ciphertexts without a row,
    and slots without a holder.

    Never in an older copy, whose newer rows may still turn up and whose ciphertexts would then be missed.
    """
    for stray in custody.vault.strays():
        files.remove(stray)
    with custody.records.read(SETUP) as reading:
        known, held = attachments(reading), queries.slots_held(reading)
    for card in custody.vault.slots:
        if card.kind == PASSPHRASE and card.number not in held | {custody.vault.slot_number}:
            vault_holders.remove_slot(custody.vault, card.number)
    for name in custody.vault.attachments.names() - known.keys():
        custody.vault.attachments.remove(name)
