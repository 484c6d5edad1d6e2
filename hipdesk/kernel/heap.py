"""The heap of the C library, which keeps for a thread what that thread freed. Asked of glibc only.

Numbers are glibc's own: ``M_ARENA_MAX`` of ``malloc.h``.
"""

import ctypes
import sys

_ARENA_MAX = -8


def share() -> bool:
    """One heap for all threads, before there is a second: what one frees the next takes. False where it is not asked.

    Python runs one thread at a time: separate heaps would save it no waiting, and hold several megabytes twice.
    """
    mallopt = _asked_of_glibc("mallopt")
    return mallopt is not None and mallopt(_ARENA_MAX, 1) == 1


def give_back() -> bool:
    """What is free goes back to the system; False when there was nothing to give, or where it is not asked."""
    trim = _asked_of_glibc("malloc_trim")
    return trim is not None and trim(ctypes.c_size_t(0)) == 1


def _asked_of_glibc(name: str) -> "ctypes._NamedFuncPointer | None":
    if sys.platform != "linux":
        return None
    try:
        found: ctypes._NamedFuncPointer = getattr(ctypes.CDLL(None), name)
    except (OSError, AttributeError):
        return None
    return found
