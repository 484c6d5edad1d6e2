"""Someone comes in who is not on the list: name, agency, and whether as an observer."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from hipdesk.model.panels.day import AgencyChoice
from ui.parts.asking import Asking
from ui.style.tokens import MARGIN
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import Hairline, Label
from ui.widgets.text_field import TextField
from ui.widgets.tick import TickBox


class NewcomerBar(Asking):
    """``given`` carries name, agency id or nothing, whether an observer, and whether online."""

    given = Signal(str, str, bool, bool)

    def __init__(self) -> None:
        super().__init__("soft")
        self.setObjectName("newcomer-bar")
        self.name = TextField("Name", name="Name of who came in")
        self.name.setObjectName("newcomer-name")
        self.agency = ChoiceField((), placeholder="Agency", name="Agency of who came in")
        self.observer = TickBox("Observer")
        self.online = TickBox("Online")
        self.do = Button("Is here", "primary", small=True)
        self.do.setObjectName("newcomer-do")
        leave = Button("Leave it", small=True)
        across = layout.row(
            Label("Who came in?", "strong"), self.name, self.agency, self.observer, self.online, self.do, leave,
            gap=8, margins=(MARGIN, 8, MARGIN, 8),
        )  # fmt: skip
        self.setLayout(layout.column(across, Hairline(strong=True), gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.do.clicked.connect(self._give)
        self.name.returnPressed.connect(self._give)
        leave.clicked.connect(self.leave)
        self.hide()

    def ask(self, agencies: Sequence[AgencyChoice]) -> None:
        """Ask who it is."""
        self.agency.set_choices([(each.id, each.name) for each in agencies])
        self.name.set_value(None)
        self.agency.set_value(None)
        self.observer.set_value(False)
        self.online.set_value(False)
        self.begin_at(self.name)

    def _give(self) -> None:
        name = str(self.name.value() or "").strip()
        self.name.set_problem("" if name else "Give a name")
        if name:
            observer, online = bool(self.observer.value()), bool(self.online.value())
            self.given.emit(name, str(self.agency.value() or ""), observer, online)
