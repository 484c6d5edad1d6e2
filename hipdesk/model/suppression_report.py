"""The public version of a report: what is counted for it, what it shows, what was published before, what is kept.

A count goes by what it counts and the days it covers, the same in every table and every report, so that reports can
be checked against each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hipdesk.model.periods import Period
from hipdesk.model.reports import Cell, Finding, LineKind, ReportTable, Tile
from hipdesk.model.suppression import Counts, Relation, Told, total_of

OPEN, OPEN_BEFORE = "open", "open before"
FLOW = ("accepted", "reopened", "closed")
_SEVERAL = ("5", "8a")
"""Tables in which one thing may stand in several lines: their sum less the total is a count nobody prints."""
_OF_PEOPLE = ("victims ", "perpetrators ", "all of table 1")
_BEYOND = "beyond "
_REST = "rest of "


def count_name(what: str, first: date, last: date) -> str:
    """The name of a count over some days; of open cases only the last day matters, or the eve of the first."""
    if what == OPEN_BEFORE:
        what, last = OPEN, date.fromordinal(first.toordinal() - 1)
    return f"{what} @ {last if what == OPEN else first}..{last}"


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of a table in one period: what it counts, how it is called, and how many."""

    what: str
    label: str
    kind: LineKind
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedTable:
    """A table as counted in one period, its words taken from the panel version, and its lines."""

    number: str
    title: str
    section: str
    unit: str
    basis: str
    heading: str
    lines: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """A ``total`` and its ``parts``, the same in every period; ``beyond``: parts may add to more than it."""

    total: str
    parts: tuple[str, ...]
    beyond: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedBefore:
    """A public report that was published: its counts, how each was shown, its sums; ``standing``: not withdrawn."""

    period: str
    published_on: date
    values: Mapping[str, int]
    told: Mapping[str, Told]
    sums: tuple[Sums, ...]
    standing: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicReport:
    """The public version as it will print: twelve months to the period's end, beside the twelve before.

    ``left_out`` are titles of tables in which nothing could be shown. ``small`` and ``protecting`` cells were hidden,
    ``rounded`` ones rounded; the paper never says how many of each. ``exposed`` small counts could not be shown to be
    safe from earlier reports, whatever this one hides. ``checked`` are the days reports were published
    that this one was checked against. Of a year, ``series`` are referrals by month or quarter; ``years``
    are referrals, cases accepted and cases closed by year.
    ``values``, ``told`` and ``sums`` are kept with it when it is published.
    """

    period: Period
    window: Period
    before: Period | None
    tables: tuple[ReportTable, ...]
    left_out: tuple[str, ...]
    threshold: int
    small: int
    protecting: int
    rounded: int
    exposed: int
    checked: tuple[date, ...]
    made_on: date
    values: Mapping[str, int]
    told: Mapping[str, Told]
    sums: tuple[Sums, ...]
    series: tuple[tuple[str, Cell], ...] = ()
    years: tuple[tuple[str, tuple[Cell, ...]], ...] = ()
    bullets: tuple[Finding, ...] = ()
    tiles: tuple[Tile, ...] = ()

    @property
    def trend(self) -> tuple[tuple[str, Cell], ...]:
        """Referrals by year."""
        return tuple((label, cells[0]) for label, cells in self.years)

    @property
    def hidden(self) -> int:
        """Cells hidden."""
        return self.small + self.protecting

    def table(self, number: str) -> ReportTable | None:
        """The table of a number, where this version shows it."""
        return next((each for each in self.tables if each.number == number), None)


@dataclass(slots=True)
class Ledger:
    """Counts of several periods being gathered, with everything that is known to add up."""

    values: dict[str, int] = field(default_factory=dict)
    sums: dict[str, Sums] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)

    def take(self, tables: Iterable[CountedTable], period: Period) -> None:
        """Take the counts of one period."""
        for table in tables:
            for line in table.lines:
                self.values[count_name(line.what, period.first, period.last)] = line.count
            for found in sums_of(table):
                known = self.sums.get(found.total + table.number)
                parts = (*(known.parts if known else ()), *found.parts)
                self.sums[found.total + table.number] = Sums(found.total, tuple(dict.fromkeys(parts)), found.beyond)

    def relate(self, periods: Sequence[Period], windows: Sequence[Sequence[Period]]) -> None:
        """Everything that adds up: lines to totals in each period, quarters to each twelve months, open cases."""
        for found in self.sums.values():
            for period in periods:
                self._add_up(found, period)
        for quarters in windows:
            self._tile(quarters)
        for period in periods:
            self._flow(period)

    def _add_up(self, found: Sums, period: Period) -> None:
        total = count_name(found.total, period.first, period.last)
        if total not in self.values:
            return
        parts = [self._filled(part, period) for part in found.parts]
        more = sum(self.values[part] for part in parts) - self.values[total]
        beyond = ""
        if found.beyond or more:
            beyond = f"{_BEYOND}{total} of {found.parts[0]}" if more >= 0 else f"{_REST}{total} of {found.parts[0]}"
            self.values[beyond] = abs(more)
        if more >= 0:
            self.relations.append(total_of(total, parts, beyond))
        else:
            self.relations.append(total_of(total, [*parts, beyond]))

    def _filled(self, what: str, period: Period) -> str:
        """A line that a period's table does not have counts nobody."""
        name = count_name(what, period.first, period.last)
        self.values.setdefault(name, 0)
        return name

    def _tile(self, quarters: Sequence[Period]) -> None:
        first, last = quarters[0].first, quarters[-1].last
        for what in sorted({name.partition(" @ ")[0] for name in self.values if " @ " in name}):
            whole = count_name(what, first, last)
            if what == OPEN or what.startswith((_BEYOND, _REST)) or whole not in self.values:
                continue
            parts = [self._filled(what, each) for each in quarters]
            # A person counts once in a year, by the newest case: quarters of people need not add to it.
            if not what.startswith(_OF_PEOPLE) or sum(self.values[part] for part in parts) == self.values[whole]:
                self.relations.append(total_of(whole, parts))

    def _flow(self, period: Period) -> None:
        names = [count_name(what, period.first, period.last) for what in (OPEN, OPEN_BEFORE, *FLOW)]
        if all(name in self.values for name in names):
            self.relations.append(Relation(tuple(zip(names, (1, -1, -1, -1, 1), strict=True))))

    def counts(self, shown: frozenset[str], totals: frozenset[str], told: Mapping[str, Told]) -> Counts:
        """What disclosure control goes by."""
        return Counts(values=self.values, shown=shown, relations=tuple(self.relations), totals=totals, told=told)


def sums_of(table: CountedTable) -> list[Sums]:
    """Which lines of a table add up to which: members to the group above them, the rest to the total.

    A table of several answers a person has no total. Strands may add to more than the cases that name them.
    """
    found = []
    lines = table.lines
    for at, line in enumerate(lines):
        if line.kind == "group":
            members = []
            for after in lines[at + 1 :]:
                if after.kind != "member":
                    break
                members.append(after.what)
            if members:
                found.append(Sums(line.what, tuple(members)))
    for at, line in enumerate(lines):
        if line.kind != "total":
            continue
        parts = [each.what for each in lines[:at] if each.kind in ("plain", "group", "unknown")]
        local = [each.what for each in lines[at:] if each.kind == "member"]
        if parts:
            found.append(Sums(line.what, (*parts, *local), beyond=table.number in _SEVERAL))
    return found


def kept_form(report: PublicReport) -> dict[str, Any]:
    """What is kept of a published report, as JSON."""
    return {
        "values": dict(report.values),
        "told": dict(report.told),
        "sums": [[each.total, list(each.parts), each.beyond] for each in report.sums],
        "rules": {"threshold": report.threshold, "window": report.window.label},
    }


def from_kept(kept: Mapping[str, Any], period: str, published_on: date, *, standing: bool) -> PublishedBefore:
    """A published report from what was kept of it."""
    return PublishedBefore(
        period=period, published_on=published_on, values=dict(kept.get("values", {})),
        told=dict(kept.get("told", {})),
        sums=tuple(Sums(total, tuple(parts), bool(beyond)) for total, parts, beyond in kept.get("sums", [])),
        standing=standing,
    )  # fmt: skip
