"""No network for native code either: what the audit hook of ``kernel.offline`` cannot see, the system refuses.

The typesetter fetches packages by itself, past Python. On Linux the press asks the kernel, for the rest of its life, to
refuse every socket but local ones; everywhere it turns the typesetter's way out to a door that nobody opens.
"""

import contextlib
import ctypes
import functools
import os
import platform
import struct
import sys

_SHUT_DOOR = "http://127.0.0.1:9"
_NO_NEW_PRIVILEGES = 38
_SET_FILTER, _EVERY_THREAD = 1, 1
_LOAD, _IF_EQUAL, _GIVE = 0x20, 0x15, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001
_ARCHITECTURE_AT, _CALL_AT, _FIRST_ARGUMENT_AT = 4, 0, 16
_LOCAL = 1
# Of each kind of processor: its name to the filter, the number of socket(2), the number of seccomp(2).
_KINDS = {"x86_64": (0xC000003E, 41, 317), "aarch64": (0xC00000B7, 198, 277)}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


@functools.cache
def seal_network() -> bool:
    """Shut every way out of this process, for good; whether the system itself holds it shut. Calling twice is harmless.

    A socket of any family but the local one is refused to every thread, those running already included.
    """
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"):
        os.environ[name] = os.environ[name.lower()] = _SHUT_DOOR
    for name in ("NO_PROXY", "no_proxy"):
        os.environ.pop(name, None)
    if sys.platform != "linux" or platform.machine() not in _KINDS:
        return False
    with contextlib.suppress(OSError, AttributeError):
        return _filtered(*_KINDS[platform.machine()])
    return False


def _filtered(architecture: int, socket_call: int, filter_call: int) -> bool:
    """Sockets that are not local get "not permitted" from now on; False when the system takes no filter."""
    steps = (
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_IF_EQUAL, 0, 4, architecture),
        (_LOAD, 0, 0, _CALL_AT),
        (_IF_EQUAL, 0, 2, socket_call),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_IF_EQUAL, 0, 1, _LOCAL),
        (_GIVE, 0, 0, _ALLOW),
        (_GIVE, 0, 0, _REFUSE),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = _Program(len(steps), ctypes.cast(code, ctypes.c_void_p))
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(system.syscall(filter_call, _SET_FILTER, _EVERY_THREAD, ctypes.byref(program)) == 0)
