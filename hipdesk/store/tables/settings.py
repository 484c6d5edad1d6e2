"""The office's own settings, code lists, question sets, and the counters that give out references."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hipdesk.store.tables.base import KEY, Base, Keyed


class SettingRow(Base):
    """One setting: a name such as ``office`` or ``timetable`` and its value."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(KEY)


class CodeEntryRow(Keyed, Base):
    """One entry of a code list, with its days of validity; never renumbered, never deleted."""

    __tablename__ = "code_entry"
    __table_args__ = (UniqueConstraint("list_name", "code"),)

    list_name: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(40))
    label: Mapped[str]
    parent_code: Mapped[str | None] = mapped_column(String(40))
    position: Mapped[int]
    national: Mapped[bool] = mapped_column(default=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    note: Mapped[str | None]


class QuestionSetRow(Keyed, Base):
    """A version of a risk form, kept whole because old assessments are read by it."""

    __tablename__ = "question_set"
    __table_args__ = (UniqueConstraint("name", "version"),)

    name: Mapped[str] = mapped_column(String(40))
    version: Mapped[str] = mapped_column(String(16))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class ReferenceSeriesRow(Base):
    """The last number given out in a series (``HIP/2026-27``, ``G``); numbers are never reused."""

    __tablename__ = "reference_series"

    series: Mapped[str] = mapped_column(String(64), primary_key=True)
    last: Mapped[int]


class WardRow(Keyed, Base):
    """A ward of the office's area, with the folded name that other spellings are matched by.

    ``rings`` are its outline, each a list of ``[longitude, latitude]``; None for a ward without one.
    """

    __tablename__ = "ward"

    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    code: Mapped[str | None] = mapped_column(String(16))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    rings: Mapped[list[list[list[float]]] | None] = mapped_column(JSON)


class OfficeFileRow(Keyed, Base):
    """An office's own copy of a template, wording page or logo: it travels with the vault and is backed up.

    ``copied_from`` is the fingerprint of the shipped template a copy began as; ``words`` say what a logo shows.
    """

    __tablename__ = "office_file"

    kind: Mapped[str] = mapped_column(String(24))
    name: Mapped[str] = mapped_column(String(120), unique=True)
    content: Mapped[bytes]
    copied_from: Mapped[str | None] = mapped_column(String(64))
    words: Mapped[str | None]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(KEY)
