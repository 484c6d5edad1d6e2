"""Papers that left the program: issued copies, disclosures, published reports; backups and when they were proved."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import KEY, Base, Keyed, key_of


class IssuedPaperRow(Keyed, Base):
    """One copy for one recipient: the recipe (paper, subject, version, recipient, hash), not the bytes."""

    __tablename__ = "issued_paper"

    paper: Mapped[str] = mapped_column(String(40), index=True)
    subject_kind: Mapped[str] = mapped_column(String(24))
    subject_id: Mapped[str] = mapped_column(String(64), index=True)
    version: Mapped[str] = mapped_column(String(16))
    copy_number: Mapped[int]
    copies: Mapped[int]
    recipient: Mapped[str]
    agency_id: Mapped[str | None] = key_of("agency.id", null=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(KEY)
    sha256: Mapped[str] = mapped_column(String(64))
    encrypted: Mapped[bool] = mapped_column(default=False)
    fingerprint: Mapped[str] = mapped_column(String(16))
    recipe: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    returned_on: Mapped[date | None]
    destroyed_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]


class DisclosureRow(Keyed, Base):
    """What was told about a person, to whom, when and on which ground."""

    __tablename__ = "disclosure"

    person_id: Mapped[str] = key_of("person.id")
    case_id: Mapped[str | None] = key_of("cases.id", null=True)
    issued_paper_id: Mapped[str | None] = key_of("issued_paper.id", null=True)
    recipient: Mapped[str]
    on_day: Mapped[date]
    what: Mapped[str]
    ground: Mapped[str | None]


class AddressLabelRow(Base):
    """The letter a home goes by in the papers of a case ("Address C"): given once, never to another home."""

    __tablename__ = "address_label"

    case_id: Mapped[str] = mapped_column(KEY, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    place_key: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(16))


class RedactionRow(Keyed, Base):
    """What an officer decided on words of a narrative: they may stand (``pass``) or are left out (``mark``).

    ``narrative`` is the SHA-256 of the text the words stood in; marked words are left out of every text of the case,
    ``category`` says what they are.
    """

    __tablename__ = "redaction"

    case_id: Mapped[str] = key_of("cases.id", cascade=True)
    narrative: Mapped[str] = mapped_column(String(64), index=True)
    words: Mapped[str]
    decision: Mapped[str] = mapped_column(String(8))
    category: Mapped[str | None] = mapped_column(String(12))
    decided_at: Mapped[datetime]
    decided_by: Mapped[str] = mapped_column(KEY)


class ReportRow(Keyed, Base):
    """A quarterly or annual report: commentary while it is written, figures, rules and cases once published."""

    __tablename__ = "report"

    kind: Mapped[str] = mapped_column(String(12))
    period: Mapped[str] = mapped_column(String(16), index=True)
    audience: Mapped[str] = mapped_column(String(8))
    version: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(12), default="draft")
    commentary: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    cases: Mapped[list[str] | None] = mapped_column(JSON)
    pdf: Mapped[bytes | None]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(KEY)
    published_at: Mapped[datetime | None]


class ContextFigureRow(Keyed, Base):
    """A published police figure set beside the panel's own: area, strand or ward, period, count."""

    __tablename__ = "context_figure"

    source: Mapped[str]
    area: Mapped[str]
    strand: Mapped[str | None] = mapped_column(String(24))
    ward: Mapped[str | None]
    period: Mapped[str] = mapped_column(String(16))
    count: Mapped[int]


class BackupRow(Keyed, Base):
    """A backup that was written: when, at which audit sequence, and when it was last proved."""

    __tablename__ = "backup"

    made_at: Mapped[datetime]
    place: Mapped[str]
    size: Mapped[int]
    sequence: Mapped[int]
    rows: Mapped[int]
    proved_at: Mapped[datetime | None]
    fault: Mapped[str | None]
