"""The papers of a meeting as its Papers page lists them: what can be made, and who got what."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that can be made: ``paper`` is its name in the catalogue; ``words`` say for whom or about what."""

    paper: str
    title: str
    words: str
    group: str
    agency_id: str = ""
    case_id: str = ""

    @property
    def key(self) -> str:
        """Tells it from the others of the meeting."""
        return "/".join(part for part in (self.paper, self.agency_id, self.case_id) if part)


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """A copy that left the program."""

    id: str
    paper: str
    recipient: str
    copy_words: str
    version: str
    made_at: datetime
    by: str
    encrypted: bool
    fingerprint: str
    returned_on: date | None


@dataclass(frozen=True, slots=True)
class MeetingPapers:
    """Everything on the Papers page."""

    papers: tuple[PaperLine, ...]
    issued: tuple[IssuedLine, ...]
