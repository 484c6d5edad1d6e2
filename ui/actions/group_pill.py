"""Choosing by what the log of actions is grouped; one grouping always holds."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from ui.actions.grouping import GROUPS, Grouping
from ui.widgets.buttons import Pill


class GroupPill(Pill):
    """ "Group: Agency", with a menu of the others."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Group:", mark="chevron-down", checkable=False)
        self.setObjectName("group-by")
        self.grouping: Grouping = "agency"
        self._menu = QMenu(self)
        for value, words in GROUPS:
            self._menu.addAction(words).triggered.connect(lambda _on=False, value=value: self.choose(value))
        self.clicked.connect(self._open)
        self._show()

    def choose(self, value: str, *, tell: bool = True) -> None:
        """Group by this, as though chosen from the menu."""
        self.grouping = "case" if value == "case" else "none" if value == "none" else "agency"
        self._show()
        if tell:
            self.changed.emit()

    def _show(self) -> None:
        self.show_strong(dict(GROUPS)[self.grouping], mark="chevron-down", lit=True)

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
