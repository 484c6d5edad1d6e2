"""Outlines on paper: from degrees to points, where words stand in one, and the strokes that hatch it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Spot = tuple[float, float]
Rings = Sequence[Sequence[Spot]]
_ROWS = 40
_SLANT = math.sqrt(0.5)


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to points on a sheet, north up, true in shape at the middle of the map."""

    west: float
    north: float
    narrow: float
    scale: float
    wide: float
    high: float

    def spots(self, ring: Sequence[Spot]) -> list[Spot]:
        """A ring on the sheet."""
        return [((x - self.west) * self.narrow * self.scale, (self.north - y) * self.scale) for x, y in ring]


def projection(shapes: Sequence[Rings], wide: float, high: float) -> Projection:
    """The projection that fits all shapes into a box of points."""
    every = [point for rings in shapes for ring in rings for point in ring]
    west, east = min(x for x, _ in every), max(x for x, _ in every)
    south, north = min(y for _, y in every), max(y for _, y in every)
    narrow = math.cos(math.radians((south + north) / 2))
    across, down = max((east - west) * narrow, 1e-9), max(north - south, 1e-9)
    scale = min(wide / across, high / down)
    return Projection(west, north, narrow, scale, across * scale, down * scale)


def crossings(rings: Rings, y: float) -> list[float]:
    """Where a lying line crosses the outline, from left to right: inside lies between the first two, and so on."""
    found = []
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 <= y) != (y2 <= y):
                found.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    return sorted(found)


def holds(rings: Rings, x: float, y: float) -> bool:
    """Whether a spot lies inside."""
    return sum(each > x for each in crossings(rings, y)) % 2 == 1


def room_in(rings: Rings, high: float) -> tuple[float, float, float]:
    """Where a label of a height has most room: its middle, and how wide it may be."""
    ys = [y for ring in rings for _, y in ring]
    top, bottom = min(ys), max(ys)
    best = (-1.0, 0.0, 0.0)
    middle = (top + bottom) / 2
    for at in range(1, _ROWS):
        y = top + (bottom - top) * at / _ROWS
        for left, right in _free(rings, (y - high / 2, y, y + high / 2)):
            # Of two rooms as wide, the one nearer the middle.
            worth = right - left - abs(y - middle) * 0.5
            if worth > best[0]:
                best = (worth, (left + right) / 2, y)
    if best[0] < 0:
        x, y = _any_spot(rings, top, bottom)
        return x, y, 0.0
    _, x, y = best
    left, right = next(
        (each for each in _free(rings, (y - high / 2, y, y + high / 2)) if each[0] <= x <= each[1]), (x, x)
    )
    return x, y, right - left


def _any_spot(rings: Rings, top: float, bottom: float) -> Spot:
    y = (top + bottom) / 2
    found = crossings(rings, y)
    return ((found[0] + found[1]) / 2, y) if len(found) > 1 else rings[0][0]


def _free(rings: Rings, rows: Sequence[float]) -> list[Spot]:
    """Stretches that lie inside on every one of the rows."""
    free = [(-math.inf, math.inf)]
    for y in rows:
        found = crossings(rings, y)
        inside = list(zip(found[::2], found[1::2], strict=False))
        free = [
            (max(left, start), min(right, end))
            for left, right in free
            for start, end in inside
            if min(right, end) > max(left, start)
        ]
    return free


def hatching(rings: Rings, gap: float) -> list[tuple[Spot, Spot]]:
    """Rising strokes cut to the outline; those of neighbours continue one another."""
    turned = [[((x - y) * _SLANT, (x + y) * _SLANT) for x, y in ring] for ring in rings]
    lows = [y for ring in turned for _, y in ring]
    strokes = []
    for step in range(math.ceil(min(lows) / gap), math.floor(max(lows) / gap) + 1):
        found = crossings(turned, step * gap)
        for left, right in zip(found[::2], found[1::2], strict=False):
            strokes.append((_back(left, step * gap), _back(right, step * gap)))
    return strokes


def _back(x: float, y: float) -> Spot:
    return (x + y) * _SLANT, (y - x) * _SLANT
