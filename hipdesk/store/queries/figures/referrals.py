"""Referrals received: by agency, by decision as it stood on a day, and which agencies are new or silent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from hipdesk.store.queries.figures.days import Clauses, within
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Reading

_REFERRALS = ReferralRow.__table__.c
_AGENCIES = AgencyRow.__table__.c


@dataclass(frozen=True, slots=True)
class FromAgency:
    """Referrals of one agency: how many, and how many of them meet the repeat rule."""

    received: int
    repeat: int


@dataclass(frozen=True, slots=True)
class PanelAgency:
    """An agency of the register as tables name it; ``left_on`` when it is no longer with the panel."""

    key: str
    name: str
    kind: str
    provisional: bool
    left_on: date | None


def received(first: date, last: date) -> Clauses:
    """The clauses that choose referrals received between two days; drafts are not received."""
    return within(_REFERRALS.received_on, first, last), _REFERRALS.status != "draft"


def repeats() -> ColumnElement[bool]:
    """The clause that chooses repeat referrals: by the rule, or by the officer's word over it."""
    return func.coalesce(_REFERRALS.repeat_override, _REFERRALS.repeat).is_(True)


def by_agency(reading: Reading, first: date, last: date) -> dict[str | None, FromAgency]:
    """Referrals received between two days by agency key; None where the agency is not known."""
    rows = reading.session.execute(
        select(_REFERRALS.agency_id, func.count(), func.sum(case((repeats(), 1), else_=0)))
        .where(*received(first, last))
        .group_by(_REFERRALS.agency_id)
    )
    return {agency: FromAgency(many, repeat or 0) for agency, many, repeat in rows}


def agencies(reading: Reading) -> dict[str, PanelAgency]:
    """Every agency of the register by key."""
    rows = reading.session.execute(
        select(_AGENCIES.id, _AGENCIES.name, _AGENCIES.kind, _AGENCIES.provisional, _AGENCIES.left_on)
    )
    return {row[0]: PanelAgency(*row) for row in rows}


def referred_before(reading: Reading, keys: Iterable[str], day: date) -> frozenset[str]:
    """Which of some agencies had sent a referral before a day."""
    found = set()
    for key in keys:
        before = select(_REFERRALS.id).where(_REFERRALS.agency_id == key, _REFERRALS.received_on < day).limit(1)
        if reading.session.execute(before).first():
            found.add(key)
    return frozenset(found)


def first_and_last(reading: Reading) -> tuple[date, date] | None:
    """The first and the last day a referral was received; None when there is none."""
    first = reading.session.scalar(select(func.min(_REFERRALS.received_on)))
    last = reading.session.scalar(select(func.max(_REFERRALS.received_on)))
    return (first, last) if first is not None and last is not None else None


def decided(as_at: date) -> ColumnElement[str]:
    """A referral's decision as it stood at the end of a day: "accepted", "declined:below_threshold", "waiting" ...

    A decision taken later is none yet. A decision whose day nobody noted is taken as it stands.
    """
    taken = or_(_REFERRALS.decided_on.is_(None), _REFERRALS.decided_on <= as_at)
    why = func.coalesce(_REFERRALS.decision_reason, "")
    where = func.coalesce(_REFERRALS.redirected_to, "")
    return case(
        (and_(_REFERRALS.status == "redirected", taken), "redirected:" + where),
        (and_(_REFERRALS.status == "declined", taken), "declined:" + why),
        (and_(_REFERRALS.status.in_(("accepted", "withdrawn", "duplicate")), taken), _REFERRALS.status),
        (_REFERRALS.status == "awaiting_information", "awaiting_information"),
        else_="waiting",
    )


def by_decision(reading: Reading, first: date, last: date, as_at: date) -> dict[str, int]:
    """Referrals received between two days by their decision as it stood on a day."""
    decision = decided(as_at)
    rows = reading.session.execute(select(decision, func.count()).where(*received(first, last)).group_by(decision))
    return {row[0]: row[1] for row in rows}
