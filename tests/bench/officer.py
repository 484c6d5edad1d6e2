"""An officer's keys in the whole program, for row 12, in a process of its own.

Imports nothing of the tests: what they load (demonstration data, robots, a second way to open a vault) would be
measured with the program.
"""

import gc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import psutil
from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from hipdesk.kernel.clock import FixedClock
from ui.app import Program, make_application
from ui.routes import Route

WORDS = ("begum", "letterbox", "door", "0041", "police", "status:open strand:race", "stair lighting")
ROWS = 6
OF_A_ROUND = 20
PATIENCE = 300.0
"""Seconds until something that is waited for counts as never coming, beside whatever else the computer does."""


def resident() -> int:
    """Bytes of memory the process holds."""
    return int(psutil.Process().memory_info().rss)


class Officer:
    """Starts the program as it starts for everybody, with a cheap key and a clock that stands; types and waits."""

    def __init__(self, vault: Path, passphrase: str, now: str) -> None:
        from hipdesk.vault.kdf import KdfPolicy
        from ui.features import features

        self._application = make_application([""], sheet_later=True)
        parts = features(vault, policy=KdfPolicy.for_tests())
        self.program = Program(self._application, parts, FixedClock(datetime.fromisoformat(now)))
        self.program.window.painted.connect(lambda: gc.enable())
        self.program.start()
        self.window = self.program.window
        self.window.activateWindow()
        self._until(lambda: self.window.isActiveWindow() and self.program.operations.pending == 0)
        self.write(passphrase)
        self.press(Qt.Key.Key_Return)
        self._until(lambda: self.window.workspace is not None)
        self.wait()

    def press(self, key: Qt.Key, sign: str = "", held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key down and up, through the native window, as a person's."""
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.window.windowHandle(), QKeyEvent(kind, key, held, sign))
        self.settle()

    def write(self, words: str) -> None:
        """Type into whatever has the focus."""
        for sign in words:
            self.press(Qt.Key(0), sign)

    def settle(self) -> None:
        """Let every event that is waiting happen."""
        for _ in range(3):
            self._application.processEvents()
            self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def wait(self) -> None:
        """Until nothing is under way."""
        self._until(lambda: self.program.operations.pending == 0)
        self.settle()

    def _until(self, holds: Callable[[], bool]) -> None:
        loop, look, limit = QEventLoop(), QTimer(), QTimer()
        look.timeout.connect(lambda: loop.quit() if holds() else None)
        look.start(4)
        limit.timeout.connect(loop.quit)
        limit.start(round(PATIENCE * 1000))
        if not holds():
            loop.exec()
        assert holds(), "waited in vain"

    def round(self, turn: int) -> None:
        """The list sorted, narrowed, six rows visited and ticked, a case, three other pages, a search.

        Pages are left before they are filled, as by somebody in a hurry; only the list and the search are waited for.
        """
        from ui.cases.list_page import CasesPage
        from ui.widgets.table_model import Order

        assert self.window.workspace is not None
        go = self.program.routes.go
        go(Route("cases"))
        page = self.window.workspace.pages.page
        assert isinstance(page, CasesPage)
        page.model.sort_by(Order(("risk", "initials", "hearing", "lead")[turn % 4], bool(turn % 3)))
        page.pills["strand"].choose(("RAC", "DIS", "FTH")[turn % 3])
        self.wait()
        for row in range(ROWS):
            page.table.setCurrentIndex(page.model.index(row, 0))
            self.press(Qt.Key.Key_Space, " ")
        page.model.clear_ticks()
        key = page.model.key_at(turn % 40) or page.model.key_at(0)
        for route in (Route.to("case", id=str(key)), Route("actions"), Route("referrals"), Route("home")):
            go(route)
            self.settle()
        self.search(WORDS[turn % len(WORDS)])

    def search(self, words: str) -> None:
        """Ctrl+K, type, wait for what is found, Esc."""
        from ui.shell.palette import SearchPalette

        self.press(Qt.Key.Key_K, held=Qt.KeyboardModifier.ControlModifier)
        palette = self.window.findChild(SearchPalette)
        assert palette is not None, "the search is not shown"
        self.write(words)
        self._until(lambda: not palette._wait.isActive())
        self.wait()
        self.press(Qt.Key.Key_Escape)


def work_through(vault: Path, passphrase: str, now: str, operations: int) -> None:
    """Unlock, work, and print resident memory after unlocking, after the first round and at the end."""
    officer = Officer(vault, passphrase, now)
    seen = [resident()]
    for turn in range(operations // OF_A_ROUND):
        officer.round(turn)
        if not turn:
            seen.append(resident())
    officer.wait()
    print(*seen, resident(), flush=True)
