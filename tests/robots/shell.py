"""The robot of the window: what a person does and sees, by name, with keys through the native window.

Robots of screens derive from ``Robot``.
"""

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from tests.support.qt_keys import press, settle, wait_idle, write
from ui.shell.window import DeskWindow
from ui.shell.workspace import Workspace
from ui.tasks.operations import Operations
from ui.widgets.banner import Banner, Toast
from ui.widgets.buttons import Button
from ui.widgets.overlay import Overlay


class Robot:
    """Finds by object name or by the words a reader says; presses keys; waits for operations, never for time."""

    def __init__(self, root: QWidget, operations: Operations | None = None) -> None:
        self.root = root
        self._operations = operations

    def press(self, *keys: str) -> None:
        """Press keys one after another, as "Ctrl+K", "Down", "Enter"."""
        for key in keys:
            press(self.root, key)

    def write(self, text: str) -> None:
        """Type into whatever has the focus."""
        write(self.root, text)

    def wait(self) -> None:
        """Wait until every operation was delivered."""
        if self._operations is not None:
            wait_idle(self._operations)
        settle()

    def find(self, name: str) -> QWidget:
        """The one shown widget of that object name."""
        found = [widget for widget in self.root.findChildren(QWidget, name) if widget.isVisible()]
        assert len(found) == 1, f"{len(found)} shown widgets are called {name}"
        return found[0]

    def named(self, words: str) -> QWidget:
        """The one shown widget a reader calls by these words."""
        inside = self.root.findChildren(QWidget)
        found = [widget for widget in inside if widget.isVisible() and widget.accessibleName() == words]
        assert len(found) == 1, f"{len(found)} shown widgets are named {words!r}"
        return found[0]

    def focus(self) -> QWidget:
        """What has the focus."""
        held = QApplication.focusWidget()
        assert held is not None, "nothing has the focus"
        return held

    def click(self, words: str) -> None:
        """Press the one shown button of these words, as with the space bar."""
        button = self.named(words)
        button.setFocus()
        self.press("Space")

    def push(self, name: str) -> None:
        """Press the button of that object name by key, and wait."""
        self.find(name).setFocus()
        self.press("Space")
        self.wait()

    def type_into(self, name: str, words: str) -> None:
        """Replace what the field of that object name holds."""
        field = self.find(name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.setFocus()
        self.press("Ctrl+A", "Delete")
        self.write(words)

    def type_to_narrow(self, words: str) -> None:
        """Replace what stands in the box that narrows a list."""
        self.press("Ctrl+F")
        held = self.focus()
        assert isinstance(held, QLineEdit)
        held.selectAll()
        self.write(words)


class WindowRobot(Robot):
    """The shell."""

    def __init__(self, window: DeskWindow, operations: Operations | None = None) -> None:
        super().__init__(window, operations)
        self.window = window

    @property
    def workspace(self) -> Workspace:
        """The workspace; fails while locked."""
        assert self.window.workspace is not None, "the window is locked"
        return self.window.workspace

    @property
    def locked(self) -> bool:
        """Whether the gate is shown."""
        return self.window.workspace is None

    def page_title(self) -> str:
        """Name of the page that is current in the navigation."""
        return self.workspace.navigation.rail.current_name()

    def overlay(self) -> QWidget | None:
        """The panel over the page, if there is one."""
        shown = [overlay for overlay in self.window.findChildren(Overlay) if overlay.isVisible()]
        return shown[0] if shown else None

    def banners(self) -> list[str]:
        """What the banners say."""
        return [banner.accessibleName() for banner in self.window.findChildren(Banner) if banner.isVisible()]

    def toasts(self) -> list[str]:
        """What the toasts say."""
        return [toast.accessibleName() for toast in self.window.findChildren(Toast) if toast.isVisible()]

    def answer(self, choice: str) -> None:
        """Take a choice of the question that is asked, by its name."""
        button = self.find(f"choice-{choice}")
        assert isinstance(button, Button)
        button.setFocus()
        self.press("Enter")
