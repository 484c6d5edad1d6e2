"""How the name of a street is written: its kind shortened or in full, its own word with an apostrophe or misspelt."""

import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache

import jellyfish

_SHORT = (
    ("saint", "st"), ("street", "st", "str"), ("road", "rd"), ("yard", "yd"), ("avenue", "ave", "av"), ("lane", "ln"),
    ("court", "ct", "crt"), ("close", "cl"), ("gardens", "gdns", "gdn"), ("square", "sq"), ("terrace", "ter", "terr"),
    ("crescent", "cres", "cresc"), ("place", "pl"), ("house", "hse"), ("estate", "est"), ("walk", "wk"),
    ("grove", "gr"), ("drive", "dr"), ("buildings", "bldgs"), ("flat", "flt", "apt", "apartment"),
)  # fmt: skip
_NO_STREETS = frozenset({"saint", "flat", "flt", "apt", "apartment"})
_KINDS = frozenset(way for ways in _SHORT for way in ways) - _NO_STREETS | {
    "mews", "way", "row", "hill", "park", "rise", "tower", "point", "heights", "wharf",
}  # fmt: skip
_VOWELS = frozenset("aeiou")
_MOST_WAYS = 24
_SOUND_FROM = 4
_LETTER_FROM = 5


def ways_of(word: str) -> tuple[str, ...]:
    """A word of an address and whatever else it is written as: "st" is a street and a saint. Itself first."""
    return tuple(dict.fromkeys([word, *(way for ways in _SHORT if word in ways for way in ways)]))


def written_ways(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """An address with each of its kinds in full and shortened; of very many ways the first."""
    return itertools.islice(itertools.product(*map(ways_of, words)), _MOST_WAYS)


def street_parts(line: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A street as (own words, kind), and as (house number, own words, kind); nothing where the kind is not known."""
    if len(line) < 2 or line[-1] not in _KINDS:
        return
    at = max((place for place, word in enumerate(line) if not word.isalpha()), default=-1)
    own = line[at + 1 :]
    while own and (len(own[0]) == 1 or own[0] in _NO_STREETS - {"saint"}):
        own = own[1:]
    if len(own) < 2 or all(word in _KINDS for word in own):
        return
    yield tuple(own)
    numbers = [word for word in line[: at + 1] if word.isdigit()]
    if numbers:
        yield (numbers[-1], *own)


def bare(word: str) -> str:
    """A word without the s people add and forget: Saddler, Saddlers and Saddler’s Yard are one."""
    return word[:-1] if word.endswith("s") and len(word) > _SOUND_FROM else word


@lru_cache(maxsize=4096)
def nearly(word: str, own: str) -> bool:
    """Whether a word beside a number or a kind is the street's own: it, its sound, or one letter of it wrong."""
    if word in ways_of(own):
        return True
    word, own = bare(word), bare(own)
    if min(len(word), len(own)) < _SOUND_FROM:
        return False
    apart = jellyfish.damerau_levenshtein_distance(word, own)
    if apart == 1 and word[0] == own[0] and min(len(word), len(own)) >= _LETTER_FROM:
        return True
    return apart <= 2 and jellyfish.metaphone(word) == jellyfish.metaphone(own)


def _shortens(word: str, kind: str) -> bool:
    """Whether a word is a kind of street without its vowels, or some of its letters: Rw for Row, Hts for Heights."""
    letters = iter(kind[1:])
    return (
        1 < len(word) < len(kind)
        and word[0] == kind[0]
        and not set(word[1:]) & _VOWELS
        and all(letter in letters for letter in word[1:])
    )


def stands(parts: Sequence[str], words: Sequence[str], *, beside_number: bool) -> int:
    """How many of these words say the street of ``parts`` as ``street_parts`` gives it; none: nought.

    ``beside_number``: the number with the first own word is enough, where nobody says the kind.
    """
    numbered = parts[0].isdigit()
    if numbered and words[:1] != [parts[0]]:
        return 0
    at = int(numbered)
    for own in parts[at:-1]:
        if at >= len(words) or not nearly(words[at], own):
            return 0
        at += 1
        # Saddler's, of which the s stands alone.
        at += words[at : at + 1] == ["s"]
    if at < len(words) and (words[at] in ways_of(parts[-1]) or _shortens(words[at], parts[-1])):
        return at + 1
    return at if numbered and beside_number else 0
