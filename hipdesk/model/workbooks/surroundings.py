"""What stands around the referrals: titles above the headings, sheets without cases, hidden parts, pinned notes."""

from collections.abc import Iterator, Mapping

from hipdesk.model.workbooks.columns import SheetReading
from hipdesk.model.workbooks.fields import KEEP, LEAVE_OUT
from hipdesk.model.workbooks.grid import cell_line, column_letters, is_blank
from hipdesk.model.workbooks.plan import Plan
from hipdesk.model.workbooks.proposals import Finding, FindingKind, SetAside
from hipdesk.model.workbooks.row_cells import RowCells
from hipdesk.model.workbooks.rows import column_cells

_UNKNOWN: dict[str, tuple[FindingKind, str, str]] = {
    KEEP: ("unread", "We do not know what this column holds.", "Kept as text on each case."),
    LEAVE_OUT: ("set_aside", "This column has words in it and goes to no field.", "Left out."),
}
_LOOSE_MOST = 50
"""Rows of a sheet without cases that are listed one by one; the rest are counted in one line."""


def hidden_findings(reading: SheetReading) -> Iterator[Finding]:
    """What of a sheet that is read was hidden in the workbook."""
    sheet = reading.sheet
    if reading.headings.holds == "nothing":
        return
    if sheet.hidden:
        yield Finding("hidden", sheet.name, 0, "", "", "The sheet is hidden in the workbook.", "Read like the others.")
    used = {head.column: head.title for head in reading.headings.columns if head.heading or head.group}
    for column in sheet.hidden_columns:
        if column in used:
            what = "The column is hidden in the workbook."
            row = reading.headings.rows[-1] + 1
            yield Finding(
                "hidden", sheet.name, row, column_letters(column), used[column], what, "Read like the others."
            )
    hidden = set(sheet.hidden_rows)
    rows = [row for row in reading.rows if row.kind in ("entry", "continuation") and row.at in hidden]
    if rows:
        what = f"{len(rows)} rows with cases are hidden in the workbook."
        yield Finding("hidden", sheet.name, rows[0].at + 1, "", "", what, "Read like the others.")


def unknown_columns(reading: SheetReading, plan: Plan) -> Iterator[Finding]:
    """The columns with cases or actions in them that go to no field of ours: kept as text, or left out."""
    if reading.headings.holds not in ("referrals", "actions"):
        return
    sheet, row = reading.sheet, reading.headings.rows[-1] + 1
    for column in plan.columns_of(reading.headings.holds):
        if column.target not in _UNKNOWN:
            continue
        kind, what, done = _UNKNOWN[column.target]
        for place in column.places:
            if place.sheet == sheet.name and column_cells(sheet, reading.rows, place.column):
                yield Finding(kind, sheet.name, row, column_letters(place.column), column.key, what, done)


def loose_rows(reading: SheetReading) -> Iterator[SetAside]:
    """The rows above the headings, and those of a sheet that holds nothing of ours."""
    last = reading.headings.rows[0] if reading.headings.rows else len(reading.sheet.rows)
    filled = [at for at in range(last) if any(not is_blank(cell) for cell in reading.sheet.rows[at])]
    for at in filled[:_LOOSE_MOST]:
        words = " | ".join(cell_line(cell) for cell in reading.sheet.rows[at] if not is_blank(cell))
        yield SetAside(reading.sheet.name, at + 1, "note" if reading.headings.rows else "loose", words)
    if len(filled) > _LOOSE_MOST:
        rest = f"and {len(filled) - _LOOSE_MOST} more rows"
        yield SetAside(reading.sheet.name, filled[_LOOSE_MOST] + 1, "loose", rest)


def note_on_row(reading: SheetReading, cells: RowCells, headings: Mapping[int, str]) -> None:
    """Keep the notes pinned to a referral's cells as text on its case."""
    if not reading.sheet.notes:
        return
    rows = range(cells.at, cells.at + len(cells.rows))
    for note in reading.sheet.notes:
        if note.row in rows:
            cells.keep(f"Note on {headings.get(note.column, column_letters(note.column))}", note.words)
