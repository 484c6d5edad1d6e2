"""People: who looks alike, and the tray of possible duplicates. Nothing here ever joins two people by itself."""

from collections.abc import Iterable, Sequence
from typing import Literal

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.text import one_line
from hipdesk.model.folding import fold, fold_name, phone_key, sound_of
from hipdesk.model.matching import POSSIBLE, Known, compare, name_keys
from hipdesk.model.merging import COLUMNS, FIELDS, Record, may_keep_both, propose
from hipdesk.model.pages import Page
from hipdesk.model.people import (
    AddressSeen,
    AnswerPair,
    DuplicateCompared,
    DuplicateSide,
    DuplicatesTray,
    LookAlike,
    PersonCard,
    PersonFilter,
    PersonLine,
    PersonNamed,
    Probe,
)
from hipdesk.model.users import Right
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import duplicates
from hipdesk.store.queries import people as queries
from hipdesk.store.queries import people_finding as finding
from hipdesk.store.queries import people_merging as merging
from hipdesk.store.queries.people_words import answer_words, reason_words
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.people import NameKeyRow, PersonAliasRow, PersonRow, PossibleDuplicateRow
from hipdesk.store.work import Reading, Work

_WHY_LONGEST = 500


@reads(Right.READ_CASES)
def look_alikes(reading: Reading, probe: Probe, most: int = 5) -> tuple[LookAlike, ...]:
    """People in the record who may be the one being typed, most alike first, at most ``most``.

    Nobody whose every case is kept from the holder is among them.
    """
    names = tuple(name for name in (probe.name, probe.own_script) if name.strip())
    if not names and not probe.phone and not probe.address:
        return ()
    typed = Known(
        names, probe.born_earliest, probe.born_latest, probe.age, reading.today if probe.age is not None else None,
        (probe.address,) if probe.address else (), (probe.phone,) if probe.phone else (),
    )  # fmt: skip
    ids = merging.only_seen(reading, list(queries.candidates(reading, probe)))
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


@reads(Right.READ_CASES)
def list_people(reading: Reading, wanted: PersonFilter, offset: int = 0, limit: int = 100) -> Page[PersonLine]:
    """People by initials, newest first, or those the words find, the surest first; only those one may know of."""
    return finding.people_page(reading, wanted, offset, limit)


@reads(Right.READ_CASES, "people.names_shown")
def names_of_people(reading: Reading, ids: Sequence[str]) -> dict[str, str]:
    """The names of people on a list, shown because somebody asked; those one may not know of are left out."""
    return finding.names(reading, ids)


@reads(Right.READ_CASES)
def person_card(reading: Reading, person_id: str) -> PersonCard:
    """One person without their name, with their part in every case one may see. A merged record leads to the other."""
    return finding.card_of(reading, finding.person_row(reading, person_id))


@reads(Right.READ_CASES, "person.opened")
def person_named(reading: Reading, person_id: str) -> PersonNamed:
    """Names, homes and everything else known of one person, shown because somebody asked."""
    row = finding.person_row(reading, person_id)
    words, record = Words(reading), record_of(row, row)
    answers = [(field, answer_words(words, field, record.values) or record.reason(field)) for field in FIELDS]
    return PersonNamed(
        row.id, row.name or "Not named", row.own_script or "",
        tuple(alias.name for alias in queries.alias_rows(reading, row.id)),
        duplicates.homes_of(reading, [row.id]).get(row.id, ()),
        tuple(
            (field.label, said if record.answered(field) else reason_words(said))
            for field, said in answers
            if said and field.code not in ("name", "own_script")
        ),
        tuple(merge for merge in duplicates.merges(reading, row.id) if merge.undone_on is None),
    )  # fmt: skip


@reads(Right.EDIT_PEOPLE, "duplicates.opened")
def duplicates_tray(reading: Reading) -> DuplicatesTray:
    """Pairs waiting for a decision, those decided of late, and merges; shows names, so opening it is logged."""
    return DuplicatesTray(
        tuple(duplicates.open_duplicates(reading)),
        tuple(duplicates.kept_apart(reading)),
        tuple(duplicates.merges(reading)),
    )


@reads(Right.EDIT_PEOPLE)
def duplicates_counted(reading: Reading) -> tuple[int, int]:
    """How many pairs nobody has looked at, and how many merges stand."""
    return duplicates.count_open(reading), duplicates.count_merges(reading)


@reads(Right.EDIT_PEOPLE, "duplicate.opened")
def compare_duplicate(reading: Reading, pair_id: str) -> DuplicateCompared:
    """A pair side by side; shows names, so opening it is logged. Refused when it is not there any more."""
    pair = reading.find(PossibleDuplicateRow, pair_id)
    if not merging.all_seen(reading, [pair.person_id, pair.other_id]):
        reading.find(PossibleDuplicateRow, "")
    sides = duplicates.sides_of(reading, pair)
    if sides is None:
        raise Refused("One of the two is no longer a record of its own.", kept="Nothing was changed.")
    (known, first), (other, second) = sides
    likeness = compare(known, other)
    return DuplicateCompared(
        pair.id, pair.state, likeness.score, likeness.word, likeness.reasons, first, second,
        _answers(reading, first.person_id, second.person_id),
        *merging.counted(reading, [first.person_id, second.person_id]),
        _warning(reading, first, second),
    )  # fmt: skip


def _answers(reading: Reading, kept_id: str, folded_id: str) -> tuple[AnswerPair, ...]:
    """Every field of which either says anything, with what is proposed."""
    rows = [reading.find(PersonRow, key) for key in (kept_id, folded_id)]
    mine, theirs = record_of(rows[0], rows[1]), record_of(rows[1], rows[0])
    words = Words(reading)
    pairs = []
    for field in FIELDS:
        proposal = propose(mine, theirs)[field.code]
        if proposal.empty:
            continue
        said = [answer_words(words, field, record.values) for record in (mine, theirs)]
        shown = [text or reason_words(record.reason(field)) for text, record in zip(said, (mine, theirs), strict=True)]
        pairs.append(
            AnswerPair(
                field.code, field.label, shown[0], shown[1], bool(said[0]), bool(said[1]), proposal.choice,
                proposal.why, proposal.same, may_keep_both(field, mine, theirs),
            )
        )  # fmt: skip
    return tuple(pairs)


def _warning(reading: Reading, first: DuplicateSide, second: DuplicateSide) -> str:
    """What speaks for a second look before merging."""
    sides = [{(part.case_id, part.role) for part in side.parts} for side in (first, second)]
    for mine, theirs in (sides, sides[::-1]):
        if {case for case, role in mine if role == "victim"} & {case for case, role in theirs if role == "perpetrator"}:
            return "In one case one is the person affected and the other the alleged perpetrator."
    secret = [merging.restricted_of(reading, side.person_id) for side in (first, second)]
    if secret[0] != secret[1]:
        return (
            "One of them is in a restricted case: after merging, what is known of them there is seen by everybody who "
            "may see the other’s cases."
        )
    return ""


@writes(Right.EDIT_PEOPLE, "duplicate.decided")
def decide_duplicate(work: Work, pair_id: str, decision: Literal["two_people", "later", "open"], why: str = "") -> None:
    """Keep two records apart for good and say why, leave the pair at the end of the tray, or let it wait again.

    Refused when the two were merged meanwhile, or when the actor may not know of them.
    """
    pair = work.change(PossibleDuplicateRow, pair_id)
    if not merging.all_seen(work, [pair.person_id, pair.other_id]):
        work.find(PossibleDuplicateRow, "")
    if pair.state not in ("open", "later", "two_people"):
        raise Refused("The two were merged meanwhile.", kept="Nothing was changed.", to_do="Undo the merge first.")
    pair.state = decision
    pair.reason = one_line(why)[:_WHY_LONGEST] or None if decision == "two_people" else None
    pair.decided_at, pair.decided_by = (None, None) if decision == "open" else (work.now, work.actor.holder_id)
    values = {"state": decision, "reason": pair.reason}
    work.record("duplicate.decided", "possible_duplicate", pair_id, fields=["state", "reason"], values=values)


def record_of(row: PersonRow, other: PersonRow) -> Record:
    """A person's answers as the rules of merging take them."""
    newer = (row.created_at, row.id) > (other.created_at, other.id)
    return Record({column: getattr(row, column) for column in COLUMNS}, dict(row.unanswered or {}), newer)


def set_names(work: Work, person: PersonRow, aliases: Sequence[str] = ()) -> None:
    """Give a person these aliases instead of those they have, and bring what is derived from names in step."""
    work.session.flush()
    for row in queries.alias_rows(work, person.id):
        work.session.delete(row)
    for alias in aliases:
        work.session.add(PersonAliasRow(person_id=person.id, name=alias, folded=fold(alias), sound=sound_of(alias)))
    refresh_names(work, person)


def refresh_names(work: Work, person: PersonRow) -> None:
    """Fill what is derived from a person's names and number, and keep the sieve of matching in step."""
    person.folded, person.sound = fold_name(person.name), sound_of(person.name)
    person.contact_folded = phone_key(person.contact_number) if person.contact_number else None
    work.session.flush()
    aliases = [row.name for row in queries.alias_rows(work, person.id)]
    wanted: set[str] = set()
    if not person.pseudonym and person.kind not in ("unknown", "group"):
        wanted = name_keys([person.name, *aliases, *([person.own_script] if person.own_script else [])])
    there = {row.key: row for row in queries.name_key_rows(work, person.id)}
    for key in sorted(there.keys() - wanted):
        work.session.delete(there[key])
    work.session.add_all(NameKeyRow(key=key, person_id=person.id) for key in sorted(wanted - there.keys()))
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
