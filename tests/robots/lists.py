"""The robot of a list with views, columns and a box that narrows it: all cases, all referrals."""

from tests.robots.shell import Robot
from ui.cases.list_page import CasesPage
from ui.referrals.list_page import AllReferralsPage
from ui.tasks.operations import Operations


class ListRobot(Robot):
    """What the lists share."""

    def __init__(self, page: CasesPage | AllReferralsPage, operations: Operations) -> None:
        super().__init__(page, operations)
        self.page = page

    def wait(self) -> None:
        """Wait for everything, narrowing included."""
        super().wait()
        if self.page._soon.isActive():
            self.page._filtered()
            super().wait()

    def rows(self) -> list[object]:
        """The records shown, in order."""
        found = [self.page.model.row_at(at) for at in range(self.page.model.rowCount())]
        return [row for row in found if row is not None]

    def cell(self, row: int, column: str) -> str:
        """What a column says in a row."""
        names = [each.name for each in self.page.model.columns]
        return str(self.page.model.index(row, names.index(column)).data())

    def choose_view(self, name: str) -> None:
        """Go to a set or a kept view by key."""
        self.page.tabs.setFocus()
        for _ in range(self.page.tabs.currentIndex()):
            self.press("Left")
        for _ in range(self.page.tabs.count()):
            if self.page.tabs.current_name() == name:
                break
            self.press("Right")
        self.wait()

    def narrow(self, words: str) -> None:
        """Type into the box that narrows, by key."""
        self.type_to_narrow(words)
        self.wait()
