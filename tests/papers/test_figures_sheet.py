"""Figures of a period as a workbook: what each table counts, a sheet for every table, numbers as numbers."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.periods import quarter_of
from hipdesk.papers.encryption import protected
from hipdesk.papers.sheets.figures import figures_of, note_of_figures, write_figures
from hipdesk.services.reports.report import report
from tests.support.casework_desk import casework

PANEL, MARKING = "Marlbridge Hate Incident Panel", "OFFICIAL-SENSITIVE"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The report of the casework's quarter."""
    with casework(tmp_path_factory.mktemp("figures")) as (desk, _known):
        yield figures_of(desk.read(report, quarter_of(date(2026, 11, 1), "financial")))


def test_figures_when_written_then_each_table_is_a_sheet_in_the_clean_form(made):
    """Numbers of the screen as numbers; heading frozen, filtered, marked above and below; no formula, no author."""
    book = openpyxl.load_workbook(io.BytesIO(write_figures(made, MARKING, PANEL)))
    assert [sheet.title for sheet in book.worksheets] == ["About", *(f"Table {each.number}" for each in made.tables)]
    assert not book.properties.creator
    for sheet in book.worksheets:
        assert (sheet.sheet_state, sheet.freeze_panes) == ("visible", "B2")
        assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == f"&B{MARKING}"
        assert sheet.auto_filter.ref
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    for table in made.tables:
        rows = list(book[f"Table {table.number}"].iter_rows(min_row=2))
        for line, row in zip(table.lines, rows, strict=True):
            assert str(row[0].value or "").startswith(line.label)
            for cell, written in zip(line.cells, row[1:], strict=False):
                assert written.value == (cell.words or None if cell.words or cell.value is None else cell.value)


def test_figures_when_written_then_the_first_sheet_says_what_each_table_counts(made):
    """Number, title, unit and date basis of every table."""
    about = openpyxl.load_workbook(io.BytesIO(write_figures(made, MARKING, PANEL)))["About"]
    told = [[cell.value for cell in row] for row in about.iter_rows(min_row=2)]
    assert [(row[0], row[3], row[4]) for row in told] == [
        (f"Table {table.number}", table.unit, table.basis) for table in made.tables
    ]


def test_figures_when_the_same_then_the_same_bytes_and_a_note_of_them(made):
    """Made on the report's day; what the log is told names the period and the rows."""
    content = write_figures(made, MARKING, PANEL)
    assert content == write_figures(replace(made), MARKING, PANEL)
    note = note_of_figures(made, content)
    assert (note.of, note.narrowed) == ("figures", made.title)
    assert note.rows == sum(len(table.lines) for table in made.tables)


def test_figures_when_without_a_marking_or_closed_by_a_password_then_refused_or_unreadable(made):
    """Nothing leaves unmarked; with a password the workbook is no archive any more."""
    with pytest.raises(Refused, match="no marking"):
        write_figures(made, " ", PANEL)
    assert protected(write_figures(made, MARKING, PANEL), "correct horse battery").startswith(b"\xd0\xcf\x11\xe0")
