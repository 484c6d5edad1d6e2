"""The first run in the window: six short pages over ``SetupFlow``, which knows their order and what each needs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.services.setup_flow import TITLES, SetupFlow, Step
from ui.custody.frame import GateFrame
from ui.custody.setup_pages import AboutStep, BackupStep, HolderStep, OfficeStep, PlaceLine, SetupStep, StartStep
from ui.custody.steps import Steps
from ui.parts.secrets import SheetPanel
from ui.parts.told import Told
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.labels import Label
from ui.widgets.meter import WorkProgress

ChooseFolder = Callable[[str, Callable[[Path], object]], object]
_LEADS: dict[Step, str] = {
    Step.OFFICE: "Papers and reports show these. You can change all of it later in Settings.",
    Step.HOLDER: "Nobody can look the passphrase up for you: choose one you can remember.",
    Step.SHEET: "If the passphrase is ever lost, this sheet is the only other way in. Print it, seal it in an "
    "envelope, and put it in the office safe.",
}


class SheetStep(SetupStep):
    """Print the sheet, type two groups back."""

    def __init__(self, flow: SetupFlow) -> None:
        super().__init__()
        self.panel = SheetPanel(flow.asked)
        self.panel.changed.connect(self.changed)
        self.setLayout(layout.column(self.panel, gap=0))

    def show_findings(self, findings: dict[str, str]) -> None:
        if "sheet" in findings:
            self.panel.say_not_out(findings["sheet"])

    def first_focus(self) -> QWidget | None:
        return self.panel.print_button


class SetupPage(GateFrame):
    """``make`` asks for the vault to be made, ``finish`` for the rest to be done; ``left`` when given up before that.

    ``print_sheet`` and ``save_sheet`` ask for the recovery sheet to be put out.
    """

    make = Signal()
    finish = Signal()
    left = Signal()
    print_sheet = Signal()
    save_sheet = Signal()

    def __init__(self, flow: SetupFlow, choose_folder: ChooseFolder, *, may_leave: bool = True) -> None:
        self.flow = flow
        self._choose_folder = choose_folder
        self._may_leave = may_leave
        self._steps = Steps()
        self._title = Label("", "unlock", wrap=True)
        self._lead = Label("", "quiet", wrap=True)
        self._told = Told()
        self._body = QVBoxLayout()
        self._page: SetupStep = AboutStep()
        self._place: PlaceLine | None = None
        self.next_button = Button("Continue", "primary", key="Enter")
        self.next_button.setObjectName("continue")
        self.back_button = Button("Back")
        self.back_button.setObjectName("back")
        self._leave = LinkButton("Leave without making a vault", quiet=True)
        self._leave.setObjectName("leave")
        self._progress = WorkProgress("")
        self._progress.stop.hide()
        self._progress.hide()
        super().__init__([self._steps], self._lay_out(), name="First run", wide=520, steady=True)
        self.next_button.clicked.connect(self._next)
        self.back_button.clicked.connect(self._go_back)
        self._leave.clicked.connect(self.left)
        self.show_page()

    def _lay_out(self) -> QWidget:
        buttons = layout.row(self.next_button, self.back_button, 12, self._leave, layout.STRETCH, gap=8)
        return layout.held(
            layout.column(
                self._title, self._lead, 12, self._body, 8, self._told, self._progress, buttons, gap=4,
            )
        )  # fmt: skip

    def show_page(self) -> None:
        """Show the page the flow is at."""
        flow = self.flow
        layout.clear(self._body)
        self._place = None
        self._page = self._make_page()
        self._page.changed.connect(lambda: self._told.say(""))
        self._body.addWidget(self._page)
        if flow.step == Step.HOLDER:
            self._place = PlaceLine(flow.answers, lambda take: self._choose_folder("Make the vault in", take))
            self._body.addSpacing(theme.current().px(8))
            self._body.addWidget(self._place)
        self._steps.show_step(flow.step)
        self._title.say(TITLES[flow.step])
        self._lead.say(_LEADS.get(flow.step, ""))
        self._lead.setVisible(flow.step in _LEADS)
        self.next_button.say("Make the vault" if flow.makes_vault else "Open the vault" if flow.last else "Continue")
        self.back_button.setVisible(flow.can_go_back)
        self._leave.setVisible(self._may_leave and not flow.made)
        self.say("")
        first = self._page.first_focus() or self.next_button
        self.first_focus = first
        self.scroll_up()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_page(self) -> SetupStep:
        flow = self.flow
        if flow.step == Step.OFFICE:
            return OfficeStep(flow.answers)
        if flow.step == Step.HOLDER:
            return HolderStep(flow.answers)
        if flow.step == Step.SHEET:
            made = SheetStep(flow)
            made.panel.print_asked.connect(self.print_sheet)
            made.panel.save_asked.connect(self.save_sheet)
            return made
        if flow.step == Step.BACKUP:
            return BackupStep(flow.answers, lambda take: self._choose_folder("Send backups to", take))
        return StartStep(flow.answers) if flow.step == Step.START else AboutStep()

    # What is told

    def say(self, words: str, tone: str = "red") -> None:
        """Say what is wrong, or nothing."""
        self._told.say(words, tone)
        self._told.setVisible(bool(words))

    def say_busy(self, words: str = "") -> None:
        """While the vault is made or filled nothing can be pressed; without words it can again."""
        self._progress.setVisible(bool(words))
        self._progress.show_step(0, 0, words)
        for widget in (self.next_button, self.back_button, self._leave, self._page):
            widget.setEnabled(not words)

    def show_step_of(self, done: int, of: int, what: str) -> None:
        """How far long work is."""
        self._progress.show_step(done, of, what.capitalize())

    def sheet_is_out(self, words: str) -> None:
        """The sheet was printed or saved."""
        self.flow.sheet_out = True
        if isinstance(self._page, SheetStep):
            self._page.panel.say_out(words)

    # Going on

    def keyPressEvent(self, event: object) -> None:
        key = getattr(event, "key", lambda: 0)()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.next_button.isEnabled():
            self._next()

    def _next(self) -> None:
        self.flow.answer(**self._page.given())
        if self._place is not None:
            self.flow.answer(path=self._place.path)
        if isinstance(self._page, SheetStep) and self.flow.sheet_out:
            wrong = self.flow.confirm(self._page.panel.typed())
            self._page.panel.say_wrong(wrong)
            if wrong:
                return
        findings = self.flow.findings()
        self._page.show_findings(findings)
        if findings:
            return
        if self.flow.makes_vault:
            self.make.emit()
        elif self.flow.last:
            self.finish.emit()
        else:
            self.flow.forward()
            self.show_page()

    def _go_back(self) -> None:
        self.flow.answer(**self._page.given())
        self.flow.back()
        self.show_page()
