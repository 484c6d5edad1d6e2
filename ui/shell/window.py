"""The one window: the gate (choose, unlock, first run) or the workspace. The gate comes first: nothing heavy here."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from hipdesk.kernel.clock import Clock
from ui.shell.idle import IdleLock, InputWatch
from ui.style import icons
from ui.widgets import layout
from ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from ui.messages.in_window import InWindow
    from ui.shell.workspace import Workspace


class DeskWindow(QWidget):
    """Shows the gate until ``show_workspace``; ``lock_due`` when idle too long, asked for, or closing.

    ``closing`` comes when the person closes the window: whoever runs the program locks, backs up, and then calls
    ``close_now``. ``painted`` comes once, after its first picture: what can wait until then does.
    """

    painted = Signal()
    lock_due = Signal()
    closing = Signal()
    TITLE = "HIP Desk"

    def __init__(self, clock: Clock, ring: FocusRing | None = None) -> None:
        super().__init__()
        self.setWindowTitle(self.TITLE)
        self.resize(1366, 768)
        self.setMinimumSize(760, 480)
        self.idle = IdleLock(clock)
        self.input = InputWatch()
        self._ring = ring
        self._may_close = False
        self._is_painted = False
        self._gate: QWidget | None = None
        self._gate_banners = QVBoxLayout()
        self._workspace: Workspace | None = None
        self.messages: InWindow | None = None
        self._stack = QStackedLayout()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(self._gate_banners)
        down.addWidget(layout.held(self._stack), 1)
        self.painted.connect(self._once_painted)
        self.idle.due.connect(self.lock_due)
        self.input.came.connect(self._input_came)

    # What is shown

    def show_gate(self, gate: QWidget) -> None:
        """Show a page that knows of no case: unlock, first run, restore. The workspace, if any, goes."""
        self.idle.stop()
        self._drop_workspace()
        self._drop_gate()
        self._gate = gate
        self._stack.addWidget(gate)
        self._stack.setCurrentWidget(gate)

    def show_workspace(self, workspace: "Workspace") -> None:
        """Show the pages and begin to watch for idleness. The gate goes."""
        self._drop_workspace()
        self._drop_gate()
        self._workspace = workspace
        workspace.lock_asked.connect(self.lock_due)
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)
        self.idle.start()

    @property
    def workspace(self) -> "Workspace | None":
        """The workspace while unlocked."""
        return self._workspace

    @property
    def gate(self) -> QWidget | None:
        """The page shown while locked."""
        return self._gate

    def _drop_workspace(self) -> None:
        if self._gate is None and self._workspace is None:
            return
        from ui.widgets.overlay import Overlay

        # A search or question over the page may show people: nothing of it stays over the gate.
        for overlay in self.findChildren(Overlay):
            overlay.close_overlay()
        if self._workspace is not None:
            self._workspace.keep_and_drop_pages()
            _let_go(self._stack, self._workspace)
            self._workspace = None
        if self.messages is not None:
            self.messages.settle_all()

    def _drop_gate(self) -> None:
        if self._gate is not None:
            _let_go(self._stack, self._gate)
            self._gate = None

    # Where messages appear

    def over(self) -> QWidget:
        """What a question covers."""
        return self

    def banners(self) -> QVBoxLayout:
        """Where banners stand: above the page, or above the gate."""
        return self._workspace.pages.banners if self._workspace is not None else self._gate_banners

    # Events

    def _once_painted(self) -> None:
        self.setWindowIcon(icons.icon("logo", "accent", 32))
        self._watch()

    def _input_came(self, by_pointer: bool) -> None:
        self.idle.seen()
        if self._ring is not None:
            self._ring.by_pointer = by_pointer

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_painted:
            self._watch()

    def _watch(self) -> None:
        handle = self.windowHandle()
        if handle is not None:
            self.input.watch(handle)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # Once everything on it is painted too.
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.messages is not None:
            self.messages.place_toast()

    def close_now(self) -> None:
        """Close without asking anyone."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            self.idle.stop()
            event.accept()
            return
        # Later, not within this event: Qt refuses to close a window that is closing.
        event.ignore()
        QTimer.singleShot(0, self, self.closing.emit)


def _let_go(stack: QStackedLayout, widget: QWidget) -> None:
    """Take a widget out and delete it."""
    stack.removeWidget(widget)
    widget.hide()
    widget.deleteLater()
