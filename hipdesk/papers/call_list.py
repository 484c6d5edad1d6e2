"""The call list: which password opens which copy, and whom to ring. It stays in the office."""

from dataclasses import dataclass
from datetime import date

from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.text import Whole
from hipdesk.papers.wording import Strong, told, weekday

_OPENING = (
    ". Ring each person on a number you know already, ask who they are, and say the password. Never send it, not even "
    "apart from the pack. Destroy this list once everybody has opened their copy."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One copy: its number, whose, whom to ring and on what number, and its password."""

    copy: int
    agency: str
    person: str
    phone: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallList:
    """Everything the list prints."""

    frame: PaperFrame
    panel_name: str
    meeting_day: date
    calls: tuple[Call, ...]

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "call-list"

    def to_content(self) -> dict[str, object]:
        """What ``call-list.typ`` reads."""
        return {
            "frame": self.frame.to_content(),
            "line": told((f"{self.panel_name}, ", Strong(weekday(self.meeting_day)))),
            "opening": told((Strong(self.frame.marking), _OPENING)),
            "rows": [
                [str(call.copy), call.agency, call.person, call.phone or "Not recorded", Whole(call.password)]
                for call in self.calls
            ],
        }
