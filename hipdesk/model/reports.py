"""What a quarterly report shows: the figures of a period, tables with the cases behind each number, and findings.

Units are never mixed: every table says what it counts and by which day. Strands are counted by the day a case was
accepted; a case may name several, so flags may exceed cases.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.measures import Spread, share
from hipdesk.model.periods import Basis, Period

NOT_KNOWN = "Not known"
LineKind = Literal["plain", "group", "member", "unknown", "total"]
ChartKind = Literal["none", "flow", "bars", "columns", "stack"]
STRAND_BASIS = "date the case was accepted"


class FiguresDisagree(HipDeskError):
    """Open at start, accepted, reopened and closed do not give what is open at the end: a record is wrong."""

    def __init__(self, flow: "Flow", period: str) -> None:
        super().__init__(
            f"The cases of {period} do not add up: {flow.words}, but {flow.open_at_end} are open.",
            kept="Nothing was changed, and no report was made.",
            to_do="Check the vault in Settings, Backups; then look at cases closed or reopened in this period.",
        )


@dataclass(frozen=True, slots=True)
class Flow:
    """Cases open at the start of a period, what joined and left, and how many are open at its end."""

    open_at_start: int
    accepted: int
    reopened: int
    closed: int
    open_at_end: int

    @property
    def should_be(self) -> int:
        """What is open at the end by counting what joined and left."""
        return self.open_at_start + self.accepted + self.reopened - self.closed

    @property
    def adds_up(self) -> bool:
        """The flow identity."""
        return self.should_be == self.open_at_end

    @property
    def words(self) -> str:
        """ "31 + 22 + 2 – 18 = 37"."""
        return f"{self.open_at_start} + {self.accepted} + {self.reopened} – {self.closed} = {self.should_be}"

    def checked(self, period: str) -> "Flow":
        """Itself; FiguresDisagree when it does not add up."""
        if not self.adds_up:
            raise FiguresDisagree(self, period)
        return self


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many; a percentage only on a base of 20 or more."""

    part: int
    base: int

    @property
    def words(self) -> str:
        """ "74%, 43 of 58" or "5 of 14"."""
        return share(self.part, self.base)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterFigures:
    """The figures of one period, each counted by its own day (design, domain 8.1).

    ``referrals`` and ``repeat`` by the day received; ``accepted``, ``strand_flags`` and ``multi_strand`` by the day the
    case was accepted; ``heard`` cases by the day first heard, ``hearings`` by the day of each; ``closed`` and
    ``reopened`` by their day. ``actions_due`` were first due in the period and their day has passed;
    ``actions_on_time`` of them were completed by it. ``heard_due`` cases fell due for a first hearing,
    ``heard_when_due`` of them were heard by the period's end. Keys of ``strand_flags`` are ``vocab.strand_key``.
    """

    period: Period
    basis: Basis
    referrals: int
    repeat: int
    referrals_by_agency: Mapping[str, int]
    flow: Flow
    heard: int
    hearings: int
    heard_due: int
    heard_when_due: int
    strand_flags: Mapping[str, int]
    multi_strand: int
    actions_raised: int
    actions_due: int
    actions_on_time: int
    meetings_held: int
    meetings_planned: int

    @property
    def accepted(self) -> int:
        """Cases accepted in the period."""
        return self.flow.accepted

    @property
    def closed(self) -> int:
        """Closures in the period; a case closed twice counts twice."""
        return self.flow.closed

    @property
    def reopened(self) -> int:
        """Reopenings in the period."""
        return self.flow.reopened

    @property
    def open_at_start(self) -> int:
        """Cases open when the period began."""
        return self.flow.open_at_start

    @property
    def open_at_end(self) -> int:
        """Cases open when the period ended."""
        return self.flow.open_at_end

    @property
    def strand_basis(self) -> str:
        """The day strands are counted by, as printed under the table."""
        return STRAND_BASIS


@dataclass(frozen=True, slots=True)
class Behind:
    """Which records a number counts: the ``figure``, the days it covers, and the ``value`` of its line or column.

    ``as_at`` is the day an open action's lateness is taken on.
    """

    figure: str
    first: date
    last: date
    value: str = ""
    owner: str = ""
    as_at: date | None = None


@dataclass(frozen=True, slots=True)
class RecordBehind:
    """One record behind a number: reference and initials, never a name.

    ``kind`` is case, referral or action, or the figure that counts records of another kind: a person, an incident, a
    meeting. Those open their case, or where there is none yet the referral ``referral_id``.
    """

    kind: str
    record_id: str
    case_id: str | None
    reference: str
    initials: str
    words: str
    risk: str = ""
    risk_score: int | None = None
    referral_id: str | None = None


@dataclass(frozen=True, slots=True)
class Strong:
    """A passage of a finding set in bold."""

    text: str


Finding = tuple["str | Strong", ...]


def plain(finding: Finding) -> str:
    """A finding without its weight."""
    return "".join(part if isinstance(part, str) else part.text for part in finding)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table, or ``words`` in its place, and what stands behind it."""

    value: int | None = None
    words: str = ""
    behind: Behind | None = None

    @property
    def shown(self) -> str:
        """What the table prints."""
        return self.words or ("" if self.value is None else f"{self.value:,}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its ``heading``, the heading ``over`` several, and whether it is the period reported on."""

    heading: str
    over: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table. ``tag`` stands beside the label ("new this year"); ``key`` is the code it counts."""

    label: str
    cells: tuple[Cell, ...]
    kind: LineKind = "plain"
    tag: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart; ``current`` is drawn solid."""

    name: str
    values: tuple[int, ...]
    current: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart beside its table: categories along it, series in order, what it measures.

    ``bars`` stand in the table itself, beside the numbers of its ``column`` (from 0).
    """

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """One table of the report: its number and title, finding, columns and lines, unit and basis, notes and check."""

    number: str
    title: str
    section: str
    finding: Finding
    unit: str
    basis: str
    heading: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    check: str = ""
    chart: Chart | None = None

    @property
    def foot(self) -> str:
        """What stands under the table: unit, date basis, check and what looks odd."""
        parts = [f"Unit: {self.unit}.", f"Date basis: {self.basis}.", *self.notes]
        if self.check:
            parts.append(f"Check: {self.check}.")
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A figure of the headline: large number, what stands beside it, and the quarter before."""

    label: str
    large: str
    beside: str
    before: str
    behind: Behind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The panel version of a quarterly report, as it will print."""

    period: Period
    figures: QuarterFigures
    before: QuarterFigures
    year_ago: QuarterFigures
    year_to_date: QuarterFigures
    bullets: tuple[Finding, ...]
    tiles: tuple[Tile, ...]
    tables: tuple[ReportTable, ...]
    months: tuple[tuple[str, Flow], ...]
    open_for: Spread | None
    made_on: date
    notes: tuple[str, ...] = field(default=())

    def table(self, number: str) -> ReportTable:
        """The table of a number; KeyError when this report has none."""
        for table in self.tables:
            if table.number == number:
                return table
        raise KeyError(number)
