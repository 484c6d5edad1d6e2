"""What may not be said of a person: every name, home, number, date and reference of them as a term to look for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from hipdesk.kernel import paths
from hipdesk.model.folding import initials
from hipdesk.model.redaction.tokens import key_of, words_of
from hipdesk.model.redaction.written_days import written_forms

Kind = Literal[
    "name", "initials", "address", "postcode", "phone", "e-mail", "birth date", "reference", "marked", "open"
]  # fmt: skip
Rule = Literal["word", "capital", "loose", "parts", "initials"]

_SHORTEST = 3
_SOUND_FROM = 4
_LINKS = frozenset({"a", "and", "at", "by", "from", "her", "his", "in", "not", "of", "on", "the", "to", "with"})
_POSTCODE = re.compile(r"^[a-z]{1,2}\d[a-z0-9]?\d[a-z]{2}$")
_DWELLING = frozenset({"flat", "apartment", "apt", "unit", "room", "block", "floor", "the"})


@dataclass(frozen=True, slots=True)
class Told:
    """What the record knows about a person, of what must not be said: ``label`` stands instead of it.

    ``phones`` and ``emails`` are replaced by ``number_label`` when it is given. ``marked`` are words an officer marked.
    """

    label: str
    names: tuple[str, ...] = ()
    born: date | None = None
    addresses: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    address_label: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    number_label: str = ""
    references: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    with_initials: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: ``key`` folded without gaps, ``joints`` where it may be parted, ``label`` instead of it.

    Rules: *word* whole words in any case, parted at its joints, or anywhere by a hyphen or the end of a line;
    *capital* the same but written with a capital; *loose* parted anywhere; *parts* parted at every joint and nowhere
    else; *initials* capitals only. ``sounds``: what is spelt nearly so counts too. Of the kind *open* is what may stand
    whole, though a part of it may not: the name of somebody who comes to the panel.
    """

    key: str
    label: str
    kind: Kind
    rule: Rule = "word"
    joints: tuple[int, ...] = ()
    sounds: bool = False


@cache
def ordinary_words() -> frozenset[str]:
    """The shipped list of names that are also ordinary words (mark, grace, bow): they count only with a capital."""
    return frozenset((paths.resources() / "wording" / "ordinary-names.txt").read_text("ascii").split())


@cache
def describing_words() -> frozenset[str]:
    """The shipped list of words that stand where a name is not known (unknown, male, neighbour)."""
    return frozenset((paths.resources() / "wording" / "describing-words.txt").read_text("ascii").split())


@cache
def ordinary_initials() -> frozenset[str]:
    """The shipped list of initials that are also abbreviations (PC, GP): they count only parted, as "P.C."."""
    return frozenset((paths.resources() / "wording" / "ordinary-initials.txt").read_text("ascii").split())


def terms_of(people: Iterable[Told], shown: Iterable[Term] = ()) -> tuple[Term, ...]:
    """Every term of these people, longest first; ``shown`` are terms the paper may print, which are left out."""
    kept = {term.key for term in shown}
    found: dict[tuple[str, Rule, tuple[int, ...]], Term] = {}
    for person in people:
        for term in _of(person):
            if term.key and term.key not in kept:
                found.setdefault((term.key, term.rule, term.joints), term)
    return tuple(sorted(found.values(), key=lambda term: (-len(term.key), term.key)))


def open_phrases(names: Iterable[str]) -> tuple[Term, ...]:
    """Names that may stand whole: of agencies and of those who come for them. A single word is no such name."""
    found = (_joined(words_of(name), "", "open") for name in names)
    return tuple({term: None for term in found if term.joints})


def _of(person: Told) -> Iterator[Term]:
    for name in person.names:
        yield from name_terms(name, person.label)
        if person.with_initials:
            key = key_of(initials(name))
            if len(key) >= 2:
                yield Term(key, person.label, "initials", "initials")
    for words in person.marked:
        yield _joined(words_of(words), person.label, "marked")
    home = person.address_label or person.label
    for address in person.addresses:
        yield from _address_terms(address, home)
    for code in person.postcodes:
        if _POSTCODE.match(key_of(code)):
            yield Term(key_of(code), home, "postcode", "loose")
    number = person.number_label or person.label
    for phone in person.phones:
        yield from _phone_terms(phone, number)
    for mail in person.emails:
        yield Term(key_of(mail), number, "e-mail", "loose")
    for reference in person.references:
        key = key_of(reference)
        if len(key) >= 4:
            yield Term(key, person.label, "reference", "loose")
    if person.born is not None:
        for parts in written_forms(person.born):
            yield _joined(parts, person.label, "birth date", "parts")


def _joined(parts: Iterable[str], label: str, kind: Kind, rule: Rule = "word", *, sounds: bool = False) -> Term:
    """Parts as one key with its joints."""
    key, joints = "", []
    for part in parts:
        if key:
            joints.append(len(key))
        key += part
    return Term(key, label, kind, rule, tuple(joints), sounds)


def name_terms(name: str, label: str) -> Iterator[Term]:
    """A name whole, backwards, and each of its words; short ones and ordinary words only with a capital.

    What only describes somebody nobody could name ("not named", "group of youths") is no name.
    """
    words = words_of(name)
    if _only_describes(words):
        return
    if len(words) > 1:
        yield _joined(words, label, "name")
        yield _joined([words[-1], *words[:-1]], label, "name")
        yield _joined([words[0], words[-1]], label, "name")
    for word in words:
        # A short one may be a name all the same: An, Son, Man. It counts with a capital only.
        describes = word in describing_words()
        if len(word) < 2 or word.isdigit() or (describes and len(word) > _SHORTEST) or word in _LINKS:
            continue
        plain = describes or len(word) < _SHORTEST or word in ordinary_words()
        yield Term(word, label, "name", "capital" if plain else "word", (), len(word) >= _SOUND_FROM and not plain)


def _only_describes(words: list[str]) -> bool:
    """Whether words say that nobody could be named; one short word alone may be a name all the same."""
    if len(words) == 1 and len(words[0]) <= _SHORTEST:
        return False
    return all(word in describing_words() or word.isdigit() for word in words)


def _address_terms(address: str, label: str) -> Iterator[Term]:
    """The whole address, and each of its lines that tells more than a house number."""
    whole = words_of(address)
    if len(whole) < 2:
        return
    yield _joined(whole, label, "address")
    lines = [words_of(line) for line in re.split(r"[,\n;]", address)]
    for before, line in zip([[], *lines], lines, strict=False):
        telling = [word for word in line if word.isalpha() and word not in _DWELLING]
        if len(telling) >= 2 or (telling and len(line) > 1 and len(telling[0]) > 1):
            yield _joined(line, label, "address")
            numbers = [word for word in before if word.isdigit()]
            if numbers and not any(word.isdigit() for word in line):
                yield _joined([*numbers[-1:], *line], label, "address")
        if len(telling) >= 2 and line[0].isdigit():
            yield _joined(telling, label, "address")


def _phone_terms(phone: str, label: str) -> Iterator[Term]:
    if "@" in phone:
        yield Term(key_of(phone), label, "e-mail", "loose")
        return
    figures = re.sub(r"\D", "", phone)
    for prefix in ("0044", "44"):
        if figures.startswith(prefix) and len(figures) > 10:
            figures = "0" + figures[len(prefix) :].removeprefix("0")
            break
    if len(figures) < 6:
        return
    bare = figures.removeprefix("0")
    for key in (figures, f"44{bare}", f"440{bare}", f"0044{bare}", f"00440{bare}"):
        yield Term(key, label, "phone", "loose")
