"""The robots of what stands beside the report: its words, and the police figures."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.robots.shell import Robot
from tests.support.qt_keys import write
from tests.support.qt_stand_ins import ScriptedMessages
from ui.reports.words_page import ReportWordsPage
from ui.tasks.operations import Operations
from ui.widgets.row_list import RowList


class ReportWordsRobot(Robot):
    """Writes the words of a report."""

    def __init__(self, root: ReportWordsPage, operations: Operations, messages: ScriptedMessages) -> None:
        super().__init__(root, operations)
        self.page = root
        self.messages = messages

    def type_into(self, name: str, words: str) -> None:
        """Go to a field and write."""
        form = self.page.form
        assert form is not None
        form.go_to(name)
        write(self.root, words)

    def answer(self, name: str) -> object:
        """What a field holds."""
        form = self.page.form
        assert form is not None
        return form.frame(name).field.value()

    def keep(self) -> None:
        """Ctrl+Enter."""
        self.press("Ctrl+Return")
        self.wait()


class PoliceRobot(Robot):
    """Imports police figures and takes them out."""

    def __init__(self, root: QWidget, operations: Operations, messages: ScriptedMessages) -> None:
        super().__init__(root, operations)
        self.messages = messages

    def take(self, file: Path, whose: str) -> None:
        """Import a file, by key, and say whose figures they are."""
        self.messages.files.append(file)
        self.messages.answers.append(whose)
        self.find("police-import").setFocus()
        self.press("Space")
        for _step in range(3):
            self.wait()

    def files(self) -> list[str]:
        """The files listed; none while the page says that there are none."""
        rows = self.root.findChild(RowList, "police-files")
        assert rows is not None
        model = rows.model()
        return [str(model.index(at, 0).data(Qt.ItemDataRole.DisplayRole)) for at in range(model.rowCount())]

    def remove_first(self) -> None:
        """Enter on the first file, and yes."""
        self.messages.answers.append("remove")
        self.find("police-files").setFocus()
        self.press("Home", "Enter")
        for _step in range(2):
            self.wait()
