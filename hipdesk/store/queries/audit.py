"""Reading the audit log."""

from typing import Any

from sqlalchemy import select

from hipdesk.model.audit import FIRST
from hipdesk.store.tables.audit import AuditEventRow, AuditPayloadRow
from hipdesk.store.work import Reading


def head(reading: Reading) -> str:
    """The MAC of the newest event: what a paper's footer shows the beginning of."""
    newest = select(AuditEventRow.mac).order_by(AuditEventRow.sequence.desc()).limit(1)
    return reading.session.scalar(newest) or FIRST


def verbs(reading: Reading, subject_id: str | None = None) -> list[str]:
    """Verbs in order, of one subject or of all."""
    wanted = select(AuditEventRow.verb).order_by(AuditEventRow.sequence)
    if subject_id is not None:
        wanted = wanted.where(AuditEventRow.subject_id == subject_id)
    return list(reading.session.scalars(wanted))


def values_of(reading: Reading, verb: str, subject_id: str) -> dict[str, Any]:
    """The values kept with the newest event of a verb about a subject; empty when they are gone."""
    newest = (
        select(AuditPayloadRow.content)
        .join(AuditEventRow, AuditEventRow.sequence == AuditPayloadRow.sequence)
        .where(AuditEventRow.verb == verb, AuditEventRow.subject_id == subject_id)
        .order_by(AuditEventRow.sequence.desc())
    )
    return reading.session.scalar(newest.limit(1)) or {}


def has_done(reading: Reading, holder_id: str, verb: str) -> bool:
    """Whether a holder has ever done what this verb tells."""
    done = select(AuditEventRow.sequence).where(AuditEventRow.verb == verb, AuditEventRow.holder_id == holder_id)
    return reading.session.scalar(done.limit(1)) is not None
