"""What a report is set against: figures of the police as they were sent."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import KEY, Base, Keyed


class PoliceFileRow(Keyed, Base):
    """One file of police figures: of the borough or the whole force, by strand or by ward.

    ``figures`` are its counts, each ``[line, first day, last day, count]``; of two files the later one counts.
    """

    __tablename__ = "police_file"
    __table_args__ = (Index("ix_police_file_digest", "sha256", "scope"),)

    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    scope: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(12))
    area: Mapped[str]
    received_on: Mapped[date]
    figures: Mapped[list[list[Any]]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(KEY)
