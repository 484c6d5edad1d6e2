"""Reading which papers went out by e-mail, apart from packs, with the passwords of their files."""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from hipdesk.model.panels.packs import PACK
from hipdesk.model.sending import MailCall
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.referrals.inbox import seen
from hipdesk.store.tables.papers import IssuedPaperRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Reading

_RUNG_WITHIN = timedelta(days=60)


def mail_calls(reading: Reading, meeting_id: str = "") -> tuple[MailCall, ...]:
    """E-mailed papers of a meeting that are out; without one, those of no meeting made in the last 60 days, as far as
    the holder may see what they are about. Newest first.
    """
    row = IssuedPaperRow
    of_meeting = and_(row.subject_kind == "meeting", row.subject_id == meeting_id)
    found = reading.session.scalars(
        select(row)
        .where(
            row.paper != PACK, row.encrypted.is_(True), of_meeting if meeting_id else _of_no_meeting(reading),
            row.withdrawn_on.is_(None), row.returned_on.is_(None), row.destroyed_on.is_(None),
        )
        .order_by(row.made_at.desc(), row.id)
    )  # fmt: skip
    return tuple(
        MailCall(
            told["title"], each.recipient, each.made_at, told.get("person", ""), told.get("phone", ""), told["password"]
        )
        for each in found
        if (told := each.recipe.get("mailed"))
    )


def _of_no_meeting(reading: Reading) -> ColumnElement[bool]:
    kind, subject = IssuedPaperRow.subject_kind, IssuedPaperRow.subject_id
    return and_(
        IssuedPaperRow.made_at >= reading.now - _RUNG_WITHIN,
        or_(
            kind.not_in(("meeting", "case", "referral")),
            and_(kind == "case", of_visible_case(reading, subject)),
            and_(kind == "referral", subject.in_(select(ReferralRow.id).where(seen(reading)))),
        ),
    )
