"""What the record cannot know: words in a narrative that look like a name, a number or a street of nobody it knows."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from hipdesk.kernel import paths
from hipdesk.kernel.text import clean
from hipdesk.model.redaction.scan import Scanner
from hipdesk.model.redaction.terms import ordinary_words, plain_words
from hipdesk.model.redaction.tokens import key_of, words_of

Looks = Literal["name", "number", "street"]
_STREET = re.compile(
    r"\b\d{0,4}[A-Za-z]?\s*(?:[A-Z][\w’'-]+ ){1,3}"
    r"(?:Street|Road|Lane|Avenue|Close|Court|House|Gardens|Terrace|Way|Drive|Place|Square|Walk|Mews|Row|Yard|Crescent|"
    r"Grove|Hill|Park|Rise|Estate|Tower|Point|Heights|St|Rd|Ave)\b"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_FIGURES = re.compile(r"(?<![\w/])\+?\d(?:[\s().-]{0,2}\d){5,}(?![\w/])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ENDS = frozenset('.!?:\n•“"(')


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words of a narrative nobody on the case is known by: what they look like, and the sentence round them."""

    words: str
    looks: Looks
    around: str


def narrative_key(text: str) -> str:
    """What tells one narrative from another: its words, whatever the spacing. A decision is kept under it."""
    return hashlib.sha256(" ".join(clean(text).split()).encode()).hexdigest()


def unknown_words(text: str, known: Scanner, expected: Iterable[str] = ()) -> tuple[Unknown, ...]:
    """Capitalised words, numbers and streets of a text that are no term of ``known`` and not among ``expected``.

    ``expected`` are names of agencies, wards and places the office knows. Each is told once, in the order of the text.
    """
    usual = _usual(tuple(expected))
    taken = [(hit.start, hit.end) for hit in known.hits(text)]
    found: dict[str, Unknown] = {}
    for looks, pattern in (("street", _STREET), ("street", _POSTCODE), ("number", _MAIL), ("number", _FIGURES)):
        for match in pattern.finditer(text):
            if not _overlaps(match.span(), taken) and not set(words_of(match.group())) <= usual:
                taken.append(match.span())
                _note(found, text, match.start(), match.end(), "street" if looks == "street" else "number")
    for start, end in known.unclear(text):
        if not _overlaps((start, end), taken):
            _note(found, text, start, end, "name")
    for match in _WORD.finditer(text):
        word = match.group()
        if not word[:1].isupper() and word[:1].islower():
            continue
        folded = key_of(word)
        if len(folded) < 2 or folded in usual or _overlaps(match.span(), taken):
            continue
        if _begins_sentence(text, match.start()) and word[1:].islower() and _is_common(folded):
            continue
        _note(found, text, match.start(), match.end(), "name")
    return tuple(sorted(found.values(), key=lambda each: text.find(each.words)))


def looks_of(words: str) -> Looks:
    """What words found this way look like."""
    if _STREET.search(words) or _POSTCODE.search(words):
        return "street"
    return "number" if _MAIL.search(words) or _FIGURES.search(words) else "name"


def _note(found: dict[str, Unknown], text: str, start: int, end: int, looks: Looks) -> None:
    words = text[start:end].strip()
    around = _around(text, start, end)
    found.setdefault(key_of(words), Unknown(words, looks, around))


def _around(text: str, start: int, end: int) -> str:
    """Some words before and after a place, none of them cut."""
    before = re.sub(r"^\S*\s", "", text[start - 50 : start]) if start > 50 else text[:start]
    after = text[end : end + 50]
    after = re.sub(r"\s\S*$", "", after) if end + 50 < len(text) else after
    return " ".join(f"{before}{text[start:end]}{after}".split())


def _overlaps(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t")
    return not before or before[-1] in _ENDS


def _is_common(word: str) -> bool:
    """At the head of a sentence a word needs no name to be capital: endings and the shipped lists tell."""
    if word.endswith(("ed", "ing", "ly", "tion", "ment", "ness", "ies", "ours")):
        return True
    return word in _words() or (word.endswith("s") and word[:-1] in _words(apart=False))


@cache
def _usual(expected: tuple[str, ...]) -> frozenset[str]:
    return _no_names() | {word for name in expected for word in words_of(name)}


@cache
def _words(*, apart: bool = True) -> frozenset[str]:
    """The shipped list of plain words that passphrases are made of; ``apart`` from those people are called too."""
    return frozenset(word for word in plain_words() if not apart or word not in ordinary_words())


@cache
def _no_names() -> frozenset[str]:
    """The shipped list of words that name nobody, however they are written."""
    return frozenset((paths.resources() / "wording" / "no-names.txt").read_text("ascii").split())
