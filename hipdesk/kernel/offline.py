"""No network: an audit hook that ends the program before a byte leaves it, or a name is asked for.

It sees every socket that Python makes. Libraries that open sockets in C (Qt) are watched by a test with strace.
"""

import _socket
import os
import sys
from typing import Any, NoReturn

NETWORK_EXIT = 70
SENTENCE = (
    "HIP Desk stopped: a part of the program tried to use the network, which it never does. Everything saved is safe."
)

# Pipes between the program and its press, and the display's own socket, never leave the computer.
# Asked of the part in C: the start does not wait for all that ``socket`` brings.
_LOCAL = frozenset(family for name in ("AF_UNIX",) if (family := getattr(_socket, name, None)) is not None)
_FAMILY_OF_A_DESCRIPTOR = -1
_LOOK_UPS = frozenset(("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"))
_ON_A_SOCKET = frozenset(("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"))
_forbidden = False


def forbid_network() -> None:
    """From now on, and until the process ends, any use of the network ends it with one sentence on stderr.

    Stopped: a socket of any family but the local one, connecting, binding or sending on one, and asking for a name's
    address. Nothing can catch it: the process ends at once, as when it is killed, with exit code ``NETWORK_EXIT``.
    Calling it twice is harmless.
    """
    global _forbidden
    if not _forbidden:
        _forbidden = True
        sys.addaudithook(_watch)


def _watch(event: str, given: tuple[Any, ...]) -> None:
    """Python calls this for every audited event; all but the socket's own are passed over at once."""
    if not event.startswith("socket."):
        return
    if event in _LOOK_UPS:
        _stop()
    if event == "socket.__new__" and not _is_local(given[1]) and given[1] != _FAMILY_OF_A_DESCRIPTOR:
        _stop()
    if event in _ON_A_SOCKET and not _is_local(given[0].family):
        _stop()


def _is_local(family: int) -> bool:
    return family in _LOCAL


def _stop() -> NoReturn:
    """Not an exception: a library that swallows it would go on."""
    if sys.stderr is not None:
        sys.stderr.write(SENTENCE + "\n")
        sys.stderr.flush()
    os._exit(NETWORK_EXIT)
