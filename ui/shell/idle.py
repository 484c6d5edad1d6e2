"""Watching for keys and clicks: whether to lock, and whether the focus came by keyboard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from hipdesk.kernel.clock import Clock

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod)
_POINTER = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletPress)
LEAST, USUAL, MOST = 1, 10, 15


class InputWatch(QObject):
    """Sees what a window receives before its widgets do. ``came`` says whether it was the pointer."""

    came = Signal(bool)

    def watch(self, window: "QWindow") -> None:
        """Watch a native window."""
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS:
            self.came.emit(False)
        elif kind in _POINTER:
            self.came.emit(True)
        return False


class IdleLock(QObject):
    """``due`` when nothing came for so many minutes (1 to 15). It goes by the clock, so sleeping counts as idle."""

    due = Signal()
    CHECK_SECONDS = 5

    def __init__(self, clock: Clock, minutes: int = USUAL) -> None:
        super().__init__()
        self._clock = clock
        self._minutes = min(MOST, max(LEAST, minutes))
        self._last = clock.now()
        self._timer = QTimer(self)
        self._timer.setInterval(self.CHECK_SECONDS * 1000)
        self._timer.timeout.connect(self.check)

    @property
    def minutes(self) -> int:
        """After how many minutes."""
        return self._minutes

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many minutes, 1 to 15."""
        self._minutes = min(MOST, max(LEAST, minutes))

    def start(self) -> None:
        """Begin to watch, as after unlocking."""
        self._last = self._clock.now()
        self._timer.start()

    def stop(self) -> None:
        """Stop watching, as when locked."""
        self._timer.stop()

    def seen(self, _by_pointer: bool = False) -> None:
        """Something came."""
        self._last = self._clock.now()

    def check(self) -> None:
        """Tell when the time is over; the timer calls this."""
        if (self._clock.now() - self._last).total_seconds() >= self._minutes * 60:
            self.stop()
            self.due.emit()
