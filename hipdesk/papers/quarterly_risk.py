"""Table 13 of the quarterly report: risk at entry against risk now, as a matrix whose depth is the count."""

from dataclasses import dataclass

from hipdesk.papers.quarterly_tables import refuse_unless
from hipdesk.papers.wording import Words, percent, told

_BANDS = ("Standard", "Medium", "High")
_DEPTHS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskSection:
    """``counts`` are three lines, by band at entry, of three, by band now, each from Standard to High.

    ``cases`` is how many were assessed: the nine must add to it. ``notes`` stand beside the matrix, ``note`` under it.
    """

    counts: tuple[tuple[int, int, int], ...]
    cases: int
    finding: Words = ""
    note: str = ""
    notes: tuple[str, ...] = ()
    title: str = "Risk at entry and now"
    name: str = "Risk"

    def __post_init__(self) -> None:
        refuse_unless(len(self.counts) == len(_BANDS) and sum(map(sum, self.counts)) == self.cases, "Table 13, risk,")

    @property
    def moved(self) -> tuple[int, int, int]:
        """Lower than at entry, the same, higher."""
        cells = [(now - entry, many) for entry, line in enumerate(self.counts) for now, many in enumerate(line)]
        lower = sum(many for step, many in cells if step < 0)
        same = sum(many for step, many in cells if step == 0)
        return lower, same, self.cases - lower - same

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads; the depth of a cell is 0 for none, then 1 to 4 by its share of the largest."""
        most = max(max(line) for line in self.counts)
        return {
            "kind": "risk",
            "name": self.name,
            "finding": told(self.finding),
            "title": self.title,
            "heads": [f"{band}" for band in _BANDS],
            "rows": [
                {
                    "name": f"{band} at entry",
                    "cells": [[str(many), _depth(many, most)] for many in line],
                    "all": str(sum(line)),
                }
                for band, line in zip(_BANDS, self.counts, strict=True)
            ],
            "total": ["All now", *(str(sum(line[now] for line in self.counts)) for now in range(3)), str(self.cases)],
            "moved": [
                [str(many), words, f"{percent(many, self.cases)} of cases" if percent(many, self.cases) else ""]
                for many, words in zip(self.moved, ("lower than at entry", "the same", "higher"), strict=True)
            ],
            "note": self.note,
            "notes": list(self.notes),
        }


def _depth(many: int, most: int) -> int:
    return 0 if not many else 1 + min(_DEPTHS - 1, (many - 1) * _DEPTHS // most)
