"""Masking in the data before a paper is set: children by label, confidential homes and every number withheld.

What is looked for is the model's rule; the proof on the finished bytes looks for the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hipdesk.model.folding import place_key
from hipdesk.model.redaction.audiences import Audience, hidden
from hipdesk.model.redaction.homes import address_labels, withheld_places
from hipdesk.model.redaction.scan import masked
from hipdesk.model.referrals.views import NamedPerson
from hipdesk.store.queries.redaction import kept_labels, marked_words
from hipdesk.store.work import Reading

WITHHELD = "(withheld)"


@dataclass(frozen=True, slots=True)
class Homes:
    """Homes of a case by person: the label of each ("Address B") and what a paper prints of it.

    ``places`` are the labels by home, for homes of people who have none of their own.
    """

    labels: Mapping[str, str]
    printed: Mapping[str, str]
    confidential: tuple[str, ...]
    places: Mapping[str, str]


def homes_of(people: Iterable[NamedPerson], kept: Mapping[str, str] | None = None) -> Homes:
    """The homes by letter, those ``kept`` in the record first; confidential ones, and those of witnesses, withheld.

    A child of the household without an address of its own lives where the person affected lives.
    """
    labels: dict[str, str] = {}
    printed: dict[str, str] = {}
    secret: dict[str, None] = {}
    everyone = list(people)
    places = address_labels(everyone, kept or {})
    withheld = withheld_places(everyone)
    for person in everyone:
        if not person.address:
            continue
        key = place_key(person.address)
        label = places.get(key, "")
        labels[person.id] = label
        printed[person.id] = f"{label} {WITHHELD}" if key in withheld else f"{label}: {person.address}"
        if person.address_kept:
            secret[label] = None
    victim = next((each.id for each in everyone if each.role == "victim" and each.id in labels), None)
    for person in everyone:
        if person.role == "child" and victim is not None and person.id not in printed:
            printed[person.id] = (
                f"{labels[victim]} {WITHHELD}" if printed[victim].endswith(WITHHELD) else labels[victim]
            )
    return Homes(labels, printed, tuple(secret), places)


def masking(
    reading: Reading, case_id: str, people: Sequence[NamedPerson], audience: Audience = "pack"
) -> tuple[Homes, "Mask"]:
    """The homes of a case by their kept letters, and what replaces the rest in its texts."""
    homes = homes_of(people, kept_labels(reading, case_id))
    return homes, Mask(people, homes, audience, marked_words(reading, case_id))


class Mask:
    """Replaces what a paper may not say in free text."""

    def __init__(
        self, people: Sequence[NamedPerson], homes: Homes, audience: Audience = "pack", marked: Iterable[str] = ()
    ) -> None:
        self.scanner = hidden(people, audience, homes.places, marked=marked)

    def over(self, text: str) -> str:
        """The text with everything replaced."""
        return masked(text, self.scanner)
