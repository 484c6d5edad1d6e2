"""A log without case content: codes, counts and durations only, kept in memory and shown on request.

Nothing is written to disk. Messages are constants; ``note`` takes numbers and names of things in the program.
"""

import logging
from collections import deque

_FORMAT = logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")


class _Ring(logging.Handler):
    """The newest lines, in memory."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=length)

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            kind = record.exc_info[0]
            record.exc_info = None
            record.exc_text = None
            record.msg = f"{record.msg} [{kind.__name__ if kind else 'error'}]"
        self.lines.append(_FORMAT.format(record))


_ring = _Ring(2000)


def set_up() -> None:
    """Send the product's log to the ring in memory, and silence every library's."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        root.removeHandler(handler)
    root.addHandler(logging.NullHandler())
    ours = logging.getLogger("hipdesk")
    ours.setLevel(logging.INFO)
    ours.propagate = False
    if _ring not in ours.handlers:
        ours.addHandler(_ring)


def newest_lines() -> list[str]:
    """What the ring holds, oldest first."""
    return list(_ring.lines)
