"""One window per vault: an operating-system lock on ``lock``, which the system releases when the process dies.

The file's text, process number and time, is only for the message; its presence means nothing.
"""

import contextlib
import os
import sys
from pathlib import Path

from hipdesk.kernel import files
from hipdesk.kernel.clock import LONDON, Clock, SystemClock
from hipdesk.kernel.errors import EnvironmentFault
from hipdesk.vault.faults import VaultInUse

_FAR = 1 << 30
_LONGEST_TEXT = 64


class VaultLock:
    """Held from ``take`` to ``release``; a second ``take``, in this process or another, raises VaultInUse."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, path: Path, clock: Clock | None = None) -> "VaultLock":
        """Lock the file, created when missing. Raises VaultInUse with the time the other window opened it.

        A full disk takes the text away, not the lock.
        """
        descriptor = files.open_for_locking(path)
        try:
            if not _lock(descriptor):
                raise VaultInUse(_since(descriptor))
            moment = (clock or SystemClock()).now().astimezone(LONDON)
            with contextlib.suppress(EnvironmentFault):
                files.rewrite_open(descriptor, f"{os.getpid()} {moment:%H:%M}\n".encode())
        except BaseException:
            os.close(descriptor)
            raise
        return cls(descriptor)

    @property
    def held(self) -> bool:
        """Whether the lock is still ours."""
        return self._descriptor is not None

    def release(self) -> None:
        """Let the next window in; twice is harmless."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def open_since(path: Path) -> str | None:
    """When another window opened the vault of this lock ("" where that is not known), or None while none has it open.

    Tried for a moment only, and not a byte is written.
    """
    if not path.exists():
        return None
    try:
        descriptor = files.open_for_locking(path)
    except EnvironmentFault:
        return None
    try:
        return None if _lock(descriptor) else _since(descriptor)
    finally:
        os.close(descriptor)


def _since(descriptor: int) -> str:
    """The time in the lock's text, or nothing: never trusted beyond its shape."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        text = os.read(descriptor, _LONGEST_TEXT).decode("ascii").split()[1]
        hours, minutes = text.split(":")
        return f"{int(hours):02}:{int(minutes):02}"
    return ""


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        """Lock one byte far beyond the text, so that others can still read the text."""
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        """``flock``: bound to this opening of the file, so a second opening in the same process is refused as well."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
