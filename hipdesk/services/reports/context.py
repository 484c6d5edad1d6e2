"""Tables 21a and 21b: what the police recorded in the borough and the force, by strand and by ward."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hipdesk.model.measures import SMALLEST_BASE
from hipdesk.model.periods import Period, add_months, quarters_ending_with, span, year_of
from hipdesk.model.police_figures import ALL, STRANDS, UNKNOWN, count_over, latest_year
from hipdesk.model.reports import NOT_KNOWN, Cell, Chart, Column, Finding, Line, ReportTable, Series, Strong
from hipdesk.services.reports.scope import Scope, short
from hipdesk.services.reports.strands import strand_label
from hipdesk.store.queries import police_figures as queries
from hipdesk.store.queries.police_figures import Counts

_SECTION = "In context: hate crime recorded by the police"
_NONE = Cell(words="–")
_TOO_LOW = "[u]"
_SERIES, _WARD_YEARS = 8, 3
_NOT_THE_PANEL = "The police count crimes, the panel counts cases: do not compare them with the tables above."


@dataclass(frozen=True, slots=True)
class _Area:
    """An area's counts, and what it is called in a heading."""

    counts: Counts
    name: str

    def over(self, line: str, first: date, last: date) -> int | None:
        return count_over(self.counts.get(line, {}), first, last)


def context_tables(scope: Scope) -> tuple[ReportTable, ...]:
    """Tables 21a and 21b, as far as figures were imported."""
    return tuple(filter(None, (_strands_table(scope), _wards_table(scope))))


def _strands_table(scope: Scope) -> ReportTable | None:
    counts, file = queries.counts_of(scope.reading, "borough", "strand")
    year_end = latest_year(counts.get(ALL, {}), scope.period.last)
    if file is None or year_end is None:
        return None
    borough = _Area(counts, file.area or "borough")
    force_counts, force_file = queries.counts_of(scope.reading, "force", "strand")
    force = _Area(force_counts, (force_file.area if force_file else "") or "force area")
    years = _years(year_end)
    size = {line: borough.over(line, *years[0]) or 0 for line in STRANDS}
    order = sorted((line for line in STRANDS if line in counts), key=lambda line: (-size[line], STRANDS.index(line)))
    lines = [_line(scope, line, strand_label(line), borough, force, years) for line in order]
    total = _line(scope, ALL, "All hate crimes", borough, force, years)
    lines.append(Line(total.label, total.cells, "total", key=ALL))
    return ReportTable(
        number="21a",
        title=f"Hate crimes recorded in {borough.name}, by strand" if file.area else "Recorded hate crimes, by strand",
        section=_SECTION,
        finding=_finding(scope, borough, force, years),
        unit="recorded offence",
        basis="date recorded by the police, as imported",
        heading="Strand",
        columns=(
            Column(short(scope.period), current=True), Column("Year so far"), Column(f"12 months to {year_end:%b %Y}"),
            Column(f"12 months to {years[1][1]:%b %Y}"), Column(f"Change, {borough.name}"),
            Column(f"Change, {force.name}"),
        ),
        lines=tuple(lines),
        notes=(f"Source: police figures received on {file.received_on.day} {file.received_on:%B %Y}.",
               *_notes(scope, borough, force, years, order)),
        chart=_chart(scope, borough, order),
    )  # fmt: skip


def _years(end: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """The twelve months to a day, and the twelve before."""
    first = add_months(end + timedelta(days=1), -12)
    return (first, end), (add_months(first, -12), first - timedelta(days=1))


_Years = tuple[tuple[date, date], tuple[date, date]]


def _line(scope: Scope, line: str, label: str, borough: _Area, force: _Area, years: _Years) -> Line:
    spans = ((scope.period.first, scope.period.last), (scope.so_far.first, scope.so_far.last), *years)
    found = [borough.over(line, *each) for each in spans]
    cells = [_NONE if many is None else Cell(many) for many in found]
    there = [force.over(line, *each) for each in years]
    return Line(label, (*cells, Cell(words=change(*found[2:])), Cell(words=change(*there))), key=line)


def change(now: int | None, before: int | None) -> str:
    """ "+5%", "–6%", "0%"; "[u]" on a base under 20, a dash where either is not known."""
    if now is None or before is None:
        return "–"
    if before < SMALLEST_BASE:
        return _TOO_LOW
    moved = round(100 * (now - before) / before)
    return f"{'+' if moved > 0 else '–' if moved < 0 else ''}{abs(moved)}%"


def _finding(scope: Scope, borough: _Area, force: _Area, years: _Years) -> Finding:
    now = borough.over(ALL, scope.period.first, scope.period.last)
    year, before = (borough.over(ALL, *each) for each in years)
    there = change(*(force.over(ALL, *each) for each in years))
    parts: list[str | Strong] = (
        ["Police recorded ", Strong(f"{now:,}"), " hate crimes."]
        if now is not None
        else ["Police recorded ", Strong(f"{year:,}"), f" hate crimes in the twelve months to {years[0][1]:%B %Y}."]
    )
    here = change(year, before)
    if here not in ("–", _TOO_LOW):
        compared = f", {force.name} by {there}" if there not in ("–", _TOO_LOW) else ""
        parts += [f" Over twelve months {borough.name} changed by ", Strong(here), f"{compared}."]
    return tuple(parts)


def _notes(scope: Scope, borough: _Area, force: _Area, years: _Years, order: Sequence[str]) -> tuple[str, ...]:
    notes = []
    every = borough.over(ALL, *years[0]) or 0
    strands = sum(borough.over(line, *years[0]) or 0 for line in order)
    if strands > every:
        notes.append("An offence may carry more than one strand, so strands add to more than all.")
    elif strands == every:
        notes.append("The strands add exactly to all: each offence stands under one.")
    else:
        notes.append("The strands add to less than all.")
    if years[0][1] != scope.period.last:
        notes.append(f"The newest twelve months imported end in {years[0][1]:%B %Y}.")
    notes.append("–: not in the figures imported.")
    if any(
        0 < (area.over(line, *years[1]) or SMALLEST_BASE) < SMALLEST_BASE for area in (borough, force) for line in order
    ):
        notes.append(f"[u]: base under {SMALLEST_BASE}, change not given.")
    return (*notes, _NOT_THE_PANEL)


def _chart(scope: Scope, borough: _Area, order: Sequence[str]) -> Chart | None:
    """The last quarters where they are known, else the last years; none of fewer than three."""
    quarters = quarters_ending_with(scope.period, _SERIES)
    newest = year_of(scope.period.last, scope.period.basis)
    years: list[Period] = [newest]
    while len(years) < _SERIES:
        years.insert(0, year_of(years[0].first - timedelta(days=1), scope.period.basis))
    for spans in (quarters, tuple(years)):
        known = [each for each in spans if borough.over(ALL, each.first, each.last) is not None]
        if len(known) > 2:
            return Chart(
                "columns", "Recorded hate crimes, by strand", tuple(strand_label(line) for line in order),
                tuple(
                    Series(each.label, tuple(borough.over(line, each.first, each.last) or 0 for line in order),
                           current=each == known[-1])
                    for each in known
                ),
            )  # fmt: skip
    return None


def _wards_table(scope: Scope) -> ReportTable | None:
    """Table 21b: wards by the periods of the newest years imported; the ward not known last."""
    counts, file = queries.counts_of(scope.reading, "borough", "ward")
    spans = sorted({each for line in counts.values() for each in line if each[1] <= scope.period.last})[-_WARD_YEARS:]
    if file is None or not spans:
        return None
    wards = [ward for ward in counts if ward not in (ALL, UNKNOWN)]
    sums = {ward: sum(counts[ward].get(each, 0) for each in spans) for ward in counts}
    order = sorted(wards, key=lambda ward: (-sums[ward], ward))
    lines = [_ward_line(counts, ward, ward, spans) for ward in order]
    if UNKNOWN in counts:
        told = _ward_line(counts, UNKNOWN, NOT_KNOWN, spans)
        lines.append(Line(told.label, told.cells, "unknown"))
    if ALL in counts:
        total = _ward_line(counts, ALL, "All hate crimes", spans)
        lines.append(Line(total.label, total.cells, "total"))
    return ReportTable(
        number="21b",
        title="Recorded hate crimes, by ward",
        section=_SECTION,
        finding=_ward_finding(order, sums),
        unit="recorded offence",
        basis="date recorded by the police, as imported",
        heading="Ward",
        columns=(*(Column(_span_words(scope, *each)) for each in spans), Column("All", current=True)),
        lines=tuple(lines),
        notes=(f"Source: police figures received on {file.received_on.day} {file.received_on:%B %Y}.", _NOT_THE_PANEL),
        check=_ward_check(sums),
        chart=Chart(
            "bars", "Recorded hate crimes, by ward", (*order, *([NOT_KNOWN] if UNKNOWN in counts else [])),
            (Series("Offences", tuple(sums[ward] for ward in (*order, *([UNKNOWN] if UNKNOWN in counts else []))),
                    current=True),),
            column=len(spans),
        ),
    )  # fmt: skip


def _ward_line(counts: Counts, ward: str, label: str, spans: Sequence[tuple[date, date]]) -> Line:
    found = [counts[ward].get(each) for each in spans]
    cells = [_NONE if many is None else Cell(many) for many in found]
    return Line(label, (*cells, Cell(sum(many for many in found if many is not None))), key=ward)


def _ward_finding(order: Sequence[str], sums: dict[str, int]) -> Finding:
    if not order:
        return ("No ward is named in the figures.",)
    most, every = sums[order[0]], sums.get(ALL, 0)
    told = f"{most:,} of {every:,}" if every else f"{most:,}"
    return (Strong(order[0]), " has ", Strong(told), " hate crimes of these years.")


def _ward_check(sums: dict[str, int]) -> str:
    """Whether the wards add to the total as it was sent; told either way."""
    if ALL not in sums:
        return ""
    wards = sum(many for ward, many in sums.items() if ward != ALL)
    return f"wards {wards:,}, total as sent {sums[ALL]:,}"


def _span_words(scope: Scope, first: date, last: date) -> str:
    for known in (
        year_of(last, scope.period.basis),
        quarters_ending_with(Period(first, last, "", scope.period.basis), 1)[0],
    ):
        if (known.first, known.last) == (first, last):
            return known.label
    return span(first, last, scope.period.basis).label
