"""What a locked vault tells anyone. The unlock page is shown with this alone, before any cipher is loaded."""

from pathlib import Path
from typing import NamedTuple

from hipdesk.kernel.clock import Clock, SystemClock
from hipdesk.vault import folder as vault_folder
from hipdesk.vault import format as vault_format
from hipdesk.vault import tries
from hipdesk.vault.tries import FailedTries


class SlotCard(NamedTuple):
    """What may be told of a slot before unlocking: its number and kind."""

    number: int
    kind: str


class VaultCard(NamedTuple):
    """What a locked vault tells anyone: no names, no secrets. ``wait_seconds`` before the next try to open it."""

    name: str
    vault_id: str
    copy_id: str
    format: str
    slots: tuple[SlotCard, ...]
    sequence: int
    failed_tries: FailedTries | None
    wait_seconds: int

    @property
    def short_id(self) -> str:
        """Eight figures of the vault id as papers show them: ``6C2E-91F4``. The last ones: the first tell the time."""
        return short_id(self.vault_id)


def short_id(vault_id: str) -> str:
    """The last eight figures of a vault or copy id in two groups of four."""
    end = vault_id[-8:].upper()
    return f"{end[:4]}-{end[4:]}"


def peek(path: Path, clock: Clock | None = None) -> VaultCard:
    """Look at a locked vault. Raises VaultMissing, VaultDamaged or VaultTooNew. What it says is not proved yet."""
    folder = vault_folder.at(path)
    header = folder.read_header().header
    counted = tries.read(folder.tries)
    return VaultCard(
        name=folder.name,
        vault_id=header.vault_id,
        copy_id=header.copy_id,
        format=f"{vault_format.MAJOR}.{header.minor}",
        slots=tuple(SlotCard(slot.number, slot.kind) for slot in header.slots),
        sequence=header.sequence,
        failed_tries=counted,
        wait_seconds=counted.wait_seconds((clock or SystemClock()).now()) if counted else 0,
    )
