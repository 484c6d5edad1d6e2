"""The passphrase floor: how good a passphrase is, in one plain sentence, and four words made by the program."""

import functools
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from hipdesk.kernel.paths import resources
from hipdesk.vault.faults import PassphraseRefused

LEAST_LENGTH = 14
WORDS = 4
_JUDGED = 72
_LEAST_SCORE = 3
_LEAST_REST = 8
_GAPS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a passphrase may be used, zxcvbn's score from 0 to 4, and one sentence for the page."""

    ok: bool
    score: int
    sentence: str


def judge(passphrase: str, known_words: Iterable[str] = ()) -> Judgement:
    """Judge a passphrase; ``known_words`` are the office, borough, panel and holder names, which add nothing to it."""
    plain = unicodedata.normalize("NFKC", passphrase)
    if _made_of_our_words(plain):
        return Judgement(True, 4, "Four words chosen by chance: strong, and easy to remember.")
    if len(plain) < LEAST_LENGTH:
        missing = LEAST_LENGTH - len(plain)
        sentence = f"Too short: {missing} more character{'s' if missing > 1 else ''} needed, or four generated words."
        return Judgement(False, 0, sentence)
    known = _known(known_words)
    score = _score(plain, known)
    if _is_mostly_names(plain, known):
        return Judgement(False, min(score, 1), "Too easy to guess: it is built on a name people know.")
    if score >= _LEAST_SCORE:
        return Judgement(True, score, "Strong enough." if score == _LEAST_SCORE else "Strong.")
    return Judgement(False, score, "Too easy to guess: it is built on common words, names, dates or repeats.")


def require(passphrase: str, known_words: Iterable[str] = ()) -> None:
    """Raise PassphraseRefused with the sentence when the passphrase is under the floor."""
    judgement = judge(passphrase, known_words)
    if not judgement.ok:
        raise PassphraseRefused(judgement.sentence)


def generate(count: int = WORDS) -> str:
    """Words from the shipped list chosen by the operating system's source of chance, with hyphens: 49 bits for four."""
    return "-".join(secrets.choice(word_list()) for _ in range(count))


@functools.cache
def word_list() -> tuple[str, ...]:
    """The shipped words, sorted: four to eight small letters each."""
    return tuple((resources() / "wording" / "words.txt").read_text("ascii").split())


@functools.cache
def _word_set() -> frozenset[str]:
    return frozenset(word_list())


def _made_of_our_words(plain: str) -> bool:
    """Four or more words of the list, at least three different, and nothing else: as ``generate`` makes them."""
    words = re.split(r"[-\s]+", plain.strip())
    return len(words) >= WORDS and len(set(words)) >= WORDS - 1 and _word_set().issuperset(words)


def _score(plain: str, known: list[str]) -> int:
    """zxcvbn's score on the first 72 characters, the most it takes; the lower one of with and without its gaps.

    It does not see that a word is repeated when a gap stands between. Imported here: it is slow to load.
    """
    from zxcvbn import zxcvbn

    forms = {plain[:_JUDGED], re.sub(r"[-_.\s]+", "", plain)[:_JUDGED]}
    return min(int(zxcvbn(form, user_inputs=known)["score"]) if form else 0 for form in forms)


def _known(words: Iterable[str]) -> list[str]:
    """Each name whole, run together, in pieces, and without accents, as people bend names into passphrases."""
    found: dict[str, None] = {}
    for word in words:
        lowered = unicodedata.normalize("NFKC", word).casefold()
        for form in (lowered, _bare(lowered)):
            pieces = _GAPS.sub(" ", form).split()
            found.update(dict.fromkeys((form, "".join(pieces), *pieces)))
    return [word for word in found if len(word) > 2]


def _is_mostly_names(plain: str, known: list[str]) -> bool:
    """Whether known names stand in it and, with them taken out, fewer than eight letters and figures are left.

    zxcvbn is lenient with several names in a row.
    """
    rest = squeezed = _GAPS.sub("", _bare(plain.casefold()))
    for word in sorted(known, key=len, reverse=True):
        if len(word) > 3:
            rest = rest.replace(word, "")
    return rest != squeezed and len(rest) < _LEAST_REST


def _bare(text: str) -> str:
    """Without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
