"""The robot of Packs by recipient."""

from tests.robots.shell import Robot
from tests.support.qt_keys import settle, wait_idle
from ui.panels.packs_page import PacksPage
from ui.tasks.operations import Operations
from ui.widgets.labels import Label


class PacksRobot(Robot):
    """What a person does and sees on the page of packs."""

    def __init__(self, page: PacksPage, operations: Operations) -> None:
        super().__init__(page, operations)
        self.page = page

    def wait(self) -> None:
        """Wait until every operation was delivered: setting two packs takes long on a busy computer."""
        wait_idle(self.page.context.operations, 90.0)
        settle()

    def says(self) -> list[str]:
        """Every label shown."""
        return [label.words for label in self.page.findChildren(Label) if label.isVisible() and label.words]

    def push(self, name: str) -> None:
        """Press the one shown button of that object name by key."""
        self.find(name).setFocus()
        self.press("Space")
        self.wait()

    def decide_word(self, key: str) -> None:
        """Decide on the word at hand in the list by key: P, M, Shift+P or Shift+M."""
        self.page.checks.look.list.setFocus()
        self.press(key)
        self.wait()

    def let_every_word_stand(self) -> None:
        """Pass all words shown, kind by kind."""
        while self.page.checks.look.words:
            self.decide_word("Shift+P")
