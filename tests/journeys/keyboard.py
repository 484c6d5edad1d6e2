"""A robot with a keyboard and a screen reader, and nothing else: what the journeys without a mouse are made with.

It knows no page and no widget by name: it presses keys in the window that has the focus and reads what a screen reader
would say. ``NoMouse`` tells whether a pointer was used after all.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from tests.support.program import until
from tests.support.qt_accessibility import interface_of, walk
from tests.support.qt_keys import press, write

_MOUSE = {
    QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.ContextMenu,
}  # fmt: skip


class NoMouse(QObject):
    """Sees every event of the program; any by a pointer is remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOUSE:
            self.seen.append(event.type().name)
        return False


class Keyboard:
    """Somebody with a keyboard and a screen reader. ``pause`` waits until the program is calm."""

    def __init__(self, pause: Callable[[], None]) -> None:
        self._pause = pause

    def press(self, *keys: str) -> None:
        """Press keys in the window that has the focus."""
        for key in keys:
            window = QApplication.activeWindow()
            assert window is not None, f"no window takes {key}"
            press(window, key)
            self._pause()

    def write(self, text: str) -> None:
        """Type into what has the focus."""
        window = QApplication.activeWindow()
        assert window is not None, "no window takes what is typed"
        write(window, text)
        self._pause()

    @property
    def on(self) -> str:
        """What a reader says of what has the focus."""
        held = QAccessible.queryAccessibleInterface(QGuiApplication.focusObject())
        assert held is not None, "the focus is lost"
        inner: QAccessibleInterface | None = held.focusChild()  # the row of a list, where there is one
        return (held if inner is None else inner).text(QAccessible.Text.Name)

    @property
    def says(self) -> list[str]:
        """Everything a reader finds in the window."""
        active = QApplication.activeWindow()
        assert active is not None, "no window is active"
        window = interface_of(active)
        found = [each.text(kind) for each in walk(window) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)]
        return [words for words in found if words]

    def sees(self, words: str) -> bool:
        """Whether something shown says these words."""
        return any(words in each for each in self.says)

    def expect(self, words: str) -> None:
        """Wait until the screen says these words."""
        until(lambda: self.sees(words), f"{words!r}, on {self.on!r}")
        self._pause()

    def tab_to(self, words: str, key: str = "Tab") -> None:
        """Press Tab until the focus is on what a reader calls so, or by a name that begins so with "…"."""
        passed = [self.on]
        while not (passed[-1] == words or (words.endswith("…") and passed[-1].startswith(words[:-1]))):
            assert len(passed) < 120, f"Tab does not reach {words!r}, only {list(dict.fromkeys(passed))}"
            self.press(key)
            passed.append(self.on)

    def use(self, words: str) -> None:
        """Go to a button or link, and press it."""
        self.tab_to(words)
        self.press("Space")

    def choose(self, words: str) -> None:
        """Go down an open menu to an entry, and take it."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), f"no menu is open that could say {words!r}"
        for _ in range(60):
            self.press("Down")
            if words in menu.activeAction().text():
                self.press("Enter")
                return
        raise AssertionError(f"{words!r} is not among {[entry.text() for entry in menu.actions()]}")

    @property
    def group(self) -> str:
        """What a reader calls the group that the focus is in: the question that "Yes" and "No" stand under."""
        held = QAccessible.queryAccessibleInterface(QGuiApplication.focusObject())
        around = held.parent() if held is not None else None
        return around.text(QAccessible.Text.Name) if around is not None else ""

    def tab_to_group(self, question: str) -> None:
        """Press Tab until the focus is in the group of a question."""
        passed = [self.group]
        while passed[-1] != question:
            assert len(passed) < 120, f"Tab does not reach {question!r}, only {list(dict.fromkeys(passed))}"
            self.press("Tab")
            passed.append(self.group)

    def answer(self, question: str, words: str) -> None:
        """Choose one of the answers that stand side by side."""
        self.tab_to_group(question)
        for _ in range(5):
            if self.on == words:
                break
            self.press("Right")
        assert self.on == words, f"{question!r} has {self.on!r}"
        self.press("Space")

    def fill(self, field: str, words: str) -> None:
        """Go to a field, and type."""
        self.tab_to(field)
        self.write(words)

    def pick(self, field: str, words: str) -> None:
        """Go to a field with a list, type until its words are found, and take them."""
        self.fill(field, words)
        if QApplication.activePopupWidget() is not None:  # a short list is found without opening
            self.press("Down", "Enter")

    def leave_open(self, field: str, why: str) -> None:
        """Go to a field, and say by its key why it has no answer."""
        while self.on != field and self.group != field:
            self.press("Tab")
        self.press("F4")
        self.choose(why)
