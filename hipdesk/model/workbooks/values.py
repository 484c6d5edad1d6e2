"""Matching what a cell says to the code lists: exact words first, then near spellings, then words inside a phrase.

A guess is a tuple of codes with a confidence from 0 to 100: 90 and over is sure, 70 to 89 likely, 50 to 69 a guess;
below 50 nothing is matched and the words are kept as text.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from hipdesk.model import vocab
from hipdesk.model.workbooks.grid import folded
from hipdesk.model.workbooks.words import import_list, word_set, words_to_codes

SURE = 90
LIKELY = 70
GUESS = 50

ANSWERS = ("not_known", "not_asked", "declined")
"""The three reasons for an empty answer; they may stand wherever a code may."""

SEVERAL = frozenset({"strand", "incident_type"})
"""Kinds whose cells may hold several values."""

KINDS = ("strand", "incident_type", "sex", "ethnicity", "tenure", "risk", "agreement", "status")
"""Kinds of value that are matched to codes, in the order they are shown."""

_LISTS = {"strand", "incident_type", "sex", "ethnicity", "tenure", "agreement"}
_NEAR = 86
_NEAR_FROM = 5
_LONGEST_ANSWER = 30
_INSIDE = 72
_GUESSED = 62
_STRONG = re.compile(r"[\n;|]+")
_WEAK = re.compile(r"\s*(?:[,/&+\\]|\band\b|\bwith\b)\s*", re.IGNORECASE)
_DENIALS = frozenset({"no", "not", "non", "never", "nil"})


@dataclass(frozen=True, slots=True)
class ValueGuess:
    """The codes a piece of text seems to mean, none when nothing fits, and how sure (0 to 100)."""

    codes: tuple[str, ...] = ()
    confidence: int = 0


def answer_of(words: str) -> str | None:
    """``not_known``, ``not_asked`` or ``declined`` where the words say so, else nothing."""
    return short_answer(words) if len(words) <= _LONGEST_ANSWER else None


@lru_cache(maxsize=20_000)
def short_answer(words: str) -> str | None:
    """``answer_of`` for words short enough to be one."""
    plain = folded(words)
    return _answers().get(plain) if plain else None


@lru_cache(maxsize=1)
def _answers() -> dict[str, str]:
    """Folded words to the reason they give; the first of the three where a list names them twice."""
    return {word: answer for answer in reversed(ANSWERS) for word in word_set("values", "answers", answer)}


def tick_of(words: str) -> bool | None:
    """Whether a tick or a yes stands there (true), a no (false), or something else (nothing)."""
    given = words.strip()
    if not given:
        return None
    plain = folded(given) or given
    ticks = import_list("values")["yes_no"]["likely"]
    for yes, key in ((True, "yes"), (False, "no")):
        if given in ticks[key] or plain in ticks[key]:
            return yes
    return None


@lru_cache(maxsize=20_000)
def guess_value(kind: str, words: str) -> ValueGuess:
    """What one value of a kind seems to mean. ``kind`` is one of ``KINDS``; empty words mean nothing."""
    plain = folded(words)
    if not plain:
        return ValueGuess()
    sure, guessed = _words_of(kind)
    if plain in sure:
        return ValueGuess((sure[plain],), 98)
    if plain in guessed:
        return ValueGuess((guessed[plain],), _GUESSED)
    answer = answer_of(words)
    if answer:
        return ValueGuess((answer,), 95)
    return _near(plain, sure) or _opening(kind, words) or _inside(plain, sure) or ValueGuess()


@lru_cache(maxsize=16)
def _words_of(kind: str) -> tuple[dict[str, str], dict[str, str]]:
    """Folded words to codes: the sure ones, with the list's own labels and codes, and the guessed ones."""
    sure = dict(words_to_codes("values", kind, "likely"))
    if kind in _LISTS:
        for entry in vocab.code_list(kind).entries:
            sure.setdefault(folded(entry.label), entry.code)
            if len(entry.code) > 2:
                sure.setdefault(folded(entry.code), entry.code)
    return sure, dict(words_to_codes("values", kind, "guess"))


def _near(plain: str, sure: dict[str, str]) -> ValueGuess | None:
    if len(plain) < _NEAR_FROM or not plain.isascii():
        return None
    long_enough = [word for word in sure if len(word) >= _NEAR_FROM - 1]
    found = process.extractOne(plain, long_enough, scorer=fuzz.ratio, score_cutoff=_NEAR)
    if found is None or bool(_DENIALS & set(plain.split())) != bool(_DENIALS & set(found[0].split())):
        return None
    return ValueGuess((sure[found[0]],), min(round(found[1]) - 4, SURE - 1))


def _inside(plain: str, sure: dict[str, str]) -> ValueGuess | None:
    """The longest listed phrase that stands in the text as whole words, unless the text denies it."""
    tokens = plain.split()
    text = f" {plain} "
    if len(tokens) < 2:
        return None
    inside = [word for word in sure if len(word) > 2 and f" {word} " in text]
    if not inside:
        return None
    longest = max(inside, key=len)
    if (_DENIALS & set(tokens)) - set(longest.split()):
        return None
    return ValueGuess((sure[longest],), _INSIDE)


def _opening(kind: str, words: str) -> ValueGuess | None:
    """A tenure that opens the words and is followed by a landlord: "RSL - Riverside"."""
    if kind != "tenure":
        return None
    code, landlord = split_tenure(words)
    return ValueGuess((code,), _GUESSED) if code and landlord else None


def split_tenure(words: str) -> tuple[str, str]:
    """The tenure's code and the landlord's name where one cell holds both, else two empty texts."""
    openings = words_to_codes("values", "tenure_openings")
    parts = re.split(r"\s*[-–—:(/,]\s*", words.strip(" )"), maxsplit=1)
    if len(parts) == 2 and parts[1] and folded(parts[0]) in openings:
        return openings[folded(parts[0])], parts[1].strip()
    tenant = re.match(r"^(.{2,40}?)\s+(?:tenant|tenancy|leaseholder)s?$", words.strip(), re.IGNORECASE)
    if tenant and folded(tenant[1]) not in openings and folded(tenant[1]) not in ("private", "social", "secure", "la"):
        return guess_landlord(words), tenant[1].strip()
    return "", ""


def guess_landlord(words: str) -> str:
    """The tenure of "Somebody tenant": as listed, a leaseholder by that word, else nothing."""
    listed = words_to_codes("values", "tenure", "likely").get(folded(words), "")
    return listed or ("leaseholder" if "leaseholder" in folded(words) else "")


@lru_cache(maxsize=20_000)
def split_values(kind: str, words: str) -> tuple[str, ...]:
    """The values of one cell as written. Only kinds in ``SEVERAL`` are split, and never inside a listed phrase."""
    if kind not in SEVERAL:
        return (words.strip(),) if words.strip() else ()
    pieces: list[str] = []
    for block in _STRONG.split(words):
        pieces.extend(_split_weakly(kind, block))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def _split_weakly(kind: str, block: str) -> list[str]:
    plain = folded(block)
    if not plain:
        return []
    if plain in _words_of(kind)[0] or answer_of(block):
        return [block.strip()]
    return [piece.strip(" .") for piece in _WEAK.split(block) if folded(piece)]


def tag_of(words: str) -> str:
    """The strand tag some words carry besides their strand: antisemitism, anti_muslim, misogyny, or none."""
    return words_to_codes("values", "strand_tag").get(folded(words), "")
