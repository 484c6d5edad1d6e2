"""The control somebody was at when the pages went, by locking or another look, and the way back to it.

Only the control's name and place are held, never what stands in it: a spot outlives the open vault.
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.routes import Memory
from ui.widgets.note_box import NoteBox


def spot_in(place: QWidget) -> Memory:
    """Which control within ``place`` has the focus, and its cursor; empty when none has."""
    held = QApplication.focusWidget()
    if held is None or not place.isAncestorOf(held) or not held.isVisible():
        return {}
    alike = _alike(place, held.objectName(), type(held).__name__)
    cursor = held.cursor_at() if isinstance(held, NoteBox) else None
    if isinstance(held, QLineEdit):
        cursor = held.cursorPosition()
    return {"name": held.objectName(), "kind": type(held).__name__, "at": alike.index(held), "cursor": cursor}


def go_to_spot(place: QWidget, spot: Memory) -> bool:
    """Focus the control a spot tells; False while it is not there."""
    at, cursor = spot.get("at"), spot.get("cursor")
    alike = _alike(place, str(spot.get("name") or ""), str(spot.get("kind") or ""))
    if not isinstance(at, int) or at >= len(alike) or not alike[at].isEnabled():
        return False
    control = alike[at]
    control.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(cursor, int) and isinstance(control, NoteBox):
        control.put_cursor(cursor)
    elif isinstance(cursor, int) and isinstance(control, QLineEdit):
        control.setCursorPosition(cursor)
    return True


class WayBack(QObject):
    """Goes to a spot once its page is read: pages put the focus where they like while they are filled.

    It looks whenever nothing is under way, until the control is there, or the person went on themselves.
    """

    def __init__(self, workspace: QWidget, spot: Memory) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._spot = spot

    def look(self) -> None:
        """Go there, if the control is shown by now."""
        if self._spot and go_to_spot(self._workspace.window(), self._spot):
            self.stop()

    def stop(self, _by_pointer: bool = False) -> None:
        """The person is there, or somewhere else on purpose."""
        self._spot = {}


def _alike(place: QWidget, name: str, kind: str) -> list[QWidget]:
    """The controls shown under that name and of that kind, in the order they were made."""
    found = place.findChildren(QWidget, name) if name else place.findChildren(QWidget)
    return [each for each in found if type(each).__name__ == kind and each.objectName() == name and each.isVisible()]
