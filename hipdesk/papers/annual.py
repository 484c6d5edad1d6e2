"""The annual report: a cover made of the data, the year in numbers, whether it helped, and the panel's promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from hipdesk.papers.charts.trend import draw_trend
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.public import PublicStudy, PublicTable
from hipdesk.papers.wording import Words, cut, cut_within, told

_LONGEST_TEXT = 6_000
_LONGEST_LABELS = dict.fromkeys(("rows", "heads", "title", "name", "number"), 120)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """One column of the cover: a month or quarter, what stands over it, and its blocks; None: a hidden count."""

    name: str
    shown: str
    count: int | None
    most: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Big:
    """A large figure, what it counts, and the line beneath."""

    shown: str
    name: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBar:
    """A share: large, beside it, what it is, of what; ``filled`` from 0 to 1, None without a bar."""

    large: str
    beside: str
    name: str
    about: str
    filled: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """A promise: target, result, and how it went in words with its sign."""

    name: str
    target: str
    result: str
    outcome: str
    sign: Literal["done", "late", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPaper:
    """Everything it prints. ``opening`` explains the signs of the public version, or says that nothing is hidden.

    ``trend`` are years and their counts, None for a hidden one; ``texts`` stand each under its heading. ``equality``
    sets people affected beside who lives in the district, with ``equality_note`` where there is nothing to set them
    against; ``panel`` are tables of the panel's own version.
    """

    frame: PaperFrame
    year: str
    span: str
    lead: Words
    blocks: tuple[Blocks, ...]
    cover_note: str
    foot: tuple[str, str]
    opening: Words
    big: tuple[Big, ...]
    flow: tuple[tuple[str, str], ...]
    trend: tuple[tuple[str, str, int | None], ...]
    trend_title: str
    tables: tuple[PublicTable, ...]
    years: PublicTable | None
    equality: tuple[PublicTable, ...]
    equality_note: str
    panel: tuple[PublicTable, ...]
    helped: tuple[ShareBar, ...]
    promises: tuple[PromiseLine, ...]
    promises_note: str
    members: tuple[str, ...]
    definitions: tuple[Words, ...]
    notes: tuple[str, ...]
    foreword: str = ""
    purpose: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    studies: tuple[PublicStudy, ...] = ()

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "annual-report"

    def to_content(self) -> dict[str, object]:
        """What ``annual-report.typ`` reads."""
        counts = [one.count or 0 for one in self.blocks]
        return {
            "frame": self.frame.to_content(),
            "year": cut(self.year, 20)[0],
            "span": self.span,
            "lead": told(self.lead),
            "blocks": [
                {"name": one.name, "shown": one.shown, "count": one.count, "most": one.most} for one in self.blocks
            ],
            "tallest": max([1, *counts]),
            "cover_note": self.cover_note,
            "foot": [cut(part, 160)[0] for part in self.foot],
            "opening": told(self.opening),
            "big": [[one.shown, one.name, one.about] for one in self.big],
            "flow": [list(part) for part in self.flow],
            "trend": draw_trend([(name, shown, count) for name, shown, count in self.trend]) if self.trend else None,
            "trend_title": self.trend_title,
            "trend_alt": self._trend_words(),
            "tables": _set(self.tables),
            "years": _set((self.years,))[0] if self.years else None,
            "equality": _set(self.equality),
            "equality_note": self.equality_note,
            "panel": _set(self.panel),
            "helped": [[one.large, one.beside, one.name, one.about, one.filled] for one in self.helped],
            "promises": [[one.name, one.target, one.result, one.outcome, one.sign] for one in self.promises],
            "promises_note": self.promises_note,
            "members": [cut(member, 120)[0] for member in self.members],
            "definitions": [told(one) for one in self.definitions],
            "notes": list(self.notes),
            "foreword": self.foreword,
            "purpose": self.purpose,
            "texts": [[heading, text] for heading, text in self.texts],
            "studies": [{"title": study.title, "text": study.text} for study in self.studies],
        }

    def _trend_words(self) -> str:
        parts = ", ".join(f"{name} {shown}" for name, shown, _ in self.trend)
        return f"Line: referrals by year. {parts}."


def _set(tables: Sequence[PublicTable]) -> list[Any]:
    """Tables as the template reads them; a name that fills pages is cut."""
    return [cut_within(table.to_content(), _LONGEST_LABELS, _LONGEST_TEXT) for table in tables]
