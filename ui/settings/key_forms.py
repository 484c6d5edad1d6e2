"""A new recovery sheet, out on paper and typed back in part; and the whole vault under new keys."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hipdesk.kernel.progress import Progress
from hipdesk.model.holders import HolderLine
from hipdesk.services import gate, holders
from ui.context import Context
from ui.parts.secrets import SheetPanel
from ui.parts.sheet_out import SheetOut
from ui.settings.holder_forms import VaultForm
from ui.widgets import layout
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.meter import WorkProgress
from ui.widgets.text_field import SecretField

if TYPE_CHECKING:
    from hipdesk.services.gate import RecoveryCode

NOT_OUT = "Print the sheet, or save it to print it elsewhere"
SHEET_LEAD = (
    "The sheet you have opens the vault until this one is confirmed; from then on it opens nothing: shred it. Nothing "
    "is in force before you have typed two groups back."
)


class SheetForm(VaultForm):
    """Makes a code, puts its sheet out, has two groups typed back, and puts it in force."""

    def __init__(self, context: Context, title: str = "A new recovery sheet", do_it: str = "Put it in force") -> None:
        super().__init__(context, title, SHEET_LEAD, do_it)
        self._asked = gate.groups_to_ask()
        self._code: RecoveryCode | None = None
        self._out = False
        self.panel = SheetPanel(self._asked)
        self.panel.setEnabled(False)
        self.lay_out(self.panel)
        self.busy("Drawing the sheet")
        context.operations.run(self._draw, self._drawn, self.refused, owner=self)

    def first_focus(self) -> QWidget:
        return self.panel.print_button

    def _draw(self, _progress: Progress) -> tuple["RecoveryCode", bytes]:
        code = self.desk.with_vault(holders.fresh_recovery)
        return code, self.desk.recovery_sheet(code, self._asked)

    def _drawn(self, made: tuple["RecoveryCode", bytes]) -> None:
        self._code, sheet = made
        leaving = SheetOut(self, self.context.operations, self.context.messages, sheet, self._is_out)
        self.panel.print_asked.connect(leaving.print)
        self.panel.save_asked.connect(leaving.save)
        self.panel.setEnabled(True)
        self.busy("")
        self.panel.print_button.setFocus()

    def _is_out(self, words: str) -> None:
        self._out = True
        self.panel.say_out(words)

    def go(self) -> None:
        if self._code is None:
            return
        if not self._out:
            self.panel.say_not_out(NOT_OUT)
            return
        wrong = self._code.confirms(self.panel.typed())
        self.panel.say_wrong(wrong)
        if not wrong:
            self.confirmed(self._code)

    def confirmed(self, code: "RecoveryCode") -> None:
        """The sheet is on paper and can be read."""
        self.busy("Putting it in force")
        self.context.operations.run(
            lambda _progress: self.desk.with_vault(holders.replace_recovery, code),
            lambda _none: self.done.emit("The new sheet holds. Shred the old one: it opens nothing any more."),
            self.refused, owner=self,
        )  # fmt: skip


class RekeyForm(SheetForm):
    """First a new sheet; then whose passphrases go on; then the copy under new keys, which can be stopped."""

    LEAD = (
        "Everything is copied under new keys and looked at; then one step puts the copy in force. Whoever still has an "
        "old copy of the vault’s header cannot open this vault with it. Holders who do not type their passphrase here "
        "are let go, and can be added again. Backups made until now still open with the old passphrases."
    )

    def __init__(self, context: Context, there: list[HolderLine]) -> None:
        super().__init__(context, "New keys: first a new recovery sheet", "Go on to the passphrases")
        self._there = there
        self._given: RecoveryCode | None = None
        self._fields: dict[str, SecretField] = {}
        self._asking = QWidget()
        self._asking.hide()
        self._progress = WorkProgress("")
        self._progress.hide()
        column = layout.column(Label(self.LEAD, "body", wrap=True), 4, gap=6)
        for line in there:
            field = SecretField(name=f"Passphrase of {line.name}")
            field.setObjectName(f"passphrase-{len(self._fields)}")
            self._fields[line.id] = field
            column.addWidget(FieldFrame(line.name, field, mark="" if line.is_you else "optional"))
        column.addWidget(self._progress)
        self._asking.setLayout(column)
        down = self.layout()
        if down is not None:
            down.addWidget(self._asking)

    def confirmed(self, code: "RecoveryCode") -> None:
        self._given = code
        self.panel.hide()
        self._asking.show()
        self.button.say("Put the vault under new keys")
        next(iter(self._fields.values())).setFocus()

    def go(self) -> None:
        if self._given is None:
            super().go()
            return
        code = self._given
        words = {holder: field.text() for holder, field in self._fields.items() if field.text()}
        self.busy("Deriving the keys")
        self._progress.show()
        running = self.context.operations.run(
            lambda progress: self.desk.with_vault(holders.rekey, words, code, None, progress),
            self._rekeyed, self.refused, owner=self,
        )  # fmt: skip
        running.stepped.connect(lambda done, of, what: self._progress.show_step(done, of, what.capitalize()))
        running.ended.connect(self._progress.hide)
        self._progress.stopped.connect(running.cancel)

    def _rekeyed(self, lost: tuple[str, ...]) -> None:
        gone = f" To be added again: {', '.join(lost)}." if lost else ""
        self.done.emit(f"The vault has new keys. Make a backup now, and destroy the old ones.{gone}")
