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
    """The metaphones of a name's words in order of ``fold_name``, joined by spaces; of Arabic and Hebrew as spoken."""
    spoken = name if name.isascii() else _UNVOWELLED.sub(_as_spoken, unicodedata.normalize("NFC", name))
    sounds = (_BREATHED.sub("", jellyfish.metaphone(word)) for word in fold_name(spoken).split())
    return " ".join(sound for sound in sounds if sound)


# "Rukhsana" and "Ruksana", "Bhatt" and "Batt", "Dhillon" and "Dillon" are heard as one.
_BREATHED = re.compile(r"(?<=[BJKT])H")


def sounds_of(name: str) -> tuple[str, ...]:
    """``sound_of``, and for names in Arabic or Hebrew also without its h: "Ahmad" lets it go, "Mohammed" does not."""
    sound = sound_of(name)
    if name.isascii() or not _UNVOWELLED.search(name):
        return (sound,)
    return tuple(dict.fromkeys((sound, " ".join(word[0] + word[1:].replace("H", "") for word in sound.split()))))


_UNVOWELLED = re.compile(r"[\u0590-\u05ff\u0620-\u065f\u066e-\u06d3\u06fa-\u06fc]+")
_ARTICLE = "\u0627\u0644"
_LONG_VOWELS = frozenset("\u0648\u064a\u06cc\u05d5\u05d9")
_BREATHS = frozenset("\u0621\u0622\u0623\u0624\u0625\u0626\u0627\u0629\u0639\u0649\u05d0\u05e2")
_SILENT_AT_THE_END = frozenset("\u0647\u05d4\u06c1\u06d5")


def _as_spoken(word: re.Match[str]) -> str:
    """A word written without its vowels with one after every consonant: "ftmh" is heard as Fatima is.

    The article goes, letters that only carry or lengthen a vowel too, unless they begin the word.
    """
    letters = [sign for sign in word.group() if unicodedata.category(sign) == "Lo"]
    if len(letters) > 4 and "".join(letters[:2]) == _ARTICLE:
        letters = letters[2:]
    if len(letters) > 2 and letters[-1] in _SILENT_AT_THE_END:
        letters.pop()
    first = "a" if letters and letters[0] in _BREATHS else ""
    rest = [
        anyascii(sign)
        for at, sign in enumerate(letters)
        if sign not in _BREATHS and (at == 0 or sign not in _LONG_VOWELS)
    ]
    return first + "".join(f"{consonant}a" for consonant in rest)


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
