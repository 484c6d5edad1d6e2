"""The figures of a period as a workbook: what each table says on the first sheet, then a sheet for every table.

Numbers are numbers and days of a table's unit stand in words; nothing is worked out by a formula.
"""

import hashlib
import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from hipdesk.kernel.text import clean
from hipdesk.model.listings import NoteListExport
from hipdesk.model.periods import Period
from hipdesk.model.publishing import Audience
from hipdesk.model.reports import Cell, ReportTable, plain
from hipdesk.papers.sheets.listing import begin_book, furnish, set_foot, text_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_ABOUT = (("Table", 10), ("Title", 34), ("Finding", 60), ("Unit", 20), ("Date basis", 34), ("Notes and check", 60))
_SIGNS = {
    "[c]": "Confidential: small, or would let a small count be worked out",
    "[u]": "Fewer than 20, or not shown exactly: no percentage",
    "[r]": "Rounded to the nearest five",
    "[z]": "Nothing to compare",
    "[x]": "Not available",
}
_LABEL_WIDTH, _NUMBER_WIDTH = 38, 16


class Counted(Protocol):
    """What a workbook is made of: a report of either audience, quarterly or annual."""

    @property
    def period(self) -> Period: ...

    @property
    def tables(self) -> tuple[ReportTable, ...]: ...

    @property
    def made_on(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Figures:
    """The tables of a report, and what the workbook is called."""

    title: str
    tables: tuple[ReportTable, ...]
    made_on: date
    public: bool


def figures_of(report: Counted, name: str = "Figures", audience: Audience = "panel") -> Figures:
    """The figures of a report as a workbook takes them."""
    public = audience == "public"
    title = f"{name} {report.period.label}{', public version' if public else ''}"
    return Figures(title, report.tables, report.made_on, public)


def write_figures(figures: Figures, marking: str, panel: str) -> bytes:
    """The workbook's bytes; Refused without a marking."""
    packed = io.BytesIO()
    book = begin_book(packed, figures.title, marking, figures.made_on)
    wrap = book.add_format({"valign": "top", "text_wrap": True})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    total = book.add_format({"bold": True, "top": 1})
    sheets = [_about(book, figures, head, wrap)]
    sheets += [_table(book, table, head, total) for table in figures.tables]
    for sheet, rows, columns in sheets:
        furnish(sheet, (rows, columns), f"{figures.title}: {sheet.get_name()}", marking, panel)
        set_foot(sheet, marking, figures.made_on)
    book.close()
    return packed.getvalue()


def note_of_figures(figures: Figures, content: bytes) -> NoteListExport:
    """What the log is told of figures that leave: ``content`` are the bytes as they were written."""
    rows = sum(len(table.lines) for table in figures.tables)
    titles = tuple(table.title[:500] for table in figures.tables)
    digest = hashlib.sha256(content).hexdigest()
    return NoteListExport(of="figures", rows=rows, columns=titles, narrowed=figures.title, sha256=digest)


_Made = tuple["Worksheet", int, int]


def _about(book: "Workbook", figures: Figures, head: "Format", body: "Format") -> _Made:
    sheet = book.add_worksheet("About")
    for at, (heading, width) in enumerate(_ABOUT):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, heading, head)
    for down, table in enumerate(figures.tables, 1):
        notes = " ".join((*table.notes, f"Check: {table.check}." if table.check else "")).strip()
        told = (f"Table {table.number}", table.title, plain(table.finding), table.unit, table.basis, notes)
        for at, words in enumerate(told):
            sheet.write_string(down, at, text_of(words), body)
    signs = _signs(figures)
    for down, (sign, meaning) in enumerate(signs, len(figures.tables) + 1):
        sheet.write_string(down, 0, sign, body)
        sheet.write_string(down, 1, meaning, body)
    return sheet, len(figures.tables) + len(signs), len(_ABOUT)


def _signs(figures: Figures) -> list[tuple[str, str]]:
    """The signs that stand in the tables, each with what it means."""
    shown = [cell.shown for table in figures.tables for line in table.lines for cell in line.cells]
    return [(sign, words) for sign, words in _SIGNS.items() if any(sign in each for each in shown)]


def _table(book: "Workbook", table: ReportTable, head: "Format", total: "Format") -> _Made:
    sheet = book.add_worksheet(f"Table {clean(table.number)}"[:31])
    headings = (table.heading or table.title, *(" ".join(filter(None, (c.over, c.heading))) for c in table.columns))
    for at, heading in enumerate(headings):
        sheet.set_column(at, at, _NUMBER_WIDTH if at else _LABEL_WIDTH)
        sheet.write_string(0, at, text_of(heading), head)
    for down, line in enumerate(table.lines, 1):
        form = total if line.kind == "total" else None
        sheet.write_string(down, 0, text_of(", ".join(part for part in (line.label, line.tag) if part)), form)
        for at, cell in enumerate(line.cells, 1):
            _cell(sheet, (down, at), cell, form)
    return sheet, len(table.lines), len(headings)


def _cell(sheet: "Worksheet", place: tuple[int, int], cell: Cell, form: "Format | None") -> None:
    if cell.words or cell.value is None:
        sheet.write_string(*place, text_of(cell.words), form)
    else:
        sheet.write_number(*place, cell.value, form)
