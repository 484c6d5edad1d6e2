"""A thread that does jobs in order. It knows nothing of Qt: what comes out goes to a function."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from hipdesk.kernel.progress import Progress


@dataclass(frozen=True, slots=True)
class Job:
    """Work to do, its progress, and where its outcome or error goes (called on the worker's thread)."""

    work: Callable[[Progress], object]
    progress: Progress
    done: Callable[[object, BaseException | None], None]


class Worker:
    """One thread and its queue; it ends when told, after the job it is doing."""

    def __init__(self, name: str) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)
        self._started = False

    def add(self, job: Job) -> None:
        """Queue a job; the thread starts with the first."""
        if not self._started:
            self._started = True
            self._thread.start()
        self._jobs.put(job)

    def end(self, seconds: float = 10.0) -> bool:
        """Let the thread finish and wait for it; False when it did not within the time."""
        if not self._started:
            return True
        self._jobs.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _live(self) -> None:
        while (job := self._jobs.get()) is not None:
            outcome: object = None
            error: BaseException | None = None
            try:
                job.progress.check()
                outcome = job.work(job.progress)
            except BaseException as caught:  # noqa: BLE001  # told on the window's thread, whatever it was
                error = caught
            job.done(outcome, error)
            del job, outcome, error
