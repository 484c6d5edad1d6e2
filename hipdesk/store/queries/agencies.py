"""Reading agencies, their representatives, and what they have sent."""

from collections import defaultdict

from sqlalchemy import Select, func, or_, select

from hipdesk.model.agencies import AgencyView, Representative, agency_key
from hipdesk.store.queries.settings import labels
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow, AgencySpellingRow, RepresentativeRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Reading

OPEN_ACTIONS = ("open", "in_progress", "carried_forward")


def agencies(reading: Reading, *, with_left: bool = False) -> list[AgencyView]:
    """Every agency by name, those that left only when asked for."""
    kinds, stages = labels(reading, "agency_type"), labels(reading, "agency_stage")
    spellings: dict[str, list[str]] = defaultdict(list)
    spelled = select(AgencySpellingRow.agency_id, AgencySpellingRow.name)
    for agency_id, name in reading.session.execute(spelled):
        spellings[agency_id].append(name)
    people: dict[str, list[Representative]] = defaultdict(list)
    for row in reading.session.scalars(
        select(RepresentativeRow).where(RepresentativeRow.left_on.is_(None)).order_by(RepresentativeRow.id)
    ):
        people[row.agency_id].append(
            Representative(
                row.id, row.name, row.job_title or "", row.place, row.secure_email or "", row.phone or "", row.version
            )
        )
    sent = _counts(reading, select(ReferralRow.agency_id, func.count()).group_by(ReferralRow.agency_id))
    open_actions = _counts(
        reading,
        select(ActionRow.owner_agency_id, func.count())
        .where(ActionRow.status.in_(OPEN_ACTIONS))
        .group_by(ActionRow.owner_agency_id),
    )
    wanted = select(AgencyRow).order_by(AgencyRow.folded)
    if not with_left:
        wanted = wanted.where(AgencyRow.left_on.is_(None))
    return [
        AgencyView(
            row.id, row.name, row.short_name or "", row.kind, kinds.get(row.kind, row.kind), row.core, row.provisional,
            row.phone or "", row.secure_email or "", row.agreement_expires_on, row.agreement_signed, row.left_on,
            tuple(spellings[row.id]), tuple(people[row.id]), sent.get(row.id, 0), open_actions.get(row.id, 0),
            row.version, row.patch or "", row.stock, row.agreement_signed_on, row.joined_on, row.engagement or "",
            stages.get(row.engagement or "", row.engagement or ""),
        )
        for row in reading.session.scalars(wanted)
    ]  # fmt: skip


def spelling_rows(reading: Reading, agency_id: str) -> list[AgencySpellingRow]:
    """The rows of an agency's spellings, for a service that replaces them."""
    return list(reading.session.scalars(select(AgencySpellingRow).where(AgencySpellingRow.agency_id == agency_id)))


def agency_called(reading: Reading, name: str) -> str | None:
    """The id of the agency of this name, short name or spelling; None when there is none."""
    key = agency_key(name)
    spelled = select(AgencySpellingRow.agency_id).where(AgencySpellingRow.folded == key)
    return reading.session.scalar(
        select(AgencyRow.id)
        .where(or_(AgencyRow.folded == key, AgencyRow.id.in_(spelled)))
        .order_by(AgencyRow.id)
        .limit(1)
    )


def _counts(reading: Reading, statement: Select[str | None, int]) -> dict[str, int]:
    return {key: count for key, count in reading.session.execute(statement) if key}
