"""What the window may ask before anything is unlocked: which vaults there are, and how good a passphrase is.

It imports neither pydantic nor SQLAlchemy: the unlock page is up before they are. Nothing here opens a vault.
"""

import contextlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hipdesk.kernel import files
from hipdesk.kernel.clock import LONDON, Clock, today
from hipdesk.kernel.errors import EnvironmentFault, HipDeskError
from hipdesk.kernel.paths import local_data
from hipdesk.vault import card as cards
from hipdesk.vault import passphrase, recovery
from hipdesk.vault.faults import NotOpened, RecoveryCodeMistyped
from hipdesk.vault.folder import SUFFIX
from hipdesk.vault.folder import at as folder_at
from hipdesk.vault.kdf import KdfPolicy
from hipdesk.vault.passphrase import Judgement
from hipdesk.vault.recovery import RecoveryCode

__all__ = [
    "Judgement", "KdfPolicy", "KnownVault", "Look", "NotOpened", "RecoveryCode", "RecoveryCodeMistyped", "default_path",
    "describe", "forget", "groups_to_ask", "judge", "keep_look", "known", "known_paths", "look",
    "read_code", "remember", "self_test", "suggest",
]  # fmt: skip
_LARGEST = 1 << 18
_MOST = 40
_PARTS = 3
_UNSAFE = re.compile(r"[^\w -]+")


@dataclass(frozen=True, slots=True)
class KnownVault:
    """A locked vault as the unlock page shows it: no names, no secrets.

    ``place`` are the last folders of its path; ``closed`` when it was last written ("Closed yesterday, 17:41"), empty
    when not known; ``fault`` one sentence when it cannot be opened as it is; ``wait_seconds`` before the next try.
    """

    path: Path
    name: str
    place: str
    closed: str = ""
    fault: str = ""
    wait_seconds: int = 0


def known(clock: Clock) -> list[KnownVault]:
    """The vaults this computer knows, the one opened last first; those whose folder is gone are left out."""
    return [describe(path, clock) for path in known_paths() if path.is_dir()]


def describe(path: Path, clock: Clock) -> KnownVault:
    """One locked vault; what is wrong with it as a sentence."""
    folder = folder_at(path)
    parts = [part for part in folder.path.parts if part.strip("/\\")]
    place = " › ".join(parts[-_PARTS:])
    try:
        card = cards.peek(folder.path, clock)
    except HipDeskError as fault:
        return KnownVault(folder.path, folder.name, place, fault=fault.what)
    return KnownVault(folder.path, card.name, place, _closed(folder.header, clock), wait_seconds=card.wait_seconds)


def known_paths() -> list[Path]:
    """The folders in this computer's list, as written; an unreadable list is an empty one."""
    try:
        with _list().open("rb") as stream:
            written = json.loads(stream.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(written, list):
        return []
    return [Path(entry) for entry in written[:_MOST] if isinstance(entry, str) and entry]


def remember(path: Path) -> None:
    """Put a vault first in the list. Paths only; a computer that cannot write its list still opens vaults."""
    first = folder_at(path).path.absolute()
    _write([first, *(other for other in known_paths() if other != first)])


def forget(path: Path) -> None:
    """Take a vault off the list; the vault itself is not touched."""
    gone = folder_at(path).path.absolute()
    _write([other for other in known_paths() if other != gone])


def default_path(name: str, folder: Path | None = None) -> Path:
    """Where a new vault of this name goes: the user's local data, a number after the name when it is taken."""
    plain = " ".join(_UNSAFE.sub(" ", name).split())[:60] or "Vault"
    place = folder or local_data() / "vaults"
    for number in range(1, 1000):
        path = place / f"{plain}{f' {number}' if number > 1 else ''}{SUFFIX}"
        if not path.exists():
            return path
    return place / f"{plain} new{SUFFIX}"


def judge(words: str, known_words: Iterable[str] = ()) -> Judgement:
    """How good a passphrase is, in a sentence; ``known_words`` add nothing to it. Slow the first time (0.2 s)."""
    return passphrase.judge(words, known_words)


def suggest() -> str:
    """Four words by chance."""
    return passphrase.generate()


def read_code(groups: Sequence[str]) -> RecoveryCode:
    """The code of nine typed groups; RecoveryCodeMistyped names the groups to look at again."""
    return recovery.read(groups)


def groups_to_ask() -> tuple[int, int]:
    """Two groups of the sheet to be typed back."""
    return recovery.groups_to_ask()


@dataclass(frozen=True, slots=True)
class Look:
    """How the window looks on this computer: ``theme`` light, dark or contrast; ``scale`` of text, 1 to 2."""

    theme: str = "light"
    scale: float = 1.0


def look() -> Look:
    """What this computer remembers; the usual look when it remembers nothing that makes sense."""
    try:
        with _look().open("rb") as stream:
            written = json.loads(stream.read(_LARGEST))
        kept = Look(str(written["theme"]), min(2.0, max(1.0, float(written["scale"]))))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Look()
    return kept if kept.theme in ("light", "dark", "contrast") else Look()


def keep_look(wanted: Look) -> None:
    """Remember how the window looks."""
    with contextlib.suppress(EnvironmentFault):
        files.make_private_folder(_look().parent)
        files.write_bytes(_look(), json.dumps({"theme": wanted.theme, "scale": wanted.scale}).encode())


def self_test() -> None:
    """Known-answer tests of every primitive; SelfTestFailed stops the program from touching a vault."""
    from hipdesk.vault import selftest

    selftest.run()


def _closed(header: Path, clock: Clock) -> str:
    try:
        at = datetime.fromtimestamp(header.stat().st_mtime, LONDON)
    except OSError:
        return ""
    days = (today(clock) - at.date()).days
    if days < 0:
        return ""
    day = {0: "today", 1: "yesterday"}.get(days) or f"{at:%a} {at.day} {at:%B}"
    return f"Closed {day}, {at:%H:%M}"


def _look() -> Path:
    return local_data() / "look.json"


def _list() -> Path:
    return local_data() / "vaults.json"


def _write(paths: Sequence[Path]) -> None:
    with contextlib.suppress(EnvironmentFault):
        files.make_private_folder(_list().parent)
        files.write_bytes(_list(), json.dumps([str(path) for path in paths[:_MOST]]).encode(), private=True)
