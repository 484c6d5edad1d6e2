"""The table of findings: where, what, and what was done about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from hipdesk.model.imports import FindingView
from hipdesk.model.workbooks.proposals import Finding
from ui.widgets.cells import Cell
from ui.widgets.table_model import Column, LazyTableModel, Source, at_once
from ui.widgets.table_view import TableView

WORDS = {
    "unread": "Not read",
    "supposed": "Supposed",
    "doubled": "Doubled",
    "conflict": "Conflict",
    "set_aside": "Set aside",
    "hidden": "Hidden",
}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One line of the table."""

    key: str
    place: str
    kind: str
    what: str
    done: str
    reference: str = ""


def rows_of(findings: Sequence[Finding]) -> list[FindingRow]:
    """Findings of a proposal as lines; the words of the cell stand after what was found."""
    found = []
    for at, each in enumerate(findings):
        heading = f"{each.heading}: " if each.heading else ""
        words = f" “{each.words}”" if each.words else ""
        place = place_words(each.sheet, each.row, each.column)
        found.append(
            FindingRow(str(at), place, WORDS.get(each.kind, each.kind), f"{heading}{each.what}{words}", each.done)
        )
    return found


def row_of(finding: FindingView) -> FindingRow:
    """A finding of the record as a line."""
    place = place_words(finding.sheet, finding.row, finding.column)
    kind = WORDS.get(finding.kind, finding.kind)
    return FindingRow(finding.id, place, kind, finding.what, finding.done, finding.reference)


def place_words(sheet: str, row: int, column: str) -> str:
    """ "HIP 2015-16, F6"; the sheet alone where it is about all of it."""
    cell = f"{column}{row or ''}" if column else f"row {row}" if row else ""
    return ", ".join(part for part in (sheet, cell) if part) or "The workbook"


class FindingsTable(TableView):
    """Findings as a table."""

    def __init__(self, *, references: bool = False) -> None:
        columns: list[Column[FindingRow]] = [
            Column("where", "Where", lambda row: Cell(row.place), width=132),
            Column("kind", "Kind", lambda row: Cell(row.kind, quiet=True), width=80, drop=1),
            Column("what", "What", lambda row: Cell(row.what), width=200, stretch=True),
            Column("done", "What is done", lambda row: Cell(row.done, quiet=True), width=190, drop=2),
        ]
        if references:
            columns.insert(1, Column("referral", "Referral", lambda row: Cell(row.reference), width=122, drop=3))
        self.rows: LazyTableModel[FindingRow] = LazyTableModel(columns, at_once([]), key=lambda row: row.key)
        super().__init__(self.rows, name="Findings", margin=20)
        self.setObjectName("findings")

    def show_rows(self, rows: Sequence[FindingRow]) -> None:
        """Show these."""
        self.rows.set_source(at_once(rows))

    def show_source(self, source: Source[FindingRow]) -> None:
        """Show what a source delivers."""
        self.rows.set_source(source)
