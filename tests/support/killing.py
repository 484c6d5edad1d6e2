"""Processes that are killed at their work: forked from one warmed process, so that a kill costs no second of imports.

A job is ``"module:function"``, called with a ``tell`` that sends one line up the pipe, and its arguments as text.
What was told before the kill is what was acknowledged: the pipe outlives its writer.
"""

import importlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO

Tell = Callable[[str], None]
_PATIENCE = 120.0


@dataclass
class Ended:
    """What a worker told before it ended, in order; ``killed`` by us, or how it ended by itself."""

    told: list[str] = field(default_factory=list)
    killed: bool = False
    status: int = 0


class Nursery:
    """Starts workers one at a time and kills them; close it to end the warmed process."""

    def __init__(self, *warm: str, **environment: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.killing", *warm],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **environment},
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise AssertionError("pipes were asked for")
        self._ask: IO[bytes] = self._process.stdin
        self._told = self._process.stdout.fileno()
        self._rest = b""
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._told, selectors.EVENT_READ)

    def __enter__(self) -> "Nursery":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ask.close()
        self._process.wait(10)
        self._selector.close()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def run(self, job: str, *given: str, kill_after: float | None = None, from_line: str = "") -> Ended:
        """Let a worker do ``job``; SIGKILL it ``kill_after`` seconds after it was born, or after it told ``from_line``.

        Without ``kill_after`` it ends by itself. Everything it told before its end is in the answer.
        """
        self._ask.write(json.dumps([job, *given]).encode() + b"\n")
        self._ask.flush()
        worker = int(self._line(_PATIENCE) or "0")
        ended = Ended()
        until = None if kill_after is None or from_line else time.monotonic() + kill_after
        while True:
            line = self._line(_PATIENCE if until is None else until - time.monotonic())
            if line is None:
                if until is None:
                    os.kill(worker, signal.SIGKILL)
                    raise AssertionError(f"{job} did nothing for {_PATIENCE} s")
                os.kill(worker, signal.SIGKILL)
                ended.killed, until = True, None
            elif line.startswith("\x00"):
                ended.status = int(line[1:])
                return ended
            else:
                ended.told.append(line)
                if line == from_line and kill_after is not None:
                    until = time.monotonic() + kill_after

    def _line(self, seconds: float) -> str | None:
        """The next line, or None when there is none in time."""
        until = time.monotonic() + seconds
        while b"\n" not in self._rest:
            if not self._selector.select(max(until - time.monotonic(), 0)):
                return None
            chunk = os.read(self._told, 1 << 16)
            if not chunk:
                raise AssertionError("the warmed process ended")
            self._rest += chunk
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode()


def _serve() -> None:
    """The warmed process: forks a worker for each line asked, and says when it ended."""
    for module in sys.argv[1:]:
        importlib.import_module(module)
    for asked in sys.stdin.buffer:
        job, *given = json.loads(asked)
        worker = os.fork()
        if worker == 0:
            _work(job, given)
        _tell(str(worker))
        _, status = os.waitpid(worker, 0)
        _tell(f"\x00{os.waitstatus_to_exitcode(status)}")


def _work(job: str, given: list[str]) -> None:
    module, _, name = job.partition(":")
    status = 1
    try:
        getattr(importlib.import_module(module), name)(_tell, *given)
        status = 0
    except BaseException:  # noqa: BLE001 - a worker ends here, whatever went wrong, and says what
        traceback.print_exc()
    sys.stderr.flush()
    os._exit(status)


def _tell(line: str) -> None:
    """One write, so that a line is whole or not there."""
    os.write(1, line.encode() + b"\n")


if __name__ == "__main__":
    _serve()
