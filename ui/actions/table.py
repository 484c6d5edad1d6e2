"""The table of actions with a heading per agency or case; headings cannot be ticked and fold their rows away."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from hipdesk.model.action_log import ActionView, AgencyGroup
from ui.actions.bars import SegmentBar
from ui.style import theme
from ui.style.tokens import BODY
from ui.widgets import british_dates, chips, layout
from ui.widgets.buttons import Button, IconButton
from ui.widgets.cells import Cell, Shown
from ui.widgets.chips import Chip
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.table_model import NOWHERE, Column, LazyTableModel, Order, at_once
from ui.widgets.table_view import TableView

AnyIndex = QModelIndex | QPersistentModelIndex
_GROUP_HIGH = 38
_RAG = {
    "red": "late",
    "amber": "soon",
    "green": "on_track",
    "grey": "no_update",
    "blue": "not_due",
    "done": "done",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading between actions; ``agency`` when it stands for one and may be chased."""

    key: str
    title: str
    words: str
    late_words: str = ""
    agency: AgencyGroup | None = None
    folded: bool = False


BoardRow = ActionView | Heading


def state_chip(action: ActionView) -> Chip:
    """How an action stands, as a chip: shape and word, never colour alone."""
    if action.rag.code == "ended":
        return Chip(action.rag.words, "pill", "grey", "glyph-declined")
    return chips.rag(_RAG[action.rag.code], action.rag.words)


def short_day(day: date | None) -> str:
    """ "Thu 26 Nov", or nothing."""
    return british_dates.short(day) if day else ""


def last_word(action: ActionView) -> str:
    """ "“Part on order”, 19 Nov", "Asked 30 Nov", "No word" when it is late and nothing was heard."""
    if action.asked_since and action.chased_on is not None:
        return f"Asked {action.chased_on.day} {action.chased_on:%b}"
    if action.last_word and action.last_word_on is not None:
        line = action.last_word.splitlines()[0]
        return f"“{line}”, {action.last_word_on.day} {action.last_word_on:%b}"
    if action.status == "completed" and action.completed_on is not None:
        return f"Done {action.completed_on.day} {action.completed_on:%b}"
    return "No word" if action.rag.code == "red" else ""


def _of(row: BoardRow, shown: Callable[[ActionView], Shown]) -> Shown:
    return shown(row) if isinstance(row, ActionView) else ""


def _case(action: ActionView) -> Shown:
    if not action.reference:
        return Cell("General", quiet=True)
    return Cell(action.initials, chips=(Chip(action.reference, bold=True, size=BODY),))


def _state(row: BoardRow) -> Shown:
    # A reader hears a heading's words, although a widget stands over its row.
    return Cell(chips=(state_chip(row),)) if isinstance(row, ActionView) else f"{row.title}, {row.words}"


_COLUMNS: tuple[Column[BoardRow], ...] = (
    Column("state", "State", _state, 128),
    Column("action", "Action", lambda row: _of(row, lambda action: action.wording), 250, "action", stretch=True),
    Column("case", "Case", lambda row: _of(row, _case), 178, "case", drop=1),
    Column(
        "owner",
        "Owner",
        lambda row: _of(row, lambda action: action.owner_name or action.agency_short),
        104,
        "agency",
        drop=3,
    ),
    Column("due", "Due", lambda row: _of(row, lambda action: short_day(action.due_on) or action.due_words), 84, "due"),
    Column("carried", "Carried", lambda row: _of(row, lambda action: action.carried_words), 54, "carried", drop=4),
    Column("word", "Last word", lambda row: _of(row, last_word), 160, drop=2),
)


CHOICES = tuple((column.name, column.title) for column in _COLUMNS if column.name not in ("state", "action"))
"""The columns to choose from; how it stands and what is to be done always stay."""


def _key(row: BoardRow) -> Hashable:
    return row.id if isinstance(row, ActionView) else row.key


class BoardModel(LazyTableModel[BoardRow]):
    """Actions and headings; only actions can be ticked. ``sorted_anew`` when a heading of a column was clicked."""

    sorted_anew = Signal()

    def __init__(self) -> None:
        super().__init__(_COLUMNS, at_once([]), _key, ticks=True, page=1000)

    def show_board(self, rows: Sequence[BoardRow]) -> None:
        """Show these instead; ticks of rows that are gone go as well."""
        there = {_key(row) for row in rows}
        self._chosen = {key: row for key, row in self._chosen.items() if key in there}
        self.set_source(at_once(rows))
        self.ticked.emit(len(self._chosen))

    def sort_by(self, order: Order) -> None:
        """Sort the whole log, not what is shown of it: the page reads anew."""
        if order != self._order:
            self._order = order
            self.sorted_anew.emit()

    def ticked_ids(self) -> tuple[str, ...]:
        """Ids of the ticked actions."""
        return tuple(row.id for row in self.ticked_rows() if isinstance(row, ActionView))

    def tick(self, ids: Sequence[str]) -> bool:
        """Tick these actions; whether all of them are shown."""
        rows = {row.id: row for row in map(self.row_at, range(self.rowCount())) if isinstance(row, ActionView)}
        if not ids or any(each not in rows for each in ids):
            return False
        self._chosen = {each: rows[each] for each in ids}
        self._ticks_changed()
        return True

    def tick_all_loaded(self, on: bool) -> None:
        """Tick, or clear, every action that is shown."""
        rows = [self.row_at(at) for at in range(self.rowCount())]
        self._chosen = {row.id: row for row in rows if isinstance(row, ActionView)} if on else {}
        self._ticks_changed()

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(self.row_at(index.row()), Heading):
            return None
        return super().data(index, role)

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if isinstance(self.row_at(index.row()), Heading):
            return False
        return super().setData(index, value, role)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        usual = super().flags(index)
        if index.isValid() and isinstance(self.row_at(index.row()), Heading):
            return usual & ~Qt.ItemFlag.ItemIsUserCheckable
        return usual

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return super().rowCount(parent)


class BoardTable(TableView):
    """The table; headings are widgets that span it."""

    def __init__(self, model: BoardModel, *, fold: Callable[[str], object], chase: Callable[[str], object]) -> None:
        super().__init__(model, name="Actions")
        self._board = model
        self._fold = fold
        self._chase = chase
        self.setObjectName("actions-table")
        model.modelReset.connect(self._place_headings)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._fill_headings())

    def _place_headings(self) -> None:
        self.clearSpans()
        # A reset gives every row its usual height again; only headings differ.
        for at in range(self._board.rowCount()):
            if isinstance(self._board.row_at(at), Heading):
                self.setSpan(at, 0, 1, self._board.columnCount())
                self.setRowHeight(at, theme.current().px(_GROUP_HIGH) + 1)
        self._fill_headings()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill_headings()

    def _fill_headings(self) -> None:
        """Put its words and buttons into every heading in sight; a hundred at once would hold the window up."""
        high = self.viewport().height()
        last = self.rowAt(high - 1)
        for at in range(max(0, self.rowAt(0)), (last if last >= 0 else self._board.rowCount() - 1) + 1):
            row = self._board.row_at(at)
            index = self._board.index(at, 0)
            if isinstance(row, Heading) and self.indexWidget(index) is None:
                self.setIndexWidget(index, self._heading(row))
        self.updateEditorGeometries()

    def _heading(self, heading: Heading) -> QWidget:
        ground = Ground("sunken")
        icon, name = ("chevron-right", "Unfold") if heading.folded else ("chevron-down", "Fold")
        fold = IconButton(icon, f"{name} {heading.title}", side=24)
        fold.setObjectName(f"fold-{heading.key}")
        fold.clicked.connect(lambda: self._fold(heading.key))
        across = layout.row(fold, Label(heading.title, "head"), Label(heading.words, "second"), gap=8)
        if heading.late_words:
            across.addWidget(Label(heading.late_words, "caption", tone="red"))
        agency = heading.agency
        # At large text there is room for the agency's name, its counts and the letter, which has the contact.
        large = theme.current().large
        if agency is not None and not large:
            across.addWidget(SegmentBar(agency.segments))
        across.addStretch(1)
        if agency is not None and agency.agency_id:
            if not large:
                across.addWidget(Label(_contact(agency), "second"))
            button = Button("Chase letter", icon="mail", small=True)
            button.setObjectName(f"chase-{agency.agency_id}")
            button.setAccessibleName(f"Chase letter to {agency.name}")
            button.clicked.connect(lambda: self._chase(agency.agency_id or ""))
            across.addWidget(button)
        across.setContentsMargins(theme.current().px(20), 0, theme.current().px(24), 0)
        down = layout.column(layout.held(across), Hairline(), gap=0)
        down.setStretch(0, 1)
        ground.setLayout(down)
        return ground


def _contact(agency: AgencyGroup) -> str:
    if agency.may_escalate:
        return f"{agency.contact}, {agency.misses} misses: may be escalated".lstrip(", ")
    return agency.contact
