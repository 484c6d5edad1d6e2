"""Statements carried out on a thread of their own, in order, while the caller makes the next ones.

SQLite works without the interpreter's lock, so that a second processor writes what the first has made. It is still the
one connection and the one transaction: whoever opens a flow must not use the connection before ``settle`` or the end
of the block. A fault comes out at the next ``put`` or ``settle``, and nothing after it is carried out.
"""

import contextlib
import queue
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import Any

Statement = tuple[str, Sequence[Any]]

_AHEAD = 2
_TURN = 0.0002
"""Seconds after which the thread that makes rows lets the writing thread have the interpreter for a moment."""


class Flow:
    """Carries out batches of statements on ``cursor``. Made by ``flowing``."""

    def __init__(self, cursor: Any) -> None:  # noqa: ANN401 (sqlcipher3 has no stubs)
        self._cursor = cursor
        self._batches: queue.Queue[Sequence[Statement] | None] = queue.Queue(_AHEAD)
        self._fault: BaseException | None = None
        self._given_up = False
        self._thread = threading.Thread(target=self._run, name="bulk-writer", daemon=True)
        self._thread.start()

    def put(self, batch: Sequence[Statement]) -> None:
        """Have statements carried out after those before; waits while too many are waiting."""
        self._tell()
        self._batches.put(batch)

    def settle(self) -> None:
        """Wait until everything is carried out; the connection may be used until the next ``put``."""
        self._batches.join()
        self._tell()

    def end(self, *, give_up: bool) -> None:
        """Let the thread end, after what waits or (``give_up``) after the statement it is at."""
        self._given_up = self._given_up or give_up
        self._batches.put(None)
        self._thread.join()

    def _tell(self) -> None:
        if self._fault is not None:
            raise self._fault

    def _run(self) -> None:
        while (batch := self._batches.get()) is not None:
            try:
                for statement, values in batch:
                    if self._given_up:
                        break
                    self._cursor.execute(statement, values)
            except BaseException as fault:  # noqa: BLE001 - it is the caller's, who gets it at the next put or settle
                self._fault, self._given_up = fault, True
            finally:
                self._batches.task_done()
        self._batches.task_done()


@contextlib.contextmanager
def flowing(cursor: Any) -> Iterator[Flow]:  # noqa: ANN401 (sqlcipher3 has no stubs)
    """A flow of statements on a cursor of its own; at the end of the block everything is carried out, or given up."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    flow = Flow(cursor)
    done = False
    try:
        yield flow
        flow.settle()
        done = True
    finally:
        flow.end(give_up=not done)
        sys.setswitchinterval(before)
        cursor.close()
