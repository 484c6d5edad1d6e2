"""A recovery sheet goes out on paper: printed, or saved for its owner alone to be printed elsewhere."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hipdesk.kernel import files
from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from ui.messages.seam import Messages
from ui.parts.printing import Printing, SystemPrinting
from ui.tasks.operations import Operations

SHEET_NAME = "Recovery sheet.pdf"
PRINTED = "Sent to the printer"
SAVED = "Saved. Print it, seal it, then delete the file."


class SheetOut(QObject):
    """One sheet as PDF bytes; ``out`` is told in words once it left. It goes with its ``page``."""

    def __init__(
        self,
        page: QWidget,
        operations: Operations,
        messages: Messages,
        sheet: bytes,
        out: Callable[[str], object],
        printing: Printing | None = None,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._operations = operations
        self._messages = messages
        self._sheet = sheet
        self._out = out
        self._printing = printing or SystemPrinting()

    def print(self) -> None:
        """Draw its pages and ask for a printer."""

        def pictures(_progress: Progress) -> list[bytes]:
            from hipdesk.papers.pictures import page_pictures

            return page_pictures(self._sheet)

        def send(pages: list[bytes]) -> None:
            try:
                self._printing.send(self._page.window(), "Recovery sheet", pages, lambda: self._out(PRINTED))
            except HipDeskError as fault:
                self._messages.error(fault)

        self._operations.run(pictures, send, owner=self._page)

    def save(self) -> None:
        """Ask where, and write it readable by its owner only."""
        self._messages.choose_save_file("Save the recovery sheet", SHEET_NAME, "PDF (*.pdf)", self._save_to)

    def _save_to(self, path: Path) -> None:
        try:
            files.write_bytes(path, self._sheet, private=True)
        except HipDeskError as fault:
            self._messages.error(fault)
        else:
            self._out(SAVED)
