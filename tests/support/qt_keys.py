"""Keys as a person presses them: through the native window, so that shortcuts, focus and filters all take part.

``QTest.keyClicks`` aborts on é or ŵ: plain signs are sent as QKeyEvents instead.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.tasks.operations import Operations

_NAMED = {"PgDn": "PgDown", "Enter": "Return"}


def settle() -> None:
    """Let every event that is waiting happen."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_idle(operations: Operations, seconds: float = 10.0) -> None:
    """Wait until every operation has been delivered. (``QSignalSpy.wait`` would keep the threads from running.)"""
    if operations.pending:
        wait_for(operations.idle, seconds)


def wait_for(signal: SignalInstance, seconds: float = 10.0) -> None:
    """Wait for a signal; fails when it does not come within the time."""
    loop = QEventLoop()
    came: list[bool] = []

    def arrived(*_what: object) -> None:
        came.append(True)
        loop.quit()

    signal.connect(arrived)
    limit = QTimer(loop)
    limit.setSingleShot(True)
    limit.timeout.connect(loop.quit)
    limit.start(round(seconds * 1000))
    loop.exec()
    limit.stop()
    signal.disconnect(arrived)
    assert came, "the signal did not come"


def show_active(window: QWidget) -> None:
    """Show a window and make it the active one."""
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window), "the window did not become active"
    settle()


def press(window: QWidget, key: str) -> None:
    """Press a key or combination, as "Ctrl+K", "Shift+F6", "Tab", "Down"."""
    parts = key.split("+") if key != "+" else ["+"]
    parts[-1] = _NAMED.get(parts[-1], parts[-1])
    combination = QKeySequence("+".join(parts))[0]  # type: ignore[index]  # missing from the stubs
    handle = window.window().windowHandle()
    QTest.keyClick(handle, combination.key(), combination.keyboardModifiers())
    settle()


def write(window: QWidget, text: str) -> None:
    """Type a text into whatever has the focus, any sign of any script."""
    handle = window.window().windowHandle()
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(handle, event)
    settle()


def tab_round(window: QWidget, most: int = 200) -> list[QWidget]:
    """Press Tab until the focus is back where it began; fails when it is caught in a part of the window."""
    start = QApplication.focusWidget()
    assert start is not None, "nothing has the focus"
    seen = [start]
    for _ in range(most):
        press(window, "Tab")
        held = QApplication.focusWidget()
        assert held is not None, f"Tab lost the focus after {seen[-1]}"
        if held is start:
            return seen
        assert held is not seen[-1], f"Tab is caught in {held} {held.accessibleName()}"
        assert held not in seen, f"Tab goes in a circle that leaves out {start.accessibleName()}"
        seen.append(held)
    raise AssertionError(f"no way round after {most} tabs")
