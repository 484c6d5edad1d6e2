"""Days of referrals and meetings against which the panel's promises are held."""

from datetime import date

from sqlalchemy import func, select

from hipdesk.store.queries.figures.days import within
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import MeetingRow, MeetingStepRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Reading

_CASES = CaseRow.__table__.c
_REFERRALS = ReferralRow.__table__.c
_MEETINGS = MeetingRow.__table__.c
_STEPS = MeetingStepRow.__table__.c
Days = list[tuple[date, date | None, date | None, int]]


def referral_days(reading: Reading, first: date, last: date) -> Days:
    """Referrals received between two days as (received, acknowledged, triaged, how many)."""
    days = (_REFERRALS.received_on, _REFERRALS.acknowledged_on, _REFERRALS.triaged_on)
    rows = reading.session.execute(
        select(*days, func.count()).where(within(_REFERRALS.received_on, first, last)).group_by(*days)
    )
    return [(received, acknowledged, triaged, many) for received, acknowledged, triaged, many in rows]


def waits(reading: Reading, first: date, last: date) -> list[tuple[date, date]]:
    """The day its first referral was received, and the day it was first heard, of cases first heard between two."""
    rows = reading.session.execute(
        select(func.min(_REFERRALS.received_on, type_=_REFERRALS.received_on.type), _CASES.first_heard_on)
        .select_from(CaseRow.__table__.join(ReferralRow.__table__, _REFERRALS.case_id == _CASES.id))
        .where(within(_CASES.first_heard_on, first, last))
        .group_by(_CASES.id, _CASES.first_heard_on)
    )
    return [(received, heard) for received, heard in rows]


def step_days(reading: Reading, step: str, first: date, last: date) -> list[tuple[date, date]]:
    """Due day and day done of one step of the meetings held between two days, where it was done."""
    rows = reading.session.execute(
        select(_STEPS.due_on, _STEPS.done_on)
        .select_from(MeetingStepRow.__table__.join(MeetingRow.__table__, _MEETINGS.id == _STEPS.meeting_id))
        .where(
            within(_MEETINGS.held_on, first, last),
            _MEETINGS.status == "held",
            _STEPS.step == step,
            _STEPS.done_on.is_not(None),
        )
    )
    return [(due, done) for due, done in rows]
