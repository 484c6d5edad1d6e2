"""Folded twins: names and text as they are compared, not as they are shown.

``anyascii`` turns every script into Latin letters, so that Łukasz and Lukasz, Đặng and Dang meet; metaphone then
catches names that sound alike.
"""

import re
import unicodedata
from functools import lru_cache

import jellyfish
from anyascii import anyascii

_POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?)\s*([0-9][a-z]{2})\b")


def fold(text: str) -> str:
    """Latin letters, lower case, no apostrophes, single spaces. Any string is accepted; the result is ASCII."""
    if not text.isascii():
        text = anyascii(unicodedata.normalize("NFC", text))
    # Every other apostrophe is one of these two by now; two replacements cost a tenth of a pattern.
    return " ".join(text.replace("'", "").replace("`", "").casefold().split())


# The same names and homes are compared again and again: with everybody of a block, and while somebody types.
@lru_cache(maxsize=20_000)
def fold_name(name: str) -> str:
    """A name folded, its words in alphabetical order, without hyphens or full stops: order never hides a match."""
    words = re.sub(r"[^a-z0-9 ]+", " ", fold(name)).split()
    return " ".join(sorted(words))


@lru_cache(maxsize=20_000)
def sound_of(name: str) -> str:
    """The metaphones of a name's words in order of ``fold_name``, joined by spaces."""
    return " ".join(sound for sound in (jellyfish.metaphone(word) for word in fold_name(name).split()) if sound)


@lru_cache(maxsize=20_000)
def place_key(address: str) -> str:
    """An address reduced to what tells homes apart: folded, letters and figures only, postcode spacing removed."""
    folded = _POSTCODE.sub(r"\1\2", fold(address))
    words = re.sub(r"[^a-z0-9 ]+", " ", folded).split()
    drop = {"flat", "apartment", "apt", "unit", "london", "the"}
    return " ".join(word for word in words if word not in drop)


def forget_names() -> None:
    """Empty the stores of names and homes that comparing filled; to be called when a vault is locked."""
    for kept in (fold_name, sound_of, place_key):
        kept.cache_clear()


def phone_key(number: str) -> str:
    """A telephone number as national figures: +44 and spaces removed. An e-mail address is folded as it is."""
    if "@" in number:
        return fold(number)
    figures = re.sub(r"\D", "", number)
    if figures.startswith("0044"):
        figures = "0" + figures[4:]
    elif figures.startswith("44") and len(figures) > 10:
        figures = "0" + figures[2:]
    return figures


def initials(name: str) -> str:
    """Initials with full stops, keeping the letters' own marks: "Zoë Brânză-Kowalczyk" gives "Z.B.-K."."""
    marks = []
    for word in name.split():
        parts = [part for part in word.split("-") if part and part[0].isalnum()]
        if parts:
            marks.append(".-".join(part[0].upper() for part in parts) + ".")
    return "".join(marks) or "?"
