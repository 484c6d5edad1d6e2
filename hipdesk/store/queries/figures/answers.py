"""Counts of answers: codes as they stand, and apart from them the three ways of having none.

Where a column is empty, the reason kept beside it counts: ``?declined``, ``?not_asked``, or ``?not_known`` for anything
else. A code of the list that means the same counts with it.
"""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, SQLColumnExpression, String, case, func, literal, select, type_coerce, union_all
from sqlalchemy.sql.selectable import CTE

from hipdesk.store.work import Reading

DECLINED, NOT_ASKED, NOT_KNOWN = "?declined", "?not_asked", "?not_known"
UNANSWERED = (DECLINED, NOT_ASKED, NOT_KNOWN)
_SAME = {
    "NS": DECLINED, "not_stated": DECLINED, "not_said": DECLINED, "not_asked": NOT_ASKED, "not_known": NOT_KNOWN,
    "": NOT_KNOWN,
}  # fmt: skip


class Many(NamedTuple):
    """How many in the period, and in the year so far."""

    now: int
    so_far: int


Answers = dict[str, Many]
"""By answer, in no order."""


def answer(value: SQLColumnExpression[Any], reasons: SQLColumnExpression[Any], field: str) -> ColumnElement[str]:
    """An answer of a row: its code, or why there is none; ``reasons`` is the column that keeps why."""
    why = func.json_extract(reasons, f"$.{field}")
    none = case((why == "declined", DECLINED), (why == "not_asked", NOT_ASKED), else_=NOT_KNOWN)
    given = type_coerce(value, String)
    # The value stands twice only: SQLite works out each place anew.
    return func.coalesce(case(_SAME, value=given, else_=given), none)


def yes_or_no(value: SQLColumnExpression[Any], yes: str, no: str) -> ColumnElement[str]:
    """The code of a question of yes and no; empty where neither was said."""
    return case((value.is_(True), yes), (value.is_(False), no))


def counted(reading: Reading, rows: CTE, questions: tuple[str, ...]) -> dict[str, Answers]:
    """By question, how many rows gave each answer. ``rows`` has a column for each, and ``now``: 1 in the period.

    One statement: the rows are found once, kept aside, and counted for each question.
    """
    rows = rows.prefix_with("MATERIALIZED")
    parts = [
        select(
            literal(question).label("question"), rows.c[question].label("answer"), func.sum(rows.c.now), func.count()
        ).group_by(rows.c[question])
        for question in questions
    ]
    found: dict[str, Answers] = {question: {} for question in questions}
    for question, given, now, so_far in reading.session.execute(union_all(*parts)):
        found[question][given] = Many(now, so_far)
    return found
