"""The only code that writes files. Beside, synced, renamed: a reader sees the old file whole or the new one whole.

``FaultyDisk`` lets a test fail any writer after N bytes; nothing else in the product opens a file for writing.
"""

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol

from hipdesk.kernel.errors import DiskFull, EnvironmentFault, InUse, NotThere, NotWritable

_CHUNK = 1 << 20


class _Budget(Protocol):
    """Asked before every write of ours; raises OSError to play a failing disk."""

    def spend(self, count: int) -> None: ...


class FaultyDisk:
    """A disk that fails after ``room`` bytes with ``code`` (default: full). For tests, through ``played_by``."""

    def __init__(self, room: int, code: int = errno.ENOSPC) -> None:
        self.room = room
        self.code = code

    def spend(self, count: int) -> None:
        self.room -= count
        if self.room < 0:
            raise OSError(self.code, os.strerror(self.code))


_budget: list[_Budget] = []


@contextlib.contextmanager
def played_by(budget: _Budget) -> Iterator[None]:
    """Every write inside the block first asks ``budget``."""
    _budget.append(budget)
    try:
        yield
    finally:
        _budget.pop()


def as_fault(error: OSError) -> EnvironmentFault:
    """An operating-system error as a sentence; the path is left out, it may hold a name."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull()
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NotWritable()
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return NotThere()
    if error.errno in (errno.EBUSY, errno.ETXTBSY, errno.EAGAIN) or getattr(error, "winerror", 0) in (32, 33):
        return InUse()
    return EnvironmentFault(
        f"The file could not be written ({errno.errorcode.get(error.errno or 0, 'unknown error')}).",
        kept="Nothing saved before was lost.",
        to_do="Check the disk, then try again.",
    )


@contextlib.contextmanager
def told_plainly() -> Iterator[None]:
    """Turn an OSError inside the block into an EnvironmentFault, without the path riding along."""
    try:
        yield
    except OSError as error:
        raise as_fault(error) from None


class Writer:
    """A file being written beside its place; ``keep`` makes it the real one, otherwise it goes."""

    def __init__(self, target: Path, stream: IO[bytes]) -> None:
        self._target = target
        self._stream = stream

    def write(self, data: bytes | memoryview) -> None:
        """Append bytes; a full disk raises DiskFull and the old file stays."""
        for budget in _budget:
            budget.spend(len(data))
        self._stream.write(data)

    def settle(self) -> None:
        """Have what was written on the disk: only the rename can fail after it."""
        self._stream.flush()
        os.fsync(self._stream.fileno())


@contextlib.contextmanager
def replacing(target: Path, *, private: bool = True) -> Iterator[Writer]:
    """Write ``target`` anew: to a sibling first, synced, then one rename. Any failure leaves the old file."""
    from secrets import token_hex  # late: the start reads, and never writes

    if target.exists() and not target.is_file():
        raise NotWritable("There is something of that name that is no file.")
    beside = target.with_name(f".{token_hex(8)}.part")
    mode = stat.S_IRUSR | stat.S_IWUSR | (0 if private else stat.S_IRGRP | stat.S_IROTH)
    with told_plainly():
        try:
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
            with os.fdopen(descriptor, "wb") as stream:
                writer = Writer(target, stream)
                yield writer
                writer.settle()
            beside.replace(target)
            sync_folder(target.parent)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise


def write_bytes(target: Path, data: bytes, *, private: bool = True) -> None:
    """Replace ``target`` with ``data``, whole or not at all."""
    with written(target, data, private=private):
        pass


@contextlib.contextmanager
def written(target: Path, data: bytes, *, private: bool = True) -> Iterator[None]:
    """Replace ``target`` with ``data`` when the block ends well: on the disk before it begins, in place after it.

    What the block raises leaves the old file, or none.
    """
    with replacing(target, private=private) as writer:
        view = memoryview(data)
        for start in range(0, len(view), _CHUNK):
            writer.write(view[start : start + _CHUNK])
        writer.settle()
        yield


def copy_file(source: Path, target: Path) -> None:
    """Copy bytes into a new private file at ``target``, whole or not at all."""
    with told_plainly(), source.open("rb") as stream, replacing(target) as writer:
        while chunk := stream.read(_CHUNK):
            writer.write(chunk)


def make_private_folder(folder: Path) -> None:
    """Create a folder, and any parents, readable by its owner only."""
    with told_plainly():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            folder.chmod(0o700)


def make_new_private_folder(folder: Path) -> bool:
    """Create a folder that must not be there yet, readable by its owner only; False when something is there already."""
    with told_plainly():
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            return False
        if os.name == "posix":
            folder.chmod(0o700)
        return True


def make_private_file(target: Path) -> None:
    """Create an empty file readable by its owner only, unless it is there."""
    os.close(open_for_locking(target))


def open_for_locking(target: Path) -> int:
    """Open, or create, a private file for an operating-system lock; gives its descriptor, and changes no byte of it."""
    with told_plainly():
        return os.open(target, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), stat.S_IRUSR | stat.S_IWUSR)


def rewrite_open(descriptor: int, text: bytes) -> None:
    """Replace the few bytes of a file held open for locking; they are for a message only, so not synced."""
    with told_plainly():
        for budget in _budget:
            budget.spend(len(text))
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, text)


def sync_folder(folder: Path) -> None:
    """Make a rename durable where the system allows it (not on Windows)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_tree(folder: Path) -> None:
    """Remove a folder and everything in it; for taking back what was made a moment ago."""
    with told_plainly():
        shutil.rmtree(folder, ignore_errors=False)


def move(source: Path, target: Path) -> None:
    """Give a finished file its name, in the same folder, in one step; what was there before is replaced."""
    with told_plainly():
        source.replace(target)
        sync_folder(target.parent)


def remove(target: Path) -> None:
    """Remove a file if it is there."""
    with told_plainly():
        target.unlink(missing_ok=True)
