"""The robot of the unlocked window: navigation, search, status, locking."""

from PySide6.QtWidgets import QWidget

from tests.robots.shell import Robot
from tests.support.program import Started
from ui.routes import Route
from ui.shell.page import Page
from ui.shell.palette import SearchPalette
from ui.shell.workspace import Workspace
from ui.widgets.labels import Label
from ui.widgets.rows_model import Line


class ProgramRobot(Robot):
    """What a person does with the whole program."""

    def __init__(self, started: Started) -> None:
        super().__init__(started.program.window, started.program.operations)
        self.started = started

    def wait(self) -> None:
        """Until nothing is under way."""
        self.started.calm()

    @property
    def workspace(self) -> Workspace:
        """What is seen while unlocked."""
        found = self.started.program.window.workspace
        assert found is not None, "the window is locked"
        return found

    @property
    def page(self) -> Page:
        """The page in front."""
        found = self.workspace.pages.page
        assert found is not None, "no page is shown"
        return found

    @property
    def locked(self) -> bool:
        """Whether the gate is shown and the desk closed."""
        return self.started.program.window.workspace is None and self.started.program.desk is None

    def route(self) -> Route:
        """Where the person is."""
        found = self.started.program.routes.current
        assert found is not None
        return found

    def go(self, route: Route) -> None:
        """As by a link of another page."""
        self.started.program.routes.go(route)
        self.wait()

    def lock(self) -> None:
        """Ctrl+L, until the gate can be used."""
        self.press("Ctrl+L")
        self.started.until(lambda: self.locked and self.started.program.operations.pending == 0, "the lock")

    def close_window(self) -> None:
        """As by the window's cross."""
        self.started.program.window.close()

    def status(self) -> str:
        """The line at the bottom, as a reader says it."""
        line = self.workspace.status
        shown = [child for child in line.findChildren(QWidget) if child.isVisible()]
        return "; ".join(child.words if isinstance(child, Label) else child.accessibleName() for child in shown)

    def search(self, words: str) -> list[str]:
        """Ctrl+K, type, wait: what is found, in order."""
        self.press("Ctrl+K")
        self.write(words)
        palette = self._palette()
        self.started.until(lambda: not palette._wait.isActive(), "the search")
        self.wait()
        model = palette.rows.model()
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())]

    def help_line(self) -> str:
        """What the line under the search says."""
        return self._palette().help_line.words

    def typed(self) -> str:
        """What stands in the search."""
        return self._palette().field.text()

    def open_found(self, words: str) -> None:
        """Go down to the line that holds the words, and press Enter."""
        palette = self._palette()
        for _ in range(40):
            line = palette.rows._rows.line_at(palette.rows.currentIndex().row())
            if isinstance(line, Line) and words in line.text:
                self.press("Enter")
                self.wait()
                return
            self.press("Down")
        raise AssertionError(f"nothing found says {words!r}")

    def _palette(self) -> SearchPalette:
        found = self.root.findChild(SearchPalette)
        assert found is not None, "the search is not shown"
        return found
