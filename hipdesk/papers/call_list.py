"""The call list: which password opens which copy, and whom to ring. It stays in the office."""

from dataclasses import dataclass
from datetime import date

from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.text import Whole
from hipdesk.papers.wording import Strong, told, weekday

_OPENING = (
    ". Ring each person on a number you know already, ask who they are, and say the password. Never send it, not even "
    "apart from the file. Destroy this list once everybody has opened their copy."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One file: which paper, its copy number or when it was made, whose, whom to ring, and its password."""

    paper: str
    which: str
    agency: str
    person: str
    phone: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallList:
    """Everything the list prints; ``meeting_day`` is None for the files of no meeting: letters."""

    frame: PaperFrame
    panel_name: str
    meeting_day: date | None
    calls: tuple[Call, ...]

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "call-list"

    def to_content(self) -> dict[str, object]:
        """What ``call-list.typ`` reads."""
        return {
            "frame": self.frame.to_content(),
            "line": told(
                (f"{self.panel_name}, ", Strong(weekday(self.meeting_day)))
                if self.meeting_day
                else (f"{self.panel_name}, ", Strong("letters and papers of no meeting"))
            ),
            "opening": told((Strong(self.frame.marking), _OPENING)),
            "rows": [
                [call.paper, call.which, call.agency, call.person, call.phone or "Not recorded", Whole(call.password)]
                for call in self.calls
            ],
        }
