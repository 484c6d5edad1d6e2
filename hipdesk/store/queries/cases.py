"""Which cases the holder at work may see. Every read of cases goes through ``may_see``, here or by one of its forms."""

from typing import Any

from sqlalchemy import ColumnElement, Select, True_, and_, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from hipdesk.store.tables.cases import CaseAccessRow, CaseLinkRow, CaseRow
from hipdesk.store.tables.panels import InterestRow
from hipdesk.store.work import Reading

SEES_RESTRICTED = frozenset({"officer"})
"""Roles that see restricted cases without being named on them."""


def may_see(reading: Reading) -> ColumnElement[bool]:
    """The condition on ``CaseRow`` itself that ``visible_cases`` selects by, for reads that start from cases."""
    holder = reading.actor.holder_id
    barred = select(CaseAccessRow.case_id).where(CaseAccessRow.holder_id == holder, CaseAccessRow.barred.is_(True))
    # Nearly everyone is barred from nothing; without the condition a count needs the index only.
    some = reading.session.scalar(select(barred.exists()))
    seen: ColumnElement[bool] = CaseRow.id.not_in(barred) if some else true()
    if reading.actor.agency_id is not None:
        seen = and_(seen, CaseRow.id.not_in(_kept_from(reading.actor.agency_id)))
    if reading.actor.role in SEES_RESTRICTED:
        return seen
    named = select(CaseAccessRow.case_id).where(CaseAccessRow.holder_id == holder, CaseAccessRow.barred.is_(False))
    return and_(seen, or_(CaseRow.restricted.is_(False), CaseRow.id.in_(named)))


def of_whole_agency() -> ColumnElement[bool]:
    """The condition that an interest keeps a whole agency out: of nobody in particular, at every meeting."""
    return and_(
        InterestRow.ruling == "no_papers", InterestRow.agency_id.is_not(None), InterestRow.meeting_id.is_(None),
        InterestRow.representative_id.is_(None), InterestRow.holder_id.is_(None),
    )  # fmt: skip


def _kept_from(agency_id: str) -> Select[str]:
    """Ids of the cases whose papers an agency does not get: nobody of that agency sees them here either."""
    return select(InterestRow.case_id).where(InterestRow.agency_id == agency_id, of_whole_agency())


def visible_cases(reading: Reading) -> Select[str]:
    """Ids of the cases the actor may see: none they, or their agency, are barred from; restricted ones when named.

    The partnership officer sees restricted cases as well, unless barred.
    """
    return select(CaseRow.id).where(may_see(reading))


def of_visible_case(reading: Reading, case_id: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """The condition that a column names a case, and one the actor may see.

    For whom nothing is kept from, any case will do: asked "is it one of all cases", SQLite would list all of them.
    """
    seen = may_see(reading)
    return case_id.is_not(None) if isinstance(seen, True_) else case_id.in_(select(CaseRow.id).where(seen))


def case_row(reading: Reading, case_id: str) -> CaseRow:
    """One case the actor may see; Refused, as for one that is not there, when they may not."""
    row = reading.session.scalars(select(CaseRow).where(CaseRow.id == case_id, may_see(reading))).first()
    return row if row is not None else reading.find(CaseRow, "")


def access_rows(reading: Reading, case_id: str) -> list[CaseAccessRow]:
    """Who is named on a case, allowed or barred."""
    return list(reading.session.scalars(select(CaseAccessRow).where(CaseAccessRow.case_id == case_id)))


def link_there(reading: Reading, one: str, other: str) -> bool:
    """Whether two cases are linked, either way round."""
    pair = or_(
        (CaseLinkRow.case_id == one) & (CaseLinkRow.other_id == other),
        (CaseLinkRow.case_id == other) & (CaseLinkRow.other_id == one),
    )
    return reading.session.scalars(select(CaseLinkRow.id).where(pair).limit(1)).first() is not None
