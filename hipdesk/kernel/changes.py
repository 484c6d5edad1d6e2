"""What an operation touched, so that screens reload only then."""

from typing import NamedTuple


class Changes(NamedTuple):
    """Kinds of record touched (``referral``, ``case``, ``action`` ...) and their ids."""

    kinds: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(self.kinds | other.kinds, self.ids | other.ids)

    def touches(self, *kinds: str) -> bool:
        """Whether any of these kinds of record was touched."""
        return not self.kinds.isdisjoint(kinds)


NOTHING = Changes()
