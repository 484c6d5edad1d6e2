"""The import of a workbook, step by step. Nothing is written before the last step; every step can be gone back to."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from ui.context import Context
from ui.imports import session
from ui.imports.columns_pane import ColumnsPane
from ui.imports.file_pane import FilePane
from ui.imports.journey import Journey
from ui.imports.preview_pane import PreviewPane
from ui.imports.running_pane import RunningPane
from ui.imports.session import STEPS
from ui.imports.sheets_pane import SheetsPane
from ui.imports.steps import StepsRail
from ui.imports.values_pane import ValuesPane
from ui.routes import Route
from ui.shell.page import Page
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.filters import DecisionBar
from ui.widgets.labels import Hairline
from ui.widgets.page_header import PageHeader

Pane = FilePane | SheetsPane | ColumnsPane | ValuesPane | PreviewPane | RunningPane
_NEXT = {
    "file": "Sheets and headings",
    "sheets": "Match the columns",
    "columns": "Match the values",
    "values": "Show the preview",
    "preview": "Import",
    "import": "Import another",
}


class ImportPage(Page):
    """Choose file, sheets, columns, values, preview, import."""

    help_topic = "import"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("import-page")
        self.step = "file"
        self.journey = Journey(context, self)
        self._lay_out()
        self._connect()
        self._show("file")

    def _lay_out(self) -> None:
        subtitle = "Nothing is written until step 6. The workbook itself is never changed."
        self.header = PageHeader("Import a workbook", "" if theme.current().large else subtitle)
        self.stop = Button("Stop", icon="cross")
        self.stop.setObjectName("leave-import")
        self.header.add_action(self.stop)
        self.steps = StepsRail()
        self.file, self.sheets, self.columns = FilePane(), SheetsPane(), ColumnsPane()
        self.values, self.preview, self.running = ValuesPane(), PreviewPane(), RunningPane()
        panes: tuple[Pane, ...] = (self.file, self.sheets, self.columns, self.values, self.preview, self.running)
        self._panes: dict[str, Pane] = dict(zip(STEPS, panes, strict=True))
        self.stack = QStackedWidget()
        for pane in panes:
            self.stack.addWidget(pane)
        self.back = Button("Back", icon="chevron-left")
        self.back.setObjectName("import-back")
        self.forward = Button("Next", "primary", icon="chevron-right", key="Ctrl+Enter")
        self.forward.setObjectName("import-next")
        self.bar = DecisionBar(self.back, self.forward)
        right = layout.column(self.stack, self.bar, gap=0)
        right.setStretch(0, 1)
        across = layout.row(self.steps, Hairline(upright=True), right, gap=0)
        across.setStretch(2, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.header)
        down.addLayout(across, 1)

    def _connect(self) -> None:
        journey = self.journey
        self.file.wanted.connect(self._choose_file)
        self.file.past.connect(lambda: self.context.routes.go(Route("imports")))
        self.file.stopped.connect(journey.stop)
        self.steps.chosen.connect(self._go)
        self.steps.matching_wanted.connect(self._choose_matching)
        self.steps.matching_saved.connect(self._save_matching)
        for pane in (self.sheets, self.columns, self.values):
            pane.settled.connect(journey.settle)
        self.preview.ticked.connect(journey.tick)
        self.running.stopped.connect(journey.stop)
        self.running.undo.connect(journey.ask_undo)
        self.running.elsewhere.connect(lambda name: self.context.routes.go(Route(name)))
        self.stop.clicked.connect(self._leave)
        self.back.clicked.connect(self._go_back)
        self.forward.clicked.connect(self._go_on)
        journey.read.connect(lambda: self._show("sheets"))
        journey.settled.connect(lambda: self._show(self.step))
        journey.proposed_now.connect(self._show_preview)
        journey.reported.connect(self._show_report)
        journey.undone.connect(self.running.show_undone)
        journey.failed.connect(lambda: self._show("preview"))
        journey.busy_changed.connect(self._tell)
        journey.stepped.connect(self._show_step)

    def open_route(self, _route: Route) -> None:
        """Show the step one is at."""
        self._show(self.step)

    def panes(self) -> list[QWidget]:
        """Steps, then the step's own."""
        return [self.steps.rail, self.first_focus() or self.stack, self.forward]

    def first_focus(self) -> QWidget | None:
        """What the step asks for first."""
        return self._panes[self.step].first_focus()

    # Where one is

    def _may_go(self, step: str) -> bool:
        if self.journey.busy or self.step == "import":
            return False
        return step == "file" or (self.journey.opened is not None and step != "import")

    def _go(self, step: str) -> None:
        if not self._may_go(step):
            self.steps.go_to(self.step)
        elif step == "preview":
            self.journey.propose()
        else:
            self._show(step)

    def _go_back(self) -> None:
        at = STEPS.index(self.step)
        if at:
            self._go(STEPS[at - 1])

    def _go_on(self) -> None:
        self._hold_focus()
        if self.step == "preview":
            self._import()
        elif self.step == "import":
            self._begin_anew()
        elif self.journey.opened is not None:
            self._go(STEPS[STEPS.index(self.step) + 1])

    def _show(self, step: str) -> None:
        self.step = step
        opened = self.journey.opened
        self.stack.setCurrentWidget(self._panes[step])
        if opened is not None and step == "sheets":
            self.sheets.show_opened(opened)
        elif opened is not None and step == "columns":
            self.columns.show_plan(opened.plan)
        elif opened is not None and step == "values":
            self.values.show_plan(opened.plan)
        self._tell()
        self._give_focus()

    def _hold_focus(self) -> None:
        """What was pressed will rest or go while work is done: the rail keeps the focus, or Qt gives it away."""
        if self.isAncestorOf(QApplication.focusWidget() or self):
            self.steps.rail.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_focus(self) -> None:
        """Work is done: from the rail, where it was held, to what the step asks for."""
        first = self.first_focus()
        if self.steps.rail.hasFocus():
            shown = first if first is not None and first.isVisible() else self.forward
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        """Bring rail and bar in step with where one is."""
        journey = self.journey
        self.steps.show_state(self.step, journey.opened, journey.proposed, journey.report)
        self.file.show_busy(journey.busy and self.step == "file")
        running = self.step == "import" and journey.report is None
        self.bar.setVisible(journey.opened is not None and not running)
        self.back.setVisible(self.step not in ("file", "import"))
        self.forward.setVisible(self.step != "import" or journey.report is not None)
        nothing = self.step == "preview" and not journey.something_to_do
        self.forward.say(_NEXT[self.step])
        self.forward.setEnabled(not journey.busy and not nothing)
        self.stop.setVisible(self.step not in ("file", "import"))
        self.bar.say(self._bar_words(nothing=nothing) if not theme.current().large or nothing else "")

    def _bar_words(self, *, nothing: bool) -> str:
        if self.journey.busy:
            return "Looking …"
        if nothing:
            return "There is nothing to import: every row is in the record already."
        opened = self.journey.opened
        if self.step == "columns" and opened is not None:
            doubtful = sum(session.to_look_at(column) for column in opened.plan.columns)
            if doubtful:
                many = "1 guess" if doubtful == 1 else f"{doubtful} guesses"
                return f"{many} to look at. You may go on."
        if self.step == "preview":
            return "One transaction: all of it, or nothing. It can be undone afterwards."
        return ""

    def _show_preview(self) -> None:
        if self.journey.proposed is not None:
            self.preview.show_proposed(self.journey.proposed)
            self._show("preview")

    def _show_report(self) -> None:
        if self.journey.report is not None:
            self.running.show_report(self.journey.report)
            self._tell()
            self._give_focus()

    def _show_step(self, done: int, of: int, what: str) -> None:
        pane = self.file.work if self.step == "file" else self.running
        pane.show_step(done, of, what)

    # What the person does

    def _choose_file(self) -> None:
        self.context.messages.choose_open_file("Choose the workbook", session.KINDS_OF_FILE, self.journey.read_file)

    def _choose_matching(self) -> None:
        self.context.messages.choose_open_file(
            "Use a saved matching", session.KINDS_OF_MATCHING, self.journey.use_matching
        )

    def _save_matching(self) -> None:
        opened = self.journey.opened
        if opened is not None:
            name = f"{Path(opened.plan.file_name).stem}.mapping.toml"
            self.context.messages.choose_save_file(
                "Save the matching", name, session.KINDS_OF_MATCHING, self.journey.save_matching
            )

    def _import(self) -> None:
        proposed = self.journey.proposed
        if proposed is not None and not self.journey.busy:
            self.running.begin(proposed.preview.create.get("referrals", 0))
            self._show("import")
            self.journey.write()

    def _begin_anew(self) -> None:
        self.journey.begin_anew()
        self._show("file")

    def _leave(self) -> None:
        if not self.journey.stop():
            self._begin_anew()
