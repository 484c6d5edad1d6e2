"""Names as old workbooks write them: titles taken off, capitals calmed, order set right, the words as given kept.

Nobody is merged with anybody here: two rows of one name are two people until an officer says otherwise.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from hipdesk.kernel.text import one_line
from hipdesk.model.workbooks.grid import folded
from hipdesk.model.workbooks.words import word_set

_SPLIT_PEOPLE = re.compile(r"\s*(?:[;\n]+|,(?!\s*(?:jr|sr)\b)|/|\s+and\s+|\s*&\s*|\s*\+\s*)\s*", re.IGNORECASE)
_LINES = re.compile(r"[;\n]+")
_AGED = re.compile(
    r"[(,]?\s*\b(?:aged?\s*)?(\d{1,3})\s*(?:yrs?|years?(?:\s+old)?|y\s*/?\s*o|y\.o\.)?\)?$", re.IGNORECASE
)
_NOT_A_NAME = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name taken apart: ``name`` without title, ``title`` as "Mr", ``as_written`` untouched but for spaces."""

    name: str
    title: str
    as_written: str


@dataclass(frozen=True, slots=True)
class WrittenPerpetrator:
    """One alleged perpetrator: ``identity`` is named, described, unknown or group; ``words`` as written."""

    identity: str
    words: str
    name: WrittenName | None = None


@lru_cache(maxsize=5_000)
def read_name(words: str) -> WrittenName:
    """Take a name apart. Capitals are changed only where every letter is a capital."""
    written = one_line(words)
    title, name = _take_title(written)
    turned = re.match(r"^([^,]+),\s*([^,]+)$", name)
    if turned:
        title_inside, given = _take_title(turned[2])
        title = title or title_inside
        name = f"{_calm(given)} {_calm(turned[1])}" if given else turned[1]
    return WrittenName(_calm(name).strip(" .,"), title, written)


def _take_title(name: str) -> tuple[str, str]:
    titles = word_set("values", "titles", "words")
    match = re.match(r"^([A-Za-z]+)(\.\s*|\s+)(?=\S)(.*)$", name)
    if match and match[1].casefold() in titles:
        return _title_case(match[1]), match[3]
    return "", name


def _title_case(title: str) -> str:
    return title.upper() if title.casefold() in ("pc", "dc", "ds", "pcso") else title.capitalize()


def _calm(name: str) -> str:
    if not name.isupper():
        return name
    letters = [sign for sign in name if sign.isalpha()]
    if len(letters) < 3 or not all(sign.isupper() for sign in letters):
        return name
    return " ".join(_calm_word(word) for word in name.split())


def _calm_word(word: str) -> str:
    parts = re.split(r"([-'’])", word)
    calm = "".join(part[:1] + part[1:].lower() for part in parts)
    if re.match(r"Mc[a-z]{2}", calm):
        return "Mc" + calm[2:3].upper() + calm[3:]
    return calm


def looks_like_name(words: str) -> bool:
    """One to five words, each beginning with a letter and written as names are, no figures, no verbs of a sentence."""
    name = read_name(words).name
    parts = name.split()
    if not 1 <= len(parts) <= 5 or _NOT_A_NAME.search(name) or len(name) > 60:
        return False
    particles = {"de", "da", "van", "von", "der", "bin", "bint", "al", "el", "la", "du", "dos", "di", "ap"}
    return all(part[0].isalpha() and (not part[0].islower() or part in particles) for part in parts)


@lru_cache(maxsize=5_000)
def read_perpetrators(words: str) -> tuple[WrittenPerpetrator, ...]:
    """Everybody named in a cell of alleged perpetrators, in order; none for an empty cell."""
    found: list[WrittenPerpetrator] = []
    for line in _LINES.split(words):
        written = one_line(line)
        if written:
            found.extend(_read_line(written))
    return tuple(found)


def _read_line(written: str) -> list[WrittenPerpetrator]:
    plain = folded(written)
    if plain in word_set("values", "perpetrators", "unknown"):
        return [WrittenPerpetrator("unknown", written)]
    pieces = [piece for piece in _SPLIT_PEOPLE.split(written) if piece]
    if len(pieces) > 1 and _may_split(pieces):
        first = _read_one(pieces[0])
        return [first, *(_companion(piece, first) for piece in pieces[1:])]
    return [_read_one(written)]


def _may_split(pieces: list[str]) -> bool:
    """Whether the pieces are people of their own: names, or companions such as "son"."""
    if re.match(r"^(?:mr|mrs|ms|miss|dr)\.?$", pieces[0], re.IGNORECASE):
        return False
    return looks_like_name(pieces[0]) and all(looks_like_name(piece) or _is_companion(piece) for piece in pieces[1:])


def _is_companion(piece: str) -> bool:
    words = [word for word in folded(piece).split() if word not in ("his", "her", "their", "a", "the", "other")]
    companions = word_set("values", "perpetrators", "companions")
    return bool(words) and all(word in companions or word.isdigit() for word in words)


def _companion(piece: str, first: WrittenPerpetrator) -> WrittenPerpetrator:
    if not _is_companion(piece):
        return _read_one(piece)
    identity = "group" if folded(piece).endswith(("s", "family", "children", "household")) else "described"
    beside = first.name.name if first.name else first.words
    return WrittenPerpetrator(identity, f"{piece} of {beside}" if identity == "described" else f"{piece} with {beside}")


def _read_one(written: str) -> WrittenPerpetrator:
    plain = set(folded(written).split())
    group = word_set("values", "perpetrators", "group")
    described = word_set("values", "perpetrators", "described")
    if folded(written) in word_set("values", "perpetrators", "unknown"):
        return WrittenPerpetrator("unknown", written)
    bare = _AGED.sub("", re.sub(r"\s*\([^()]*\)\s*$", "", written))
    if looks_like_name(bare) and bare != written and not set(folded(bare).split()) & (group | described):
        return WrittenPerpetrator("named", written, read_name(bare))
    if plain & group:
        return WrittenPerpetrator("group", written)
    if plain & described or "unknown" in plain:
        return WrittenPerpetrator("described", written)
    if looks_like_name(written):
        return WrittenPerpetrator("named", written, read_name(written))
    return WrittenPerpetrator("described", written)
