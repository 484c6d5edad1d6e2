"""Looking through a case's narratives for names the record does not know: what is shown, and what is decided."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from hipdesk.model.commands import Command, Key, Line
from hipdesk.model.redaction.unknown import Looks

Decision = Literal["pass", "mark"]


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
