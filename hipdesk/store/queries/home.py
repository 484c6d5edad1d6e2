"""Counting what waits, for Home and the navigation. Cases are counted only where the actor may see them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import InstrumentedAttribute

from hipdesk.model.statuses import LIVE_CASES
from hipdesk.store.queries.actions import seen
from hipdesk.store.queries.agencies import OPEN_ACTIONS
from hipdesk.store.queries.case_list import without_hearing_day
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.duplicates import count_open, first_open
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import AgendaLineRow, MeetingRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Reading

TO_TRIAGE = "received"
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait, and the first of them: reference and day, and its case where it has one."""

    count: int
    reference: str = ""
    day: date | None = None
    case_id: str = ""


def to_triage(reading: Reading) -> Waiting:
    """Referrals nobody has decided on yet, oldest first."""
    return _first(
        reading, select(ReferralRow.reference, ReferralRow.received_on).where(ReferralRow.status == TO_TRIAGE),
        ReferralRow.received_on,
    )  # fmt: skip


def aftercare_due(reading: Reading) -> Waiting:
    """Closed cases whose aftercare check is due within a week or was missed, soonest due first."""
    last = reading.today + timedelta(days=_WEEK)
    wanted = select(CaseRow.reference, CaseRow.aftercare_due_on, CaseRow.id).where(
        CaseRow.aftercare_due_on <= last, CaseRow.aftercare_done_on.is_(None), CaseRow.status == "closed",
        of_visible_case(reading, CaseRow.id),
    )  # fmt: skip
    return _first(reading, wanted, CaseRow.aftercare_due_on)


def reviews_missed(reading: Reading) -> Waiting:
    """Open cases whose day before the panel has gone by, longest ago first."""
    wanted = select(CaseRow.reference, CaseRow.next_review_on, CaseRow.id).where(
        CaseRow.next_review_on < reading.today, CaseRow.status != "closed", of_visible_case(reading, CaseRow.id),
    )  # fmt: skip
    return _first(reading, wanted, CaseRow.next_review_on)


def case_reviews(reading: Reading) -> Waiting:
    """Case reviews that were asked for and not decided, soonest due first."""
    wanted = select(CaseRow.reference, CaseRow.review_due_on, CaseRow.id).where(
        CaseRow.review_due_on.is_not(None), CaseRow.review_decided_on.is_(None), of_visible_case(reading, CaseRow.id),
    )  # fmt: skip
    return _first(reading, wanted, CaseRow.review_due_on)


def without_hearing(reading: Reading) -> Waiting:
    """Open cases with no hearing ahead of them, as the list of cases counts them."""
    wanted = select(CaseRow.reference, CaseRow.received_on).where(
        CaseRow.status.in_(sorted(LIVE_CASES)), without_hearing_day(reading.today),
        of_visible_case(reading, CaseRow.id),
    )  # fmt: skip
    return _first(reading, wanted, CaseRow.received_on)


def late_actions(reading: Reading) -> list[tuple[str, str, int, date]]:
    """Agency id and short name, how many of its actions are past their date, and the oldest date; most first."""
    count, oldest = func.count().label("late"), func.min(ActionRow.due_on)
    called = func.coalesce(func.nullif(AgencyRow.short_name, ""), AgencyRow.name)
    rows = reading.session.execute(
        select(AgencyRow.id, called, count, oldest)
        .join(AgencyRow, AgencyRow.id == ActionRow.owner_agency_id)
        .where(ActionRow.status.in_(OPEN_ACTIONS), ActionRow.due_on < reading.today, seen(reading))
        .group_by(AgencyRow.id, called)
        .order_by(count.desc(), oldest)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows if row[3]]


def minutes_not_agreed(reading: Reading) -> list[tuple[str, date, str, date | None]]:
    """Held meetings whose minutes are not agreed: id, day, state, when they went to the chair; oldest first."""
    rows = reading.session.execute(
        select(MeetingRow.id, MeetingRow.held_on, MeetingRow.minutes_state, MeetingRow.minutes_to_chair_on)
        .where(MeetingRow.status == "held", MeetingRow.history.is_(False), MeetingRow.minutes_state != "agreed")
        .order_by(MeetingRow.held_on)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def planned_minutes(reading: Reading, meeting_id: str) -> int:
    """Minutes planned over the lines of an agenda."""
    lines = select(func.sum(AgendaLineRow.minutes_planned)).where(AgendaLineRow.meeting_id == meeting_id)
    return reading.session.scalar(lines) or 0


def received_by_month(reading: Reading, first: date, last: date) -> dict[date, int]:
    """Referrals received by the first day of their month."""
    rows = reading.session.execute(
        select(ReferralRow.received_on, func.count())
        .where(ReferralRow.received_on.between(first, last))
        .group_by(ReferralRow.received_on)
    )
    counted: dict[date, int] = {}
    for day, count in rows:
        counted[day.replace(day=1)] = counted.get(day.replace(day=1), 0) + count
    return counted


def open_cases(reading: Reading) -> int:
    """Cases not closed that the actor may see."""
    wanted = select(func.count()).where(CaseRow.status != "closed", of_visible_case(reading, CaseRow.id))
    return reading.session.scalar(wanted) or 0


def small_counts(reading: Reading) -> tuple[int, int, int]:
    """Late actions, possible duplicates to decide, agencies nobody has confirmed."""
    late = select(func.count()).where(
        ActionRow.status.in_(OPEN_ACTIONS), ActionRow.due_on < reading.today, seen(reading)
    )
    provisional = select(func.coalesce(func.sum(case((AgencyRow.provisional.is_(True), 1), else_=0)), 0))
    counted = [reading.session.scalar(wanted) or 0 for wanted in (late, provisional)]
    return counted[0], count_open(reading), counted[1]


def duplicates_waiting(reading: Reading) -> tuple[str, int]:
    """The likeliest pair of people that nobody has looked at, and how many there are."""
    count = count_open(reading)
    return (first_open(reading) if count else "", count)


def _first(reading: Reading, wanted: Select[*tuple[Any, ...]], order: InstrumentedAttribute[Any]) -> Waiting:
    count = reading.session.execute(select(func.count()).select_from(wanted.subquery())).scalar() or 0
    if not count:
        return Waiting(0)
    row = reading.session.execute(wanted.order_by(order).limit(1)).one()
    return Waiting(count, *row)
