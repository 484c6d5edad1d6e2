"""The clock of a running panel: seconds on the line, and how far behind the plan."""

from collections.abc import Sequence
from datetime import date, datetime, time

from PySide6.QtCore import QObject, QTimer, Signal

from hipdesk.kernel.clock import Clock, local_time
from hipdesk.model.panels.agendas import AgendaLineView


class Timekeeper(QObject):
    """Counts while a line is open and not paused. ``ticked`` once a second."""

    ticked = Signal()

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self.paused = False
        self.before = 0
        self.counted = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)

    @property
    def seconds(self) -> int:
        """Seconds on the line, earlier turns included."""
        return self.before + self.counted

    def begin(self, seconds_before: int) -> None:
        """A line is turned to; it had these seconds already."""
        self.before, self.counted = seconds_before, 0
        self._timer.start()

    def stop(self) -> int:
        """Stop counting; returns the seconds of this turn."""
        self._timer.stop()
        counted, self.counted = self.counted, 0
        return counted

    def tick(self) -> None:
        """A second passes."""
        if not self.paused:
            self.counted += 1
        self.ticked.emit()

    def now(self) -> str:
        """The time of day."""
        return f"{local_time(self._clock):%H:%M}"

    def behind(self, lines: Sequence[AgendaLineView], current: str, opened: time | None) -> int:
        """Minutes behind (negative: ahead) the plan: time since opening, less what was planned for it."""
        if opened is None:
            return 0
        planned = sum(line.minutes for line in lines if line.finished and line.id != current)
        line = next((line for line in lines if line.id == current), None)
        planned += min(line.minutes, self.seconds // 60) if line else 0
        now = local_time(self._clock)
        passed = datetime.combine(date.min, now) - datetime.combine(date.min, opened)
        return int(passed.total_seconds() // 60) - planned
