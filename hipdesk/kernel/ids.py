"""Keys of records that can travel: UUIDs that sort by when they were made, so that indexes stay compact."""

import secrets
import time
from collections.abc import Iterator


def new_id() -> str:
    """A version 7 UUID (RFC 9562) as 32 lower-case hex figures: 48 bits of milliseconds, 74 of chance."""
    moment = time.time_ns() // 1_000_000
    chance = secrets.randbits(74)
    value = (moment & (1 << 48) - 1) << 80 | 0x7 << 76 | (chance >> 62) << 64 | 0b10 << 62 | chance & (1 << 62) - 1
    return f"{value:032x}"


def ids_in_a_row() -> Iterator[str]:
    """Keys for rows written in bulk: the first as ``new_id``, each next one higher by a little chance.

    Keys that rise fill an index page by page, which is what makes bulk writing fast.
    """
    low, high = secrets.randbits(61), secrets.randbits(12)
    step = secrets.randbelow(1 << 20) + 1
    while True:
        moment = time.time_ns() // 1_000_000
        head = f"{(moment & (1 << 48) - 1) << 16 | 0x7 << 12 | high:016x}"
        # The lowest 62 bits rise through a block of one moment; at the top they begin again under the next high part.
        for chance in range(low, low + 4096 * step, step):
            yield f"{head}{0b10 << 62 | chance:016x}"
        low += 4096 * step
        if low >> 61:
            low, high = secrets.randbits(60), high + 1 & 0xFFF
