"""Masking in the data before a paper is set: children by label, confidential homes and every number withheld.

What is looked for is the model's rule; the proof on the finished bytes looks for the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hipdesk.model.action_log import ActionView
from hipdesk.model.folding import place_key
from hipdesk.model.redaction.audiences import AT_WORK, Audience, hidden
from hipdesk.model.redaction.homes import address_labels, withheld_places
from hipdesk.model.redaction.scan import Scanner, masked
from hipdesk.model.redaction.terms import Term, Told, open_phrases, terms_of
from hipdesk.model.referrals.views import NamedPerson
from hipdesk.model.settings import OfficeSettings
from hipdesk.services.cases import case_names
from hipdesk.services.settings import setting
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.redaction import kept_labels, marked_words, names_at_work
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
    reading: Reading,
    case_id: str,
    people: Sequence[NamedPerson],
    audience: Audience = "pack",
    *,
    subject_id: str = "",
) -> tuple[Homes, "Mask"]:
    """The homes of a case by their kept letters, and what replaces the rest in its texts."""
    homes = homes_of(people, kept_labels(reading, case_id))
    gone = hidden(people, audience, homes.places, marked=marked_words(reading, case_id), subject_id=subject_id)
    return homes, Mask(gone, open_phrases(names_at_work(reading)))


def case_audience(reading: Reading, subject_id: str = "") -> Audience:
    """Whom papers about cases are made for: one person, or the agencies, with initials only if the office sets it."""
    if subject_id:
        return "subject"
    return "initials" if setting(reading, OfficeSettings).initials_in_packs else "pack"


def masks_of(reading: Reading, case_ids: Iterable[str], audience: Audience) -> dict[str, "Mask"]:
    """The mask of each of these cases, as far as the holder may see them."""
    usual = open_phrases(names_at_work(reading))
    return {case_id: Mask(hidden_in(reading, case_id, audience), usual) for case_id in dict.fromkeys(case_ids)}


def masked_action(action: ActionView, mask: "Mask") -> ActionView:
    """An action with everything replaced in the words people wrote."""
    return replace(
        action, wording=mask.over(action.wording), done_when=mask.over(action.done_when),
        not_done_reason=mask.over(action.not_done_reason), last_word=mask.over(action.last_word),
    )  # fmt: skip


def hidden_in(reading: Reading, case_id: str, audience: Audience, *, subject_id: str = "") -> Scanner:
    """What may not be said of one case's people to an audience."""
    people = case_names(reading, case_id)
    homes = address_labels(people, kept_labels(reading, case_id))
    return hidden(people, audience, homes, marked=marked_words(reading, case_id), subject_id=subject_id)


def whole_case(reading: Reading, case_id: str) -> Scanner:
    """Everything about a case a recipient is kept out of: everybody's names, homes and numbers, and its reference."""
    people = [each for each in case_names(reading, case_id) if each.role not in AT_WORK]
    reference = case_row(reading, case_id).reference
    everything = hidden(people, "agenda", {})
    return Scanner([*everything.terms, *terms_of([Told(reference, references=(reference,))])])


class Mask:
    """Replaces what a paper may not say in free text. ``usual`` are names that may stand whole."""

    def __init__(self, scanner: Scanner, usual: Iterable[Term] = ()) -> None:
        self.scanner = Scanner([*scanner.terms, *usual], scanner.shown, small=scanner.small)

    def over(self, text: str) -> str:
        """The text with everything replaced."""
        return masked(text, self.scanner)
