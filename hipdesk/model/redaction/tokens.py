"""Text as it is searched: folded runs of letters or figures, each with its place in the text it came from."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

_APOSTROPHES = frozenset("'’‘ʼ`´ʻ′＇")
# The last two stand in the text of a PDF for a hyphen at the end of a line, which goes with its line end.
_HYPHENS = frozenset("-\u2010\u2011–\u0002\ufffe")
_UNSEEN = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


class Token(NamedTuple):
    """A run of letters or of figures: folded to ASCII, from ``start`` to ``end`` of the text, and how it is written.

    ``capital``: begins with a capital, or with a letter of a script that has none. ``parted``: what stands before it,
    after the token before, is none, a hyphen or the end of a line, so that both may be one word.
    """

    word: str
    start: int
    end: int
    capital: bool
    parted: bool


_GAP, _ODD = " ", "*"
_PLAIN_RUNS = re.compile("[a-z]+|[0-9]+")


@lru_cache(maxsize=8192)
def _folded(sign: str) -> str:
    """One sign as small Latin letters and figures; empty for one that is not heard, a space for one that divides."""
    if sign in _UNSEEN or sign in _APOSTROPHES or unicodedata.combining(sign):
        return ""
    plain = sign if sign.isascii() else anyascii(sign)
    kept = "".join(part for part in plain.casefold() if part.isascii() and part.isalnum())
    # The signs of many scripts that only change the letter before them say nothing when they stand alone.
    if not kept and unicodedata.category(sign).startswith("M"):
        return ""
    return kept or _GAP


def _shape(sign: str) -> str:
    """What one sign folds to where that is one sign, a space where it divides, else a star: to be looked at closer."""
    folded = _ODD if sign in _APOSTROPHES else _folded(sign)
    return folded if len(folded) == 1 else _ODD


class _Shapes(dict[int, str]):
    """The shape of each sign, made when it is first met."""

    def __missing__(self, code: int) -> str:
        """The shape of a sign not met before."""
        shape = self[code] = _shape(chr(code))
        return shape


class _Parts(dict[int, str]):
    """What each sign folds to, made when it is first met; an apostrophe divides."""

    def __missing__(self, code: int) -> str:
        """What a sign not met before folds to."""
        folded = self[code] = _GAP if chr(code) in _APOSTROPHES else _folded(chr(code))
        return folded


_shapes, _parts = _Shapes(), _Parts()
_latin = bytes(map(ord, map(_shape, map(chr, range(256)))))
_LATIN = [(bytes([code]), _parts[code].encode()) for code in range(256)]
_latin_parts = b"".join(part if len(part) == 1 else b" " for _, part in _LATIN)
_latin_silent = b"".join(sign for sign, part in _LATIN if not part)
_latin_long = tuple((sign, part) for sign, part in _LATIN if len(part) > 1)


def _shaped(text: str) -> str:
    """A text sign for sign as it is folded; places stay."""
    try:
        return text.encode("latin-1").translate(_latin).decode("ascii")
    except UnicodeEncodeError:
        return text.translate(_shapes)


def tokens(text: str) -> list[Token]:
    """The runs of a text in order; letters and figures are runs of their own, whatever case, accent or script."""
    shaped = _shaped(text)
    found: list[Token] = []
    gap, at = "", 0
    for first, last in _odd_stretches(shaped):
        gap = _plain_tokens(text, shaped, at, first, gap, found)
        gap = _odd_tokens(text, first, last, gap, found)
        at = last
    _plain_tokens(text, shaped, at, len(text), gap, found)
    return found


def _odd_stretches(shaped: str) -> Iterator[tuple[int, int]]:
    """From where to where nothing divides and some sign is to be looked at closer."""
    last = 0
    while (odd := shaped.find(_ODD, last)) >= 0:
        first = max(last, shaped.rfind(_GAP, last, odd) + 1)
        last = shaped.find(_GAP, odd)
        last = len(shaped) if last < 0 else last
        yield first, last


def _plain_tokens(text: str, shaped: str, first: int, last: int, gap: str, found: list[Token]) -> str:
    """``_odd_tokens`` where each sign folds to one or divides."""
    before = first
    for run in _PLAIN_RUNS.finditer(shaped, first, last):
        start, end = run.span()
        found.append(Token(run.group(), start, end, not text[start].islower(), _is_soft(gap + text[before:start])))
        before, gap = end, ""
    return gap + text[before:last]


def _odd_tokens(text: str, first: int, last: int, gap: str, found: list[Token]) -> str:
    """The runs from ``first`` to ``last``, where some sign is none, an apostrophe or several letters, put to ``found``.

    ``gap`` is what divides them from the run before; gives what divides the last of them from what follows.
    """
    word, start, end = "", 0, 0
    for place in range(first, last):
        folded = _GAP if _ends_possessive(text, place) else _folded(text[place])
        divides = folded == _GAP
        if word and folded and (divides or folded[0].isdigit() != word[-1].isdigit()):
            found.append(Token(word, start, end, not text[start].islower(), _is_soft(gap)))
            word, gap = "", ""
        if divides:
            gap += text[place]
        elif folded:
            if not word:
                start = place
            word += folded
            end = place + 1
    if word:
        found.append(Token(word, start, end, not text[start].islower(), _is_soft(gap)))
        gap = ""
    return gap


def folded_runs(text: str) -> list[str]:
    """The words of ``tokens`` without their places, in a twentieth of its time: to see whether something may be there.

    Parted more often: at every apostrophe, and between the letter and the figure of a sign that is both. Together they
    read the same.
    """
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        return _PLAIN_RUNS.findall(text.translate(_parts))
    for sign, part in _latin_long:
        raw = raw.replace(sign, part)
    return _PLAIN_RUNS.findall(raw.translate(_latin_parts, _latin_silent).decode("ascii"))


def _ends_possessive(text: str, place: int) -> bool:
    """Whether an apostrophe stands before the s of possession: ``Dane’s`` is Dane, ``O’Neill`` one word."""
    if text[place] not in _APOSTROPHES:
        return False
    after = text[place + 1 : place + 3]
    return after[:1] in ("s", "S") and not after[1:2].isalpha()


def parted(text: str) -> str:
    """A text with a gap for each apostrophe inside a word, but that of possession: ``O Neill``, ``Dane’s``."""
    return "".join(
        " " if sign in _APOSTROPHES and not _ends_possessive(text, place) else sign for place, sign in enumerate(text)
    )


@lru_cache(maxsize=2048)
def _is_soft(gap: str) -> bool:
    bare = "".join(sign for sign in gap if sign not in _UNSEEN)
    left = bare.strip()
    return not bare or left in _HYPHENS or ("\n" in bare and not left)


def key_of(text: str) -> str:
    """A text as one folded run: what it is compared by."""
    return "".join(folded_runs(text))


def words_of(text: str) -> list[str]:
    """The folded words of a text; hyphens divide, apostrophes do not."""
    return [token.word for token in tokens(text)]
