"""The quarterly monitoring report, panel version: page 1 alone suffices, then its sections, table by table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from hipdesk.papers.charts import draw
from hipdesk.papers.figures import Figure, Series
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.quarterly_tables import FlowSection, SideTable, or_dash, refuse_unless, span_of
from hipdesk.papers.wording import Strong, Words, counted, cut, cut_within, percent, share, told

_NOT_SUPPRESSED = (
    "This version is not suppressed: counts of one or two can point to a person. It is for the panel only; nothing in "
    "it may be published as it stands."
)


# Names come from the office's own lists; one pasted in by accident must not fill a column for pages.
_LONGEST_TEXT = 900
_LONGEST_LABELS = dict.fromkeys(("rows", "heads", "head", "total", "totals", "title", "name", "number", "period"), 90)
# What the officer wrote stands in full.
_LONGEST_LABELS["paragraphs"] = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One headline of page 1: its name, the big figure, what stands beside it, and the line about last period."""

    name: str
    shown: str
    beside: str = ""
    previous: str = ""


def count_tile(name: str, now: int, before: int | None, before_name: str) -> Tile:
    """A plain count with its change: "Quarter 1: 24. Up 5"."""
    previous = f"{before_name}: not recorded"
    if before is not None:
        change = "The same" if now == before else f"{'Up' if now > before else 'Down'} {abs(now - before)}"
        previous = f"{before_name}: {before}. {change}"
    return Tile(name=name, shown=str(now), previous=previous)


def share_tile(
    name: str, part: int, of: int, before: tuple[int, int] | None, before_name: str, *, counted: bool = False
) -> Tile:
    """A share: a percentage with its base from 20 up, else "3 of 3". ``counted`` never gives a percentage."""
    previous = f"{before_name}: not recorded"
    if before is not None:
        previous = f"{before_name}: {before[0]} of {before[1]}" if counted else f"{before_name}: {share(*before)}"
    if of == 0:
        return Tile(name=name, shown="–", beside="none due", previous=previous)
    given = "" if counted else percent(part, of)
    if given:
        return Tile(name=name, shown=given, beside=f"{part} of {of}", previous=previous)
    return Tile(name=name, shown=str(part), beside=f"of {of}", previous=previous)


class Section(Protocol):
    """A section after page 1."""

    @property
    def name(self) -> str: ...

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads, with its ``kind``."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StrandLine:
    """One strand: its last quarters (oldest first, this one last), its months, and last year's same quarter."""

    name: str
    quarters: tuple[int, ...]
    months: tuple[int, ...]
    year_ago: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrandCases:
    """The row of cases under the flags: by month, this quarter, the one before, a year ago."""

    months: tuple[int, ...]
    quarter: int
    previous: int | None
    year_ago: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrandsSection:
    """Table and chart 5, with the sub-groups of Table 6 side by side. ``quarters`` are named like "2024-25 Q3"."""

    lines: tuple[StrandLine, ...]
    quarters: tuple[str, ...]
    months: tuple[str, ...]
    period: str
    previous_period: str
    cases: StrandCases
    note: str = ""
    finding: Words = ""
    groups: tuple[SideTable, ...] = ()
    name: str = "What people were targeted for"

    def __post_init__(self) -> None:
        for line in self.lines:
            refuse_unless(sum(line.months) == line.quarters[-1], "Table 5, strands by month,")
        refuse_unless(sum(self.cases.months) == self.cases.quarter, "Table 5, cases by month,")

    def figure(self) -> Figure:
        """The chart's figure."""
        return Figure(
            kind="multiples",
            title=f"Cases naming each strand, {span_of(len(self.quarters))}",
            unit="strand flag",
            categories=self.quarters,
            series=tuple(Series(name=line.name, values=line.quarters) for line in self.lines),
        )

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads."""
        figure = self.figure()
        rows = [_strand_row(line) for line in self.lines]
        flags = ["All flags", *(_summed(row[place] for row in rows) for place in range(1, len(self.months) + 4))]
        cases = self.cases
        return {
            "kind": "strands",
            "name": self.name,
            "finding": told(self.finding),
            "title": figure.title,
            "chart": draw(figure),
            "chart_alt": figure.alternative(),
            "heads": ["Strand named", *self.months, self.period, self.previous_period, "Same quarter\nlast year"],
            "rows": rows,
            "totals": [
                flags,
                [
                    "Cases",
                    *map(str, cases.months),
                    str(cases.quarter),
                    or_dash(cases.previous),
                    or_dash(cases.year_ago),
                ],
            ],
            "note": f"Table 5. Unit: strand flag, then case. Date basis: date accepted. {self.note}".strip(),
            "groups": [group.to_content() for group in self.groups],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyActions:
    """One agency's actions due in the period, by what became of them; overdue by working days late."""

    agency: str
    on_time: int = 0
    late: int = 0
    changed: int = 0
    failed: int = 0
    overdue_to_10: int = 0
    overdue_to_20: int = 0
    overdue_over_20: int = 0

    @property
    def counts(self) -> tuple[int, ...]:
        """The seven results, in the table's order; their sum is what was due."""
        return (
            self.on_time,
            self.late,
            self.changed,
            self.failed,
            self.overdue_to_10,
            self.overdue_to_20,
            self.overdue_over_20,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsSection:
    """Table 15: actions due in the period, by agency; the two kinds of not done stand apart.

    ``further`` is told under the table, and alone where no action was due.
    """

    agencies: tuple[AgencyActions, ...]
    raised: int
    finding: Words = ""
    further: str = ""
    name: str = "Actions"

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads: agencies by what was due, then by name."""
        ordered = sorted(self.agencies, key=lambda one: (-sum(one.counts), one.agency))
        totals = [sum(one.counts[place] for one in ordered) for place in range(7)]
        check = " + ".join(map(str, totals)) + f" = {sum(totals)}"
        return {
            "kind": "actions",
            "name": self.name,
            "finding": told(self.finding),
            "rows": [{"agency": one.agency, "due": sum(one.counts), "counts": list(one.counts)} for one in ordered],
            "longest": max([0, *(sum(one.counts) for one in ordered)]),
            "total": totals,
            "note": f"{self._note(check)} {self.further}".strip() if ordered else self.further,
        }

    def _note(self, check: str) -> str:
        raised = f"{counted(self.raised, 'action was', 'actions were')} raised in the quarter"
        return (
            f"Unit: action. Date basis: date due; {raised}. Check: {check}. Not done, circumstances: no longer needed "
            "or possible. Not done, agency: it could have been done and was not."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterlyPaper:
    """Everything the report prints. ``highlights`` are the bullets, ``tiles`` eight, ``basis`` paragraphs about the
    figures; ``sections`` follow page 1 in the order given, the flow usually first.
    """

    frame: PaperFrame
    period: str
    months: str
    flow: FlowSection
    version_name: str = "Panel version"
    highlights: tuple[Words, ...] = ()
    tiles: tuple[Tile, ...] = ()
    tiles_note: str = ""
    basis: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "quarterly"

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads."""
        return {
            "frame": self.frame.to_content(),
            "line": told(
                (Strong(cut(self.period, 60)[0]), f": {cut(self.months, 60)[0]}. {cut(self.version_name, 40)[0]}")
            ),
            "opening": told((Strong(self.frame.marking), f". {_NOT_SUPPRESSED}")),
            "highlights": cut_within([told(highlight) for highlight in self.highlights], {}, 400),
            "tiles": [
                {
                    "name": cut(tile.name, 30)[0],
                    "shown": cut(tile.shown, 8)[0],
                    "beside": cut(tile.beside, 16)[0],
                    "previous": cut(tile.previous, 40)[0],
                }
                for tile in self.tiles
            ],
            "tiles_note": cut(f"Table 1. {self.tiles_note}".strip(), _LONGEST_TEXT)[0],
            "identity": cut_within(self.flow.identity(), {}, 30),
            "basis": cut_within(list(self.basis), {}, _LONGEST_TEXT),
            "sections": cut_within(
                [section.to_content() for section in (self.flow, *self.sections)], _LONGEST_LABELS, _LONGEST_TEXT
            ),
        }


def _strand_row(line: StrandLine) -> list[str]:
    previous = line.quarters[-2] if len(line.quarters) > 1 else None
    return [line.name, *map(str, line.months), str(line.quarters[-1]), or_dash(previous), or_dash(line.year_ago)]


def _summed(cells: Iterable[str]) -> str:
    found = list(cells)
    return "–" if "–" in found else str(sum(int(cell) for cell in found))
