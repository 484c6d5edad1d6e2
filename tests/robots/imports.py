"""The robot of the import: choose a file, go through the steps, import, stop, undo."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.robots.shell import Robot
from tests.support.qt_stand_ins import ScriptedMessages
from ui.imports.findings import FindingsTable
from ui.tasks.operations import Operations
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import Label
from ui.widgets.rail import Rail


class ImportRobot(Robot):
    """What a person does on the page of the import."""

    def __init__(self, root: QWidget, operations: Operations, messages: ScriptedMessages) -> None:
        super().__init__(root, operations)
        self.messages = messages

    def choose(self, workbook: Path) -> None:
        """Press the button and choose a file."""
        self.messages.files.append(workbook)
        self.find("choose-workbook").setFocus()
        self.press("Space")
        self.wait()

    def go_on(self) -> None:
        """The next step."""
        self.press("Ctrl+Enter")
        self.wait()

    def go_back(self) -> None:
        """The step before."""
        self.find("import-back").setFocus()
        self.press("Space")
        self.wait()

    def step(self) -> str:
        """Name of the step one is at."""
        rail = self.find("import-steps")
        assert isinstance(rail, Rail)
        return rail.current_name()

    def says(self) -> str:
        """Every label shown, one after another."""
        labels = [label for label in self.root.findChildren(Label) if label.isVisible()]
        return " ".join(label.words for label in labels)

    def field(self, name: str) -> ChoiceField:
        """A choice by the words a reader says."""
        every = self.root.findChildren(ChoiceField)
        found = [field for field in every if field.isVisible() and field.accessibleName() == name]
        assert len(found) == 1, f"{len(found)} choices are named {name!r}"
        return found[0]

    def settle(self, name: str, value: object) -> None:
        """Choose something else in a field."""
        field = self.field(name)
        field.setFocus()
        field.set_value(value)
        field.changed.emit()
        self.wait()

    def findings(self) -> list[str]:
        """What the table of findings tells, line by line, as far as it is loaded."""
        table = self.find("findings")
        assert isinstance(table, FindingsTable)
        model = table.rows
        found = []
        for row in range(model.rowCount()):
            cells = [
                model.index(row, column).data(Qt.ItemDataRole.DisplayRole) for column in range(model.columnCount())
            ]
            found.append(" | ".join(str(cell) for cell in cells))
        return found
