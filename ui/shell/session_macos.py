"""Lock on macOS: the distributed notifications of the login window and the screen saver, through Core Foundation.

Sleep is not told there; the jump of the clock shows it on waking.
"""

import ctypes
from collections.abc import Callable
from typing import Any

NAMES = (b"com.apple.screenIsLocked", b"com.apple.screensaver.didstart", b"com.apple.sessionDidMoveOffConsole")
_UTF8 = 0x08000100
_AT_ONCE = 4
_FRAMEWORK = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
_Heard = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
)  # fmt: skip


def _library() -> Any:  # noqa: ANN401 (what ctypes loads)
    library = ctypes.CDLL(_FRAMEWORK)
    pointer = ctypes.c_void_p
    library.CFNotificationCenterGetDistributedCenter.restype = pointer
    library.CFNotificationCenterGetDistributedCenter.argtypes = []
    library.CFStringCreateWithCString.restype = pointer
    library.CFStringCreateWithCString.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint32]
    library.CFNotificationCenterAddObserver.restype = None
    library.CFNotificationCenterAddObserver.argtypes = [pointer, pointer, _Heard, pointer, pointer, ctypes.c_long]
    library.CFNotificationCenterRemoveEveryObserver.restype = None
    library.CFNotificationCenterRemoveEveryObserver.argtypes = [pointer, pointer]
    return library


def listen(left: Callable[[], object], foundation: Any = None) -> Callable[[], object]:  # noqa: ANN401 (a library)
    """Observe the notifications; returns what ends it. ``foundation`` stands in for the library."""
    library = foundation or _library()
    centre = library.CFNotificationCenterGetDistributedCenter()
    heard = _Heard(lambda *_told: left() and None)
    observer = ctypes.c_void_p(id(heard))
    for name in NAMES:
        words = library.CFStringCreateWithCString(None, name, _UTF8)
        library.CFNotificationCenterAddObserver(centre, observer, heard, words, None, _AT_ONCE)

    def stop() -> None:
        library.CFNotificationCenterRemoveEveryObserver(centre, observer)

    return stop
