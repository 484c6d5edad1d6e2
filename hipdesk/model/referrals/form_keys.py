"""What is there already, in a command made from the form: keys of people and incidents, and what nobody touched.

A form cannot show everything a referral holds: an entry of a list that has ended, a third order, a field that is not
asked of a witness. What was not changed on it therefore stays as it was.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from hipdesk.model.commands import Command
from hipdesk.model.referrals.commands import LogReferral
from hipdesk.model.referrals.entries import IncidentEntry
from hipdesk.model.referrals.form_answers import paths_in_order
from hipdesk.model.referrals.form_fields import CONTACT_NAMES, HOME_NAMES, INCIDENT_NAMES, ORDER_PLACES, PERSON_NAMES
from hipdesk.model.referrals.people import PersonEntry

Part = TypeVar("Part", bound=Command)

_OF_PERSON: Mapping[str, tuple[str, ...]] = {
    "born": ("birth",),
    "age_estimate": ("birth",),
    "aliases": ("other_names",),
    "orders": tuple(f"{place}_{name}" for place in ORDER_PLACES for name in ("kind", "terms", "until")),
}
"""Fields of a person that the form asks otherwise: by the form's names."""

_OF_INCIDENT: Mapping[str, tuple[str, ...]] = {there: (here,) for here, there in INCIDENT_NAMES.items()}
_OF_HEADER: Mapping[str, tuple[str, ...]] = {"own_references": ("own_reference",)}
_ELSEWHERE = frozenset({"people", "incidents", "strands", "sharing", "risk", "join", "unanswered", "declared"})


def identified(made: LogReferral, people: Sequence[str], known: Mapping[str, str]) -> LogReferral:
    """The command of a new referral, with the records its people were recognised as; see ``kept_with``."""
    named = zip(people, made.people, strict=True)
    entries = tuple(entry.model_copy(update={"person_id": known.get(path)}) for path, entry in named)
    return made.model_copy(update={"people": entries})


def kept_with(
    made: LogReferral,
    people: Sequence[str],
    incidents: Sequence[int],
    known: Mapping[str, str],
    before: LogReferral,
    touched: Collection[str],
) -> LogReferral:
    """The command of a referral that is there: with the keys of what it holds, and as it was where nothing was touched.

    ``people`` are the form's names of the people in the command's order, ``incidents`` the numbers of its incidents;
    ``known`` says which record a new person is; ``touched`` are the form's names of the fields that were changed.
    """
    there = dict(zip(paths_in_order(before), before.people, strict=True))
    entries = []
    for path, entry in zip(people, made.people, strict=True):
        old = there.get(path)
        if old is None:
            entries.append(entry.model_copy(update={"person_id": known.get(path)}))
        else:
            entries.append(_person(entry, old, path, touched))
    told = []
    for number, incident in zip(incidents, made.incidents, strict=True):
        held = before.incidents[number] if number < len(before.incidents) else None
        told.append(incident if held is None else _incident(incident, held, f"incidents.{number}.", touched))
    header = _untouched(before, "", _OF_HEADER, touched, _ELSEWHERE)
    sharing = made.sharing.model_copy(
        update={
            **_untouched(before.sharing, "sharing.", {}, touched, {"unanswered"}),
            "unanswered": _reasons(made.sharing.unanswered, before.sharing.unanswered, "sharing.", {}, touched),
        }
    )
    header["unanswered"] = _reasons(made.unanswered, before.unanswered, "", {}, touched)
    return made.model_copy(update={**header, "people": tuple(entries), "incidents": tuple(told), "sharing": sharing})


def _untouched(
    old: Command, prefix: str, names: Mapping[str, tuple[str, ...]], touched: Collection[str], but: Collection[str]
) -> dict[str, Any]:
    """The fields of ``old`` of which nothing on the form was changed, with what they held."""
    return {
        field: getattr(old, field)
        for field in type(old).model_fields
        if field not in but and not any(f"{prefix}{name}" in touched for name in names.get(field, (field,)))
    }


def _person(entry: PersonEntry, old: PersonEntry, path: str, touched: Collection[str]) -> PersonEntry:
    prefix = f"{path}."
    kept = _untouched(old, prefix, _OF_PERSON, touched, {"address", "contact", "unanswered"})
    kept["address"] = _part(entry.address, old.address, prefix, HOME_NAMES, touched)
    kept["contact"] = _part(entry.contact, old.contact, prefix, CONTACT_NAMES, touched)
    if "orders" not in kept:
        kept["orders"] = (*entry.orders, *old.orders[len(ORDER_PLACES) :])
    kept["unanswered"] = _reasons(entry.unanswered, old.unanswered, prefix, PERSON_NAMES, touched)
    return entry.model_copy(update=kept)


def _incident(entry: IncidentEntry, old: IncidentEntry, prefix: str, touched: Collection[str]) -> IncidentEntry:
    kept = _untouched(old, prefix, _OF_INCIDENT, touched, {"unanswered"})
    kept["unanswered"] = _reasons(entry.unanswered, old.unanswered, prefix, INCIDENT_NAMES, touched)
    return entry.model_copy(update=kept)


def _part(
    new: Part | None, old: Part | None, prefix: str, names: Mapping[str, str], touched: Collection[str]
) -> Part | None:
    """A home or contact: the one of the form, with what nobody touched as it was."""
    changed = {there for here, there in names.items() if f"{prefix}{here}" in touched}
    if not changed:
        return old
    if new is None or old is None:
        return new
    return new.model_copy(update={there: getattr(old, there) for there in names.values() if there not in changed})


def _reasons(
    new: Mapping[str, str], old: Mapping[str, str], prefix: str, names: Mapping[str, str], touched: Collection[str]
) -> dict[str, str]:
    back = {there: here for here, there in names.items()}
    kept = {field: why for field, why in old.items() if f"{prefix}{back.get(field, field)}" not in touched}
    return kept | dict(new)
