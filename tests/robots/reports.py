"""The robot of the reports page: choose a quarter and a table, open a figure, save the PDF."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.robots.shell import Robot
from tests.support.qt_stand_ins import ScriptedMessages
from ui.reports.behind_pane import BehindPane
from ui.reports.figures_view import FiguresView
from ui.tasks.operations import Operations
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import Label
from ui.widgets.rail import Rail


class ReportsRobot(Robot):
    """What a person does on the page."""

    def __init__(self, root: QWidget, operations: Operations, messages: ScriptedMessages) -> None:
        super().__init__(root, operations)
        self.messages = messages

    def choose_quarter(self, label: str) -> None:
        """Choose a quarter from the list above."""
        field = self.find("period")
        assert isinstance(field, ChoiceField)
        field.setFocus()
        field.set_value(label)
        self.wait()

    def quarters(self) -> list[str]:
        """The quarters offered, as worded."""
        field = self.find("period")
        assert isinstance(field, ChoiceField)
        return [field.itemText(at) for at in range(field.count())]

    def go_to_table(self, steps: int) -> None:
        """Go down the rail by so many tables."""
        rail = self.find("tables")
        assert isinstance(rail, Rail)
        rail.setFocus()
        self.press("Home", *["Down"] * steps)
        self.wait()

    def tables(self) -> list[str]:
        """What the rail offers."""
        rail = self.find("tables")
        model = rail.model()  # type: ignore[attr-defined] # a rail is a list view
        return [model.index(at, 0).data(Qt.ItemDataRole.DisplayRole) for at in range(model.rowCount())]

    @property
    def figures(self) -> FiguresView:
        """The table of figures."""
        found = self.find("figures")
        assert isinstance(found, FiguresView)
        return found

    def figure(self, line: str, column: int = 1) -> str:
        """A figure by its line and column, as shown."""
        model = self.figures.figures
        for row in range(model.rowCount()):
            if model.index(row, 0).data() == line:
                return str(model.index(row, column).data())
        raise AssertionError(f"there is no line {line}")

    def open_figure(self, right: int = 0, down: int = 0) -> None:
        """Go to a figure by the arrows from the first one, and open it."""
        self.figures.setFocus()
        self.press(*["Right"] * right, *["Down"] * down, "Enter")
        self.wait()

    def behind(self) -> list[str]:
        """What stands behind the figure opened, as a reader says it."""
        pane = self.find("behind")
        assert isinstance(pane, BehindPane)
        model = pane.rows.model()
        return [str(model.index(at, 0).data(Qt.ItemDataRole.DisplayRole)) for at in range(model.rowCount())]

    def note_behind(self) -> str:
        """The words under the list."""
        pane = self.find("behind")
        assert isinstance(pane, BehindPane)
        return pane.note.words

    def says(self) -> str:
        """Every label of the page, one after another."""
        labels = [label for label in self.root.findChildren(Label) if label.isVisible()]
        return " ".join(label.words for label in labels)

    def save_to(self, target: Path) -> None:
        """Ctrl+S, and say where."""
        self.messages.files.append(target)
        self.press("Ctrl+S")
        self.wait()
        self.wait()
