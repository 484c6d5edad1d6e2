"""The search over what the holder may see: cases by initials, people by name, everything else by its words."""

from collections.abc import Sequence

from hipdesk.model.folding import fold
from hipdesk.model.search import MORE, MOST, Found, NoteSearch, Scope
from hipdesk.model.search_filters import KINDS, Asked, Filter, Vocabulary, read_search
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.statuses import ACTION, REFERRAL
from hipdesk.model.users import Right
from hipdesk.services.registry import reads, writes
from hipdesk.services.settings import setting
from hipdesk.store.queries import search_passages as passages
from hipdesk.store.queries import search_results as queries
from hipdesk.store.queries.search_filters import passing
from hipdesk.store.queries.search_vocabulary import agencies, strands, wards
from hipdesk.store.search import Hit
from hipdesk.store.work import Reading, Work

LEAST = 2
_OF_REFERRALS = frozenset(REFERRAL.statuses)
_OF_ACTIONS = frozenset({*ACTION.statuses, "not_done"}) - {"open"}
_PLACES = frozenset({"referral", "meeting", "agency"})
_SCOPES: dict[Scope, frozenset[str]] = {
    "": frozenset(kind.code for kind in KINDS),
    "cases": frozenset({"case"}),
    "people": frozenset({"person"}),
    "notes": frozenset(passages.OF_TYPE),
}


@reads(Right.READ_CASES)
def search_vocabulary(reading: Reading) -> Vocabulary:
    """What filters may hold in this vault: its strands, wards and agencies, and its day and year."""
    basis = setting(reading, OfficeSettings).quarters
    return Vocabulary(strands(reading), wards(reading), agencies(reading), reading.today, basis)


@reads(Right.READ_CASES)
def search(reading: Reading, typed: str, scope: Scope = "") -> Found:
    """What holds every word typed, the last as a beginning, and passes every filter; visible cases only.

    Filters alone find the newest cases that pass, and the referrals and actions whose own status or day was asked for;
    nothing is found under two letters. Not an event by itself:
    ``note_search`` writes one when a result is opened, or the results were looked at.
    """
    asked = read_search(typed, search_vocabulary(reading)) if ":" in typed else Asked(typed)
    kinds = _kinds(asked, scope)
    limit = MOST if len(kinds & {"case", "person", *passages.OF_TYPE}) > 1 else MORE
    if len(fold(asked.words)) < LEAST:
        return _by_filters(reading, asked, kinds, limit) if asked.filters else Found()
    filters = asked.narrowing
    allowed = passing(reading, filters)
    hits = queries.hits(reading, asked.words, allowed, _entries(kinds))
    people = queries.people(reading, asked.words, allowed) if kinds & {"case", "person"} else []
    cases = queries.cases(reading, asked.words, allowed, hits, people, limit) if "case" in kinds else []
    words = tuple(asked.words.split())
    return Found(
        cases=tuple(cases),
        people=tuple(people[:limit]) if "person" in kinds else (),
        notes=tuple(passages.passages(reading, words, _of_kinds(hits, kinds), limit)),
        places=tuple(passages.places(reading, filters, hits, kinds & _PLACES, limit)),
        words=words,
    )


def _kinds(asked: Asked, scope: Scope) -> frozenset[str]:
    wanted = asked.kinds & _SCOPES[""] if asked.kinds else _SCOPES[scope]
    return wanted - asked.unwanted


def _entries(kinds: frozenset[str]) -> frozenset[str]:
    """The kinds of entry that can answer; none named where a case may be found by any of them."""
    if "case" in kinds or kinds >= frozenset(passages.OF_TYPE):
        return frozenset()
    of_type = (entry for kind in kinds for entry in passages.OF_TYPE.get(kind, ()))
    places = (entry for kind in kinds & _PLACES for entry in passages.OF_PLACE[kind])
    return frozenset((*of_type, *places))


def _of_kinds(hits: Sequence[Hit], kinds: frozenset[str]) -> list[Hit]:
    """The hits that are passages of a kind wanted; with all kinds wanted, those of no type besides."""
    if kinds >= frozenset(passages.OF_TYPE):
        return list(hits)
    entries = {entry for kind in kinds for entry in passages.OF_TYPE.get(kind, ())}
    return [hit for hit in hits if hit.kind in entries]


def _by_filters(reading: Reading, asked: Asked, kinds: frozenset[str], limit: int) -> Found:
    filters: tuple[Filter, ...] = asked.narrowing
    cases, total = queries.cases_matching(reading, filters, MORE) if "case" in kinds else ([], None)
    one_kind = len(kinds) == 1
    own = {code for one in filters if one.name == "status" and not one.excluded for code in one.codes}
    actions, places = [], []
    if "action" in kinds and (one_kind or own & _OF_ACTIONS):
        actions = passages.actions_matching(reading, filters, limit)
    if "referral" in kinds and (one_kind or own & _OF_REFERRALS or any(one.name == "received" for one in filters)):
        places = passages.referrals_matching(reading, filters, limit, of_no_case=not one_kind)
    if kinds == {"meeting"}:
        places = passages.meetings_matching(reading, filters, limit)
    return Found(cases=tuple(cases), notes=tuple(actions), places=tuple(places), matching=total)


@writes(Right.READ_CASES, "search.made")
def note_search(work: Work, command: NoteSearch) -> None:
    """Write in the log that results of a search were looked at, or that one was opened; the words go to the payload."""
    subject = command.record_id or "results"
    work.record("search.made", command.kind or "search", subject, values={"words": command.words})
