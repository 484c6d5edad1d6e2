"""Which cases the holder at work may see. Every read of cases goes through ``visible_cases``."""

from sqlalchemy import Select, or_, select

from hipdesk.store.tables.cases import CaseAccessRow, CaseLinkRow, CaseRow
from hipdesk.store.work import Reading

_SEES_RESTRICTED = frozenset({"officer"})


def visible_cases(reading: Reading) -> Select[str]:
    """Ids of the cases the actor may see: none they are barred from; restricted ones only when named on them.

    The partnership officer sees restricted cases as well, unless barred.
    """
    holder = reading.actor.holder_id
    barred = select(CaseAccessRow.case_id).where(CaseAccessRow.holder_id == holder, CaseAccessRow.barred.is_(True))
    seen = select(CaseRow.id).where(CaseRow.id.not_in(barred))
    if reading.actor.role in _SEES_RESTRICTED:
        return seen
    named = select(CaseAccessRow.case_id).where(CaseAccessRow.holder_id == holder, CaseAccessRow.barred.is_(False))
    return seen.where(or_(CaseRow.restricted.is_(False), CaseRow.id.in_(named)))


def case_row(reading: Reading, case_id: str) -> CaseRow:
    """One case the actor may see; Refused, as for one that is not there, when they may not."""
    row = reading.session.scalars(
        select(CaseRow).where(CaseRow.id == case_id, CaseRow.id.in_(visible_cases(reading)))
    ).first()
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
