"""The list of all referrals: by set, filter and order, a page at a time, and how many each set holds."""

from typing import Any

from sqlalchemy import ColumnElement, True_, case, func, select

from hipdesk.model.referrals.views import InboxFilter, ReferralCounts, ReferralSet, ReferralSort
from hipdesk.store.queries.referrals.inbox import AGENCY_WORDS, InboxFacts, facts_where, narrowed_by, seen
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Reading

_TURNED_AWAY = ("declined", "redirected", "withdrawn", "duplicate")
_OF_SET: dict[ReferralSet, tuple[str, ...]] = {
    "triage": ("received",),
    "waiting": ("awaiting_information",),
    "accepted": ("accepted",),
    "turned_away": _TURNED_AWAY,
}
_FEW = frozenset({"triage", "waiting"})
_STATUS_RANK = case(
    {"received": 0, "awaiting_information": 1, "accepted": 2, "declined": 3, "redirected": 4},
    value=ReferralRow.status,
    else_=5,
)
_COLUMNS: dict[str, ColumnElement[Any]] = {
    "received": ReferralRow.received_on.expression,
    "reference": ReferralRow.reference.expression,
    "initials": ReferralRow.initials.expression,
    "agency": AGENCY_WORDS,
    "status": _STATUS_RANK,
    "decided": ReferralRow.decided_on.expression,
}


def list_referrals(
    reading: Reading, wanted: InboxFilter, of: ReferralSet, sort: ReferralSort, offset: int, limit: int
) -> tuple[list[InboxFacts], int]:
    """One page and how many match; equal ones stand newest reference first."""
    asked = [condition for condition in (seen(reading), *narrowed_by(wanted)) if not isinstance(condition, True_)]
    if of in _OF_SET:
        # The few that wait are found by their status; most are decided, and those the order finds sooner.
        status = ReferralRow.status.expression if of in _FEW else ReferralRow.status.concat("")
        asked.append(status.in_(_OF_SET[of]))
    page = select(ReferralRow.reference).where(*asked).order_by(*_order(sort)).offset(offset).limit(limit)
    if sort.by == "agency":
        page = page.outerjoin(AgencyRow, AgencyRow.id == ReferralRow.agency_id)
    # Which referrals, from the index of the list alone; then only their rows are read, and what stands beside them.
    references = reading.session.scalars(page).all()
    total = reading.session.scalar(select(func.count()).select_from(ReferralRow).where(*asked)) or 0
    return facts_where(reading, [ReferralRow.reference.in_(references)], _order(sort), limit), total


def one_line(reading: Reading, referral_id: str) -> list[InboxFacts]:
    """The referral of this key; nothing when the actor may not see it."""
    return facts_where(reading, [ReferralRow.id == referral_id, seen(reading)], _order(ReferralSort()), 1)


def _order(sort: ReferralSort) -> list[ColumnElement[Any]]:
    first = _COLUMNS[sort.by]
    return [(first.desc() if sort.down else first.asc()).nulls_last(), ReferralRow.reference.desc()]


def set_counts(reading: Reading) -> ReferralCounts:
    """How many referrals each set holds."""
    rows = reading.session.execute(
        select(ReferralRow.status, func.count()).where(seen(reading)).group_by(ReferralRow.status)
    )
    by_status = dict(rows.all())
    held = {of: sum(by_status.get(status, 0) for status in statuses) for of, statuses in _OF_SET.items()}
    return ReferralCounts(all=sum(held.values()), **held)
