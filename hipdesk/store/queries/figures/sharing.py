"""Agreement to share, and the ground used where there is none, of the referrals received in a period."""

from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, case, exists, func, select

from hipdesk.model.vocab import code_list
from hipdesk.store.queries.figures.answers import NOT_KNOWN, Answers, answer, counted
from hipdesk.store.queries.figures.days import Clauses
from hipdesk.store.queries.figures.referrals import received
from hipdesk.store.tables.referrals import ReferralRow, SharingRow
from hipdesk.store.work import Reading

_REFERRALS = ReferralRow.__table__.c
_SHARING = SharingRow.__table__.c
_NO_NEED = "-"


def agreements(reading: Reading, since: date, first: date, last: date) -> dict[str, Answers]:
    """Referrals received from ``since`` by ``agreement``, and those that need one by ``ground``."""
    rows = (
        select(
            case((_REFERRALS.received_on >= first, 1), else_=0).label("now"),
            agreement().label("agreement"),
            ground().label("ground"),
        )
        .where(*received(since, last))
        .cte("agreements")
    )
    found = counted(reading, rows, ("agreement", "ground"))
    found["ground"].pop(_NO_NEED, None)
    return found


def withdrawn(reading: Reading, first: date, last: date) -> int:
    """Referrals received between two days whose agreement was taken back since."""
    back = exists().where(_SHARING.referral_id == _REFERRALS.id, _SHARING.withdrawn_on.is_not(None))
    counted_so = select(func.count()).select_from(ReferralRow).where(*received(first, last), back)
    return int(reading.session.execute(counted_so).scalar_one())


def agreement() -> ColumnElement[str]:
    """What a referral says of agreement."""
    return _of_sharing(answer(_SHARING.agreement, _SHARING.unanswered, "agreement"))


def ground() -> ColumnElement[str]:
    """The ground a referral without agreement gives; "-" where none is needed."""
    needs = _SHARING.agreement.in_(sorted(code_list("agreement").groups["needs_ground"]))
    given = case((needs, answer(_SHARING.ground, _SHARING.unanswered, "ground")), else_=_NO_NEED)
    return func.coalesce(_newest(given), _NO_NEED)


def behind(asked: str, first: date, last: date) -> Clauses:
    """The clauses that choose the referrals behind a number: "agreement:refused", "ground:crime", or "ground:"."""
    question, _, value = asked.partition(":")
    if question == "agreement":
        return *received(first, last), *((agreement() == value,) if value else ())
    return *received(first, last), (ground() == value if value else ground() != _NO_NEED)


def _of_sharing(given: ColumnElement[str]) -> ColumnElement[str]:
    return func.coalesce(_newest(given), NOT_KNOWN)


def _newest(given: ColumnElement[str]) -> ScalarSelect[str]:
    return (
        select(given)
        .where(_SHARING.referral_id == _REFERRALS.id)
        .order_by(_SHARING.id.desc())
        .limit(1)
        .correlate(ReferralRow.__table__)
        .scalar_subquery()
    )
