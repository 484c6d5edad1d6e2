"""Lock and sleep on Windows: the session's messages to our window, seen by a native event filter."""

import ctypes
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
_LEFT = {
    WM_POWERBROADCAST: frozenset({0x0004}),  # PBT_APMSUSPEND
    # WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK
    WM_WTSSESSION_CHANGE: frozenset({0x2, 0x4, 0x6, 0x7}),
}
_THIS_SESSION = 0


class SessionFilter(QAbstractNativeEventFilter):
    """Calls ``left`` for the messages that say somebody left; every message goes on as before."""

    def __init__(self, left: Callable[[], object]) -> None:
        super().__init__()
        self._left = left

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        if QByteArray(kind).data() == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if told.wParam in _LEFT.get(told.message, ()):
                self._left()
        return False, 0


def listen(window_id: int, left: Callable[[], object], wtsapi: Any = None) -> Callable[[], object]:  # noqa: ANN401 (a library)
    """Ask Windows to tell our window of its session; returns what ends it. ``wtsapi`` stands in for the library."""
    library = wtsapi or ctypes.CDLL("wtsapi32")
    window = wintypes.HWND(window_id)
    told = bool(library.WTSRegisterSessionNotification(window, _THIS_SESSION))
    made = SessionFilter(left)
    application = QCoreApplication.instance()
    if application is not None:
        application.installNativeEventFilter(made)

    def stop() -> None:
        if application is not None:
            application.removeNativeEventFilter(made)
        if told:
            library.WTSUnRegisterSessionNotification(window)

    return stop
