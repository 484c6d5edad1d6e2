"""A program that types into the referral form until it is killed; it prints the moment of every sign it typed.

``python -m tests.support.typist VAULT``: the journey of a killed program runs it as a process of its own.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer

from hipdesk.desk import Desk
from hipdesk.kernel.clock import FixedClock
from hipdesk.services import drafts
from tests.support.desks import PASSPHRASE, POLICY
from tests.support.program import until
from tests.support.qt_keys import show_active, write
from tests.support.qt_stand_ins import WEDNESDAY
from ui.app import Program, make_application
from ui.custody.gate import Gate
from ui.custody.unlock import UnlockPage
from ui.features import features
from ui.routes import Route
from ui.widgets.note_box import NoteBox

KIND, SUBJECT = "referral", "new"
SENTENCE = (
    "The neighbour above shouts at her whenever she comes home, and on Sunday he waited behind the door of it. " * 2
)
EVERY_MS = 25


def text_of(desk: Desk, kind: str, subject: str) -> str:
    """What a draft kept of the box of what happened."""
    kept = desk.read(drafts.draft, kind, subject)
    if kept is None:
        return ""
    answers = kept.content.get("answers", {})
    return str(answers.get("summary") or "")


def main(vault: Path) -> int:
    """Unlock, open the form, and type."""
    application = make_application(["typist"])
    program = Program(application, features(vault, policy=POLICY), FixedClock(WEDNESDAY))
    program.start()
    show_active(program.window)
    until(lambda: program.operations.pending == 0, "the gate")
    gate = program.window.gate
    if not isinstance(gate, Gate) or not isinstance(gate.page, UnlockPage):
        return 1
    gate.page.panel.field.setText(PASSPHRASE)
    gate.page.panel.button.click()
    until(lambda: program.window.workspace is not None and program.operations.pending == 0, "unlocking")
    program.routes.go(Route("referral-form"))
    until(lambda: bool(program.window.findChildren(NoteBox, "field-summary")), "the form")
    program.window.findChildren(NoteBox, "field-summary")[0].setFocus()
    left = list(SENTENCE)

    def type_one() -> None:
        write(program.window, left.pop(0))
        sys.stdout.write(f"{time.monotonic()}\n")
        sys.stdout.flush()
        if not left:
            clock.stop()

    clock = QTimer()
    clock.setInterval(EVERY_MS)
    clock.timeout.connect(type_one)
    clock.start()
    return int(application.exec())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
