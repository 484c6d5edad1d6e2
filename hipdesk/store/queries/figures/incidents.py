"""Incidents of the cases accepted in a period: their types, where they happened, and whether online."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Join, Select, String, case, cast, exists, func, literal, or_, select

from hipdesk.model.vocab import code_list
from hipdesk.store.queries.figures.answers import NOT_KNOWN, Answers, Many, answer, counted
from hipdesk.store.queries.figures.days import within
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.referrals import IncidentRow, IncidentTypeRow
from hipdesk.store.work import Reading

_CASES = CaseRow.__table__.c
_INCIDENTS = IncidentRow.__table__.c
_TYPES = IncidentTypeRow.__table__.c


def by_type(reading: Reading, since: date, first: date, last: date) -> Answers:
    """Incidents by type; an incident of several types counts in each, one of none as not known."""
    code = func.coalesce(_TYPES.code, NOT_KNOWN)
    rows = reading.session.execute(
        select(code, func.sum(case((_CASES.accepted_on >= first, 1), else_=0)), func.count())
        .select_from(_joined().outerjoin(IncidentTypeRow.__table__, _TYPES.incident_id == _INCIDENTS.id))
        .where(within(_CASES.accepted_on, since, last))
        .group_by(code)
    )
    return {key: Many(now, so_far) for key, now, so_far in rows}


def by_place(reading: Reading, since: date, first: date, last: date) -> dict[str, Answers]:
    """Incidents by ``location`` and by ``online``; each counts once in either."""
    rows = (
        select(
            case((_CASES.accepted_on >= first, 1), else_=0).label("now"),
            _location().label("location"), _online().label("online"),
        )
        .select_from(_joined())
        .where(within(_CASES.accepted_on, since, last))
        .cte("incidents")
    )  # fmt: skip
    return counted(reading, rows, ("location", "online"))


def behind(question: str, value: str, first: date, last: date) -> Select[Any]:
    """The incidents behind a number: record, case, and which of its incidents it is."""
    words = literal("Incident ").concat(cast(_INCIDENTS.number, String))
    chosen = (
        select(_INCIDENTS.id.label("record_id"), _INCIDENTS.case_id, words.label("words"))
        .select_from(_joined())
        .where(within(_CASES.accepted_on, first, last))
    )
    if not value:
        return chosen
    if question == "type":
        return chosen.where(_has_types([value]) if value != NOT_KNOWN else ~_has_types(None))
    return chosen.where((_location() if question == "location" else _online()) == value)


def _joined() -> Join:
    return CaseRow.__table__.join(IncidentRow.__table__, _INCIDENTS.case_id == _CASES.id)


def _location() -> ColumnElement[str]:
    return answer(_INCIDENTS.location, _INCIDENTS.unanswered, "location")


def _online() -> ColumnElement[str]:
    """Online by its place, its type or a platform named."""
    online = sorted(code_list("incident_type").groups["online"])
    named = func.coalesce(_INCIDENTS.platform, "") != ""
    return case((or_(_INCIDENTS.location == "online", named, _has_types(online)), "online"), else_="offline")


def _has_types(codes: list[str] | None) -> ColumnElement[bool]:
    """Whether an incident is of one of some types; of any type for None."""
    found = exists().where(_TYPES.incident_id == _INCIDENTS.id)
    return found if codes is None else found.where(_TYPES.code.in_(codes))
