"""Tables 5 and 6: what people were targeted for, over eight quarters, and the groups within race and religion."""

from dataclasses import dataclass

from hipdesk.model.measures import counted, spelled
from hipdesk.model.periods import Period, months_in, quarters_ending_with
from hipdesk.model.reports import (
    NOT_KNOWN,
    STRAND_BASIS,
    Cell,
    Chart,
    Column,
    Finding,
    Line,
    ReportTable,
    Series,
    Strong,
)
from hipdesk.model.vocab import code_list, national_strands, strand_key
from hipdesk.services.reports.scope import Scope, short, start_with
from hipdesk.store.queries.figures import strands as queries
from hipdesk.store.queries.figures.days import months_of

QUARTERS = 8


@dataclass(frozen=True, slots=True)
class StrandCounts:
    """What was counted by month: cases by strand, cases at all, cases that name several, cases that name none."""

    named: tuple[queries.Named, ...]

    def flags(self, key: str, period: Period) -> int:
        """Cases accepted in a period that name a strand."""
        months, bit = months_of(period), queries.key_bit(key)
        return sum(each.cases for each in self.named if each.month in months and each.mask & bit)

    def cases(self, period: Period) -> int:
        """Cases accepted in a period."""
        months = months_of(period)
        return sum(each.cases for each in self.named if each.month in months)

    def several(self, period: Period) -> int:
        """Cases that name more than one strand."""
        months = months_of(period)
        return sum(e.cases for e in self.named if e.month in months and len(queries.named_in(e.mask)) > 1)

    def none(self, period: Period) -> int:
        """Cases that name none."""
        months = months_of(period)
        return sum(each.cases for each in self.named if each.month in months and not each.mask)


def strand_label(key: str) -> str:
    """The words for a strand by its key: "Race or ethnicity"."""
    for entry in code_list("strand").roots():
        if strand_key(entry.code) == key:
            return entry.label
    return key


def counts_of(scope: Scope) -> StrandCounts:
    """One pass over the quarters that the tables show, a period of other days counted by itself."""
    quarters = quarters_ending_with(scope.period, QUARTERS)
    first = min(quarters[0].first, scope.period.first, scope.year_ago.first, scope.before.first)
    return StrandCounts(tuple(queries.by_month(scope.reading, first, scope.period.last)))


def strands_table(scope: Scope, found: StrandCounts) -> ReportTable:
    """Table 5: national strands by size, then local ones; all flags, and cases."""
    national = [strand_key(code) for code in national_strands()]
    keys = queries.strand_keys()
    local = [key for key in keys if key not in national and found.flags(key, scope.period)]
    size = {key: (-found.flags(key, scope.period), keys.index(key)) for key in keys}
    months = months_in(scope.period)
    columns = [*months, scope.period, scope.before, scope.year_ago]
    lines = [_line(scope, found, key, columns) for key in sorted(national, key=size.__getitem__)]
    if any(found.none(each) for each in columns):
        none = tuple(scope.cell(found.none(each), "no_strand", each) for each in columns)
        lines.append(Line("No strand recorded", none, "unknown"))
    flags = tuple(_known(scope, Cell(sum(found.flags(key, each) for key in national)), each) for each in columns)
    lines.append(Line("All flags", flags, "total"))
    cases = tuple(_known(scope, scope.cell(found.cases(each), "accepted", each), each) for each in columns)
    lines.append(Line("Cases", cases, "total"))
    lines += [_line(scope, found, key, columns, "local") for key in sorted(local, key=size.__getitem__)]
    shown = [line.key for line in lines if line.kind == "plain"]
    return ReportTable(
        number="5",
        title="Cases naming each strand",
        section="What people were targeted for",
        finding=_finding(scope, found, shown),
        unit="strand flag, then case",
        basis=STRAND_BASIS,
        heading="Strand named",
        columns=tuple(
            [Column(month.label.split()[0]) for month in months]
            + [Column(short(scope.period), current=True), Column(short(scope.before)), Column("Same time last year")]
        ),
        lines=tuple(lines),
        notes=_notes(scope, found),
        chart=_chart(scope, found, shown),
    )


def _chart(scope: Scope, found: StrandCounts, keys: list[str]) -> Chart:
    quarters = _quarters(scope)
    span = f"last {spelled(len(quarters))} quarters" if len(quarters) > 1 else "this quarter"
    return Chart(
        "columns",
        f"Cases naming each strand, {span}",
        tuple(strand_label(key) for key in keys),
        tuple(
            Series(each.label, tuple(found.flags(key, each) for key in keys), current=each == quarters[-1])
            for each in quarters
        ),
    )


def _quarters(scope: Scope) -> tuple[Period, ...]:
    """The last eight quarters, as far as the record reaches back; always the newest."""
    every = quarters_ending_with(scope.period, QUARTERS)
    return tuple(each for each in every if scope.reaches(each) or each == every[-1])


def _known(scope: Scope, cell: Cell, period: Period) -> Cell:
    """A cell, or a dash for a time before the record begins."""
    return cell if scope.knows(period) else Cell(words="–")


def _line(scope: Scope, found: StrandCounts, key: str, columns: list[Period], tag: str = "") -> Line:
    cells = tuple(
        _known(scope, scope.cell(found.flags(key, each), "strand", each, value=key), each) for each in columns
    )
    return Line(strand_label(key), cells, "member" if tag else "plain", tag, key)


def _notes(scope: Scope, found: StrandCounts) -> tuple[str, ...]:
    several = found.several(scope.period)
    if not several:
        return ()
    names = "names" if several == 1 else "name"
    total = sum(found.flags(key, scope.period) for key in queries.strand_keys())
    local = total - sum(found.flags(strand_key(code), scope.period) for code in national_strands())
    of_them = f", {local} of them local," if local else ""
    added = f"{total} flags{of_them} in {counted(found.cases(scope.period), 'case')}"
    return (
        f"{start_with(several, 'case')} {names} more than one strand, so flags can exceed cases: {added}.",
        "Percentages of flags are not given because they would not add to 100.",
    )


def _finding(scope: Scope, found: StrandCounts, keys: list[str]) -> Finding:
    cases = found.cases(scope.period)
    if not cases:
        return ("No case was accepted.",)
    most = found.flags(keys[0], scope.period)
    if not most:
        return ("No strand is recorded in the cases accepted.",)
    several = found.several(scope.period)
    parts: list[str | Strong] = [f"{strand_label(keys[0])} is named in ", Strong(f"{most} of {cases}"), " cases."]
    if several:
        parts.append(f" {start_with(several, 'case')} {'names' if several == 1 else 'name'} more than one strand")
        earlier = [found.several(each) for each in _quarters(scope)[:-1]]
        parts.append(", more than in any recent quarter." if earlier and several > max(earlier) else ".")
    return tuple(parts)


def group_table(scope: Scope, number: str, root: str, title: str) -> ReportTable:
    """Table 6a or 6b: cases by the group named within a strand, this period and the year so far."""
    now = queries.by_group(scope.reading, scope.period.first, scope.period.last)
    year = queries.by_group(scope.reading, scope.so_far.first, scope.so_far.last)
    key = strand_key(root)
    wanted = [pair for pair in {*now, *year} if strand_key_or_other(pair[0]) == key]
    known = [pair for pair in wanted if pair[0] != root or pair[1]]
    order = sorted(known, key=lambda pair: (-now.get(pair, 0), -year.get(pair, 0), _group_label(scope, pair)))
    bare = (root, "")
    lines = [
        Line(_group_label(scope, pair), _group_cells(scope, now, year, pair), key=":".join(pair)) for pair in order
    ]
    if bare in wanted:
        lines.append(Line(NOT_KNOWN, _group_cells(scope, now, year, bare), "unknown", key=f"{root}:"))
    totals = [sum(found.get(pair, 0) for pair in wanted) for found in (now, year)]
    lines.append(Line("All", tuple(Cell(total) for total in totals), "total"))
    return ReportTable(
        number=number,
        title=title,
        section="What people were targeted for",
        finding=(),
        unit="strand flag",
        basis=STRAND_BASIS,
        heading="Group",
        columns=(Column(short(scope.period), current=True), Column("Year so far")),
        lines=tuple(lines),
        notes=("The identity targeted, actual or perceived, not the person’s own account of themselves.",),
    )


def strand_key_or_other(code: str) -> str:
    """The key of a code, "other" for a council's own."""
    return strand_key(code) if code in code_list("strand") else "other"


def _group_label(scope: Scope, pair: tuple[str, str]) -> str:
    code, part = pair
    return scope.words.of("strand", part) if part else scope.words.of("strand", code)


def _group_cells(
    scope: Scope, now: dict[tuple[str, str], int], year: dict[tuple[str, str], int], pair: tuple[str, str]
) -> tuple[Cell, Cell]:
    value = ":".join(pair)
    return (
        scope.cell(now.get(pair, 0), "strand_group", value=value),
        scope.cell(year.get(pair, 0), "strand_group", scope.so_far, value=value),
    )
