"""Step 1: which workbook."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Button, LinkButton
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Ground
from ui.widgets.layout import column
from ui.widgets.meter import WorkProgress
from ui.widgets.scroll import Scroll


class FilePane(Ground):
    """``wanted`` asks for a file, ``past`` for earlier imports."""

    wanted = Signal()
    past = Signal()
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self.choose = Button("Choose the workbook", "primary", icon="folder")
        self.choose.setObjectName("choose-workbook")
        self.choose.clicked.connect(lambda: self.wanted.emit())
        earlier = LinkButton("Earlier imports")
        earlier.setObjectName("earlier-imports")
        earlier.clicked.connect(lambda: self.past.emit())
        self.work = WorkProgress("Reading the workbook")
        self.work.stopped.connect(self.stopped)
        self.work.hide()
        empty = EmptyState(
            "upload",
            "Bring in the panel’s old workbook",
            "An Excel or OpenDocument file with the panel’s referrals: one sheet a year, or one for all. We find the "
            "headings, match the columns and show what would be made. The file itself is never changed.",
            self.choose,
            earlier,
            hint="Read by a process of its own, without macros or links.",
        )
        body = column(Scroll(empty, name="Choose file"), self.work, gap=0, margins=(0, 0, 0, 16))
        body.setStretch(0, 1)
        self.setLayout(body)

    def show_busy(self, busy: bool) -> None:
        """While a file is being read nothing else is chosen."""
        self.work.setVisible(busy)
        self.choose.setEnabled(not busy)

    def first_focus(self) -> QWidget | None:
        """The button."""
        return self.choose
