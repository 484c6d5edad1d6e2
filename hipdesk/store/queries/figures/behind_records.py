"""The records behind numbers of other units than case, referral and action: people, incidents, tools, support, crimes.

Each is a record of its own in the list, and opens the case (or the referral) it belongs to.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from hipdesk.model.pages import Page
from hipdesk.model.reports import Behind, RecordBehind
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.figures import attendance, closures, incidents, persons, repeats, results, timeliness
from hipdesk.store.queries.figures import meetings as held_meetings
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.work import Reading

_CASES = CaseRow.__table__.c
_Chosen = Callable[[str, str, Behind], Select[Any]]
FIGURES: dict[str, _Chosen] = {
    "victims": lambda ask, value, of: persons.behind("victim", ask, value, of.first, of.last),
    "perpetrators": lambda ask, value, of: persons.behind("perpetrator", ask, value, of.first, of.last),
    "incident": lambda ask, value, of: incidents.behind(ask, value, of.first, of.last),
    "repeat_of": lambda ask, value, of: repeats.behind(ask, value, of.first, of.last),
    "tool": lambda ask, value, of: results.tools_behind(ask, value, of.first, of.last),
    "told": lambda ask, _value, of: closures.told_behind(ask, of.first, of.last),
    "support": lambda ask, value, of: results.support_behind(ask, value, of.first, of.last),
    "police": lambda ask, value, of: results.police_behind(ask, value, of.first, of.last),
}
"""By figure; what is asked and the value wanted stand in the number's ``value``, parted by a colon."""
MEETINGS: dict[str, Callable[[Behind], Select[Any]]] = {
    "meeting_step": lambda of: timeliness.meetings_by_step(of.value, of.first, of.last),
    "meetings": lambda of: held_meetings.held(of.first, of.last),
    "came": lambda of: attendance.came(of.value, of.first, of.last),
}
"""By figure, the meetings a number counts."""
_LISTS = {"tool": "enforcement_tool", "support": "support_kind", "police": "police_outcome"}


def records(reading: Reading, behind: Behind, offset: int, limit: int) -> Page[RecordBehind]:
    """The records of cases the actor may see, by reference."""
    ask, _, value = behind.value.partition(":")
    found = FIGURES[behind.figure](ask, value, behind).subquery()
    from_cases = found.outerjoin(CaseRow.__table__, _CASES.id == found.c.case_id)
    seen: ColumnElement[bool] = or_(found.c.case_id.is_(None), of_visible_case(reading, found.c.case_id))
    total = reading.session.execute(select(func.count()).select_from(from_cases).where(seen)).scalar_one()
    told = {column.key for column in found.c}
    reference = found.c.reference if "reference" in told else _CASES.reference
    initials = found.c.initials if "initials" in told else _CASES.initials
    referral = found.c.referral_id if "referral_id" in told else found.c.case_id
    rows = reading.session.execute(
        select(
            found.c.record_id, found.c.case_id, reference, initials, found.c.words, _CASES.risk_now, _CASES.risk_score,
            referral,
        )
        .select_from(from_cases)
        .where(seen)
        .order_by(reference, found.c.record_id)
        .offset(offset)
        .limit(limit)
    )  # fmt: skip
    words = Words(reading)
    made = [
        RecordBehind(
            behind.figure, key, of_case, shown, initials or "", _said(words, behind.figure, said), risk or "", score,
            referral_id=of_referral,
        )
        for key, of_case, shown, initials, said, risk, score, of_referral in rows
    ]  # fmt: skip
    return Page(tuple(made), total, offset)


def meetings(reading: Reading, behind: Behind, offset: int, limit: int) -> Page[RecordBehind]:
    """The meetings a number counts, by day; who may see cases may see that the panel met."""
    found = MEETINGS[behind.figure](behind).subquery()
    total = reading.session.execute(select(func.count()).select_from(found)).scalar_one()
    rows = reading.session.execute(
        select(found.c.record_id, found.c.day).order_by(found.c.day, found.c.record_id).offset(offset).limit(limit)
    )
    made = [RecordBehind("meeting", key, None, f"Panel of {day.day} {day:%B %Y}", "", "") for key, day in rows]
    return Page(tuple(made), total, offset)


def _said(words: Words, figure: str, said: str | None) -> str:
    if figure == "repeat_of":
        return f"{said} referrals in twelve months" if said != "1" else "One referral in twelve months"
    return words.of(_LISTS[figure], said) if figure in _LISTS else said or ""
