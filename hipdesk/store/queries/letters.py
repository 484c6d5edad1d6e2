"""What only letters ask for: the referrals of a case in order, what was asked for last, how a case ended."""

from collections.abc import Sequence

from sqlalchemy import select

from hipdesk.store.tables.cases import ClosureRow, NoteRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Reading

ASKED = "Information asked for"


def referrals_of(reading: Reading, case_id: str) -> Sequence[ReferralRow]:
    """The referrals of a case, the first received first; duplicates of it are not letters' business."""
    return reading.session.scalars(
        select(ReferralRow)
        .where(ReferralRow.case_id == case_id, ReferralRow.status != "duplicate")
        .order_by(ReferralRow.received_on, ReferralRow.reference)
    ).all()


def last_asked(reading: Reading, referral_id: str) -> str:
    """What the referrer was asked for last; empty when never."""
    found = reading.session.scalar(
        select(NoteRow.text)
        .where(NoteRow.referral_id == referral_id, NoteRow.heading == ASKED)
        .order_by(NoteRow.at.desc())
        .limit(1)
    )
    return found or ""


def last_closure(reading: Reading, case_id: str) -> ClosureRow | None:
    """How the case was closed last."""
    return reading.session.scalars(
        select(ClosureRow).where(ClosureRow.case_id == case_id).order_by(ClosureRow.closed_on.desc()).limit(1)
    ).first()
