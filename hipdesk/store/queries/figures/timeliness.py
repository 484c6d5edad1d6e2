"""Days of referrals and meetings against which the panel's promises are held."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, case, func, select

from hipdesk.model.workdays import Nation, add_working_days
from hipdesk.store.queries.figures.days import Clauses, within
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import MeetingRow, MeetingStepRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Reading

_CASES = CaseRow.__table__.c
_REFERRALS = ReferralRow.__table__.c
_MEETINGS = MeetingRow.__table__.c
_STEPS = MeetingStepRow.__table__.c
_JOINED = MeetingStepRow.__table__.join(MeetingRow.__table__, _MEETINGS.id == _STEPS.meeting_id)
Days = list[tuple[date, date | None, date | None, int]]


def referral_days(reading: Reading, first: date, last: date) -> Days:
    """Referrals received between two days as (received, acknowledged, triaged, how many)."""
    days = (_REFERRALS.received_on, _REFERRALS.acknowledged_on, _REFERRALS.triaged_on)
    rows = reading.session.execute(
        select(*days, func.count()).where(within(_REFERRALS.received_on, first, last)).group_by(*days)
    )
    return [(received, acknowledged, triaged, many) for received, acknowledged, triaged, many in rows]


def promised(asked: str, first: date, last: date, nation: Nation) -> Clauses:
    """The clauses that choose referrals by a promise: "acknowledged:kept:2" within two working days, or ":late:"."""
    step, how, target = asked.split(":")
    done = _REFERRALS.acknowledged_on if step == "acknowledged" else _REFERRALS.triaged_on
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    due = case({day: add_working_days(day, int(target), nation) for day in days}, value=_REFERRALS.received_on)
    return within(_REFERRALS.received_on, first, last), done <= due if how == "kept" else done > due


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
        select(_STEPS.due_on, _STEPS.done_on).select_from(_JOINED).where(*_done(step, first, last))
    )
    return [(due, done) for due, done in rows]


def meetings_by_step(asked: str, first: date, last: date) -> Select[Any]:
    """The meetings behind "papers_out:kept" or "papers_out:late": record and day."""
    step, _, how = asked.partition(":")
    kept = _STEPS.done_on <= _STEPS.due_on if how == "kept" else _STEPS.done_on > _STEPS.due_on
    chosen = select(_MEETINGS.id.label("record_id"), _MEETINGS.held_on.label("day")).select_from(_JOINED)
    return chosen.where(*_done(step, first, last), kept)


def _done(step: str, first: date, last: date) -> Clauses:
    """Steps done of the meetings held between two days."""
    held = within(_MEETINGS.held_on, first, last), _MEETINGS.status == "held"
    return *held, _STEPS.step == step, _STEPS.done_on.is_not(None)
