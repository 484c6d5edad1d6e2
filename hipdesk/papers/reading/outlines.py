"""Outlines of areas made simple: fewer points, borders that neighbours share kept the same on both sides.

A ring is cut where borders part, each piece is simplified once (Douglas and Peucker), and every ring that has the piece
takes the same result: no gap and no overlap opens between two wards.
"""

import math
from collections.abc import Iterator, Sequence

Point = tuple[float, float]
Ring = list[Point]

_FINEST = 1 / 1_600
"""The tolerance that is tried first, as a part of the map's longer side: a fifteenth of a millimetre on paper."""


def simplified(areas: Sequence[Sequence[Ring]], points_most: int) -> list[list[Ring]]:
    """The areas, each a list of rings, with at most ``points_most`` points if that can be had.

    Rings come open (the first point is not repeated); those too small to be seen are left out, but never an area's
    largest.
    """
    every = [point for rings in areas for ring in rings for point in ring]
    west, east = min(x for x, _ in every), max(x for x, _ in every)
    south, north = min(y for _, y in every), max(y for _, y in every)
    narrow = math.cos(math.radians((south + north) / 2))
    tolerance = max((east - west) * narrow, north - south, 1e-9) * _FINEST
    for _ in range(12):
        made = _at(areas, tolerance, narrow)
        if sum(len(ring) for rings in made for ring in rings) <= points_most:
            break
        tolerance *= 1.6
    return made


def _at(areas: Sequence[Sequence[Ring]], tolerance: float, narrow: float) -> list[list[Ring]]:
    parting = _partings(areas)
    done: dict[tuple[Point, ...], tuple[Point, ...]] = {}
    return [_of_area([_ring(ring, parting, done, tolerance, narrow) for ring in rings], tolerance) for rings in areas]


def _of_area(rings: list[Ring], tolerance: float) -> list[Ring]:
    """An area's rings without those that became specks."""
    rings = sorted(rings, key=_size, reverse=True)
    return [ring for at, ring in enumerate(rings) if not at or (len(ring) > 2 and _size(ring) > tolerance**2)]


def _size(ring: Ring) -> float:
    """What a ring encloses, in square degrees."""
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True))
    return abs(twice) / 2


def _partings(areas: Sequence[Sequence[Ring]]) -> set[Point]:
    """The points where borders part: those with more than two neighbours over all rings."""
    beside: dict[Point, set[Point]] = {}
    for rings in areas:
        for ring in rings:
            for before, point, after in zip([ring[-1], *ring[:-1]], ring, [*ring[1:], ring[0]], strict=True):
                beside.setdefault(point, set()).update((before, after))
    return {point for point, neighbours in beside.items() if len(neighbours) > 2}


def _ring(
    ring: Ring, parting: set[Point], done: dict[tuple[Point, ...], tuple[Point, ...]], tolerance: float, narrow: float
) -> Ring:
    cuts = [at for at, point in enumerate(ring) if point in parting]
    if not cuts:
        # A ring of its own is cut at its lowest point and at the one farthest from there.
        first = min(range(len(ring)), key=lambda at: ring[at])
        far = max(range(len(ring)), key=lambda at: math.dist(ring[at], ring[first]))
        cuts = sorted({first, far})
    made: Ring = []
    for piece in _pieces(ring, cuts):
        forward = piece[0] <= piece[-1] if piece[0] != piece[-1] else piece[1] <= piece[-2]
        key = piece if forward else piece[::-1]
        if key not in done:
            done[key] = _thinned(key, tolerance, narrow)
        made += (done[key] if forward else done[key][::-1])[:-1]
    return made if len(made) > 2 else ring[: max(3, len(made))]


def _pieces(ring: Ring, cuts: list[int]) -> Iterator[tuple[Point, ...]]:
    for at, start in enumerate(cuts):
        end = cuts[(at + 1) % len(cuts)]
        yield tuple(ring[start : end + 1] if end > start else [*ring[start:], *ring[: end + 1]])


def _thinned(piece: tuple[Point, ...], tolerance: float, narrow: float) -> tuple[Point, ...]:
    """A line with only the points that stand out from it by more than the tolerance; its ends stay."""
    kept = {0, len(piece) - 1}
    left = [(0, len(piece) - 1)]
    while left:
        first, last = left.pop()
        if last - first < 2:
            continue
        apart, at = max((_apart(piece[at], piece[first], piece[last], narrow), at) for at in range(first + 1, last))
        if apart > tolerance:
            kept.add(at)
            left += [(first, at), (at, last)]
    return tuple(piece[at] for at in sorted(kept))


def _apart(point: Point, start: Point, end: Point, narrow: float) -> float:
    """How far a point is from the line between two others, in degrees of latitude."""
    x, y = (point[0] - start[0]) * narrow, point[1] - start[1]
    east, north = (end[0] - start[0]) * narrow, end[1] - start[1]
    length = math.hypot(east, north)
    if length == 0:
        return math.hypot(x, y)
    along = max(0.0, min(1.0, (x * east + y * north) / length**2))
    return math.hypot(x - along * east, y - along * north)
