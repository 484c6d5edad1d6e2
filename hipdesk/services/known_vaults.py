"""The vaults this computer knows, as the unlock page shows them. Nothing here opens one, and no cipher is loaded.

``glance`` is what the first picture of the page is made of; ``describe`` also reads the vault's header, and says what
is wrong with it.
"""

import contextlib
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from hipdesk.kernel import files
from hipdesk.kernel.clock import LONDON, Clock, today
from hipdesk.kernel.errors import EnvironmentFault, HipDeskError
from hipdesk.kernel.paths import local_data
from hipdesk.vault import tries
from hipdesk.vault.folder import VaultFolder
from hipdesk.vault.folder import at as folder_at
from hipdesk.vault.lockfile import open_since

_LARGEST = 1 << 18
_MOST = 40
_PARTS = 3


class KnownVault(NamedTuple):
    """A locked vault as the unlock page shows it: no names, no secrets.

    ``place`` are the last folders of its path; ``closed`` when it was last written ("Closed yesterday, 17:41"), or that
    it is open in another window, empty when not known; ``fault`` one sentence when it cannot be opened as it is;
    ``wait_seconds`` before the next try.
    """

    path: Path
    name: str
    place: str
    closed: str = ""
    fault: str = ""
    wait_seconds: int = 0


def known(clock: Clock) -> list[KnownVault]:
    """The vaults this computer knows at a glance, the one opened last first; without those whose folder is gone."""
    return [glance(path, clock) for path in known_paths() if path.is_dir()]


def glance(path: Path, clock: Clock) -> KnownVault:
    """One locked vault, its header unread: what is wrong with it is for ``describe`` to say."""
    folder = folder_at(path)
    counted = tries.read(folder.tries)
    wait_seconds = counted.wait_seconds(clock.now()) if counted else 0
    return KnownVault(folder.path, folder.name, _place(folder), _closed(folder.header, clock), "", wait_seconds)


def describe(path: Path, clock: Clock) -> KnownVault:
    """One locked vault; what is wrong with it as a sentence."""
    from hipdesk.vault import card

    folder = folder_at(path)
    try:
        card.peek(folder.path, clock)
    except HipDeskError as fault:
        return KnownVault(folder.path, folder.name, _place(folder), fault=fault.what)
    since = open_since(folder.lock)
    seen = glance(path, clock)
    if since is None:
        return seen
    return seen._replace(closed=f"Open in another window since {since}" if since else "Open in another window")


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


def _place(folder: VaultFolder) -> str:
    """The last folders of its path."""
    return " › ".join([part for part in folder.path.parts if part.strip("/\\")][-_PARTS:])


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


def _list() -> Path:
    return local_data() / "vaults.json"


def _write(paths: Sequence[Path]) -> None:
    with contextlib.suppress(EnvironmentFault):
        files.make_private_folder(_list().parent)
        files.write_bytes(_list(), json.dumps([str(path) for path in paths[:_MOST]]).encode(), private=True)
