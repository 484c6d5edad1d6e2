"""Backups: where they go, the last one proved, one made now; and the check of the whole vault."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.kernel.clock import LONDON
from hipdesk.kernel.errors import HipDeskError, Stopped
from hipdesk.model.backups import BackupLine, BackupMade
from hipdesk.model.settings import BackupSettings
from hipdesk.services.backups import recent_backups
from hipdesk.services.settings import backup_settings, change_settings
from ui.context import Context
from ui.settings.vault_work import BACKUP_MADE, Checked, back_up, desk_of, size_words
from ui.style.tokens import SMALL
from ui.tasks.operations import Running
from ui.widgets import british_dates, chips, layout
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip, ChipLabel
from ui.widgets.labels import Hairline, Label
from ui.widgets.meter import WorkProgress
from ui.widgets.tick import TickBox

NO_PLACE = "No place is set. Choose an office share or a second disk: what lies beside the vault is lost with it."


class Working(QWidget):
    """Runs one long job at a time with a meter, and says how it ended."""

    def __init__(self, button: Button) -> None:
        super().__init__()
        self._button = button
        self._progress = WorkProgress("")
        self._progress.hide()
        self._running: Running | None = None
        self.said = ChipLabel()
        self.setLayout(layout.column(self._progress, layout.row(self.said, layout.STRETCH), gap=4))
        self._progress.stopped.connect(self._stop)

    def follow(self, running: Running, words: str) -> None:
        """Show the meter until it ends."""
        self._running = running
        self.said.show_chips(())
        self._button.setEnabled(False)
        self._progress.show_step(0, 0, words)
        self._progress.show()
        running.stepped.connect(lambda done, of, what: self._progress.show_step(done, of, what.capitalize()))
        running.ended.connect(self._ended)

    def say(self, chip: Chip) -> None:
        """Say how it ended."""
        self.said.show_chips((chip,))

    def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def _ended(self) -> None:
        self._running = None
        self._progress.hide()
        self._button.setEnabled(True)


class BackupsPane(QWidget):
    """Everything about backups and the vault's soundness."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._settings = BackupSettings()
        self._place = Label("", "body", wrap=True)
        self._choose = Button("Choose a folder", icon="folder")
        self._choose.setObjectName("choose-place")
        self._closing = TickBox("Make one after a quarter of an hour with changes, and on closing")
        self._closing.setObjectName("automatic")
        self.now = Button("Back up now", "primary", icon="shield")
        self.now.setObjectName("back-up-now")
        self.working = Working(self.now)
        self.check = Button("Check everything", icon="target")
        self.check.setObjectName("check-vault")
        self.checking = Working(self.check)
        self._faults = Label("", "body", wrap=True)
        self._list = QVBoxLayout()
        self._lay_out()
        self._choose.clicked.connect(self._ask_place)
        self._closing.toggled.connect(self._closing_changed)
        self.now.clicked.connect(self.back_up_now)
        self.check.clicked.connect(self.check_now)

    def _lay_out(self) -> None:
        lead = "Each backup is one encrypted file, proved by opening it: as unreadable as the vault, and whole."
        thinned = (
            "In the folder chosen, proved backups of this vault are thinned after each new one: one a day is kept for "
            "12 days, one a week for 10 weeks, one a month for 9 months. No other file is ever removed."
        )
        check = "Looks at every page, every count, every attachment and the whole log. It may take some minutes."
        self._list.setSpacing(0)
        self.setLayout(
            layout.column(
                Label("Backups", "page"), Label(lead, "quiet", wrap=True), 8,
                Label("They go to", "caption"), self._place,
                layout.row(self._choose, layout.STRETCH), Label(thinned, "hint", wrap=True), 4,
                self._closing, 8, layout.row(self.now, layout.STRETCH),
                self.working, 8, Label("The last ones", "head"), Hairline(), self._list, 20,
                Label("Check this vault", "page"), Label(check, "quiet", wrap=True), 4,
                layout.row(self.check, layout.STRETCH), self.checking, self._faults, layout.STRETCH, gap=4,
            )
        )  # fmt: skip

    def load(self) -> None:
        """Show what is set and what was made."""
        self._context.read(backup_settings, then=self._show_settings, owner=self)
        self._context.read(recent_backups, then=self._show_recent, owner=self)

    def _show_settings(self, settings: BackupSettings) -> None:
        self._settings = settings
        self._place.say(settings.place or NO_PLACE)
        self._choose.say("Choose another folder" if settings.place else "Choose a folder")
        self._closing.blockSignals(True)
        self._closing.setChecked(settings.automatic)
        self._closing.blockSignals(False)

    def _show_recent(self, lines: list[BackupLine]) -> None:
        layout.clear(self._list)
        if not lines:
            self._list.addWidget(Label("None yet", "quiet"))
        for line in lines:
            at = line.made_at.astimezone(LONDON)
            when = Label(f"{british_dates.short(at.date(), year=True)}, {at:%H:%M}", "strong")
            place = Path(line.place).name or line.place
            what = Label(f"{size_words(line.size)} · {line.rows:,} records · {place}", "second")
            fault = chips.noted("red", "glyph-triangle", line.fault, size=SMALL)
            proved = chips.noted("green", "glyph-done", "Proved", size=SMALL)
            row = layout.row(when, what, layout.STRETCH, ChipLabel(fault if line.fault else proved), gap=12)
            row.setContentsMargins(0, 6, 0, 6)
            self._list.addLayout(row)
            self._list.addWidget(Hairline())

    def _ask_place(self) -> None:
        self._context.messages.choose_folder("Send backups to", self._take_place)

    def _take_place(self, folder: Path) -> None:
        self._change(self._settings.model_copy(update={"place": str(folder)}))

    def _closing_changed(self, on: bool) -> None:
        self._change(self._settings.model_copy(update={"automatic": on}))

    def _change(self, settings: BackupSettings) -> None:
        self._show_settings(settings)
        self._context.do(change_settings, settings, owner=self)

    # Backing up and checking

    def back_up_now(self) -> None:
        """Make a backup at the place, or ask for one first."""
        if not self._settings.place:
            self._context.messages.choose_folder("Send backups to", self._place_then_back_up)
            return
        place = self._settings.place
        running = self._context.operations.run(
            lambda progress: back_up(self._context, place, progress), self._made, self._not_made, owner=self
        )
        self.working.follow(running, "Writing the backup")

    def _place_then_back_up(self, folder: Path) -> None:
        self._take_place(folder)
        self.back_up_now()

    def _made(self, made: BackupMade) -> None:
        if made.faults:
            self.working.say(chips.noted("red", "glyph-triangle", f"Written, but not proved: {made.faults[0]}"))
        else:
            words = f"Written and proved: {made.rows:,} records, {size_words(made.size)}"
            self.working.say(chips.noted("green", "glyph-done", words))
        self._context.hub.broadcast(BACKUP_MADE)
        self.load()

    def _not_made(self, fault: HipDeskError) -> None:
        if isinstance(fault, Stopped):
            self.working.say(chips.noted("grey", "glyph-none", "Stopped. Nothing was written."))
        else:
            self.working.say(chips.noted("red", "glyph-triangle", fault.what))
            self._context.messages.error(fault)

    def check_now(self) -> None:
        """Look at the whole vault."""
        self._faults.say("")
        desk = desk_of(self._context)
        running = self._context.operations.run(
            lambda progress: desk.verify(progress), self._checked, self._not_checked, owner=self
        )
        self.checking.follow(running, "Checking")

    def _checked(self, found: Checked) -> None:
        if found.whole:
            rows = sum(found.rows.values())
            words = f"Whole: {rows:,} records, {found.events:,} steps of the log, {found.attachments:,} attachments"
            self.checking.say(chips.noted("green", "glyph-done", words))
        else:
            self.checking.say(chips.noted("red", "glyph-triangle", "Something is not as it was written"))
            self._faults.say("\n".join(found.faults))

    def _not_checked(self, fault: HipDeskError) -> None:
        self.checking.say(chips.noted("grey", "glyph-none", fault.what))
