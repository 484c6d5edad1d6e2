"""Finding one record by what a person types."""

from datetime import date

from sqlalchemy import or_, select

from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.referrals.inbox import seen
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import MeetingRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Reading


def meeting(reading: Reading, typed: str) -> str | None:
    """A meeting's id by id, ISO day, ``next`` (planned, today or later) or ``last`` (held)."""
    wanted = select(MeetingRow.id).limit(1)
    if typed == "next":
        wanted = wanted.where(MeetingRow.status == "planned", MeetingRow.held_on >= reading.today)
        return reading.session.scalar(wanted.order_by(MeetingRow.held_on))
    if typed == "last":
        wanted = wanted.where(MeetingRow.status == "held", MeetingRow.held_on <= reading.today)
        return reading.session.scalar(wanted.order_by(MeetingRow.held_on.desc()))
    try:
        wanted = wanted.where(MeetingRow.held_on == date.fromisoformat(typed), MeetingRow.status != "cancelled")
    except ValueError:
        wanted = wanted.where(MeetingRow.id == typed)
    return reading.session.scalar(wanted)


def referral(reading: Reading, typed: str) -> str | None:
    """A visible referral's id by reference or id."""
    row = ReferralRow
    named = or_(row.reference == typed, row.id == typed)
    return reading.session.scalar(select(row.id).where(named, seen(reading)).limit(1))


def case(reading: Reading, typed: str) -> str | None:
    """A visible case's id by reference or id."""
    named = or_(CaseRow.reference == typed, CaseRow.id == typed)
    return reading.session.scalar(select(CaseRow.id).where(named, of_visible_case(reading, CaseRow.id)).limit(1))
