"""The robots of Actions: the log, and one action."""

from datetime import date

from tests.robots.shell import Robot
from ui.actions.action_page import ActionPage
from ui.actions.board import ActionsPage
from ui.actions.table import Heading
from ui.tasks.operations import Operations
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.timeline import Timeline


class ActionsRobot(Robot):
    """The log of actions."""

    def __init__(self, page: ActionsPage, operations: Operations) -> None:
        super().__init__(page, operations)
        self.page = page

    def headings(self) -> list[str]:
        """What the headings between the rows say."""
        rows = [self.page.model.row_at(at) for at in range(self.page.model.rowCount())]
        return [f"{row.title} {row.words} {row.late_words}".strip() for row in rows if isinstance(row, Heading)]

    def wordings(self) -> list[str]:
        """The actions shown, in order."""
        model = self.page.model
        rows = [at for at in range(model.rowCount()) if not isinstance(model.row_at(at), Heading)]
        return [str(model.index(at, 1).data()) for at in rows]

    def cell(self, wording: str, column: str) -> str:
        """What a column says of an action."""
        model = self.page.model
        names = [each.name for each in model.columns]
        row = next(at for at in range(model.rowCount()) if model.index(at, 1).data() == wording)
        return str(model.index(row, names.index(column)).data())

    def go_to(self, wording: str) -> None:
        """Walk down the table to an action, by key."""
        self.page.table.setFocus()
        self.press("Home")
        for _ in range(self.page.model.rowCount()):
            if self.page.table.currentIndex().siblingAtColumn(1).data() == wording:
                return
            self.press("Down")
        raise AssertionError(f"no action says {wording}")

    def tick(self, *wordings: str) -> None:
        """Tick actions with the space bar."""
        for wording in wordings:
            self.go_to(wording)
            self.press("Space")

    def take(self, step: str) -> None:
        """Press a button of the bar at the bottom."""
        button = self.find(f"step-{step}")
        button.setFocus()
        self.press("Space")

    def fill_strip(self, day: date | None = None, words: str = "") -> None:
        """Fill what the strip asks for and take it."""
        if day is not None:
            self.page.strip.day.setFocus()
            self.write(f"{day.day} {day:%b %Y}")
            self.press("Tab")
        if words:
            self.page.strip.reason.setFocus()
            self.write(words)
        self.find("step-do").setFocus()
        self.press("Space")
        self.wait()

    def choose_tab(self, name: str) -> None:
        """Go to a tab by key."""
        self.page.tabs.setFocus()
        while self.page.tabs.current_name() != name:
            self.press("Right")
        self.wait()


class ActionRobot(Robot):
    """One action."""

    def __init__(self, page: ActionPage, operations: Operations) -> None:
        super().__init__(page, operations)
        self.page = page

    def says(self) -> list[str]:
        """Every label shown."""
        return [label.words for label in self.page.findChildren(Label) if label.isVisible() and label.words]

    def history(self) -> list[str]:
        """What the line of time says, newest first."""
        line = self.page.findChild(Timeline)
        assert line is not None
        model = line.model()
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())]

    def steps(self) -> list[str]:
        """What may be done now."""
        buttons = [button for button in self.page.findChildren(Button) if button.isVisible()]
        return [button.text() for button in buttons if button.objectName().startswith("do-")]
