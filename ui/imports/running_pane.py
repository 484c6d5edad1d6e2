"""Step 6: the import under way with a way to stop, then what it made, what was found, and a way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipdesk.model.imports import ImportReport
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.labels import Ground, Label
from ui.widgets.meter import WorkProgress
from ui.widgets.scroll import Scroll

_NOUNS = ("referrals", "cases", "people", "incidents", "hearings", "past meetings", "actions", "notes", "agencies")


class RunningPane(Ground):
    """``stopped``, ``undo`` and ``elsewhere`` (a route's name) are what a person may want here."""

    stopped = Signal()
    undo = Signal()
    elsewhere = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface")
        self.title = Label("Importing", "page")
        self.words = Label("", "body", wrap=True)
        self.work = WorkProgress("Writing")
        self.work.setObjectName("import-progress")
        self.work.stopped.connect(self.stopped)
        self.counts = layout.column(gap=2)
        self.next = layout.column(gap=6)
        inner = layout.column(
            self.title, self.words, 8, self.work, self.counts, 8, self.next, gap=8, margins=(20, 16, 20, 16)
        )
        inner.addStretch(1)
        self.setLayout(layout.column(Scroll(inner, name="Import"), gap=0))

    def begin(self, rows: int) -> None:
        """The import runs."""
        self.title.say("Importing")
        self.words.say(f"{rows:,} rows in one go: all of them, or none if it is stopped.")
        self.work.setVisible(True)
        self.work.show_step(0, rows, "Writing referrals")
        layout.clear(self.counts)
        layout.clear(self.next)

    def show_step(self, done: int, of: int, what: str) -> None:
        """How far it is."""
        self.work.show_step(done, of, what)

    def show_report(self, report: ImportReport) -> None:
        """It is done."""
        self.work.setVisible(False)
        self.title.say("Imported" if report.batch_id else "Nothing new")
        self.words.say(_told(report))
        layout.clear(self.counts)
        for noun in _NOUNS:
            if report.created.get(noun):
                self.counts.addWidget(Label(f"{report.created[noun]:,} {noun}", "body"))
        layout.clear(self.next)
        if report.possible_duplicates:
            self._offer(f"Look at {report.possible_duplicates:,} pairs of people who may be one", "people")
        if report.provisional_agencies:
            many = len(report.provisional_agencies)
            self._offer(f"Confirm {many} {'agency' if many == 1 else 'agencies'}", "agencies")
        self._offer(f"Read the {report.findings:,} findings" if report.batch_id else "Earlier imports", "imports")
        self._offer("Go to the cases", "cases")
        if report.batch_id:
            undo = Button("Undo this import", icon="undo")
            undo.setObjectName("undo-import")
            undo.clicked.connect(lambda: self.undo.emit())
            self.next.addLayout(layout.row(undo, layout.STRETCH))

    def show_undone(self, referrals: int) -> None:
        """It was undone."""
        self.title.say("Undone")
        self.words.say(f"{referrals:,} referrals and everything they brought were taken out again. The log keeps both.")
        layout.clear(self.counts)
        layout.clear(self.next)

    def first_focus(self) -> QWidget | None:
        """The stop button while it runs."""
        return self.work.stop

    def _offer(self, words: str, route: str) -> None:
        link = LinkButton(words, size=13)
        link.setObjectName(f"go-{route}")
        link.clicked.connect(lambda: self.elsewhere.emit(route))
        self.next.addLayout(layout.row(link, layout.STRETCH))


def _told(report: ImportReport) -> str:
    parts = []
    if report.already_there:
        parts.append(f"{report.already_there:,} rows were in the record already.")
    if report.changed:
        taken = f" {report.taken:,} of them were added to." if report.taken else ""
        parts.append(f"{report.changed:,} rows changed since they were imported.{taken}")
    if not report.batch_id:
        parts.append("Nothing was written.")
    else:
        parts.append("Everything is in the record, and can be undone as long as nobody has worked on it.")
    return " ".join(parts)
