"""Reading cells: what each kind of workbook gives, and what is hidden in it."""

import io
import struct
from datetime import date, datetime, time

import pytest
import xlsxwriter

from hipdesk.kernel.errors import Refused
from hipdesk.model.workbooks.grid import Span, WorkbookGrid
from hipdesk.model.workbooks.plain import grid_from_plain, grid_to_plain
from hipdesk.model.workbooks.refusal import WorkbookRefused
from hipdesk.papers.reading.compound import pack_stream
from hipdesk.papers.reading.jobs import read_in_press, read_workbook
from hipdesk.papers.reading.workbooks import read_grid
from tests.papers.odd_workbooks import SMALL, compound, make, ods, ods_row, old_excel, old_stream, parts_of, with_part
from tests.support.presses import lent_press

MOMENT = datetime.combine(date(2016, 4, 21), time(14, 30))


def hidden_book() -> bytes:
    """Hidden sheet, rows and columns, a merged block, a note, and cells of every kind."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet = book.add_worksheet("Cases & more")
        sheet.merge_range(0, 1, 0, 3, "Victim")
        sheet.write_row(1, 0, ["Ref", "Name", "Age", "Tick"])
        sheet.write_row(2, 0, ["H1", " Ann ", 44, True])
        sheet.write_datetime(3, 0, date(2016, 4, 21), day)
        sheet.write_datetime(3, 1, MOMENT, moment)
        sheet.write_formula(3, 2, "=1+1", None, 2)
        sheet.write_comment(2, 1, "Known by another name")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(2, 3, None, None, {"hidden": True})
        other = book.add_worksheet("Old")
        other.write(0, 0, "kept")
        other.hide()
    return packed.getvalue()


def test_read_when_cells_are_of_every_kind_then_each_keeps_its_own():
    """Text untouched, numbers, days, moments, yes and no, the saved value of a formula, nothing for empty."""
    rows = read_grid(hidden_book(), "C:\\panel\\HIP log.xlsx").sheets[0].rows
    assert rows[0] == (None, "Victim", None, None)
    assert rows[2] == ("H1", " Ann ", 44.0, True)
    assert rows[3] == (date(2016, 4, 21), MOMENT, 2.0, None)


def test_read_when_parts_are_hidden_then_they_are_read_and_marked():
    """Nothing is lost by hiding it: the sheet, the row and the columns are there and said to be hidden."""
    first, old = read_grid(hidden_book(), "log.xlsx").sheets
    assert (first.name, first.hidden, first.hidden_rows, first.hidden_columns) == ("Cases & more", False, (2,), (2, 3))
    assert first.merged == (Span(0, 1, 0, 3),)
    assert [(note.row, note.column, "Known by another name" in note.words) for note in first.notes] == [(2, 1, True)]
    assert (old.name, old.hidden, old.rows) == ("Old", True, (("kept",),))


def test_read_when_the_file_has_a_folder_in_its_name_then_only_the_name_is_kept():
    """A folder may hold a person's name."""
    assert read_grid(hidden_book(), "/home/someone/HIP log.xlsx").file_name == "HIP log.xlsx"


def test_read_when_it_is_an_old_excel_file_then_its_cells_are_read():
    """The .xls of before 2007."""
    grid = read_grid(old_excel([["HIP Ref", "Victim", "Age"], ["H1/09", "Ann Bell", 44.0]]), "old.xls")
    assert grid.kind == "xls"
    assert grid.sheets[0].rows == (("HIP Ref", "Victim", "Age"), ("H1/09", "Ann Bell", 44.0))


def test_read_when_an_old_excel_file_is_long_then_every_row_is_read():
    """Many sectors and more than one table of chains, packed and opened again on the way."""
    rows = [[f"HIP{number:05d}", float(number), "Verbal abuse in the stairwell " * 3] for number in range(30_000)]
    grid = read_grid(pack_stream(old_stream(rows)), "old.xls")
    assert grid.sheets[0].rows == tuple(tuple(row) for row in rows)


def test_read_when_an_old_excel_file_lies_about_its_dimensions_then_it_is_read():
    """The stated dimension of an .xls is believed by readers, so it is blanked first."""
    lie = struct.pack("<HHIIHHH", 0x200, 14, 0, 0xFFFFFFF0, 0, 0xFFF0, 0)
    stream = old_stream([["HIP Ref", "Victim"]])
    begins = stream.index(struct.pack("<HHHH", 0x809, 16, 0x0600, 0x0010)) + 20
    grid = read_grid(compound("Workbook", stream[:begins] + lie + stream[begins:]), "old.xls")
    assert grid.sheets[0].rows == (("HIP Ref", "Victim"),)


def test_read_when_it_is_an_ods_then_cells_and_hidden_rows_and_columns_are_told():
    """LibreOffice's own form, with a repeated column and a filtered row."""
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    rows = ods_row("Ref", "Name") + ods_row("H1", "Ann", attributes='table:visibility="filter"')
    sheet = read_grid(ods(columns + rows), "log.ods").sheets[0]
    assert sheet.rows == (("Ref", "Name"), ("H1", "Ann"))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ((1,), (1, 2))


def test_read_when_the_same_bytes_come_under_another_name_then_the_digest_is_the_same():
    """The digest tells whether it is the very same file."""
    content = make([("Cases", SMALL)])
    first, second = read_grid(content, "a.xlsx"), read_grid(content, "b.xlsm")
    assert first.digest == second.digest
    assert read_grid(make([("Cases", [*SMALL, ["H2"]])]), "a.xlsx").digest != first.digest


def test_read_when_days_count_from_1904_then_the_grid_says_so():
    """Old Macintosh workbooks count their days four years later."""
    content = make([("Cases", SMALL)])
    part = parts_of(content)["xl/workbook.xml"].replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    assert read_grid(with_part(content, "xl/workbook.xml", part), "mac.xlsx").counts_from_1904
    assert not read_grid(content, "log.xlsx").counts_from_1904


def test_plain_when_a_grid_goes_there_and_back_then_nothing_changes():
    """What crosses from the press is the whole grid."""
    grid = read_grid(hidden_book(), "log.xlsx")
    assert grid_from_plain(grid_to_plain(grid)) == grid


@pytest.mark.parametrize(
    "given",
    [
        None,
        {},
        {"file_name": "a", "kind": "xlsx", "digest": "", "from_1904": False, "sheets": 3},
        {"file_name": "a", "kind": "xlsx", "digest": "", "from_1904": False, "sheets": [{"name": "a"}]},
    ],
)
def test_plain_when_the_answer_has_another_shape_then_it_is_refused(given):
    """The child process is not trusted: an answer of another shape is no grid."""
    with pytest.raises(WorkbookRefused):
        grid_from_plain(given)


def test_plain_when_a_cell_is_no_cell_then_it_is_refused():
    """Only text, numbers, days, times, yes or no and nothing are cells."""
    plain = read_workbook(make([("Cases", SMALL)]), "a.xlsx")
    sheets = plain["sheets"]
    assert isinstance(sheets, list)
    sheets[0]["rows"] = [[{"a": 1}]]
    with pytest.raises(WorkbookRefused):
        grid_from_plain(plain)


def test_press_when_it_reads_a_workbook_then_the_same_grid_arrives():
    """The real child process: the grid arrives whole, a bad file arrives as its own sentence."""
    content = hidden_book()
    with lent_press() as press:
        assert read_in_press(press, content, "log.xlsx") == read_grid(content, "log.xlsx")
        with pytest.raises(WorkbookRefused, match="This file is not a workbook"):
            read_in_press(press, b"not a workbook", "log.xlsx")


class RefusingPress:
    """A press whose program side refuses."""

    def run(self, job: str, **given: object) -> object:
        raise Refused(f"Not now: {job} with {len(given)} values.")


def test_press_when_it_refuses_for_a_reason_of_its_own_then_that_reason_is_told():
    """Only the reader's sentences become refusals of the workbook."""
    with pytest.raises(Refused, match=r"Not now: .*read_workbook with 4 values"):
        read_in_press(RefusingPress(), b"", "log.xlsx")


def test_grid_when_a_sheet_is_asked_for_by_name_then_it_is_found_or_not():
    """A small convenience with two ends."""
    grid = WorkbookGrid("a", "xlsx", "", read_grid(hidden_book(), "a").sheets)
    found = grid.sheet("Old")
    assert found is not None
    assert found.width == 1
    assert grid.sheet("Missing") is None
