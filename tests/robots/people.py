"""The robot of People: the tray of possible duplicates."""

from tests.robots.shell import Robot
from tests.support.program import until
from ui.people.tray_page import TrayPage
from ui.tasks.operations import Operations
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Label


class TrayRobot(Robot):
    """The tray."""

    def __init__(self, page: TrayPage, operations: Operations) -> None:
        super().__init__(page, operations)
        self.page = page

    def wait(self) -> None:
        """Until the pair that is chosen is shown."""
        super().wait()
        until(lambda: not self.page._soon.isActive(), "the pair to be asked for")
        super().wait()

    def rows(self) -> list[str]:
        """Groups and pairs, as a reader says them."""
        model = self.page.list.model()
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())]

    def pane(self) -> str:
        """What is told of the pair."""
        labels = [label.words for label in self.page.pane.findChildren(Label) if label.isVisible()]
        chips = [chip.accessibleName() for chip in self.page.pane.findChildren(ChipLabel) if chip.isVisible()]
        return " | ".join([*labels, *chips])
