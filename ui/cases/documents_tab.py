"""The documents of a case: what is kept, from whom it came, whether it goes into papers; added here or dropped here."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.clock import today
from hipdesk.model.attachments import AttachmentView, problems_for_papers
from hipdesk.services import attachments
from ui.context import Context
from ui.parts.case_words import day, joined
from ui.parts.file_drop import ANY_FILE, files_dropped
from ui.parts.plain_table import PlainTable
from ui.routes import Route
from ui.widgets import chips, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Label


class DocumentsTab(QWidget):
    """Reads its own list. A dropped file goes to the page that adds it; nothing is taken before that is finished."""

    def __init__(self, context: Context, case_id: str) -> None:
        super().__init__()
        self.context = context
        self._case_id = case_id
        self._removed = False
        self.setObjectName("documents-tab")
        self.setAcceptDrops(True)
        self.count = Label("", "lead")
        self.add = Button("Add a document", icon="plus")
        self.add.setObjectName("add-document")
        self.add.clicked.connect(self.choose)
        self.turn = LinkButton("Show those removed", quiet=True)
        self.turn.setObjectName("show-removed")
        self.turn.clicked.connect(self._turn)
        self._list = layout.column(gap=8)
        head = layout.row(Label("Documents", "page"), self.count, layout.STRETCH, self.turn, self.add, gap=10)
        self.setLayout(layout.column(head, self._list, layout.STRETCH, gap=12))
        self._load()

    def _load(self) -> None:
        self.context.read(
            attachments.list_attachments, self._case_id, self._removed, then=self._take, newest="documents"
        )

    def _turn(self) -> None:
        self._removed = not self._removed
        self.turn.setText("Show those kept" if self._removed else "Show those removed")
        self.turn.setAccessibleName(self.turn.text())
        self._load()

    def choose(self) -> None:
        """Ask which file."""
        self.context.messages.choose_open_file("Add a document", ANY_FILE, self.begin)

    def begin(self, source: Path) -> None:
        """Go to the page that adds this file."""
        self.context.routes.go(Route.to("case-document", id=self._case_id, file=str(source)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(files_dropped(event.mimeData())) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        sources = files_dropped(event.mimeData())
        if len(sources) == 1:
            event.acceptProposedAction()
            self.begin(sources[0])

    # Showing

    def _take(self, rows: Sequence[AttachmentView]) -> None:
        layout.clear(self._list)
        self.count.say(str(len(rows)) if rows else "")
        if rows:
            self._list.addWidget(self._table(rows))
            self._list.addWidget(
                Label("Drop a file here to add it. Kept encrypted; every opening is logged.", "second", wrap=True)
            )
        elif self._removed:
            self._list.addWidget(Label("No document was removed from this case.", "quiet"))
        else:
            self._list.addWidget(self._empty())

    def _empty(self) -> QWidget:
        choose = Button("Choose a file", "primary", icon="plus")
        choose.setObjectName("first-document")
        choose.clicked.connect(self.choose)
        return EmptyState(
            "clip",
            "No documents yet",
            "Photographs, statements, letters, diary sheets, CCTV stills: kept encrypted with the case, shown here and "
            "never written to the disk in the clear. Drop a file here, or choose one.",
            choose,
        )

    def _table(self, rows: Sequence[AttachmentView]) -> PlainTable:
        heads = ["Document", "Kind", "Received", "Papers", ""]
        table = PlainTable(heads, name="Documents", stretch={0: 5, 1: 2, 2: 3})
        table.show_rows([self._row(view) for view in rows])
        return table

    def _row(self, view: AttachmentView) -> Sequence[str | QWidget]:
        link = LinkButton(view.title, size=13, icon="file")
        link.setObjectName(f"open-{view.id}")
        link.setAccessibleName(f"Open {view.title}")
        link.clicked.connect(lambda: self.context.routes.go(Route.to("document", id=view.id)))
        said = [Label(part, "second", wrap=True) for part in (joined(view.about, view.description, by=" · "),) if part]
        if view.removed_reason:
            said.append(Label(f"Removed: {view.removed_reason}", "second", wrap=True))
        lines: list[QWidget] = [layout.held(layout.row(link, layout.STRETCH)), *said]
        if view.finding:
            lines.append(ChipLabel(chips.noted("amber", "glyph-triangle", view.finding, size=12)))
        change = LinkButton("Details")
        change.setAccessibleName(f"Details of {view.title}")
        change.clicked.connect(lambda: self._change(view))
        received = joined(day(view.received_on, today(self.context.clock)), view.received_from)
        return (
            layout.held(layout.column(*lines, gap=1)), view.kind_words, received, _in_papers(view),
            change if not view.removed_at else "",
        )  # fmt: skip

    def _change(self, view: AttachmentView) -> None:
        self.context.routes.go(Route.to("case-document", id=self._case_id, document=view.id))


def _in_papers(view: AttachmentView) -> str | QWidget:
    why_not = problems_for_papers(view)
    if why_not:
        chip = ChipLabel(chips.noted("amber", "glyph-triangle", "Not yet", size=12))
        chip.setToolTip(why_not)
        chip.setAccessibleDescription(why_not)
        return chip
    return "In papers" if view.in_papers else "Not in papers"
