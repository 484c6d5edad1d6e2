"""The unlock page: one passphrase, and nothing about a case or a holder before it is right."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.services.known_vaults import KnownVault
from ui.custody.frame import GateFrame
from ui.custody.vault_list import VaultList, Ways
from ui.parts.told import Told
from ui.style import icons, theme
from ui.widgets import drawn, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.labels import Hairline, Label
from ui.widgets.text_field import SecretField

CAPS = "Caps Lock is on"
TAKES = "Takes about a second"


class Fact(QWidget):
    """A quiet line with an icon."""

    def __init__(self, icon: str, words: str, tone: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._tone = tone
        self._label = Label(words, "quiet")
        self.setLayout(layout.row(24, self._label, layout.STRETCH, gap=0))

    def say(self, icon: str, words: str, tone: str = "") -> None:
        """Say something else."""
        self._icon, self._tone = icon, tone
        self._label.say(words)
        self.update()

    def paintEvent(self, _event: object) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        side = now.px(14)
        ink = now.tokens.tone(self._tone).mark if self._tone else now.tokens.ink2
        icons.paint(painter, self._icon, 0, (self.height() - side) / 2, side, ink)
        painter.end()


class CapsWatch(QObject):
    """Whether Caps Lock is on, as far as keys tell: a capital typed without Shift, or the key itself."""

    told = Signal(bool)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.on = False
        field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            text, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() == Qt.Key.Key_CapsLock:
                self._now(not self.on)
            elif len(text) == 1 and text.isalpha() and text.upper() != text.lower():
                self._now(text.isupper() != shift)
        return False

    def _now(self, on: bool) -> None:
        if on != self.on:
            self.on = on
            self.told.emit(on)


class UnlockPanel(QWidget):
    """The right of the unlock page for one vault. ``unlock`` carries the passphrase, ``recover`` asks for the sheet."""

    unlock = Signal(str)
    recover = Signal()

    def __init__(self, vault: KnownVault, *, returns: bool, lock_minutes: int = 0) -> None:
        super().__init__()
        self._busy = False
        self._wrong = ""
        self._wait = vault.wait_seconds
        self.field = SecretField()
        self.field.setObjectName("passphrase")
        self.field.setFixedHeight(theme.current().px(36))
        self.told = Told()
        self.button = Button("Unlock", "primary", key="Enter")
        self.button.setObjectName("unlock")
        self.button.setFixedHeight(theme.current().px(36))
        self._takes = Label(TAKES, "second")
        self._sheet = LinkButton("Use a recovery sheet", size=13)
        self._sheet.setObjectName("recover")
        self.test = Fact("clock", "Self-test: every cipher is asked for its known answer")
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tick)
        self._caps = CapsWatch(self.field)
        self._lay_out(vault, returns=returns, lock_minutes=lock_minutes)
        self._caps.told.connect(lambda _on: self._say())
        self.field.returnPressed.connect(self._try)
        self.button.clicked.connect(self._try)
        self._sheet.clicked.connect(self.recover)
        if self._wait:
            self._second.start()
        self._say()

    def _lay_out(self, vault: KnownVault, *, returns: bool, lock_minutes: int) -> None:
        label = Label("Passphrase", "strong")
        label.setBuddy(self.field)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(theme.current().px(4))
        down.addWidget(Label(vault.name, "unlock", wrap=True))
        down.addWidget(Label("Unlock with your own passphrase. Each holder has one.", "quiet", wrap=True))
        down.addSpacing(theme.current().px(24))
        for part in (label, self.field, self.told):
            down.addWidget(part)
        down.addSpacing(theme.current().px(16))
        down.addLayout(layout.row(self.button, self._takes, layout.STRETCH, gap=16))
        down.addSpacing(theme.current().px(20))
        sheet = layout.row(self._sheet, Label("if you cannot remember it", "quiet"), layout.STRETCH, gap=2)
        down.addLayout(sheet)
        down.addSpacing(theme.current().px(24))
        down.addWidget(Hairline())
        down.addSpacing(theme.current().px(16))
        down.addWidget(self.test)
        if returns:
            down.addWidget(Fact("undo", "You return to the screen and field you left"))
        after = f"after {lock_minutes} minutes" if lock_minutes else "when left alone"
        down.addWidget(Fact("lock", f"Locks itself {after} without a key or click"))

    # What is told

    def say_tested(self, fault: str = "") -> None:
        """The self-test passed, or this sentence says what did not: then nothing is unlocked here."""
        if fault:
            self.test.say("alert", fault, "red")
            self._busy = True
        else:
            self.test.say("tick", "Self-test passed: every cipher gave its known answer", "green")
        self._say()

    def say_wrong(self, sentence: str, wait_seconds: int) -> None:
        """A try failed: one sentence, and the seconds to wait before the next."""
        self._wrong, self._wait = sentence, wait_seconds
        self.field.clear()
        self.say_busy(busy=False)
        if wait_seconds:
            self._second.start()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_busy(self, *, busy: bool) -> None:
        """While the key is derived nothing can be typed."""
        self._busy = busy
        self._takes.say("Deriving the key" if busy else TAKES)
        self._say()

    @property
    def busy(self) -> bool:
        """Whether the key is being derived, or must not be."""
        return self._busy

    @property
    def waiting(self) -> int:
        """Seconds still to wait before the next try."""
        return self._wait

    def _say(self) -> None:
        self.field.setEnabled(not self._busy)
        self.button.setEnabled(not self._busy and not self._wait)
        if self._wait and not self._busy:
            seconds = "1 second" if self._wait == 1 else f"{self._wait} seconds"
            sentence = f"{self._wrong} Try again in {seconds}." if self._wrong else f"Try again in {seconds}."
            self.told.say(sentence, "red", aloud=not self.told.words)
        elif self._wrong and not self._busy:
            self.told.say(self._wrong, "red")
        elif self._caps.on:
            self.told.say(CAPS, "amber")
        else:
            self.told.say("")

    def _tick(self) -> None:
        self._wait = max(0, self._wait - 1)
        if not self._wait:
            self._second.stop()
        self._say()

    def _try(self) -> None:
        if self._busy or self._wait or not self.field.text():
            return
        self._wrong = ""
        self.unlock.emit(self.field.text())


class UnlockPage(GateFrame):
    """Vaults at the left, the passphrase at the right.

    ``unlock`` carries path and passphrase, ``recover`` and ``chose`` a path, ``way`` create, open or restore.
    """

    unlock = Signal(object, str)
    recover = Signal(object)
    chose = Signal(object)
    way = Signal(str)

    def __init__(
        self, vaults: Sequence[KnownVault], current: KnownVault, *, returns: bool = False, lock_minutes: int = 0
    ) -> None:
        self.vault = current
        self.panel = UnlockPanel(current, returns=returns, lock_minutes=lock_minutes)
        self._list = VaultList(vaults, current.path)
        ways = Ways()
        super().__init__([self._list, ways], self.panel, name="Unlock")
        self.panel.unlock.connect(self._asked)
        self.panel.recover.connect(self._recover)
        self._list.chosen.connect(self._picked)
        ways.asked.connect(self.way)
        self.first_focus = self.panel.field

    def say_faults(self, looked_at: Sequence[KnownVault]) -> None:
        """What is wrong with vaults of the list, now that they have been looked at more closely."""
        for vault in looked_at:
            if vault.fault:
                self._list.say_fault(vault)
            if vault.fault and vault.path == self.vault.path:
                self.panel.say_wrong(vault.fault, 0)

    def _asked(self, passphrase: str) -> None:
        self.unlock.emit(self.vault.path, passphrase)

    def _recover(self) -> None:
        self.recover.emit(self.vault.path)

    def _picked(self, vault: KnownVault) -> None:
        path: Path = vault.path
        self.chose.emit(path)


class WelcomePage(GateFrame):
    """Shown when this computer knows no vault yet. ``way`` carries create, open or restore."""

    way = Signal(str)

    def __init__(self) -> None:
        create = Button("Create a vault", "primary", icon="plus")
        create.setObjectName("create")
        inner = layout.column(
            Label("Welcome to HIP Desk", "unlock", wrap=True),
            Label(
                "HIP Desk keeps the casework and meetings of a Hate Incident Panel in one encrypted vault on this "
                "computer. There is no vault here yet.",
                "lead",
                wrap=True,
            ),
            8,
            layout.row(create, layout.STRETCH),
            16,
            Label(
                "Or open a vault that is there already, or restore one from a backup, at the left.", "hint", wrap=True
            ),
            gap=8,
        )
        ways = Ways()
        super().__init__([ways], layout.held(inner), name="Welcome")
        ways.asked.connect(self.way)
        create.clicked.connect(lambda: self.way.emit("create"))
        self.first_focus = create
