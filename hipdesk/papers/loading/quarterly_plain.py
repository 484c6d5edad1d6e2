"""The plain tables of the quarterly report from what was counted: sections of tables that share unit and date basis."""

from collections.abc import Sequence
from typing import Literal

from hipdesk.model import reports as views
from hipdesk.papers.figures import Figure, Series
from hipdesk.papers.quarterly_plain import PlainRow, PlainSection, PlainTable, RowKind
from hipdesk.papers.wording import Strong, Words

_KINDS: dict[views.LineKind, RowKind] = {"unknown": "unknown", "total": "total", "member": "part"}


def plain_sections(
    made: views.Report, numbers: Sequence[str], *, across: Literal[1, 2] = 1, findings: int = 1, barred: int = 1
) -> tuple[PlainSection, ...]:
    """The section of some tables, by how their numbers begin; none when the report has none of them.

    ``findings``: of how many tables the finding stands under the heading. ``barred``: how many columns have bars, from
    the one charted.
    """
    tables = [table for table in made.tables if _number(table) in numbers]
    if not tables:
        return ()
    alike = len({(table.unit, table.basis) for table in tables}) == 1 and len(tables) > 1
    finding: list[Words] = [_words(table.finding) for table in tables[:findings] if table.finding]
    return (
        PlainSection(
            name=tables[0].section,
            tables=tuple(_plain(table, barred, alike=alike) for table in tables),
            finding=_joined(finding),
            note=f"Unit: {tables[0].unit}. Date basis: {tables[0].basis}." if alike else "",
            across=across,
            figure=_figure(tables[0]),
        ),
    )


def _figure(table: views.ReportTable) -> Figure | None:
    """Small lines of the chart over time of a table, one for each of its lines."""
    chart = table.chart
    if chart is None or chart.kind != "columns":
        return None
    return Figure(
        kind="multiples",
        title=chart.title,
        unit=table.unit,
        categories=tuple(series.name for series in chart.series),
        series=tuple(
            Series(name=name, values=tuple(series.values[at] for series in chart.series))
            for at, name in enumerate(chart.categories)
        ),
    )


def _number(table: views.ReportTable) -> str:
    return table.number.rstrip("abcdefghijklmnopqrstuvwxyz")


def _plain(table: views.ReportTable, barred: int, *, alike: bool) -> PlainTable:
    chart = table.chart if table.chart and table.chart.kind == "bars" else None
    columns = tuple(range(chart.column, chart.column + barred)) if chart else ()
    notes = [*table.notes, f"Check: {table.check}." if table.check else ""]
    return PlainTable(
        number=f"Table {table.number}",
        title=table.title,
        head=(table.heading, *(column.heading for column in table.columns)),
        rows=tuple(_row(line, columns) for line in table.lines),
        barred=columns,
        words=tuple(at for at in range(len(table.columns)) if _all_words(table, at)),
        note=" ".join(note for note in notes if note) if alike else table.foot,
    )


def _row(line: views.Line, barred: tuple[int, ...]) -> PlainRow:
    lengths = tuple(line.cells[at].value or 0 for at in barred) if line.kind in ("plain", "unknown") else ()
    return PlainRow(
        name=line.label,
        cells=tuple(cell.shown for cell in line.cells),
        kind=_KINDS.get(line.kind, "plain"),
        bars=lengths,
    )


def _all_words(table: views.ReportTable, at: int) -> bool:
    """Whether a column says something else than figures and shares."""
    cells = [line.cells[at] for line in table.lines]
    return all(cell.value is None and not cell.words.startswith("–") for cell in cells) and not any(
        cell.words.endswith("%") or " of " in cell.words for cell in cells
    )


def _words(finding: views.Finding) -> Words:
    return tuple(Strong(part.text) if isinstance(part, views.Strong) else part for part in finding)


def _joined(findings: list[Words]) -> Words:
    parts: list[str | Strong] = []
    for finding in findings:
        parts += [*([" "] if parts else []), *([finding] if isinstance(finding, str) else finding)]
    return tuple(parts)
