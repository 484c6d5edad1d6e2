"""What only letters ask for: the referrals of a case in order, what was asked for last, how a case ended."""

from collections.abc import Sequence

from sqlalchemy import select

from hipdesk.store.tables.cases import ClosureRow, NoteRow
from hipdesk.store.tables.panels import AgendaLineRow, DecisionRow, MeetingRow
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


def newest_untold(reading: Reading, case_id: str) -> DecisionRow | None:
    """What the panel decided last on a case, when nobody noted yet that the person affected was told."""
    newest = reading.session.scalars(
        select(DecisionRow)
        .join(AgendaLineRow, AgendaLineRow.id == DecisionRow.agenda_line_id)
        .join(MeetingRow, MeetingRow.id == AgendaLineRow.meeting_id)
        .where(DecisionRow.case_id == case_id, MeetingRow.held_on <= reading.today)
        .order_by(MeetingRow.held_on.desc())
    ).first()
    return newest if newest is not None and newest.told_on is None else None
