"""The public version of the quarterly report: symbols first, then tables whose small counts are hidden by rule."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from hipdesk.model.publishing import WriteReport
from hipdesk.model.wards import ListedWard
from hipdesk.papers.charts.ward_map import WardMap, map_content, map_of
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.wording import Strong, Words, cut_within, told

_LONGEST_TEXT = 2_000
_LONGEST_LABELS = dict.fromkeys(("rows", "heads", "title", "name", "number", "period"), 120)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLine:
    """A line: its name, its cells as printed, and the count its bar shows: None for a hidden one, drawn hatched."""

    name: str
    cells: tuple[str, ...]
    count: int | None
    kind: Literal["plain", "unknown", "total"] = "plain"

    @property
    def hidden(self) -> bool:
        """Whether its bar is a hatched stub."""
        return self.cells[0].startswith("[c]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTable:
    """A table: number, title, heads (the first over the names), lines, and the note under it. ``bars``: with bars.

    ``shapes`` are the outlines of the office's wards, where its lines are wards; ``least`` is the smallest count that
    is shown there.
    """

    number: str
    title: str
    heads: tuple[str, ...]
    lines: tuple[PublicLine, ...]
    note: str
    bars: bool = True
    shapes: tuple[ListedWard, ...] = ()
    least: int = 5

    def figure(self) -> WardMap | None:
        """The map of the first column, in the order of the lines; None without outlines."""
        unknown = next((line for line in self.lines if line.kind == "unknown"), None)
        hidden = any(line.hidden for line in self.lines)
        return map_of(
            self.shapes, {line.name: line.count for line in self.lines if line.kind == "plain"},
            title=f"Cases by ward of incident, {self.heads[1]}",
            not_known=(unknown.cells[0], unknown.count) if unknown else ("0", 0), least=self.least,
            few="[c]: hidden" if hidden else f"1 to {self.least - 1}",
        )  # fmt: skip

    def to_content(self) -> dict[str, object]:
        """What ``public-report.typ`` reads."""
        counts = [line.count or 0 for line in self.lines if line.kind != "total"]
        return {
            "number": f"Table {self.number}",
            "title": self.title,
            "heads": list(self.heads),
            "bars": self.bars,
            "longest": max([1, *counts]),
            "rows": [_row(line) for line in self.lines],
            "note": self.note,
            "map": map_content(self.figure()),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSection:
    """Tables under one heading, with the finding of the first."""

    name: str
    finding: Words
    tables: tuple[PublicTable, ...]

    def to_content(self) -> dict[str, object]:
        """What ``public-report.typ`` reads."""
        return {
            "name": self.name,
            "finding": told(self.finding),
            "tables": [table.to_content() for table in self.tables],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicStudy:
    """A case study, changed and approved for the public."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPaper:
    """The whole paper. ``symbols`` explain the signs; ``texts``, each under its heading, and ``studies`` were approved
    for the public.
    """

    frame: PaperFrame
    period: str
    months: str
    symbols: Words
    sections: tuple[PublicSection, ...]
    notes: tuple[str, ...]
    texts: tuple[tuple[str, str], ...] = ()
    studies: tuple[PublicStudy, ...] = ()

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "public-report"

    def to_content(self) -> dict[str, object]:
        """What ``public-report.typ`` reads."""
        return {
            "frame": self.frame.to_content(),
            "line": told((Strong(self.period), f": {self.months}. Public version, {self.frame.marking}")),
            "symbols": told(self.symbols),
            "texts": [[heading, text] for heading, text in self.texts],
            "studies": [{"title": study.title, "text": study.text} for study in self.studies],
            "sections": cut_within([section.to_content() for section in self.sections], _LONGEST_LABELS, _LONGEST_TEXT),
            "notes": list(self.notes),
        }


def studies_of(texts: WriteReport) -> tuple[PublicStudy, ...]:
    """The case studies that were written."""
    return tuple(PublicStudy(title=each.title, text=each.text) for each in texts.case_studies if each.text)


def symbol_words(threshold: int, used: Collection[str]) -> Words:
    """The signs a public paper uses, explained once at its beginning."""
    said = {
        "[c]": (
            f": confidential, because the count is under {_spelled(threshold)}, or because it would let such a count "
            "be worked out; nobody can tell which.  "
        ),
        "[u]": ": fewer than 20, or not shown exactly, so no percentage.  ",
        "[r]": ": rounded to the nearest five.  ",
        "[z]": ": none in either year, so nothing to compare.  ",
        "[x]": ": not available.  ",
    }
    parts: list[str | Strong] = [Strong("To protect people, small numbers are hidden."), "  "]
    for sign, words in said.items():
        if sign in used or sign == "[c]":
            parts += [Strong(sign), words]
    return (*parts, Strong("0"), ": none. A hatched stub is always the same length.")


def _spelled(threshold: int) -> str:
    return {3: "three", 5: "five", 10: "ten"}[threshold]


def _row(line: PublicLine) -> dict[str, object]:
    return {
        "name": line.name, "cells": list(line.cells), "count": line.count or 0, "hidden": line.hidden,
        "kind": line.kind,
    }  # fmt: skip
