"""Merging two records of one person: what is chosen field by field, what is proposed, and why.

Nothing here joins anybody: it says which answer of the two is proposed, a person chooses, ``services.merging`` writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from hipdesk.model.commands import Command, Key

Choice = Literal["kept", "folded", "both"]
Rule = Literal["name", "known", "careful", "contact", "number", "words"]

SAME = "The same"
_CAREFUL = "The more careful is chosen"
_NEWER = "The newer answer; check"
_KNOWN = "A known answer wins"
_ALIAS = "The other becomes an alias"
_BOTH = "Both kept, one after the other"
_NUMBER = "With its way of contact"
_LONGEST = 500
# How far a way of contact keeps others from learning of it: a call may be answered by anybody at home.
_REACH = {
    "mobile_call": 1, "landline": 1, "email": 2, "post": 2, "text": 2, "in_person": 3, "through_agency": 4,
    "through_person": 4, "none": 5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MergeField:
    """Columns that are chosen together, and the rule that proposes an answer."""

    code: str
    label: str
    columns: tuple[str, ...]
    rule: Rule = "known"

    @property
    def both(self) -> bool:
        """Whether it is of the kind of which both answers may be kept, one after the other."""
        return self.rule == "words"


FIELDS: tuple[MergeField, ...] = (
    MergeField("name", "Name", ("name", "kind", "title", "pseudonym"), "name"),
    MergeField("own_script", "In own script", ("own_script",)),
    MergeField(
        "born", "Date of birth",
        ("born_earliest", "born_latest", "born_precision", "born_words", "age_estimate", "age_estimated_on"),
    ),
    MergeField("contact_number", "Telephone", ("contact_number",), "number"),
    MergeField(
        "contact", "Safe contact",
        ("contact_method", "contact_times", "contact_unsaid", "contact_message_safe", "contact_post_safe"), "contact",
    ),
    MergeField("address_confidential", "Address in papers", ("address_confidential",), "careful"),
    MergeField("sex", "Sex", ("sex", "gender_as_at_birth")),
    MergeField("pronouns", "Pronouns", ("pronouns",)),
    MergeField("ethnicity", "Ethnicity", ("ethnicity", "ethnicity_words", "ethnicity_observed")),
    MergeField("language", "Language", ("language",)),
    MergeField("interpreter", "Interpreter", ("interpreter",), "careful"),
    MergeField("nationality", "Nationality", ("nationality",)),
    MergeField("immigration_vulnerable", "At risk over immigration", ("immigration_vulnerable",), "careful"),
    MergeField("religion", "Religion", ("religion",)),
    MergeField("orientation", "Sexual orientation", ("orientation",)),
    MergeField("disabled", "Disabled", ("disabled",)),
    MergeField("impairments", "Impairments", ("impairments",), "words"),
    MergeField("care_needs", "Care and support", ("care_needs",), "words"),
    MergeField("adjustments", "Adjustments", ("adjustments",), "words"),
    MergeField("description", "Description", ("description",), "words"),
    MergeField("vulnerability", "Vulnerability", ("vulnerability",), "words"),
    MergeField("risk_markers", "Risk to staff", ("risk_markers",), "words"),
    MergeField("disputed", "Disputed", ("disputed",), "words"),
)  # fmt: skip
COLUMNS: tuple[str, ...] = tuple(column for field in FIELDS for column in field.columns)


@dataclass(frozen=True, slots=True)
class Record:
    """One of the two records as it stands: ``values`` by column, why a field has no answer, whether it is the newer."""

    values: Mapping[str, Any]
    unanswered: Mapping[str, str]
    newer: bool

    def answer(self, field: MergeField) -> tuple[Any, ...]:
        """What the record says, without what amounts to nothing."""
        return tuple(self.values[column] or None for column in field.columns if column != "kind" and self._says(column))

    def _says(self, column: str) -> bool:
        return self.values[column] not in (None, "", [])

    def answered(self, field: MergeField) -> bool:
        """Whether anything was answered; a plain no is an answer."""
        return any(self._says(column) for column in field.columns if column not in ("kind", "pseudonym"))

    def reason(self, field: MergeField) -> str:
        """Why there is no answer: not_known, not_asked or declined; empty where nothing was said of it."""
        keys = (field.code, *field.columns)
        return next((self.unanswered[key] for key in keys if key in self.unanswered), "")

    def says(self, field: MergeField) -> tuple[Any, ...]:
        """Everything that makes this answer what it is, for comparing."""
        values = tuple(self.values[column] or None for column in field.columns)
        no = tuple(self.values[column] is False for column in field.columns)
        return (*values, no, "" if self.answered(field) else self.reason(field))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a field and why; ``same`` where there is nothing to choose, ``empty`` where nothing is."""

    choice: Choice
    why: str
    same: bool = False
    empty: bool = False


def propose(kept: Record, folded: Record) -> dict[str, Proposal]:
    """A proposal for every field, by its code."""
    proposals = {field.code: _propose(field, kept, folded) for field in FIELDS}
    number, contact = proposals["contact_number"], proposals["contact"]
    if not number.same and not number.empty and number.why == _NEWER and contact.choice != number.choice:
        proposals["contact_number"] = Proposal(contact.choice, _NUMBER)
    return proposals


def _propose(field: MergeField, kept: Record, folded: Record) -> Proposal:
    if kept.says(field) == folded.says(field):
        nothing = not kept.answered(field) and not kept.reason(field)
        return Proposal("kept", SAME, same=True, empty=nothing)
    if field.rule == "name" and kept.answered(field) and folded.answered(field):
        return Proposal("kept", _ALIAS)
    here, there = kept.answered(field), folded.answered(field)
    if here != there:
        return _one_answered(field, kept, folded)
    if field.rule in ("careful", "contact"):
        mine, theirs = _care(field, kept), _care(field, folded)
        if mine != theirs:
            return Proposal("kept" if mine > theirs else "folded", _CAREFUL)
    if here and may_keep_both(field, kept, folded):
        return Proposal("both", _BOTH)
    return Proposal("folded" if folded.newer else "kept", _NEWER)


def _one_answered(field: MergeField, kept: Record, folded: Record) -> Proposal:
    """One has an answer, the other none: the answer wins, unless somebody has since preferred not to say."""
    known: Choice = "kept" if kept.answered(field) else "folded"
    other = folded if known == "kept" else kept
    if other.reason(field) == "declined":
        newer: Choice = "folded" if folded.newer else "kept"
        return Proposal(newer, _NEWER)
    return Proposal(known, _KNOWN)


def _care(field: MergeField, record: Record) -> int:
    if field.rule == "careful":
        return int(record.values[field.columns[0]] is True)
    values = record.values
    noes = sum(values[column] is False for column in ("contact_message_safe", "contact_post_safe"))
    return _REACH.get(values["contact_method"] or "", 0) + noes + bool(values["contact_unsaid"])


def merged_values(field: MergeField, choice: Choice, kept: Record, folded: Record) -> dict[str, Any]:
    """The columns of a field as chosen; both texts stand one after the other, and of both lists every entry once."""
    if choice != "both" or not field.both:
        chosen = folded if choice == "folded" else kept
        return {column: chosen.values[column] for column in field.columns}
    (column,) = field.columns
    first, second = kept.values[column], folded.values[column]
    if isinstance(first, list):
        return {column: [*first, *(code for code in second or () if code not in first)]}
    return {column: _joined(field, first, second) or None}


def may_keep_both(field: MergeField, kept: Record, folded: Record) -> bool:
    """Whether both answers can be kept: there are two, and together they are no longer than the form takes."""
    if not field.both or not (kept.answered(field) and folded.answered(field)):
        return False
    first, second = (record.values[field.columns[0]] for record in (kept, folded))
    return isinstance(first, list) or len(_joined(field, first, second)) <= _LONGEST


def _joined(field: MergeField, first: str | None, second: str | None) -> str:
    between = "\n" if field.code == "description" else "; "
    return between.join(dict.fromkeys(text for text in (first, second) if text))


def merged_reasons(choices: Mapping[str, Choice], kept: Record, folded: Record) -> dict[str, str]:
    """Why fields of the kept record have no answer once the choices are made."""
    reasons = dict(kept.unanswered)
    for field in FIELDS:
        for key in (field.code, *field.columns):
            reasons.pop(key, None)
            chosen = folded if choices[field.code] == "folded" else kept
            if key in chosen.unanswered and (choices[field.code] != "both" or not folded.answered(field)):
                reasons[key] = chosen.unanswered[key]
    return reasons


class MergePeople(Command):
    """Make one record of a pair: ``kept_id`` stays, the other is folded in; ``choices`` by field where not as proposed.

    The versions are those of the records as they were shown.
    """

    pair_id: Key
    kept_id: Key
    kept_version: int
    folded_version: int
    choices: dict[str, Choice] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MergeUndone:
    """An undone merge: what stays as it is because it was changed since, in words; nothing when all is as before."""

    kept_id: str
    folded_id: str
    stays: tuple[str, ...]
