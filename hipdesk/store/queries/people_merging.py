"""What a merge of two records touches: rows that point to a person, pairs, referrals a repeat may follow from."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, True_, and_, exists, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

from hipdesk.store.queries.cases import may_see, of_visible_case
from hipdesk.store.tables.base import Base
from hipdesk.store.tables.cases import CaseRow, NoteRow
from hipdesk.store.tables.people import (
    AddressRow,
    MergeRow,
    NameKeyRow,
    PersonAliasRow,
    PersonRow,
    PossibleDuplicateRow,
)
from hipdesk.store.tables.referrals import IncidentRow, InvolvementRow, ReferralRow
from hipdesk.store.work import Reading

# These are settled by rules of their own: a person's names and keys, pairs, and merges themselves.
_APART = frozenset({PersonRow, PersonAliasRow, NameKeyRow, PossibleDuplicateRow, MergeRow})


def pointing_kinds() -> list[tuple[str, type[Base], str]]:
    """Every kind of row that points to a person and follows a merge: table, row, column; future tables included."""
    kinds = []
    for mapper in Base.registry.mappers:
        if mapper.class_ in _APART:
            continue
        for attribute in mapper.column_attrs:
            for key in attribute.columns[0].foreign_keys:
                if key.target_fullname == "person.id":
                    kinds.append((str(mapper.local_table.description), mapper.class_, attribute.key))
    return sorted(kinds, key=lambda kind: (kind[0], kind[2]))


def rows_pointing(reading: Reading, kind: type[Base], column: str, person_id: str) -> list[Any]:
    """The rows of a kind that point to a person, in a fixed order."""
    table = kind.__table__
    order = [table.c.id] if "id" in table.c else list(table.primary_key.columns)  # type: ignore[attr-defined] # a table
    return list(reading.session.scalars(select(kind).where(table.c[column] == person_id).order_by(*order)))


def seen_people(reading: Reading, person_id: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """The condition that a person has a part in a case the actor may see, or in no case at all."""
    if isinstance(may_see(reading), True_):
        return true()
    part = aliased(InvolvementRow)
    kept_away = exists(select(part.id).where(part.person_id == person_id, part.case_id.is_not(None)))
    seen = exists(select(part.id).where(part.person_id == person_id, of_visible_case(reading, part.case_id)))
    return or_(~kept_away, seen)


def only_seen(reading: Reading, ids: Sequence[str]) -> list[str]:
    """Those of these people the actor may know of, in their order."""
    seen = set(
        reading.session.scalars(select(PersonRow.id).where(PersonRow.id.in_(ids), seen_people(reading, PersonRow.id)))
    )
    return [key for key in ids if key in seen]


def all_seen(reading: Reading, ids: Sequence[str]) -> bool:
    """Whether the actor may know of every one of these people."""
    return len(only_seen(reading, ids)) == len(ids)


def pairs_with(reading: Reading, person_id: str) -> list[PossibleDuplicateRow]:
    """Every pair that names a person, in whatever state."""
    pair = PossibleDuplicateRow
    named = or_(pair.person_id == person_id, pair.other_id == person_id)
    return list(reading.session.scalars(select(pair).where(named).order_by(pair.id)))


def referrals_touched(reading: Reading, people: Iterable[PersonRow]) -> list[ReferralRow]:
    """Referrals whose repeat flag may turn on these people: theirs, those of their homes, those of their namesakes."""
    rows = list(people)
    ids = [row.id for row in rows]
    homes = select(AddressRow.place_key).where(AddressRow.person_id.in_(ids), AddressRow.place_key != "")
    living = select(AddressRow.person_id).where(AddressRow.place_key.in_(homes))
    alike = [
        and_(PersonRow.folded == row.folded, PersonRow.born_earliest == row.born_earliest)
        for row in rows
        if row.folded and row.born_earliest
    ]
    namesakes = select(PersonRow.id).where(or_(PersonRow.id.in_(ids), *alike))
    part = InvolvementRow
    touched = select(part.referral_id).where(
        part.role.in_(("victim", "perpetrator")), or_(part.person_id.in_(namesakes), part.person_id.in_(living))
    )
    wanted = select(ReferralRow).where(ReferralRow.id.in_(touched)).order_by(ReferralRow.received_on, ReferralRow.id)
    return list(reading.session.scalars(wanted))


def cases_of_affected(reading: Reading, person_id: str) -> list[CaseRow]:
    """Cases in which someone is affected, seen or not: a flag that protects them must hold in all of them."""
    part = InvolvementRow
    mine = select(part.case_id).where(part.person_id == person_id, part.role.in_(("victim", "child", "household")))
    return list(reading.session.scalars(select(CaseRow).where(CaseRow.id.in_(mine)).order_by(CaseRow.id)))


def counted(reading: Reading, ids: Sequence[str]) -> tuple[int, int, int]:
    """Cases these people have a part in that the actor may see, the incidents of those, and the notes on them."""
    mine = select(InvolvementRow.case_id).where(InvolvementRow.person_id.in_(ids))
    cases = select(CaseRow.id).where(CaseRow.id.in_(mine), may_see(reading))
    counts = [
        select(func.count()).select_from(cases.subquery()),
        select(func.count()).where(IncidentRow.case_id.in_(cases)),
        select(func.count()).where(NoteRow.case_id.in_(cases)),
    ]
    found = [reading.session.scalar(wanted) or 0 for wanted in counts]
    return found[0], found[1], found[2]


def restricted_of(reading: Reading, person_id: str) -> bool:
    """Whether a person has a part in a restricted case that the actor may see."""
    part = InvolvementRow
    mine = select(part.case_id).where(part.person_id == person_id)
    wanted = select(CaseRow.id).where(CaseRow.id.in_(mine), CaseRow.restricted.is_(True), may_see(reading))
    return reading.session.scalar(select(wanted.exists())) is True


def joined_since(reading: Reading, merge: MergeRow) -> int:
    """Parts given to the kept record since the merge."""
    part = InvolvementRow
    wanted = select(func.count()).where(part.person_id == merge.kept_id, part.created_at > merge.made_at)
    return reading.session.scalar(wanted) or 0


def cases_without_secret_address(reading: Reading, ids: Sequence[str]) -> list[CaseRow]:
    """Of these cases those in which nobody affected has an address that is to be kept out of papers."""
    part = InvolvementRow
    secret = (
        select(part.case_id)
        .join(PersonRow, PersonRow.id == part.person_id)
        .where(
            part.case_id.in_(ids),
            part.role.in_(("victim", "child", "household")),
            PersonRow.address_confidential.is_(True),
        )
    )
    return list(reading.session.scalars(select(CaseRow).where(CaseRow.id.in_(ids), CaseRow.id.not_in(secret))))
