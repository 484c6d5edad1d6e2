"""Spellings of wards brought together: "bow west", "Bow West " and "BOW WEST" are one ward."""

from collections import Counter
from collections.abc import Iterable

from rapidfuzz import fuzz

from hipdesk.kernel.text import one_line
from hipdesk.model.workbooks.agencies import squashed
from hipdesk.model.workbooks.values import answer_of

_SMALL = frozenset({"and", "of", "on", "the", "in", "by", "with"})
_NEAR = 93
_NEAR_FROM = 7


def match_wards(written: Iterable[str], settled: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Pairs of spelling and ward for every spelling, the settled ones first. An empty ward means not known."""
    pairs = dict(settled)
    counts = Counter(words for words in map(one_line, written) if words)
    names: dict[str, str] = {}
    for ward in pairs.values():
        names.setdefault(squashed(ward), ward)
    for words, _ in sorted(counts.items(), key=lambda found: (_shouts(found[0]), -found[1], found[0])):
        if words in pairs:
            continue
        if answer_of(words):
            pairs[words] = ""
            continue
        key = squashed(words)
        near = next((known for known in names if _alike(key, known)), key)
        pairs[words] = names.setdefault(near, _calm(words))
    return tuple(pairs.items())


def _alike(first: str, second: str) -> bool:
    if first == second:
        return True
    return min(len(first), len(second)) >= _NEAR_FROM and fuzz.ratio(first, second) >= _NEAR


def _shouts(words: str) -> bool:
    return words.isupper() or words.islower()


def _calm(words: str) -> str:
    if not _shouts(words):
        return words
    calm = [word.lower() if word.lower() in _SMALL else word.lower().capitalize() for word in words.split()]
    return " ".join(calm)
