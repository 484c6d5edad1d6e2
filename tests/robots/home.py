"""The robot of Home."""

from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.robots.window import ProgramRobot
from ui.home.glance import GlancePanel
from ui.home.queue import QueueRow
from ui.widgets.deadline_track import DeadlineTrack
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Label


class HomeRobot(ProgramRobot):
    """What a person sees and does on Home."""

    def words(self) -> list[str]:
        """Every label shown, in order."""
        return [label.words for label in self.page.findChildren(Label) if label.isVisible() and label.words]

    def steps(self) -> list[str]:
        """The deadlines, as a reader says them."""
        track = self.page.findChild(DeadlineTrack)
        assert track is not None
        return [button.accessibleName() for button in track.findChildren(QAbstractButton) if button.isVisible()]

    def queue(self) -> list[str]:
        """The lines of the queue, as a reader says them."""
        return [row.accessibleName() for row in self.page.findChildren(QueueRow) if row.isVisible()]

    def figures(self) -> list[str]:
        """The figures at a glance: the words of every chart."""
        panel = self.page.findChild(GlancePanel)
        assert panel is not None
        parts = panel.findChildren(QWidget)
        return [part.accessibleName() for part in parts if part.isVisible() and ":" in part.accessibleName()]

    def is_empty(self) -> bool:
        """Whether the page teaches how to begin."""
        found = self.page.findChild(EmptyState)
        return found is not None and found.isVisible()

    def open_line(self, code: str) -> None:
        """Open a line of the queue by keyboard."""
        row = self.find(f"queue-{code}")
        row.setFocus()
        self.press("Space")
        self.wait()
