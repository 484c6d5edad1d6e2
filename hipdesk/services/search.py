"""The search over what the holder may see: cases by initials, people by name, notes and actions by their words."""

from hipdesk.model.folding import fold
from hipdesk.model.search import MOST, Found, NoteSearch, Scope
from hipdesk.model.users import Right
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import search_results as queries
from hipdesk.store.work import Reading, Work

LEAST = 2


@reads(Right.READ_CASES)
def search(reading: Reading, words: str, scope: Scope = "") -> Found:
    """What holds every word typed, the last as a beginning; nothing under two letters. Visible cases only.

    Not an event by itself: ``note_search`` writes one when a result is opened, or the results were looked at.
    """
    asked = words.strip()
    if len(fold(asked)) < LEAST:
        return Found()
    marked = tuple(asked.split())
    hits = queries.hits(reading, asked)
    people = queries.people(reading, asked, hits) if scope in ("", "cases", "people") else []
    cases = queries.cases(reading, asked, hits, people) if scope in ("", "cases") else []
    notes = queries.notes(reading, marked, hits) if scope in ("", "notes") else []
    return Found(tuple(cases), tuple(people[:MOST]) if scope != "cases" else (), tuple(notes), marked)


@writes(Right.READ_CASES, "search.made")
def note_search(work: Work, command: NoteSearch) -> None:
    """Write in the log that results of a search were looked at, or that one was opened; the words go to the payload."""
    subject = command.record_id or "results"
    work.record("search.made", command.kind or "search", subject, values={"words": command.words})
