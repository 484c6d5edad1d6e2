"""Merges that were made, newest first: at the right what each was, and the way back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipdesk.model.people import MergeMade
from ui.people.decided_pane import DecidedPane
from ui.people.tray_pane import merge_line
from ui.widgets import layout
from ui.widgets.columns import Columns
from ui.widgets.empty import EmptyState
from ui.widgets.row_list import RowList
from ui.widgets.rows_model import Group, Line


class MergesPane(QWidget):
    """``undo_asked`` carries a merge's id."""

    undo_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._merges: dict[str, MergeMade] = {}
        self.list = RowList(name="Merges")
        self.list.setObjectName("merges")
        self.list.moved.connect(lambda _key: self._show_chosen())
        self.decided = DecidedPane()
        self.decided.undo_asked.connect(self.undo_asked)
        self.columns = Columns([self.list, self.decided], [420, 0], names=("Merges", "The merge"))
        self.list.opened.connect(lambda _key: self.columns.show_pane(1))
        self.empty = EmptyState(
            "merge", "No merges yet", "When two records are made one, it stands here, and can be undone at any time."
        )
        self.setLayout(layout.column(self.columns, self.empty, gap=0))

    def show_merges(self, merges: Sequence[MergeMade]) -> None:
        """Show these."""
        self._merges = {made.id: made for made in merges}
        rows: list[Group | Line] = []
        for title, undone in (("Standing", False), ("Undone", True)):
            members = [made for made in merges if (made.undone_on is not None) is undone]
            if members:
                rows.append(Group(title, str(len(members))))
                rows += [merge_line(made) for made in members]
        self.list.show_rows(rows)
        self.columns.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows and self.list.current_key() is None:
            self.list.go_to_first()
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.decided.show_decided(self._merges.get(str(self.list.current_key())))

    def panes(self) -> list[QWidget]:
        """For F6."""
        return [self.list, self.decided]
