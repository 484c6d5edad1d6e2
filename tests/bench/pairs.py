"""Two things timed in turn, A B A B, in one run: what is compared is never measured at different times of a day."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """A row of the table: what, against what, how many times as long (median), the goal, and what was seen."""

    row: str
    what: str
    against: str
    ratio: float
    goal: str
    met: bool
    seen: str


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def paired(
    ours: Callable[[], object], peer: Callable[[], object], rounds: int = 7, warm: int = 1
) -> tuple[float, float, float]:
    """Median of the ratios pair by pair, and the two medians in seconds."""
    for _ in range(warm):
        ours()
        peer()
    pairs = [(seconds(ours), seconds(peer)) for _ in range(rounds)]
    ratio = statistics.median(mine / theirs for mine, theirs in pairs)
    return ratio, statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def told(mine: float, theirs: float) -> str:
    """Two durations in words."""
    return f"{_words(mine)} to {_words(theirs)}"


def _words(duration: float) -> str:
    return f"{duration:.2f} s" if duration >= 1 else f"{duration * 1000:.1f} ms"
