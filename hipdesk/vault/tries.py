"""Failed tries to open a vault: how many and when the last was, beside the header, and how long to wait for the next.

Count and time only. Whoever can write the folder can delete the count: it is for honest people and the audit log.
"""

import contextlib
import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from hipdesk.kernel import files
from hipdesk.kernel.clock import Clock
from hipdesk.kernel.errors import EnvironmentFault

_FREE = 2
_LONGEST_WAIT = 300
_LARGEST = 256
_MOST = 1_000_000


class FailedTries(NamedTuple):
    """``count`` failed tries since the last good unlock, the newest at ``newest`` (UTC)."""

    count: int  # type: ignore[assignment]  # nobody counts the members of this tuple
    newest: datetime

    def wait_seconds(self, now: datetime) -> int:
        """Whole seconds still to wait: none after two tries, then 2, 4, 8 ... up to five minutes from the newest."""
        if self.count <= _FREE:
            return 0
        delay = min(1 << min(self.count - _FREE, 20), _LONGEST_WAIT)
        passed = (now - self.newest).total_seconds()
        return delay if passed < 0 else max(0, math.ceil(delay - passed))


def read(path: Path) -> FailedTries | None:
    """What is counted, or None when nothing is, or the file makes no sense."""
    try:
        with path.open("rb") as stream:
            counted = json.loads(stream.read(_LARGEST))
        count, newest = counted["count"], datetime.fromisoformat(counted["newest"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if type(count) is not int or not 1 <= count <= _MOST or newest.tzinfo is None:
        return None
    return FailedTries(count, newest.astimezone(UTC))


def add(path: Path, clock: Clock) -> FailedTries:
    """Count one more failed try. A disk that refuses does not hide the answer that the passphrase was wrong."""
    before = read(path)
    counted = FailedTries(min((before.count if before else 0) + 1, _MOST), clock.now())
    with contextlib.suppress(EnvironmentFault):
        files.write_bytes(path, json.dumps({"count": counted.count, "newest": counted.newest.isoformat()}).encode())
    return counted


def clear(path: Path) -> None:
    """Forget the count, once the audit log holds it."""
    files.remove(path)
