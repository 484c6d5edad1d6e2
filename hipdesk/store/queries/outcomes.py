"""Reading what came of a case: tools with their changes and breaches, support, results, learning; and what runs out."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute

from hipdesk.kernel.clock import LONDON
from hipdesk.model.cases.orders import LIVE_STATES, SOON_DAYS
from hipdesk.model.cases.outcomes import (
    BreachView,
    CaseReviewView,
    CourtView,
    LearningView,
    OrderChangeView,
    OutcomesView,
    PoliceView,
    SupportView,
    ToolView,
    VictimView,
)
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.base import Base
from hipdesk.store.tables.cases import CaseRow, LearningPointRow
from hipdesk.store.tables.outcomes import (
    BreachRow,
    CourtResultRow,
    EnforcementRow,
    OrderChangeRow,
    PoliceOutcomeRow,
    SupportRow,
    VictimOutcomeRow,
)
from hipdesk.store.work import Reading

_Kind = TypeVar("_Kind", bound=Base)


def outcomes_view(reading: Reading, case: CaseRow, words: Words) -> OutcomesView:
    """Everything that came of a case, each kind by day, what has no day last."""
    agencies = _agency_names(reading)
    return OutcomesView(
        tools=_tools(reading, case.id, words, agencies), support=_support(reading, case.id, words, agencies),
        police=_police(reading, case.id, words), court=_court(reading, case.id, words),
        victim=_victim(reading, case.id, words), learning=_learning(reading, case.id),
        review=CaseReviewView(
            case.review_requested_on, case.review_due_on, case.review_decided_on, case.review_decision or ""
        ),
    )  # fmt: skip


def _rows(reading: Reading, kind: type[_Kind], case_id: str, *order: InstrumentedAttribute[Any]) -> Sequence[_Kind]:
    columns = kind.__table__.c
    by = [column.asc().nulls_last() for column in order]
    return reading.session.scalars(select(kind).where(columns.case_id == case_id).order_by(*by, columns.id)).all()


def _agency_names(reading: Reading) -> dict[str, str]:
    rows = reading.session.execute(select(AgencyRow.id, AgencyRow.short_name, AgencyRow.name))
    return {key: short or name for key, short, name in rows}


def _tools(reading: Reading, case_id: str, words: Words, agencies: dict[str, str]) -> tuple[ToolView, ...]:
    rows = _rows(reading, EnforcementRow, case_id, EnforcementRow.starts_on, EnforcementRow.sought_on)
    if not rows:
        return ()
    keys = [row.id for row in rows]
    changes: dict[str, list[OrderChangeView]] = defaultdict(list)
    for change in _of_tools(reading, OrderChangeRow, keys):
        before = (change.terms_before or "", change.expires_before)
        changes[change.enforcement_id].append(OrderChangeView(change.id, change.on_day, change.words or "", *before))
    breaches: dict[str, list[BreachView]] = defaultdict(list)
    for breach in _of_tools(reading, BreachRow, keys):
        breaches[breach.enforcement_id].append(
            BreachView(breach.id, breach.on_day, breach.words or "", breach.result or "")
        )
    return tuple(
        ToolView(
            id=row.id, kind=row.kind, kind_words=words.of("enforcement_tool", row.kind), state=row.state,
            state_words=words.of("tool_state", row.state), agency_id=row.by_agency_id,
            agency=agencies.get(row.by_agency_id or "", ""), applicant=row.applicant or "", person_id=row.person_id,
            sought_on=row.sought_on, decided_on=row.decided_on, terms=row.terms or "", starts_on=row.starts_on,
            expires_on=row.expires_on, result=row.result or "", changes=tuple(changes[row.id]),
            breaches=tuple(breaches[row.id]),
        )
        for row in rows
    )  # fmt: skip


def _of_tools(reading: Reading, kind: type[_Kind], keys: Sequence[str]) -> Sequence[_Kind]:
    columns = kind.__table__.c
    return reading.session.scalars(
        select(kind).where(columns.enforcement_id.in_(keys)).order_by(columns.on_day, columns.id)
    ).all()


def _support(reading: Reading, case_id: str, words: Words, agencies: dict[str, str]) -> tuple[SupportView, ...]:
    return tuple(
        SupportView(
            row.id, row.kind, words.of("support_kind", row.kind), row.agency_id,
            agencies.get(row.agency_id or "", ""), row.person_id, row.offered_on, row.state,
            words.of("support_state", row.state), row.words or "",
        )
        for row in _rows(reading, SupportRow, case_id, SupportRow.offered_on)
    )  # fmt: skip


def _police(reading: Reading, case_id: str, words: Words) -> tuple[PoliceView, ...]:
    return tuple(
        PoliceView(
            row.id, row.incident_id, row.offence_code or "", row.offence or "", row.recorded_on, row.outcome_type,
            words.of("police_outcome", row.outcome_type), row.outcome_on, row.words or "",
        )
        for row in _rows(reading, PoliceOutcomeRow, case_id, PoliceOutcomeRow.recorded_on, PoliceOutcomeRow.outcome_on)
    )  # fmt: skip


def _court(reading: Reading, case_id: str, words: Words) -> tuple[CourtView, ...]:
    return tuple(
        CourtView(
            row.id, row.result, words.of("court_result", row.result), row.on_day, row.uplift, row.sentence or "",
            row.order_attached or "",
        )
        for row in _rows(reading, CourtResultRow, case_id, CourtResultRow.on_day)
    )  # fmt: skip


def _victim(reading: Reading, case_id: str, words: Words) -> tuple[VictimView, ...]:
    return tuple(
        VictimView(
            row.id, row.person_id, row.on_day, tuple(row.outcomes or ()), words.all("victim_outcome", row.outcomes),
            row.satisfaction, row.consulted, row.words or "",
        )
        for row in _rows(reading, VictimOutcomeRow, case_id, VictimOutcomeRow.on_day)
    )  # fmt: skip


def _learning(reading: Reading, case_id: str) -> tuple[LearningView, ...]:
    return tuple(
        LearningView(
            row.id, row.created_at.astimezone(LONDON).date(), row.theme or "", row.lesson, row.owner or ""
        )
        for row in _rows(reading, LearningPointRow, case_id, LearningPointRow.created_at)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Something of a case that waits for the officer: the case, its reference and initials, and a day."""

    case_id: str
    reference: str
    initials: str
    day: date


def orders_ending(reading: Reading) -> list[Outstanding]:
    """Cases not closed with an order whose end is near, soonest first, one line an order."""
    last = reading.today + timedelta(days=SOON_DAYS)
    rows = reading.session.execute(
        select(CaseRow.id, CaseRow.reference, CaseRow.initials, EnforcementRow.expires_on)
        .join(EnforcementRow, EnforcementRow.case_id == CaseRow.id)
        .where(
            EnforcementRow.state.in_(sorted(LIVE_STATES)),
            EnforcementRow.expires_on.between(reading.today, last),
            or_(EnforcementRow.starts_on.is_(None), EnforcementRow.starts_on <= reading.today),
            CaseRow.status != "closed",
            of_visible_case(reading, CaseRow.id),
        )
        .order_by(EnforcementRow.expires_on, CaseRow.reference)
    )
    return [Outstanding(key, reference, initials, day) for key, reference, initials, day in rows if day is not None]


def breaches_unanswered(reading: Reading) -> list[Outstanding]:
    """Breaches of which nobody wrote what followed, oldest first."""
    rows = reading.session.execute(
        select(CaseRow.id, CaseRow.reference, CaseRow.initials, BreachRow.on_day)
        .join(EnforcementRow, EnforcementRow.id == BreachRow.enforcement_id)
        .join(CaseRow, CaseRow.id == EnforcementRow.case_id)
        .where(BreachRow.result.is_(None), of_visible_case(reading, CaseRow.id))
        .order_by(BreachRow.on_day, CaseRow.reference)
    )
    return [Outstanding(*row) for row in rows]


def rows_under(reading: Reading, tool_id: str) -> list[Base]:
    """Changes and breaches of a tool, for taking it back."""
    return [*_of_tools(reading, OrderChangeRow, [tool_id]), *_of_tools(reading, BreachRow, [tool_id])]


def newest_change(reading: Reading, tool_id: str) -> OrderChangeRow | None:
    """The change of a tool that was made last."""
    found = _of_tools(reading, OrderChangeRow, [tool_id])
    return found[-1] if found else None


def other_breaches(reading: Reading, breach: BreachRow) -> bool:
    """Whether a tool was breached otherwise as well."""
    return any(row.id != breach.id for row in _of_tools(reading, BreachRow, [breach.enforcement_id]))
