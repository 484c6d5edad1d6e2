"""The reports page: figures as counted, the cases behind them by key, the PDF, and nothing to report."""

import io
from datetime import date
from types import SimpleNamespace

import openpyxl
import pypdfium2
import pytest

from hipdesk.model.periods import quarter_of
from hipdesk.model.reports import Series
from hipdesk.services.imports import list_imports, undo_import
from ui.reports.chart_view import key_of
from ui.reports.report_page import version_words


def test_page_when_opened_then_shows_the_newest_quarter_with_a_referral(page_of, desk):
    """Two years of an old workbook: the last quarter of them comes first, every quarter can be chosen."""
    robot = page_of(desk)
    assert robot.quarters()[0] == "2016-17 Q4, Jan–Mar"
    assert "2015-16 Q1, Apr–Jun" in robot.quarters()
    assert len(robot.tables()) == 34


@pytest.mark.parametrize(
    ("made_on", "said"),
    [
        (date(2026, 12, 2), " · so far, to 2 December"),
        (date(2026, 12, 31), ", not suppressed"),
        (date(2027, 2, 1), ", not suppressed"),
    ],
)
def test_version_words_when_the_quarter_still_runs_then_the_last_day_counted_is_said(made_on, said):
    """Half a quarter must not be read as a whole one beside the quarter before."""
    made = SimpleNamespace(made_on=made_on, period=quarter_of(date(2026, 12, 2), "financial"))
    assert version_words(made) == f"Panel version{said}"


def test_key_when_quarters_before_are_drawn_alike_then_one_sign_names_them():
    """Three like swatches would tell nothing apart."""
    series = [Series("2026-27 Q1", (1,)), Series("2026-27 Q2", (2,)), Series("2026-27 Q3", (3,), current=True)]
    assert key_of(series) == [("2026-27 Q1, 2026-27 Q2", False), ("2026-27 Q3", True)]
    assert key_of(series[2:]) == [("2026-27 Q3", True)]


def test_figure_when_opened_by_key_then_its_cases_stand_beside_it(page_of, desk):
    """Race in the quarter: as many references as the figure says, no name."""
    robot = page_of(desk, period="2015-16 Q2", table="5")
    shown = robot.figure("Race or ethnicity", 4)
    robot.open_figure(right=3)
    assert len(robot.behind()) == int(shown)
    assert all(words.startswith("HIP/2015-16/") for words in robot.behind())
    assert robot.note_behind() == "Only you see this list. It is never part of the report."


def test_case_when_opened_from_the_list_then_goes_to_the_case(page_of, desk):
    """Enter on a reference leads to its case."""
    robot = page_of(desk, period="2015-16 Q2", table="5")
    robot.open_figure(right=3)
    robot.find("behind-rows").setFocus()
    robot.press("Enter")
    route = robot.context.routes.current
    assert route is not None
    assert route.name == "case"


@pytest.mark.parametrize(("label", "many"), [("2015-16 Q1", "20"), ("2015-16 Q2", "25"), ("2016-17 Q1", "14")])
def test_quarter_when_chosen_then_its_referrals_are_counted(page_of, desk, label, many):
    """The truth of the workbook, on screen."""
    robot = page_of(desk)
    robot.choose_quarter(label)
    robot.go_to_table(2)
    assert robot.figure("All agencies") == many


def test_tables_when_gone_through_then_each_says_its_unit_and_basis(page_of, desk):
    """Every table names what it counts and by which day, and the basis of its year."""
    robot = page_of(desk, period="2016-17 Q2")
    for steps in range(11):
        robot.go_to_table(steps)
        said = robot.says()
        assert "Unit: " in said
        assert "Date basis: " in said
        assert "Financial year, April to March." in said


def test_report_when_saved_then_the_file_is_the_marked_pdf(page_of, desk, tmp_path):
    """Ctrl+S makes the paper and writes it; the marking stands on its pages."""
    robot = page_of(desk, period="2016-17 Q2")
    target = tmp_path / "report.pdf"
    robot.save_to(target)
    assert not robot.messages.errors
    assert robot.messages.toasts == ["Saved as report.pdf."]
    document = pypdfium2.PdfDocument(io.BytesIO(target.read_bytes()))
    words = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "OFFICIAL-SENSITIVE" in words
    assert "21 referrals" in words


def test_page_when_the_record_changes_then_counts_anew(page_of, desk):
    """The import is undone while the page is open: nothing is left to report."""
    robot = page_of(desk)
    batch = desk.read(list_imports)[0].id
    robot.context.do(undo_import, batch)
    robot.wait()
    robot.wait()
    assert "Nothing to report yet" in robot.says()


def test_page_when_nothing_is_recorded_then_says_what_to_do(page_of, empty_desk):
    """A new vault: no empty tables, but the way to fill them."""
    robot = page_of(empty_desk)
    assert "Nothing to report yet" in robot.says()
    assert not robot.find("save-pdf").isEnabled()


def test_preview_when_opened_then_shows_every_page_of_the_bytes_that_are_saved(desk, preview_of):
    """Its pages are counted and named to a reader; saving writes exactly what is looked at."""
    robot, page = preview_of(desk)
    assert page.view.pages >= 5
    assert page.view.viewer.sheet.accessibleName() == f"Page 1 of {page.view.pages} of Quarterly monitoring report"
    robot.messages.files.append(desk.path.parent / "shown.pdf")
    robot.press("Ctrl+S")
    robot.wait()
    assert (desk.path.parent / "shown.pdf").read_bytes() == page.content


def test_page_when_saved_as_excel_then_every_table_is_a_sheet(page_of, desk, tmp_path):
    """The figures that are shown, as numbers."""
    robot = page_of(desk, period="2015-16 Q2")
    robot.messages.files = [tmp_path / "figures.xlsx"]
    robot.find("save-excel").setFocus()
    robot.press("Space")
    robot.wait()
    book = openpyxl.load_workbook(tmp_path / "figures.xlsx")
    assert len(book.worksheets) == 1 + len(robot.tables())
