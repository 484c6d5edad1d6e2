"""The robots of Cases: the list, one case, and what is added to it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.robots.lists import ListRobot
from tests.robots.referrals import words_in
from tests.robots.shell import Robot
from tests.support.qt_keys import settle
from ui.cases.case_page import CasePage
from ui.cases.change_panel import ChangePanel
from ui.tasks.operations import Operations
from ui.widgets.timeline import Moment


class CasesRobot(ListRobot):
    """The list of cases."""

    def initials(self) -> list[str]:
        """Their initials."""
        return [row.initials for row in self.rows()]

    def filter_by(self, name: str, value: str) -> None:
        """Choose a filter, as from its menu."""
        self.page.pills[name].choose(value)
        self.wait()

    def turn_columns(self, *names: str) -> None:
        """Tick or clear columns in their menu, by keys, and leave it."""
        self.page.columns.setFocus()
        self.press("Space")
        menu = self.page.columns.findChild(QMenu)
        assert isinstance(menu, QMenu)
        for action in menu.actions():
            if action.data() in names:
                menu.setActiveAction(action)
                QTest.keyClick(menu, Qt.Key.Key_Space)
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        settle()

    def headings(self) -> list[str]:
        """The headings of the columns shown."""
        table = self.page.table
        shown = [at for at in range(self.page.model.columnCount()) if not table.isColumnHidden(at)]
        return [self.page.model.columns[at].title for at in shown]

    def save_view(self, name: str) -> None:
        """Save how the list stands under a name, by keys."""
        self.page.tools.save.setFocus()
        self.press("Space")
        self.write(name)
        self.press("Return")
        self.wait()

    def tick(self, *rows: int) -> None:
        """Tick rows with the space bar."""
        self.page.table.setFocus()
        for row in rows:
            self.page.table.setCurrentIndex(self.page.model.index(row, 0))
            self.press("Space")


class CaseRobot(Robot):
    """One case."""

    def __init__(self, page: CasePage, operations: Operations) -> None:
        super().__init__(page, operations)
        self.page = page

    def strip(self) -> str:
        """What the strip says."""
        return words_in(self.page.strip)

    def body(self) -> str:
        """What the page under the tabs says."""
        assert self.page.places is not None, "the case is not there yet"
        return words_in(self.page.places)

    def go_to(self, tab: str) -> None:
        """Go to a page of the case by key."""
        names = [
            "summary",
            "people",
            "incidents",
            "risk",
            "actions",
            "information",
            "history",
            "outcomes",
            "documents",
            "sharing",
        ]
        self.press(f"Alt+{(names.index(tab) + 1) % 10}")
        self.wait()

    def moments(self) -> list[str]:
        """The line of time as a reader says it."""
        assert self.page.places is not None
        rows = self.page.places.timeline.line.model().rows  # type: ignore[attr-defined]  # the line's own model
        return [row.text for row in rows if isinstance(row, Moment)]

    def write_note(self, text: str) -> None:
        """Ctrl+N, the words, Ctrl+Enter."""
        self.press("Ctrl+N")
        self.write(text)
        self.press("Ctrl+Return")
        self.wait()

    def show_names(self) -> None:
        """Ctrl+. as the shell passes it on."""
        self.page.show_names()
        self.wait()

    def change(self, kind: str, **values: object) -> None:
        """Ask for a change, fill its fields, and keep it."""
        self.page.change(kind)
        self.wait()
        self.fill(**values)
        self.keep()

    def fill(self, **values: object) -> None:
        """Fill fields of the panel that is shown."""
        for name, value in values.items():
            self.panel.fields[name].set_value(value)
        settle()
        self.wait()

    def keep(self) -> None:
        """Press the panel's button."""
        self.find("change-done").setFocus()
        self.press("Space")
        self.wait()

    @property
    def panel(self) -> ChangePanel:
        """The panel that is shown."""
        assert self.page.panel is not None, "no panel is shown"
        return self.page.panel

    def choose(self, link: str, words: str) -> None:
        """Open a menu by the words a reader says of its link, and take an entry."""
        self.click(link)
        settle()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        action = next((each for each in menu.actions() if each.text() == words), None)
        assert action is not None, f"{words} is not among {[each.text() for each in menu.actions()]}"
        menu.close()
        action.trigger()
        self.wait()
