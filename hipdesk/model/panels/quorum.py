"""Quorum: how many agencies must be there, which ones count, and how the minutes tell when there were too few."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Literal

Counted = Literal["core", "agencies"]
_WORDS: dict[str, tuple[str, str]] = {"core": ("core agency", "core agencies"), "agencies": ("agency", "agencies")}

Span = tuple[time | None, time | None]
"""When somebody was there: None for from the opening, and for to the end."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """``needed`` agencies of those ``counted``; ``there`` are expected, or in the room once the meeting began."""

    needed: int
    counted: Counted
    there: int

    @property
    def met(self) -> bool:
        """Whether enough are there; always where no quorum is set."""
        return self.there >= self.needed

    @property
    def expected_words(self) -> str:
        """ "Quorum: 11 core agencies expected, 3 needed", before the meeting; empty where none is set."""
        so_far = "" if self.met else " so far"
        there = _many(self.there, self.counted)
        return f"Quorum: {there} expected{so_far}, {self.needed} needed" if self.needed else ""

    @property
    def words(self) -> str:
        """ "Quorum: 2 of 3 core agencies"; empty where none is set."""
        return f"Quorum: {self.there} of {_many(self.needed, self.counted)}" if self.needed else ""


def minuted(needed: int, counted: Counted, spans: Sequence[tuple[str, Span]], closed: time | None) -> str:
    """What the minutes say: "Quorate throughout: 6 core agencies came, 3 core agencies needed."

    Otherwise from when there were too few. ``spans`` holds, for each person who counts, the agency's id and when they
    were there. Empty without a quorum.
    """
    if not needed:
        return ""
    came = len({agency for agency, _span in spans})
    told = f"{_many(came, counted)} came, {_many(needed, counted)} needed."
    gaps = too_few(needed, spans, closed)
    if not gaps:
        return f"Quorate throughout: {told}"
    if gaps == ((None, None),):
        return f"Not quorate: {told}"
    return f"Not quorate {' and '.join(_gap(*gap) for gap in gaps)}: {told}"


def too_few(needed: int, spans: Sequence[tuple[str, Span]], closed: time | None) -> tuple[Span, ...]:
    """The spans of a meeting in which fewer agencies than needed were there; None is the opening, and the end."""
    turns = sorted({at for _agency, span in spans for at in span if at is not None and at != closed})
    found: list[Span] = []
    for start, end in zip([None, *turns], [*turns, None], strict=True):
        there = {agency for agency, (came, went) in spans if _from(came, start) and _until(went, end, closed)}
        if len(there) >= needed:
            continue
        joined = found and found[-1][1] == start and start is not None
        found[-1:] = [(found[-1][0], end)] if joined else [*found[-1:], (start, end)]
    return tuple(found)


def _from(came: time | None, start: time | None) -> bool:
    return came is None or (start is not None and came <= start)


def _until(went: time | None, end: time | None, closed: time | None) -> bool:
    return went is None or went == closed or (end is not None and went >= end)


def _gap(start: time | None, end: time | None) -> str:
    if start is None:
        return f"until {end:%H:%M}"
    return f"from {start:%H:%M} to {end:%H:%M}" if end else f"from {start:%H:%M}"


def _many(count: int, counted: Counted) -> str:
    one, more = _WORDS[counted]
    return f"{count} {one if count == 1 else more}"
