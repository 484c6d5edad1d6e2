"""What a search finds: cases by reference and initials, people by name, notes and actions by what they say."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from hipdesk.model.commands import Command, Key, Line

Scope = Literal["", "cases", "people", "notes"]
MOST = 6
"""Of each kind, when everything is searched."""
MORE = 24
"""When one kind is."""


class NoteSearch(Command):
    """A search to be written in the log: opened on a record, or (no record) looked at for a while."""

    words: Line
    kind: str = ""
    record_id: Key | None = None


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case, and why it was found ("a name on this case")."""

    id: str
    reference: str
    initials: str
    why: str
    risk: str | None
    score: int | None
    status: str


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person by name; ``detail`` says born and parts in cases; ``case_id`` is the newest of those, if any."""

    id: str
    name: str
    own_script: str
    detail: str
    case_id: str | None
    alike: bool
    duplicate: bool


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A passage of the record or an action (``kind``), as the words around the match; ``detail`` says which and where.

    A document is opened itself; what was minuted at ``line_id`` of its meeting, once there are minutes; anything else
    at ``page`` of its case, else at its meeting or referral.
    """

    kind: str
    id: str
    case_id: str | None
    excerpt: str
    detail: str
    status: str = ""
    due_on: date | None = None
    page: str = "timeline"
    meeting_id: str | None = None
    referral_id: str | None = None
    line_id: str | None = None


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A referral that is no case yet, a meeting or an agency, by its own name."""

    kind: Literal["referral", "meeting", "agency"]
    id: str
    title: str
    beside: str
    detail: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything found, the best of each kind, cut to a few; ``matching`` cases there are where filters were given."""

    cases: tuple[FoundCase, ...] = ()
    people: tuple[FoundPerson, ...] = ()
    notes: tuple[FoundNote, ...] = ()
    places: tuple[FoundPlace, ...] = ()
    words: tuple[str, ...] = field(default=())
    matching: int | None = None

    @property
    def count(self) -> int:
        """How many are shown."""
        return len(self.cases) + len(self.people) + len(self.notes) + len(self.places)


def excerpt(text: str, words: tuple[str, ...], around: int = 34) -> str:
    """The passage of a text around the first of the words it holds, with an ellipsis where it is cut."""
    plain = " ".join(text.split())
    lower = plain.casefold()
    at = min((place for word in words if (place := lower.find(word.casefold())) >= 0), default=0)
    start = plain.rfind(" ", 0, max(0, at - around)) + 1 if at > around else 0
    end = min(len(plain), at + 2 * around)
    if end < len(plain):
        end = max(plain.rfind(" ", 0, end), at + 1)
    return f"{'… ' if start else ''}{plain[start:end]}{' …' if end < len(plain) else ''}"
