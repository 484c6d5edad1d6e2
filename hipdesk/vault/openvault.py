"""An unlocked vault: its paths, its keys, its attachments, and the header updates that an open vault may make."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from hipdesk.kernel.errors import EnvironmentFault
from hipdesk.kernel.ids import new_id
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.vault import blobs, tries
from hipdesk.vault import format as vault_format
from hipdesk.vault.blobs import StoredBlob
from hipdesk.vault.card import SlotCard
from hipdesk.vault.folder import VaultFolder
from hipdesk.vault.format import Header
from hipdesk.vault.keyring import Keyring
from hipdesk.vault.lockfile import VaultLock
from hipdesk.vault.tries import FailedTries


@dataclass(frozen=True, slots=True)
class Opened:
    """How a vault was opened: the slot used, and the failed tries before, to be entered in the audit log."""

    slot: int
    kind: str
    failed_tries: FailedTries | None = None


class Attachments:
    """The vault's attachments: encrypt, read back, verify, remove. Thread-safe: it holds no state of its own."""

    def __init__(self, folder: Path, keyring: Keyring) -> None:
        self._folder = folder
        self._keyring = keyring

    def write(self, source: BinaryIO | Iterable[bytes], *, progress: Progress = SILENT) -> StoredBlob:
        """Encrypt into a new file, synced and renamed on return; point a row at it only then."""
        return blobs.write(self._folder, self._keyring, source, progress=progress)

    def read(self, blob: StoredBlob) -> Iterator[bytes]:
        """Verified pieces; a file cut short raises AttachmentDamaged only at the end, so read all before showing."""
        return blobs.read(self._folder, self._keyring, blob.name, blob.wrapped_key)

    def read_all(self, blob: StoredBlob) -> bytes:
        """The whole text, verified against size and SHA-256 first."""
        return blobs.read_all(self._folder, self._keyring, blob)

    def verify(self, blob: StoredBlob, *, progress: Progress = SILENT) -> None:
        """Raises AttachmentDamaged or AttachmentMissing when the file is not what its row says."""
        blobs.verify(self._folder, self._keyring, blob, progress=progress)

    def remove(self, name: str) -> None:
        """Remove a file whose row is gone."""
        blobs.remove(self._folder, name)

    def names(self) -> frozenset[str]:
        """All attachment files there are."""
        return blobs.names(self._folder)

    def path(self, name: str) -> Path:
        """Where the encrypted file lies, for a backup to copy as it is."""
        return self._folder / name


class OpenVault:
    """What the store gets. Header updates are atomic and may come from any thread; ``close`` forgets the keys."""

    def __init__(self, folder: VaultFolder, lock: VaultLock, header: Header, keyring: Keyring, opened: Opened) -> None:
        self._folder = folder
        self._lock = lock
        self._header = header
        self._keyring = keyring
        self._guard = threading.RLock()
        self.opened = opened

    @property
    def folder(self) -> VaultFolder:
        """The vault's folder and the paths in it."""
        return self._folder

    @property
    def vault_id(self) -> str:
        """32 hex figures, the same in every copy and backup."""
        return self._header.vault_id

    @property
    def copy_id(self) -> str:
        """32 hex figures, new when a backup is restored."""
        return self._header.copy_id

    @property
    def slot_number(self) -> int:
        """The slot this vault was opened with."""
        return self.opened.slot

    @property
    def slots(self) -> tuple[SlotCard, ...]:
        """Number and kind of every slot, by number."""
        return tuple(SlotCard(slot.number, slot.kind) for slot in self._header.slots)

    @property
    def database_path(self) -> Path:
        """Where the database lies; it is the store that makes it."""
        return self._folder.path / self._header.database

    @property
    def database_key(self) -> bytes:
        """32 bytes, SQLCipher's raw key; KeysForgotten once closed."""
        return self._keyring.database_key

    @property
    def keyring(self) -> Keyring:
        """The keys themselves, for re-keying and for a backup's MAC."""
        return self._keyring

    @property
    def attachments(self) -> Attachments:
        """Reading and writing ``files/`` with the present keys."""
        return Attachments(self._folder.files, self._keyring)

    @property
    def header(self) -> Header:
        """The header as it stands; frozen."""
        return self._header

    @property
    def sequence(self) -> int:
        """The newest audit sequence the header holds."""
        return self._header.sequence

    @property
    def closed(self) -> bool:
        """Whether the keys are gone."""
        return self._keyring.forgotten

    def header_bytes(self) -> bytes:
        """The bytes of ``vault.json`` for this header, for a backup."""
        with self._guard:
            return vault_format.encode(self._header, self._keyring.header_key)

    def note_sequence(self, sequence: int, audit_mac: bytes = b"", *, lower: bool = False) -> None:
        """Write the newest audit event's sequence and MAC (at most 64 bytes) into the header; some milliseconds.

        A lower sequence is passed over, unless ``lower``: someone has accepted an older copy.
        """
        with self._guard:
            if sequence > self._header.sequence or (lower and sequence != self._header.sequence):
                self.rewrite(lambda header: replace(header, sequence=sequence, audit_mac=audit_mac))

    def renew_copy(self) -> str:
        """Give this copy an id of its own, after a restore into a new folder; returns it."""
        fresh = new_id()
        self.rewrite(lambda header: replace(header, copy_id=fresh))
        return fresh

    def rewrite(self, change: Callable[[Header], Header]) -> None:
        """Change the header and put it in place atomically; on failure the old one stands, here and on disk."""
        with self._guard:
            header = change(self._header)
            self._folder.write_header(vault_format.encode(header, self._keyring.header_key))
            self._header = header

    def adopt(self, header: Header, keyring: Keyring) -> None:
        """Switch over to another header and its keys, with one rename; the former keys are forgotten. For re-keying."""
        with self._guard:
            self._folder.write_header(vault_format.encode(header, keyring.header_key))
            former, self._header, self._keyring = self._keyring, header, keyring
            former.forget()

    def strays(self) -> list[Path]:
        """Leavings of a re-keying that was stopped; remove them only when this vault's own database has opened."""
        return self._folder.strays(self._header.database)

    def clear_failed_tries(self) -> None:
        """Forget the failed tries, once the audit log holds them. A disk that refuses leaves them for next time."""
        try:
            tries.clear(self._folder.tries)
        except EnvironmentFault:
            return
        self.opened = replace(self.opened, failed_tries=None)

    def close(self) -> None:
        """Forget the keys and release the lock; twice is harmless. Close the database first."""
        with self._guard:
            self._keyring.forget()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<OpenVault {'closed' if self.closed else 'open'}>"
