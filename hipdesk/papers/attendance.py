"""The attendance and confidentiality sheet of a panel: who is expected, to be signed before anything is said."""

from dataclasses import dataclass
from datetime import date, time

from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.wording import Strong, clock, told, weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedPerson:
    """One row: ``line`` is agency and role; ``interest`` the numbers of the cases the person leaves the room for."""

    name: str
    line: str
    interest: str = ""

    def to_content(self) -> dict[str, object]:
        """The row."""
        return {"name": self.name, "line": self.line, "interest": self.interest}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSheet:
    """Everything the sheet prints. ``agreed`` are the points a signature agrees to; ``blank`` the rows left to fill."""

    frame: PaperFrame
    panel_name: str
    meeting_day: date
    starts: time | None
    place: str
    opening: str
    agreed: tuple[str, ...]
    by_video: str
    people: tuple[ExpectedPerson, ...]
    blank: tuple[str, ...]

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "attendance"

    def to_content(self) -> dict[str, object]:
        """What ``attendance.typ`` reads."""
        when = f", {clock(self.starts)}" if self.starts else ""
        where = f", {self.place}" if self.place else ""
        return {
            "frame": self.frame.to_content(),
            "line": told((f"{self.panel_name}, ", Strong(weekday(self.meeting_day)), when + where)),
            "opening": told((Strong(self.frame.marking), ". ", Strong(self.opening))),
            "agreed": list(self.agreed),
            "by_video": self.by_video,
            "people": [person.to_content() for person in self.people],
            "blank": list(self.blank),
        }
