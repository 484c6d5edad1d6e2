"""The police figures the report is set against: files imported, and taken out again."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.progress import Progress
from hipdesk.model.police_figures import Imported, ImportPoliceFigures, PoliceFileView, PoliceTable, Scope
from hipdesk.papers.reading.police import read_police_in_press
from hipdesk.services import attachments
from hipdesk.services.police_figures import import_police_figures, police_files, remove_police_figures
from ui.context import Context
from ui.messages.seam import Choice, Question
from ui.routes import Route
from ui.shell.page import Page
from ui.widgets import british_dates, layout
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Label
from ui.widgets.page_header import PageHeader
from ui.widgets.row_list import RowList
from ui.widgets.rows_model import Line

_KINDS = "Tables of figures (*.csv)"
_SCOPES: dict[Scope, str] = {"borough": "The borough", "force": "The force area"}
_ABOUT = (
    "Table 21 sets the report against what the police recorded. Of two files of one period the later counts. Open a "
    "file to take it out again."
)
_TOLD = 3


class PolicePage(Page):
    """Route: ``Route.to("police-figures")``."""

    help_topic = "reports"
    shows = frozenset({"police_file"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("police-page")
        self._files: dict[str, PoliceFileView] = {}
        self.header = PageHeader("Police figures")
        close = Button("Close", icon="cross")
        close.setObjectName("police-close")
        close.clicked.connect(context.routes.back)
        self.take = Button("Import figures", "primary", icon="upload")
        self.take.setObjectName("police-import")
        self.take.clicked.connect(self._choose)
        self.header.add_action(close)
        self.header.add_action(self.take)
        self.rows = RowList(name="Files of police figures", margin=24)
        self.rows.setObjectName("police-files")
        self.rows.opened.connect(self._ask_remove)
        self.about = Label(_ABOUT, "second", wrap=True)
        self.empty = EmptyState("chart", "No police figures yet", _ABOUT.partition(" Of two")[0])
        down = layout.column(self.header, layout.column(self.about, margins=(24, 12, 24, 8)), self.rows, gap=0)
        down.addWidget(self.empty, 1)
        down.setStretch(2, 1)
        self.setLayout(down)

    def open_route(self, _route: Route) -> None:
        self.context.read(police_files, then=self._show)

    def reload(self, _changes: Changes | None) -> None:
        self.context.read(police_files, then=self._show)

    def first_focus(self) -> QWidget | None:
        """The files, or where there are none, the button that imports."""
        return self.rows if self._files else self.take

    def _show(self, files: Sequence[PoliceFileView]) -> None:
        self._files = {each.id: each for each in files}
        self.rows.setVisible(bool(files))
        self.about.setVisible(bool(files))
        self.empty.setVisible(not files)
        self.rows.show_rows([_line(each) for each in files])

    def _choose(self) -> None:
        def chosen(path: Path) -> None:
            def work(progress: Progress) -> tuple[PoliceTable, str]:
                return read_police_in_press(self.context.desk.press, attachments.read_outside(path), progress)

            self.context.operations.run(work, lambda read: self._ask_whose(path.name, *read), owner=self)

        self.context.messages.choose_open_file("Choose the table of figures", _KINDS, chosen)

    def _ask_whose(self, name: str, table: PoliceTable, digest: str) -> None:
        """Borough or force: a person says it; what the file's heading reads like stands first."""
        first: Scope = table.scope
        second: Scope = "force" if first == "borough" else "borough"
        area = f"“{table.area}”" if table.area else "The file names no area."

        def answered(choice: str) -> None:
            if choice in _SCOPES:
                self._import(name, table, digest, "borough" if choice == "borough" else "force")

        self.context.messages.ask(
            Question(
                "Whose figures are these?",
                f"{area} {len(table.counts)} counts by {table.kind}.{_findings(table.findings)}",
                (Choice(first, _SCOPES[first], "primary"), Choice(second, _SCOPES[second]), Choice("no", "Neither")),
            ),
            answered,
        )

    def _import(self, name: str, table: PoliceTable, digest: str, scope: Scope) -> None:
        command = ImportPoliceFigures(
            file_name=name[:200], sha256=digest, scope=scope, kind=table.kind, area=table.area, counts=table.counts
        )
        self.context.do(import_police_figures, command, then=self._imported, owner=self)

    def _imported(self, done: Imported) -> None:
        words = "These figures are there already." if done.there_already else f"{done.counts} counts imported."
        self.context.messages.toast(words)
        self.context.read(police_files, then=self._show)

    def _ask_remove(self, key: object) -> None:
        file = self._files.get(str(key))
        if file is None:
            return

        def answered(choice: str) -> None:
            if choice == "remove":
                self.context.do(remove_police_figures, file.id, then=self._removed, owner=self)

        self.context.messages.ask(
            Question(
                "Take these figures out?",
                f"{file.file_name}: {file.words}. The report is no longer set against them.",
                (Choice("remove", "Take them out", "danger"), Choice("keep", "Keep them")),
            ),
            answered,
        )

    def _removed(self, _done: None) -> None:
        self.context.messages.toast("The figures are taken out.")
        self.context.read(police_files, then=self._show)


def _line(file: PoliceFileView) -> Line:
    scope = _SCOPES[file.scope]
    area = f"{file.area[:1].upper()}{file.area[1:]}" if file.area else scope
    # A file that names its area "the force area" need not say so twice.
    told = [part for part in (scope, file.words, file.file_name) if part != area]
    return Line(
        file.id, area, right=f"Received {british_dates.short(file.received_on, year=True)}", second=" · ".join(told)
    )


def _findings(findings: Sequence[str]) -> str:
    """What was left out, as far as there is room for it."""
    if not findings:
        return ""
    more = f" And {len(findings) - _TOLD} more." if len(findings) > _TOLD else ""
    return f" Left out: {' '.join(findings[:_TOLD])}{more}"
