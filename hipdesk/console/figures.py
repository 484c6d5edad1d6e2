"""figures: the numbers of a period, as words or JSON."""

from typing import Annotated, Any

import typer

from hipdesk.console.session import AsJson, PassphraseFile, Vault, opened, say, show_json
from hipdesk.model.periods import parse_period
from hipdesk.model.reports import QuarterFigures, ReportTable
from hipdesk.services import figures as figure_services
from hipdesk.services.reports.report import report

# Scripts find every strand of the forms, also when nobody named it.
_STRANDS = ("race", "religion", "sexual_orientation", "disability", "transgender", "age", "gender")


def figures(
    vault: Vault,
    period: Annotated[str, typer.Option("--period", help='"2016-17 Q2", or "2016 Q2" for a calendar quarter.')],
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
    tables: Annotated[bool, typer.Option("--tables", help="Every table of the report as well.")] = False,
) -> None:
    """Print the figures of a period; the flow of open cases must add up."""
    with opened(vault, passphrase_file) as desk:
        counted = desk.read(figure_services.figures, parse_period(period))
        every = desk.read(report, parse_period(period)).tables if tables else ()
        if as_json:
            show_json(as_content(counted) | ({"tables": [table_content(table) for table in every]} if tables else {}))
            return
        say(f"{counted.period.label}: {counted.period.words}. {counted.period.basis_words}.")
        for name, value in as_content(counted).items():
            if isinstance(value, dict):
                say(f"{name.replace('_', ' ')}:")
                for key, count in value.items():
                    say(f"  {key.replace('_', ' '):<44} {count:>7,}")
            elif isinstance(value, int):
                say(f"{name.replace('_', ' '):<46} {value:>7,}")
        say(f"Check: {counted.flow.words}. Strands are counted by the {counted.strand_basis}.")
        for table in every:
            _say_table(table)


def table_content(table: ReportTable) -> dict[str, Any]:
    """A table of the report as plain values: a number where a cell has one, else its words."""
    return {
        "number": table.number,
        "title": table.title,
        "unit": table.unit,
        "date_basis": table.basis,
        "columns": [" ".join(filter(None, (column.over, column.heading))) for column in table.columns],
        "lines": [
            {
                "label": line.label,
                "kind": line.kind,
                "values": [cell.words if cell.value is None else cell.value for cell in line.cells],
            }
            for line in table.lines
        ],
        "notes": [*table.notes],
        "check": table.check,
    }


def _say_table(table: ReportTable) -> None:
    say("")
    say(f"Table {table.number}. {table.title}")
    say(f"  {table.heading:<52} {'  '.join(column.heading for column in table.columns)}")
    for line in table.lines:
        say(f"  {line.label:<52} {'  '.join(cell.shown for cell in line.cells)}")
    say(f"  {table.foot}")


def as_content(counted: QuarterFigures) -> dict[str, Any]:
    """The figures as plain values, with the names scripts rely on."""
    return {
        "period": counted.period.label,
        "basis": counted.basis,
        "first_day": counted.period.first.isoformat(),
        "last_day": counted.period.last.isoformat(),
        "referrals": counted.referrals,
        "repeat": counted.repeat,
        "accepted": counted.accepted,
        "heard": counted.heard,
        "hearings": counted.hearings,
        "closed": counted.closed,
        "reopened": counted.reopened,
        "open_at_start": counted.open_at_start,
        "open_at_end": counted.open_at_end,
        "strand_flags": {**dict.fromkeys(_STRANDS, 0), **counted.strand_flags},
        "multi_strand": counted.multi_strand,
        "referrals_by_agency": dict(counted.referrals_by_agency),
        "actions_raised": counted.actions_raised,
        "actions_due": counted.actions_due,
        "actions_on_time": counted.actions_on_time,
        "meetings_held": counted.meetings_held,
    }
