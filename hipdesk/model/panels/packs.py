"""Packs by recipient: who would get which cases and why not, what is issued, and what becomes of a copy after."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from hipdesk.model.commands import Command, Key, Line
from hipdesk.model.redaction.proof import HitPass, Proof

PACK = "panel-pack"
Outcome = Literal["returned", "destroyed", "withdrawn"]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class PackCase:
    """A case of a pack by reference and initials."""

    id: str
    reference: str
    initials: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """An agency, who of it would get the pack, and what it would hold.

    ``left_out`` are references it gets nothing of. ``blocks`` are sentences why it gets no pack now; ``warnings``
    stop nothing. ``copy`` is the newest copy it has of this meeting's papers, ``new`` the cases added since.
    """

    agency_id: str
    agency: str
    person: str
    email: str
    phone: str
    cases: tuple[PackCase, ...]
    left_out: tuple[str, ...]
    blocks: tuple[str, ...]
    warnings: tuple[str, ...]
    copy: int | None = None
    new: tuple[PackCase, ...] = ()


@dataclass(frozen=True, slots=True)
class PackPlan:
    """Everything the page of packs shows before anything is made; ``next_copy`` is the first free number, ``initials``
    whether the office wants them instead of names.
    """

    meeting_id: str
    held_on: date
    starts: str
    place: str
    marking: str
    cases: int
    recipients: tuple[Recipient, ...]
    next_copy: int
    initials: bool = False


class IssuedCopy(Command):
    """One pack as it was made: whose, with which cases, its proof, and the hash of the file that goes."""

    agency_id: Key
    recipient: Line
    person: Line = ""
    copy_number: int = Field(ge=1)
    copies: int = Field(ge=1)
    case_ids: tuple[Key, ...]
    pages: int = Field(ge=1)
    sha256: Digest
    proof: Proof
    fingerprint: Line = ""
    password: str = Field(min_length=12, max_length=200)
    since: int | None = None
    initials: bool = False


class IssuePacks(Command):
    """Packs go out: one numbered copy each. ``passes`` are hits of the proofs an officer let stand, with reasons.

    ``again``: copies that are in the register already and whose files were never written, made anew under their number.
    """

    meeting_id: Key
    copies: tuple[IssuedCopy, ...] = Field(min_length=1)
    passes: tuple[HitPass, ...] = ()
    again: bool = False


class NotePacksWritten(Command):
    """The files of these copies of a meeting lie where they were meant to."""

    meeting_id: Key
    copy_numbers: tuple[int, ...] = Field(min_length=1)


class MarkCopy(Command):
    """A copy came back, was destroyed or is withdrawn; ``on_day`` None takes that back."""

    copy_id: Key
    outcome: Outcome
    on_day: date | None


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One copy in the register."""

    id: str
    paper: str
    copy: int
    copies: int
    recipient: str
    cases: int
    made_at: datetime
    fingerprint: str
    encrypted: bool
    passed: int
    returned_on: date | None
    destroyed_on: date | None
    withdrawn_on: date | None
    pending: bool = False
    """Entered here, but its file was not written yet."""
    supplement: bool = False

    @property
    def out(self) -> bool:
        """Whether it is still somewhere outside."""
        return self.returned_on is None and self.destroyed_on is None
