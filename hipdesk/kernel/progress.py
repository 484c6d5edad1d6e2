"""Long work says how far it is, and can be stopped, without knowing who listens."""

import threading
from collections.abc import Callable

from hipdesk.kernel.errors import Stopped

Listener = Callable[[int, int, str], None]


class Progress:
    """Handed to long work: it calls ``step``, and ``check`` where it may be stopped. Thread-safe."""

    def __init__(self, listener: Listener | None = None) -> None:
        self._listener = listener
        self._stop = threading.Event()

    def step(self, done: int, of: int, what: str = "") -> None:
        """Say ``done`` of ``of`` (0: length not known) and what is being done; raises Stopped when cancelled."""
        self.check()
        if self._listener is not None:
            self._listener(done, of, what)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether someone asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise Stopped when someone asked to stop."""
        if self._stop.is_set():
            raise Stopped()


SILENT = Progress()
