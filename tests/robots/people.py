"""The robot of People: everyone, the tray of possible duplicates, the merges."""

from PySide6.QtWidgets import QAbstractButton

from tests.robots.shell import Robot
from tests.support.program import until
from tests.support.qt_keys import write
from ui.people.people_page import PeoplePage
from ui.tasks.operations import Operations
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Label
from ui.widgets.row_list import RowList


class PeopleRobot(Robot):
    """What a person does on the page, and sees."""

    def __init__(self, page: PeoplePage, operations: Operations) -> None:
        super().__init__(page, operations)
        self.page = page

    def wait(self) -> None:
        """Until what is chosen is shown."""
        super().wait()
        timers = (self.page.tray._soon, self.page.everyone._soon, self.page.everyone._typed)
        until(lambda: not any(timer.isActive() for timer in timers), "what is chosen to be asked for")
        super().wait()

    def rows(self) -> list[str]:
        """Groups and lines of the list in front, as a reader says them."""
        (shown,) = [one for one in self.page.findChildren(RowList) if one.isVisible()] or [None]
        model = shown.model() if shown is not None else None
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())] if model is not None else []

    def told(self) -> str:
        """Everything said on the page beside the list."""
        labels = [label.words for label in self.page.stack.findChildren(Label) if label.isVisible()]
        chips = [chip.accessibleName() for chip in self.page.stack.findChildren(ChipLabel) if chip.isVisible()]
        answers = [one.text() for one in self.page.stack.findChildren(QAbstractButton) if one.isVisible()]
        return " | ".join([*labels, *chips, *answers])

    def tab(self, name: str) -> None:
        """Go to a tab."""
        self.page.tabs.go_to(name)
        self.page.tabs.chosen.emit(name)
        self.wait()

    def type(self, words: str) -> None:
        """Ctrl+F, and type."""
        self.press("Ctrl+F")
        self.press("Ctrl+A")
        write(self.page, words)
        self.wait()

    def push(self, name: str) -> None:
        """Press a button by its object name, with the space bar."""
        self.find(name).setFocus()
        self.press("Space")
        self.wait()

    def again(self) -> None:
        """Read the page anew, as after a change."""
        self.wait()
        self.page.reload(None)
        self.wait()
