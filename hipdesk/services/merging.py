"""Merging two records of one person, and undoing it.

A merge writes the chosen answers into the record that is kept and points to it every row that pointed to the other;
the other stays as it was, out of sight. What was moved and changed is kept with the merge, so that undoing it puts
everything back where it was; what somebody changed since is left as they made it, and told.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from hipdesk.kernel.errors import Refused
from hipdesk.model.folding import fold, sound_of
from hipdesk.model.merging import (
    COLUMNS,
    FIELDS,
    Choice,
    MergePeople,
    MergeUndone,
    may_keep_both,
    merged_reasons,
    merged_values,
    propose,
)
from hipdesk.model.repeats import find_repeat
from hipdesk.model.settings import RuleSettings
from hipdesk.model.users import Right
from hipdesk.services.people import record_of, refresh_names
from hipdesk.services.referrals.log import mark_repeat
from hipdesk.services.registry import writes
from hipdesk.services.settings import setting
from hipdesk.store.queries import people as people_queries
from hipdesk.store.queries import people_merging as queries
from hipdesk.store.queries.referrals.links import earlier_links
from hipdesk.store.tables.people import MergeRow, PersonAliasRow, PersonRow, PossibleDuplicateRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Work

_APART = "two_people"
_MERGED, _ASIDE = "merged", "aside"
_CHANGED = "One of the two records was changed meanwhile."


@writes(Right.EDIT_PEOPLE, "people.merged")
def merge_people(work: Work, command: MergePeople) -> str:
    """Fold one record of a pair into the other with the chosen answers; returns the id of the merge.

    Refused when one of them is no longer a record of its own, is not one the actor may know of, or was changed since
    it was shown.
    """
    pair = work.change(PossibleDuplicateRow, command.pair_id)
    kept, folded = _sides(work, pair, command)
    choices = _choices(kept, folded, command)
    repeats = _Repeats(work, (kept, folded))
    before = _values(kept)
    mine, theirs = record_of(kept, folded), record_of(folded, kept)
    after = {"unanswered": merged_reasons(choices, mine, theirs)}
    for field in FIELDS:
        after.update(merged_values(field, choices[field.code], mine, theirs))
    moved: dict[str, Any] = {"rows": _repoint(work, folded.id, kept.id)}
    moved["aliases"] = _take_names(work, kept, folded, after)
    _write(kept, after)
    refresh_names(work, kept)
    folded.merged_into = kept.id
    moved["pairs"] = _settle_pairs(work, pair, kept.id, folded.id)
    moved["flags"] = _protect(work, kept)
    work.session.flush()
    moved["repeats"] = repeats.work_out()
    changed = {name: [before[name], value] for name, value in after.items() if before[name] != value}
    merge = MergeRow(
        kept_id=kept.id, folded_id=folded.id, overlay=_kept_plain(changed), moved=moved, made_at=work.now,
        made_by=work.actor.holder_id,
    )  # fmt: skip
    work.session.add(merge)
    work.session.flush()
    values = {"folded": folded.id, "changed": _kept_plain(changed), "choices": choices}
    work.record("people.merged", "person", kept.id, fields=sorted(changed), values=values)
    return merge.id


@writes(Right.EDIT_PEOPLE, "merge.undone")
def undo_merge(work: Work, merge_id: str) -> MergeUndone:
    """Make two records of one again: everything goes back to where it was, but for what was changed since.

    Refused when it was undone already, when the kept record was itself folded into another since, or when the actor may
    not know of them.
    """
    merge = work.change(MergeRow, merge_id)
    kept, folded = work.find(PersonRow, merge.kept_id), work.find(PersonRow, merge.folded_id)
    _refuse_undo(work, merge, kept)
    repeats = _Repeats(work, (kept, folded))
    stays = _restore(kept, merge.overlay)
    _give_names_back(work, kept, folded, merge.moved["aliases"])
    _point_back(work, kept.id, folded.id, merge.moved["rows"])
    folded.merged_into = None
    refresh_names(work, kept)
    _reopen_pairs(work, merge.moved["pairs"])
    _unprotect(work, merge.moved["flags"])
    work.session.flush()
    repeats.put_back(merge.moved["repeats"])
    since = queries.joined_since(work, merge)
    if since:
        stays = (*stays, "what it took part in since the merge")
    merge.undone_at, merge.undone_by = work.now, work.actor.holder_id
    work.record("merge.undone", "person", kept.id, fields=sorted(merge.overlay), values={"folded": folded.id})
    return MergeUndone(kept.id, folded.id, stays)


def _sides(work: Work, pair: PossibleDuplicateRow, command: MergePeople) -> tuple[PersonRow, PersonRow]:
    ids = {pair.person_id, pair.other_id}
    if command.kept_id not in ids or not queries.all_seen(work, list(ids)):
        work.find(PossibleDuplicateRow, "")
    (folded_id,) = ids - {command.kept_id}
    kept, folded = work.find(PersonRow, command.kept_id), work.find(PersonRow, folded_id)
    if kept.merged_into or folded.merged_into:
        raise Refused("One of the two is no longer a record of its own.", kept="Nothing was changed.")
    if (kept.version, folded.version) != (command.kept_version, command.folded_version):
        raise Refused(_CHANGED, kept="Nothing was changed.", to_do="Look at the two again, then merge them.")
    return kept, folded


def _choices(kept: PersonRow, folded: PersonRow, command: MergePeople) -> dict[str, Choice]:
    mine, theirs = record_of(kept, folded), record_of(folded, kept)
    choices: dict[str, Choice] = {code: proposal.choice for code, proposal in propose(mine, theirs).items()}
    for field in FIELDS:
        choice = command.choices.get(field.code, choices[field.code])
        if choice == "both" and not may_keep_both(field, mine, theirs):
            raise Refused(
                f"Of “{field.label}” only one answer can be kept.",
                kept="Nothing was changed.",
                to_do="Choose one of the two.",
            )
        choices[field.code] = choice
    return choices


# What the kept record says


def _values(row: PersonRow) -> dict[str, Any]:
    return {**{column: getattr(row, column) for column in COLUMNS}, "unanswered": dict(row.unanswered or {})}


def _write(row: PersonRow, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _restore(row: PersonRow, overlay: dict[str, list[Any]]) -> tuple[str, ...]:
    """Put back what the record said, field by field; returns the labels of those changed since, which stay."""
    now = _kept_plain(_values(row))
    back: dict[str, Any] = {}
    stays = []
    for field in FIELDS:
        columns = [column for column in field.columns if column in overlay]
        if all(now[column] == overlay[column][1] for column in columns):
            back.update({column: _typed(column, overlay[column][0]) for column in columns})
        else:
            stays.append(field.label.lower())
    if "unanswered" in overlay and now["unanswered"] == overlay["unanswered"][1]:
        back["unanswered"] = overlay["unanswered"][0]
    _write(row, back)
    return tuple(stays)


def _kept_plain(values: Any) -> Any:  # noqa: ANN401 (JSON)
    """Days as text, so that a merge can keep them."""
    if isinstance(values, dict):
        return {name: _kept_plain(value) for name, value in values.items()}
    if isinstance(values, list | tuple):
        return [_kept_plain(value) for value in values]
    return values.isoformat() if isinstance(values, date | datetime) else values


def _typed(column: str, value: Any) -> Any:  # noqa: ANN401 (a column of any type)
    kind = PersonRow.__table__.c[column].type.python_type
    return date.fromisoformat(value) if value is not None and kind is date else value


# Rows that point to a person


def _repoint(work: Work, old: str, new: str) -> dict[str, list[str]]:
    """Point every row of one person to another; returns which, by table and column."""
    moved = {}
    for table, kind, column in queries.pointing_kinds():
        rows = queries.rows_pointing(work, kind, column, old)
        for row in rows:
            setattr(row, column, new)
        if rows:
            moved[f"{table}.{column}"] = [row.id for row in rows]
    return moved


def _point_back(work: Work, kept_id: str, folded_id: str, moved: dict[str, list[str]]) -> None:
    """Rows that are gone, or belong to somebody else by now, stay so."""
    for table, kind, column in queries.pointing_kinds():
        wanted = set(moved.get(f"{table}.{column}", ()))
        for row in queries.rows_pointing(work, kind, column, kept_id) if wanted else ():
            if row.id in wanted:
                setattr(row, column, folded_id)


# Names


def _take_names(work: Work, kept: PersonRow, folded: PersonRow, after: dict[str, Any]) -> dict[str, Any]:
    """Let the kept record be known by every name of both; returns what came from the other and what was added."""
    known = {str(name).casefold() for name in (after["name"], after["own_script"]) if name}
    known |= {row.name.casefold() for row in people_queries.alias_rows(work, kept.id)}
    taken = []
    for row in people_queries.alias_rows(work, folded.id):
        if row.name.casefold() not in known:
            known.add(row.name.casefold())
            taken.append({"id": row.id, "name": row.name})
            row.person_id = kept.id
    named = [person for person in (kept, folded) if person.kind != "unknown" and not person.pseudonym]
    added = []
    for name in [name for person in named for name in (person.name, person.own_script) if name]:
        if name.casefold() not in known:
            known.add(name.casefold())
            row = PersonAliasRow(person_id=kept.id, name=name, folded=fold(name), sound=sound_of(name))
            work.session.add(row)
            work.session.flush()
            added.append({"id": row.id, "name": name})
    return {"taken": taken, "added": added}


def _give_names_back(work: Work, kept: PersonRow, folded: PersonRow, aliases: dict[str, Any]) -> None:
    """Aliases are rewritten whenever the form is kept, so that they are known by name where their key is gone."""
    there = people_queries.alias_rows(work, kept.id)
    by_id, by_name = {row.id: row for row in there}, {row.name: row for row in there}
    for alias in aliases["added"]:
        row = by_id.get(alias["id"]) or by_name.get(alias["name"])
        if row is not None:
            work.session.delete(row)
    for alias in aliases["taken"]:
        row = by_id.get(alias["id"]) or by_name.get(alias["name"])
        if row is not None:
            row.person_id = folded.id
        else:
            name = alias["name"]
            work.session.add(PersonAliasRow(person_id=folded.id, name=name, folded=fold(name), sound=sound_of(name)))
    work.session.flush()


# Pairs, protection and repeats


def _settle_pairs(work: Work, pair: PossibleDuplicateRow, kept_id: str, folded_id: str) -> dict[str, Any]:
    """Settle the pair itself, and let what was known of the other and third people be known of the kept record."""
    settled: dict[str, Any] = {"states": {pair.id: _state_of(pair)}, "made": []}
    pair.state, pair.decided_at, pair.decided_by = _MERGED, work.now, work.actor.holder_id
    mine = {_third(other, kept_id): other for other in queries.pairs_with(work, kept_id)}
    for other in queries.pairs_with(work, folded_id):
        if other.id == pair.id or other.state in (_MERGED, _ASIDE):
            continue
        settled["states"][other.id] = _state_of(other)
        known = mine.get(_third(other, folded_id))
        if known is None:
            settled["made"].append(_same_pair(work, other, kept_id, _third(other, folded_id)))
        elif other.state == _APART and known.state != _APART:
            settled["states"][known.id] = _state_of(known)
            known.state, known.reason = _APART, known.reason or other.reason
        other.state = _ASIDE
    return settled


def _state_of(pair: PossibleDuplicateRow) -> list[str | None]:
    at = pair.decided_at.isoformat() if pair.decided_at else None
    return [pair.state, pair.reason, at, pair.decided_by]


def _third(pair: PossibleDuplicateRow, one: str) -> str:
    return pair.other_id if pair.person_id == one else pair.person_id


def _same_pair(work: Work, pair: PossibleDuplicateRow, one: str, other: str) -> str:
    first, second = sorted((one, other))
    row = PossibleDuplicateRow(
        person_id=first, other_id=second, score=pair.score, reasons=list(pair.reasons), state=pair.state,
        reason=pair.reason, decided_at=pair.decided_at, decided_by=pair.decided_by,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    return row.id


def _reopen_pairs(work: Work, settled: dict[str, Any]) -> None:
    for pair_id in settled["made"]:
        made = work.session.get(PossibleDuplicateRow, pair_id)
        if made is not None:
            work.session.delete(made)
    for pair_id, (state, reason, at, by) in settled["states"].items():
        row = work.session.get(PossibleDuplicateRow, pair_id)
        if row is not None:
            row.state, row.reason, row.decided_by = state, reason, by
            row.decided_at = datetime.fromisoformat(at) if at else None
    work.session.flush()


def _protect(work: Work, kept: PersonRow) -> list[str]:
    """Keep the address out of every case of theirs when it is to be kept; returns the cases where it was not."""
    work.session.flush()
    if not kept.address_confidential:
        return []
    cases = [case for case in queries.cases_of_affected(work, kept.id) if not case.address_kept]
    for case in cases:
        case.address_kept = True
    return [case.id for case in cases]


def _unprotect(work: Work, flagged: list[str]) -> None:
    """Take the flag off again where the merge had set it, unless it stands of its own right by now."""
    work.session.flush()
    for case in queries.cases_without_secret_address(work, flagged):
        case.address_kept = False


class _Repeats:
    """The repeat rule before and after people were joined or parted: only where it says otherwise is a flag changed."""

    def __init__(self, work: Work, people: Iterable[PersonRow]) -> None:
        work.session.flush()
        self._work = work
        self._rows = queries.referrals_touched(work, people)
        self._before = {row.id: self._says(row) for row in self._rows}

    def _says(self, row: ReferralRow) -> str:
        return find_repeat(row.received_on, earlier_links(self._work, row.id), self._months()).words

    def _months(self) -> int:
        return setting(self._work, RuleSettings).repeat_months

    def work_out(self) -> dict[str, Any]:
        """Apply the rule; returns what each flag that changed was, and what the rule had said."""
        changed = {}
        for row in self._rows:
            if self._says(row) != self._before[row.id]:
                changed[row.id] = [row.repeat, row.repeat_reason, self._before[row.id]]
                mark_repeat(self._work, row)
        return changed

    def put_back(self, was: dict[str, Any]) -> None:
        """Apply the rule; a flag that the merge had changed is as before when the rule says again what it said."""
        for row in self._rows:
            says = self._says(row)
            if says == self._before[row.id]:
                continue
            if row.id in was and was[row.id][2] == says and row.repeat_override is None:
                row.repeat, row.repeat_reason = was[row.id][:2]
            else:
                mark_repeat(self._work, row)


def _refuse_undo(work: Work, merge: MergeRow, kept: PersonRow) -> None:
    if not queries.all_seen(work, [kept.id]):
        work.find(MergeRow, "")
    if merge.undone_at is not None:
        raise Refused("This merge was undone already.", kept="Nothing was changed.")
    if kept.merged_into is not None:
        raise Refused(
            "The record that was kept was itself merged with another since.",
            kept="Nothing was changed.",
            to_do="Undo that later merge first, then this one.",
        )
