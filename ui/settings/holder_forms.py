"""Forms about passphrases: a further holder, one's own changed, and this computer measured anew."""

from abc import abstractmethod

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.findings import Findings, made_or_findings
from hipdesk.model.holders import AddHolder
from hipdesk.model.users import ROLE_NAMES
from hipdesk.services import holders
from ui.context import Context
from ui.parts.secrets import NewPassphrase
from ui.parts.told import Told
from ui.settings.vault_work import desk_of
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.text_field import SecretField, TextField

DERIVING = "Deriving the key"
ROLE_WORDS = (
    "Officers do everything; caseworkers log referrals and update actions; approvers close against the test; auditors "
    "read the log; administrators look after holders, lists and backups. Roles are kept by the program: whoever must "
    "not read cases gets no passphrase."
)


class VaultForm(QWidget):
    """A heading, what is asked, one button. ``done`` carries what to say; ``left`` goes back without a change."""

    done = Signal(str)
    left = Signal()

    def __init__(self, context: Context, title: str, lead: str, do_it: str) -> None:
        super().__init__()
        self.context = context
        self.desk = desk_of(context)
        self.told = Told()
        self.button = Button(do_it, "primary")
        self.button.setObjectName("do-it")
        self.leave = LinkButton("Leave it as it is", quiet=True)
        self.leave.setObjectName("leave-form")
        self._head = (Label(title, "page"), Label(lead, "quiet", wrap=True))
        self.button.clicked.connect(self.go)
        self.leave.clicked.connect(self.left)

    def lay_out(self, *parts: QWidget) -> None:
        """Put the fields between heading and button."""
        column = layout.column(
            *self._head, 8, *parts, self.told, layout.row(self.button, self.leave, layout.STRETCH, gap=16),
            layout.STRETCH, gap=6,
        )  # fmt: skip
        self.setLayout(column)

    def first_focus(self) -> QWidget:
        """Where typing begins."""
        return self.button

    @abstractmethod
    def go(self) -> None:
        """Do it, if everything is there."""

    def busy(self, words: str) -> None:
        """While keys are derived nothing can be pressed."""
        self.button.setEnabled(not words)
        self.told.say(words, "grey")

    def refused(self, fault: HipDeskError) -> None:
        """Say what is wrong; what was typed stays."""
        self.busy("")
        self.told.say(str(fault), "red")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.button.isEnabled():
            self.go()
        elif event.key() == Qt.Key.Key_Escape and self.button.isEnabled():
            self.left.emit()
        else:
            super().keyPressEvent(event)


class AddHolderForm(VaultForm):
    """Name, job, role; the passphrase is typed by the new holder themselves."""

    def __init__(self, context: Context, known: tuple[str, ...]) -> None:
        super().__init__(context, "Add a holder", ROLE_WORDS, "Add the holder")
        self._name = FieldFrame("Their name", TextField(), hint="As the log shows it")
        self._job = FieldFrame("Their job", TextField(), mark="optional")
        self._role = FieldFrame("Role", ChoiceField(tuple(ROLE_NAMES.items())))
        for name, frame in (("name", self._name), ("job_title", self._job), ("role", self._role)):
            frame.field.control().setObjectName(f"holder-{name}")
        self._role.set_value("caseworker")
        self.passphrase = NewPassphrase(lambda: (*known, str(self._name.value() or "")))
        theirs = "Let them type it themselves, where nobody looks on."
        self.lay_out(self._name, self._job, self._role, Label(theirs, "body", wrap=True), self.passphrase)

    def first_focus(self) -> QWidget:
        return self._name.field.control()

    def go(self) -> None:
        typed = {"name": self._name.value() or "", "job_title": self._job.value() or "", "role": self._role.value()}
        made = made_or_findings(AddHolder.model_validate, typed)
        if isinstance(made, Findings):
            self._name.set_problem(made.words.get("name", ""))
            self._role.set_problem(made.words.get("role", ""))
            self._name.focus()
            return
        if self.passphrase.problem():
            return
        words = self.passphrase.first.text()
        self.busy(DERIVING)
        self.context.operations.run(
            lambda _progress: self.desk.with_vault(holders.add_holder, made, words),
            lambda _key: self.done.emit(f"{made.name} can open this vault now."), self.refused, owner=self,
        )  # fmt: skip


class ChangePassphraseForm(VaultForm):
    """The old one, then the new one twice."""

    LEAD = (
        "Old copies of the vault, and backups made until now, still open with the old one. Does someone else know it? "
        "Then put the vault under new keys as well."
    )

    def __init__(self, context: Context, known: tuple[str, ...]) -> None:
        super().__init__(context, "Change your passphrase", self.LEAD, "Change it")
        self._old = SecretField(name="Your passphrase now")
        self._old.setObjectName("old-passphrase")
        self._frame = FieldFrame("Your passphrase now", self._old)
        self.passphrase = NewPassphrase(lambda: known)
        self.lay_out(self._frame, self.passphrase)

    def first_focus(self) -> QWidget:
        return self._old

    def go(self) -> None:
        self._frame.set_problem("" if self._old.text() else "Type the one you have")
        if not self._old.text() or self.passphrase.problem():
            return
        old, new = self._old.text(), self.passphrase.first.text()
        self.busy(DERIVING)
        self.context.operations.run(
            lambda _progress: self.desk.with_vault(holders.change_passphrase, old, new),
            lambda _none: self.done.emit("Your new passphrase holds from now on."), self.refused, owner=self,
        )  # fmt: skip


class MeasureForm(VaultForm):
    """What a guess costs, measured on this computer again."""

    LEAD = (
        "Each guess at a passphrase should take about a second on the fastest computer you use. After a change of "
        "computer, measure again: your own passphrase is wrapped by what comes out, and stays the same."
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Measure this computer anew", self.LEAD, "Measure and wrap")
        self._field = SecretField(name="Your passphrase")
        self._field.setObjectName("own-passphrase")
        self.lay_out(FieldFrame("Your passphrase", self._field))

    def first_focus(self) -> QWidget:
        return self._field

    def go(self) -> None:
        words = self._field.text()
        self.busy("Measuring, and deriving the key")

        def told(times: float) -> None:
            cost = "what it did" if 0.9 < times < 1.1 else f"{times:.1f} times as much"
            self.done.emit(f"Measured: a guess costs {cost}.")

        self.context.operations.run(
            lambda _progress: self.desk.with_vault(holders.raise_cost, words), told, self.refused, owner=self
        )
