"""This computer's memory of vaults, outside them: the newest audit sequence seen, and the slot last used. No names.

It shows a vault that has gone back in time: an older copy put back, or a write-ahead log cut short by damage.
"""

import contextlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from hipdesk.kernel import files
from hipdesk.kernel.errors import EnvironmentFault
from hipdesk.kernel.paths import local_data

_LARGEST = 1 << 20
_VAULT_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class OlderCopy:
    """The vault is behind by ``missing`` recorded steps; 0 when it has grown again, but otherwise than it was seen."""

    missing: int

    @property
    def sentence(self) -> str:
        """For the unlock page and the log."""
        if not self.missing:
            return "This is another copy: recorded steps were replaced by others since the vault was last used here."
        steps = "1 recorded step is" if self.missing == 1 else f"{self.missing:,} recorded steps are"
        return f"This is an older copy: {steps} missing."


@dataclass(frozen=True, slots=True)
class Memory:
    """What this computer remembers of one vault."""

    sequence: int = 0
    slot: int | None = None


def behind(
    database_sequence: int, header_sequence: int, remembered: Memory, *, same_step: bool = True
) -> OlderCopy | None:
    """Whether the database ends before what the header or this computer has seen; None when it does not.

    ``same_step`` is false when the database's step of the header's sequence is not the one that the header holds.
    """
    missing = max(header_sequence, remembered.sequence) - database_sequence
    return OlderCopy(missing) if missing > 0 else None if same_step else OlderCopy(0)


def recall(vault_id: str, *, memory_file: Path | None = None) -> Memory:
    """What is remembered of a vault; an unknown vault, or an unreadable memory, gives an empty one."""
    return _read(memory_file or _place()).get(vault_id, Memory())


def remember(
    vault_id: str,
    *,
    sequence: int | None = None,
    slot: int | None = None,
    lower: bool = False,
    memory_file: Path | None = None,
) -> None:
    """Remember a vault's newest sequence and slot. A lower sequence is taken only with ``lower``: someone accepted it.

    A computer that cannot write its memory still opens vaults.
    """
    place = memory_file or _place()
    known = _read(place)
    before = known.get(vault_id, Memory())
    newest = before.sequence if sequence is None else sequence if lower else max(sequence, before.sequence)
    after = Memory(newest, before.slot if slot is None else slot)
    if after == before and vault_id in known:
        return
    known[vault_id] = after
    written = {each: {"sequence": memory.sequence, "slot": memory.slot} for each, memory in sorted(known.items())}
    with contextlib.suppress(EnvironmentFault):
        files.make_private_folder(place.parent)
        files.write_bytes(place, json.dumps(written).encode())


def _place() -> Path:
    return local_data() / "seen.json"


def _read(place: Path) -> dict[str, Memory]:
    try:
        with place.open("rb") as stream:
            written = json.loads(stream.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(written, dict):
        return {}
    return {vault_id: _memory(entry) for vault_id, entry in written.items() if _VAULT_ID.fullmatch(vault_id)}


def _memory(entry: object) -> Memory:
    """One entry, with whatever makes no sense left out."""
    if not isinstance(entry, dict):
        return Memory()
    sequence, slot = entry.get("sequence"), entry.get("slot")
    return Memory(
        sequence if type(sequence) is int and sequence >= 0 else 0,
        slot if type(slot) is int and slot > 0 else None,
    )
