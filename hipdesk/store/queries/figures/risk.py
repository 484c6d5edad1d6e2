"""Risk of the cases that were open in a period: the first assessment and the latest by its end."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select

from hipdesk.store.queries.figures.days import Clauses, within
from hipdesk.store.queries.figures.flow import open_on
from hipdesk.store.tables.cases import CaseRow, StatusChangeRow
from hipdesk.store.tables.risk import RiskAssessmentRow
from hipdesk.store.work import Reading

_CASES = CaseRow.__table__.c
_CHANGES = StatusChangeRow.__table__.c
_RISKS = RiskAssessmentRow.__table__.c


@dataclass(frozen=True, slots=True)
class Risen:
    """One case: its band at entry and now, and of the latest assessment how many answers were unknown.

    ``by_score`` is the band the score gives, empty unless the latest band was set by hand; ``times`` it was assessed.
    """

    entry: str
    now: str
    unknowns: int
    by_score: str
    times: int = 1


def open_in(first: date, last: date) -> ColumnElement[bool]:
    """The clause that chooses cases open at any time between two days."""
    reopened = select(_CHANGES.case_id).where(_CHANGES.to_status == "reopened", within(_CHANGES.on_day, first, last))
    return or_(
        open_on(first - timedelta(days=1)),
        within(_CASES.accepted_on, first, last),
        _CASES.id.in_(reopened),
    )


def cases_open(reading: Reading, first: date, last: date) -> int:
    """How many cases were open at any time between two days."""
    counted = select(func.count()).select_from(CaseRow).where(open_in(first, last))
    return int(reading.session.execute(counted).scalar_one())


def risen(reading: Reading, first: date, last: date) -> list[Risen]:
    """The risk of each case open between two days that was assessed by the second."""
    rows = reading.session.execute(
        select(
            _RISKS.case_id, _RISKS.band, _RISKS.unknowns, _RISKS.band_by_score, _RISKS.override_band
        )
        .select_from(RiskAssessmentRow.__table__.join(CaseRow.__table__, _CASES.id == _RISKS.case_id))
        .where(open_in(first, last), _RISKS.assessed_on <= last)
        .order_by(_RISKS.case_id, _RISKS.assessed_on, _RISKS.id)
    )  # fmt: skip
    found: dict[str, Risen] = {}
    for case_id, band, unknowns, by_score, set_by_hand in rows:
        before = found.get(case_id)
        found[case_id] = Risen(
            before.entry if before else band, band, unknowns, (by_score or "") if set_by_hand else "",
            before.times + 1 if before else 1,
        )  # fmt: skip
    return list(found.values())


BANDS = ("standard", "medium", "high")


def moved(pair: str, first: date, last: date) -> Clauses:
    """The clauses that choose the assessed cases of a pair, "medium:standard": at entry and now; empty is any."""
    entry, _, now = pair.partition(":")
    ends = (_band(last, newest=False), entry), (_band(last, newest=True), now)
    return open_in(first, last), *(band == wanted if wanted else band.in_(BANDS) for band, wanted in ends)


def _band(last: date, *, newest: bool) -> ScalarSelect[Any]:
    order = (_RISKS.assessed_on.desc(), _RISKS.id.desc()) if newest else (_RISKS.assessed_on, _RISKS.id)
    return (
        select(_RISKS.band)
        .where(_RISKS.case_id == _CASES.id, _RISKS.assessed_on <= last)
        .order_by(*order)
        .limit(1)
        .correlate(CaseRow.__table__)
        .scalar_subquery()
    )
