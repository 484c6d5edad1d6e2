"""Files kept with a record: what lies in the database about a ciphertext in ``files/``."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import Base, Tracked, key_of


class AttachmentRow(Tracked, Base):
    """One attachment: its own wrapped key, the random name of its ciphertext, size in bytes and SHA-256."""

    __tablename__ = "attachment"

    case_id: Mapped[str | None] = key_of("cases.id", null=True)
    referral_id: Mapped[str | None] = key_of("referral.id", null=True)
    meeting_id: Mapped[str | None] = key_of("meeting.id", null=True)
    file_name: Mapped[str]
    media_type: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str | None] = mapped_column(String(24))
    marking: Mapped[str] = mapped_column(String(24), default="OFFICIAL-SENSITIVE")
    description: Mapped[str | None]
    stored_name: Mapped[str] = mapped_column(String(64), unique=True)
    wrapped_key: Mapped[bytes]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
