"""Figures of the police as a borough gets them: a table of strands or wards by years, quarters or months.

A file is a table, the lines of which are strands (or wards) and the columns periods, or a list with a line for each
count. What cannot be read is told, line by line, and left out: nothing is guessed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from hipdesk.kernel.errors import HipDeskError, Refused
from hipdesk.kernel.text import one_line
from hipdesk.model.commands import Command, Line
from hipdesk.model.folding import fold
from hipdesk.model.periods import Period, add_months, month_end, parse_period

Scope = Literal["borough", "force"]
Kind = Literal["strand", "ward"]
Count = tuple[str, date, date, int]
"""A count: its line, the first and last day it covers, how many."""
ALL, UNKNOWN = "all", ""
STRANDS = ("race", "religion", "sexual_orientation", "disability", "transgender")
_WORDS: tuple[tuple[str, str], ...] = (
    (r"^(all|total|grand total)\b", ALL),
    (r"\b(racist|race|racial|ethnicity)", "race"),
    (r"\b(faith|religio)", "religion"),
    (r"\b(homophob|sexual orientation|lgb)", "sexual_orientation"),
    (r"\bdisab", "disability"),
    (r"\b(transg|transphob)", "transgender"),
)
_SKIPPED = re.compile(r"^(total|grand total|all|change|% change|source)\b")
_SHORT_YEAR = re.compile(r"^(?:fy|f/y)?\s*(\d{2})\s*[-/–]\s*(\d{2})\b(.*)$")
_SHORT_MONTH = re.compile(r"^([a-z]{3,9})[\s\-]+(\d{2})$")
_NO_WARD = frozenset({"null", "not known", "unknown", "nk", "none", "blank"})
_HIDDEN = frozenset({"", "-", "–", "*", "[c]", "c", "<5", "n/a", "null"})
_LIST_HEADS = {"period": ("period", "month", "quarter", "year"), "count": ("count", "offences", "number", "crimes"),
               "line": ("strand", "flag", "ward", "hate type", "type")}  # fmt: skip
MOST_COUNTS = 20_000


class PoliceFileRefused(HipDeskError):
    """A file that is not a table of police figures."""


@dataclass(frozen=True, slots=True)
class PoliceTable:
    """What a file says: strands or wards, of which area, its counts, and what in it was not read."""

    kind: Kind
    area: str
    counts: tuple[Count, ...]
    findings: tuple[str, ...]

    @property
    def scope(self) -> Scope:
        """Whether the area reads as a whole force."""
        return "force" if re.search(r"\b(police area|force|met|london)\b", fold(self.area)) else "borough"


class ImportPoliceFigures(Command):
    """Take a file of police figures: what it says, and whose it is. ``received_on`` is today unless given."""

    file_name: Line
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    scope: Scope
    kind: Kind
    area: Line
    counts: tuple[Count, ...] = Field(min_length=1, max_length=MOST_COUNTS)
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class PoliceFileView:
    """A file of the record: what it is, of which days its counts are, and when it came."""

    id: str
    file_name: str
    scope: Scope
    kind: Kind
    area: str
    received_on: date
    first: date
    last: date
    counts: int

    @property
    def words(self) -> str:
        """ "By strand, April 2012 to March 2018"."""
        span = f"{self.first:%B %Y} to {self.last:%B %Y}"
        return f"By {self.kind}, {span}; {self.counts} counts"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: how many counts are there now from it, and whether the same file was there already."""

    counts: int
    there_already: bool = False


def read_rows(rows: Sequence[Sequence[str]]) -> PoliceTable:
    """The figures of a table of texts. Raises PoliceFileRefused for anything else."""
    filled = [[one_line(cell) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if len(filled) < 2:
        raise _refused("The file holds no table.")
    heads = [fold(cell) for cell in filled[0]]
    places = {name: next((at for at, head in enumerate(heads) if head in words), None)
              for name, words in _LIST_HEADS.items()}  # fmt: skip
    period, count, line = places["period"], places["count"], places["line"]
    if period is not None and count is not None and line is not None:
        return _read_list(filled, heads, (line, period, count))
    return _read_table(filled)


def _read_table(rows: list[list[str]]) -> PoliceTable:
    head, *body = rows
    periods: dict[int, Period] = {}
    findings = []
    for at, words in enumerate(head[1:], 1):
        found = read_period(words)
        if found is not None:
            periods[at] = found
        elif words and not _SKIPPED.match(fold(words)):
            findings.append(f"Column “{words}”: not a period, left out.")
    if not periods:
        raise _refused("No column of the file is a year, a quarter or a month.")
    by_ward = "ward" in fold(head[0])
    counts: list[Count] = []
    for row in body:
        line = _ward(row[0]) if by_ward else _strand(row[0])
        if line is None:
            findings.append(f"Line “{row[0]}”: not a strand this report counts, left out.")
            continue
        for at, period in periods.items():
            _take(counts, findings, (line, row[0]), period, row[at] if at < len(row) else "")
    area = "" if by_ward else re.sub(r"(?i)^\s*hate crimes?\s*[,:]?\s*", "", head[0]).strip()
    return _whole("ward" if by_ward else "strand", area, counts, findings)


def _read_list(rows: list[list[str]], heads: list[str], places: tuple[int, int, int]) -> PoliceTable:
    line_at, period_at, count_at = places
    by_ward = heads[line_at] == "ward"
    area_at = next((at for at, head in enumerate(heads) if head in ("area", "borough", "force")), None)
    counts: list[Count] = []
    findings: list[str] = []
    areas = set()
    for number, row in enumerate(rows[1:], 2):
        row = [*row, *[""] * (len(heads) - len(row))]
        line, period = (_ward if by_ward else _strand)(row[line_at]), read_period(row[period_at])
        if line is None or period is None:
            findings.append(f"Row {number}: {'no strand' if line is None else 'no period'} that can be read, left out.")
            continue
        if area_at is not None:
            areas.add(row[area_at])
        _take(counts, findings, (line, f"row {number}"), period, row[count_at])
    if len(areas) > 1:
        raise _refused(
            "The file holds figures of several areas.", "Save the lines of each area as a file of their own."
        )
    return _whole("ward" if by_ward else "strand", next(iter(areas), ""), counts, findings)


def _take(counts: list[Count], findings: list[str], line: tuple[str, str], period: Period, given: str) -> None:
    plain = given.replace(",", "").replace(" ", "")
    if plain.isdecimal() and len(plain) < 10:
        counts.append((line[0], period.first, period.last, int(plain)))
    elif fold(given) not in _HIDDEN:
        findings.append(f"“{line[1]}”, {period.label}: “{given[:40]}” is no count, left out.")


def _whole(kind: Kind, area: str, counts: list[Count], findings: list[str]) -> PoliceTable:
    if not counts:
        raise _refused("No line of the file holds a count this report can take.")
    if len(counts) > MOST_COUNTS:
        raise _refused(f"The file holds more than {MOST_COUNTS:,} counts.")
    seen: set[tuple[str, date, date]] = set()
    for line, first, last, _ in counts:
        if (line, first, last) in seen:
            raise _refused("The file counts the same line and period twice.", "Keep one of them, and try again.")
        seen.add((line, first, last))
    return PoliceTable(kind, area[:200], tuple(counts), tuple(findings))


def read_period(words: str) -> Period | None:
    """ "fy 12-13", "2015/16", "2016-17 Q2", "Sept 2016", "Apr-17"; None for anything else."""
    plain = fold(words).removeprefix("fy").strip()
    year = _SHORT_YEAR.match(plain)
    if year and (int(year[1]) + 1) % 100 == int(year[2]):
        plain = f"20{year[1]}-{year[2]}{year[3]}"
    month = _SHORT_MONTH.match(plain)
    if month:
        plain = f"{month[1]} 20{month[2]}"
    try:
        return parse_period(plain.replace("sept ", "sep "))
    except Refused:
        return None


def _strand(words: str) -> str | None:
    plain = fold(words)
    return next((line for pattern, line in _WORDS if re.search(pattern, plain)), None)


def _ward(words: str) -> str | None:
    plain = fold(words)
    if plain in _NO_WARD:
        return UNKNOWN
    if re.match(r"^(grand )?total$", plain):
        return ALL
    return one_line(words) or None


def _refused(
    what: str, to_do: str = "Choose a table of strands or wards by year, quarter or month."
) -> PoliceFileRefused:
    return PoliceFileRefused(what, kept="Nothing was imported.", to_do=to_do)


Spans = Mapping[tuple[date, date], int]


def count_over(counts: Spans, first: date, last: date) -> int | None:
    """What was counted from ``first`` to ``last``, put together from periods that cover it exactly; None if none do.

    The longest periods go first, so that a year published as such is not added up from its quarters.
    """
    from_day: dict[date, list[date]] = {}
    for start, end in counts:
        if first <= start and end <= last:
            from_day.setdefault(start, []).append(end)
    reached: dict[date, int | None] = {last + timedelta(days=1): 0}
    for start in sorted(from_day, reverse=True):
        longest = sorted(from_day[start], reverse=True)
        parts = ((reached.get(end + timedelta(days=1)), counts[start, end]) for end in longest)
        reached[start] = next((rest + count for rest, count in parts if rest is not None), None)
    return reached.get(first)


def latest_year(counts: Spans, by: date) -> date | None:
    """The last day of the newest twelve months that are covered and end by a day; None if there are none."""
    for end in sorted({last for _, last in counts if last <= by and last == month_end(last)}, reverse=True):
        if count_over(counts, add_months(end + timedelta(days=1), -12), end) is not None:
            return end
    return None
