"""Possible duplicates of an import: filed for a person to decide, found by blocks of equal or like-sounding names.

Comparing everyone with everyone would take hours. Each person is compared with the newest few of the same folded
name, and of the same sound, whose birth does not speak against it; at most ``FILED_AT_MOST`` pairs are filed.
"""

from collections.abc import Iterable, Iterator

from hipdesk.model.matching import POSSIBLE, compare
from hipdesk.services.importing.people import Met

FILED_AT_MOST = 2_000
_A_BLOCK = 2
_ANY, _UNKNOWN = "any", "unknown"
_Block = dict[tuple[str, str], list[Met]]


class Duplicates:
    """Looks for people who may be one; what was there before comes first through ``remember``."""

    def __init__(self) -> None:
        self._named: _Block = {}
        self._sounding: _Block = {}
        self._seen: set[tuple[str, str]] = set()
        self.pairs: list[tuple[str, str, int, list[str]]] = []
        self.left_out = 0

    def remember(self, people: Iterable[Met]) -> None:
        """Take people in without comparing them with each other."""
        for one in people:
            self._take_in(one)

    def look(self, people: Iterable[Met]) -> None:
        """Compare each person with those taken in before, then take them in; fills ``pairs`` (ids in order)."""
        for one in people:
            for other in self._candidates(one):
                self._compare(one, other)
            self._take_in(one)

    def _compare(self, one: Met, other: Met) -> None:
        first, second = sorted((one.id, other.id))
        if (first, second) in self._seen:
            return
        self._seen.add((first, second))
        likeness = compare(one.known, other.known)
        if likeness.score < POSSIBLE:
            return
        if len(self.pairs) >= FILED_AT_MOST:
            self.left_out += 1
            return
        reasons = [reason.words for reason in likeness.reasons if reason.met]
        self.pairs.append((first, second, likeness.score, reasons))

    def _take_in(self, one: Met) -> None:
        for block, key in ((self._named, one.folded), (self._sounding, one.sound)):
            if key:
                for place in ((key, _birth(one)), (key, _ANY)):
                    members = block.setdefault(place, [])
                    members.append(one)
                    # Only the newest are ever compared, so that a block of thousands stays cheap.
                    if len(members) > _A_BLOCK:
                        del members[0]

    def _candidates(self, one: Met) -> Iterator[Met]:
        birth = _birth(one)
        places = (_ANY,) if birth == _UNKNOWN else (birth, _UNKNOWN)
        for block, key in ((self._named, one.folded), (self._sounding, one.sound)):
            for place in places if key else ():
                yield from block.get((key, place), ())


def _birth(one: Met) -> str:
    born = one.known.born_earliest
    return born.isoformat() if born else _UNKNOWN
