"""The office's logo: what may become one, and how it is kept. The picture itself is opened in the press."""

from dataclasses import dataclass
from datetime import datetime

from hipdesk.kernel.errors import Refused
from hipdesk.model.commands import Command, Line

LARGEST_FILE = 10_000_000
"""The largest file that is looked at, in bytes; a 60 MB photograph is not sent to the press."""
LARGEST_KEPT = 600_000
"""The largest picture that is kept, in bytes: every paper carries it."""
SUFFIXES = (".png", ".jpg", ".jpeg", ".svg")


@dataclass(frozen=True, slots=True)
class LookedLogo:
    """A logo the press made ready: PNG bytes, its size in points of the picture, and what stands against it."""

    png: bytes
    width: int
    height: int
    finding: str = ""


@dataclass(frozen=True, slots=True)
class LogoView:
    """The logo as it is kept: PNG bytes (empty: none), its words, and when it was set."""

    png: bytes = b""
    words: str = ""
    changed_at: datetime | None = None


NO_LOGO = LogoView()


class SetLogo(Command):
    """The logo as the press made it ready, and what it shows in words for those who listen."""

    png: bytes
    words: Line


def refuse_file(size: int, suffix: str) -> None:
    """Refused for a file that cannot be a logo, before it is read."""
    if suffix.casefold() not in SUFFIXES:
        raise refused("A logo is a PNG, JPEG or SVG file.", "Choose a file that ends in .png, .jpg or .svg.")
    if size == 0:
        raise refused("This file is empty.", "Choose another file.")
    if size > LARGEST_FILE:
        raise refused(
            f"This file is too large for a logo: at most {LARGEST_FILE // 1_000_000} MB are taken.",
            "Ask for a smaller picture of it.",
        )


def refused(what: str, to_do: str) -> Refused:
    """No logo, said in words."""
    return Refused(what, kept="The logo is as it was.", to_do=to_do)
