"""The whole program over real vaults, for tests of the window: cheap keys, scripted file choices, a paper tray."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from hipdesk.desk import Desk
from hipdesk.kernel.clock import FixedClock
from hipdesk.services.demonstration import invent
from tests.support.desks import POLICY, make_desk
from tests.support.qt_keys import settle, show_active
from tests.support.qt_leaks import let_go
from tests.support.qt_stand_ins import WEDNESDAY
from ui.app import Program
from ui.features import features
from ui.messages.in_window import InWindow
from ui.messages.seam import Chosen, Leaving, Left, Let
from ui.shell.session import Session

SMALL_BOROUGH = 160


class ChosenFiles(InWindow):
    """Messages in the window, but files and folders are taken from a list: a system dialog has no robot."""

    def __init__(self, window: object) -> None:
        super().__init__(window)  # type: ignore[arg-type]  # the window is the place
        self.next: list[Path | None] = []
        self.asks = False

    def _answer(self, chosen: Chosen) -> None:
        assert self.next, "nobody said which file"
        path = self.next.pop(0)
        if path is not None:
            chosen(path)

    def choose_save_file(self, title: str, suggested: str, kinds: str, chosen: Chosen) -> None:
        """Take the next."""
        assert title
        assert suggested
        assert kinds
        self._answer(chosen)

    def choose_leaving(self, leaving: Leaving, let: Let) -> None:
        """As it stands, or, once ``asks`` is set, with the panel that asks."""
        if self.asks:
            super().choose_leaving(leaving, let)
            return
        assert leaving.title
        self._answer(lambda target: let(Left(target, leaving.recipient or "the office")))

    def choose_open_file(self, title: str, kinds: str, chosen: Chosen) -> None:
        """Take the next."""
        assert title
        assert kinds
        self._answer(chosen)

    def choose_folder(self, title: str, chosen: Chosen) -> None:
        """Take the next."""
        assert title
        self._answer(chosen)


class PaperTray:
    """A printer that keeps what it printed."""

    def __init__(self) -> None:
        self.printed: list[tuple[str, list[bytes]]] = []

    def send(self, over: QWidget, title: str, pages: Sequence[bytes], done: Callable[[], object]) -> None:
        """Print at once."""
        assert over is not None
        self.printed.append((title, list(pages)))
        done()


class Started:
    """The program with its tray and its scripted files."""

    def __init__(self, application: QApplication, vault: Path | None, clock: FixedClock) -> None:
        self.tray = PaperTray()
        self.faults: list[BaseException] = []
        self.session = Session()
        parts = features(vault, policy=POLICY, printing=self.tray, session=self._session)
        self.program = Program(application, parts, clock)
        self.files = ChosenFiles(self.program.window)
        self.program.messages = self.files
        self.program.window.messages = self.files
        self.program.operations.unexpected = self.faults.append
        self.clock = clock

    def _session(self, program: Program) -> Session:
        self.session = Session(program)
        return self.session

    def until(self, holds: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
        """Let the program go on until something holds; fails when it does not come within the time."""
        until(holds, what, seconds)
        self.sound()

    def calm(self) -> None:
        """Until nothing is under way."""
        self.until(lambda: self.program.operations.pending == 0, "the program to be calm")
        settle()

    def sound(self) -> None:
        """Fail when the program met a fault of its own."""
        assert self.faults == []


def until(holds: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
    """Let events and threads go on until something holds."""
    loop, look, limit = QEventLoop(), QTimer(), QTimer()
    met = holds()

    def seen() -> None:
        nonlocal met
        met = met or holds()
        if met:
            loop.quit()

    look.setInterval(4)
    look.timeout.connect(seen)
    limit.setSingleShot(True)
    limit.timeout.connect(loop.quit)
    look.start()
    limit.start(round(seconds * 1000))
    if not met:
        loop.exec()
    look.stop()
    limit.stop()
    assert met, f"waited in vain for {what}"


@contextmanager
def running(application: QApplication, local_data: Path, vault: Path | None = None) -> Iterator[Started]:
    """The program, shown and active, with its own local data folder; ended and cleaned up afterwards."""
    before = os.environ.get("HIPDESK_DATA")
    os.environ["HIPDESK_DATA"] = str(local_data)
    started = Started(application, vault, FixedClock(WEDNESDAY))
    try:
        started.program.start()
        show_active(started.program.window)
        yield started
        started.sound()
    finally:
        desk = started.program.desk
        if desk is not None:
            started.program.lock()
            until(lambda: started.program.desk is None and started.program.operations.pending == 0, "the desk to close")
        started.program.window.closing.emit()
        until(lambda: not started.program.window.isVisible(), "the window to close")
        let_go(started.program.window)
        started.program.ring.deleteLater()
        started.program.deleteLater()
        settle()
        if before is None:
            os.environ.pop("HIPDESK_DATA", None)
        else:
            os.environ["HIPDESK_DATA"] = before


def empty_vault(folder: Path) -> Path:
    """A closed vault with its lists and its holder, and nothing else."""
    desk = make_desk(folder, FixedClock(WEDNESDAY))
    desk.close()
    return desk.path


def borough_vault(folder: Path, referrals: int = SMALL_BOROUGH) -> Path:
    """A closed vault of a small invented borough."""
    desk: Desk = make_desk(folder, FixedClock(WEDNESDAY))
    desk.do(invent, referrals)
    desk.close()
    return desk.path
