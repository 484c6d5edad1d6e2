"""Homes by letter: "Address A". A letter once kept for a home of a case is never given to another."""

from collections.abc import Iterable, Mapping

from hipdesk.model.folding import place_key
from hipdesk.model.referrals.views import NamedPerson


def address_labels(people: Iterable[NamedPerson], kept: Mapping[str, str]) -> dict[str, str]:
    """The label of each home by its ``place_key``: as kept in the record, else the next free letter in order."""
    labels: dict[str, str] = {}
    used = set(kept.values())
    place = 0
    for person in people:
        key = place_key(person.address)
        if not key or key in labels:
            continue
        label = kept.get(key, "")
        while not label:
            proposed, place = f"Address {_letter(place)}", place + 1
            label = "" if proposed in used else proposed
        labels[key] = label
        used.add(label)
    return labels


def is_withheld(person: NamedPerson) -> bool:
    """Whether a home may never stand in a paper: a confidential one, and that of a witness."""
    return bool(person.address) and (person.address_kept or person.role == "witness")


def withheld_places(people: Iterable[NamedPerson]) -> frozenset[str]:
    """The homes that may not be said, by ``place_key``: whoever else lives there."""
    return frozenset(place_key(person.address) for person in people if is_withheld(person))


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else f"{place + 1}"
