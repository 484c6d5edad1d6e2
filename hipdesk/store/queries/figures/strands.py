"""Strands named in cases, police recording beside them, and the ward of the first incident; by the day accepted.

A case's strands are one whole number, a bit for each of ``strand_keys``: one pass gives the flags, how many cases
name several, and each month.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, case, distinct, func, select
from sqlalchemy.sql.selectable import ScalarSelect

from hipdesk.model.vocab import code_list, strand_key
from hipdesk.store.queries.figures.days import month_number, within
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.referrals import IncidentRow, StrandRow
from hipdesk.store.work import Reading

_CASES = CaseRow.__table__.c
_STRANDS = StrandRow.__table__.c
_INCIDENTS = IncidentRow.__table__.c
UNRECORDED = 99


@dataclass(frozen=True, slots=True)
class Named:
    """Cases of one month that name exactly the strands of ``mask``."""

    month: int
    mask: int
    cases: int


@lru_cache(maxsize=1)
def strand_keys() -> tuple[str, ...]:
    """The report's keys of strands in the list's order; the place of a key is its bit."""
    return tuple(dict.fromkeys(strand_key(entry.code) for entry in code_list("strand").roots()))


def named_in(mask: int) -> tuple[str, ...]:
    """The keys of a mask, in the list's order."""
    return tuple(key for at, key in enumerate(strand_keys()) if mask >> at & 1)


def key_bit(key: str) -> int:
    """The bit of a key."""
    return 1 << strand_keys().index(key)


def bit_of_code() -> ColumnElement[int]:
    """The bit of a strand's code; a council's own strand counts as other, a case without strands as 0."""
    known = {code: key_bit(strand_key(code)) for code in code_list("strand").codes}
    given = case(known, value=_STRANDS.code, else_=key_bit("other"))
    return case((_STRANDS.code.is_(None), 0), else_=given)


def by_month(reading: Reading, first: date, last: date) -> list[Named]:
    """Cases accepted between two days by month and the strands they name; a mask of 0 names none."""
    month = month_number(_CASES.accepted_on).label("month")
    each = (
        select(month, func.coalesce(func.sum(distinct(bit_of_code())), 0).label("mask"))
        .select_from(CaseRow.__table__.outerjoin(StrandRow.__table__, _STRANDS.case_id == _CASES.id))
        .where(within(_CASES.accepted_on, first, last))
        .group_by(_CASES.accepted_on, _CASES.id)
        .subquery()
    )
    rows = reading.session.execute(select(each.c.month, each.c.mask, func.count()).group_by(each.c.month, each.c.mask))
    return [Named(*row) for row in rows]


def by_group(reading: Reading, first: date, last: date) -> dict[tuple[str, str], int]:
    """Cases accepted between two days by strand code and sub-code ("" when none); a case counts once in each."""
    sub = func.coalesce(_STRANDS.sub_code, "")
    rows = reading.session.execute(
        select(_STRANDS.code, sub, func.count(distinct(_CASES.id)))
        .select_from(CaseRow.__table__.join(StrandRow.__table__, _STRANDS.case_id == _CASES.id))
        .where(within(_CASES.accepted_on, first, last))
        .group_by(_STRANDS.code, sub)
    )
    return {(code, part): many for code, part, many in rows}


def recording_codes() -> tuple[str, ...]:
    """Police recording statuses in the list's order: the first that any incident of a case has counts for the case."""
    return code_list("police_recording").codes


def recording_rank() -> ScalarSelect[int]:
    """The place of a case's recording status in the list; ``UNRECORDED`` where no incident tells one."""
    ranks = {code: at for at, code in enumerate(recording_codes())}
    best = func.min(case(ranks, value=_INCIDENTS.police_status, else_=UNRECORDED))
    return (
        select(func.coalesce(best, UNRECORDED))
        .where(_INCIDENTS.case_id == _CASES.id)
        .correlate(CaseRow.__table__)
        .scalar_subquery()
    )


def by_recording(reading: Reading, first: date, last: date) -> dict[tuple[int, str], int]:
    """Cases accepted between two days by strand mask and police recording status ("" where not known)."""
    each = (
        select(
            func.coalesce(func.sum(distinct(bit_of_code())), 0).label("mask"),
            recording_rank().label("rank"),
        )
        .select_from(CaseRow.__table__.outerjoin(StrandRow.__table__, _STRANDS.case_id == _CASES.id))
        .where(within(_CASES.accepted_on, first, last))
        .group_by(_CASES.accepted_on, _CASES.id)
        .subquery()
    )
    rows = reading.session.execute(select(each.c.mask, each.c.rank, func.count()).group_by(each.c.mask, each.c.rank))
    codes = recording_codes()
    return {(mask, codes[rank] if rank < len(codes) else ""): many for mask, rank, many in rows}


def first_ward() -> ScalarSelect[str]:
    """The ward of a case's first incident; empty when it is not known."""
    return (
        select(_INCIDENTS.ward)
        .where(_INCIDENTS.case_id == _CASES.id)
        .order_by(_INCIDENTS.number, _INCIDENTS.id)
        .limit(1)
        .correlate(CaseRow.__table__)
        .scalar_subquery()
    )


def by_ward(reading: Reading, first: date, last: date) -> dict[tuple[str, int], int]:
    """Cases accepted between two days by ward of the first incident ("" where not known) and month number."""
    each = (
        select(month_number(_CASES.accepted_on).label("month"), func.coalesce(first_ward(), "").label("ward"))
        .where(within(_CASES.accepted_on, first, last))
        .subquery()
    )
    rows = reading.session.execute(select(each.c.ward, each.c.month, func.count()).group_by(each.c.ward, each.c.month))
    return {(ward, month): many for ward, month, many in rows}
