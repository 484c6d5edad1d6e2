"""Turning hits of the index into what a search shows; only cases the actor may see, and people in them."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Row, Select, func, or_, select

from hipdesk.model.folding import fold, fold_name, sound_of
from hipdesk.model.people import PartInCase
from hipdesk.model.search import MOST, FoundCase, FoundPerson
from hipdesk.model.search_filters import Filter
from hipdesk.store import search
from hipdesk.store.queries.people import known_of, parts_of
from hipdesk.store.queries.search_filters import Passing, in_cases, of_cases, of_entries
from hipdesk.store.search import Hit
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.people import AddressRow, NameKeyRow, PersonAliasRow, PossibleDuplicateRow
from hipdesk.store.tables.referrals import InvolvementRow
from hipdesk.store.tables.search import SearchEntryRow
from hipdesk.store.work import Reading

_HITS = 300
_COMMON = 3_000
_FIGURES = 4
_WHY = {
    "case": "in its reference or summary",
    "referral": "in the referral",
    "incident": "in an incident",
    "note": "in a note",
    "action": "in an action",
    "action_word": "in an action",
    "decision": "in a decision",
    "discussion": "in the minutes",
    "agenda_line": "in the minutes",
    "return": "in agency information",
    "document": "in a document's name",
    "evidence": "in where evidence is held",
    "earlier_step": "in what was done before",
    "sharing": "in what may be shared",
    "learning": "in what was learnt",
    "outcome": "in a police outcome",
    "court": "in a court result",
    "change": "in what changed for the person",
    "order": "in an order",
    "support": "in support offered",
}
_ROLES = {
    "victim": "person affected",
    "perpetrator": "alleged perpetrator",
    "witness": "witness",
    "child": "child",
    "household": "household",
}


def hits(reading: Reading, words: str, asked: Passing, kinds: Collection[str] = ()) -> list[Hit]:
    """The records holding every word that the filters let through, the best first; people apart, they would fill it.

    Only entries of these ``kinds``, when any are named. A bare number finds referrals that bear it, too.
    """
    passing = of_entries(reading, asked, kinds)
    found = search.find(reading.session, words, _HITS, where=passing, ranked=True, people=False)
    if as_number(words) != words and (not kinds or "referral" in kinds):
        referral = [*of_entries(reading, asked), SearchEntryRow.kind == "referral"]
        found += search.find(reading.session, as_number(words), _HITS, where=referral)
    return found


def people(reading: Reading, words: str, asked: Passing) -> list[FoundPerson]:
    """People whose names hold the words, those with a case first; then those whose names only sound like them.

    With filters only those with a part in a case that they let through.
    """
    named = _named(reading, words)
    sounding = [key for key in _sounding(reading, words) if key not in named]
    if asked.filters:
        passing = _in_cases(reading, [*named, *sounding], asked)
        named = {key: None for key in named if key in passing}
        sounding = [key for key in sounding if key in passing]
    alike = sounding[:MOST]
    ids = [*list(named)[: 4 * MOST], *alike]
    if not ids:
        return []
    known, parts = known_of(reading, ids), parts_of(reading, ids)
    hidden = _only_hidden(reading, ids, parts)
    twins = _duplicates(reading, ids)
    shown = []
    for key in ids:
        if key in known and key not in hidden:
            _matching, name, own_script, born = known[key]
            case_id = parts[key][0].case_id if parts.get(key) else None
            detail = ", ".join(part for part in (born, _part_words(parts.get(key, []))) if part)
            detail = "sounds alike" + (f", {detail}" if detail else "") if key in alike else detail
            shown.append(
                FoundPerson(key, name, own_script or "", detail, case_id, alike=key in alike, duplicate=key in twins)
            )
    return sorted(shown, key=lambda person: (person.alike, person.case_id is None))


def _named(reading: Reading, words: str) -> dict[str, None]:
    """People by every word of a name, other names and scripts included; then by number or home, the newest."""
    keys = dict.fromkeys(_by_name(reading, words))
    by_hit: dict[str, list[str]] = defaultdict(list)
    found = search.find(reading.session, words, _HITS, ranked=True, people=True)
    for hit in found:
        by_hit[hit.kind].append(hit.record_id)
    keys.update(dict.fromkeys(by_hit["person"]))
    for kind, row in (("alias", PersonAliasRow), ("address", AddressRow)):
        if by_hit[kind]:
            owner = select(row.person_id).where(row.id.in_(by_hit[kind]))
            keys.update(dict.fromkeys(reading.session.scalars(owner)))
    return keys


def _by_name(reading: Reading, words: str) -> list[str]:
    """People with a name word that begins like each word typed."""
    typed = sorted(set(fold_name(words).split()), key=len, reverse=True)
    return _with_all(reading, [(f"w:{word}", f"w:{word}\x7f") for word in typed])


def _sounding(reading: Reading, words: str) -> list[str]:
    """People with a name word that sounds like each word typed."""
    sounds = sorted({sound for sound in sound_of(words).split() if len(sound) > 1}, key=len, reverse=True)
    return _with_all(reading, [(f"s:{sound}", f"s:{sound}") for sound in sounds])


def _with_all(reading: Reading, spans: Sequence[tuple[str, str]]) -> list[str]:
    """People who have a key in each span, a few hundred; the rarest words are to come first.

    Each is read from the index by itself: most sentences hold a word that is nobody's name, and end there. A word that
    thousands bear is read whole only when every word is somebody's: asking each person for it takes ten times as long.
    """
    left: dict[str, None] | None = None
    common = []
    for span in spans:
        there = _bearing(reading, span, _COMMON)
        if len(there) == _COMMON and len(spans) > 1:
            common.append(span)
            continue
        left = {key: None for key in there if left is None or key in left}
        if not left:
            return []
    for span in common:
        there = _bearing(reading, span, None)
        left = {key: None for key in there if left is None or key in left}
    return list(left or ())[:_HITS]


def _bearing(reading: Reading, span: tuple[str, str], limit: int | None) -> dict[str, None]:
    row = NameKeyRow
    return dict.fromkeys(reading.session.scalars(select(row.person_id).where(row.key.between(*span)).limit(limit)))


def _only_hidden(reading: Reading, ids: Sequence[str], parts: dict[str, list[PartInCase]]) -> set[str]:
    """Those who have a part in cases, but in none the actor may see."""
    rows = select(InvolvementRow.person_id).where(
        InvolvementRow.person_id.in_(ids), InvolvementRow.case_id.is_not(None)
    )
    return {key for key in reading.session.scalars(rows) if not parts.get(key)}


def _in_cases(reading: Reading, ids: Sequence[str], asked: Passing) -> set[str]:
    if not ids:
        return set()
    part = InvolvementRow
    parts = select(part.person_id, part.case_id).where(part.person_id.in_(ids))
    if asked.cases is None:
        parts = parts.where(in_cases(reading, part.case_id, asked.filters))
    rows = reading.session.execute(parts)
    return {person_id for person_id, case_id in rows if asked.cases is None or case_id in asked.cases}


def _duplicates(reading: Reading, ids: Sequence[str]) -> set[str]:
    pair = PossibleDuplicateRow
    rows = reading.session.execute(
        select(pair.person_id, pair.other_id).where(
            pair.state == "open", or_(pair.person_id.in_(ids), pair.other_id.in_(ids))
        )
    )
    return {key for row in rows for key in row}


def _part_words(parts: Sequence[PartInCase]) -> str:
    if not parts:
        return ""
    roles = list(dict.fromkeys(_ROLES.get(part.role, part.role) for part in parts))
    count = len({part.case_id for part in parts})
    return f"{' and '.join(roles[:2])} in {'1 case' if count == 1 else f'{count} cases'}"


def cases(
    reading: Reading,
    words: str,
    asked: Passing,
    found: Sequence[Hit],
    persons: Iterable[FoundPerson],
    limit: int = MOST,
) -> list[FoundCase]:
    """Cases whose reference holds the words, then those with a person found, then those whose records hold them."""
    why = dict.fromkeys(_by_reference(reading, words, limit), "")
    named = [person.id for person in persons if not person.alike]
    parts = select(InvolvementRow.case_id).where(
        InvolvementRow.person_id.in_(named), InvolvementRow.case_id.is_not(None)
    )
    for key in reading.session.scalars(parts) if named else ():
        why.setdefault(str(key), "a name on this case")
    for hit in found:
        if hit.case_id and hit.kind in _WHY:
            why.setdefault(hit.case_id, _WHY[hit.kind])
    keys = [key for key in why if asked.cases is None or key in asked.cases][: 8 * limit]
    if not keys:
        return []
    if asked.cases is None and asked.filters:
        keys = _that_pass(reading, keys, asked.filters)
    seen = of_cases(reading, ())
    rows = {row.id: row for row in reading.session.execute(_case_columns().where(CaseRow.id.in_(keys), *seen))}
    return [_found_case(rows[key], why[key]) for key in keys if key in rows][:limit]


def _that_pass(reading: Reading, keys: Sequence[str], filters: Sequence[Filter]) -> list[str]:
    """Of these cases those that the filters let through, each asked by its key: most cases of a record may pass."""
    key = func.json_each(json.dumps(list(keys))).table_valued("value").c.value
    return list(reading.session.scalars(select(key).where(in_cases(reading, key, filters))))


def _by_reference(reading: Reading, words: str, limit: int) -> list[str]:
    """Cases whose reference, or a part of it between strokes, begins so: "0041", "41", "HIP/2026-27/0041"."""
    typed = fold(words)
    if not any(sign.isdigit() for sign in typed):
        return []
    keys: dict[str, None] = {}
    for number in dict.fromkeys((as_number(typed), typed)):
        found = search.find(reading.session, number, _HITS, where=[SearchEntryRow.kind == "case"])
        keys.update(dict.fromkeys(hit.record_id for hit in found if number in hit.words.split(" ", 1)[0]))
    return list(keys)[:limit]


def as_number(words: str) -> str:
    """A bare number as references write it: "41" is "0041"; anything else as it is."""
    return words.zfill(_FIGURES) if words.isdigit() else words


def cases_matching(reading: Reading, filters: Sequence[Filter], limit: int) -> tuple[list[FoundCase], int]:
    """Without any word: the newest cases that the filters let through, and how many there are."""
    seen = of_cases(reading, filters)
    newest = _case_columns().where(*seen).order_by(CaseRow.received_on.desc(), CaseRow.reference.desc()).limit(limit)
    total = reading.session.scalar(select(func.count()).select_from(CaseRow).where(*seen)) or 0
    return [_found_case(row, "") for row in reading.session.execute(newest)], total


def _case_columns() -> Select[str, str, str, str | None, int | None, str]:
    row = CaseRow
    return select(row.id, row.reference, row.initials, row.risk_now, row.risk_score, row.status)


def _found_case(row: Row[str, str, str, str | None, int | None, str], why: str) -> FoundCase:
    return FoundCase(row.id, row.reference, row.initials, why, row.risk_now, row.risk_score, row.status)


def visible_ids(reading: Reading, keys: Collection[str]) -> dict[str, str]:
    """Which of these cases the actor may see, by id, and their references."""
    wanted = select(CaseRow.id, CaseRow.reference).where(CaseRow.id.in_(keys), *of_cases(reading, ()))
    return dict(reading.session.execute(wanted).all())
