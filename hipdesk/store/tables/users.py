"""Holders of the vault, what they were typing, and where they were."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import Base, Keyed, Tracked, key_of


class HolderRow(Tracked, Base):
    """Someone with a passphrase: their name lies here, never in the header."""

    __tablename__ = "holder"

    name: Mapped[str]
    job_title: Mapped[str | None]
    role: Mapped[str] = mapped_column(String(24))
    agency_id: Mapped[str | None] = key_of("agency.id", null=True)
    slot: Mapped[int | None] = mapped_column(unique=True)
    secure_email: Mapped[str | None]
    phone: Mapped[str | None]
    left_on: Mapped[date | None]


class DraftRow(Keyed, Base):
    """What a holder was typing, within a second of it; exempt from audit until it is saved as a record."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("holder_id", "kind", "subject"),)

    holder_id: Mapped[str] = key_of("holder.id")
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(64), default="")
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    begun_at: Mapped[datetime]
    kept_at: Mapped[datetime]


class WindowStateRow(Base):
    """The screen, field and cursor a holder left, so that unlocking returns there."""

    __tablename__ = "window_state"

    holder_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
