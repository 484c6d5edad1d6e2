"""Who a paper is for, and so what of the people of its cases may not be said in it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from hipdesk.model.folding import place_key
from hipdesk.model.partial_dates import read_partial_day
from hipdesk.model.redaction.homes import withheld_places
from hipdesk.model.redaction.scan import Scanner, said_as_initials
from hipdesk.model.redaction.terms import Told, initials_keys, terms_of
from hipdesk.model.referrals.views import NamedPerson

Audience = Literal["full", "research", "pack", "initials", "agenda", "public", "subject"]
"""*full* the officer; *research* an agency that looks everybody up; *pack* a core agency; *initials* the same where the
office gives no names; *agenda* and the projector; *public* a published paper; *subject* the person ``subject_id`` only.
"""
ActionsTold = Literal["", "own", "all"]
"""Which live actions a paper tells of beside its cases: none, those of the agency it is for, or all."""
Narratives = Literal["", "actions", "all"]
"""Which texts written about its cases a paper prints: none, the wording of actions, or all of them."""
NUMBER = "(number on file)"
LEFT_OUT = "(left out)"
AT_WORK = frozenset({"advocate", "professional", "reporter"})
"""Roles of those who come to the panel or write to it in their work: their names are no secret of a case."""


def hidden(
    people: Sequence[NamedPerson],
    audience: Audience,
    homes: Mapping[str, str],
    *,
    marked: Iterable[tuple[str, str]] = (),
    subject_id: str = "",
) -> Scanner:
    """What may not be said to an audience of the people of one case, to look for and to replace.

    ``homes`` are labels by ``place_key``; ``marked`` are words an officer marked, each with what stands instead. What
    is printed openly of somebody else (a family name, a street) is no secret of a third; marked words always are.
    """
    if audience == "full":
        return Scanner(())
    secret_homes = _secret_homes(people, audience, subject_id)
    told = [_told(each, audience, homes, secret_homes, subject_id) for each in people]
    shown = terms_of([_shown(each, audience, secret_homes, subject_id) for each in people])
    by_hand = terms_of([Told(label, marked=(words,)) for words, label in marked])
    hidden_terms = terms_of(told, shown)
    called: set[str] = set()
    if audience == "pack":
        # Who is named there is called by initials in places: the same letters of a child say nothing of it.
        called = {
            key for each in people if is_named(each, audience) for name in _names(each) for key in initials_keys(name)
        }
        hidden_terms = tuple(term for term in hidden_terms if term.rule != "initials" or term.key not in called)
    # In a paper on several cases they say nothing of another case's child either, nor does a part of "Y.B.-A.".
    parts = {key[at:end] for key in called for at in range(len(key) - 1) for end in range(at + 2, len(key) + 1)}
    return Scanner([*by_hand, *hidden_terms], [*(term.key for term in shown), *map(said_as_initials, parts)])


def is_named(person: NamedPerson, audience: Audience, subject_id: str = "") -> bool:
    """Whether a person's name may stand in a paper for this audience."""
    rules: dict[Audience, Callable[[], bool]] = {
        "full": lambda: True,
        "research": lambda: True,
        "pack": lambda: person.role != "child",
        "initials": lambda: person.role in AT_WORK,
        "agenda": lambda: False,
        "public": lambda: False,
        "subject": lambda: person.person_id == subject_id,
    }
    return rules[audience]()


def _secret_homes(people: Sequence[NamedPerson], audience: Audience, subject_id: str) -> frozenset[str]:
    every = frozenset(place_key(each.address) for each in people if each.address)
    if audience in ("agenda", "public"):
        return every
    if audience == "subject":
        return every - {place_key(each.address) for each in people if each.person_id == subject_id}
    return withheld_places(people)


def _told(
    person: NamedPerson, audience: Audience, homes: Mapping[str, str], secret: frozenset[str], subject_id: str
) -> Told:
    if audience == "subject" and person.person_id == subject_id:
        return Told(person.label)
    hides_name = not is_named(person, audience, subject_id)
    hides_home = place_key(person.address) in secret
    return Told(
        label=person.label,
        names=_names(person) if hides_name else (),
        born=_day(person.born) if hides_name else None,
        addresses=(person.address,) if hides_home else (),
        postcodes=(person.postcode,) if hides_home else (),
        address_label=homes.get(place_key(person.address), ""),
        phones=(person.contact_number,) if person.contact_number else (),
        number_label=NUMBER,
        with_initials=hides_name and audience in ("pack", "public", "subject"),
    )


def _shown(person: NamedPerson, audience: Audience, secret: frozenset[str], subject_id: str) -> Told:
    at_home = bool(person.address) and place_key(person.address) not in secret
    return Told(
        label=person.label,
        names=_names(person) if is_named(person, audience, subject_id) else (),
        addresses=(person.address,) if at_home else (),
        postcodes=(person.postcode,) if at_home else (),
    )


def _names(person: NamedPerson) -> tuple[str, ...]:
    return tuple(name for name in (person.name, person.own_script, *person.aliases) if name.strip())


def _day(born: str) -> date | None:
    """The birth date where it is known to the day."""
    return read_partial_day(born).exact if born else None
