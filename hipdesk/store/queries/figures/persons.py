"""People of the cases accepted in a period: those affected, and alleged perpetrators, each once by their newest case.

A person affected is one person: organisations, places of worship and communities are told apart. An alleged
perpetrator may be a group, or nobody known, and counts once.
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Join, ScalarSelect, Select, String, case, cast, func, select, type_coerce
from sqlalchemy.sql.base import ReadOnlyColumnCollection
from sqlalchemy.sql.elements import KeyedColumnElement
from sqlalchemy.sql.selectable import CTE

from hipdesk.model.partial_dates import age_band
from hipdesk.model.vocab import code_list
from hipdesk.store.queries.figures.answers import Answers, answer, counted, yes_or_no
from hipdesk.store.queries.figures.days import Clauses, within
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.people import AddressRow, PersonRow
from hipdesk.store.tables.referrals import InvolvementRow
from hipdesk.store.work import Reading

_CASES = CaseRow.__table__.c
_PARTS = InvolvementRow.__table__.c
_PEOPLE = PersonRow.__table__.c
_HOMES = AddressRow.__table__.c
_Columns = ReadOnlyColumnCollection[str, KeyedColumnElement[Any]]

_OLDEST = 130
# A value for each age: asked "between", SQLite would work the age out anew for every band.
_BANDS = {age: age_band(age, code_list("age_band").codes) for age in range(_OLDEST)}
OF_VICTIMS = (
    "age", "sex", "ethnicity", "disabled", "religion", "orientation", "language", "interpreter", "tenure",
)  # fmt: skip
OF_PERPETRATORS = ("age", "sex", "relation", "tenure", "identity")


def victims(reading: Reading, since: date, first: date, last: date) -> dict[str, Answers]:
    """Answers about people affected in cases accepted from ``since``; ``now`` counts those from ``first``."""
    return _answers(reading, "victim", OF_VICTIMS, since, first, last)


def perpetrators(reading: Reading, since: date, first: date, last: date) -> dict[str, Answers]:
    """Answers about alleged perpetrators of cases accepted from ``since``; ``now`` counts those from ``first``."""
    return _answers(reading, "perpetrator", OF_PERPETRATORS, since, first, last)


def others_affected(reading: Reading, first: date, last: date) -> dict[str, int]:
    """What was affected beside people in cases accepted between two days, by kind."""
    rows = reading.session.execute(
        select(_PEOPLE.kind, func.count(func.distinct(_PEOPLE.id)))
        .select_from(_joined())
        .where(in_role("victim"), _PEOPLE.kind != "person", within(_CASES.accepted_on, first, last))
        .group_by(_PEOPLE.kind)
    )
    return {row[0]: row[1] for row in rows}


def behind(role: str, question: str, value: str, first: date, last: date) -> Select[Any]:
    """The people behind a number: record, case, and the label they have in it."""
    part = _newest_part(role, first, last).subquery()
    chosen = (
        select(part.c.person_id.label("record_id"), part.c.case_id, part.c.label.label("words"))
        .select_from(part)
        .join(PersonRow.__table__, _PEOPLE.id == part.c.person_id)
    )
    return chosen.where(_question(question, part.c, part.c.accepted_on) == value) if value else chosen


def in_role(role: str) -> ColumnElement[bool]:
    """Has a role, written so that parts are looked up by their case or referral and not everybody of that role."""
    return _PARTS.role.concat("") == role


def of_the_kind(role: str) -> Clauses:
    """The clauses that choose who counts in a role."""
    return (in_role(role), *((_PEOPLE.kind == "person",) if role == "victim" else ()))


def _joined() -> Join:
    return CaseRow.__table__.join(InvolvementRow.__table__, _PARTS.case_id == _CASES.id).join(
        PersonRow.__table__, _PEOPLE.id == _PARTS.person_id
    )


def _newest_part(role: str, first: date, last: date) -> Select[Any]:
    """Each person's part in the newest case accepted between two days.

    The columns beside the one largest value come from its row: SQLite's own rule for a single ``max``.
    """
    newest = func.max(type_coerce(_CASES.accepted_on, String).concat(_PARTS.id)).label("newest")
    return (
        select(
            newest, _PARTS.person_id, _PARTS.case_id, _PARTS.label, _PARTS.relation, _PARTS.identity,
            _PARTS.unanswered, _CASES.accepted_on,
        )
        .select_from(_joined())
        .where(*of_the_kind(role), within(_CASES.accepted_on, first, last))
        .group_by(_PARTS.person_id)
    )  # fmt: skip


def _answers(
    reading: Reading, role: str, questions: tuple[str, ...], since: date, first: date, last: date
) -> dict[str, Answers]:
    return counted(reading, _people(role, questions, since, first, last), questions)


def _people(role: str, questions: tuple[str, ...], since: date, first: date, last: date) -> CTE:
    part = _newest_part(role, since, last).subquery()
    return (
        select(
            case((part.c.accepted_on >= first, 1), else_=0).label("now"),
            *(_question(each, part.c, part.c.accepted_on).label(each) for each in questions),
        )
        .select_from(part)
        .join(PersonRow.__table__, _PEOPLE.id == part.c.person_id)
        .cte("people")
    )


def answer_to(question: str) -> ColumnElement[str]:
    """The answer to a question about a person, where case, part and person are joined."""
    return _question(question, _PARTS, _CASES.accepted_on)


def _question(question: str, part: _Columns, accepted_on: ColumnElement[Any]) -> ColumnElement[str]:
    """The answer to a question about the person joined to a part."""
    if question == "age":
        return _age_answer(accepted_on)
    if question == "disabled":
        return answer(yes_or_no(_PEOPLE.disabled, "disabled", "not_disabled"), _PEOPLE.unanswered, question)
    if question == "interpreter":
        return answer(yes_or_no(_PEOPLE.interpreter, "needed", "not_needed"), _PEOPLE.unanswered, question)
    if question == "tenure":
        return answer(_tenure(), part.unanswered, question)
    if question in ("relation", "identity"):
        return answer(part[question], part.unanswered, question)
    return answer(_PEOPLE[question], _PEOPLE.unanswered, question)


def _age_answer(accepted_on: ColumnElement[Any]) -> ColumnElement[str]:
    """The band of the age on the day the case was accepted; a birth known roughly counts by the middle of its days."""
    accepted = type_coerce(accepted_on, String)
    born = func.date((func.julianday(_PEOPLE.born_earliest) + func.julianday(_PEOPLE.born_latest)) / 2 + 0.5)
    had_birthday = func.substr(accepted, 6) >= func.substr(born, 6)
    by_birth = _year(accepted) - _year(born) - case((had_birthday, 0), else_=1)
    estimated = type_coerce(func.coalesce(_PEOPLE.age_estimated_on, accepted_on), String)
    by_estimate = _PEOPLE.age_estimate + _year(accepted) - _year(estimated)
    age = func.coalesce(by_birth, by_estimate)
    return answer(case(_BANDS, value=age), _PEOPLE.unanswered, "born")


def _year(day: ColumnElement[str]) -> ColumnElement[int]:
    return cast(func.substr(day, 1, 4), Integer)


def _tenure() -> ScalarSelect[Any]:
    """The tenure of a person's present home, or of the last one."""
    return (
        select(_HOMES.tenure)
        .where(_HOMES.person_id == _PEOPLE.id)
        .order_by(_HOMES.to_day.is_not(None), _HOMES.id.desc())
        .limit(1)
        .correlate(PersonRow.__table__)
        .scalar_subquery()
    )
