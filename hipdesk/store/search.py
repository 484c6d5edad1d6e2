"""Full-text search: the only SQLite-only SQL. Words are folded before they are indexed and before they are asked.

FTS5's own folding misses Łukasz, Đặng and Yıldız, so both sides are folded by ``model.folding``.
"""

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from hipdesk.model.folding import fold
from hipdesk.store.tables import actions, agencies, cases, panels, people, referrals
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


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)


_WORD = re.compile(r"[a-z0-9]+")

# Which words of a row are found, by kind; a row whose words are empty is not indexed.
_WORDS: dict[type[Base], tuple[str, Callable[[Any], str], Callable[[Any], str | None]]] = {
    referrals.ReferralRow: (
        "referral",
        lambda row: _joined(
            row.reference, row.old_reference, row.summary, row.wanted_from_panel, row.referrer_name,
            " ".join(row.own_references or []),
        ),
        lambda row: row.case_id,
    ),
    cases.CaseRow: ("case", lambda row: _joined(row.reference, row.in_short), lambda row: row.id),
    cases.NoteRow: ("note", lambda row: _joined(row.heading, row.text), lambda row: row.case_id),
    referrals.IncidentRow: (
        "incident",
        lambda row: _joined(row.facts, row.place, row.police_reference),
        lambda row: row.case_id,
    ),
    actions.ActionRow: (
        "action", lambda row: _joined(row.number, row.wording, row.last_word), lambda row: row.case_id,
    ),
    people.PersonRow: (
        "person", lambda row: _joined(row.name, row.own_script, row.contact_number), lambda _row: None,
    ),
    people.PersonAliasRow: ("alias", lambda row: row.name, lambda _row: None),
    people.AddressRow: ("address", lambda row: _joined(row.lines, row.postcode), lambda _row: None),
    agencies.AgencyRow: ("agency", lambda row: _joined(row.name, row.short_name), lambda _row: None),
    panels.DiscussionRow: ("discussion", lambda row: row.text, lambda _row: None),
    panels.DecisionRow: ("decision", lambda row: _joined(row.words, row.risk_words), lambda row: row.case_id),
    panels.AgencyReturnRow: ("return", lambda row: row.text or "", lambda row: row.case_id),
}  # fmt: skip


def index_rows(session: Session) -> None:
    """Put the words of every new and changed row of the session into the index; take out those of deleted ones."""
    entries = []
    for row in (*session.new, *session.dirty):
        known = _WORDS.get(type(row))
        if known is None or (row in session.dirty and not session.is_modified(row)):
            continue
        kind, words_of, case_of = known
        if row.id is None:
            row.id = type(row).__table__.c.id.default.arg(None)
        _forget(session, kind, row.id, when=row in session.dirty)
        words = fold(words_of(row))
        if words:
            entries.append({"kind": kind, "record_id": row.id, "case_id": case_of(row), "words": words})
    for row in session.deleted:
        known = _WORDS.get(type(row))
        if known is not None:
            _forget(session, known[0], row.id, when=True)
    add_entries(session, entries)


def _forget(session: Session, kind: str, record_id: str, *, when: bool) -> None:
    if when:
        gone = delete(SearchEntryRow).where(SearchEntryRow.kind == kind, SearchEntryRow.record_id == record_id)
        session.connection().execute(gone)


def add_entries(session: Session, entries: Iterable[dict[str, Any]]) -> None:
    """Index rows written in bulk: kind, record_id, case_id, words already folded."""
    made = list(entries)
    if made:
        session.connection().execute(insert(SearchEntryRow), made)


@contextlib.contextmanager
def indexed_in_bulk(session: Session) -> Iterator[None]:
    """Entries added inside the block are put into the index at its end, ten times as fast; none may be removed there.

    The trigger that indexes each entry as it comes is away meanwhile; a block left by an exception must be rolled back.
    """
    connection = session.connection()
    newest = connection.execute(select(func.coalesce(func.max(SearchEntryRow.entry), 0))).scalar_one()
    connection.exec_driver_sql("DROP TRIGGER search_entry_added")
    yield
    connection.exec_driver_sql(
        "INSERT INTO search_words(rowid, words) SELECT entry, words FROM search_entry WHERE entry > ? ORDER BY entry",
        (newest,),
    )
    connection.exec_driver_sql(_DDL[1])


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: its kind, key, case, and the folded words around the match."""

    kind: str
    record_id: str
    case_id: str | None
    words: str


def phrase_of(asked: str) -> str:
    """An FTS5 query from what a person typed: every folded word must be there, the last one as a beginning.

    Words part where the index parts them: "Ben-Ari" is two, and "HIP/2026-27/0041" four.
    """
    kept = _WORD.findall(fold(asked))
    if not kept:
        return ""
    return " ".join([f'"{word}"' for word in kept[:-1]] + [f'"{kept[-1]}"*'])


def find(session: Session, asked: str, limit: int = 50) -> list[Hit]:
    """The newest records that hold every word asked for, the last word as a beginning; at most ``limit``."""
    phrase = phrase_of(asked)
    if not phrase:
        return []
    entry = SearchEntryRow.__table__
    rows = session.execute(
        select(entry.c.kind, entry.c.record_id, entry.c.case_id, entry.c.words)
        .where(
            entry.c.entry.in_(
                text(
                    "SELECT rowid FROM search_words WHERE search_words MATCH :phrase ORDER BY rowid DESC LIMIT :most"
                ).bindparams(phrase=phrase, most=limit)
            )
        )
        .order_by(entry.c.entry.desc())
    )
    return [Hit(*row) for row in rows]
