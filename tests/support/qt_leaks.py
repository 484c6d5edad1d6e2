"""What a test may not leave behind: a thread, a running timer, a window."""

import gc
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from hipdesk.kernel import collector


def _threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name.startswith("hipdesk")}


_TIMERS: weakref.WeakSet[QTimer] = weakref.WeakSet()
"""Every timer of ours that was ever seen and lives: what is set aside is not looked through again."""


def _timers() -> set[int]:
    """Running timers of ours, by address: those that Python knows."""
    _TIMERS.update(one for one in gc.get_objects() if isinstance(one, QTimer))
    alive = [timer for timer in _TIMERS if shiboken6.isValid(timer)]
    return {shiboken6.getCppPointer(timer)[0] for timer in alive if timer.isActive()}


def _windows() -> set[int]:
    windows = [widget for widget in QApplication.topLevelWidgets() if shiboken6.isValid(widget)]
    return {shiboken6.getCppPointer(widget)[0] for widget in windows if widget.parent() is None}


def _sweep() -> None:
    QCoreApplication.processEvents()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


@contextmanager
def nothing_left_behind() -> Iterator[None]:
    """Fail when the block leaves a thread, a running timer or a top-level widget that was not there before.

    What lives already is put out of the collector's sight, and the program may not put it back: looking through it all
    for each test took longer than most tests do.
    """
    _sweep()
    threads, timers, windows = _threads(), _timers(), _windows()
    gc.freeze()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collector, "settle", lambda: None)
        patch.setattr(collector, "unsettle", lambda: None)
        yield
    _sweep()
    left = [thread.name for thread in _threads() - threads if thread.is_alive()]
    assert not left, f"threads left behind: {left}"
    assert not _timers() - timers, "a running timer was left behind"
    new = [_named(pointer) for pointer in _windows() - windows]
    assert not new, f"windows left behind: {new}"


class _Flashes(QObject):
    """Sees every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.parentWidget() is None:
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@contextmanager
def no_window_flashes() -> Iterator[None]:
    """Fail when a window is shown within the block, as by ``setVisible(True)`` on a part that has no parent yet."""
    flashes = _Flashes()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(flashes)
    try:
        yield
    finally:
        application.removeEventFilter(flashes)
    assert flashes.seen == [], f"shown as windows of their own: {flashes.seen}"


def _named(pointer: int) -> str:
    for widget in QApplication.topLevelWidgets():
        if shiboken6.getCppPointer(widget)[0] == pointer:
            return f"{type(widget).__name__} {widget.accessibleName()} {widget.objectName()}"
    return "a window that is gone"


def let_go(widget: QWidget) -> None:
    """Close and delete a window a test made."""
    widget.close()
    widget.deleteLater()
    _sweep()
