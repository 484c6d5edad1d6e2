"""From a secret to a key: Argon2id for passphrases, with its cost policy, and HKDF for everything already random.

Memory is in KiB, times in seconds. The policy is what new slots are made with; its floor is what old ones must reach.
"""

import functools
import os
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from hipdesk.vault.faults import NotEnoughMemory

KEY_BYTES = 32
SALT_BYTES = 16
_MIB = 1024
_STEP = 64 * _MIB


@dataclass(frozen=True, slots=True)
class Cost:
    """What one Argon2id derivation takes: ``memory`` in KiB, ``passes`` over it, ``lanes`` side by side."""

    memory: int
    passes: int
    lanes: int = 4

    @property
    def work(self) -> int:
        """KiB touched in all; derivation time goes with it."""
        return self.memory * self.passes

    def possible(self) -> bool:
        """Whether Argon2id may be asked for this at all: within the ceilings, and enough memory for its lanes."""
        within = self.memory <= CEILING.memory and self.passes <= CEILING.passes and self.lanes <= CEILING.lanes
        return within and self.passes >= 1 and self.lanes >= 1 and self.memory >= 8 * self.lanes


FLOOR = Cost(memory=64 * _MIB, passes=3)
CEILING = Cost(memory=2048 * _MIB, passes=20, lanes=16)


@dataclass(frozen=True, slots=True)
class KdfPolicy:
    """What a new passphrase slot costs, and the least an old one may. In production: ``KdfPolicy.calibrated()``."""

    cost: Cost
    floor: Cost = FLOOR

    def __post_init__(self) -> None:
        if not self.cost.possible() or not self.allows(self.cost):
            raise ValueError("an Argon2id policy outside its floor and ceiling")
        if self.floor != FLOOR and not isinstance(self, _PolicyForTests):
            raise ValueError("the floor is lowered only by KdfPolicy.for_tests")

    @classmethod
    def calibrated(cls) -> "KdfPolicy":
        """About one second on this machine; measured once per process (some 0.1 s), never under the floor."""
        return _for_this_machine()

    @classmethod
    def measured_anew(cls) -> "KdfPolicy":
        """``calibrated``, with this machine measured again."""
        _for_this_machine.cache_clear()
        return _for_this_machine()

    @classmethod
    def for_tests(cls, memory: int = 256, passes: int = 1, lanes: int = 1) -> "KdfPolicy":
        """A policy without a floor, so that tests derive in under a millisecond. A test forbids it in the product."""
        return _PolicyForTests(Cost(memory, passes, lanes), floor=Cost(memory=8, passes=1, lanes=1))

    def allows(self, cost: Cost) -> bool:
        """Whether a slot of this cost is strong enough to be used."""
        return cost.memory >= self.floor.memory and cost.passes >= self.floor.passes

    def has_risen_above(self, cost: Cost) -> bool:
        """Whether a slot of this cost should be re-wrapped: it takes less than half of what the policy asks."""
        return self.cost.work >= 2 * cost.work


class _PolicyForTests(KdfPolicy):
    """Made by ``KdfPolicy.for_tests`` only."""

    __slots__ = ()


def derive_from_passphrase(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes from a passphrase, normalised (NFKC) so that every keyboard gives the same. Takes about a second.

    Raises ValueError for a cost above the ceiling, NotEnoughMemory when the machine cannot do it.
    """
    if not cost.possible():
        raise ValueError("an Argon2id cost outside its ceiling")
    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return _argon2id(secret, salt, cost)
    except MemoryError:
        raise NotEnoughMemory() from None


def derive_from_key(secret: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    """32 bytes from something already random (HKDF-SHA256); a distinct ``purpose`` gives an unrelated key."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=f"hipdesk 1 {purpose}".encode()).derive(secret)


def calibrate(seconds: float, measure: Callable[[Cost], float], most_memory: int) -> Cost:
    """The cost that takes about ``seconds`` here, by ``measure`` (seconds for a cost), within ``most_memory`` KiB.

    Memory grows first, in steps of 64 MiB with three passes; passes only when memory has reached its limit.
    """
    trial = Cost(memory=FLOOR.memory, passes=1)
    taken = max(min(measure(trial), measure(trial)), 1e-6)
    work = int(seconds / taken * trial.work)
    most = max(FLOOR.memory, min(most_memory, CEILING.memory) // _STEP * _STEP)
    memory = min(max(work // FLOOR.passes // _STEP * _STEP, FLOOR.memory), most)
    return Cost(memory=memory, passes=min(max(work // memory, FLOOR.passes), CEILING.passes))


def _argon2id(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    ).derive(secret)


def _seconds_for(cost: Cost) -> float:
    started = time.perf_counter()
    _argon2id(b"calibration", bytes(SALT_BYTES), cost)
    return time.perf_counter() - started


@functools.cache
def _for_this_machine() -> KdfPolicy:
    return KdfPolicy(calibrate(1.0, _seconds_for, _memory_to_use()))


def _memory_to_use() -> int:
    """An eighth of the machine's memory in KiB, at most 1 GiB; 512 MiB where it does not say."""
    try:
        installed = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1024
    except (AttributeError, ValueError, OSError):
        return 512 * _MIB
    return min(installed // 8, 1024 * _MIB)
