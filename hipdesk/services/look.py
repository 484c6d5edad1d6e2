"""How the window looks on this computer, kept beside the list of vaults: it holds before anything is unlocked."""

import contextlib
import json
from pathlib import Path
from typing import NamedTuple

from hipdesk.kernel import files
from hipdesk.kernel.errors import EnvironmentFault
from hipdesk.kernel.paths import local_data

_LARGEST = 1 << 10


SYSTEM = "system"
"""The theme that follows the operating system's."""


class Look(NamedTuple):
    """How the window looks on this computer: ``theme`` light, dark, contrast or system; ``scale`` of text, 1 to 2."""

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
    return kept if kept.theme in ("light", "dark", "contrast", SYSTEM) else Look()


def keep_look(wanted: Look) -> None:
    """Remember how the window looks."""
    with contextlib.suppress(EnvironmentFault):
        files.make_private_folder(_look().parent)
        files.write_bytes(_look(), json.dumps({"theme": wanted.theme, "scale": wanted.scale}).encode())


def _look() -> Path:
    return local_data() / "look.json"
