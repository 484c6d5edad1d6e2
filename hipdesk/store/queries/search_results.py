"""Turning hits of the index into what a search shows; only cases the actor may see, and people in them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from hipdesk.model.folding import fold_name, sound_of
from hipdesk.model.people import PartInCase
from hipdesk.model.search import MOST, FoundCase, FoundNote, FoundPerson, excerpt
from hipdesk.store import search
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.people import known_of, parts_of
from hipdesk.store.search import Hit
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseRow, NoteRow
from hipdesk.store.tables.people import AddressRow, NameKeyRow, PersonAliasRow, PossibleDuplicateRow
from hipdesk.store.tables.referrals import IncidentRow, InvolvementRow
from hipdesk.store.work import Reading

_HITS = 300
_WHY = {
    "case": "in its reference or summary",
    "referral": "in the referral",
    "incident": "in an incident",
    "note": "in a note",
    "action": "in an action",
    "decision": "in a decision",
    "return": "in an agency return",
}
_ROLES = {
    "victim": "person affected",
    "perpetrator": "alleged perpetrator",
    "witness": "witness",
    "child": "child",
    "household": "household",
}


def hits(reading: Reading, words: str) -> list[Hit]:
    """The newest records holding every word."""
    return search.find(reading.session, words, _HITS)


def people(reading: Reading, words: str, found: Sequence[Hit]) -> list[FoundPerson]:
    """People whose names hold the words, those with a case first; then those whose names only sound like them."""
    named = _named(reading, words, found)
    alike = [key for key in _sounding(reading, words) if key not in named][:MOST]
    ids = [*list(named)[: 4 * MOST], *alike]
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


def _named(reading: Reading, words: str, found: Sequence[Hit]) -> dict[str, None]:
    by_hit: dict[str, list[str]] = defaultdict(list)
    for hit in found:
        by_hit[hit.kind].append(hit.record_id)
    keys: dict[str, None] = dict.fromkeys(by_hit["person"])
    for kind, row in (("alias", PersonAliasRow), ("address", AddressRow)):
        if by_hit[kind]:
            owner = select(row.person_id).where(row.id.in_(by_hit[kind]))
            keys.update(dict.fromkeys(reading.session.scalars(owner)))
    folded = fold_name(words).split()
    if folded:
        sets = []
        for word in folded:
            begins = NameKeyRow.key.between(f"w:{word}", f"w:{word}\x7f")
            sets.append(set(reading.session.scalars(select(NameKeyRow.person_id).where(begins).limit(_HITS))))
        keys.update(dict.fromkeys(sorted(set.intersection(*sets))))
    return keys


def _sounding(reading: Reading, words: str) -> list[str]:
    sounds = [f"s:{sound}" for sound in sound_of(words).split() if len(sound) > 1]
    if not sounds:
        return []
    rows = select(NameKeyRow.person_id).where(NameKeyRow.key.in_(sounds)).limit(_HITS)
    return list(dict.fromkeys(reading.session.scalars(rows)))


def _only_hidden(reading: Reading, ids: Sequence[str], parts: dict[str, list[PartInCase]]) -> set[str]:
    """Those who have a part in cases, but in none the actor may see."""
    rows = select(InvolvementRow.person_id).where(
        InvolvementRow.person_id.in_(ids), InvolvementRow.case_id.is_not(None)
    )
    return {key for key in reading.session.scalars(rows) if not parts.get(key)}


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


def cases(reading: Reading, words: str, found: Sequence[Hit], persons: Iterable[FoundPerson]) -> list[FoundCase]:
    """Cases whose reference holds the words, then those with a person found, then those whose records hold them."""
    why: dict[str, str] = {}
    typed = words.strip()
    if len(typed) > 1:
        exact = select(CaseRow.id).where(CaseRow.reference.icontains(typed, autoescape=True)).limit(MOST)
        why.update(dict.fromkeys(reading.session.scalars(exact), ""))
    named = [person.id for person in persons if not person.alike]
    parts = select(InvolvementRow.case_id).where(
        InvolvementRow.person_id.in_(named), InvolvementRow.case_id.is_not(None)
    )
    for key in reading.session.scalars(parts):
        why.setdefault(str(key), "a name on this case")
    for hit in found:
        if hit.case_id and hit.kind in _WHY:
            why.setdefault(hit.case_id, _WHY[hit.kind])
    keys = list(why)[: 8 * MOST]
    rows = {row.id: row for row in reading.session.execute(_case_columns(CaseRow.id.in_(keys), reading))}
    return [
        FoundCase(key, row.reference, row.initials, why[key], row.risk_now, row.risk_score, row.status)
        for key in keys
        if (row := rows.get(key)) is not None
    ][:MOST]


def _case_columns(wanted: ColumnElement[bool], reading: Reading) -> Any:  # noqa: ANN401 (a select of seven columns)
    row = CaseRow
    return select(row.id, row.reference, row.initials, row.risk_now, row.risk_score, row.status).where(
        wanted, of_visible_case(reading, row.id)
    )


def notes(reading: Reading, words: tuple[str, ...], found: Sequence[Hit]) -> list[FoundNote]:
    """Notes, incidents and actions that hold the words, newest first, of cases the actor may see."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for hit in found:
        by_kind[hit.kind].append(hit.record_id)
    shown = {**_note_rows(reading, words, by_kind["note"]), **_action_rows(reading, words, by_kind["action"])}
    shown.update(_incident_rows(reading, words, by_kind["incident"]))
    return [shown[hit.record_id] for hit in found if hit.record_id in shown][:MOST]


def _note_rows(reading: Reading, words: tuple[str, ...], ids: Sequence[str]) -> dict[str, FoundNote]:
    rows = reading.session.execute(
        select(NoteRow.id, NoteRow.case_id, NoteRow.heading, NoteRow.text, NoteRow.on_day, CaseRow.reference)
        .join(CaseRow, CaseRow.id == NoteRow.case_id)
        .where(NoteRow.id.in_(ids), of_visible_case(reading, NoteRow.case_id))
    )
    return {
        row.id: FoundNote(
            "note", row.id, row.case_id, excerpt(f"{row.heading or ''} {row.text}", words),
            f"note, {row.reference}, {row.on_day.day} {row.on_day:%B}",
        )
        for row in rows
    }  # fmt: skip


def _incident_rows(reading: Reading, words: tuple[str, ...], ids: Sequence[str]) -> dict[str, FoundNote]:
    rows = reading.session.execute(
        select(IncidentRow.id, IncidentRow.case_id, IncidentRow.facts, CaseRow.reference)
        .join(CaseRow, CaseRow.id == IncidentRow.case_id)
        .where(IncidentRow.id.in_(ids), of_visible_case(reading, IncidentRow.case_id))
    )
    return {
        row.id: FoundNote(
            "note", row.id, row.case_id, excerpt(row.facts or "", words), f"incident, {row.reference}"
        )
        for row in rows
    }  # fmt: skip


def _action_rows(reading: Reading, words: tuple[str, ...], ids: Sequence[str]) -> dict[str, FoundNote]:
    row = ActionRow
    rows = reading.session.execute(
        select(row.id, row.case_id, row.number, row.wording, row.status, row.due_on, AgencyRow.name)
        .outerjoin(AgencyRow, AgencyRow.id == row.owner_agency_id)
        .where(row.id.in_(ids), or_(row.case_id.is_(None), of_visible_case(reading, row.case_id)))
    )
    return {
        found.id: FoundNote(
            "action", found.id, found.case_id, excerpt(found.wording, words),
            ", ".join(part for part in (f"action {found.number}", found.name) if part), found.status, found.due_on,
        )
        for found in rows
    }  # fmt: skip
