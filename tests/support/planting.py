"""Words that stand nowhere else, planted in every kind of field of the schema, and the search for them in bytes.

All of them begin alike, so that one search finds any; each is told apart by its number.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    String,
    Table,
    Time,
    UniqueConstraint,
    literal,
    update,
)
from sqlalchemy.sql.schema import Column
from sqlalchemy.types import TypeDecorator

from hipdesk.model.question_sets import content_of
from hipdesk.model.risk import question_set
from hipdesk.store.tables import Base
from hipdesk.store.work import Work

START = "qzvkx"
LENGTH = len(START) + 4
DAY = dt.date(2026, 12, 2)
_STAMPED = ("created_by", "changed_by")
# What the program makes itself in a row that a person's words stand in.
_OURS = frozenset(("id", "created_by", "changed_by", "origin", "folded", "sha256", "stored_name"))
_LEFT_OUT = frozenset(("audit_event", "audit_payload", "vault_secret", "search_entry", "alembic_version"))
_FORMS = (START.encode(), START.encode("utf-16-le"))


@dataclass
class Planted:
    """Words given out, and where each was planted."""

    first: int
    where: dict[str, str] = field(default_factory=dict)

    def word(self, where: str) -> str:
        """A new word for a place."""
        made = f"{START}{self.first + len(self.where):04d}"
        self.where[made] = where
        return made


def found_in(content: bytes) -> bool:
    """Whether any planted word stands in the bytes: as ASCII or UTF-8 in either case, as UTF-16 of either order."""
    # In UTF-16-BE each sign follows its NUL, so the little-endian form, from the first sign on, is in both.
    lowered = content.lower()
    return any(form in lowered for form in _FORMS)


def classes() -> dict[str, type[Base]]:
    """Every mapped class by its table."""
    return {str(mapper.class_.__tablename__): mapper.class_ for mapper in Base.registry.mappers}


def plant_one_of_each(work: Work, planted: Planted) -> None:
    """One row in every table, each text and JSON column of it with a word of its own."""
    made: dict[str, Any] = {}
    known = classes()
    for table in Base.metadata.sorted_tables:
        if table.name in _LEFT_OUT:
            continue
        row = known[table.name](**dict(_values(table, planted, made)))
        work.session.add(row)
        work.session.flush()
        made[table.name] = row
    work.record("words.planted", "vault", "planted", values={"old": planted.word("audit_payload.content")})


def _values(table: Table, planted: Planted, made: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for column in table.columns:
        where = f"{table.name}.{column.name}"
        if column.foreign_keys:
            target = next(iter(column.foreign_keys)).column
            if target.table.name in made:
                yield column.name, getattr(made[target.table.name], target.name)
            continue
        if column.name in ("id", "origin") or (column.name in _STAMPED and "version" in table.columns):
            continue
        value = "0" * 64 if column.name == "sha256" else _value(column, where, planted)
        if value is not None:
            yield column.name, value


def _value(column: Column[Any], where: str, planted: Planted) -> Any:
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, JSON):
        return _json(column, where, planted)
    if isinstance(kind, String):
        return planted.word(where) if kind.length is None or kind.length >= LENGTH else "q"
    if isinstance(kind, LargeBinary):
        return planted.word(where).encode("utf-16-le")
    plain = {Boolean: False, Integer: 7, DateTime: dt.datetime(2026, 12, 2, tzinfo=dt.UTC), Date: DAY, Time: dt.time(9)}
    return next((value for base, value in plain.items() if isinstance(kind, base)), None)


def _json(column: Column[Any], where: str, planted: Planted) -> Any:
    if where == "question_set.content":
        return _form(where, planted)
    made = getattr(column.default, "arg", None)
    if made is not None and isinstance(made(None), list):
        return [planted.word(where), planted.word(f"{where} (second)")]
    return {planted.word(f"{where} (name)"): planted.word(where)}


def _form(where: str, planted: Planted) -> dict[str, Any]:
    """A risk form that can be read, with a word in each kind of text it holds."""
    content = content_of(question_set())
    content.update({name: planted.word(f"{where}.{name}") for name in ("code", "name", "title", "health_warning")})
    question, reason = content["questions"][0], content["automatic"][0]
    question.update({name: planted.word(f"{where}.question.{name}") for name in ("text", "help")})
    for kind, part in (("option", question["options"][0]), ("band", content["bands"][0]), ("reason", reason)):
        part["label"] = planted.word(f"{where}.{kind}.label")
    content["interventions"][0]["suggestions"] = [planted.word(f"{where}.suggestion")]
    return content


def plant_in_free_text(work: Work, planted: Planted) -> None:
    """A word in every free-text column of the rows that are there, so that what shows them still can."""
    for table in Base.metadata.sorted_tables:
        if table.name in _LEFT_OUT or table.name in ("code_entry", "question_set", "setting", "holder"):
            continue
        for column in free_text(table):
            said = planted.word(f"{table.name}.{column.name}")
            key = next(iter(table.primary_key.columns))
            alike = not (column.unique or _in_unique(table, column))
            work.session.execute(
                update(classes()[table.name])
                .where(column.isnot(None), column != "")
                .values({column.name: said if alike else literal(f"{said} ") + key})
                .execution_options(synchronize_session=False)
            )
    work.record("words.planted", "vault", "planted")


def free_text(table: Table) -> Iterable[Column[Any]]:
    """Text columns without a length, which hold what somebody typed."""
    for column in table.columns:
        plain = isinstance(column.type, String) and column.type.length is None
        if plain and not column.foreign_keys and column.name not in (*_OURS, "origin_note") and not column.primary_key:
            yield column


def _in_unique(table: Table, column: Column[Any]) -> bool:
    unique = [constraint for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
    return any(column.name in constraint.columns for constraint in unique)
