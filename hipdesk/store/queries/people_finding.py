"""The list of people: whom the words find, one page of lines, and the card of one person."""

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from hipdesk.kernel.clock import LONDON
from hipdesk.model.folding import fold_name, phone_key, place_key
from hipdesk.model.matching import Known, compare
from hipdesk.model.pages import Page
from hipdesk.model.partial_dates import read_partial_day
from hipdesk.model.people import PersonCard, PersonFilter, PersonLine, Probe
from hipdesk.model.referrals.naming import initials_of_person
from hipdesk.store import search
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.duplicates import sources_of
from hipdesk.store.queries.involvements import age_on
from hipdesk.store.queries.people import candidates, known_of, parts_of, standing_for
from hipdesk.store.queries.people_merging import seen_people
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.people import AddressRow, NameKeyRow, PersonAliasRow, PersonRow, PossibleDuplicateRow
from hipdesk.store.tables.referrals import InvolvementRow
from hipdesk.store.work import Reading

_MOST = 300
_LEAST = 3
# What matching gives for a name that sounds alike, without anything else in common.
_SOUNDS_ALIKE = 38
_FIGURES = re.compile(r"[\d\s+()-]{5,}")
NAME, ALIKE, HOME, PHONE, BORN = "by name", "sounds alike", "by address", "by telephone or e-mail", "by date of birth"


def people_page(reading: Reading, wanted: PersonFilter, offset: int, limit: int) -> Page[PersonLine]:
    """One page of people the actor may know of: the newest first, or those the words find, the surest first."""
    listed = _listed(reading, wanted.role)
    if not wanted.words.strip():
        total = reading.session.scalar(select(func.count()).select_from(PersonRow).where(listed)) or 0
        ordered = select(PersonRow.id).where(listed).order_by(PersonRow.created_at.desc(), PersonRow.id)
        ids = list(reading.session.scalars(ordered.offset(offset).limit(limit)))
        return Page(_lines(reading, ids, {}), total, offset)
    why = found_by(reading, wanted.words)
    seen = set(reading.session.scalars(select(PersonRow.id).where(PersonRow.id.in_(list(why)), listed)))
    cases = parts_of(reading, list(seen))
    # The surest first, and of those found alike the people of a case before those of a referral only.
    order = list(dict.fromkeys(why.values()))
    kept = sorted((key for key in why if key in seen), key=lambda key: (order.index(why[key]), not cases[key]))
    return Page(_lines(reading, kept[offset : offset + limit], why), len(kept), offset)


def _listed(reading: Reading, role: str | None) -> ColumnElement[bool]:
    part = InvolvementRow
    rules = [PersonRow.merged_into.is_(None), seen_people(reading, PersonRow.id)]
    if role:
        seen = or_(part.case_id.is_(None), of_visible_case(reading, part.case_id))
        rules.append(exists(select(part.id).where(part.person_id == PersonRow.id, part.role == role, seen)))
    return and_(*rules)


def found_by(reading: Reading, words: str) -> dict[str, str]:
    """Whom words find and how, the surest first: names in any script or spelling, homes, numbers, days of birth."""
    found: dict[str, str] = {}
    for how, ids in (
        (NAME, _named(reading, words)),
        (PHONE, _reached(reading, words)),
        (HOME, _living(reading, words)),
        (BORN, _born(reading, words)),
        (ALIKE, _sounding(reading, words)),
    ):
        for key in standing_for(reading, ids).values():
            found.setdefault(key, how)
    return found


def _named(reading: Reading, words: str) -> list[str]:
    """Whose names, aliases or own script hold every word, in any order, the last words as beginnings."""
    sets = []
    for word in fold_name(words).split():
        begins = NameKeyRow.key.between(f"w:{word}", f"w:{word}\x7f")
        sets.append(set(reading.session.scalars(select(NameKeyRow.person_id).where(begins).limit(_MOST))))
    found = dict.fromkeys(sorted(set.intersection(*sets))) if sets else {}
    hits = search.find(reading.session, words, _MOST)
    found.update(dict.fromkeys(hit.record_id for hit in hits if hit.kind == "person"))
    aliases = [hit.record_id for hit in hits if hit.kind == "alias"]
    owners = select(PersonAliasRow.person_id).where(PersonAliasRow.id.in_(aliases))
    found.update(dict.fromkeys(reading.session.scalars(owners) if aliases else ()))
    return list(found)


def _sounding(reading: Reading, words: str) -> list[str]:
    """Whose name sounds, or is written, like the words, as matching compares names; the most alike first."""
    if len(fold_name(words)) < _LEAST:
        return []
    typed = Known((words,))
    alike = []
    for key, (known, *_rest) in known_of(reading, candidates(reading, Probe(name=words[:200]))).items():
        score = compare(typed, Known(known.names)).score
        if score >= _SOUNDS_ALIKE:
            alike.append((-score, key))
    return [key for _score, key in sorted(alike)]


def _reached(reading: Reading, words: str) -> list[str]:
    if "@" not in words and not _FIGURES.fullmatch(words.strip()):
        return []
    number = words.strip()
    key = phone_key(f"0{number[3:]}" if number.startswith("+44") else number)
    begins = PersonRow.contact_folded.startswith(key, autoescape=True)
    return list(reading.session.scalars(select(PersonRow.id).where(begins).limit(_MOST)))


def _living(reading: Reading, words: str) -> list[str]:
    hits = [hit.record_id for hit in search.find(reading.session, words, _MOST) if hit.kind == "address"]
    key = place_key(words)
    here = or_(AddressRow.id.in_(hits), and_(AddressRow.place_key == key, AddressRow.place_key != ""))
    return list(reading.session.scalars(select(AddressRow.person_id).where(here).limit(_MOST)))


def _born(reading: Reading, words: str) -> list[str]:
    if not any(sign.isdigit() for sign in words):
        return []
    day = read_partial_day(words, birth=True)
    if day.earliest is None or day.latest is None:
        return []
    within = and_(PersonRow.born_earliest >= day.earliest, PersonRow.born_latest <= day.latest)
    return list(reading.session.scalars(select(PersonRow.id).where(within).limit(_MOST)))


def _lines(reading: Reading, ids: Sequence[str], why: dict[str, str]) -> tuple[PersonLine, ...]:
    rows = {row.id: row for row in reading.session.scalars(select(PersonRow).where(PersonRow.id.in_(ids)))}
    parts, twins, words = parts_of(reading, ids), pairs_of(reading, ids), Words(reading)
    return tuple(
        PersonLine(
            key, initials_of_person(rows[key].name, rows[key].kind), rows[key].kind, age_on(rows[key], reading.today),
            tuple(dict.fromkeys(words.of("person_role", part.role) for part in parts[key])),
            len({part.case_id for part in parts[key]}), parts[key][0].reference if parts[key] else "",
            parts[key][0].status if parts[key] else "", why.get(key, ""), key in twins,
        )
        for key in ids
    )  # fmt: skip


def pairs_of(reading: Reading, ids: Sequence[str]) -> dict[str, str]:
    """Per person the likeliest pair that waits for a decision."""
    pair = PossibleDuplicateRow
    rows = reading.session.execute(
        select(pair.id, pair.person_id, pair.other_id)
        .where(
            pair.state.in_(("open", "later")),
            or_(pair.person_id.in_(ids), pair.other_id.in_(ids)),
            seen_people(reading, pair.person_id),
            seen_people(reading, pair.other_id),
        )
        .order_by(pair.score)
    )
    found = {}
    for key, one, other in rows:
        found[one] = found[other] = key
    return found


def person_row(reading: Reading, person_id: str) -> PersonRow:
    """The record that stands for a person the actor may know of; Refused, as for one that is not there, otherwise."""
    key = standing_for(reading, [person_id])[person_id]
    row = reading.session.scalar(select(PersonRow).where(PersonRow.id == key, seen_people(reading, PersonRow.id)))
    return row if row is not None else reading.find(PersonRow, "")


def names(reading: Reading, ids: Sequence[str]) -> dict[str, str]:
    """Names of those of these people the actor may know of."""
    seen = select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(ids), seen_people(reading, PersonRow.id))
    return {row.id: row.name or "Not named" for row in reading.session.execute(seen)}


def card_of(reading: Reading, row: PersonRow) -> PersonCard:
    """One person without their name."""
    made: date = row.created_at.astimezone(LONDON).date()
    return PersonCard(
        row.id, initials_of_person(row.name, row.kind), row.kind, age_on(row, reading.today), made,
        sources_of(reading, [row.id]).get(row.id, ""), tuple(parts_of(reading, [row.id])[row.id]),
        pairs_of(reading, [row.id]).get(row.id, ""),
    )  # fmt: skip
