"""Possible duplicates: the tray, two people side by side, and the merges that were made."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from hipdesk.kernel.clock import LONDON
from hipdesk.model.matching import Known, compare
from hipdesk.model.people import DuplicatePair, DuplicateSide, MergeMade
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.people import known_of, parts_of
from hipdesk.store.queries.people_merging import seen_people
from hipdesk.store.tables.people import AddressRow, MergeRow, PersonRow, PossibleDuplicateRow
from hipdesk.store.tables.referrals import InvolvementRow, ReferralRow
from hipdesk.store.tables.users import HolderRow
from hipdesk.store.work import Reading

Side = tuple[Known, DuplicateSide]
MOST = 200
OF_LATE = timedelta(days=31)
_FIRST, _SECOND = aliased(PersonRow), aliased(PersonRow)


def open_duplicates(reading: Reading) -> list[DuplicatePair]:
    """Pairs waiting for a decision, as alike as they are today, most alike first; those left for later at the end."""
    pair = PossibleDuplicateRow
    wanted = _pairs(reading).where(pair.state.in_(("open", "later")))
    filed = _read_pairs(reading, wanted.order_by(pair.state.desc(), pair.score.desc(), pair.id))
    known = known_of(reading, list({key for one in filed for key in (one.person_id, one.other_id)}))
    pairs = [_as_today(one, known[one.person_id][0], known[one.other_id][0]) for one in filed]
    return sorted(pairs, key=lambda one: (one.state == "later", -one.score, one.id))


def _as_today(pair: DuplicatePair, first: Known, second: Known) -> DuplicatePair:
    likeness = compare(first, second)
    reasons = tuple(reason.words for reason in likeness.reasons if reason.met)
    return replace(pair, score=likeness.score, reasons=reasons)


def kept_apart(reading: Reading) -> list[DuplicatePair]:
    """Pairs decided to be two people within the last month, newest first."""
    pair = PossibleDuplicateRow
    wanted = _pairs(reading).where(pair.state == "two_people", pair.decided_at > reading.now - OF_LATE)
    return _read_pairs(reading, wanted.order_by(pair.decided_at.desc(), pair.id))


def count_open(reading: Reading) -> int:
    """How many pairs nobody has looked at, of people the actor may know of."""
    wanted = _pairs(reading).where(PossibleDuplicateRow.state == "open")
    return reading.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0


def first_open(reading: Reading) -> str:
    """The likeliest pair that nobody has looked at; empty when there is none."""
    pair = PossibleDuplicateRow
    wanted = _pairs(reading).where(pair.state == "open").order_by(pair.score.desc(), pair.id).limit(1)
    row = reading.session.execute(wanted).first()
    return row[0].id if row is not None else ""


def count_merges(reading: Reading) -> int:
    """How many merges of people the actor may know of stand."""
    wanted = select(func.count()).where(MergeRow.undone_at.is_(None), seen_people(reading, MergeRow.kept_id))
    return reading.session.scalar(wanted) or 0


def _pairs(reading: Reading) -> Select[*tuple[PossibleDuplicateRow, str, str]]:
    return (
        select(PossibleDuplicateRow, _FIRST.name.label("first"), _SECOND.name.label("second"))
        .join(_FIRST, _FIRST.id == PossibleDuplicateRow.person_id)
        .join(_SECOND, _SECOND.id == PossibleDuplicateRow.other_id)
        .where(
            _FIRST.merged_into.is_(None), _SECOND.merged_into.is_(None),
            seen_people(reading, _FIRST.id), seen_people(reading, _SECOND.id),
        )
    )  # fmt: skip


def _read_pairs(reading: Reading, wanted: Select[*tuple[PossibleDuplicateRow, str, str]]) -> list[DuplicatePair]:
    rows = reading.session.execute(wanted.limit(MOST)).all()
    names = _holders(reading)
    return [
        DuplicatePair(
            row.id, row.person_id, first, row.other_id, second, row.score, tuple(row.reasons), row.state,
            day_of(row.decided_at), names.get(row.decided_by or "", ""), row.reason or "",
        )
        for row, first, second in rows
    ]  # fmt: skip


def merges(reading: Reading, person_id: str = "") -> list[MergeMade]:
    """Merges of people the actor may know of, newest first; of one kept record when asked for."""
    merge = MergeRow
    wanted = (
        select(merge, _FIRST.name, _SECOND.name)
        .join(_FIRST, _FIRST.id == merge.kept_id)
        .join(_SECOND, _SECOND.id == merge.folded_id)
        .where(seen_people(reading, _FIRST.id))
        .order_by(merge.made_at.desc(), merge.id)
        .limit(MOST)
    )
    if person_id:
        wanted = wanted.where(merge.kept_id == person_id)
    names = _holders(reading)
    return [
        MergeMade(
            row.id, row.kept_id, first, second, row.made_at.astimezone(LONDON).date(), names.get(row.made_by, ""),
            day_of(row.undone_at), names.get(row.undone_by or "", ""),
        )
        for row, first, second in reading.session.execute(wanted)
    ]  # fmt: skip


def _holders(reading: Reading) -> dict[str, str]:
    return {row.id: row.name for row in reading.session.execute(select(HolderRow.id, HolderRow.name))}


def day_of(at: datetime | None) -> date | None:
    """The civil day of an instant."""
    return at.astimezone(LONDON).date() if at else None


def sides_of(reading: Reading, pair: PossibleDuplicateRow) -> tuple[Side, Side] | None:
    """Both people of a pair, the one recorded earlier first; None when one is no longer a record of its own."""
    ids = (pair.person_id, pair.other_id)
    known = known_of(reading, ids)
    if set(ids) - set(known):
        return None
    rows = list(reading.session.scalars(select(PersonRow).where(PersonRow.id.in_(ids))))
    rows.sort(key=lambda row: (row.created_at, row.id))
    parts, homes, sources = parts_of(reading, ids), homes_of(reading, ids), sources_of(reading, ids)
    found = []
    for row in rows:
        of_person = known[row.id][0]
        side = DuplicateSide(
            person_id=row.id,
            version=row.version,
            name=row.name,
            also=tuple(other for other in of_person.names if other not in (row.name, row.own_script)),
            addresses=homes.get(row.id, ()),
            recorded_on=row.created_at.astimezone(LONDON).date(),
            source=sources.get(row.id, ""),
            parts=tuple(parts[row.id]),
        )
        found.append((of_person, side))
    return found[0], found[1]


def homes_of(reading: Reading, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Every home of these people in words, the present one first, an earlier one with its end."""
    homes: dict[str, tuple[str, ...]] = {}
    rows = select(AddressRow).where(AddressRow.person_id.in_(ids))
    for row in reading.session.scalars(rows.order_by(AddressRow.to_day.is_not(None), AddressRow.id)):
        words = f"{row.lines} {row.postcode or ''}".strip()
        until = f", to {row.to_day:%B} {row.to_day.year}" if row.to_day else ""
        homes[row.person_id] = (*homes.get(row.person_id, ()), f"{words}{until}")
    return homes


def sources_of(reading: Reading, ids: Sequence[str]) -> dict[str, str]:
    """The reference of the referral each was first told of in."""
    part = InvolvementRow
    rows = reading.session.execute(
        select(part.person_id, ReferralRow.reference)
        .join(ReferralRow, ReferralRow.id == part.referral_id)
        .where(
            part.person_id.in_(ids), or_(ReferralRow.case_id.is_(None), of_visible_case(reading, ReferralRow.case_id))
        )
        .order_by(part.created_at.desc(), part.id)
    )
    return {row[0]: row[1] for row in rows}
