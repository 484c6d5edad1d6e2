"""Every change, and every read, is one operation: it runs off the window's thread and its outcome comes back there.

``run`` puts work on the one writer thread, in order. ``read`` uses a second thread, so that a long report does not
hold up saving. Nothing here knows a database: work is any callable that takes a ``Progress``.

    operations.run(lambda progress: desk.do(receive, command, progress=progress), then=self.received)

``then`` is called on the window's thread, and dropped when its owner (given, or the object whose method it is) is
gone. An outcome with ``changes`` is broadcast afterwards. A ``HipDeskError`` goes to ``failed``, else to ``report``;
a stop goes to ``failed`` only; anything else is a fault of the program and goes to ``unexpected``.
"""

import sys
import time
import weakref
from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.errors import HipDeskError, Stopped
from hipdesk.kernel.progress import Progress
from ui.tasks.changes import ChangeHub
from ui.tasks.worker import Job, Worker

T = TypeVar("T")
Failed = Callable[[HipDeskError], object]
_STEP_EVERY = 0.05


class Running(QObject):
    """Work under way, seen from the window. ``stepped`` (done, of, what) at most 20 times a second."""

    stepped = Signal(int, int, str)
    ended = Signal()

    def __init__(
        self, parent: QObject, then: Callable[[object], object], failed: Failed | None, owner: QObject | None
    ) -> None:
        super().__init__(parent)
        self.then = then
        self.failed = failed
        self.dropped = False
        self.must = False
        self.progress = Progress(self._step)
        self._owner = weakref.ref(owner) if owner is not None else None
        self._last = 0.0

    def cancel(self) -> None:
        """Ask the work to stop; ``then`` will not be called."""
        self.progress.cancel()

    def drop(self) -> None:
        """Stop, and tell nobody."""
        self.dropped = True
        self.progress.cancel()

    @property
    def wanted(self) -> bool:
        """Whether someone is still there to be told."""
        if self.dropped:
            return False
        if self._owner is None:
            return True
        owner = self._owner()
        return owner is not None and shiboken6.isValid(owner)

    def _step(self, done: int, of: int, what: str) -> None:
        now = time.monotonic()
        if now - self._last >= _STEP_EVERY or done == of:
            self._last = now
            self.stepped.emit(done, of, what)


class Operations(QObject):
    """The writer and the reader. ``idle`` when the last outcome has been delivered; ``busy`` when work begins.

    ``report`` is told of errors nobody else takes; ``interrupt`` is called by ``stop_all`` to break long reads.
    """

    idle = Signal()
    busy = Signal()
    _arrived = Signal(object, object, object)

    def __init__(self, hub: ChangeHub, report: Failed, *, interrupt: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._hub = hub
        self._report = report
        self._interrupt = interrupt
        self._writer = Worker("hipdesk-writer")
        self._reader = Worker("hipdesk-reader")
        self._pending: list[Running] = []
        self._newest: dict[str, Running] = {}
        self._over = False
        self.unexpected: Callable[[BaseException], object] = _raise_later
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def pending(self) -> int:
        """How many operations have not been delivered yet."""
        return len(self._pending)

    def run(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
        must: bool = False,
    ) -> Running:
        """Put a change on the writer thread. ``must``: it is done even when everything else is stopped."""
        running = self._start(self._writer, work, then, failed, owner)
        running.must = must
        return running

    def read(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
        newest: str = "",
    ) -> Running:
        """Put a read on the reader thread. Of reads with the same ``newest`` only the last is delivered."""
        if newest and newest in self._newest:
            self._newest[newest].drop()
        running = self._start(self._reader, work, then, failed, owner)
        if newest:
            self._newest[newest] = running
        return running

    def _start(
        self,
        worker: Worker,
        work: Callable[[Progress], T],
        then: Callable[[T], object] | None,
        failed: Failed | None,
        owner: QObject | None,
    ) -> Running:
        if owner is None:
            bound = getattr(then, "__self__", None)
            owner = bound if isinstance(bound, QObject) else None
        running = Running(self, _taking(then), failed, owner)
        if self._over:
            running.drop()
            return running
        first = not self._pending
        self._pending.append(running)
        if first:
            self.busy.emit()
        worker.add(Job(work, running.progress, lambda outcome, error: self._arrived.emit(running, outcome, error)))
        return running

    def stop_all(self) -> None:
        """Stop everything under way or waiting but what must be done, and deliver none of it: locking does not wait."""
        for running in self._pending:
            if not running.must:
                running.drop()
        if self._interrupt is not None and self._pending:
            self._interrupt()

    def shutdown(self, seconds: float = 10.0) -> bool:
        """Stop everything and wait for the threads; False when one would not end."""
        self._over = True
        self.stop_all()
        ended = [worker.end(seconds) for worker in (self._reader, self._writer)]
        for running in self._pending:
            running.deleteLater()
        self._pending.clear()
        return all(ended)

    def _deliver(self, running: Running, outcome: object, error: BaseException | None) -> None:
        if self._over:
            return
        try:
            if error is not None:
                self._tell(running, error)
            else:
                if running.wanted:
                    running.then(outcome)
                changes = getattr(outcome, "changes", None)
                if isinstance(changes, Changes):
                    self._hub.broadcast(changes)
        finally:
            self._forget(running)

    def _tell(self, running: Running, error: BaseException) -> None:
        if not isinstance(error, HipDeskError):
            self.unexpected(error)
        elif running.wanted and running.failed is not None:
            running.failed(error)
        elif not isinstance(error, Stopped) and not running.dropped:
            self._report(error)

    def _forget(self, running: Running) -> None:
        if self._over:
            return
        self._pending.remove(running)
        for key in [key for key, newest in self._newest.items() if newest is running]:
            del self._newest[key]
        running.ended.emit()
        running.deleteLater()
        if not self._pending:
            self.idle.emit()


def _taking(then: Callable[[T], object] | None) -> Callable[[object], object]:
    """``then`` as a function of anything: what arrives is what the work returned."""

    def take(outcome: object) -> object:
        return None if then is None else then(outcome)  # type: ignore[arg-type]  # it came from work, which returns T

    return take


def _raise_later(error: BaseException) -> None:
    """Hand a fault of the program to the hook that shows it and stops."""
    sys.excepthook(type(error), error, error.__traceback__)
