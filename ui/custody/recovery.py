"""Using the recovery sheet: nine groups, a slip shown group by group, a new passphrase, and a new sheet."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from hipdesk.services import gate
from hipdesk.services.gate import KnownVault, RecoveryCodeMistyped
from ui.custody.frame import GateFrame
from ui.parts.secrets import NewPassphrase, SheetPanel
from ui.parts.told import Told
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.text_field import TextField

GROUPS, SIGNS = 9, 4
_LOOK = "Look at this one again"


class GroupFields(QWidget):
    """Nine fields in three rows, as on the sheet; a full group goes on to the next, and a whole code may be pasted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._frames: list[FieldFrame] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.current().px(16))
        grid.setVerticalSpacing(theme.current().px(4))
        for at in range(GROUPS):
            field = TextField(width=10)
            field.setObjectName(f"group-{at + 1}")
            frame = FieldFrame(f"Group {at + 1}{', check' if at == GROUPS - 1 else ''}", field)
            field.textEdited.connect(lambda text, at=at: self._typed(at, text))
            self._frames.append(frame)
            grid.addWidget(frame, at // 3, at % 3)

    @property
    def groups(self) -> tuple[str, ...]:
        """What was typed."""
        return tuple(str(frame.value() or "") for frame in self._frames)

    @property
    def first(self) -> QWidget:
        """The field of the first group."""
        return self._frames[0].field.control()

    def focus(self) -> None:
        """To the first group that is not full."""
        for frame in self._frames:
            if len(str(frame.value() or "").strip()) < SIGNS or frame.problem:
                frame.focus()
                return

    def mark(self, wrong: Sequence[int]) -> None:
        """Mark the groups to look at again, counted from 1."""
        for number, frame in enumerate(self._frames, 1):
            frame.set_problem(_LOOK if number in wrong else "")
        self.focus()

    def _typed(self, at: int, text: str) -> None:
        self._frames[at].set_problem("")
        signs = "".join(sign for sign in text if sign.isalnum())
        if len(signs) > SIGNS:
            self._spread(at, signs)
        elif len(signs) == SIGNS and at + 1 < GROUPS:
            self._frames[at + 1].focus()
        self.changed.emit()

    def _spread(self, at: int, signs: str) -> None:
        for place in range(at, GROUPS):
            part, signs = signs[:SIGNS], signs[SIGNS:]
            if part:
                self._frames[place].set_value(part)
        self.focus()


class RecoveryPage(GateFrame):
    """``recover`` carries path, groups and the new passphrase; ``left`` goes back to the unlock page."""

    recover = Signal(object, object, str)
    left = Signal()

    def __init__(self, vault: KnownVault) -> None:
        self.vault = vault
        self.fields = GroupFields()
        self.passphrase = NewPassphrase(lambda: ())
        self._told = Told()
        self.button = Button("Open with the sheet", "primary", key="Enter")
        self.button.setObjectName("recover")
        self._leave = LinkButton("Back to the passphrase", quiet=True)
        self._leave.setObjectName("leave")
        body = layout.column(
            Label("Use the recovery sheet", "unlock", wrap=True),
            Label(
                "Type the nine groups in order. Small letters are as good, O counts as zero, I and L as one.",
                "quiet",
                wrap=True,
            ),
            8,
            self.fields,
            8,
            self.passphrase,
            self._told,
            8,
            layout.row(self.button, self._leave, layout.STRETCH, gap=16),
            gap=4,
        )
        super().__init__(
            [Label(f"For the vault {vault.name}", "caption")], layout.held(body), name="Recovery", wide=520
        )
        self.button.clicked.connect(self._try)
        self._leave.clicked.connect(self.left)
        self.fields.changed.connect(lambda: self._told.say(""))
        self.first_focus = self.fields.first

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.button.isEnabled():
            self._try()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()

    def say_wrong(self, words: str, groups: Sequence[int] = ()) -> None:
        """Say what is wrong, and which groups to look at again."""
        self.say_busy(busy=False)
        self.fields.mark(groups)
        self._told.say(words, "red")

    def say_busy(self, *, busy: bool) -> None:
        """While keys are derived nothing can be pressed."""
        self.button.setEnabled(not busy)
        self._told.say("Deriving the key" if busy else "", "grey")

    def _try(self) -> None:
        try:
            gate.read_code(self.fields.groups)
        except RecoveryCodeMistyped as mistyped:
            self.say_wrong(str(mistyped), mistyped.groups)
            return
        self.fields.mark(())
        if not self.passphrase.problem():
            path: Path = self.vault.path
            self.recover.emit(path, self.fields.groups, self.passphrase.first.text())


class NewSheetPage(GateFrame):
    """After recovery: the old sheet opens nothing any more, and the new one is put out and confirmed."""

    done = Signal()

    def __init__(self, code: gate.RecoveryCode, asked: tuple[int, int]) -> None:
        self._code = code
        self._out = False
        self.panel = SheetPanel(asked)
        button = Button("Open the vault", "primary", key="Enter")
        button.setObjectName("continue")
        body = layout.column(
            Label("A new recovery sheet", "unlock", wrap=True),
            Label(
                "The vault is open and your new passphrase holds. The old sheet opens nothing any more: shred it, and "
                "seal this one in its place.",
                "quiet",
                wrap=True,
            ),
            12,
            self.panel,
            12,
            layout.row(button, layout.STRETCH),
            gap=4,
        )
        super().__init__([], layout.held(body), name="New recovery sheet", wide=520)
        button.clicked.connect(self._try)
        self.first_focus = self.panel.print_button

    def sheet_is_out(self, words: str) -> None:
        """The sheet was printed or saved."""
        self._out = True
        self.panel.say_out(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._try()

    def _try(self) -> None:
        if not self._out:
            self.panel.say_not_out("Print the sheet, or save it to print it elsewhere")
            return
        wrong = self._code.confirms(self.panel.typed())
        self.panel.say_wrong(wrong)
        if not wrong:
            self.done.emit()
