"""Disclosure control: which counts of a public report are hidden or rounded so that no small count can be worked out.

Counts are known by name; relations say which sums everybody knows: rows and columns of tables, the flow of cases, a
year and its quarters, a share and its rest. A count is safe when another set of counts gives everything that is
published, now and before, and differs in it. Such a set is looked for around every small count; what has to be hidden
to make room for it is hidden. Hiding more never undoes a set that was found, so one pass is enough.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from hipdesk.model.suppression_search import Ground, Room, cheapest_moves, free_moves

THRESHOLDS = (3, 5, 10)
ROUNDED_TO = 5
Symbol = Literal["[c]", "[u]", "[z]", "[x]"]
CONFIDENTIAL: Symbol = "[c]"
LOW_BASE: Symbol = "[u]"
NOT_APPLICABLE: Symbol = "[z]"
NOT_AVAILABLE: Symbol = "[x]"
ROUNDED = "[r]"
Told = Literal["shown", "rounded", "hidden"]
_ZERO, _ROUND, _TOTAL = 80, 24, 100
_LARGEST = 60


@dataclass(frozen=True, slots=True)
class Relation:
    """Counts whose sum, each with its sign, everybody knows: a total less its parts. The sum need not be nought."""

    parts: tuple[tuple[str, int], ...]


def total_of(total: str, parts: Iterable[str], beyond: str = "") -> Relation:
    """``total`` is the sum of ``parts``; ``beyond``: less a count that is never printed (flags beyond one a case)."""
    signs = [(total, 1), *((part, -1) for part in parts)]
    return Relation((*signs, (beyond, 1)) if beyond else tuple(signs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What is known of a report and of those before it.

    ``values`` has every count by name, also those never printed; ``shown`` those this report would print; ``told``
    what was published of any of them; ``totals`` may be rounded where hiding them would say less.
    """

    values: Mapping[str, int]
    shown: frozenset[str]
    relations: tuple[Relation, ...] = ()
    totals: frozenset[str] = frozenset()
    told: Mapping[str, Told] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """What is done to the counts a report prints: ``hidden`` and ``rounded`` by name, ``small`` those of the hidden
    under the threshold. ``open_before`` are small counts that earlier reports give away, or that no proof was
    found for: everything they stand in a sum with is hidden; what was published before cannot be undone.
    """

    hidden: frozenset[str]
    rounded: frozenset[str]
    small: frozenset[str]
    open_before: frozenset[str] = frozenset()

    @property
    def protecting(self) -> frozenset[str]:
        """Hidden so that others cannot be worked out."""
        return self.hidden - self.small


def is_small(count: int, threshold: int) -> bool:
    """Whether a count points to people: 1 to one under the threshold. None is no person."""
    return 0 < count < threshold


def nearest_five(count: int) -> int:
    """A total rounded to the nearest five."""
    return (count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def protect(known: Counts, threshold: int = 5) -> Protection:
    """Hide every small count, and of the others as few as keep the small ones from being worked out.

    What was published stays as it was: shown stays shown, hidden hidden, rounded rounded.
    """
    state = _State(known, threshold)
    open_before: set[str] = set()
    for name in sorted(state.to_protect(), key=lambda each: (each not in known.shown, known.values[each], each)):
        if name not in state.safe and not state.make_safe(name):
            open_before.add(name)
    # What was hidden to protect is itself part of the set that protects, so it is safe; hidden of old may not be.
    for name in sorted(state.hidden - state.safe):
        if not state.make_safe(name) and is_small(known.values[name], threshold):
            open_before.add(name)
    small = frozenset(name for name in state.hidden if is_small(known.values[name], threshold))
    return Protection(
        hidden=frozenset(state.hidden), rounded=frozenset(state.rounded), small=small,
        open_before=frozenset(open_before),
    )  # fmt: skip


class _State:
    """The counts while they are being protected."""

    def __init__(self, known: Counts, threshold: int) -> None:
        self.known = known
        self.threshold = threshold
        self.safe: set[str] = set()
        before = {name: how for name, how in known.told.items() if name in known.values}
        self._fixed = {name for name, how in before.items() if how == "shown"}
        self.rounded = {name for name, how in before.items() if how == "rounded" and name in known.shown}
        self._rounded_before = {name for name, how in before.items() if how == "rounded"}
        self.hidden = {
            name
            for name in known.shown - self._fixed - self._rounded_before
            if is_small(known.values[name], threshold) or before.get(name) == "hidden"
        }
        self._hidden_before = {name for name, how in before.items() if how == "hidden"}
        self.ground = Ground([dict(relation.parts) for relation in known.relations])

    def to_protect(self) -> list[str]:
        """Every small count that nobody has been told, printed or not."""
        return [
            name
            for name, count in self.known.values.items()
            if name not in self._fixed and is_small(count, self.threshold)
        ]

    def make_safe(self, name: str) -> bool:
        """Find another set of counts that differs in this one, and hide what it needs; whether there is one."""
        # Where hiding little leads nowhere, hiding anything is tried: what cannot be proved safe is never shown.
        moves = (
            free_moves(self.ground, name, self.room)
            or cheapest_moves(self.ground, name, self.room)
            or free_moves(self.ground, name, self._at_any_price, patience=8)
        )
        if moves is None:
            self._hide_around(name)
            return False
        for each, step in moves.items():
            room = self.room(each)
            if room.price and each in self.known.totals and self._rounding(each).allows(step):
                self.rounded.add(each)
            elif room.price:
                self.rounded.discard(each)
                self.hidden.add(each)
        self.safe |= set(moves)
        return True

    def _hide_around(self, name: str) -> None:
        """Hide whatever stands in one sum with a count that could not be proved safe."""
        near = {each for at, _ in self.ground.of(name) for each in self.ground.relations[at]}
        open_now = {each for each in near if self.room(each).price}
        self.rounded -= open_now
        self.hidden |= open_now

    def room(self, name: str) -> Room:
        """How far a count may move without showing in what is published, and the price of making room for it."""
        count = self.known.values[name]
        if name in self._fixed:
            return Room(0, 0, None)
        if name in self._rounded_before:
            return self._rounding(name)
        if name in self.hidden or name in self._hidden_before:
            return Room(-count if not count else 1 - count, None, 0)
        if name in self.rounded:
            return self._rounding(name)
        if name not in self.known.shown:
            return Room(-count, None, 0)
        if name in self.known.totals:
            rounding = self._rounding(name)
            rounds = rounding.allows(1) and rounding.allows(-1)
            return Room(min(1 - count, 0), None, _ROUND if rounds else _TOTAL)
        return Room(1 - count, None, 4 + min(count, _LARGEST)) if count else Room(0, None, _ZERO)

    def _at_any_price(self, name: str) -> Room:
        room = self.room(name)
        return Room(room.down, room.up, None if room.price is None else 0)

    def _rounding(self, name: str) -> Room:
        count = self.known.values[name]
        given = nearest_five(count)
        return Room(max(given - 2, 0) - count, given + 2 - count, 0)
