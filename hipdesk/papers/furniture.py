"""What stands on every page of a paper, and what every paper is made with."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from hipdesk.kernel.errors import Refused
from hipdesk.papers.wording import Strong, Words, full_day, told


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFrame:
    """The frame around a paper: whose it is, how it is marked, which version and whose copy.

    ``panel`` stands top left ("Marlbridge Hate Incident Panel"), ``short_title`` top right. ``copy_number`` and
    ``copies`` are empty on a public paper, which has no copy number. ``fingerprint`` is the newest audit hash in two
    groups of four ("7F3A 91C2"). Refused without a marking: nothing leaves unmarked.
    """

    panel: str
    marking: str
    title: str
    short_title: str
    handling: str
    version: str
    version_day: date
    fingerprint: str = ""
    copy_number: int | None = None
    copies: int | None = None
    recipient: str = ""
    draft: bool = False

    def __post_init__(self) -> None:
        if not self.marking.strip():
            raise Refused("This paper has no marking.", kept="Nothing was made.", to_do="Choose its marking first.")

    @property
    def made_at(self) -> int:
        """The creation moment written into the file: the version's day, so that the same input gives the same bytes."""
        return int(datetime.combine(self.version_day, time(12), UTC).timestamp())

    def to_content(self) -> dict[str, object]:
        """What ``furniture.typ`` reads."""
        return {
            "panel": self.panel,
            "marking": self.marking,
            "title": self.title,
            "short_title": told(self._short()),
            "handling": self.handling,
            "copy": told(self._copy()),
            "version": f"Version {self.version}, {full_day(self.version_day)}",
            "fingerprint": f"Audit {self.fingerprint}" if self.fingerprint else "",
            "draft": self.draft,
        }

    def _short(self) -> Words:
        if not self.draft:
            return self.short_title
        return (Strong("DRAFT"), f" {self.short_title[:1].lower()}{self.short_title[1:]}")

    def _copy(self) -> Words:
        if self.copy_number is None:
            return ""
        of = f" of {self.copies}" if self.copies is not None else ""
        return (Strong(f"Copy {self.copy_number}{of}"), f" for {self.recipient}" if self.recipient else "")
