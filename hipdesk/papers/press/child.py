"""The press's own side: takes one job after another, answers, and ends when the program goes away.

Imports only the standard library and the kernel; each job's module is imported when first asked for.
"""

import contextlib
import importlib
import os
import re
import sys
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.offline import forbid_network
from hipdesk.papers.press import wire

_KEPT_OUT = ("PySide6", "sqlalchemy", "sqlcipher3", "alembic", "hipdesk.store", "hipdesk.vault", "hipdesk.services")


class _Doorman:
    """An import finder that refuses what the press must never load: the window, the database and the keys."""

    def find_spec(self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None) -> None:
        """Refuse a module that is kept out; say nothing about any other."""
        if any(name == out or name.startswith(out + ".") for out in _KEPT_OUT):
            raise ImportError(f"{name} is kept out of the press")


def serve(jobs: Connection, answers: Connection, memory_limit: int, jobs_from: tuple[str, ...]) -> None:
    """Do jobs until the pipe closes. Each answer is ``[kind, value, peak memory in bytes]``."""
    _shut_in(memory_limit)
    while True:
        try:
            asked = wire.decode(jobs.recv_bytes())
        except (EOFError, OSError):
            return
        kind, value = _answer(asked, jobs_from)
        try:
            sent = wire.encode([kind, value, peak_memory()])
        except (TypeError, ValueError, MemoryError) as error:
            sent = wire.encode(["failed", type(error).__name__, peak_memory()])
        with contextlib.suppress(BrokenPipeError):
            answers.send_bytes(sent)


def _shut_in(memory_limit: int) -> None:
    """No more memory than agreed, no file written, no network, no core dump, nothing printed, no vault known."""
    forbid_network()
    sys.meta_path.insert(0, _Doorman())
    sys.argv = [""]
    for name in [name for name in os.environ if name.startswith("HIPDESK")]:
        del os.environ[name]
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    if os.name == "posix":
        import resource

        for limit, size in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_AS, memory_limit),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(limit, (size, size))


def _answer(asked: object, jobs_from: tuple[str, ...]) -> tuple[str, object]:
    try:
        if not isinstance(asked, list):
            raise TypeError("not a job")
        name, given = asked
        return "done", _job(name, jobs_from)(**given)
    except HipDeskError as error:
        return "told", [type(error).__name__, error.what, error.kept, error.to_do]
    except MemoryError:
        return "full", None
    except Exception as error:  # noqa: BLE001 - whatever a job raised, only its kind crosses: a message may quote a case
        return "failed", type(error).__name__


def _job(name: str, jobs_from: tuple[str, ...]) -> Callable[..., object]:
    module, _, function = name.partition(":")
    if function.startswith("_") or not any(module == home or module.startswith(home + ".") for home in jobs_from):
        raise LookupError("not a job of the press")
    found: Callable[..., object] = getattr(importlib.import_module(module), function)
    return found


def peak_memory() -> int:
    """The most memory this process has held, in bytes; 0 where the system does not say."""
    if os.name != "posix":
        return 0
    status = Path("/proc/self/status")
    if status.exists():
        # What Linux counts as the most is handed on by the process that began this one; its own stands here.
        own = re.search(r"^VmHWM:\s+(\d+) kB", status.read_text("ascii", errors="replace"), re.MULTILINE)
        return int(own.group(1)) * 1024 if own else 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
