"""Imports made so far: what each brought, its findings and changed rows, and undoing it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import LONDON
from hipdesk.model.imports import ChangedRowView, ImportBatchView
from hipdesk.services.imports import changed_rows, decide_changed_row, import_findings, list_imports, undo_import
from ui.context import Context
from ui.imports.findings import FindingRow, FindingsTable, row_of
from ui.messages.seam import ask_first
from ui.routes import Route
from ui.shell.page import Page
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.columns import Columns
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Ground, Label
from ui.widgets.page_header import PageHeader
from ui.widgets.row_list import RowList
from ui.widgets.rows_model import Line
from ui.widgets.table_model import Order


class PastImportsPage(Page):
    """A list of imports, and one of them."""

    help_topic = "import"
    shows = frozenset({"import_batch", "import_row"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("imports-page")
        self._batches: dict[str, ImportBatchView] = {}
        self._current = ""
        self._lay_out()
        self.list.moved.connect(self._choose)
        self.list.opened.connect(lambda _key: self.columns.show_pane(1))

    def _lay_out(self) -> None:
        self.header = PageHeader("Imports", "What came from workbooks, and what could not simply be taken over.")
        another = Button("Import a workbook", "primary", icon="upload")
        another.setObjectName("import-another")
        another.clicked.connect(lambda: self.context.routes.go(Route("import")))
        self.header.add_action(another)
        self.list = RowList(name="Imports")
        self.list.setObjectName("imports-list")
        self.title = Label("", "page", wrap=True)
        self.told = Label("", "body", wrap=True)
        self.undo = Button("Undo this import", icon="undo")
        self.undo.setObjectName("undo-import")
        self.undo.clicked.connect(self._ask_undo)
        self.changed = layout.column(gap=4)
        self.table = FindingsTable(references=True)
        top = layout.column(
            self.title, self.told, layout.row(self.undo, layout.STRETCH), self.changed, 4, Label("Findings", "head"),
            gap=8, margins=(20, 16, 20, 6),
        )  # fmt: skip
        right = Ground("surface")
        body = layout.column(top, self.table, gap=0)
        body.setStretch(1, 1)
        right.setLayout(body)
        self.columns = Columns((self.list, right), (300, 0), names=("Imports", "Findings"), main=0)
        choose = Button("Import a workbook", "primary", icon="upload")
        choose.clicked.connect(lambda: self.context.routes.go(Route("import")))
        self.empty = EmptyState(
            "upload", "No import yet", "The panel’s old workbook can be read in at any time.", choose
        )
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.header)
        down.addWidget(self.columns, 1)
        down.addWidget(self.empty, 1)
        self.empty.hide()

    def open_route(self, _route: Route) -> None:
        """Show the imports."""
        self.context.read(list_imports, then=self._take)

    def reload(self, _changes: Changes | None) -> None:
        """Read anew."""
        self.context.read(list_imports, then=self._take)

    def panes(self) -> list[QWidget]:
        """The list, the findings."""
        return [self.list, self.table]

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.list

    def _take(self, batches: Sequence[ImportBatchView]) -> None:
        self._batches = {each.id: each for each in batches}
        self.columns.setVisible(bool(batches))
        self.empty.setVisible(not batches)
        self.list.show_rows([_line(each) for each in batches])
        if batches:
            if self._current not in self._batches:
                self._current = next((each for each in batches if each.waiting), batches[0]).id
            self.list.go_to(self._current)
            self._show()

    def _choose(self, key: object) -> None:
        if isinstance(key, str) and key != self._current:
            self._current = key
            self._show()

    def _show(self) -> None:
        batch = self._batches.get(self._current)
        if batch is None:
            return
        self.title.say(batch.file_name)
        made = ", ".join(f"{many:,} {noun}" for noun, many in batch.created.items() if many)
        undone = f" Undone {_moment(batch, undone=True)}." if batch.undone_at else ""
        self.told.say(f"{_moment(batch)} by {batch.made_by}: {made or 'nothing new'}.{undone}")
        self.undo.setVisible(batch.undone_at is None)
        source = self.context.source(self, self._load)
        self.table.show_source(source)
        self.context.read(changed_rows, batch.id, then=self._take_changed, newest="import-changed")

    def _load(self, _order: Order, first: int, many: int) -> tuple[int, list[FindingRow]]:
        page = self.context.desk.read(import_findings, self._current, "", first, many)
        return page.total, [row_of(each) for each in page.rows]

    def _take_changed(self, rows: Sequence[ChangedRowView]) -> None:
        layout.clear(self.changed)
        waiting = [row for row in rows if row.state == "changed"]
        if waiting:
            words = "Rows that changed since they were imported. Import the file again to add what they tell."
            self.changed.addWidget(Label(words, "strong", wrap=True))
        for row in waiting[:50]:
            keep = LinkButton("Keep the record as it is")
            keep.setAccessibleName(f"Keep the record of {row.reference} as it is")
            keep.clicked.connect(lambda _on=False, key=row.id: self.context.do(decide_changed_row, key, "kept"))
            self.changed.addLayout(
                layout.row(Label(f"{row.reference}: {row.sheet}, row {row.row}"), keep, layout.STRETCH, gap=12)
            )

    def _ask_undo(self) -> None:
        batch = self._batches.get(self._current)
        if batch is None:
            return
        ask_first(
            self.context.messages,
            "Undo this import?",
            "Everything it brought is taken out of the record again. It is refused when anyone has worked on it since.",
            "Undo the import",
            lambda: self.context.do(undo_import, batch.id, then=self._undone, owner=self),
            details=[f"{many:,} {noun}" for noun, many in batch.created.items() if many],
        )

    def _undone(self, referrals: int) -> None:
        self.context.messages.toast(f"Undone: {referrals:,} referrals were taken out.")


def _line(batch: ImportBatchView) -> Line:
    made = f"{batch.created.get('referrals', 0):,} referrals, {batch.findings:,} findings"
    waiting = f", {batch.waiting:,} for decision" if batch.waiting else ""
    second = "Undone" if batch.undone_at else f"{made}{waiting}"
    return Line(batch.id, batch.file_name, small=_moment(batch), second=second)


def _moment(batch: ImportBatchView, *, undone: bool = False) -> str:
    at = (batch.undone_at if undone and batch.undone_at else batch.made_at).astimezone(LONDON)
    return f"{at.day} {at:%b %Y, %H:%M}"
