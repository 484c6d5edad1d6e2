"""The one table behind full-text search; its FTS5 twin is made in ``store.search``."""

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import KEY, Base


class SearchEntryRow(Base):
    """The folded words of one record, the case they belong to, and how the record is called in a result."""

    __tablename__ = "search_entry"
    __table_args__ = (Index("ix_search_entry_record", "kind", "record_id", unique=True),)

    entry: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(16))
    record_id: Mapped[str] = mapped_column(KEY)
    case_id: Mapped[str | None] = mapped_column(KEY, index=True)
    words: Mapped[str]
