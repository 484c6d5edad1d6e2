"""Reading which copies of a meeting's papers left the program."""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select

from hipdesk.model.panels.papers import IssuedLine
from hipdesk.store.tables.papers import IssuedPaperRow
from hipdesk.store.tables.users import HolderRow
from hipdesk.store.work import Reading


def issued(reading: Reading, meeting_id: str, case_ids: Sequence[str]) -> tuple[IssuedLine, ...]:
    """Copies of this meeting's papers, and of the case papers of its cases, newest first."""
    rows = reading.session.execute(
        select(IssuedPaperRow, HolderRow.name)
        .outerjoin(HolderRow, HolderRow.id == IssuedPaperRow.made_by)
        .where(
            or_(
                IssuedPaperRow.subject_id == meeting_id,
                and_(IssuedPaperRow.subject_kind == "case", IssuedPaperRow.subject_id.in_(case_ids)),
            )
        )
        .order_by(IssuedPaperRow.made_at.desc(), IssuedPaperRow.id)
    )
    return tuple(
        IssuedLine(
            row.id, row.paper, row.recipient, f"Copy {row.copy_number} of {row.copies}", row.version, row.made_at,
            name or "", row.encrypted, row.fingerprint, row.returned_on,
        )
        for row, name in rows
    )  # fmt: skip
