"""Plain tables of the quarterly report, several to a section: figures right, a bar beside those of one column."""

from dataclasses import dataclass
from typing import Literal

from hipdesk.papers.charts import draw
from hipdesk.papers.figures import Figure
from hipdesk.papers.wording import Words, told

RowKind = Literal["plain", "unknown", "total", "part"]
_BLANK = ("0", "–")
# The height of a table's title, head and note, in rows.
_FURNITURE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainRow:
    """A line: its name and cells as printed. *kind*: "unknown" is greyed, "part" is a share of the total above it.

    ``bars`` are the lengths beside the cells of the columns that have bars, in their order.
    """

    name: str
    cells: tuple[str, ...]
    kind: RowKind = "plain"
    bars: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTable:
    """One table: ``head`` names the lines, then the columns. ``barred`` are the columns (from 0) with bars.

    ``words`` are columns of words, which stand left.
    """

    number: str
    title: str
    head: tuple[str, ...]
    rows: tuple[PlainRow, ...]
    barred: tuple[int, ...] = ()
    words: tuple[int, ...] = ()
    note: str = ""

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads; each column of bars has its longest."""
        return {
            "number": self.number,
            "title": self.title,
            "head": list(self.head),
            "rows": [
                {
                    "name": row.name,
                    "kind": row.kind,
                    "cells": [{"shown": cell, "blank": cell in _BLANK} for cell in row.cells],
                    "bars": list(row.bars) or [0] * len(self.barred),
                }
                for row in self.rows
            ],
            "barred": list(self.barred),
            "longest": [
                max([0, *(row.bars[place] for row in self.rows if row.bars)]) for place in range(len(self.barred))
            ],
            "words": list(self.words),
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainSection:
    """Tables under one heading, one or two ``across``; ``note`` says what holds for all of them.

    A ``figure`` is drawn above the first.
    """

    name: str
    tables: tuple[PlainTable, ...]
    finding: Words = ""
    note: str = ""
    across: Literal[1, 2] = 1
    figure: Figure | None = None

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads."""
        return {
            "kind": "plain",
            "name": self.name,
            "finding": told(self.finding),
            "columns": [[table.to_content() for table in column] for column in self.columns()],
            "note": self.note,
            "caption": [self.tables[0].number.replace("Table", "Chart"), self.figure.title] if self.figure else [],
            "chart": draw(self.figure) if self.figure else "",
            "chart_alt": self.figure.alternative() if self.figure else "",
        }

    def columns(self) -> tuple[tuple[PlainTable, ...], ...]:
        """The tables as they stand beside one another, in their order, parted so that the longer column is shortest."""
        if self.across == 1 or len(self.tables) == 1:
            return (self.tables,)
        heights = [len(table.rows) + _FURNITURE for table in self.tables]
        at = min(range(1, len(heights)), key=lambda place: max(sum(heights[:place]), sum(heights[place:])))
        return self.tables[:at], self.tables[at:]
