"""The seam to the operating system's own session: it tells when somebody left, by lock, sleep, or a jump of the clock.

Each system has a source of its own, imported only on that system; ``left`` says it whatever the source. Tests hand the
program a ``Session`` without sources and emit ``left`` themselves.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from hipdesk.kernel.clock import Clock

JUMP_SECONDS = 60


class Session(QObject):
    """``left`` when the session was locked or the computer goes to sleep; ``stop`` ends its sources.

    ``sealed`` tells them, afterwards, that the vault is closed: a system that waits for it need wait no longer.
    """

    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stops: list[Callable[[], object]] = []
        self._when_sealed: list[Callable[[], object]] = []
        self.jump: ClockJump | None = None

    def look(self, _by_pointer: bool = False) -> None:
        """Look at the clock now: a key is about to be taken, perhaps the first one after a sleep."""
        if self.jump is not None:
            self.jump.look()

    def add(self, stop: Callable[[], object]) -> None:
        """Remember how one source is ended."""
        self._stops.append(stop)

    def when_sealed(self, do: Callable[[], object]) -> None:
        """Remember what is to be done once the vault is closed."""
        self._when_sealed.append(do)

    def sealed(self) -> None:
        """The vault is closed: this session is over."""
        while self._when_sealed:
            self._when_sealed.pop()()
        self.deleteLater()

    def stop(self) -> None:
        """End every source; twice is harmless."""
        while self._stops:
            self._stops.pop()()


class ClockJump(QObject):
    """``left`` when the clock went more than a minute between two looks a few seconds apart: a sleep nobody announced.

    Set back by as much counts as well. What keeps the window busy for a minute locks it too, which loses nothing.
    """

    left = Signal()
    EVERY_MS = 5_000

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._last = clock.now()
        self._timer = QTimer(self)
        self._timer.setInterval(self.EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Compare the clock with the last look; the timer calls this."""
        now, before = self._clock.now(), self._last
        self._last = now
        if abs((now - before).total_seconds()) > JUMP_SECONDS:
            self.left.emit()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()


def system_session(window_id: int, clock: Clock, parent: QObject | None = None) -> Session:
    """What this operating system tells, and the clock. ``window_id`` is the native window that Windows tells."""
    session = Session(parent)
    session.jump = ClockJump(clock, session)
    session.jump.left.connect(session.left)
    session.add(session.jump.stop)
    if sys.platform == "win32":
        from ui.shell.session_windows import listen

        session.add(listen(window_id, session.left.emit))
    elif sys.platform == "darwin":
        from ui.shell.session_macos import listen as listen_to_macos

        session.add(listen_to_macos(session.left.emit))
    else:
        from ui.shell.session_linux import listen as listen_to_buses

        ends = listen_to_buses(session.left.emit)
        session.add(ends.stop)
        session.when_sealed(ends.sealed)
    return session
