"""Reading reports that were written, published and withdrawn."""

from datetime import date

from sqlalchemy import select

from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.papers import ReportRow
from hipdesk.store.tables.users import HolderRow
from hipdesk.store.work import Reading

PUBLISHED, WITHDRAWN, DRAFT = "published", "withdrawn", "draft"


def published_rows(reading: Reading, *, audience: str = "") -> list[ReportRow]:
    """Reports published, newest first, withdrawn ones with them; of one audience or of both."""
    wanted = select(ReportRow).where(ReportRow.state.in_((PUBLISHED, WITHDRAWN)))
    if audience:
        wanted = wanted.where(ReportRow.audience == audience)
    return list(reading.session.scalars(wanted.order_by(ReportRow.published_at.desc(), ReportRow.id.desc())))


def written_row(reading: Reading, kind: str, period: str) -> ReportRow | None:
    """What the officer writes for a report, the same for both versions; None when nothing was written."""
    wanted = select(ReportRow).where(ReportRow.kind == kind, ReportRow.period == period, ReportRow.state == DRAFT)
    return reading.session.scalar(wanted)


def standing_row(reading: Reading, kind: str, period: str, audience: str) -> ReportRow | None:
    """The published report of a period that was not withdrawn, the newest."""
    wanted = select(ReportRow).where(
        ReportRow.kind == kind, ReportRow.period == period, ReportRow.audience == audience, ReportRow.state == PUBLISHED
    )
    return reading.session.scalar(wanted.order_by(ReportRow.published_at.desc()).limit(1))


def cases_accepted(reading: Reading, first: date, last: date) -> list[str]:
    """Ids of the cases accepted between two days, in their order."""
    wanted = select(CaseRow.id).where(CaseRow.accepted_on.between(first, last))
    return list(reading.session.scalars(wanted.order_by(CaseRow.id)))


def holder_names(reading: Reading) -> dict[str, str]:
    """The names of those who hold or held a passphrase, by id."""
    return {row.id: row.name for row in reading.session.execute(select(HolderRow.id, HolderRow.name))}
