"""Full-text search: the only SQLite-only SQL. Words are folded before they are indexed and before they are asked.

FTS5's own folding misses Łukasz, Đặng and Yıldız, so both sides are folded by ``model.folding``.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Float,
    Integer,
    bindparam,
    column,
    delete,
    insert,
    literal_column,
    select,
    text,
)
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from hipdesk.model.folding import fold
from hipdesk.store.search_words import KINDS, OF_PERSON, PEOPLE, as_indexed
from hipdesk.store.tables.base import Base
from hipdesk.store.tables.search import SearchEntryRow

_DDL = (
    """CREATE VIRTUAL TABLE search_words USING fts5(
        words, content='search_entry', content_rowid='entry', tokenize='unicode61', prefix='2 3')""",
    """CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_words(rowid, words) VALUES (new.entry, new.words); END""",
    """CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.entry, old.words); END""",
    """CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN
        INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.entry, old.words);
        INSERT INTO search_words(rowid, words) VALUES (new.entry, new.words); END""",
)


def make_index(connection: Connection) -> None:
    """Create the FTS5 table and the triggers that keep it; part of the first migration."""
    for statement in _DDL:
        connection.exec_driver_sql(statement)


_WORD = re.compile(r"[a-z0-9]+")


def index_rows(session: Session) -> None:
    """Put the words of every new and changed row of the session into the index; take out those of deleted ones."""
    entries = []
    for row in (*session.new, *session.dirty):
        known = KINDS.get(type(row))
        if known is None or (row in session.dirty and not session.is_modified(row)):
            continue
        kind, words_of, case_of = known
        if row.id is None:
            row.id = type(row).__table__.c.id.default.arg(None)
        _forget(session, kind, row.id, when=row in session.dirty)
        words = as_indexed(kind, words_of(row))
        if words:
            entries.append({"kind": kind, "record_id": row.id, "case_id": case_of(session, row), "words": words})
    for row in session.deleted:
        known = KINDS.get(type(row))
        if known is not None:
            _forget(session, known[0], row.id, when=True)
    add_entries(session, entries)


def _forget(session: Session, kind: str, record_id: str, *, when: bool) -> None:
    if when:
        gone = delete(SearchEntryRow).where(SearchEntryRow.kind == kind, SearchEntryRow.record_id == record_id)
        session.connection().execute(gone)


def forget_gone(session: Session, *kinds: type[Base]) -> None:
    """Take out the words of rows of these tables that are no longer there, after rows were removed in bulk."""
    for kind in kinds:
        there = select(kind.__table__.c.id)
        gone = delete(SearchEntryRow).where(
            SearchEntryRow.kind == KINDS[kind][0], SearchEntryRow.record_id.not_in(there)
        )
        session.execute(gone, execution_options={"synchronize_session": False})


def add_entries(session: Session, entries: Iterable[dict[str, Any]]) -> None:
    """Index rows written in bulk: kind, record_id, case_id, words already folded."""
    made = list(entries)
    if made:
        session.connection().execute(insert(SearchEntryRow), made)


INDEX_THE_REST = """INSERT INTO search_words(rowid, words) SELECT entry, words FROM search_entry
    WHERE entry > (SELECT coalesce(max(id), 0) FROM search_words_docsize) ORDER BY entry"""
"""Puts every entry into the index that came after the newest one there."""


@contextlib.contextmanager
def indexed_in_bulk(session: Session) -> Iterator[None]:
    """Entries added inside the block are put into the index at its end, ten times as fast; none may be removed there.

    The trigger that indexes each entry as it comes is away meanwhile; a block left by an exception must be rolled back.
    """
    connection = session.connection()
    connection.exec_driver_sql("DROP TRIGGER search_entry_added")
    yield
    connection.exec_driver_sql(INDEX_THE_REST)
    connection.exec_driver_sql(_DDL[1])


class Hit(NamedTuple):
    """One record found: its kind, key, case, and its folded words. A tuple: hundreds are made at every letter typed."""

    kind: str
    record_id: str
    case_id: str | None
    words: str


MOST_WORDS = 60
"""Of a whole page pasted into the search these are looked for: one query for thousands would hold up even a lock."""

RANKED_UP_TO = 1_000
"""A word in more records than this is not ranked by: weighing every one of them costs a fifth of a second."""


def words_of(asked: str) -> tuple[str, ...]:
    """What a person typed, as the index knows words: folded, parted where the index parts them.

    "Ben-Ari" is two words, and "HIP/2026-27/0041" four. A single letter begun after other words waits for its second:
    half of all records hold a word that begins with it.
    """
    kept = _WORD.findall(fold(asked))
    if len(kept) > 1 and len(kept[-1]) == 1 and not asked[-1:].isspace():
        kept.pop()
    kept = kept[:MOST_WORDS]
    return (*dict.fromkeys(kept[:-1]), *kept[-1:])


def phrase_of(asked: str) -> str:
    """An FTS5 query from what a person typed: every folded word must be there, the last one as a beginning."""
    return " ".join(_terms(asked))


def _terms(asked: str) -> list[str]:
    kept = words_of(asked)
    return [f'"{word}"' for word in kept[:-1]] + [f'"{word}"*' for word in kept[-1:]]


def find(
    session: Session,
    asked: str,
    limit: int = 50,
    *,
    where: Sequence[ColumnElement[bool]] = (),
    ranked: bool = False,
    people: bool | None = None,
) -> list[Hit]:
    """The records that hold every word asked for, the last as a beginning; at most ``limit``, newest first.

    ``ranked`` puts the best first, unless a word is in so many records that the newest say more. ``where`` are
    conditions on ``SearchEntryRow``; ``people`` wants entries of people only, or (False) all others.
    """
    terms = _terms(asked)
    if not terms:
        return []
    by_rank = ranked and all(_is_rare(session, term) for term in sorted(terms, key=len))
    phrase, conditions = " ".join(terms), list(where)
    if people is not None and by_rank:  # ranking by the mark as well would weigh everybody
        conditions.append(_ENTRY.c.kind.in_(PEOPLE) if people else _ENTRY.c.kind.not_in(PEOPLE))
    elif people is not None:
        phrase = f"({phrase}) {'AND' if people else 'NOT'} {OF_PERSON}"
    found = _BEST if by_rank else _NEWEST
    if conditions:
        found = found.where(*conditions)
    rows = session.connection().execute(found, {"phrase": phrase, "most": limit}).all()
    return [Hit(*row) for row in rows]


_ENTRY = SearchEntryRow.__table__
_MATCHES = (
    text("SELECT rowid, rank FROM search_words WHERE search_words MATCH :phrase")
    .columns(column("rowid", Integer), column("rank", Float))
    .subquery("matched")
)
MATCHED: ColumnElement[int] = literal_column("+matched.rowid")
"""The number of a matching entry, for conditions that ask whether it is one of a set.

The sign keeps SQLite from going through the entries and asking the index about each.
"""


_FOUND = select(_ENTRY.c.kind, _ENTRY.c.record_id, _ENTRY.c.case_id, _ENTRY.c.words).join_from(
    _MATCHES, _ENTRY, _ENTRY.c.entry == MATCHED
)
_BEST = _FOUND.order_by(_MATCHES.c.rank).limit(bindparam("most"))
_NEWEST = _FOUND.order_by(_MATCHES.c.rowid.desc()).limit(bindparam("most"))
_SOME = "SELECT count(*) FROM (SELECT 1 FROM search_words WHERE search_words MATCH ? LIMIT ?)"


def _is_rare(session: Session, term: str) -> bool:
    """Whether so few records hold a word that they can be weighed; no more of them are counted than that."""
    some = session.connection().exec_driver_sql(_SOME, (term, RANKED_UP_TO + 1))
    return int(some.scalar_one()) <= RANKED_UP_TO
