"""What is watched while a vault is open: the operating system's session, the clock, and what was copied."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ui.shell.clipboard import Copied
from ui.shell.session import Session, system_session
from ui.style.system import follow

if TYPE_CHECKING:
    from ui.app import Program


def watch_program(program: "Program", session: "Callable[[Program], Session] | None" = None) -> Callable[[], object]:
    """Lock when somebody leaves, and clear what was copied; returns what ends both, clearing at once.

    The session is told when the vault is sealed, after that.
    """
    copied = Copied(QApplication.clipboard(), program)
    watched = session(program) if session else system_session(int(program.window.winId()), program.clock, program)
    watched.left.connect(program.lock)
    program.window.input.came.connect(watched.look)
    follow(program, program.restyle)

    def stop() -> None:
        program.window.input.came.disconnect(watched.look)
        watched.stop()
        copied.stop()
        copied.deleteLater()
        program.locked.connect(watched.sealed)

    return stop
