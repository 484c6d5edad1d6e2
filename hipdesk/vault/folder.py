"""The vault's folder, ``<name>.hipdesk/``: where each part lies, making a new one, and reading its header."""

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hipdesk.kernel import files
from hipdesk.kernel.errors import EnvironmentFault
from hipdesk.vault.faults import VaultDamaged, VaultExists, VaultMissing

if TYPE_CHECKING:
    from hipdesk.vault.format import SealedHeader

SUFFIX = ".hipdesk"
_HALF_WRITTEN = r"\.[0-9a-f]{16}\.part"
_DATABASE = r"(records-[0-9a-f]{16}\.db)(-wal|-shm|-journal)?"


class VaultFolder(NamedTuple):
    """The paths inside one vault's folder. Knows no key, and never removes anything."""

    path: Path

    @property
    def header(self) -> Path:
        """``vault.json``."""
        return self.path / "vault.json"

    @property
    def files(self) -> Path:
        """``files/``: the attachments."""
        return self.path / "files"

    @property
    def lock(self) -> Path:
        """``lock``."""
        return self.path / "lock"

    @property
    def tries(self) -> Path:
        """``tries.json``: failed tries to open."""
        return self.path / "tries.json"

    @property
    def name(self) -> str:
        """The folder's name without its ending, as the unlock page shows it."""
        return self.path.name.removesuffix(SUFFIX)

    def read_header(self) -> "SealedHeader":
        """The header, its checksum proved. Raises VaultMissing, VaultDamaged or VaultTooNew."""
        from hipdesk.vault import format as vault_format  # late: the unlock page is up before a header is read

        return vault_format.decode(self.header_bytes())

    def header_bytes(self) -> bytes:
        """The header's bytes as they stand, no more than a header may have. Raises VaultMissing or VaultDamaged."""
        from hipdesk.vault.format import LARGEST_HEADER

        with files.told_plainly():
            try:
                with self.header.open("rb") as stream:
                    raw = stream.read(LARGEST_HEADER + 1)
            except (FileNotFoundError, NotADirectoryError):
                raise VaultMissing() from None
            except IsADirectoryError:
                raise VaultDamaged() from None
        return raw

    def write_header(self, raw: bytes) -> None:
        """Put a header in place: one atomic rename, so that the old or the new one stands, never neither."""
        files.write_bytes(self.header, raw)

    def strays(self, database: str) -> list[Path]:
        """Databases other than ``database``, and half-written files, left by a re-keying that was stopped. Sorted.

        Nothing is removed here: the caller does so only when ``database`` itself is there and has been opened.
        """
        found = []
        with files.told_plainly():
            for each in (*self.path.iterdir(), *self.files.iterdir()):
                shape = re.fullmatch(_DATABASE, each.name)
                half_written = each.name.startswith(".") and each.name.endswith(".part")
                if half_written or (shape and shape[1] != database):
                    found.append(each)
        return sorted(found)


def at(path: Path) -> VaultFolder:
    """The vault folder at a path; also when its ``vault.json`` is what was chosen."""
    return VaultFolder(path.parent if path.name == "vault.json" else path)


def lay_out(path: Path) -> VaultFolder:
    """Make a new private folder with ``files/`` and no header yet. VaultExists when anything is there.

    But for what a killed creation leaves: an empty vault folder, without header or records, is used.
    """
    if path.suffix != SUFFIX:
        raise ValueError("a vault's folder ends in .hipdesk")
    folder = VaultFolder(path)
    if not files.make_new_private_folder(path):
        if not _is_bare(folder):
            raise VaultExists()
        files.make_private_folder(path)
    try:
        files.make_private_folder(folder.files)
    except BaseException:
        take_back(folder)
        raise
    return folder


def _is_bare(folder: VaultFolder) -> bool:
    """Whether nothing lies in it but what making a vault begins with; half-written headers go."""
    try:
        there = {each for each in folder.path.iterdir() if not re.fullmatch(_HALF_WRITTEN, each.name)}
        if not there <= {folder.files, folder.lock} or any(folder.files.glob("*")):
            return False
        for left in set(folder.path.iterdir()) - there:
            files.remove(left)
    except (OSError, EnvironmentFault):
        return False
    return True


def take_back(folder: VaultFolder) -> None:
    """Undo ``lay_out`` after a failure: only what it and ``create`` made, and only while it holds no records."""
    for part in (folder.header, folder.lock):
        with contextlib.suppress(OSError):
            files.remove(part)
    for place in (folder.files, folder.path):
        with contextlib.suppress(OSError):
            place.rmdir()


def new_database_name() -> str:
    """A name for a database file that no other has: ``records-<16 hex>.db``."""
    from secrets import token_hex  # late: the unlock page makes no vault

    return f"records-{token_hex(8)}.db"
