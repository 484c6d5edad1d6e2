"""Which answers are missing in the cases accepted in a period: not known and not asked; a refusal is an answer."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, func, or_, select

from hipdesk.store.queries.figures import persons
from hipdesk.store.queries.figures.answers import NOT_ASKED, NOT_KNOWN
from hipdesk.store.queries.figures.days import Clauses, within
from hipdesk.store.queries.figures.strands import UNRECORDED, first_ward, recording_rank
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.people import PersonRow
from hipdesk.store.tables.referrals import IncidentRow, InvolvementRow
from hipdesk.store.tables.settings import CodeEntryRow
from hipdesk.store.work import Reading

_CASES = CaseRow.__table__.c
_PARTS = InvolvementRow.__table__.c
_PEOPLE = PersonRow.__table__.c
_INCIDENTS = IncidentRow.__table__.c

OF_THE_VICTIM = ("age", "sex", "ethnicity", "disabled", "religion", "orientation", "language", "tenure")
OF_THE_CASE = ("ward", "recording", "day")
QUESTIONS = (*OF_THE_VICTIM, *OF_THE_CASE)


def missing(reading: Reading, first: date, last: date, before: tuple[date, date]) -> dict[str, tuple[int, int]]:
    """By question, in how many cases accepted between two days the answer is missing, and in those of the days before.

    A case misses an answer about people when it misses it for one of those affected.
    """
    each = _by_case(QUESTIONS, or_(within(_CASES.accepted_on, first, last), within(_CASES.accepted_on, *before)))
    now = case((within(_CASES.accepted_on, first, last), 1), else_=0).label("now")
    rows = each.add_columns(now).cte("cases_missing")
    sums = [
        (
            func.sum(case((rows.c.now == 1, rows.c[one]), else_=0)),
            func.sum(case((rows.c.now == 0, rows.c[one]), else_=0)),
        )
        for one in QUESTIONS
    ]
    found = reading.session.execute(select(*(column for pair in sums for column in pair))).one()
    return {one: (found[2 * at] or 0, found[2 * at + 1] or 0) for at, one in enumerate(QUESTIONS)}


def behind(question: str, first: date, last: date) -> Clauses:
    """The clauses that choose the cases behind a number."""
    each = _by_case((question,), within(_CASES.accepted_on, first, last)).subquery()
    return (_CASES.id.in_(select(each.c.case_id).where(each.c[question] == 1)),)


def entries_changed(reading: Reading, first: date, last: date) -> list[tuple[str, date | None, date | None]]:
    """Entries of code lists that began or ended between two days: words, first day, last day."""
    rows = reading.session.execute(
        select(CodeEntryRow.label, CodeEntryRow.valid_from, CodeEntryRow.valid_to)
        .where(or_(within(CodeEntryRow.valid_from, first, last), within(CodeEntryRow.valid_to, first, last)))
        .order_by(CodeEntryRow.list_name, CodeEntryRow.position)
    )
    return [(label, began, ended) for label, began, ended in rows]


def _by_case(questions: tuple[str, ...], accepted: ColumnElement[bool]) -> Select[Any]:
    """Each case: 1 for every question without an answer."""
    part = and_(_PARTS.case_id == _CASES.id, persons.in_role("victim"))
    parts = CaseRow.__table__.outerjoin(InvolvementRow.__table__, part).outerjoin(
        PersonRow.__table__, _PEOPLE.id == _PARTS.person_id
    )
    return (
        select(_CASES.id.label("case_id"), *(_flag(one).label(one) for one in questions))
        .select_from(parts)
        .where(accepted)
        .group_by(_CASES.id)
    )


def _flag(question: str) -> ColumnElement[int]:
    if question == "ward":
        return case((func.coalesce(first_ward(), "") == "", 1), else_=0)
    if question == "recording":
        return case((recording_rank() == UNRECORDED, 1), else_=0)
    if question == "day":
        return case((_first_day().is_(None), 1), else_=0)
    return func.max(
        case(
            (_PEOPLE.id.is_(None), 1),
            (_PEOPLE.kind != "person", 0),
            (persons.answer_to(question).in_((NOT_KNOWN, NOT_ASKED)), 1),
            else_=0,
        )
    )


def _first_day() -> ScalarSelect[Any]:
    return (
        select(_INCIDENTS.day_earliest)
        .where(_INCIDENTS.case_id == _CASES.id)
        .order_by(_INCIDENTS.number, _INCIDENTS.id)
        .limit(1)
        .correlate(CaseRow.__table__)
        .scalar_subquery()
    )
