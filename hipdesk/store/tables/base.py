"""What every row shares: key, common columns, partial days, and column types. Rows go no higher than services."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, MetaData, String, event
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from hipdesk.kernel.ids import new_id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

KEY = String(32)


class Instant(TypeDecorator[datetime]):
    """A machine event: a UTC instant, kept without its zone because SQLite has none, given back with it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The vault's schema."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy reads it from the class)
        datetime: Instant,
        list[str]: JSON,
        dict[str, str]: JSON,
        dict[str, Any]: JSON,
    }


class Keyed:
    """A record that can travel: a UUID made where it was born."""

    id: Mapped[str] = mapped_column(KEY, primary_key=True, default=new_id)


class Tracked(Keyed):
    """Common columns: who made and changed it and when, its version, where it came from, what was not answered.

    ``origin`` is entered, imported (``origin_note`` then names batch, sheet and row) or received (vault id).
    ``unanswered`` maps a field to not_known, not_asked or declined.
    """

    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(KEY)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(KEY)
    version: Mapped[int] = mapped_column(default=1)
    origin: Mapped[str] = mapped_column(String(16), default="entered")
    origin_note: Mapped[str | None]
    unanswered: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)


@event.listens_for(Base, "instrument_class", propagate=True)
def _check_version_on_update(mapper: Any, cls: type) -> None:  # noqa: ANN401 (SQLAlchemy's event signature)
    """Every tracked row is updated only at the version it was read at."""
    if issubclass(cls, Tracked):
        mapper.version_id_col = mapper.local_table.c.version


def key_of(target: str, *, null: bool = False, cascade: bool = False, covered: bool = False) -> Mapped[Any]:
    """A column holding the key of a row of ``target`` (``table.id``), indexed.

    ``covered``: another index of the table begins with this column, so that it needs none of its own.
    """
    rule = "CASCADE" if cascade else None
    return mapped_column(KEY, ForeignKey(target, ondelete=rule), nullable=null, index=not covered)


__all__ = ["KEY", "Base", "Instant", "Keyed", "Tracked", "date", "datetime", "key_of"]
