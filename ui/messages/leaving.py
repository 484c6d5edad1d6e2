"""The panel that asks before a file leaves the vault: whom it is for, and the password that opens it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from hipdesk.services.packs import new_password
from ui.forms.autosave import keeps_its_own
from ui.messages.seam import Leaving
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.overlay import Panel
from ui.widgets.text_field import TextField
from ui.widgets.tick import TickBox

_LEAST = 12
"""The fewest signs of a password; the encryption refuses fewer."""
_PROTECTED = "Encrypted with AES-256. Say the password on the telephone; it is shown here only, and not kept."
_MAILED = (
    "Encrypted with AES-256, in an e-mail that is not sent: look at the address, then send it yourself. Say the "
    "password on the telephone; it is kept on the call list."
)
_UNPROTECTED = "Without a password anybody who comes by the file can read it."
_UNLOCKABLE = (
    "No password can be put on a file of this kind: anybody who comes by it can open it. A marked copy, where there is "
    "one, is a PDF and can have one."
)
_LONGEST = 200
MAIL_FILES = "E-mails (*.eml)"


class LeavingPanel(Panel):
    """``answered`` carries recipient, password, which is empty when the file is to be unprotected, and whether it goes
    into an e-mail; ``left`` none.
    """

    answered = Signal(str, str, bool)
    left = Signal()

    def __init__(self, leaving: Leaving) -> None:
        super().__init__(name="Save outside the vault")
        self.recipient = TextField("Name or agency", name="Who is it for?")
        self.recipient.setObjectName("leaving-recipient")
        self.recipient.setMaxLength(_LONGEST)
        self.recipient.set_value(leaving.recipient or None)
        self.protect = TickBox("Protect it with a password")
        self.protect.setObjectName("leaving-protect")
        self.protect.setChecked(leaving.lockable)
        self.password = TextField(name="Password")
        self.password.setObjectName("leaving-password")
        keeps_its_own(self.password)
        self.password.set_value(new_password())
        self.mail = TickBox("Put it into an unsent e-mail")
        self.mail.setObjectName("leaving-mail")
        self.told = Label(_PROTECTED, "second", wrap=True)
        # Shown before it stands in the panel, a field would be a window of its own for a moment: hidden only.
        if not leaving.mail:
            self.mail.hide()
        if not leaving.lockable:
            self.protect.hide()
            self.password.hide()
            self._tell(_UNLOCKABLE, "amber")
        go_on = Button("Choose where to save it", "primary")
        go_on.setObjectName("leaving-do")
        stay = Button("Leave it here")
        stay.setObjectName("leaving-leave")
        self.setLayout(
            layout.column(
                Label("Save outside the vault?", "page", wrap=True),
                Label(f"{leaving.title}. That it leaves, and whom it is for, is written in the log.", wrap=True),
                Label("Who is it for?", "strong"), self.recipient, self.mail, self.protect, self.password, self.told,
                layout.STRETCH, layout.row(layout.STRETCH, go_on, stay, gap=8), gap=8, margins=(24, 20, 24, 20),
            )
        )  # fmt: skip
        self.protect.toggled.connect(self._protects)
        self.mail.toggled.connect(self._mails)
        go_on.clicked.connect(self._give)
        stay.clicked.connect(self.left)

    def begin(self) -> None:
        """The focus goes where one types."""
        self.recipient.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            focus.click() if isinstance(focus, Button) else self._give()
        else:
            super().keyPressEvent(event)

    def _protects(self, on: bool) -> None:
        self.password.setVisible(on)
        self._tell(_PROTECTED if on else _UNPROTECTED, "" if on else "amber")

    def _mails(self, on: bool) -> None:
        """An e-mail never holds a file that anybody can open."""
        self.protect.setChecked(True)
        self.protect.setEnabled(not on)
        self._tell(_MAILED if on else _PROTECTED, "")

    def _tell(self, words: str, tone: str) -> None:
        self.told.say(words, tone)

    def _give(self) -> None:
        recipient = str(self.recipient.value() or "").strip()
        password = str(self.password.value() or "").strip() if self.protect.isChecked() else ""
        if not recipient:
            self._tell("Say whom it is for: it is written in the register of copies.", "red")
            self.recipient.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.protect.isChecked() and len(password) < _LEAST:
            self._tell(f"A password has {_LEAST} signs or more.", "red")
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.answered.emit(recipient, password, self.mail.isChecked())
