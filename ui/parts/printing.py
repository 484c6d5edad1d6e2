"""Sending pages to a printer through the system's own dialog; a test hands in a printer of its own."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.errors import EnvironmentFault

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

SPOOL = "The system’s print queue may keep a copy until it has printed."


class Printing(Protocol):
    """The seam."""

    def send(self, over: QWidget, title: str, pages: Sequence[bytes], done: Callable[[], object]) -> None:
        """Ask which printer and print pages given as PNG; ``done`` only when they were sent."""
        ...


class Printers(Protocol):
    """Choosing a printer, for a paper whose pages are drawn one by one."""

    def choose(self, over: QWidget, title: str, chosen: "Callable[[QPrinter], object]") -> None:
        """Ask which printer; ``chosen`` only when one was."""
        ...


class NoPrinter(EnvironmentFault):
    """This computer has no printer, or it refused."""

    def __init__(self) -> None:
        super().__init__("There is no printer to print on.", kept="Nothing was printed.", to_do="Save it instead.")


class SystemPrinting:
    """The real printer."""

    def send(self, over: QWidget, title: str, pages: Sequence[bytes], done: Callable[[], object]) -> None:
        """Show the system's dialog, not waited for; raises NoPrinter when there is none to choose."""

        def chosen(printer: "QPrinter") -> None:
            painter = QPainter()
            if not painter.begin(printer):
                return
            for at, page in enumerate(pages):
                if at:
                    printer.newPage()
                room = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
                room.translate(-printer.pageLayout().paintRectPixels(printer.resolution()).topLeft())
                painter.drawImage(room, QImage.fromData(page))
            painter.end()
            done()

        self.choose(over, title, chosen)

    def choose(self, over: QWidget, title: str, chosen: "Callable[[QPrinter], object]") -> None:
        """Show the system's dialog, not waited for; raises NoPrinter when there is none to choose.

        Printing to a file is not offered: that is saving, and the register notes it as such.
        """
        try:
            from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
        except ImportError:
            raise NoPrinter() from None
        if not QPrinterInfo.availablePrinterNames():
            raise NoPrinter()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, over)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: chosen(printer))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()
