"""The program: one application, one window, and what happens between gate, work and lock.

``Program`` is handed its gate (the pages before unlocking), its pages and its search, so that it knows no feature.
Nothing heavy is imported before unlocking.
"""

import gc
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from hipdesk.kernel import collector
from hipdesk.kernel.clock import Clock, SystemClock
from hipdesk.kernel.progress import Progress
from ui.crash import CrashGuard
from ui.messages.in_window import InWindow
from ui.routes import Memory, Route, Routes
from ui.shell.window import DeskWindow
from ui.style import icons, theme
from ui.tasks.changes import ChangeHub
from ui.tasks.operations import Operations
from ui.widgets.focus_ring import FocusRing
from ui.widgets.labels import Ground

if TYPE_CHECKING:
    from hipdesk.desk import Desk
    from ui.context import Context
    from ui.shell.palette import Finder
    from ui.shell.registry import PageRegistry


class Features(NamedTuple):
    """What the features give the program; each is called only when needed, so that it may import late.

    ``gate`` makes the page before unlocking; it calls ``program.unlocked(desk)`` with an open desk. ``pages``
    registers the pages; ``finder`` is the search; ``started`` is called once the workspace is shown; ``closing`` when
    the person closes the window, and goes on by calling what it is given; ``watch`` once after unlocking, to see what
    leaves the computer alone with an open vault, and gives back what ends the watching.
    """

    gate: Callable[["Program"], QWidget]
    pages: Callable[["PageRegistry", "Context"], None]
    finder: Callable[["Context", "PageRegistry"], "Finder"]
    started: Callable[["Program", "Context"], object]
    closing: Callable[["Program", "Context", Callable[[], object]], object] | None = None
    watch: Callable[["Program"], Callable[[], object]] | None = None
    start: str = "home"


def make_application(arguments: Sequence[str], *, sheet_later: bool = False) -> QApplication:
    """The application, dressed in the current theme; works without a screen. ``sheet_later`` as ``theme.dress``."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QApplication.setApplicationName("HIP Desk")
    # The style is named here: to ask for it later is to load all of Qt's styles before the first page.
    application = QApplication([*(arguments[:1] or ("hipdesk",)), "-style", "fusion", *arguments[1:]])
    application.setQuitOnLastWindowClosed(False)
    theme.dress(application, sheet_later=sheet_later)
    return application


class Program(QObject):
    """Holds the window and, while unlocked, the desk. ``locked`` and ``ended`` tell where it is."""

    QUIET_SECONDS = 0.05
    locking = Signal()
    """The pages are gone, the desk is still open: what must be kept is kept now."""
    locked = Signal()
    ended = Signal()

    def __init__(self, application: QApplication, features: Features, clock: Clock | None = None) -> None:
        super().__init__()
        self.clock: Clock = clock or SystemClock()
        self.desk: Desk | None = None
        self.context: Context | None = None
        self.hub = ChangeHub()
        self.routes = Routes()
        self.last_vault: Path | None = None
        self._whose = ""
        self._stop_watching: Callable[[], object] | None = None
        self._features = features
        self._application = application
        self._registry: PageRegistry | None = None
        self.ring = FocusRing(application, waits=True)
        self.window = DeskWindow(self.clock, self.ring)
        self.messages = InWindow(self.window)
        self.window.messages = self.messages
        self.operations = Operations(self.hub, self.messages.error, interrupt=self._stop_reading)
        self.guard = CrashGuard()
        self.guard.crashed.connect(self._crashed)
        self.guard.refused.connect(self._refused)
        self.window.painted.connect(self.ring.begin)
        self.window.lock_due.connect(self.lock)
        self.window.closing.connect(self.close)

    # Gate

    def start(self) -> None:
        """Show the window with the gate."""
        self.window.show_gate(self._features.gate(self))
        theme.complete(self._application)
        self.window.show()

    def unlocked(self, desk: "Desk", place: Memory | None = None) -> None:
        """Take an open desk and show the workspace, where this holder was in this vault.

        ``place`` is where they were when the vault was last closed, as ``Routes.place`` gave it.
        """
        from ui.context import Context
        from ui.forms.drafts import DeskDrafts
        from ui.shell.registry import PageRegistry

        theme.register_scripts()
        collector.settle()
        self.desk = desk
        self.last_vault = desk.path
        whose = f"{desk.vault_id} {desk.actor.holder_id}"
        if whose != self._whose:
            self._whose = whose
            self.routes.forget()
            self.routes.take_place(place or {})
        self.context = Context(
            desk=desk,
            operations=self.operations,
            hub=self.hub,
            messages=self.messages,
            theme=theme.current(),
            routes=self.routes,
            drafts=DeskDrafts(desk, self.operations, self.messages),
            clock=self.clock,
            restyle=self.restyle,
        )
        self._registry = PageRegistry()
        self._features.pages(self._registry, self.context)
        self._show_workspace()
        if self._features.watch is not None:
            self._stop_watching = self._features.watch(self)

    def _show_workspace(self) -> None:
        from ui.shell.spot import WayBack
        from ui.shell.workspace import Workspace

        if self.context is None or self._registry is None:
            return
        workspace = Workspace(self.context, self._registry, self._features.finder(self.context, self._registry))
        self.window.show_workspace(workspace)
        self._features.started(self, self.context)
        workspace.begin(Route(self._features.start))
        way_back = WayBack(workspace, self.routes.spot, lambda: self.operations.pending > 0)
        self.routes.spot = {}
        self.operations.idle.connect(way_back.look)
        for stop in (way_back.stop, workspace.pages.settle):
            self.window.input.came.connect(stop)

    def restyle(self, name: str | None = None, scale: float | None = None) -> None:
        """Take on another theme or text scale; the pages are made anew, where they were."""
        workspace = self.window.workspace
        if workspace is not None:
            workspace.keep_and_drop_pages()
        icons.forget()
        theme.current().use(name, scale)
        if workspace is not None:
            self._show_workspace()

    # Lock and end

    def lock(self) -> None:
        """Lock now: drafts are kept, views dropped, the desk closed, and the gate shown. Nothing is waited for."""
        self._close_desk(lambda: self.window.show_gate(self._features.gate(self)))

    def close(self) -> None:
        """Lock, then end the program; a feature may do something first, such as a backup."""
        if self._features.closing is None or self.context is None:
            self._close_desk(self.end)
        else:
            self._features.closing(self, self.context, lambda: self._close_desk(self.end))

    def _close_desk(self, then: Callable[[], object]) -> None:
        desk = self.desk
        if desk is None:
            then()
            return
        self.window.show_gate(Ground("canvas"))
        self.locking.emit()
        if self.context is not None:
            self.context.drafts.stop()
        self.context = None
        self._registry = None
        self.operations.stop_all()
        self.desk = None
        if self._stop_watching is not None:
            self._stop_watching()
            self._stop_watching = None

        def closed(_done: object = None) -> None:
            collector.unsettle()
            self.locked.emit()
            then()

        # The reader's thread must have left the database before it is closed: a read between two statements is
        # interrupted at its next.
        quiet = threading.Event()
        self.operations.read(lambda _progress: quiet.set()).must = True

        def shut(_progress: Progress) -> None:
            while not quiet.wait(self.QUIET_SECONDS):
                desk.stop_reading()
            desk.close()

        self.operations.run(shut, closed, closed, owner=self, must=True)

    def end(self) -> None:
        """End the threads and close the window."""
        self.operations.shutdown()
        self.window.close_now()
        self.ended.emit()

    def _stop_reading(self) -> None:
        if self.desk is not None:
            self.desk.stop_reading()

    def _refused(self, untaken: object) -> None:
        from ui.shell.refusals import tell

        tell(self.window, self.messages, untaken)

    def _crashed(self, words: str) -> None:
        from ui.crash_page import CrashPage

        page = CrashPage(words)
        page.closed.connect(self.end)
        self._close_desk(lambda: self.window.show_gate(page))


def vault_in(arguments: Sequence[str]) -> Path | None:
    """The vault named by ``--vault``, or None."""
    for place, argument in enumerate(arguments):
        if argument == "--vault" and place + 1 < len(arguments):
            return Path(arguments[place + 1])
        if argument.startswith("--vault="):
            return Path(argument.removeprefix("--vault="))
    return None


def begin(arguments: Sequence[str]) -> tuple[QApplication, Program]:
    """Show the gate with the features there are; ``--vault`` names the vault to begin with.

    Nothing of a case is logged, and the window wears the look this computer remembers.
    """
    from hipdesk.kernel import logs
    from hipdesk.services.look import SYSTEM, look
    from ui.features import features

    logs.set_up()
    kept = look()
    follows = kept.theme == SYSTEM
    theme.current().use(None if follows else kept.theme, kept.scale)
    application = make_application(arguments, sheet_later=True)
    program = Program(application, features(vault_in(arguments)))
    if follows:
        from ui.style.system import follow

        follow(program, program.restyle)
    program.guard.install()
    program.ended.connect(application.quit)
    program.start()
    return application, program


def run(arguments: Sequence[str]) -> int:
    """Run until the window is closed; returns the exit code."""
    application, program = begin(arguments)
    program.window.painted.connect(lambda: gc.enable())
    code = application.exec()
    program.guard.remove()
    return code
