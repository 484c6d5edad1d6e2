"""What the window may ask before anything is unlocked: which vaults there are, and how good a passphrase is.

It imports neither pydantic nor SQLAlchemy, and the unlock page is up before it is itself: that takes
``known_vaults`` and ``look`` alone. Nothing here opens a vault.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from hipdesk.kernel.paths import local_data
from hipdesk.services.known_vaults import KnownVault, describe, forget, known, known_paths, remember
from hipdesk.services.look import Look, keep_look, look
from hipdesk.vault import passphrase, recovery
from hipdesk.vault.faults import NotOpened, RecoveryCodeMistyped
from hipdesk.vault.folder import SUFFIX
from hipdesk.vault.kdf import KdfPolicy
from hipdesk.vault.passphrase import Judgement
from hipdesk.vault.recovery import RecoveryCode

__all__ = [
    "Judgement", "KdfPolicy", "KnownVault", "Look", "NotOpened", "RecoveryCode", "RecoveryCodeMistyped", "default_path",
    "describe", "forget", "groups_to_ask", "judge", "keep_look", "known", "known_paths", "look",
    "read_code", "remember", "self_test", "suggest",
]  # fmt: skip
_UNSAFE = re.compile(r"[^\w -]+")


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


def self_test() -> None:
    """Known-answer tests of every primitive; SelfTestFailed stops the program from touching a vault."""
    from hipdesk.vault import selftest

    selftest.run()
