"""A paper going to a printer: page by page at 300 dots an inch, drawn by the press, so that no paper fills memory."""

import hashlib
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPainter

from hipdesk.kernel.errors import HipDeskError, Stopped
from hipdesk.papers.viewing import DrawnPage, Viewing
from hipdesk.services.paper_use import PrintedPaper, note_printed
from ui.context import Context
from ui.parts.printing import NoPrinter

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DOTS = 300
_A4_INCHES = 8.27
_WIDE = round(_A4_INCHES * DOTS)


def _break_off(painter: QPainter, printer: "QPrinter", _gone: QObject | None = None) -> None:
    if painter.isActive():
        printer.abort()
        painter.end()


class PrintRun(QObject):
    """``begin`` notes the print in the log, then sends the pages. ``ended`` with whether all went."""

    stepped = Signal(int, int)
    ended = Signal(bool)

    def __init__(self, context: Context, printer: "QPrinter", content: bytes, pages: int, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._printer, self._pages = context, printer, pages
        self._digest = hashlib.sha256(content).hexdigest()
        self._viewing = Viewing(context.desk.press, content, "application/pdf")
        self._painter = QPainter()
        self._at = 0
        self._stopped = False
        # A lock takes the page away in the middle: a printer that goes before its painter has ended takes all with it.
        self.destroyed.connect(partial(_break_off, self._painter, printer))

    def begin(self, paper: str, subject_kind: str, subject_id: str, passes: Mapping[str, str]) -> None:
        """Write the event first: nothing goes to a printer that the log does not tell."""
        told = PrintedPaper(
            paper=paper, subject_kind=subject_kind, subject_id=subject_id, sha256=self._digest, pages=self._pages,
            copies=max(1, self._printer.copyCount()), printer=self._printer.printerName() or "To a file",
            passes=passes,
        )  # fmt: skip
        self._context.do(note_printed, told, then=lambda _none: self._start(), failed=self._failed, owner=self)

    def stop(self) -> None:
        """Leave out the pages that did not go yet."""
        self._stopped = True

    def _start(self) -> None:
        self._printer.setResolution(DOTS)
        self._printer.setFullPage(True)
        self._draw()

    def _draw(self) -> None:
        viewing, at = self._viewing, self._at
        self._context.operations.read(
            lambda progress: viewing.page(at, _WIDE, progress), self._put, self._failed, owner=self
        )

    def _put(self, page: DrawnPage) -> None:
        if self._stopped:
            self._end(False)
            return
        picture = QImage.fromData(page.png)
        lying = picture.width() > picture.height()
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
        )
        ready = self._printer.newPage() if self._at else self._painter.begin(self._printer)
        if not ready:
            self._failed(NoPrinter())
            return
        room = QRectF(self._printer.pageLayout().fullRectPixels(self._printer.resolution()))
        self._painter.drawImage(QRectF(0, 0, room.width(), room.height()), picture)
        self._at += 1
        self.stepped.emit(self._at, self._pages)
        if self._at < self._pages:
            self._draw()
        else:
            self._end(True)

    def _failed(self, error: HipDeskError) -> None:
        self._end(False)
        if not isinstance(error, Stopped):
            self._context.messages.error(error)

    def _end(self, whole: bool) -> None:
        if self._painter.isActive():
            if not whole:
                self._printer.abort()
            self._painter.end()
        self._viewing.close()
        self.ended.emit(whole)
