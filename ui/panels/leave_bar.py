"""Someone in the room must leave before a case is heard: said large, confirmed by a person, minuted to the minute."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from hipdesk.model.panels.attendance import AttendeeView
from ui.parts.asking import Asking
from ui.style.tokens import MARGIN
from ui.widgets import chips, layout
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Hairline, Label


class LeaveBar(Asking):
    """Above the line until it is settled; ``confirmed`` carries the ids of those who left."""

    confirmed = Signal(tuple)

    def __init__(self) -> None:
        super().__init__("soft")
        self.setObjectName("leave-bar")
        self._ids: tuple[str, ...] = ()
        self._who = ChipLabel()
        self._words = Label(
            "The case is shown once they are out of the room. The time goes into the minutes.", "second"
        )
        self.left = Button("They have left", "primary", icon="leave")
        self.left.setObjectName("they-have-left")
        across = layout.row(self._who, self._words, layout.STRETCH, self.left, gap=12, margins=(MARGIN, 10, MARGIN, 10))
        self.setLayout(layout.column(across, Hairline(strong=True), gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.left.clicked.connect(lambda: self.confirmed.emit(self._ids))
        self.hide()

    def ask(self, people: Sequence[AttendeeView]) -> None:
        """Name who must leave."""
        self._ids = tuple(person.id for person in people)
        names = " and ".join(person.name for person in people)
        self._who.show_chips((chips.noted("amber", "leave", f"{names} must leave", bold=True),))
        self.left.say(f"{names} {'has' if len(people) == 1 else 'have'} left")
        self.begin_at(self.left)
