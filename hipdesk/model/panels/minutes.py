"""Minutes as a record: what they show, how they go to the chair, are agreed and frozen, and are corrected after.

``MinutesView`` holds everything the paper prints, so that agreed minutes can be kept whole and read back.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache
from typing import Any, Literal

from pydantic import Field, TypeAdapter

from hipdesk.model.commands import Command, Key, Line, Text
from hipdesk.model.minutes import MinutesCheck

LogKind = Literal["changed", "failed", "carried", "left"]


class SendToChair(Command):
    """The draft goes to the chair."""

    meeting_id: Key


class AskCorrection(Command):
    """The chair, or whoever was there, asks for other words before the minutes are agreed."""

    meeting_id: Key
    place: Line = ""
    said: Text = Field(min_length=1)
    now_says: Text = ""
    asked_by: Line = Field(min_length=1)


class AnswerCorrection(Command):
    """A correction accepted, which changes the text, or refused with a reason."""

    correction_id: Key
    accept: bool
    reason: Line = ""


class AgreeMinutes(Command):
    """The chair agreed: ``pdf`` are the bytes as printed, ``digest`` says which content they were made from.

    ``fingerprint`` is the one printed in them; the chain's newest when left out.
    """

    meeting_id: Key
    agreed_by: Line = Field(min_length=1)
    agreed_on: date | None = None
    pdf: bytes = Field(min_length=1)
    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
    fingerprint: str = Field(default="", pattern=r"^([0-9A-F]{4} [0-9A-F]{4})?$")


class LogCorrection(Command):
    """A correction after agreement: the frozen minutes stay, and this stands beside them."""

    meeting_id: Key
    place: Line = Field(min_length=1)
    said: Text = Field(min_length=1)
    now_says: Text = Field(min_length=1)
    asked_by: Line = Field(min_length=1)
    agreed_by: Line = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class MinutedPerson:
    """Someone who was there."""

    agency: str
    name: str
    job_title: str
    deputy_for: str
    chair: bool
    observer: bool
    signed: bool
    in_room: str


@dataclass(frozen=True, slots=True)
class MinutedApology:
    """Someone who sent apologies, and whether their agency sent information."""

    agency: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class MinutedInterest:
    """A declared interest: who, in which case, how it was ruled and when they were out."""

    who: str
    reference: str
    nature: str
    ruling: str
    left_at: time | None
    back_at: time | None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An action that was due and is not complete."""

    number: str
    wording: str
    owner: str
    kind: LogKind
    why: str


@dataclass(frozen=True, slots=True)
class MinutedLog:
    """The action log as the meeting went through it."""

    open_before: int
    due: int
    completed: int
    carried: int
    changed: int
    failed: int
    entries: tuple[LogEntry, ...]
    undated: int = 0


@dataclass(frozen=True, slots=True)
class MinutedAction:
    """An action given at the meeting."""

    id: str
    number: str
    wording: str
    agency: str
    person: str
    due_on: date | None
    due_words: str

    @property
    def owner(self) -> str:
        """Agency and person."""
        return ", ".join(part for part in (self.agency, self.person) if part)


@dataclass(frozen=True, slots=True)
class MinutedMove:
    """Someone coming or going, in words, under the case it happened after."""

    at: time
    words: str


@dataclass(frozen=True, slots=True)
class MinutedInformation:
    """What one agency told."""

    agency_id: str
    agency: str
    text: str
    nothing_held: bool


@dataclass(frozen=True, slots=True)
class MinutedCase:
    """A case as heard, or not reached. ``agencies`` are the ids of those that work on it, for extracts."""

    line_id: str
    number: int
    section: str
    case_id: str
    reference: str
    initials: str
    strands: tuple[str, ...]
    child: bool
    band: str | None
    score: int | None
    score_max: int | None
    earlier: str
    received_on: date | None
    presented_by: str
    hearing: int | None
    starts: time | None
    ends: time | None
    state: str
    information: tuple[MinutedInformation, ...]
    summary: str
    risk_agreed: str
    risk_words: str
    decision_code: str | None
    decision_label: str
    decision_words: str
    actions: tuple[MinutedAction, ...]
    told_by: str
    told_by_day: date | None
    unsaid: str
    next_review_on: date | None
    moves: tuple[MinutedMove, ...]
    agencies: tuple[str, ...]
    aftercare_on: date | None = None


@dataclass(frozen=True, slots=True)
class MinutedSection:
    """A heading after the action log: the cases under it, or what was said."""

    number: int
    code: str
    title: str
    line_id: str | None
    cases: tuple[MinutedCase, ...]
    text: str
    actions: tuple[MinutedAction, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction: asked, accepted, refused, or logged after agreement."""

    id: str
    place: str
    said: str
    now_says: str
    asked_by: str
    agreed_by: str
    on_day: date
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class MinutesView:
    """Everything the minutes show. ``corrections`` are those logged after agreement.

    ``history`` is a meeting that only an old workbook tells of.
    """

    meeting_id: str
    panel_name: str
    day: date
    place: str
    chair: str
    minuted_by: str
    opened_at: time | None
    closed_at: time | None
    people: tuple[MinutedPerson, ...]
    apologies: tuple[MinutedApology, ...]
    statement: str
    interests: tuple[MinutedInterest, ...]
    previous_day: date | None
    previous_words: str
    log: MinutedLog
    sections: tuple[MinutedSection, ...]
    learning: tuple[str, ...]
    next_day: date | None
    next_starts: time | None
    next_place: str
    referrals_by: date | None
    state: str
    version: str
    agreed_by: str = ""
    agreed_on: date | None = None
    fingerprint: str = ""
    corrections: tuple[CorrectionView, ...] = ()
    history: bool = False
    quorum: str = ""

    @property
    def cases(self) -> tuple[MinutedCase, ...]:
        """Every case, in the order of the sections."""
        return tuple(case for section in self.sections for case in section.cases)

    @property
    def digest(self) -> str:
        """SHA-256 of the content, whatever its state and version: what the printed bytes were made from."""
        plain = replace(self, state="", version="", agreed_by="", agreed_on=None, fingerprint="", corrections=())
        return hashlib.sha256(json.dumps(content_of(plain), sort_keys=True).encode()).hexdigest()

    def extract(self, agency_id: str) -> "MinutesView":
        """The same with only the cases an agency works on; sections without any keep their text."""
        sections = tuple(
            replace(section, cases=tuple(case for case in section.cases if agency_id in case.agencies))
            for section in self.sections
        )
        kept = {case.reference for section in sections for case in section.cases}
        both = zip(sections, self.sections, strict=True)
        return replace(
            self,
            sections=tuple(section for section, whole in both if section.cases or not whole.cases),
            interests=tuple(interest for interest in self.interests if interest.reference in kept),
        )


@dataclass(frozen=True, slots=True)
class MinutesVersion:
    """A version that went out."""

    number: str
    state: str
    made_at: datetime
    by: str
    sha256: str
    fingerprint: str
    has_pdf: bool


@dataclass(frozen=True, slots=True)
class MinutesReview:
    """The Minutes page: content, checks, corrections asked, versions, and how the four stages stand."""

    minutes: MinutesView
    check: MinutesCheck
    asked: tuple[CorrectionView, ...]
    settled: tuple[CorrectionView, ...]
    versions: tuple[MinutesVersion, ...]
    to_chair_on: date | None
    agreed_on: date | None
    draft_due: date | None
    agreed_due: date | None

    @property
    def may_be_agreed(self) -> bool:
        """Whether nothing stands in the way: no check and no open correction."""
        return self.check.may_be_agreed and not self.asked

    @property
    def blocked_words(self) -> str:
        """Why it cannot be agreed yet: "After the 2 are put right"; empty when it can."""
        parts = []
        wrong = len(self.check.to_put_right)
        if wrong:
            parts.append("After the one is put right." if wrong == 1 else f"After the {wrong} are put right.")
        if self.asked:
            parts.append("After the chair’s corrections are answered.")
        return " ".join(parts)


@cache
def _adapter() -> TypeAdapter[MinutesView]:
    """Built when minutes are first frozen or read back: it is the largest of all."""
    return TypeAdapter(MinutesView)


def content_of(view: MinutesView) -> dict[str, Any]:
    """The minutes as they are kept when frozen."""
    content: dict[str, Any] = _adapter().dump_python(view, mode="json")
    return content


def view_of(content: Mapping[str, Any]) -> MinutesView:
    """Frozen minutes read back."""
    return _adapter().validate_python(dict(content))
