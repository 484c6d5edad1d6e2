"""The audit chain: events that are never changed, and payloads that retention may remove."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import KEY, Base


class AuditEventRow(Base):
    """One use case: sequence, instant, holder, verb, subject (row ids, never names), names of fields changed.

    ``commitment`` is HMAC(salt, payload) when there is a payload; ``mac`` is over this event and the one before.
    """

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_subject", "subject_kind", "subject_id"),)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    holder_id: Mapped[str] = mapped_column(KEY)
    verb: Mapped[str] = mapped_column(String(40), index=True)
    subject_kind: Mapped[str] = mapped_column(String(24))
    subject_id: Mapped[str] = mapped_column(String(64))
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)
    commitment: Mapped[str | None] = mapped_column(String(64))
    mac: Mapped[str] = mapped_column(String(64))


class AuditPayloadRow(Base):
    """Old and new values with the random salt: deleting the row leaves the chain whole and tells nothing."""

    __tablename__ = "audit_payload"

    sequence: Mapped[int] = mapped_column(ForeignKey("audit_event.sequence"), primary_key=True, autoincrement=False)
    salt: Mapped[bytes]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class VaultSecretRow(Base):
    """Random keys made at creation and left alone by re-keying: audit key, exchange identity."""

    __tablename__ = "vault_secret"

    name: Mapped[str] = mapped_column(String(24), primary_key=True)
    value: Mapped[bytes]
