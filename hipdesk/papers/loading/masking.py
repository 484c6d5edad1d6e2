"""Masking in the data before a paper is set: children by label, confidential homes and every number withheld.

Longest first, whole words, whatever the case or spacing. The proof on the finished bytes is another matter.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hipdesk.model.folding import fold, place_key
from hipdesk.model.referrals.views import NamedPerson

WITHHELD = "(withheld)"
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Homes:
    """Homes of a case by person: the label of each ("Address B") and what a paper prints of it."""

    labels: Mapping[str, str]
    printed: Mapping[str, str]
    confidential: tuple[str, ...]


def homes_of(people: Iterable[NamedPerson]) -> Homes:
    """Letter the homes in the order of the people; confidential ones, and those of witnesses, are withheld.

    A child of the household without an address of its own lives where the person affected lives.
    """
    letters: dict[str, str] = {}
    labels: dict[str, str] = {}
    printed: dict[str, str] = {}
    secret: dict[str, None] = {}
    everyone = list(people)
    kept = {place_key(each.address) for each in everyone if each.address and _withheld(each)}
    for person in everyone:
        if not person.address:
            continue
        key = place_key(person.address)
        label = letters.setdefault(key, f"Address {_letter(len(letters))}")
        labels[person.id] = label
        printed[person.id] = f"{label} {WITHHELD}" if key in kept else f"{label}: {person.address}"
        if person.address_kept:
            secret[label] = None
    victim = next((each.id for each in everyone if each.role == "victim" and each.id in labels), None)
    for person in everyone:
        if person.role == "child" and victim is not None and person.id not in printed:
            printed[person.id] = (
                f"{labels[victim]} {WITHHELD}" if printed[victim].endswith(WITHHELD) else labels[victim]
            )
    return Homes(labels, printed, tuple(secret))


def _withheld(person: NamedPerson) -> bool:
    return person.address_kept or person.role == "witness"


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else f"{place + 1}"


class Mask:
    """Replaces what a paper may not say in free text."""

    def __init__(self, people: Iterable[NamedPerson], homes: Homes) -> None:
        words: dict[str, str] = {}
        for person in people:
            if person.role == "child":
                for name in (person.name, person.own_script, *person.aliases, *person.name.split()):
                    words[name] = person.label
            if person.id in homes.labels and homes.printed[person.id].endswith(WITHHELD):
                words[person.address] = homes.labels[person.id]
                words[person.postcode] = homes.labels[person.id]
            words[person.contact_number] = "(number on file)"
        self._words = {word: label for word, label in words.items() if len(word.strip()) >= _SHORTEST}
        self._pattern = _pattern(self._words)

    def over(self, text: str) -> str:
        """The text with everything replaced."""
        if self._pattern is None or not text:
            return text
        return self._pattern.sub(lambda found: self._label(found.group(0)), text)

    def _label(self, found: str) -> str:
        plain = _plain(found)
        return next((label for word, label in self._words.items() if _plain(word) == plain), "(withheld)")


def _plain(text: str) -> str:
    return re.sub(r"[\s,.;-]+", "", fold(text))


def _pattern(words: Mapping[str, str]) -> re.Pattern[str] | None:
    if not words:
        return None
    parts = []
    for word in sorted(words, key=len, reverse=True):
        bits = [re.escape(bit) for bit in re.split(r"[\s,]+", word.strip()) if bit]
        parts.append(r"[\s,]+".join(bits))
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)
