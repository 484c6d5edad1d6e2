"""Who and what came back: people affected, their homes, alleged perpetrators, by the referrals of some months."""

from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from sqlalchemy import Join, Select, String, and_, case, func, select, type_coerce

from hipdesk.model.periods import add_months
from hipdesk.store.queries.figures.days import Clauses
from hipdesk.store.queries.figures.persons import in_role
from hipdesk.store.queries.figures.referrals import received
from hipdesk.store.tables.people import AddressRow, PersonRow, PossibleDuplicateRow
from hipdesk.store.tables.referrals import InvolvementRow, ReferralRow
from hipdesk.store.work import Reading

_REFERRALS = ReferralRow.__table__.c
_PARTS = InvolvementRow.__table__.c
_PEOPLE = PersonRow.__table__.c
_HOMES = AddressRow.__table__.c
MONTHS = 12
Of = Literal["victim", "home", "perpetrator"]


class Seen(NamedTuple):
    """How many were told of in the period, and in how many referrals of the months that end with it."""

    once: int
    twice: int
    more: int


def seen(reading: Reading, of: Of, first: date, last: date) -> Seen:
    """Those told of in a referral received between two days, by their referrals of the months that end with them."""
    times = _times(of, first, last).subquery().c.times
    once, twice, more = (func.coalesce(func.sum(case((clause, 1), else_=0)), 0) for clause in
                         (times == 1, times == 2, times > 2))  # fmt: skip
    return Seen(*reading.session.execute(select(once, twice, more)).one())


def behind(of: str, value: str, first: date, last: date) -> Select[Any]:
    """Those behind a number, each by its newest referral. ``value``: once, twice, more, or empty for all."""
    found = _times(_of(of), first, last).subquery().c
    wanted = {"once": found.times == 1, "twice": found.times == 2, "more": found.times > 2}
    chosen = (
        select(
            found.who.label("record_id"), _REFERRALS.id.label("referral_id"), _REFERRALS.case_id,
            _REFERRALS.reference, _REFERRALS.initials, type_coerce(found.times, String).label("words"),
        )
        .join(ReferralRow.__table__, _REFERRALS.id == func.substr(found.newest, 11))
    )  # fmt: skip
    return chosen.where(wanted[value]) if value else chosen


def window(last: date) -> date:
    """The first day of the twelve months that end on a day."""
    return add_months(last + timedelta(days=1), -MONTHS)


def pairs_undecided(reading: Reading) -> int:
    """Possible duplicates nobody has decided on: while there are some, repeats may be understated."""
    pairs = select(func.count()).select_from(PossibleDuplicateRow).where(PossibleDuplicateRow.state == "open")
    return int(reading.session.execute(pairs).scalar_one())


def _of(of: str) -> Of:
    return "home" if of == "home" else "victim" if of == "victim" else "perpetrator"


def _times(of: Of, first: date, last: date) -> Select[Any]:
    """Each of them: in how many referrals, and the newest (its day, then its key)."""
    who = _HOMES.place_key if of == "home" else _PARTS.person_id
    told_now = select(who).select_from(_joined(of)).where(*_clauses(of), *received(first, last)).distinct()
    newest = func.max(type_coerce(_REFERRALS.received_on, String).concat(_REFERRALS.id))
    return (
        select(who.label("who"), func.count(_REFERRALS.id.distinct()).label("times"), newest.label("newest"))
        .select_from(_joined(of))
        .where(who.in_(told_now), *_clauses(of), *received(window(last), last))
        .group_by(who)
    )


def _joined(of: Of) -> Join:
    parts = ReferralRow.__table__.join(InvolvementRow.__table__, _PARTS.referral_id == _REFERRALS.id)
    if of == "home":
        at_home = and_(_HOMES.person_id == _PARTS.person_id, _HOMES.to_day.is_(None), _HOMES.place_key != "")
        return parts.join(AddressRow.__table__, at_home)
    return parts.join(PersonRow.__table__, _PEOPLE.id == _PARTS.person_id)


def _clauses(of: Of) -> Clauses:
    role = in_role("perpetrator" if of == "perpetrator" else "victim")
    return (role,) if of == "home" else (role, _PEOPLE.kind == "person")
