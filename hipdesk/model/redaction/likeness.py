"""When a word is a name misspelt: by sound, by a letter, by a figure for a letter; and which words are usual."""

import itertools
import re
from collections.abc import Iterator
from functools import cache

import jellyfish

from hipdesk.kernel import paths
from hipdesk.model.redaction.terms import describing_words, ordinary_words, plain_words

LOWER_FROM = 6
_LETTER_FROM = 5
_SHORTEST = 4
_ENDINGS = ("s", "es", "d", "ed", "r", "er", "ing", "ly", "al", "ally", "ment", "ity", "ion")
_FIGURES = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s"}
_HEARD = (("ph", "f"), ("z", "s"), ("ck", "k"), ("j", "i"), ("y", "i"))
_BEGINS = frozenset('.!?:;\n•“"(|/–—')


def likenesses(word: str) -> Iterator[str]:
    """What words spelt alike share at least one of: their sound, or, of five letters or more, all letters but one."""
    yield f"~{jellyfish.metaphone(word)}"
    if len(word) >= _LETTER_FROM:
        yield word
        yield from {word[:at] + word[at + 1 :] for at in range(len(word))}


def spelt_alike(word: str, name: str) -> bool:
    """Whether a word is a name misspelt: the same sound and few letters apart, or one letter of five or more.

    Of five letters the first must be the same.
    """
    longest = 1 if len(name) < 6 else 2 if len(name) < 9 else 3
    shorter = min(len(word), len(name))
    apart = jellyfish.damerau_levenshtein_distance(word, name)
    if apart <= 1 and shorter >= _LETTER_FROM and (shorter >= LOWER_FROM or word[0] == name[0]):
        return True
    if abs(len(word) - len(name)) > longest or jellyfish.metaphone(word) != jellyfish.metaphone(name):
        return False
    # Shaun and Siân begin alike; Sophia and Zofia are written alike once each sound has one letter.
    allowed = max(longest, 2 if word[0] == name[0] and max(len(word), len(name)) >= _LETTER_FROM else 1)
    return min(apart, jellyfish.damerau_levenshtein_distance(_heard(word), _heard(name))) <= allowed


def a_letter_apart(word: str, name: str) -> bool:
    """Whether one letter is wrong, missing, too many, or changed with the next."""
    return jellyfish.damerau_levenshtein_distance(word, name) <= 1


def _heard(word: str) -> str:
    for written, said in _HEARD:
        word = word.replace(written, said)
    return word


def without_figures(word: str) -> Iterator[str]:
    """What a word with figures between its letters may stand for: Z0fia is Zofia, 1an Ian and lan."""
    figures = sum(sign.isdigit() for sign in word)
    if len(word) < _SHORTEST or 2 * figures >= len(word) or any(s.isdigit() and s not in _FIGURES for s in word):
        return
    for signs in itertools.product(*(_FIGURES.get(sign, sign) for sign in word)):
        yield "".join(signs)


@cache
def own_words() -> frozenset[str]:
    """The words of this program's own templates, wording and lists: papers say them by themselves."""
    root = paths.resources()
    files = [*root.glob("templates/**/*.typ"), *root.glob("wording/*.toml"), *root.glob("lists/*.toml")]
    return frozenset(word for file in files for word in re.findall("[a-z]{4,}", file.read_text("utf-8").lower()))


@cache
def is_usual(word: str) -> bool:
    """Whether a word is one of the shipped lists or of the program's own, with whatever ending it has."""
    if word in plain_words() or word in ordinary_words() or word in describing_words() or word in own_words():
        return True
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    whole = [f"{stem}{dropped}" for stem in stems if len(stem) >= _SHORTEST - 1 for dropped in ("", "e", "y")]
    return not plain_words().isdisjoint(whole)


def begins_sentence(text: str, at: int) -> bool:
    """Whether a word would bear a capital there whatever it is: after a full stop, a colon, the end of a line."""
    before = text[max(0, at - 8) : at].rstrip(" \t\u00a0")
    return not before or before[-1] in _BEGINS
