"""What stands on every page of a paper, and what every paper is made with."""

import base64
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from hipdesk.kernel.errors import Refused
from hipdesk.papers.text import printable
from hipdesk.papers.wording import Strong, Words, cut, full_day, told

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLook:
    """What an office puts in place of what is shipped: its own templates by name, its logo as PNG and in words."""

    templates: tuple[tuple[str, str], ...] = ()
    logo: bytes = b""
    logo_words: str = ""

    def logo_content(self) -> dict[str, object] | None:
        """The logo as ``furniture.typ`` takes it; None without one, or when it is no picture."""
        width, height = (int.from_bytes(self.logo[at : at + 4]) for at in (16, 20))
        if not self.logo.startswith(_PNG) or not width or not height:
            return None
        uri = f"data:image/png;base64,{base64.b64encode(self.logo).decode()}"
        drawn = (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
            f'<image width="{width}" height="{height}" xlink:href="{uri}"/></svg>'
        )
        return {"picture": drawn, "words": self.logo_words, "wide": width / height}


SHIPPED = OfficeLook()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFrame:
    """The frame around a paper: whose it is, how it is marked, which version and whose copy.

    ``panel`` stands top left ("Marlbridge Hate Incident Panel"), ``short_title`` top right. ``copy_number`` and
    ``copies`` are empty on a public paper, which has no copy number. ``fingerprint`` is the newest audit hash in two
    groups of four ("7F3A 91C2"). ``look`` is the office's own. Refused without a marking: nothing leaves unmarked.
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
    look: OfficeLook = SHIPPED

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
            "panel": _line(self.panel, 60),
            "marking": self.marking,
            "title": _line(self.title, 200),
            "short_title": told(self._short()),
            "handling": _line(self.handling, 125),
            "copy": told(self._copy()),
            "version": f"Version {_line(self.version, 12)}, {full_day(self.version_day)}",
            "fingerprint": f"Audit {_line(self.fingerprint, 12)}" if self.fingerprint else "",
            "draft": self.draft,
        }

    def _short(self) -> Words:
        short = _line(self.short_title, 60)
        return (Strong("DRAFT"), f" {short[:1].lower()}{short[1:]}") if self.draft else short

    def _copy(self) -> Words:
        if self.copy_number is None:
            return ""
        of = f" of {self.copies}" if self.copies is not None else ""
        return (Strong(f"Copy {self.copy_number}{of}"), f" for {_line(self.recipient, 70)}" if self.recipient else "")


def _line(text: str, limit: int) -> str:
    """One line of at most ``limit`` printed signs: the furniture never grows into the page."""
    return cut(" ".join(printable(text).replace("\u200b", "").split()), limit)[0]
