"""The numbered tables of the quarterly report: counts in, rows and checks out. A table that does not add up refuses."""

from dataclasses import dataclass
from typing import Literal

from hipdesk.kernel.errors import Refused
from hipdesk.papers.charts import draw
from hipdesk.papers.figures import Figure, Fill, Series
from hipdesk.papers.wording import Words, spelled, told


def refuse_unless(adds_up: bool, table: str) -> None:
    """Refused, naming the table, when a check sum is wrong: a report with wrong sums is worse than none."""
    if not adds_up:
        raise Refused(
            f"The figures of {table} do not add up.",
            kept="No report was made.",
            to_do="Verify the vault, then try again.",
        )


def span_of(quarters: int) -> str:
    """ "last eight quarters"; "this quarter" for one."""
    return f"last {spelled(quarters)} quarters" if quarters > 1 else "this quarter"


def or_dash(count: int | None) -> str:
    """A count, or a dash where none is known."""
    return "–" if count is None else str(count)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowMonth:
    """One month of Table 2; start + accepted + reopened - closed = end."""

    name: str
    start: int
    accepted: int
    reopened: int
    closed: int
    end: int

    @property
    def cells(self) -> tuple[int, int, int, int, int]:
        """The five counts in the table's order."""
        return (self.start, self.accepted, self.reopened, self.closed, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowSection:
    """Table and chart 2. ``opens`` and ``ends`` are the period's first and last day ("1 July", "30 September")."""

    months: tuple[FlowMonth, ...]
    opens: str
    ends: str
    period: str
    finding: Words = ""
    name: str = "Cases open"

    def __post_init__(self) -> None:
        whole = all(m.start + m.accepted + m.reopened - m.closed == m.end for m in self.months)
        joined = all(one.end == after.start for one, after in zip(self.months, self.months[1:], strict=False))
        refuse_unless(bool(self.months) and whole and joined, "Table 2, the flow of cases,")

    @property
    def total(self) -> tuple[int, int, int, int, int]:
        """The period's five counts."""
        accepted, reopened, closed = (sum(month.cells[place] for month in self.months) for place in (1, 2, 3))
        return (self.months[0].start, accepted, reopened, closed, self.months[-1].end)

    def figure(self) -> Figure:
        """The chart's figure."""
        names = ("Open at start", "Accepted", "Reopened", "Closed", "Open at end")
        return Figure(
            kind="flow",
            title="Cases open, accepted, reopened and closed, by month",
            unit="case",
            categories=tuple(month.name for month in self.months),
            series=tuple(
                Series(name=name, values=tuple(month.cells[place] for month in self.months))
                for place, name in enumerate(names)
            ),
        )

    def identity(self) -> list[list[str]]:
        """The line of page 1: pairs of figure and label, with signs between."""
        start, accepted, reopened, closed, end = (str(count) for count in self.total)
        return [
            [start, f"open on {self.opens}"],
            ["+", ""],
            [accepted, "accepted"],
            ["+", ""],
            [reopened, "reopened"],
            ["–", ""],
            [closed, "closed"],
            ["=", ""],
            [end, f"open on {self.ends}"],
        ]

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads."""
        start, accepted, reopened, closed, end = self.total
        figure = self.figure()
        return {
            "kind": "flow",
            "name": self.name,
            "finding": told(self.finding),
            "title": figure.title,
            "chart": draw(figure),
            "chart_alt": figure.alternative(),
            "rows": [[month.name, *map(str, month.cells)] for month in self.months],
            "total": [self.period, *map(str, self.total)],
            "note": "Table 2. Unit: case. Date basis: date accepted, reopened or closed. "
            f"Check: {start} + {accepted} + {reopened} – {closed} = {end}.",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferrerRow:
    """A line of Table 3. *kind*: "type" has members beneath and is their sum, "member" is indented, "single" alone."""

    name: str
    quarter: int
    year: int
    last_year: int
    kind: Literal["type", "member", "single"] = "single"
    detail: str = ""
    tag: str = ""

    @property
    def counts(self) -> tuple[int, int, int]:
        """This period, the year so far, the same time last year."""
        return (self.quarter, self.year, self.last_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferrersSection:
    """Table 3: who refers, in the order to print; members follow their type.

    Where the record does not reach back a year (``last_year_known``), a dash stands instead of a nought.
    """

    rows: tuple[ReferrerRow, ...]
    period: str
    year_note: str = ""
    finding: Words = ""
    last_year_known: bool = True
    name: str = "Who refers"

    def __post_init__(self) -> None:
        at = 0
        while at < len(self.rows):
            row, at = self.rows[at], at + 1
            members = []
            while at < len(self.rows) and self.rows[at].kind == "member":
                members.append(self.rows[at])
                at += 1
            if row.kind == "type":
                sums = tuple(sum(member.counts[place] for member in members) for place in range(3))
                refuse_unless(sums == row.counts, "Table 3, referrals by agency,")

    @property
    def total(self) -> tuple[int, int, int]:
        """All agencies."""
        counted = [row.counts for row in self.rows if row.kind != "member"]
        quarter, year, last = (sum(counts[place] for counts in counted) for place in range(3))
        return (quarter, year, last)

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads."""
        barred = [row.quarter for row in self.rows if row.kind != "type"]
        note = (
            f"Unit: referral. Date basis: date received. {self.year_note} Bold rows count; indented agencies are "
            "part of the row above them."
        )
        return {
            "kind": "referrers",
            "name": self.name,
            "finding": told(self.finding),
            "period": self.period,
            "rows": [
                {
                    "name": row.name,
                    "detail": row.detail,
                    "tag": row.tag,
                    "kind": row.kind,
                    "quarter": row.quarter,
                    "year": str(row.year),
                    "last_year": str(row.last_year) if self.last_year_known else "–",
                }
                for row in self.rows
            ],
            "longest": max([0, *barred]),
            "total": [*map(str, self.total[:2]), str(self.total[2]) if self.last_year_known else "–"],
            "note": " ".join(note.split()),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """One line of a table that is its own chart: a count with its bar, and further cells ready to print."""

    name: str
    count: int
    fill: Literal["accent", "sky", "white"] = "accent"
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SideTable:
    """A small table beside another: head, rows of text, note."""

    number: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    note: str = ""

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads."""
        return {
            "number": self.number,
            "title": self.title,
            "head": list(self.head),
            "rows": [list(row) for row in self.rows],
            "total": list(self.total),
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class BarSection:
    """Tables 4, 18 and 23: one count a line, with bars. ``all_name`` empty prints no total."""

    name: str
    number: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[BarRow, ...]
    all_name: str = ""
    finding: Words = ""
    note: str = ""
    beside: SideTable | None = None
    nothing: str = "Nothing to count in this period."

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads."""
        total = sum(row.count for row in self.rows)
        return {
            "kind": "bars",
            "name": self.name,
            "finding": told(self.finding),
            "number": self.number,
            "title": self.title,
            "heads": list(self.heads),
            "rows": [
                {"name": row.name, "count": row.count, "fill": row.fill, "further": list(row.further)}
                for row in self.rows
            ],
            "longest": max([0, *(row.count for row in self.rows)]),
            "total": [self.all_name, str(total)] if self.all_name else [],
            "note": self.note,
            "beside": self.beside.to_content() if self.beside else None,
            "nothing": self.nothing,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSection:
    """A section of running text: learning, how the figures changed. Paragraphs stand in two columns."""

    name: str
    paragraphs: tuple[Words, ...]
    finding: Words = ""

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads."""
        return {
            "kind": "text",
            "name": self.name,
            "finding": told(self.finding),
            "paragraphs": [told(paragraph) for paragraph in self.paragraphs],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesSection:
    """Table 19: rows of step, target, this period, the one before, and the result ("met", "not met, 2 late")."""

    rows: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...]
    title: str
    note: str
    finding: Words = ""
    name: str = "Keeping to time"

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads; the sign of each result stands before its words."""
        return {
            "kind": "times",
            "name": self.name,
            "finding": told(self.finding),
            "title": self.title,
            "heads": list(self.heads),
            "rows": [[*row, {"met": "done", "–": "unknown"}.get(row[-1], "late")] for row in self.rows],
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceStatus:
    """One police recording status: its name in the key, its column head, its fill, its counts by strand and by case."""

    name: str
    head: str
    fill: Fill
    by_strand: tuple[int, ...]
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceSection:
    """Table and chart 7: police recording status by strand named; each case once in the last row and the first bar."""

    strands: tuple[str, ...]
    statuses: tuple[PoliceStatus, ...]
    note: str = ""
    finding: Words = ""
    name: str = "What the police recorded"

    def figure(self) -> Figure:
        """The chart's figure, the bar of all cases first."""
        cases = sum(status.cases for status in self.statuses)
        return Figure(
            kind="stacked",
            title="Police recording status, by strand named",
            unit="strand flag; first bar, case",
            categories=(f"All {cases} cases" if cases != 1 else "The one case", *self.strands),
            series=tuple(
                Series(name=status.name, values=(status.cases, *status.by_strand), fill=status.fill)
                for status in self.statuses
            ),
            leading=True,
        )

    def to_content(self) -> dict[str, object]:
        """What ``quarterly.typ`` reads."""
        figure = self.figure()
        rows = []
        for place, strand in enumerate(self.strands):
            counts = [status.by_strand[place] for status in self.statuses]
            rows.append([strand, *map(str, counts), str(sum(counts))])
        cases = [status.cases for status in self.statuses]
        return {
            "kind": "police",
            "name": self.name,
            "finding": told(self.finding),
            "title": figure.title,
            "chart": draw(figure),
            "chart_alt": figure.alternative(),
            "heads": ["Strand named", *(status.head for status in self.statuses), "All"],
            "rows": rows,
            "total": ["Cases, each once", *map(str, cases), str(sum(cases))],
            "note": f"Table 7. Unit: strand flag; last row, case. Date basis: date accepted. {self.note}".strip(),
        }
