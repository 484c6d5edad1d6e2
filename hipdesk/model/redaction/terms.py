"""What may not be said of a person: every name, home, number, date and reference of them as a term to look for."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

import jellyfish

from hipdesk.kernel import paths
from hipdesk.model.folding import initials
from hipdesk.model.redaction.streets import street_parts, written_ways
from hipdesk.model.redaction.tokens import key_of, parted, words_of
from hipdesk.model.redaction.written_days import written_forms

Kind = Literal[
    "name", "initials", "address", "postcode", "phone", "e-mail", "birth date", "reference", "marked", "open"
]  # fmt: skip
Rule = Literal["word", "capital", "loose", "parts", "initials", "street"]

_SHORTEST = 3
_SOUND_FROM = 4
_PLAIN_SOUND_FROM = 5
_LINKS = frozenset({"a", "and", "at", "by", "from", "her", "his", "in", "not", "of", "on", "the", "to", "with"})
_POSTCODE = re.compile(r"^[a-z]{1,2}\d[a-z0-9]?\d[a-z]{2}$")
_DWELLING = frozenset({"flat", "apartment", "apt", "unit", "room", "block", "floor", "the"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_GIVEN_SHORT = {"mohammed": ("mohd", "muhd", "md")}
_GIVEN_SOUND = {jellyfish.metaphone(full): full for full in _GIVEN_SHORT}


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
    else; *initials* capitals only; *street* as ``streets.stands`` tells. ``sounds``: what is spelt nearly so counts
    too. Of the kind *open* is what may stand whole, though a part of it may not: the name of somebody who comes to the
    panel.
    """

    key: str
    label: str
    kind: Kind
    rule: Rule = "word"
    joints: tuple[int, ...] = ()
    sounds: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The words the key is made of."""
        return tuple(self.key[a:b] for a, b in itertools.pairwise((0, *self.joints, len(self.key))))


@cache
def ordinary_words() -> frozenset[str]:
    """The shipped list of names that are also ordinary words (mark, grace, bow): they count only with a capital."""
    return frozenset((paths.resources() / "wording" / "ordinary-names.txt").read_text("ascii").split())


@cache
def plain_words() -> frozenset[str]:
    """The shipped list of plain words that passphrases are made of."""
    return frozenset((paths.resources() / "wording" / "words.txt").read_text("ascii").split())


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
    """Names that may stand whole: of agencies and of those who come for them.

    A single word may only be nearly a name that is kept: an officer Hanna is no Hannah misspelt.
    """
    found = (_joined(words_of(name), "", "open") for name in names)
    return tuple({term: None for term in found if len(term.key) >= _SOUND_FROM})


def _of(person: Told) -> Iterator[Term]:
    for name in person.names:
        yield from name_terms(name, person.label)
        if person.with_initials:
            for key in initials_keys(name):
                yield Term(key, person.label, "initials", "initials")
    yield from _handles(person)
    for words in person.marked:
        # "May", marked by hand, is not every "may".
        capital = words[:1].isupper() and key_of(words) in ordinary_words()
        yield _joined(words_of(words), person.label, "marked", "capital" if capital else "word")
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
        yield from _mail_terms(mail, number)
    for reference in person.references:
        yield from _reference_terms(reference, person.label)
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
    for way in _ways_of_name(name, words):
        yield from _joined_names(way, label)
    for word in dict.fromkeys([*words, *_shortened(words)]):
        # A short one may be a name all the same: An, Son, Man. It counts with a capital only.
        if _tells_nobody(word):
            continue
        plain = _is_plain(word)
        sounds = len(word) >= (_SOUND_FROM if not plain else _PLAIN_SOUND_FROM) and word not in describing_words()
        yield Term(word, label, "name", "capital" if plain else "word", (), sounds)


def initials_keys(name: str) -> tuple[str, ...]:
    """A name's initials as they are compared, two letters or more: of O'Dwyer both the O and the O with the D.

    Of a name with a hyphen also those with its first or its last part only.
    """
    shorter = (re.sub(r"(\w)[-‐‑]\S+", r"\1", name), re.sub(r"\S+[-‐‑](\w)", r"\1", name))
    keys = dict.fromkeys(key_of(initials(way)) for each in (name, *shorter) for way in (each, parted(each)))
    return tuple(key for key in keys if len(key) >= 2)


def _tells_nobody(word: str) -> bool:
    """Whether a word of a name is none by itself."""
    describes = word in describing_words() and len(word) > _SHORTEST
    return len(word) < 2 or word.isdigit() or describes or word in _LINKS


def _is_plain(word: str) -> bool:
    """Whether a word counts as a name only with a capital."""
    return word in describing_words() or len(word) < _SHORTEST or word in ordinary_words()


def _ways_of_name(name: str, words: list[str]) -> Iterator[list[str]]:
    """A name's words, those parted at an apostrophe too, and with Mohammed in full and shortened."""
    yield words
    apart = words_of(parted(name))
    if apart != words:
        yield apart
    for place, word in enumerate(words):
        for other in _other_lengths(word):
            yield [*words[:place], other, *words[place + 1 :]]


def _other_lengths(word: str) -> tuple[str, ...]:
    """What else a given name is written as where people shorten it: Md and Mohd for Mohammed."""
    for full, short in _GIVEN_SHORT.items():
        if word in short or (len(word) >= _SOUND_FROM and _GIVEN_SOUND.get(jellyfish.metaphone(word)) == full):
            return tuple(way for way in (full, *short) if way != word)
    return ()


def _shortened(words: Iterable[str]) -> list[str]:
    """The other lengths that tell somebody when they stand alone, which Md does not."""
    return [other for word in words for other in _other_lengths(word) if len(other) > _SHORTEST]


def _joined_names(words: list[str], label: str) -> Iterator[Term]:
    """A name whole and backwards, and each two of its words that follow one another: Al-Rashid is Alrashid too."""
    if len(words) < 2:
        return
    yield _joined(words, label, "name")
    yield _joined([words[-1], *words[:-1]], label, "name")
    yield _joined([words[0], words[-1]], label, "name")
    for first, second in itertools.pairwise(words):
        key = first + second
        if len(key) < _SOUND_FROM or any(word.isdigit() or word in _LINKS - {"a"} for word in (first, second)):
            continue
        if len(first) > 1 and (_tells_nobody(first) or _tells_nobody(second)):
            continue
        plain = (_is_plain(first) and _is_plain(second)) or key in ordinary_words() or key in plain_words()
        particle = len(first) <= _SHORTEST and not plain
        yield _joined([first, second], label, "name", "capital" if plain else "word", sounds=particle)


def _handles(person: Told) -> Iterator[Term]:
    """What somebody is called on the net: a given name or an alias and a family name of theirs in one word."""
    words = [words_of(name) for name in person.names]
    told = [each for each in words if each and not _only_describes(each)]
    given = dict.fromkeys(each[0] for each in told)
    families = dict.fromkeys(each[-1] for each in told if len(each) > 1)
    for first, last in itertools.product(given, families):
        if first != last and not _tells_nobody(first) and not _tells_nobody(last):
            yield Term(first + last, person.label, "name")
            yield Term(last + first, person.label, "name")


def _only_describes(words: list[str]) -> bool:
    """Whether words say that nobody could be named; one short word alone may be a name all the same."""
    if len(words) == 1 and len(words[0]) <= _SHORTEST:
        return False
    return all(word in describing_words() or word.isdigit() for word in words)


def _address_words(text: str) -> list[str]:
    """The words of an address, the s of possession with its word: ``Saddler’s`` is ``saddlers``."""
    words: list[str] = []
    for word in words_of(text):
        if word == "s" and words and words[-1].isalpha() and len(words[-1]) > 1 and words[-1] not in _DWELLING:
            words[-1] += word
        else:
            words.append(word)
    return words


def _written_address(words: Iterable[str], label: str) -> Iterator[Term]:
    """An address in each way its kinds are shortened; where a word ends in s, an apostrophe may stand before it."""
    for way in written_ways(list(words)):
        parts = [[word[:-1], "s"] if word.endswith("s") and len(word) > _SHORTEST else [word] for word in way]
        yield _joined(itertools.chain.from_iterable(parts), label, "address")


def _address_terms(address: str, label: str) -> Iterator[Term]:
    """The whole address, and each of its lines that tells more than a house number."""
    for way in dict.fromkeys((address, parted(address))):
        yield from _lines_of(way, label)


def _lines_of(address: str, label: str) -> Iterator[Term]:
    whole = _address_words(address)
    if len(whole) < 2:
        return
    yield from _written_address(whole, label)
    lines = [_address_words(line) for line in re.split(r"[,\n;]", address)]
    for before, line in zip([[], *lines], lines, strict=False):
        telling = [word for word in line if word.isalpha() and word not in _DWELLING]
        numbers = [word for word in before if word.isdigit()]
        numbered = [*numbers[-1:], *line] if numbers and not any(word.isdigit() for word in line) else line
        if len(telling) >= 2 or (telling and len(line) > 1 and len(telling[0]) > 1):
            yield from _written_address(line, label)
            if numbered != line:
                yield from _written_address(numbered, label)
        if len(telling) >= 2 and line[0].isdigit():
            yield from _written_address(telling, label)
        for parts in street_parts(numbered):
            yield _joined(parts, label, "address", "street")


def _mail_terms(mail: str, label: str) -> Iterator[Term]:
    """An e-mail address with its signs, and with them spelt out: at, dot."""
    own, _, place = mail.partition("@")
    for at, *dots in itertools.product((" ", " at "), (" ", " dot "), (" ", " dot ")):
        said = f"{own.replace('.', dots[0])}{at}{place.replace('.', dots[1])}"
        yield Term(key_of(said), label, "e-mail", "loose")


def _reference_terms(reference: str, label: str) -> Iterator[Term]:
    """A reference, and each stretch of its parts that tells it still: of CAD 4471/12NOV also "CAD 4471".

    A stretch tells with four figures that are no year, and more than those four.
    """
    parts = [key_of(part) for part in re.split(r"[^\w]+|_", reference) if key_of(part)]
    for first, last in itertools.combinations(range(len(parts) + 1), 2):
        stretch = parts[first:last]
        key = "".join(stretch)
        figures = sum(sign.isdigit() for part in stretch if not _YEAR.fullmatch(part) for sign in part)
        if len(key) >= 4 and (len(stretch) == len(parts) or (figures >= 4 and len(key) > 4)):
            yield Term(key, label, "reference", "loose")


def _phone_terms(phone: str, label: str) -> Iterator[Term]:
    """A number from here and from abroad, and without the nought that a spreadsheet drops."""
    if "@" in phone:
        yield from _mail_terms(phone, label)
        return
    figures = re.sub(r"\D", "", phone)
    for prefix in ("0044", "44"):
        if figures.startswith(prefix) and len(figures) > 10:
            figures = "0" + figures[len(prefix) :].removeprefix("0")
            break
    if len(figures) < 6:
        return
    if len(figures) == 10 and not figures.startswith("0"):
        figures = f"0{figures}"
    bare = figures.removeprefix("0")
    for key in (
        figures,
        *((bare,) if len(bare) >= 9 else ()),
        f"44{bare}",
        f"440{bare}",
        f"0044{bare}",
        f"00440{bare}",
    ):
        yield Term(key, label, "phone", "loose")
