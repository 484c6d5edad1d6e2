"""People: who looks alike, and the tray of possible duplicates. Nothing here ever joins two people by itself."""

from collections.abc import Iterable, Sequence
from typing import Literal

from hipdesk.kernel.errors import Refused
from hipdesk.model.folding import fold, fold_name, phone_key, sound_of
from hipdesk.model.matching import POSSIBLE, Known, compare, name_keys
from hipdesk.model.people import AddressSeen, DuplicateCompared, DuplicatePair, LookAlike, Probe
from hipdesk.model.users import Right
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import duplicates
from hipdesk.store.queries import people as queries
from hipdesk.store.tables.people import NameKeyRow, PersonAliasRow, PersonRow, PossibleDuplicateRow
from hipdesk.store.work import Reading, Work


@reads(Right.READ_CASES)
def look_alikes(reading: Reading, probe: Probe, most: int = 5) -> tuple[LookAlike, ...]:
    """People in the record who may be the one being typed, most alike first, at most ``most``."""
    names = tuple(name for name in (probe.name, probe.own_script) if name.strip())
    if not names and not probe.phone and not probe.address:
        return ()
    typed = Known(
        names, probe.born_earliest, probe.born_latest, probe.age, reading.today if probe.age is not None else None,
        (probe.address,) if probe.address else (), (probe.phone,) if probe.phone else (),
    )  # fmt: skip
    ids = queries.candidates(reading, probe)
    alike = []
    for person_id, (known, name, own_script, born) in queries.known_of(reading, ids).items():
        likeness = compare(typed, known)
        if likeness.score >= POSSIBLE:
            alike.append((likeness, person_id, name, own_script, born))
    alike.sort(key=lambda found: (-found[0].score, found[1]))
    kept = alike[:most]
    parts = queries.parts_of(reading, [found[1] for found in kept])
    return tuple(
        LookAlike(person_id, name, own, born, likeness.score, likeness.word, likeness.reasons, tuple(parts[person_id]))
        for likeness, person_id, name, own, born in kept
    )


@reads(Right.READ_CASES)
def seen_at_address(reading: Reading, address: str) -> AddressSeen:
    """What else the record holds at an address."""
    return queries.at_address(reading, address)


@reads(Right.EDIT_PEOPLE, "duplicates.opened")
def duplicates_tray(reading: Reading) -> list[DuplicatePair]:
    """Pairs waiting for a decision; shows names, so opening it is logged."""
    return queries.open_duplicates(reading)


@reads(Right.EDIT_PEOPLE, "duplicate.opened")
def compare_duplicate(reading: Reading, pair_id: str) -> DuplicateCompared:
    """A pair side by side; shows names, so opening it is logged. Refused when it is not there any more."""
    pair = reading.find(PossibleDuplicateRow, pair_id)
    sides = duplicates.sides_of(reading, pair)
    if sides is None:
        raise Refused("One of the two is no longer a record of its own.", kept="Nothing was changed.")
    (known, first), (other, second) = sides
    likeness = compare(known, other)
    return DuplicateCompared(pair.id, pair.state, likeness.score, likeness.word, likeness.reasons, first, second)


@writes(Right.EDIT_PEOPLE, "duplicate.decided")
def decide_duplicate(work: Work, pair_id: str, decision: Literal["two_people", "later"]) -> None:
    """Keep two records apart for good, or leave the pair at the end of the tray."""
    pair = work.change(PossibleDuplicateRow, pair_id)
    pair.state = decision
    pair.decided_at, pair.decided_by = work.now, work.actor.holder_id
    work.record("duplicate.decided", "possible_duplicate", pair_id, fields=["state"], values={"state": decision})


def set_names(work: Work, person: PersonRow, aliases: Sequence[str] = ()) -> None:
    """Fill what is derived from a person's names and number, and keep the sieve of matching in step."""
    person.folded, person.sound = fold_name(person.name), sound_of(person.name)
    person.contact_folded = phone_key(person.contact_number) if person.contact_number else None
    work.session.flush()
    for row in queries.alias_rows(work, person.id):
        work.session.delete(row)
    for alias in aliases:
        work.session.add(PersonAliasRow(person_id=person.id, name=alias, folded=fold(alias), sound=sound_of(alias)))
    for key_row in queries.name_key_rows(work, person.id):
        work.session.delete(key_row)
    work.session.flush()
    if not person.pseudonym and person.kind not in ("unknown", "group"):
        for key in sorted(name_keys([person.name, *aliases, *([person.own_script] if person.own_script else [])])):
            work.session.add(NameKeyRow(key=key, person_id=person.id))
    work.session.flush()


def file_possible_duplicates(work: Work, person_ids: Iterable[str]) -> int:
    """Compare these people with the record and file every pair that looks alike; returns how many are new."""
    ids = list(person_ids)
    there = queries.pairs_there(work, ids)
    filed = 0
    for person_id, (known, name, own_script, _born) in queries.known_of(work, ids).items():
        probe = Probe(
            name=name, own_script=own_script or "", born_earliest=known.born_earliest, born_latest=known.born_latest,
            phone=known.phones[0] if known.phones else "", except_person=person_id,
        )  # fmt: skip
        others = queries.known_of(work, queries.candidates(work, probe))
        for other_id, (other, *_rest) in others.items():
            likeness = compare(known, other)
            first, second = sorted((person_id, other_id))
            if likeness.score < POSSIBLE or (first, second) in there:
                continue
            there.add((first, second))
            reasons = [reason.words for reason in likeness.reasons if reason.met]
            work.session.add(
                PossibleDuplicateRow(person_id=first, other_id=second, score=likeness.score, reasons=reasons)
            )
            filed += 1
    return filed
