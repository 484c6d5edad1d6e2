"""The information pack: what the panel is, how to refer, what is needed, and the dates of a year's meetings."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.wording import Strong, short_weekday, told, weekday

Shows = Literal["", "agencies", "strands", "dates", "contact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPart:
    """A part in the office's words; ``shows`` names the list from the record printed after it."""

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    numbered: bool = False
    shows: Shows = ""

    def to_content(self) -> dict[str, object]:
        """The part."""
        return {
            "title": self.title,
            "paragraphs": list(self.paragraphs),
            "points": list(self.points),
            "numbered": self.numbered,
            "shows": self.shows,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelDate:
    """A meeting and its deadlines; ``planned`` when it stands in the record, not only in the rule."""

    day: date
    referrals_by: date
    returns_by: date
    papers_on: date
    planned: bool = True

    def to_content(self) -> list[str]:
        """The row."""
        return [
            weekday(self.day) + ("" if self.planned else " (to be confirmed)"),
            short_weekday(self.referrals_by),
            short_weekday(self.returns_by),
            short_weekday(self.papers_on),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationPack:
    """Everything the pack prints; ``agencies`` and ``strands`` by name, ``contact`` as (what, value)."""

    frame: PaperFrame
    panel_name: str
    year: str
    parts: tuple[PackPart, ...]
    agencies: tuple[str, ...]
    strands: tuple[str, ...]
    dates: tuple[PanelDate, ...]
    contact: tuple[tuple[str, str], ...]

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "information-pack"

    def to_content(self) -> dict[str, object]:
        """What ``information-pack.typ`` reads."""
        return {
            "frame": self.frame.to_content(),
            "line": told((Strong(self.panel_name), f", {self.year}")),
            "marking": told((Strong(self.frame.marking), ".")),
            "parts": [part.to_content() for part in self.parts],
            "agencies": list(self.agencies),
            "strands": list(self.strands),
            "dates": [each.to_content() for each in self.dates],
            "contact": [[what, value or "Not set"] for what, value in self.contact],
        }
