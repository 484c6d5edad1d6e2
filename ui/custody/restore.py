"""Restoring a backup into a new folder; never over a vault that is there."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hipdesk.services.gate import default_path
from ui.custody.frame import GateFrame
from ui.messages.seam import Messages
from ui.parts.told import Told
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.meter import WorkProgress
from ui.widgets.text_field import SecretField

KINDS = "Backups (*.hipbackup)"


class _Chosen(QWidget):
    """A heading, what was chosen, and a button to choose it."""

    def __init__(self, heading: str, words: str, button: Button) -> None:
        super().__init__()
        self._label = Label(words, "quiet", wrap=True)
        across = layout.row(self._label, button, gap=12)
        across.setStretch(0, 1)
        self.setLayout(layout.column(Label(heading, "strong"), across, gap=2))

    def say(self, words: str) -> None:
        """Show what was chosen."""
        self._label.say(words)


class RestorePage(GateFrame):
    """``restore`` carries backup, new folder and passphrase; ``left`` goes back; ``stopped`` while it runs."""

    restore = Signal(object, object, str)
    left = Signal()
    stopped = Signal()

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self.source: Path | None = None
        self.target: Path | None = None
        choose = Button("Choose the backup", icon="file", small=True)
        choose.setObjectName("choose-backup")
        elsewhere = Button("Another folder", icon="folder", small=True)
        elsewhere.setObjectName("vault-place")
        self._source = _Chosen("The backup", "A file ending in .hipbackup", choose)
        self._target = _Chosen("The new vault is made in", "Chosen when the backup is", elsewhere)
        self.field = SecretField()
        self.field.setObjectName("passphrase")
        self._frame = FieldFrame("Passphrase", self.field, hint="One that opened the vault when the backup was made")
        self._told = Told()
        self.button = Button("Restore", "primary", key="Enter")
        self.button.setObjectName("restore")
        self._leave = LinkButton("Back", quiet=True)
        self._leave.setObjectName("leave")
        self._progress = WorkProgress("Restoring")
        self._progress.hide()
        super().__init__([], self._lay_out(), name="Restore from a backup", wide=520)
        choose.clicked.connect(self._choose_source)
        elsewhere.clicked.connect(self._choose_target)
        self.button.clicked.connect(self._try)
        self._leave.clicked.connect(self.left)
        self._progress.stopped.connect(self.stopped)
        self.first_focus = choose

    def _lay_out(self) -> QWidget:
        lead = (
            "A backup is restored into a new vault beside any that is there. It is checked whole before anything is "
            "written."
        )
        return layout.held(
            layout.column(
                Label("Restore from a backup", "unlock", wrap=True),
                Label(lead, "quiet", wrap=True), 12, self._source, 8,
                self._target, 8, self._frame, self._told, self._progress, 8,
                layout.row(self.button, self._leave, layout.STRETCH, gap=16), gap=4,
            )
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.button.isEnabled():
            self._try()
        elif event.key() == Qt.Key.Key_Escape and self.button.isEnabled():
            self.left.emit()

    def say_wrong(self, words: str) -> None:
        """Say what is wrong."""
        self.say_busy(busy=False)
        self._told.say(words, "red")

    def say_busy(self, *, busy: bool) -> None:
        """While it runs, only Stop can be pressed."""
        self._progress.setVisible(busy)
        self.button.setEnabled(not busy)
        self._leave.setEnabled(not busy)
        self._told.say("")

    def show_step(self, done: int, of: int, what: str) -> None:
        """How far it is."""
        self._progress.show_step(done, of, what.capitalize())

    def _choose_source(self) -> None:
        self._messages.choose_open_file("Choose the backup", KINDS, self._take_source)

    def _choose_target(self) -> None:
        self._messages.choose_folder("Make the vault in", self._take_folder)

    def _take_source(self, path: Path) -> None:
        self.source = path
        self._source.say(str(path))
        self.target = default_path(_name_in(path))
        self._target.say(str(self.target))
        self.field.setFocus()

    def _take_folder(self, folder: Path) -> None:
        self.target = default_path(_name_in(self.source) if self.source else "Vault", folder)
        self._target.say(str(self.target))

    def _try(self) -> None:
        if self.source is None or self.target is None:
            self._told.say("Choose the backup first", "amber")
        elif not self.field.text():
            self._told.say("Type the passphrase", "amber")
        else:
            self.restore.emit(self.source, self.target, self.field.text())


def _name_in(backup: Path) -> str:
    """The vault's name in a backup's file name ("marlbridge 2026-12-02 1402.hipbackup")."""
    words = backup.stem.split(" ")
    while len(words) > 1 and words[-1].replace("-", "").isdigit():
        words.pop()
    return " ".join(words)
