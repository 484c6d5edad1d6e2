"""Keys of records that can travel: UUIDs that sort by when they were made, so that indexes stay compact."""

import secrets
import time


def new_id() -> str:
    """A version 7 UUID (RFC 9562) as 32 lower-case hex figures: 48 bits of milliseconds, 74 of chance."""
    moment = time.time_ns() // 1_000_000
    chance = secrets.randbits(74)
    value = (moment & (1 << 48) - 1) << 80 | 0x7 << 76 | (chance >> 62) << 64 | 0b10 << 62 | chance & (1 << 62) - 1
    return f"{value:032x}"
