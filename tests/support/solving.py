"""An attacker with a calculator: the least and the most a hidden count can be, from everything that was published.

Linear programming in exact fractions (two-phase simplex, Bland's rule). It shares nothing with the rule it tests.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

Bounds = tuple[int, int | None]
Sum = tuple[Mapping[str, int], int]


def furthest(unknown: Mapping[str, Bounds], sums: Sequence[Sum], wanted: str, *, up: bool) -> Fraction | None:
    """The most (``up``) or least ``wanted`` can be; None: without end. ``sums``: signs of unknown counts, their sum."""
    names = sorted(unknown)
    capped = [name for name in names if unknown[name][1] is not None]
    rows, right = [], []
    for signs, total in sums:
        rows.append([Fraction(signs.get(name, 0)) for name in names] + [Fraction(0)] * len(capped))
        right.append(Fraction(total) - sum(signs.get(name, 0) * unknown[name][0] for name in names))
    for name in capped:
        low, high = unknown[name]
        rows.append([Fraction(each == name) for each in (*names, *capped)])
        right.append(Fraction((high or 0) - low))
    goal = [Fraction(-1 if up else 1) * (name == wanted) for name in names] + [Fraction(0)] * len(capped)
    found = _smallest(rows, right, goal)
    return None if found is None else unknown[wanted][0] + (-found if up else found)


def _smallest(
    rows: Sequence[Sequence[Fraction]], right: Sequence[Fraction], goal: Sequence[Fraction]
) -> Fraction | None:
    """The smallest value of ``goal`` over x >= 0 with ``rows`` x = ``right``; None when it has no end."""
    many, wide = len(rows), len(goal)
    table = []
    for at, (row, total) in enumerate(zip(rows, right, strict=True)):
        sign = -1 if total < 0 else 1
        table.append([sign * each for each in row] + [Fraction(at == own) for own in range(many)] + [sign * total])
    basis = list(range(wide, wide + many))
    first = [Fraction(0)] * wide + [Fraction(1)] * many
    assert _pivot(table, basis, first, wide + many) == 0, "what was published contradicts itself"
    for at, own in enumerate(basis):
        if own >= wide:
            spot = next((place for place in range(wide) if table[at][place] != 0), None)
            if spot is not None:
                _turn(table, basis, at, spot)
    kept = [at for at, own in enumerate(basis) if own < wide]
    table = [table[at][:wide] + table[at][-1:] for at in kept]
    return _pivot(table, [basis[at] for at in kept], list(goal), wide)


def _turn(table: list[list[Fraction]], basis: list[int], at: int, spot: int) -> None:
    scale = table[at][spot]
    table[at] = [each / scale for each in table[at]]
    for other, row in enumerate(table):
        if other != at and row[spot]:
            by = row[spot]
            table[other] = [each - by * own for each, own in zip(row, table[at], strict=True)]
    basis[at] = spot


def _pivot(table: list[list[Fraction]], basis: list[int], goal: list[Fraction], wide: int) -> Fraction | None:
    while True:
        paid = [goal[own] for own in basis]
        entering = next(
            (
                place
                for place in range(wide)
                if goal[place] - sum(pay * row[place] for pay, row in zip(paid, table, strict=True) if pay) < 0
            ),
            None,
        )
        if entering is None:
            return sum((pay * row[-1] for pay, row in zip(paid, table, strict=True)), Fraction(0))
        ways = [(row[-1] / row[entering], basis[at], at) for at, row in enumerate(table) if row[entering] > 0]
        if not ways:
            return None
        _turn(table, basis, min(ways)[2], entering)
