"""The public version in the window: hidden by rule and said so, the switch, publishing, and a later look."""

import openpyxl
import pytest

from hipdesk.model.publishing import WriteReport
from hipdesk.model.settings import PublicSettings
from hipdesk.services.publishing import published_reports, write_report
from hipdesk.services.publishing_public import public_report
from hipdesk.services.settings import change_settings
from tests.support.qt_keys import wait_idle
from ui.reports.public_page import PublicPage
from ui.reports.published_page import PublishedPage, PublishedPaperPage
from ui.routes import Route

PERIOD = "2016-17 Q4"
_LONG = 60.0
"""Seconds for making, proving and freezing a paper on a machine that is busy."""


@pytest.fixture
def page(public_of, desk):
    """The public version of the newest quarter of the imported workbook."""
    return public_of(desk, PublicPage, Route.to("public-report", period=PERIOD, table="5"))


def hidden(robot):
    """What the page says was hidden."""
    return robot.find("hidden-words").words


def test_page_when_opened_then_small_counts_are_hidden_and_it_says_how_many(page, desk):
    """The tables as they will print; how many cells are small and how many protect, for the officer alone."""
    made = page.root._made
    assert made.hidden > 0
    assert f"[c] confidential: {made.hidden} counts, {made.small} because they are 1 to 4" in hidden(page)
    shown = [cell.value for table in made.tables for line in table.lines for cell in line.cells if cell.value]
    assert not [count for count in shown if count < 5]
    assert len(page.tables()) == len(made.tables)
    assert "2016-17, whole year" in page.quarters()


def test_threshold_when_set_to_three_then_is_counted_anew(page, desk):
    """The council confirms 3, 5 or 10; the page follows what is set."""
    page.context.do(change_settings, PublicSettings(threshold=3))
    page.wait()
    page.wait()
    assert "1 to 2" in hidden(page)


def test_words_when_approved_ones_tell_a_small_count_then_the_page_says_where(page):
    """What the rule hides in a table is not to be read in the commentary."""
    page.context.do(
        write_report,
        WriteReport(kind="quarterly", period=PERIOD, commentary="Three of the eight came by a centre.", approved=True),
    )
    for _step in range(3):
        wait_idle(page.context.operations, _LONG)
    assert "give away small counts: “Three of the eight”" in hidden(page)


def test_version_when_switched_to_panel_then_goes_to_the_same_quarter(page):
    """One switch between the two versions."""
    page.find("version").set_value("panel")
    page.wait()
    assert page.context.routes.current == Route.to("reports", period=PERIOD)


def test_page_when_saved_as_excel_then_the_workbook_is_the_public_one(page, tmp_path):
    """What is hidden on the screen is hidden in the file; of a year one chooses which tables."""
    page.messages.files.append(tmp_path / "figures.xlsx")
    page.find("save-excel").setFocus()
    page.press("Space")
    for _step in range(2):
        wait_idle(page.context.operations, _LONG)
    book = openpyxl.load_workbook(tmp_path / "figures.xlsx")
    assert book.worksheets[0].oddHeader.center.text == "&BOFFICIAL"
    assert len(book.worksheets) == 1 + len(page.tables())
    page.choose_quarter("2016-17")
    wait_idle(page.context.operations, _LONG)
    page.messages.files.append(tmp_path / "annual.xlsx")
    page.messages.answers.append("annual")
    page.find("save-excel").setFocus()
    page.press("Space")
    for _step in range(2):
        wait_idle(page.context.operations, _LONG)
    assert not page.messages.errors
    assert "Table 27" in openpyxl.load_workbook(tmp_path / "annual.xlsx").sheetnames


def test_publish_when_confirmed_then_is_frozen_listed_opened_and_withdrawn(page, public_of, desk):
    """From the button to the list: the bytes as printed, no change since, then taken back with the reason."""
    page.messages.answers.append("publish")
    page.click("Publish…")
    for _step in range(3):
        wait_idle(page.context.operations, _LONG)
    (report,) = desk.read(published_reports)
    assert (report.period, report.audience) == (PERIOD, "public")
    assert desk.read(public_report, page.root._periods[PERIOD]).checked

    listed = public_of(desk, PublishedPage, Route.to("published-reports"))
    listed.click("Count again today")
    listed.wait()
    assert listed.find("changed-since").words == "Counted again today, every figure is as published."
    assert not listed.find("withdraw").isEnabled()
    listed.find("withdraw-reason").set_value("A ward was misspelt")
    listed.click("Withdraw")
    listed.wait()
    listed.wait()
    assert [each.withdrawn for each in desk.read(published_reports)] == ["A ward was misspelt"]

    paper = public_of(desk, PublishedPaperPage, Route.to("published-report", id=report.id, words=report.words))
    paper.wait()
    assert paper.root.view.pages


def test_page_when_nothing_is_recorded_then_says_so(public_of, empty_desk):
    """An empty vault has nothing to publish."""
    robot = public_of(empty_desk, PublicPage, Route.to("public-report"))
    assert "Nothing can be shown" in robot.says()
