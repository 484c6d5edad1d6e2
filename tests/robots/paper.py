"""What a person does and sees on the preview of a paper."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from tests.robots.window import Robot
from tests.support.qt_stand_ins import ScriptedMessages
from ui.parts.paper_page import PaperPage
from ui.parts.read_text import ReadText
from ui.tasks.operations import Operations


class FilePrinter:
    """A printer that prints into a file of the test's folder."""

    def __init__(self, target: Path, copies: int = 1) -> None:
        self.target, self.copies = target, copies
        self.titles: list[str] = []

    def choose(self, over: QWidget, title: str, chosen: object) -> None:
        """Choose itself."""
        assert over is not None
        self.titles.append(title)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.target))
        printer.setCopyCount(self.copies)
        chosen(printer)  # type: ignore[operator]  # the seam's callback


class PaperRobot(Robot):
    """One preview page."""

    def __init__(self, root: PaperPage, operations: Operations, messages: ScriptedMessages) -> None:
        super().__init__(root, operations)
        self.page, self.messages = root, messages

    def push(self, name: str) -> None:
        """Press a button by key."""
        self.find(name).setFocus()
        self.press("Space")
        self.wait()
        self.wait()

    def sheet(self) -> str:
        """What the drawn page is called to a reader."""
        return self.page.view.viewer.sheet.accessibleName()

    def text(self) -> ReadText:
        """The paper as text."""
        found = self.find("paper-text")
        assert isinstance(found, ReadText)
        return found

    def line(self) -> str:
        """The line of text the caret stands in."""
        return self.text().textCursor().block().text()
