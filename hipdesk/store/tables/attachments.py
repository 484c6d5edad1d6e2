"""Files kept with a record: what lies in the database about a ciphertext in ``files/``."""

from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import KEY, Base, Tracked, key_of


class AttachmentRow(Tracked, Base):
    """One attachment: its own wrapped key, the random name of its ciphertext, size in bytes and SHA-256.

    ``file_name`` is the name it came with, ``title`` the one the office gives it, ``media_type`` what its bytes are.
    ``finding`` says what was odd about the file when it came in. ``alternative`` tells in words what a picture shows.
    ``held_for`` is the draft of its creator that it waits with, as ``referral:new``; until that is a record it is of
    none, and nobody else sees it.
    A removed one keeps its row and its file until retention, so that it can be put back.
    """

    __tablename__ = "attachment"

    case_id: Mapped[str | None] = key_of("cases.id", null=True)
    referral_id: Mapped[str | None] = key_of("referral.id", null=True)
    meeting_id: Mapped[str | None] = key_of("meeting.id", null=True)
    held_for: Mapped[str | None] = mapped_column(String(112))
    file_name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str | None] = mapped_column(String(24))
    marking: Mapped[str] = mapped_column(String(24), default="OFFICIAL-SENSITIVE")
    description: Mapped[str | None]
    alternative: Mapped[str | None]
    finding: Mapped[str | None]
    pages: Mapped[int | None]
    received_on: Mapped[date | None]
    received_from: Mapped[str | None]
    in_papers: Mapped[bool] = mapped_column(default=False)
    stored_name: Mapped[str] = mapped_column(String(64), unique=True)
    wrapped_key: Mapped[bytes]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[str | None] = mapped_column(KEY)
    removed_reason: Mapped[str | None]
