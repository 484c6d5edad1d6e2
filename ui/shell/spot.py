"""The control somebody was at when the pages went, by locking or another look, and the way back to it.

Only the control's name and place are held, never what stands in it: a spot outlives the open vault.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ui.routes import Memory


def spot_in(place: QWidget) -> Memory:
    """Which control within ``place`` has the focus, and its cursor; empty when none has."""
    held = QApplication.focusWidget()
    if held is None or not place.isAncestorOf(held) or not held.isVisible():
        return {}
    alike = _alike(place, held.objectName(), type(held).__name__)
    cursor = _cursor_in(held)
    return {"name": held.objectName(), "kind": type(held).__name__, "at": alike.index(held), "cursor": cursor}


def go_to_spot(place: QWidget, spot: Memory) -> bool:
    """Focus the control a spot tells; False while it is not there."""
    at, cursor = spot.get("at"), spot.get("cursor")
    alike = _alike(place, str(spot.get("name") or ""), str(spot.get("kind") or ""))
    if not isinstance(at, int) or at >= len(alike) or not alike[at].isEnabled():
        return False
    control = alike[at]
    control.setFocus(Qt.FocusReason.OtherFocusReason)
    line = _line_of(control)
    if isinstance(cursor, int) and isinstance(control, QPlainTextEdit):
        text_cursor = control.textCursor()
        text_cursor.setPosition(min(cursor, max(0, control.document().characterCount() - 1)))
        control.setTextCursor(text_cursor)
    elif isinstance(cursor, int) and line is not None:
        line.setCursorPosition(cursor)
    return True


ROUNDS = 5
"""How many rounds of events a look lasts."""


class WayBack(QObject):
    """Goes to a spot once its page is read: pages put the focus where they like while they are filled.

    It looks whenever nothing is under way, which ``busy`` tells, until the control is there, or the person went on
    themselves.
    """

    def __init__(self, workspace: QWidget, spot: Memory, busy: Callable[[], bool]) -> None:
        super().__init__(workspace)
        self._busy = busy
        self._workspace = workspace
        self._spot = spot

    def look(self) -> None:
        """Go there, if the control is shown by now: what is only just asked again is with one of the next events."""
        self._look(ROUNDS)

    def _look(self, rounds: int) -> None:
        if self._busy():
            return
        if self._spot and go_to_spot(self._workspace.window(), self._spot):
            self.stop()
        elif self._spot and rounds:
            QTimer.singleShot(0, self, partial(self._look, rounds - 1))

    def stop(self, _by_pointer: bool = False) -> None:
        """The person is there, or somewhere else on purpose."""
        self._spot = {}


def _cursor_in(held: QWidget) -> int | None:
    if isinstance(held, QPlainTextEdit):
        return held.textCursor().position()
    line = _line_of(held)
    return line.cursorPosition() if line is not None else None


def _line_of(control: QWidget) -> QLineEdit | None:
    """Where one types a line: the field itself, or that of a list in which one types to find."""
    if isinstance(control, QComboBox):
        return control.lineEdit()
    return control if isinstance(control, QLineEdit) else None


def _alike(place: QWidget, name: str, kind: str) -> list[QWidget]:
    """The controls shown under that name and of that kind, in the order they were made."""
    found = place.findChildren(QWidget, name) if name else place.findChildren(QWidget)
    return [each for each in found if type(each).__name__ == kind and each.objectName() == name and each.isVisible()]
