"""Closing the window after changes: one backup, with its progress, which can be skipped."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.errors import HipDeskError, Stopped
from hipdesk.model.backups import BackupMade
from hipdesk.services.backups import backup_wanted
from ui.settings.regular import KEPT
from ui.settings.vault_work import back_up
from ui.style import theme
from ui.widgets import layout
from ui.widgets.labels import Label
from ui.widgets.meter import WorkProgress
from ui.widgets.overlay import Overlay, Panel

if TYPE_CHECKING:
    from ui.app import Program
    from ui.context import Context


class ClosingPanel(Panel):
    """What is going on, and the way to skip it."""

    def __init__(self) -> None:
        super().__init__(name="Backing up before closing")
        self.progress = WorkProgress("Writing the backup")
        self.progress.stop.say("Skip it and close")
        self.progress.stop.setObjectName("skip-backup")
        words = "What you changed is saved in the vault. The backup is made and proved, then HIP Desk closes."
        self.setLayout(
            layout.column(
                Label("Backing up before closing", "page"), Label(words, wrap=True), 8, self.progress, gap=8,
                margins=(24, 20, 24, 20),
            )
        )  # fmt: skip
        self.setMinimumHeight(theme.current().px(150))


class Closing(QObject):
    """One closing under way; it goes on exactly once."""

    def __init__(self, program: "Program", context: "Context", go_on: Callable[[], object]) -> None:
        super().__init__(program)
        self._program = program
        self._context = context
        self._go_on = go_on
        self._overlay: QWidget | None = None

    def begin(self) -> None:
        """Ask whether a backup is wanted, and make it."""
        self._context.read(backup_wanted, then=self._decide, failed=lambda _fault: self._end(), owner=self)

    def _decide(self, place: str) -> None:
        if not place:
            self._end()
            return
        panel = ClosingPanel()
        overlay = Overlay(self._program.window, panel, width=520)
        self._overlay = overlay
        running = self._context.operations.run(
            lambda progress: back_up(self._context, place, progress), self._made, self._failed, owner=self
        )
        running.stepped.connect(lambda done, of, what: panel.progress.show_step(done, of, what.capitalize()))
        panel.progress.stopped.connect(running.cancel)
        overlay.closed.connect(running.cancel)
        panel.progress.stop.setFocus()

    def _made(self, made: BackupMade) -> None:
        if made.faults:
            self._tell("The backup could not be proved", made.faults[0])
        else:
            self._end()

    def _failed(self, fault: HipDeskError) -> None:
        if isinstance(fault, Stopped):
            self._end()
        else:
            self._tell(fault.what.rstrip("."), fault.to_do)

    def _tell(self, what: str, to_do: str) -> None:
        """Stay open and say so: the person may choose another place, or close again and skip."""
        self._away()
        self._context.messages.banner(
            what,
            KEPT,
            to_do,
            tone="red",
            about="backup",
        )
        self.deleteLater()

    def _end(self) -> None:
        self._away()
        self._go_on()
        self.deleteLater()

    def _away(self) -> None:
        if self._overlay is not None:
            self._overlay.hide()
            self._overlay.deleteLater()
            self._overlay = None


def closing(program: "Program", context: "Context", go_on: Callable[[], object]) -> None:
    """Make a backup first when one is wanted, then go on closing."""
    Closing(program, context, go_on).begin()
