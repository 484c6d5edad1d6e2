"""What was imported, row by row, so that the same file again creates nothing and an import can be undone."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import KEY, Base, Keyed, key_of


class ImportBatchRow(Keyed, Base):
    """One import of one file: what it was matched by and what it made."""

    __tablename__ = "import_batch"

    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(KEY)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON)
    made: Mapped[dict[str, Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None]


class ImportRowRow(Keyed, Base):
    """A row of an imported file: its key and digest, and the referral it became.

    ``state``: created, same, changed (waiting for a decision), kept, taken.
    """

    __tablename__ = "import_row"
    __table_args__ = (UniqueConstraint("batch_id", "source_key"),)

    batch_id: Mapped[str] = key_of("import_batch.id", cascade=True, covered=True)
    sheet: Mapped[str]
    row: Mapped[int]
    source_key: Mapped[str] = mapped_column(String(128), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(12))
    referral_id: Mapped[str | None] = key_of("referral.id", null=True)


class ImportFindingRow(Keyed, Base):
    """Something in a file that could not simply be taken over: where, what, and what was done."""

    __tablename__ = "import_finding"
    __table_args__ = (Index("ix_import_finding_place", "batch_id", "sheet", "row"),)

    batch_id: Mapped[str] = key_of("import_batch.id", cascade=True, covered=True)
    sheet: Mapped[str]
    row: Mapped[int]
    column: Mapped[str]
    kind: Mapped[str] = mapped_column(String(24))
    what: Mapped[str]
    done: Mapped[str]
