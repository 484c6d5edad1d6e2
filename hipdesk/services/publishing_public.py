"""The public version: twelve months to the end of the period, small counts hidden so that none can be worked out.

Twelve months rather than a quarter: of a panel's quarter hardly a count could be shown. Every report published before
is held against it; what was published stays as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hipdesk.model.measures import SMALLEST_BASE
from hipdesk.model.periods import Period, parse_period, quarters_ending_with, rolling_twelve_months, same_last_year
from hipdesk.model.reports import Cell, Chart, Column, Finding, Line, LineKind, ReportTable, Series, Strong
from hipdesk.model.settings import PublicSettings
from hipdesk.model.suppression import (
    CONFIDENTIAL,
    LOW_BASE,
    NOT_APPLICABLE,
    ROUNDED,
    Protection,
    Told,
    nearest_five,
    protect,
)
from hipdesk.model.suppression_report import (
    Counted,
    CountedTable,
    Ledger,
    PublicReport,
    PublishedBefore,
    count_name,
    from_kept,
)
from hipdesk.model.users import Right
from hipdesk.services.publishing_counts import counted_in
from hipdesk.services.publishing_years import EVERY_YEAR, YearOfReferrals, year_of_referrals
from hipdesk.services.registry import reads
from hipdesk.services.reports.scope import scope_of
from hipdesk.services.settings import setting
from hipdesk.store.queries import reports as stored
from hipdesk.store.queries.wards import ward_names
from hipdesk.store.work import Reading

_QUARTERS = 8
_NOTHING = Protection(hidden=frozenset(), rounded=frozenset(), small=frozenset())
_LEAST_FIGURES = 1
_IN_THEIR_ORDER = ("2", "10a", "11a", "15")
"""Tables whose lines have an order of their own: the flow, ages, how late an action is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gathered:
    """Everything counted for a report: the window and, where the record reaches it, the one ``before``."""

    window: Period
    before: Period
    compared: bool
    counted: Mapping[Period, tuple[CountedTable, ...]]
    ledger: Ledger
    earlier: Sequence[PublishedBefore]
    told: Mapping[str, Told]
    year: YearOfReferrals

    @property
    def printed(self) -> tuple[Period, ...]:
        """The windows that stand in the tables."""
        return (self.window, self.before) if self.compared else (self.window,)

    @property
    def tables(self) -> list[tuple[CountedTable, CountedTable | None]]:
        """Each table of the window with its twin of the year before."""
        then = {table.number: table for table in self.counted[self.before]} if self.compared else {}
        return [(table, then.get(table.number)) for table in self.counted[self.window]]


@reads(Right.READ_FIGURES)
def public_report(reading: Reading, period: Period) -> PublicReport:
    """The public version of the report on a quarter or year. Refused for other days, as the panel version."""
    threshold = setting(reading, PublicSettings).threshold
    found = _gather(reading, period, threshold)
    shown, totals = _names(found)
    made = protect(found.ledger.counts(shown, totals, found.told), threshold)
    return _set_down(reading, period, found, made)


@reads(Right.READ_FIGURES)
def full_report(reading: Reading, period: Period) -> PublicReport:
    """The same tables with nothing hidden, for the panel's own annual report."""
    return _set_down(reading, period, _gather(reading, period, 0), _NOTHING)


def _set_down(reading: Reading, period: Period, found: "_Gathered", made: Protection) -> PublicReport:
    threshold = setting(reading, PublicSettings).threshold
    shown, _ = _names(found)
    words = _Words(found.ledger.values, made, found.window, found.before if found.compared else None)
    wards = frozenset(ward_names(reading))
    tables = [words.table(now, then) for now, then in found.tables]
    if made is not _NOTHING:
        tables = [_only_named(table, wards) for table in tables]
    kept = tuple(table for table in tables if _says_something(table))
    return PublicReport(
        period=period, window=found.window, before=found.before if found.compared else None, tables=kept,
        left_out=tuple(table.title for table in tables if table not in kept), threshold=threshold,
        small=len(shown & made.small), protecting=len(shown & made.protecting), rounded=len(shown & made.rounded),
        exposed=len(made.open_before),
        checked=tuple(sorted({each.published_on for each in found.earlier}, reverse=True)), made_on=reading.today,
        values=dict(found.ledger.values), told={name: _told(name, made) for name in sorted(shown)},
        sums=tuple(found.ledger.sums.values()),
        series=tuple((found.year.label(each), words.cell("referrals", each)) for each in found.year.spans),
        years=tuple((each.label, tuple(words.cell(what, each) for what in EVERY_YEAR)) for each in found.year.years),
    )  # fmt: skip


def _gather(reading: Reading, period: Period, threshold: int) -> _Gathered:
    """Everything a report is made of; ``threshold`` 0 where nothing will be hidden, so that fewer periods will do."""
    window = _window(period)
    before = same_last_year(window)
    quarters = quarters_ending_with(period, _QUARTERS) if threshold else ()
    ledger = Ledger()
    counted: dict[Period, tuple[CountedTable, ...]] = {}
    for at, each in enumerate((*quarters, before, window)):
        reading.progress.step(at, _QUARTERS + 2, f"Counting {each.label}")
        counted[each] = counted_in(reading, each)
        ledger.take(counted[each], each)
    compared = scope_of(reading, before).reaches(before)
    year = year_of_referrals(reading, period, threshold)
    ledger.values.update({name: count for name, count in year.values.items() if name not in ledger.values})
    # A table or line that one of the years does not have counts nobody there.
    for name in {count_name(line.what, each.first, each.last) for table in (*counted[window], *counted[before])
                 for line in table.lines for each in (window, before)}:  # fmt: skip
        ledger.values.setdefault(name, 0)
    earlier: Sequence[PublishedBefore] = published_before(reading) if threshold else ()
    told = _take_published(ledger, earlier)
    if threshold:
        ledger.relate([*quarters, before, window, *_other_periods(earlier, quarters)], _windows(earlier, quarters))
        ledger.relations.extend(year.relations(ledger.values))
    return _Gathered(
        window=window, before=before, compared=compared, counted=counted, ledger=ledger, earlier=earlier, told=told,
        year=year,
    )  # fmt: skip


def _names(found: _Gathered) -> tuple[frozenset[str], frozenset[str]]:
    """The names of the counts that would be printed, and of those that may be rounded: totals and open cases."""
    shown, totals = set(), set()
    for now, then in found.tables:
        for line in _lines(now, then):
            names = {count_name(line.what, each.first, each.last) for each in found.printed}
            shown |= names
            if line.kind == "total" or now.number == "2":
                totals |= names
    shown |= {count_name("referrals", each.first, each.last) for each in found.year.spans}
    shown |= {count_name(what, each.first, each.last) for each in found.year.years for what in EVERY_YEAR}
    return frozenset(shown), frozenset(totals)


def _window(period: Period) -> Period:
    return period if period.kind == "year" else rolling_twelve_months(period)


def fresh_counts(reading: Reading, period: Period) -> dict[str, int]:
    """The counts of a public report as the record has them today, whatever was published."""
    window = _window(period)
    ledger = Ledger()
    for each in (same_last_year(window), window):
        ledger.take(counted_in(reading, each), each)
    return ledger.values


def published_before(reading: Reading) -> list[PublishedBefore]:
    """Public reports that left, newest first; a withdrawn one was read as well."""
    return [
        from_kept(row.figures, row.period, row.published_at.date(), standing=row.state == stored.PUBLISHED)
        for row in stored.published_rows(reading, audience="public")
        if row.figures and row.published_at
    ]


def _told(name: str, made: Protection) -> Told:
    return "hidden" if name in made.hidden else "rounded" if name in made.rounded else "shown"


def _take_published(ledger: Ledger, earlier: Sequence[PublishedBefore]) -> dict[str, Told]:
    """What stands in public of earlier reports; their own figure stays where they gave one."""
    told: dict[str, Told] = {}
    order: tuple[Told, ...] = ("shown", "rounded", "hidden")
    for each in earlier:
        for name, count in each.values.items():
            if each.standing and each.told.get(name) in ("shown", "rounded"):
                ledger.values[name] = count
            else:
                ledger.values.setdefault(name, count)
        for name, how in each.told.items():
            told[name] = min(how, told.get(name, how), key=order.index)
        for found in each.sums:
            ledger.sums.setdefault(found.total + " " + found.parts[0], found)
    return told


def _ends(earlier: Sequence[PublishedBefore]) -> set[tuple[Period, ...]]:
    """The four quarters of every twelve months that was published."""
    found = set()
    for each in earlier:
        period = parse_period(each.period)
        quarters = quarters_ending_with(period, _QUARTERS)
        found |= {tuple(quarters[:4]), tuple(quarters[4:])}
    return found


def _windows(earlier: Sequence[PublishedBefore], quarters: Sequence[Period]) -> list[tuple[Period, ...]]:
    return sorted(_ends(earlier) | {tuple(quarters[:4]), tuple(quarters[4:])})


def _other_periods(earlier: Sequence[PublishedBefore], quarters: Sequence[Period]) -> list[Period]:
    """Quarters and twelve months of earlier reports that this one does not count."""
    own = {(each.first, each.last) for each in quarters}
    own |= {(quarters[0].first, quarters[3].last), (quarters[4].first, quarters[7].last)}
    found: dict[tuple[object, object], Period] = {}
    for four in _ends(earlier):
        whole = Period(four[0].first, four[-1].last, "", four[0].basis, "span")
        for each in (*four, whole):
            if (each.first, each.last) not in own:
                found.setdefault((each.first, each.last), each)
    return sorted(found.values())


def _lines(now: CountedTable, before: CountedTable | None) -> tuple[Counted, ...]:
    """Lines of either year, a line of last year alone counting nobody."""
    have = {line.what for line in now.lines}
    missing = [line for line in (before.lines if before else ()) if line.what not in have and line.kind != "total"]
    return (*now.lines, *(replace(line, count=0) for line in missing))


def _only_named(table: ReportTable, wards: frozenset[str]) -> ReportTable:
    """Table 9 with the wards the office lists, or, without a list, those of several cases: any other name was typed."""
    if table.number != "9":
        return table
    lines = tuple(
        line for line in table.lines
        if line.kind != "plain" or (line.label in wards if wards else bool(line.cells[0].value))
    )  # fmt: skip
    if len(lines) == len(table.lines):
        return table
    notes = [note for note in table.notes if not note[:1].isdigit()]
    return replace(table, lines=lines, notes=(*notes, "Every other ward: [c] or none."))


def _says_something(table: ReportTable) -> bool:
    """Whether a line beside the total shows a count of anybody."""
    shown = [line for line in table.lines if line.kind != "total" and line.cells[0].value]
    return len(shown) >= _LEAST_FIGURES


class _Words:
    """Tables in words: counts as they may be shown, changes, findings, what stands under a table."""

    def __init__(self, values: Mapping[str, int], made: Protection, window: Period, before: Period | None) -> None:
        self._values, self._made = values, made
        self._window, self._before = window, before

    def table(self, now: CountedTable, before: CountedTable | None) -> ReportTable:
        """A table of the window, beside the twelve months before and the change."""
        lines = _ordered(now, [self._line(line) for line in _lines(now, before)])
        columns = [Column(_heading(self._window), current=True)]
        if self._before is not None:
            columns += [Column(_heading(self._before)), Column("Change")]
        return ReportTable(
            number=now.number, title=now.title, section=now.section, finding=self._finding(now, lines),
            unit=now.unit, basis=now.basis, heading=now.heading, columns=tuple(columns), lines=lines,
            notes=self._notes(now, lines), chart=self._chart(now, lines),
        )  # fmt: skip

    def _line(self, line: Counted) -> Line:
        now = self.cell(line.what, self._window)
        cells: tuple[Cell, ...] = (now,)
        if self._before is not None:
            then = self.cell(line.what, self._before)
            cells = (now, then, Cell(words=change_words(now, then)))
        kind: LineKind = "plain" if line.kind == "group" else line.kind
        return Line(line.label, cells, kind, key=line.what)

    def cell(self, what: str, period: Period) -> Cell:
        """A count of a period as it may be shown."""
        name = count_name(what, period.first, period.last)
        count = self._values.get(name, 0)
        if name in self._made.hidden:
            return Cell(words=CONFIDENTIAL)
        if name in self._made.rounded:
            return Cell(words=f"{nearest_five(count)} {ROUNDED}")
        return Cell(count)

    def _finding(self, table: CountedTable, lines: Sequence[Line]) -> Finding:
        """The largest figure shown, of the total where that is shown; nothing is said of what is hidden."""
        known = [line for line in lines if line.kind == "plain" and line.cells[0].value]
        total = next((line.cells[0].value for line in lines if line.kind == "total"), None)
        if not known or table.number == "2":
            return ()
        top = max(known, key=lambda line: line.cells[0].value or 0)
        count = top.cells[0].value or 0
        of = f"{count:,} of {total:,}" if total is not None and total >= count else f"{count:,}"
        return (
            f"{top.label}: ",
            Strong(of),
            f" in {'' if self._window.kind == 'year' else 'the '}{self._window.label}.",
        )

    def _notes(self, table: CountedTable, lines: Sequence[Line]) -> tuple[str, ...]:
        notes = []
        if table.number == "5":
            why = "; the number that do is not given, because it would reveal a hidden count"
            notes.append(f"A case may name more than one strand{'' if self._made is _NOTHING else why}.")
        if table.number == "9" and self._made is not _NOTHING:
            notes.append("Ward by strand is never published.")
        hidden = sum(cell.words == CONFIDENTIAL for line in lines for cell in line.cells)
        if hidden > 1:
            notes.append(f"{hidden} counts are confidential: small ones, and others so that none can be worked out.")
        return tuple(notes)

    def _chart(self, table: CountedTable, lines: Sequence[Line]) -> Chart | None:
        if table.number == "2":
            return None
        parts = [line for line in lines if line.kind != "total"]
        return Chart(
            "bars", table.title, tuple(line.label for line in parts),
            (Series(table.title, tuple(line.cells[0].value or 0 for line in parts), current=True),),
        )  # fmt: skip


def _ordered(table: CountedTable, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Figures by size, then hidden ones by name: a place between two figures would give a hidden one away.

    Where lines have an order of their own, their place tells nothing.
    """
    last = {"plain": 0, "group": 0, "unknown": 1, "total": 2, "member": 3}

    def place(line: Line) -> tuple[int, int, int, str]:
        count = line.cells[0].value
        return last[line.kind], 1 if count is None else 0 if count else 2, -(count or 0), line.label

    if table.number in _IN_THEIR_ORDER:
        return tuple(sorted(lines, key=lambda line: last[line.kind]))
    return tuple(sorted(lines, key=place))


def _heading(window: Period) -> str:
    """ "12 months to Sep 2026"; a year by its name."""
    return window.label if window.kind == "year" else f"12 months to {window.last:%b} {window.last.year}"


def change_words(now: Cell, then: Cell) -> str:
    """ "+16%"; ``[u]`` on a base under 20 or a figure that is not shown exactly; ``[z]`` where there was nobody."""
    if now.value == 0 and then.value == 0:
        return NOT_APPLICABLE
    if now.value is None or then.value is None or then.value < SMALLEST_BASE:
        return LOW_BASE
    per = round(100 * (now.value - then.value) / then.value)
    return "0%" if not per else f"{'+' if per > 0 else '–'}{abs(per)}%"
