"""A thread that does jobs in order. It knows nothing of Qt: what comes out goes to a function."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from hipdesk.kernel.progress import Progress

if TYPE_CHECKING:
    from queue import SimpleQueue


class Job(NamedTuple):
    """Work to do, its progress, and where its outcome or error goes (called on the worker's thread)."""

    work: Callable[[Progress], object]
    progress: Progress
    done: Callable[[object, BaseException | None], None]


class Worker:
    """One thread and its queue; it ends when told, after the job it is doing."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: SimpleQueue[Job | None] | None = None
        self._thread: threading.Thread | None = None

    def add(self, job: Job) -> None:
        """Queue a job; the thread starts with the first."""
        if self._jobs is None:
            from queue import SimpleQueue  # late: the gate is shown before anything is queued

            self._jobs = SimpleQueue()
            self._thread = threading.Thread(target=self._live, args=(self._jobs,), name=self._name, daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def end(self, seconds: float = 10.0) -> bool:
        """Let the thread finish and wait for it; False when it did not within the time."""
        if self._jobs is None or self._thread is None:
            return True
        self._jobs.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _live(self, jobs: "SimpleQueue[Job | None]") -> None:
        while (job := jobs.get()) is not None:
            outcome: object = None
            error: BaseException | None = None
            try:
                job.progress.check()
                outcome = job.work(job.progress)
            except BaseException as caught:  # noqa: BLE001  # told on the window's thread, whatever it was
                error = caught
            job.done(outcome, error)
            del job, outcome, error
