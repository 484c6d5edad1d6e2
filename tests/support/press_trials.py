"""Jobs for trying the press: what it has loaded, what it may do, and how it behaves when it must be stopped."""

import os
import signal
import sys
from pathlib import Path

from hipdesk.kernel.errors import Refused


def loaded() -> list[str]:
    """The names of every module in the press."""
    return sorted(sys.modules)


def surroundings() -> dict[str, object]:
    """What the press can see of the program that started it."""
    return {"arguments": sys.argv, "environment": sorted(os.environ)}


def echo(value: object) -> object:
    """The same value back."""
    return value


def who() -> int:
    """The press's process number."""
    return os.getpid()


def fetch(name: str) -> str:
    """Try to import a module."""
    __import__(name)
    return name


def write_to(path: str) -> int:
    """Try to write a file, which the press may not."""
    return Path(path).write_bytes(b"x" * 4096)


def eat_memory() -> int:
    """Ask for more memory than any press has."""
    return len(bytearray(64 << 30))


def grow(size: int) -> int:
    """Hold ``size`` bytes for a moment."""
    return len(bytes(size).replace(b"\x00", b"\x01"))


def never_end() -> None:
    """Work for ever."""
    while True:
        sum(range(10_000))


def die() -> None:
    """End at once, without a word."""
    os.kill(os.getpid(), signal.SIGKILL if os.name == "posix" else signal.SIGTERM)


def refuse() -> None:
    """Refuse in plain words."""
    raise Refused("This file is locked.", to_do="Give its password.")


def blunder() -> None:
    """Break with a message that quotes a case."""
    raise RuntimeError("Nusrat Jahan Chowdhury")


def sealed_sockets() -> list[int]:
    """Shut the network as an office's template has it shut: what native code gets of two outside sockets and a local
    one; empty where the system takes no such order.
    """
    import ctypes

    from hipdesk.papers.press.sealing import seal_network

    if not seal_network():
        return []
    system = ctypes.CDLL(None, use_errno=True)
    outside, inside, local = (system.socket(family, 1, 0) for family in (2, 10, 1))
    return [outside, inside, int(local >= 0)]
