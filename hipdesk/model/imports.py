"""Imports of an old workbook: what one would bring, what it brought, and what waits for a decision."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from hipdesk.model.workbooks.proposals import Finding, Proposal, ProposedAction, ProposedReferral

ORIGIN = "imported"
SET_ASIDE = "Set aside."
SHARED_BY = 3
"""So many cases heard on one day make it a past meeting of the panel."""

RowState = Literal["created", "changed", "kept", "taken"]


@dataclass(frozen=True, slots=True)
class RunImport:
    """Write a proposal. ``mapping`` is the text of the saved matching; ``take`` holds the keys of changed rows whose
    new hearings, actions and closing the officer wants in the record."""

    proposal: Proposal
    mapping: str = ""
    take: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing a later copy of a row says differently. ``can_take`` when it only adds to the record."""

    field: str
    words: str
    can_take: bool = False


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row whose words changed since it was imported; ``waiting`` when an earlier import listed the same change."""

    key: str
    sheet: str
    row: int
    reference: str
    differences: tuple[Difference, ...]
    waiting: bool = False

    @property
    def can_take(self) -> bool:
        """Whether any of it can be taken over."""
        return any(each.can_take for each in self.differences)


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do: counts by noun, rows already there, changed rows, and what cannot be read."""

    create: Mapping[str, int]
    already_there: int
    changed: tuple[ChangedRow, ...]
    unread: int
    supposed: int
    set_aside: int
    new_agencies: tuple[str, ...]
    provisional_agencies: tuple[str, ...]
    past_meetings: tuple[date, ...]
    first_day: date | None
    last_day: date | None

    @property
    def nothing_new(self) -> bool:
        """Whether the import would create nothing."""
        return not any(self.create.values())


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. ``batch_id`` is empty when there was nothing to write."""

    batch_id: str
    created: Mapping[str, int]
    already_there: int
    changed: int
    taken: int
    findings: int
    possible_duplicates: int
    provisional_agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportBatchView:
    """One import of the record, newest first in lists."""

    id: str
    file_name: str
    made_at: datetime
    made_by: str
    created: Mapping[str, int]
    findings: int
    waiting: int
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding: ``row`` counts from 1, ``column`` in letters; ``reference`` of the referral it is about."""

    id: str
    sheet: str
    row: int
    column: str
    kind: str
    what: str
    done: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ChangedRowView:
    """A changed row that an import listed, and how it was decided."""

    id: str
    sheet: str
    row: int
    state: RowState
    reference: str


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row imported before: the referral it became, the digests that are settled, and those waiting."""

    referral_id: str
    settled: frozenset[str]
    waiting: frozenset[str]


@dataclass(slots=True)
class Sorted:
    """The referrals of a proposal, sorted into new ones, those already there, and changed ones."""

    new: list[ProposedReferral] = field(default_factory=list)
    same: int = 0
    changed: list[ProposedReferral] = field(default_factory=list)


def sort_rows(proposal: Proposal, known: Mapping[str, KnownRow]) -> Sorted:
    """Which rows are new, there already, or say something else than when they were imported."""
    found = Sorted()
    for referral in proposal.referrals:
        before = known.get(referral.source.key)
        if before is None:
            found.new.append(referral)
        elif referral.source.digest in before.settled:
            found.same += 1
        else:
            found.changed.append(referral)
    return found


def received_on(referral: ProposedReferral, otherwise: date) -> date:
    """The day a referral counts as received: the earliest it can be as written, else what its row and the rows round
    it tell, else the day ``otherwise``."""
    return referral.received.earliest or referral.counts_from or otherwise


def closed_on(referral: ProposedReferral, received: date) -> date | None:
    """The day a closed referral's case closed: never before it was received. None while it is open."""
    if referral.status != "closed":
        return None
    return max(received, referral.closed_on or max(referral.hearings, default=received))


def due_at_next(action: ProposedAction, heard: Sequence[date], panels: Sequence[date]) -> date | None:
    """The day of an action due "by next HIP": the first of the ``panels`` (in order) after the one that agreed it.

    That is the day it was raised, else the case's only hearing; None where neither is told or no later panel is known.
    """
    if action.due is not None or not _NEXT_PANEL.search(action.due_words):
        return action.due
    agreed = action.raised_on or (heard[0] if len(heard) == 1 else None)
    if agreed is None:
        return None
    at = bisect_right(panels, agreed)
    return panels[at] if at < len(panels) else None


_NEXT_PANEL = re.compile(r"\bnext\s+(?:hip|hate\s+incidents?\s+panel|panel|meeting)\b", re.IGNORECASE)


def set_aside_words(kind: str) -> str:
    """What a row that is no referral is, by the kind its reader gave it."""
    return _ASIDE.get(kind, "No referral.")


def all_findings(proposal: Proposal) -> tuple[Finding, ...]:
    """The findings of a workbook, its rows that are no referral among them, each told once."""
    told = {(found.sheet, found.row) for found in proposal.findings if found.done == SET_ASIDE}
    aside = (
        Finding("set_aside", each.sheet, each.row, "", "", set_aside_words(each.kind), SET_ASIDE, each.words)
        for each in proposal.set_aside
        if (each.sheet, each.row) not in told
    )
    return (*proposal.findings, *aside)


_ASIDE = {
    "blank": "An empty row.",
    "month": "A heading of a month.",
    "totals": "A line of totals.",
    "heading": "The headings again.",
    "note": "A note between the rows.",
    "repeat": "The same row again.",
    "loose": "A line that belongs to no referral.",
    "loose action": "An action of no case in the workbook.",
    "no wording": "A row of the actions that says no action.",
}


def kind_of_agency(name: str) -> str:
    """The kind of agency a name tells, as a code of the list; "other" when it tells none."""
    plain = f" {name.casefold()} "
    for words, kind in _KINDS:
        if any(word in plain for word in words):
            return kind
    return "other"


_KINDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("victim support",), "victim_support"),
    ((" tpr", "reporting centre"), "tprc"),
    (("police", " csu ", " mps "), "police"),
    (("youth offending", " yos ", " yot "), "youth_offending"),
    (("youth",), "youth_service"),
    (("legal", "solicitor"), "legal"),
    (("adult social", "adults social", "adult services"), "adult_social_care"),
    (("children", "child protection"), "childrens_social_care"),
    (("probation",), "probation"),
    (("fire brigade", "fire service", "fire and rescue", " lfb "), "fire"),
    (("school", "college", "academy", "university"), "education"),
    (("hospital", "health", " nhs ", "clinic", "surgery"), "health"),
    (("mosque", "church", "synagogue", "temple", "gurdwara"), "faith"),
    (("housing association", "housing trust", "housing group", "co-operative", "provider"), "registered_provider"),
    (("housing options", "homeless", "housing advice"), "council_housing"),
    (("community safety", "anti-social", "anti social", " asb "), "council_asb"),
    (("homes",), "registered_provider"),
    (("housing",), "council_housing"),
    (("transport", " tfl ", "railway"), "transport"),
)  # fmt: skip
