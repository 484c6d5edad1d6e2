"""Reading the files kept with cases and referrals: what lies about them in the database, and where their bytes lie."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from hipdesk.kernel.clock import LONDON
from hipdesk.model.attachments import AttachmentView
from hipdesk.store.queries.case_parts import holder_names
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.referrals.inbox import seen
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.attachments import AttachmentRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Reading
from hipdesk.vault.blobs import StoredBlob


def of_visible_record(reading: Reading) -> ColumnElement[bool]:
    """Attachments of cases the actor may see, and those that came with referrals the actor may see."""
    row = AttachmentRow
    referrals = select(ReferralRow.id).where(seen(reading))
    return or_(of_visible_case(reading, row.case_id), and_(row.case_id.is_(None), row.referral_id.in_(referrals)))


def of_record(case_id: str | None, referral_id: str | None) -> ColumnElement[bool]:
    """Attachments of a case, those of its referrals included, or of one referral."""
    row = AttachmentRow
    if case_id is None:
        return row.referral_id == referral_id
    return or_(
        row.case_id == case_id, row.referral_id.in_(select(ReferralRow.id).where(ReferralRow.case_id == case_id))
    )


def attachment_row(reading: Reading, attachment_id: str) -> AttachmentRow:
    """One attachment the actor may see; Refused, as for one that is not there, when they may not."""
    wanted = select(AttachmentRow).where(AttachmentRow.id == attachment_id, of_visible_record(reading))
    row = reading.session.scalars(wanted).first()
    return row if row is not None else reading.find(AttachmentRow, "")


def attachment_view(reading: Reading, attachment_id: str) -> AttachmentView:
    """One attachment as a screen shows it."""
    return _views(reading, [attachment_row(reading, attachment_id)])[0]


def attachments_of(
    reading: Reading, *, case_id: str | None = None, referral_id: str | None = None, removed: bool = False
) -> tuple[AttachmentView, ...]:
    """The attachments of a case or a referral, received last first; the removed ones instead when asked."""
    row = AttachmentRow
    gone = row.removed_at.is_not(None) if removed else row.removed_at.is_(None)
    rows = reading.session.scalars(
        select(row)
        .where(of_record(case_id, referral_id), gone, of_visible_record(reading))
        .order_by(row.created_at.desc(), row.id)
    ).all()
    views = _views(reading, rows)
    return tuple(sorted(views, key=lambda view: view.received_on or view.added_on, reverse=True))


def attachment_rows(reading: Reading, referral_id: str) -> Sequence[AttachmentRow]:
    """The rows of the files that came with a referral."""
    return reading.session.scalars(select(AttachmentRow).where(AttachmentRow.referral_id == referral_id)).all()


def blob_of(row: AttachmentRow) -> StoredBlob:
    """Where an attachment's bytes lie, and what they must be."""
    return StoredBlob(row.stored_name, row.wrapped_key, row.size, bytes.fromhex(row.sha256))


def held_for(reading: Reading, draft: str) -> ColumnElement[bool]:
    """Files that wait with a draft of the actor's."""
    row = AttachmentRow
    return and_(row.held_for == draft, row.created_by == reading.actor.holder_id)


def held_rows(reading: Reading, draft: str) -> Sequence[AttachmentRow]:
    """The rows of the files that wait with a draft of the actor's, in the order they came."""
    wanted = select(AttachmentRow).where(held_for(reading, draft))
    return reading.session.scalars(wanted.order_by(AttachmentRow.created_at, AttachmentRow.id)).all()


def held_counts(reading: Reading) -> dict[str, int]:
    """How many files wait with each draft of the actor's."""
    row = AttachmentRow
    rows = reading.session.execute(
        select(row.held_for, func.count())
        .where(row.held_for.is_not(None), row.created_by == reading.actor.holder_id)
        .group_by(row.held_for)
    )
    return {draft: many for draft, many in rows if draft}


def held_row(reading: Reading, attachment_id: str) -> AttachmentRow:
    """A file that waits with a draft of the actor's; Refused, as for one that is not there, when it is not theirs."""
    row = reading.session.get(AttachmentRow, attachment_id)
    theirs = row is not None and row.held_for is not None and row.created_by == reading.actor.holder_id
    return reading.find(AttachmentRow, attachment_id if theirs else "")


def same_file(reading: Reading, sha256: str, here: ColumnElement[bool]) -> AttachmentRow | None:
    """The attachment among those of ``here`` that holds the same bytes already."""
    row = AttachmentRow
    return reading.session.scalars(select(row).where(here, row.sha256 == sha256, row.removed_at.is_(None))).first()


def _views(reading: Reading, rows: Sequence[AttachmentRow]) -> list[AttachmentView]:
    words, names = Words(reading), holder_names(reading)
    return [_view(row, words, names) for row in rows]


def _view(row: AttachmentRow, words: Words, names: dict[str, str]) -> AttachmentView:
    texts: dict[str, Any] = {
        name: getattr(row, name) or ""
        for name in ("kind", "description", "alternative", "finding", "received_from", "removed_reason")
    }
    return AttachmentView(
        id=row.id, version=row.version, case_id=row.case_id, referral_id=row.referral_id,
        title=row.title or row.file_name, file_name=row.file_name, media_type=row.media_type,
        kind_words=words.of("attachment_kind", row.kind), marking=row.marking, pages=row.pages,
        received_on=row.received_on, in_papers=row.in_papers, size=row.size, sha256=row.sha256,
        added_on=row.created_at.astimezone(LONDON).date(), added_by=names.get(row.created_by, ""),
        removed_at=row.removed_at, **texts,
    )  # fmt: skip
