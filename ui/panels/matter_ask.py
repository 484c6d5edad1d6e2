"""Asking for a matter without a case: its title and minutes."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QSizePolicy

from ui.parts.asking import Asking
from ui.style.tokens import MARGIN
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Hairline, Label
from ui.widgets.text_field import TextField


class MatterAsk(Asking):
    """A strip above the agenda; ``given`` carries title and minutes."""

    given = Signal(str, int)

    def __init__(self) -> None:
        super().__init__("soft")
        self.setObjectName("ask-matter")
        self.title = TextField("Visit of the fire service", name="Matter")
        self.title.setObjectName("matter-title")
        self.minutes = TextField(name="Minutes of the matter", width=4)
        self.minutes.setObjectName("matter-minutes")
        self.minutes.setValidator(QIntValidator(0, 240, self.minutes))
        self.do = Button("Add it", "primary", small=True)
        self.do.setObjectName("matter-do")
        leave = Button("Leave it", small=True)
        across = layout.row(
            Label("A matter without a case", "strong"), self.title, self.minutes, Label("min", "second"), self.do,
            leave, gap=8, margins=(MARGIN, 8, MARGIN, 8),
        )  # fmt: skip
        self.setLayout(layout.column(across, Hairline(), gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.do.clicked.connect(self._give)
        self.title.returnPressed.connect(self._give)
        leave.clicked.connect(self.leave)
        self.hide()

    def ask_again(self, _what: str) -> bool:
        """Ask for one again."""
        self.ask()
        return True

    def ask(self) -> None:
        """Show it, empty."""
        self.title.set_value(None)
        self.minutes.setText("5")
        self.begin_at(self.title)

    def _give(self) -> None:
        title = str(self.title.value() or "")
        self.title.set_problem("" if title else "Give it a title")
        if title:
            self.given.emit(title, int(self.minutes.text() or 0))
