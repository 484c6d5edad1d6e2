"""Whether two records may be one person: a score from 0 to 99 and the reasons for it, met and not met.

Only a person ever joins two people; this says how alike they look and why. The points are the panel's own default
(design, domain 11: name, alias, sound, birth date, address, telephone).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz.fuzz import ratio

from hipdesk.model.folding import fold_name, phone_key, place_key, sounds_of

VERY_LIKELY, LIKELY, POSSIBLE = 85, 65, 45
_POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?[0-9][a-z]{2})\b")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person for matching. Names as written; days may be partial (earliest and latest)."""

    names: tuple[str, ...]
    born_earliest: date | None = None
    born_latest: date | None = None
    age: int | None = None
    age_on: date | None = None
    places: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for or against, in words, and the points it gave."""

    met: bool
    words: str
    points: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two records look: 0 to 99, a word for it, and why."""

    score: int
    reasons: tuple[Reason, ...]

    @property
    def word(self) -> str:
        """ "Very likely the same", "Likely the same", "Possibly the same" or "Not alike"."""
        if self.score >= VERY_LIKELY:
            return "Very likely the same"
        if self.score >= LIKELY:
            return "Likely the same"
        return "Possibly the same" if self.score >= POSSIBLE else "Not alike"


def name_keys(names: Iterable[str]) -> set[str]:
    """The words of names and their sounds, as kept for the first sieve; words of one letter are left out."""
    keys: set[str] = set()
    for name in names:
        keys.update(f"w:{word[:60]}" for word in fold_name(name).split() if len(word) > 1)
        keys.update(f"s:{sound[:60]}" for sounds in sounds_of(name) for sound in sounds.split() if len(sound) > 1)
    return keys


def compare(one: Known, other: Known) -> Likeness:
    """How alike two people look. Symmetric; a name alone, however equal, is never more than possible."""
    reasons = [reason for reason in (_names(one, other), _births(one, other), _places(one, other)) if reason]
    phones = _phones(one, other)
    if phones:
        reasons.append(phones)
    return Likeness(max(0, min(99, sum(reason.points for reason in reasons))), tuple(reasons))


def _names(one: Known, other: Known) -> Reason:
    best = Reason(False, "The names differ", 0)
    for mine in one.names:
        for theirs in other.names:
            reason = _name_pair(mine, theirs)
            if reason.points > best.points:
                best = reason
    return best


def _name_pair(mine: str, theirs: str) -> Reason:
    first, second = fold_name(mine), fold_name(theirs)
    if not first or not second:
        return Reason(False, "A name is missing", 0)
    if first == second:
        same = " ".join(mine.split()).casefold() == " ".join(theirs.split()).casefold()
        return Reason(True, "Same name" if same else "Same name, written differently", 55)
    likeness = ratio(first, second)
    if likeness >= 90:
        return Reason(True, "Name differs by a letter or two", 48)
    if _sound_the_same(mine, theirs):
        return Reason(True, "Name sounds the same", 46)
    shared = _shared_words(first, second)
    if likeness >= 75:
        return Reason(True, f"Name sounds alike{shared}", 38)
    if shared or likeness >= 62:
        return Reason(True, f"Part of the name is the same{shared}" if shared else "Name is a little alike", 25)
    return Reason(False, "The names differ", 0)


def _sound_the_same(mine: str, theirs: str) -> bool:
    heard = {tuple(sorted(sound.split())) for sound in sounds_of(mine)} - {()}
    return any(tuple(sorted(sound.split())) in heard for sound in sounds_of(theirs))


def _shared_words(first: str, second: str) -> str:
    mine, theirs = set(first.split()), set(second.split())
    both = sorted(word for word in mine & theirs if len(word) > 2)
    return f": {both[0].capitalize()}" if both else ""


def _births(one: Known, other: Known) -> Reason | None:
    if one.born_earliest and other.born_earliest:
        return _birth_days(one, other)
    years = _birth_years(one), _birth_years(other)
    if years[0] is None or years[1] is None:
        return None
    if years[0][0] - 1 <= years[1][1] and years[1][0] - 1 <= years[0][1]:
        return Reason(True, "About the same age", 12)
    return Reason(False, "The ages differ", -25)


def _birth_days(one: Known, other: Known) -> Reason:
    first, second = one.born_earliest, other.born_earliest
    exact = one.born_earliest == one.born_latest and other.born_earliest == other.born_latest
    if first == second and exact:
        return Reason(True, "Same date of birth", 35)
    if first and second and (one.born_latest or first) >= second and (other.born_latest or second) >= first:
        return Reason(True, f"Born in {max(first, second).year}, day not known", 15)
    if first and second and (first.year, first.day, first.month) == (second.year, second.month, second.day):
        return Reason(True, "Date of birth with day and month changed over", 22)
    return Reason(False, "A different date of birth", -40)


def _birth_years(known: Known) -> tuple[int, int] | None:
    if known.born_earliest:
        return known.born_earliest.year, (known.born_latest or known.born_earliest).year
    if known.age is not None and known.age_on is not None:
        return known.age_on.year - known.age - 1, known.age_on.year - known.age
    return None


def _places(one: Known, other: Known) -> Reason | None:
    mine = {place_key(place) for place in one.places if place}
    theirs = {place_key(place) for place in other.places if place}
    if not mine or not theirs:
        return None
    if mine & theirs:
        return Reason(True, "Same address", 15)
    codes = [{code for key in keys for code in _POSTCODE.findall(key)} for keys in (mine, theirs)]
    if codes[0] & codes[1]:
        return Reason(True, "Same postcode", 8)
    return Reason(False, "A different address", 0)


def _phones(one: Known, other: Known) -> Reason | None:
    mine = {phone_key(phone) for phone in one.phones if phone}
    theirs = {phone_key(phone) for phone in other.phones if phone}
    if not mine or not theirs:
        return None
    if mine & theirs:
        return Reason(True, "Same telephone or e-mail", 18)
    return Reason(False, "A different telephone number", 0)
