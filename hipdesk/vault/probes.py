"""Asking the computer about a place: mounts, drives, attributes, markers. Answers only; ``places`` judges them."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Protocol

_LONGEST_FILE = 1 << 20
_MOST_NAMES = 20_000
_NO_ATTRIBUTES = 0xFFFFFFFF


class Probes(Protocol):
    """What the rules ask. A test answers for any computer; ``ThisComputer`` asks the real one. None of them raises."""

    platform: str
    environment: Mapping[str, str]
    home: PurePath

    def real(self, path: PurePath) -> PurePath:
        """The path with links followed, as far as it exists."""
        ...

    def mounts(self) -> str:
        """Linux: the text of ``/proc/self/mountinfo``."""
        ...

    def is_removable(self, source: str) -> bool:
        """Linux: whether a block device (``/dev/sdb1``) can be pulled out: flagged removable, or on USB."""
        ...

    def drive_type(self, root: str) -> int:
        """Windows: GetDriveTypeW of ``X:\\``; 0 when not known."""
        ...

    def attributes(self, path: PurePath) -> int:
        """Windows: the file attributes of a folder; 0 when there is none."""
        ...

    def names(self, folder: PurePath) -> frozenset[str]:
        """The names in a folder, those of folders with a ``/`` at the end; none when it is not there."""
        ...

    def text(self, path: PurePath) -> str:
        """A small text file, or nothing."""
        ...


class ThisComputer:
    """The real answers."""

    def __init__(self) -> None:
        self.platform = sys.platform
        self.environment: Mapping[str, str] = dict(os.environ)
        self.home: PurePath = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home raises where there is none

    def real(self, path: PurePath) -> PurePath:
        """``os.path.realpath``, which does not need the path to exist."""
        return Path(os.path.realpath(path))

    def mounts(self) -> str:
        """``/proc/self/mountinfo``."""
        return self.text(Path("/proc/self/mountinfo"))

    def is_removable(self, source: str) -> bool:
        """Follows encrypted and logical volumes (``/dev/mapper``) down to the disks they lie on."""
        return _removable_block(Path(os.path.realpath(source)).name, depth=0)

    def drive_type(self, root: str) -> int:
        """GetDriveTypeW."""
        if sys.platform == "win32":
            import ctypes

            return int(ctypes.windll.kernel32.GetDriveTypeW(ctypes.c_wchar_p(root)))
        return 0

    def attributes(self, path: PurePath) -> int:
        """GetFileAttributesW."""
        if sys.platform == "win32":
            import ctypes

            found = int(ctypes.windll.kernel32.GetFileAttributesW(ctypes.c_wchar_p(str(path)))) & _NO_ATTRIBUTES
            return 0 if found == _NO_ATTRIBUTES else found
        return 0

    def names(self, folder: PurePath) -> frozenset[str]:
        """One listing; a folder too full to list quickly is listed in part."""
        found = set()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    found.add(entry.name + "/" * entry.is_dir(follow_symlinks=False))
                    if len(found) >= _MOST_NAMES:
                        break
        except OSError:
            pass
        return frozenset(found)

    def text(self, path: PurePath) -> str:
        """Up to 1 MiB, as UTF-8."""
        try:
            with Path(path).open("rb") as stream:
                return stream.read(_LONGEST_FILE).decode("utf-8", "replace")
        except OSError:
            return ""


def _removable_block(name: str, depth: int) -> bool:
    """Whether a block device, its whole disk, or a disk under it says it is removable or hangs on USB."""
    if not name or depth > 4:
        return False
    device = Path(os.path.realpath(Path("/sys/class/block") / name))
    if not device.is_dir():
        return False
    if "/usb" in device.as_posix():
        return True
    for flag in (device / "removable", device.parent / "removable"):
        try:
            if flag.read_text("ascii").strip() == "1":
                return True
        except (OSError, ValueError):
            continue
    try:
        below = [each.name for each in (device / "slaves").iterdir()]
    except OSError:
        return False
    return any(_removable_block(each, depth + 1) for each in below)
