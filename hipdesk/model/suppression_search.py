"""The search behind disclosure control: steps of one, up and down, that leave every known sum as it is."""

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
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


def cheapest_moves(ground: Ground, start: str, room: Callable[[str], Room]) -> dict[str, int] | None:
    """Steps of one for ``start`` and others that keep every sum: the cheapest found; None when there are none.

    Paths that leave fewer sums open and cost less are followed first; the looking ends after a few thousand.
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
    for _ in range(_MOST_LOOKED_AT):
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


def free_moves(ground: Ground, start: str, room: Callable[[str], Room], *, patience: int = 1) -> dict[str, int] | None:
    """Steps that cost nothing, found by going ahead and back: deep where many tables share a total."""
    rooms: dict[str, Room] = {}

    def room_of(name: str) -> Room:
        if name not in rooms:
            own = room(name)
            rooms[name] = Room(own.down, own.up, own.price if not own.price else None)
        return rooms[name]

    for step in (1, -1):
        if not room_of(start).allows(step):
            continue
        moves, off = {start: step}, {at: sign * step for at, sign in ground.of(start)}
        if _go_ahead(ground, moves, off, room_of, patience * _MOST_LOOKED_AT):
            return moves
    return None


def _go_ahead(
    ground: Ground, moves: dict[str, int], off: dict[int, int], room_of: Callable[[str], Room], most: int
) -> bool:
    """Put one sum right after another, taking back the last step where none is left; True when all are right."""
    trail: list[tuple[str, Iterator[tuple[str, int]]]] = []
    choices = _choices(ground, moves, off, room_of)
    for _ in range(most):
        if not off:
            return True
        chosen = next(choices, None)
        if chosen is not None:
            _step(ground, off, *chosen)
            moves[chosen[0]] = chosen[1]
            trail.append((chosen[0], choices))
            choices = _choices(ground, moves, off, room_of)
        elif trail:
            name, choices = trail.pop()
            _step(ground, off, name, -moves.pop(name))
        else:
            return False
    return False


def _step(ground: Ground, off: dict[int, int], name: str, step: int) -> None:
    for at, sign in ground.of(name):
        off[at] = off.get(at, 0) + sign * step
        if not off[at]:
            del off[at]


def _choices(
    ground: Ground, moves: Mapping[str, int], off: Mapping[int, int], room_of: Callable[[str], Room]
) -> Iterator[tuple[str, int]]:
    """Ways to put right the sum with the fewest of them; those first that leave the fewest sums off."""
    if not off:
        return iter(())
    at = _tightest(ground, off, moves, room_of)
    ways = []
    for name, sign in ground.relations[at].items():
        step = -1 if off[at] * sign > 0 else 1
        if name not in moves and room_of(name).allows(step):
            worse = sum(abs(off.get(each, 0) + s * step) - abs(off.get(each, 0)) for each, s in ground.of(name))
            ways.append((worse, name, step))
    return iter([(name, step) for _, name, step in sorted(ways)])
