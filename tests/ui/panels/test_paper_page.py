"""The preview of papers: pages turned and enlarged, read as text by heading, printed to a printer, saved as shown."""

import io

import pikepdf
import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter

from hipdesk.model.settings import PrintSettings
from hipdesk.services.settings import change_settings
from hipdesk.store.queries.audit import verbs
from tests.robots.paper import FilePrinter, PaperRobot
from tests.support.qt_accessibility import nameless
from ui.parts.paper_page import PaperPage
from ui.parts.print_run import PrintRun
from ui.routes import Route


@pytest.fixture
def preview(opened, shown):
    """Opens a paper of the December panel."""

    def show(**route: str) -> PaperRobot:
        page = PaperPage(opened.context, "meeting-paper", "meetings")
        shown(page, 1190, 700)
        page.open_route(Route.to("meeting-paper", **route))
        robot = PaperRobot(page, opened.context.operations, opened.messages)
        for _step in range(4):
            robot.wait()
        return robot

    return show


def _logged(opened) -> list[str]:
    with opened.desk._custody.records.read(opened.desk.actor) as reading:
        return verbs(reading)


def _case(preview, opened) -> PaperRobot:
    return preview(paper="case-paper", id=opened.known.december, case=opened.known.cases[31])


def test_preview_when_pages_are_turned_and_enlarged_then_each_is_named(preview, opened):
    """PgDn at the end of a page turns it; Ctrl++ enlarges; the opening is in the log."""
    robot = _case(preview, opened)
    pages = robot.page.view.pages
    assert pages >= 2
    assert robot.sheet() == f"Page 1 of {pages} of Case paper"
    robot.press("Alt+PgDown")
    robot.wait()
    assert robot.sheet() == f"Page 2 of {pages} of Case paper"
    robot.press("Ctrl++")
    robot.wait()
    assert robot.page.view.viewer.zoom == 125
    assert "paper.previewed" in _logged(opened)
    assert not nameless(robot.page)


def test_preview_when_read_as_text_then_headings_are_gone_through_by_key(preview, opened):
    """The text has the paper's headings in order; H goes to the next, Shift+H back; the same button shows the pages."""
    robot = _case(preview, opened)
    robot.push("read-as-text")
    text = robot.text()
    assert text.isVisible()
    assert text.isReadOnly()
    assert text.accessibleName() == "Case paper as text"
    text.setFocus()
    robot.press("H", "H")
    second = robot.line()
    robot.press("H")
    assert robot.line() != second
    robot.press("Shift+H")
    assert robot.line() == second
    assert text.textCursor().blockFormat().headingLevel() == 2
    robot.push("read-as-text")
    assert not text.isVisible()


def test_print_when_the_office_has_not_allowed_it_then_nothing_goes_and_the_way_is_told(preview, opened, tmp_path):
    """Off until a setting allows: no dialog, no event, a banner with the way to the setting."""
    robot = _case(preview, opened)
    robot.page.printing.printers = FilePrinter(tmp_path / "out.pdf")
    robot.push("print-paper")
    assert "printing-off" in opened.messages.banners
    assert not (tmp_path / "out.pdf").exists()
    assert "paper.printed" not in _logged(opened)


def test_print_when_allowed_then_all_pages_go_once_warned_and_logged_with_copies(preview, opened, tmp_path):
    """The same number of pages at 300 dots an inch; the queue is told of at the first print only."""
    opened.desk.do(change_settings, PrintSettings(allowed=True))
    robot = _case(preview, opened)
    printer = FilePrinter(tmp_path / "first.pdf", copies=3)
    robot.page.printing.printers = printer
    opened.messages.answers = ["print"]
    for name in ("first.pdf", "second.pdf"):
        printer.target = tmp_path / name
        robot.press("Ctrl+P")
        for _page in range(robot.page.view.pages + 4):
            robot.wait()
        with pikepdf.open(io.BytesIO(printer.target.read_bytes())) as printed:
            assert len(printed.pages) == robot.page.view.pages
            assert [round(float(side)) for side in printed.pages[0].mediabox[2:]] == [595, 842]
            pictures = list(printed.pages[0].get_images().values())
            assert max(int(image.Width) for image in pictures) in range(2475, 2485)
    assert len(opened.messages.asked) == 1
    assert "print queue" in opened.messages.asked[0].words
    assert printer.titles == ["Case paper", "Case paper"]
    assert _logged(opened).count("paper.printed") == 2


def test_print_when_the_page_goes_between_two_pages_then_the_printer_is_left_in_order(opened, tmp_path, qapp):
    """A lock in the middle: the painter ends before its printer goes, or both would take the program with them."""
    keep, ended = QObject(), []
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "half.pdf"))
    run = PrintRun(opened.context, printer, b"%PDF-1.7", 2, keep)
    run.destroyed.connect(lambda _gone: ended.append(painter.isActive()))
    painter = run._painter
    assert painter.begin(printer)
    del run
    shiboken6.delete(keep)
    assert ended == [False]
    del printer


def test_print_when_left_at_the_question_then_nothing_is_logged(preview, opened, tmp_path):
    """Escape leaves everything as it was."""
    opened.desk.do(change_settings, PrintSettings(allowed=True))
    robot = _case(preview, opened)
    robot.page.printing.printers = FilePrinter(tmp_path / "out.pdf")
    opened.messages.answers = [None]
    robot.push("print-paper")
    assert "paper.printed" not in _logged(opened)


def test_save_when_previewed_then_the_file_is_what_was_looked_at(preview, opened, tmp_path):
    """Ctrl+S writes exactly those bytes."""
    robot = preview(paper="agenda", id=opened.known.december)
    opened.messages.files = [tmp_path / "agenda.pdf"]
    robot.press("Ctrl+S")
    robot.wait()
    assert (tmp_path / "agenda.pdf").read_bytes() == robot.page.content


def test_save_as_word_when_the_paper_has_that_form_then_written_and_else_not_offered(preview, opened, tmp_path):
    """The agenda is Word too; a case paper is not."""
    robot = preview(paper="agenda", id=opened.known.december)
    opened.messages.files = [tmp_path / "agenda.docx"]
    robot.push("save-word")
    robot.wait()
    assert (tmp_path / "agenda.docx").read_bytes().startswith(b"PK")
    assert not _case(preview, opened).page.save_word.isVisible()


def test_preview_when_the_paper_cannot_be_made_then_says_why(preview, opened):
    """A paper about nothing: its sentence stands where the pages would, and nothing can be saved."""
    robot = preview(paper="return-form", id=opened.known.december)
    assert "needs a meeting and an agency" in robot.page.view.viewer.nothing.words
    assert not robot.page.save.isEnabled()
