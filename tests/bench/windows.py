"""The whole program over a large vault, for the rows that ask about the window."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.bench.borough import desk_of, folder
from tests.robots.custody import GateRobot
from tests.robots.window import ProgramRobot
from tests.support.desks import PASSPHRASE
from tests.support.program import running
from ui.app import make_application

CASES = 100_000


def application() -> QApplication:
    """The one application of the process."""
    made = QApplication.instance() or make_application([""])
    assert isinstance(made, QApplication)
    return made


@contextmanager
def unlocked_window(vault: Path | None = None) -> Iterator[ProgramRobot]:
    """A person in front of the unlocked program."""
    with running(application(), folder() / "local", vault or desk_of(CASES)) as started:
        GateRobot(started).unlock(PASSPHRASE)
        yield ProgramRobot(started)
