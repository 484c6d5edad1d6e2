"""Joining the spellings of agencies: "T.H.H.", "TH Homes" and "Tower Hamlets Homes" are one.

Known agencies come from the workbook's own list of contacts, from the office's register and from the officer's
answers. A spelling joins one of them by initials, shortened words or nearness, and only when no other agency fits
almost as well. What joins none becomes a provisional agency; near spellings of it join each other.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from hipdesk.kernel.text import one_line
from hipdesk.model.folding import fold
from hipdesk.model.workbooks.people import looks_like_name
from hipdesk.model.workbooks.words import import_list, word_set

JOINS_FROM = 74
"""The least score at which a spelling joins a known agency."""

CLUSTERS_FROM = 80
"""The least score at which two provisional spellings join each other."""

_CLEAR_BY = 8
_NEAR = 88
_BRACKET = re.compile(r"^(.*?)\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_DASH = re.compile(r"\s+[-–—]\s+|\s*[/,:]\s*")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")


@dataclass(frozen=True, slots=True)
class Joined:
    """Where a spelling belongs: the agency's ``name``, none when it joins nothing, and how sure (0 to 100)."""

    name: str = ""
    confidence: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Who a referral came from as written: the agency's ``spelling`` and the ``person`` named beside it."""

    spelling: str
    person: str = ""


@lru_cache(maxsize=10_000)
def squashed(words: str) -> str:
    """Letters and figures only, folded: "Canal side" and "Canalside" meet."""
    return re.sub(r"[^a-z0-9]", "", fold(words))


@lru_cache(maxsize=10_000)
def words_of(words: str) -> tuple[str, ...]:
    """The words of a name that tell agencies apart: folded, dotted initials as one, "the" and its like left out."""
    dotted = _DOTTED.sub(lambda found: found[0].replace(".", ""), words)
    noise = word_set("agencies", "noise", "words")
    found = [token for token in re.split(r"[^a-z0-9]+", fold(dotted)) if token]
    return tuple(token for token in found if token not in noise) or tuple(found)


def score(spelling: str, agency: str) -> int:
    """How well a spelling fits an agency's name, 0 to 100. 100 only when they differ in spaces and case alone."""
    short, full = squashed(spelling), squashed(agency)
    if not short or not full:
        return 0
    if short == full:
        return 100
    covered = max(_covered(words_of(spelling), words_of(agency)), _covered((short,), words_of(agency)))
    best = round(72 + 26 * covered) if covered else 0
    if min(len(short), len(full)) >= 5:
        near = fuzz.ratio(short, full)
        best = max(best, round(near) - 3 if near >= _NEAR else 0)
        if full.startswith(short):
            best = max(best, 80)
    return best


def _covered(short: tuple[str, ...], full: tuple[str, ...]) -> float:
    """The share of the agency's words that the spelling covers; 0 when a word of the spelling fits none of them."""
    left = set(range(len(full)))
    for token in sorted(short, key=len, reverse=True):
        taken = _take(token, full, left)
        if not taken:
            return 0.0
        left -= taken
    return (len(full) - len(left)) / len(full)


def _take(token: str, full: tuple[str, ...], left: set[int]) -> set[int]:
    """The words of the agency that one word of the spelling stands for."""
    for at in sorted(left):
        if full[at] == token:
            return {at}
    for meaning in import_list("agencies")["words"].get(token, ()):
        taken = _take_all(tuple(str(meaning).split()), full, left)
        if taken:
            return taken
    initials = _take_initials(token, full, left)
    if initials:
        return initials
    if len(token) >= 3:
        for at in sorted(left):
            if full[at].startswith(token) or (len(token) >= 5 and fuzz.ratio(full[at], token) >= _NEAR):
                return {at}
    return set()


def _take_all(meaning: tuple[str, ...], full: tuple[str, ...], left: set[int]) -> set[int]:
    taken: set[int] = set()
    for word in meaning:
        at = next((at for at in sorted(left - taken) if full[at] == word or squashed(full[at]) == word), None)
        if at is None:
            return set()
        taken.add(at)
    return taken


def _take_initials(token: str, full: tuple[str, ...], left: set[int]) -> set[int]:
    for start in range(len(full) - len(token) + 1):
        run = set(range(start, start + len(token)))
        if run <= left and "".join(full[at][0] for at in sorted(run)) == token:
            return run
    return set()


def join(spelling: str, agencies: Iterable[str], least: int = JOINS_FROM) -> Joined:
    """The one agency a spelling belongs to, or nothing when none fits or two fit almost alike."""
    ranked = sorted(((score(spelling, name), name) for name in agencies), key=lambda found: (-found[0], found[1]))
    if not ranked or ranked[0][0] < least:
        return Joined()
    best, name = ranked[0]
    if best < 100 and len(ranked) > 1 and ranked[1][0] > best - _CLEAR_BY:
        return Joined()
    return Joined(name, best)


def split_source(words: str, agencies: Sequence[str]) -> Source:
    """Part the agency from the person: "RCH (Janet)", "Janet (RCH)", "Janet - RCH"."""
    written = one_line(words)
    bracket = _BRACKET.match(written)
    if bracket and bracket[1] and bracket[2].strip():
        outside, inside = bracket[1].strip(), bracket[2].strip()
        if not join(outside, agencies).name and join(inside, agencies).name and looks_like_name(outside):
            return Source(inside, outside)
        return Source(outside, inside) if looks_like_name(inside) else Source(written)
    if join(written, agencies).name:
        return Source(written)
    parts = [part for part in _DASH.split(written) if part]
    if len(parts) == 2:
        for spelling, person in (parts, parts[::-1]):
            if join(spelling, agencies).name and looks_like_name(person) and not join(person, agencies).name:
                return Source(spelling, person)
    return Source(written)


@dataclass(slots=True)
class Clusters:
    """Provisional agencies: spellings that joined no known agency, gathered where they are near each other."""

    names: list[str] = field(default_factory=list)

    def place(self, spelling: str) -> Joined:
        """The provisional agency of a spelling, made when there is none."""
        found = join(spelling, self.names, CLUSTERS_FROM)
        if found.name:
            return found
        self.names.append(spelling)
        return Joined(spelling, 0)


def longest_first(spellings: Iterable[str]) -> list[str]:
    """Spellings so that full names come before their initials, whatever order the sheet had."""
    return sorted(spellings, key=lambda spelling: (-len(squashed(spelling)), spelling))
