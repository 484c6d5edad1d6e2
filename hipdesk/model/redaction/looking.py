"""Looking through a case's narratives for names the record does not know: what is shown, and what is decided."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field

from hipdesk.model.commands import Command, Key, Line
from hipdesk.model.redaction.audiences import LEFT_OUT
from hipdesk.model.redaction.unknown import Looks

Decision = Literal["pass", "mark"]
Category = Literal["name", "address", "number", "place", "other"]
CATEGORIES: dict[Category, str] = {
    "name": "A name", "address": "An address or street", "number": "A number or date",
    "place": "A school, workplace or club", "other": "Something else",
}  # fmt: skip
"""What words marked by hand are, as an officer is asked."""
_LABELS: dict[str, str] = {
    "name": "(name left out)", "address": "(address left out)", "number": "(number left out)",
    "place": "(place left out)",
}  # fmt: skip


def label_of(category: str | None) -> str:
    """What stands instead of words marked by hand."""
    return _LABELS.get(category or "", LEFT_OUT)


class DecideWords(Command):
    """Words of one narrative may stand, or are left out of everything about the case. Kept with the text."""

    case_id: Key
    narrative: str = Field(pattern=r"^[0-9a-f]{64}$")
    words: tuple[Line, ...] = Field(min_length=1, max_length=500)
    decision: Decision


class MarkWords(Command):
    """Words an officer marked by hand in a case: no paper that leaves names out says them."""

    case_id: Key
    words: Line = Field(min_length=2)
    category: Category = "other"


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Words marked in a case: ``label`` stands instead of them, ``where`` are the texts they stand in now."""

    id: str
    words: str
    category: str
    label: str
    where: tuple[str, ...]
    marked_on: date


@dataclass(frozen=True, slots=True)
class CaseTexts:
    """What was written about a case: (where, text), the words marked in it, and those still to be looked at."""

    case_id: str
    reference: str
    initials: str
    texts: tuple[tuple[str, str], ...]
    marked: tuple[MarkedWords, ...]
    to_look_at: tuple["WordsToLook", ...]


@dataclass(frozen=True, slots=True)
class WordsToLook:
    """Words of one narrative that look like a name, number or street; ``where`` names the narrative."""

    case_id: str
    reference: str
    narrative: str
    where: str
    words: str
    looks: Looks
    around: str
