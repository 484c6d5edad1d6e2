"""What the process does for its keys when it starts: no core dump, and no other program of the user may read it."""

import ctypes
import sys

_PR_SET_DUMPABLE = 4
_FAIL_WITHOUT_BOX = 0x0001 | 0x0002


def guard() -> bool:
    """Switch core dumps off, for this process and its children; True when the system agreed. Call it first of all.

    On Linux the process is also made undumpable, so that another program of the same user may not read its memory;
    on Windows the crash box, which offers to send a dump, is not shown.
    """
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_FAIL_WITHOUT_BOX)
        return True
    return _no_core() and (sys.platform != "linux" or _undumpable())


def _no_core() -> bool:
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):
        return False
    return resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


def _undumpable() -> bool:
    try:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
    except (OSError, AttributeError):
        return False
    return int(prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)) == 0
