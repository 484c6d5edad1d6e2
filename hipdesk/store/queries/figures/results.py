"""What came of cases beside their closing: tools sought, granted and breached, support offered, police outcomes."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from hipdesk.store.queries.figures.days import Clauses, within
from hipdesk.store.tables.outcomes import BreachRow, EnforcementRow, PoliceOutcomeRow, SupportRow
from hipdesk.store.work import Reading

_TOOLS = EnforcementRow.__table__.c
_BREACHES = BreachRow.__table__.c
_SUPPORT = SupportRow.__table__.c
_POLICE = PoliceOutcomeRow.__table__.c

TOOL_STEPS = ("sought", "granted", "refused", "breached")
_HELD = ("granted", "breached", "expired", "discharged")
NONE_YET = "0"


def tools(reading: Reading, first: date, last: date) -> dict[tuple[str, str], int]:
    """Tools by kind and what happened to them between two days; a tool may be sought and granted in one period."""
    found: dict[tuple[str, str], int] = {}
    for step in TOOL_STEPS:
        chosen = _tool_steps(step, first, last).subquery()
        rows = reading.session.execute(select(chosen.c.kind, func.count()).group_by(chosen.c.kind))
        found |= {(kind, step): many for kind, many in rows}
    return found


def tools_behind(step: str, kind: str, first: date, last: date) -> Select[Any]:
    """The tools, or their breaches, behind a number."""
    chosen = _tool_steps(step, first, last)
    return chosen.where(_TOOLS.kind == kind) if kind else chosen


def _tool_steps(step: str, first: date, last: date) -> Select[Any]:
    """Tools that were sought, granted or refused between two days, or the breaches of those days."""
    if step == "breached":
        return (
            select(_BREACHES.id.label("record_id"), _TOOLS.case_id, _TOOLS.kind, _TOOLS.kind.label("words"))
            .join(EnforcementRow.__table__, _TOOLS.id == _BREACHES.enforcement_id)
            .where(within(_BREACHES.on_day, first, last))
        )
    decided = func.coalesce(_TOOLS.decided_on, _TOOLS.starts_on)
    clauses: dict[str, Clauses] = {
        "sought": (within(_TOOLS.sought_on, first, last),),
        "granted": (within(decided, first, last), _TOOLS.state.in_(_HELD)),
        "refused": (within(decided, first, last), _TOOLS.state == "refused"),
    }
    chosen = select(_TOOLS.id.label("record_id"), _TOOLS.case_id, _TOOLS.kind, _TOOLS.kind.label("words"))
    return chosen.where(*clauses[step])


def support(reading: Reading, first: date, last: date) -> dict[tuple[str, str], int]:
    """Support offered between two days by kind and how it stands."""
    rows = reading.session.execute(
        select(_SUPPORT.kind, _SUPPORT.state, func.count())
        .where(within(_SUPPORT.offered_on, first, last))
        .group_by(_SUPPORT.kind, _SUPPORT.state)
    )
    return {(kind, state): many for kind, state, many in rows}


def support_behind(states: str, kind: str, first: date, last: date) -> Select[Any]:
    """The offers behind a number; ``states`` joined by "+", empty for any."""
    chosen = select(_SUPPORT.id.label("record_id"), _SUPPORT.case_id, _SUPPORT.kind.label("words"))
    chosen = chosen.where(within(_SUPPORT.offered_on, first, last))
    if states:
        chosen = chosen.where(_SUPPORT.state.in_(states.split("+")))
    return chosen.where(_SUPPORT.kind == kind) if kind else chosen


def recorded(reading: Reading, first: date, last: date) -> dict[str, int]:
    """Crimes recorded between two days by outcome type as it stood on the second."""
    came = outcome_by(last)
    rows = reading.session.execute(
        select(came, func.count()).where(within(_POLICE.recorded_on, first, last)).group_by(came)
    )
    return {row[0]: row[1] for row in rows}


def finished(reading: Reading, first: date, last: date) -> dict[str, int]:
    """Investigations that ended between two days by outcome type."""
    rows = reading.session.execute(
        select(_POLICE.outcome_type, func.count()).where(*_finished(first, last)).group_by(_POLICE.outcome_type)
    )
    return {row[0]: row[1] for row in rows}


def undated_crimes(reading: Reading, first: date, last: date) -> int:
    """Crimes whose investigation ended between two days, recorded on a day nobody noted."""
    missing = select(func.count()).where(*_finished(first, last), _POLICE.recorded_on.is_(None))
    return int(reading.session.execute(missing).scalar_one())


def police_behind(basis: str, codes: str, first: date, last: date) -> Select[Any]:
    """The crimes behind a number, recorded or finished; ``codes`` joined by "+", empty for any."""
    came = outcome_by(last) if basis == "recorded" else _POLICE.outcome_type
    clauses = (within(_POLICE.recorded_on, first, last),) if basis == "recorded" else _finished(first, last)
    chosen = select(_POLICE.id.label("record_id"), _POLICE.case_id, came.label("words")).where(*clauses)
    return chosen.where(came.in_(codes.split("+"))) if codes else chosen


def outcome_by(day: date) -> ColumnElement[str]:
    """The outcome type of a crime as it stood on a day; one that came later was none yet."""
    return case((_POLICE.outcome_on > day, NONE_YET), else_=_POLICE.outcome_type)


def _finished(first: date, last: date) -> Clauses:
    return within(_POLICE.outcome_on, first, last), _POLICE.outcome_type != NONE_YET
