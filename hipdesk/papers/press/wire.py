"""How jobs and answers cross between the program and the press: JSON with bytes, days and numbers kept exact.

Not pickle: the press opens files from outside, and what it sends back must not be able to run anything here.
Tuples arrive as lists; keys of mappings are strings.
"""

import base64
import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hipdesk.kernel import collector

_MARK = "\x00kind"

_READERS: dict[str, Callable[[str], object]] = {
    "bytes": base64.b64decode,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda text: timedelta(seconds=float(text)),
    "decimal": Decimal,
}


def encode(value: object) -> bytes:
    """Plain values as bytes; TypeError for anything that is not plain."""
    return json.dumps(value, default=_told, ensure_ascii=True, check_circular=True).encode("ascii")


def decode(sent: bytes) -> object:
    """What ``encode`` was given, tuples as lists; ValueError for anything else."""
    try:
        with collector.at_rest():  # a workbook is hundreds of thousands of values and not one of them garbage
            return json.loads(sent, object_hook=_read)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        raise ValueError("not a message of the press") from None


def _told(value: object) -> dict[str, str]:
    match value:
        case bytes() | bytearray() | memoryview():
            return {_MARK: "bytes", "is": base64.b64encode(value).decode("ascii")}
        case datetime():
            return {_MARK: "datetime", "is": value.isoformat()}
        case date():
            return {_MARK: "date", "is": value.isoformat()}
        case time():
            return {_MARK: "time", "is": value.isoformat()}
        case timedelta():
            return {_MARK: "seconds", "is": repr(value.total_seconds())}
        case Decimal():
            return {_MARK: "decimal", "is": str(value)}
    raise TypeError(f"{type(value).__name__} does not cross to the press")


def _read(found: dict[str, object]) -> object:
    if _MARK not in found:
        return found
    return _READERS[str(found[_MARK])](str(found["is"]))
