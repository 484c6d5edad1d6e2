"""What a public report counts: lines of the panel version's tables, one characteristic each, in one period.

No table crosses two characteristics of a person, none crosses ward and strand; agencies stand by their kind; nothing
typed into a record is a line of any.
"""

from collections.abc import Iterator

from hipdesk.model.periods import Period
from hipdesk.model.reports import Behind, Cell, Flow, Line, ReportTable
from hipdesk.model.suppression_report import FLOW, OPEN, OPEN_BEFORE, Counted, CountedTable
from hipdesk.services.figures import flow_of
from hipdesk.services.reports import ending, incidents, persons, places, referrals, strands
from hipdesk.services.reports.scope import Scope, scope_of
from hipdesk.store.work import Reading

_COLUMNS = ("4", "5", "6a", "6b", "8a", "8b", "8c", "9", "10a", "10b", "10c", "10d", "10e", "10f", "11a", "11b", "18")
"""Tables of which the column of the period is printed."""
_TOTAL_LINES = {"7": ("Police recording", "case"), "15": ("Result", "action")}
"""Tables whose last line, turned upright, is printed: its cross with strand or agency is not."""
_NOT_PRINTED = ("All flags",)
_FLOW_WORDS = {"accepted": "Cases accepted", "reopened": "Cases reopened", "closed": "Cases closed"}


def counted_in(reading: Reading, period: Period) -> tuple[CountedTable, ...]:
    """Every table of the public version, counted in one period of whole months."""
    scope = scope_of(reading, period)
    tables = {table.number: table for table in _tables(scope)}
    found = [_flow(flow_of(reading, period)), _referrals(scope)]
    found += [_column(tables[number], period) for number in _COLUMNS if number in tables]
    found += [_upright(tables[number], *words) for number, words in _TOTAL_LINES.items() if number in tables]
    return tuple(sorted(found, key=lambda table: _order(table.number)))


def _tables(scope: Scope) -> Iterator[ReportTable]:
    """The panel version's tables that are read here, and no others: ten periods are counted for one report."""
    yield referrals.decisions_table(scope)
    yield strands.strands_table(scope, strands.counts_of(scope))
    yield strands.group_table(scope, "6a", "RAC", "Race or ethnicity targeted")
    yield strands.group_table(scope, "6b", "REL", "Faith or belief targeted")
    yield places.police_table(scope)
    yield from incidents.incidents_tables(scope)
    yield places.wards_table(scope)
    yield from persons.victims_tables(scope)
    yield from persons.perpetrators_tables(scope)
    yield ending.actions_table(scope)
    yield ending.closures_table(scope, None)


def _order(number: str) -> tuple[int, str]:
    digits = "".join(sign for sign in number if sign.isdigit())
    return int(digits), number


def _column(table: ReportTable, period: Period) -> CountedTable:
    at = _column_of(table, period)
    lines = tuple(
        Counted(_what(table, line, line.cells[at]), line.label, line.kind, line.cells[at].value or 0)
        for line in table.lines
        if line.label not in _NOT_PRINTED
    )
    return _as_counted(table, lines)


def _column_of(table: ReportTable, period: Period) -> int:
    """The column whose figures cover the period: told by what stands behind them, else marked as the current one."""
    for at in range(len(table.columns)):
        behind = [line.cells[at].behind for line in table.lines]
        if any(each and (each.first, each.last) == (period.first, period.last) for each in behind):
            return at
    return next((at for at, column in enumerate(table.columns) if column.current), 0)


def _what(table: ReportTable, line: Line, cell: Cell) -> str:
    """What a line counts, by one name in every table: totals of one kind of thing share theirs."""
    digits = "".join(sign for sign in table.number if sign.isdigit())
    if line.kind == "total" and digits in ("8", "10", "11"):
        return f"all of table {digits}"
    return named(cell.behind) if cell.behind else f"{table.number} {line.key or line.label}"


def named(behind: Behind) -> str:
    """What a number counts, without its days."""
    return " ".join(part for part in (behind.figure, behind.value, behind.owner) if part)


def _upright(table: ReportTable, heading: str, unit: str) -> CountedTable:
    """The last line of a table with its columns as lines: all in one column is the total."""
    cells = table.lines[-1].cells
    words = [" ".join(part for part in (column.over, column.heading) if part) for column in table.columns]
    whole = 0 if table.number == "15" else len(cells) - 1
    parts = [at for at in range(len(cells)) if at != whole]
    lines = [
        Counted(f"{table.number} {words[at]}", words[at], "unknown" if "known" in words[at] else "plain",
                cells[at].value or 0)
        for at in parts
    ]  # fmt: skip
    total = cells[whole]
    what = "accepted" if table.number == "7" else f"{table.number} all"
    lines.append(Counted(what, f"All {unit}s", "total", total.value or 0))
    title = {"7": "Police recording status", "15": "Actions due, by result"}[table.number]
    return CountedTable(
        number=table.number, title=title, section=table.section, unit=unit, basis=table.basis, heading=heading,
        lines=tuple(lines),
    )  # fmt: skip


def _flow(flow: Flow) -> CountedTable:
    """Table 2: how the open cases moved; it adds up by the identity of flow, not by a total."""
    counts = {"accepted": flow.accepted, "reopened": flow.reopened, "closed": flow.closed}
    lines = (
        Counted(OPEN_BEFORE, "Open at the start", "plain", flow.open_at_start),
        *(Counted(what, _FLOW_WORDS[what], "plain", counts[what]) for what in FLOW),
        Counted(OPEN, "Open at the end", "plain", flow.open_at_end),
    )
    return CountedTable(
        number="2", title="Cases open, accepted, reopened and closed", section="Cases open", unit="case",
        basis="date accepted, reopened or closed", heading="Cases", lines=lines,
    )  # fmt: skip


def _referrals(scope: Scope) -> CountedTable:
    """Table 3 by kind of agency: what one agency sent is the panel's to know."""
    found, unknown = referrals.referrers(scope)
    groups: dict[str, int] = {}
    for one in found:
        groups[one.group] = groups.get(one.group, 0) + one.counts[0]
    lines = [Counted(f"referrals from {name}", name, "plain", many) for name, many in groups.items()]
    lines.append(Counted("referrals from unknown", "Not known", "unknown", unknown[0]))
    lines.append(Counted("referrals", "All referrals", "total", sum(groups.values()) + unknown[0]))
    return CountedTable(
        number="3", title="Referrals, by kind of agency", section="Who refers", unit="referral", basis="date received",
        heading="Kind of agency", lines=tuple(lines),
    )  # fmt: skip


def _as_counted(table: ReportTable, lines: tuple[Counted, ...]) -> CountedTable:
    return CountedTable(
        number=table.number, title=table.title, section=table.section, unit=table.unit, basis=table.basis,
        heading=table.heading, lines=lines,
    )  # fmt: skip
