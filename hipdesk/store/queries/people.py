"""Finding people: the sieve that brings up who may be alike, and the parts they have in cases."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import func, or_, select

from hipdesk.model.folding import phone_key, place_key
from hipdesk.model.matching import Known, name_keys
from hipdesk.model.people import AddressSeen, PartInCase, Probe
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.people import AddressRow, NameKeyRow, PersonAliasRow, PersonRow, PossibleDuplicateRow
from hipdesk.store.tables.referrals import IncidentRow, InvolvementRow
from hipdesk.store.work import Reading

_MOST = 200


def candidates(reading: Reading, probe: Probe) -> list[str]:
    """Ids of at most some hundreds of people worth comparing: shared name words or sounds, birth day, home, number."""
    found: dict[str, None] = {}
    keys = name_keys(name for name in (probe.name, probe.own_script) if name)
    if keys:
        shared = func.count().label("shared")
        rows = reading.session.execute(
            select(NameKeyRow.person_id, shared)
            .where(NameKeyRow.key.in_(sorted(keys)))
            .group_by(NameKeyRow.person_id)
            .order_by(shared.desc())
            .limit(_MOST)
        )
        found.update((row.person_id, None) for row in rows)
    if probe.born_earliest and probe.born_earliest == probe.born_latest:
        born = select(PersonRow.id).where(PersonRow.born_earliest == probe.born_earliest).limit(_MOST)
        found.update((key, None) for key in reading.session.scalars(born))
    if probe.phone:
        same = select(PersonRow.id).where(PersonRow.contact_folded == phone_key(probe.phone)).limit(_MOST)
        found.update((key, None) for key in reading.session.scalars(same))
    if probe.address:
        home = select(AddressRow.person_id).where(AddressRow.place_key == place_key(probe.address)).limit(_MOST)
        found.update((key, None) for key in reading.session.scalars(home))
    whole = standing_for(reading, list(found))
    kept = dict.fromkeys(whole[key] for key in found if key in whole)
    kept.pop(probe.except_person or "", None)
    return list(kept)


def standing_for(reading: Reading, ids: Sequence[str]) -> dict[str, str]:
    """Per id the record that stands for that person today: its own, or the one it was merged into."""
    standing = {key: key for key in ids}
    wanted = set(ids)
    while wanted:
        merged = select(PersonRow.id, PersonRow.merged_into).where(
            PersonRow.id.in_(wanted), PersonRow.merged_into.is_not(None)
        )
        onward = {row.id: row.merged_into for row in reading.session.execute(merged)}
        standing = {key: onward.get(at, at) for key, at in standing.items()}
        wanted = set(onward.values())
    return standing


def known_of(reading: Reading, ids: Sequence[str]) -> dict[str, tuple[Known, str, str | None, str]]:
    """Per person: what matching needs, name, own script, how the birth day reads. Merged-away records are left out."""
    aliases: dict[str, list[str]] = defaultdict(list)
    for person_id, name in reading.session.execute(
        select(PersonAliasRow.person_id, PersonAliasRow.name).where(PersonAliasRow.person_id.in_(ids))
    ):
        aliases[person_id].append(name)
    homes: dict[str, list[str]] = defaultdict(list)
    for person_id, lines, postcode in reading.session.execute(
        select(AddressRow.person_id, AddressRow.lines, AddressRow.postcode).where(AddressRow.person_id.in_(ids))
    ):
        homes[person_id].append(f"{lines} {postcode or ''}".strip())
    people = reading.session.execute(
        select(
            PersonRow.id, PersonRow.name, PersonRow.own_script, PersonRow.born_earliest, PersonRow.born_latest,
            PersonRow.born_words, PersonRow.age_estimate, PersonRow.age_estimated_on, PersonRow.contact_number,
            PersonRow.merged_into,
        ).where(PersonRow.id.in_(ids))
    )  # fmt: skip
    found = {}
    # Asked of SQLite, the condition would have it go through the index of all that are not merged.
    for row in (row for row in people if row.merged_into is None):
        names = [row.name, *aliases[row.id], *([row.own_script] if row.own_script else [])]
        known = Known(
            tuple(names), row.born_earliest, row.born_latest, row.age_estimate, row.age_estimated_on,
            tuple(homes[row.id]), (row.contact_number,) if row.contact_number else (),
        )  # fmt: skip
        found[row.id] = (known, row.name, row.own_script, _born(known, row.born_words))
    return found


def parts_of(reading: Reading, ids: Sequence[str]) -> dict[str, list[PartInCase]]:
    """The parts these people have in cases the actor may see, newest first."""
    parts: dict[str, list[PartInCase]] = defaultdict(list)
    rows = reading.session.execute(
        select(
            InvolvementRow.person_id, CaseRow.id, CaseRow.reference, CaseRow.initials, InvolvementRow.role,
            CaseRow.status, CaseRow.risk_now, CaseRow.risk_score, CaseRow.next_review_on, CaseRow.received_on,
        )
        .join(CaseRow, CaseRow.id == InvolvementRow.case_id)
        .where(InvolvementRow.person_id.in_(ids), of_visible_case(reading, CaseRow.id))
        .order_by(CaseRow.received_on.desc())
    )  # fmt: skip
    for person_id, *rest in rows:
        parts[person_id].append(PartInCase(*rest))
    return parts


def at_address(reading: Reading, address: str) -> AddressSeen:
    """How often an address appears: incidents there, and people of each kind who live or lived there; visible only."""
    part = InvolvementRow
    here = select(AddressRow.person_id).where(AddressRow.place_key == place_key(address))
    counted = reading.session.execute(
        select(part.role, func.count(func.distinct(part.person_id)))
        .where(part.person_id.in_(here), or_(part.case_id.is_(None), of_visible_case(reading, part.case_id)))
        .group_by(part.role)
    )
    roles = {row[0]: row[1] for row in counted}
    of_them = select(part.case_id).where(part.person_id.in_(here), of_visible_case(reading, part.case_id))
    incidents = reading.session.scalar(select(func.count(IncidentRow.id)).where(IncidentRow.case_id.in_(of_them))) or 0
    return AddressSeen(incidents, roles.get("victim", 0), roles.get("perpetrator", 0))


def pairs_there(reading: Reading, person_ids: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs already filed, in whatever state, that name one of these people."""
    ids = list(person_ids)
    rows = reading.session.execute(
        select(PossibleDuplicateRow.person_id, PossibleDuplicateRow.other_id).where(
            or_(PossibleDuplicateRow.person_id.in_(ids), PossibleDuplicateRow.other_id.in_(ids))
        )
    )
    return {(row.person_id, row.other_id) for row in rows}


def _born(known: Known, words: str | None) -> str:
    if known.born_earliest and known.born_earliest == known.born_latest:
        return f"born {known.born_earliest.day} {known.born_earliest:%b %Y}"
    if known.born_earliest:
        return f"born {known.born_earliest.year}"
    if known.age is not None and known.age_on is not None:
        return f"aged {known.age} in {known.age_on.year}"
    return words or "birth date not known"


def alias_rows(reading: Reading, person_id: str) -> list[PersonAliasRow]:
    """The alias rows of a person, for a service that replaces them."""
    return list(reading.session.scalars(select(PersonAliasRow).where(PersonAliasRow.person_id == person_id)))


def name_key_rows(reading: Reading, person_id: str) -> list[NameKeyRow]:
    """The sieve's rows of a person, for a service that replaces them."""
    return list(reading.session.scalars(select(NameKeyRow).where(NameKeyRow.person_id == person_id)))
