"""The search behind disclosure control: steps of one, up and down, that leave every known sum as it is."""

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count as numbers

_MOST_LOOKED_AT = 3_000
_UNBALANCED, _MOVED = 8, 2


@dataclass(frozen=True, slots=True)
class Room:
    """How far a count may go ``down`` (0 or less) and ``up`` (None: any), and what it costs to hide it: None never."""

    down: int
    up: int | None
    price: int | None

    def allows(self, step: int) -> bool:
        """Whether it may move so far."""
        return self.price is not None and self.down <= step and (self.up is None or step <= self.up)


class Ground:
    """Relations by place and by the counts in them."""

    def __init__(self, relations: Sequence[Mapping[str, int]]) -> None:
        self.relations = relations
        self._of: dict[str, list[tuple[int, int]]] = {}
        for at, relation in enumerate(relations):
            for name, sign in relation.items():
                self._of.setdefault(name, []).append((at, sign))

    def of(self, name: str) -> Sequence[tuple[int, int]]:
        """The relations a count stands in, and its sign in each."""
        return self._of.get(name, ())


def cheapest_moves(
    ground: Ground, start: str, room: Callable[[str], Room], *, patience: int = 1
) -> dict[str, int] | None:
    """Steps of one for ``start`` and others that keep every sum: the cheapest found; None when there are none.

    Paths that leave fewer sums open and cost less are followed first; the looking ends after a few
    thousand, ``patience`` times as many.
    """
    rooms: dict[str, Room] = {}

    def room_of(name: str) -> Room:
        if name not in rooms:
            rooms[name] = room(name)
        return rooms[name]

    order = numbers()
    waiting: list[tuple[int, int, int, dict[str, int], dict[int, int]]] = []
    seen: set[frozenset[tuple[str, int]]] = set()

    def put(cost: int, moves: dict[str, int], off: dict[int, int], name: str, step: int) -> None:
        own = room_of(name)
        if not own.allows(step):
            return
        moved = {**moves, name: step}
        mark = frozenset(moved.items())
        if mark in seen:
            return
        seen.add(mark)
        left = dict(off)
        for at, sign in ground.of(name):
            left[at] = left.get(at, 0) + sign * step
            if not left[at]:
                del left[at]
        paid = cost + (own.price or 0)
        heapq.heappush(waiting, (paid + _UNBALANCED * len(left) + _MOVED * len(moved), paid, next(order), moved, left))

    put(0, {}, {}, start, 1)
    put(0, {}, {}, start, -1)
    for _ in range(patience * _MOST_LOOKED_AT):
        if not waiting:
            return None
        _, cost, _, moves, off = heapq.heappop(waiting)
        if not off:
            return moves
        at = _tightest(ground, off, moves, room_of)
        for name, sign in ground.relations[at].items():
            if name not in moves:
                put(cost, moves, off, name, -1 if off[at] * sign > 0 else 1)
    return None


def _tightest(ground: Ground, off: Mapping[int, int], moves: Mapping[str, int], room_of: Callable[[str], Room]) -> int:
    """Of the sums that are off, the one with the fewest counts that could still put it right."""

    def ways(at: int) -> int:
        return sum(
            name not in moves and room_of(name).allows(-1 if off[at] * sign > 0 else 1)
            for name, sign in ground.relations[at].items()
        )

    return min(off, key=lambda at: (ways(at), at))
