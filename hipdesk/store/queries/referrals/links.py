"""Earlier referrals that share a person affected, a home or an alleged perpetrator: the repeat rule's input."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, or_, select

from hipdesk.model.repeats import EarlierLink, RepeatKind
from hipdesk.store.tables.people import AddressRow, PersonRow
from hipdesk.store.tables.referrals import InvolvementRow, ReferralRow
from hipdesk.store.work import Reading

_CHUNK = 200


@dataclass(frozen=True, slots=True)
class _Met:
    """A person of this referral as others may hold them."""

    person_id: str
    role: str


def earlier_links(reading: Reading, referral_id: str) -> tuple[EarlierLink, ...]:
    """Links from this referral to others by person (the same record, a merged one, or the same name and birth day),
    and by the home of a person affected. Referrals of cases the holder may not see count too: the rule is a figure."""
    rows = reading.session.execute(
        select(InvolvementRow.person_id, InvolvementRow.role).where(
            InvolvementRow.referral_id == referral_id, InvolvementRow.role.in_(("victim", "perpetrator"))
        )
    )
    met = [_Met(*row) for row in rows]
    links: list[EarlierLink] = []
    roles: tuple[RepeatKind, ...] = ("victim", "perpetrator")
    for role in roles:
        ids = _same_people(reading, [one.person_id for one in met if one.role == role])
        links += _links(reading, referral_id, role, role, ids)
    homes = _homes(reading, [one.person_id for one in met if one.role == "victim"])
    there = _living_at(reading, homes)
    links += _links(reading, referral_id, "address", "victim", there)
    return tuple(links)


def _same_people(reading: Reading, ids: Sequence[str]) -> set[str]:
    """These people, those merged with them, and those of exactly the same folded name and birth day."""
    if not ids:
        return set()
    mine = reading.session.execute(
        select(PersonRow.id, PersonRow.merged_into, PersonRow.folded, PersonRow.born_earliest, PersonRow.born_precision)
        .where(PersonRow.id.in_(ids))
    ).all()  # fmt: skip
    roots = {row.merged_into or row.id for row in mine}
    alike = [
        and_(
            PersonRow.folded == row.folded,
            PersonRow.born_earliest == row.born_earliest,
            PersonRow.born_precision == "day",
        )
        for row in mine
        if row.folded and row.born_earliest and row.born_precision == "day"
    ]
    same = select(PersonRow.id, PersonRow.merged_into).where(
        or_(PersonRow.id.in_(roots), PersonRow.merged_into.in_(roots), *alike)
    )
    return {*ids, *roots, *(key for row in reading.session.execute(same) for key in row if key)}


def _homes(reading: Reading, ids: Sequence[str]) -> set[str]:
    keys = reading.session.scalars(
        select(AddressRow.place_key).where(AddressRow.person_id.in_(ids), AddressRow.place_key != "")
    )
    return set(keys)


def _living_at(reading: Reading, homes: Iterable[str]) -> set[str]:
    wanted = sorted(homes)
    return (
        set(reading.session.scalars(select(AddressRow.person_id).where(AddressRow.place_key.in_(wanted))))
        if wanted
        else set()
    )


def _links(reading: Reading, referral_id: str, kind: RepeatKind, role: str, ids: set[str]) -> list[EarlierLink]:
    found: list[EarlierLink] = []
    ordered = sorted(ids)
    for start in range(0, len(ordered), _CHUNK):
        rows = reading.session.execute(_shared(referral_id, role, ordered[start : start + _CHUNK]))
        found += [EarlierLink(kind, reference, received) for reference, received in rows]
    return found


def _shared(referral_id: str, role: str, ids: Sequence[str]) -> Select[str, date]:
    return (
        select(ReferralRow.reference, ReferralRow.received_on)
        .join(InvolvementRow, InvolvementRow.referral_id == ReferralRow.id)
        .where(
            ReferralRow.id != referral_id,
            ReferralRow.status.not_in(("draft", "duplicate")),
            InvolvementRow.role == role,
            InvolvementRow.person_id.in_(ids),
        )
        .distinct()
    )
