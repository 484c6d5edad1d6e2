"""Where and when a meeting is held, and who chairs and minutes it, in a strip under the header."""

from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy

from hipdesk.model.panels.meetings import ChangeMeeting, MeetingCard
from ui.parts.asking import Asking
from ui.style import theme
from ui.style.tokens import MARGIN
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Hairline, Label
from ui.widgets.text_field import TextField
from ui.widgets.tick import TickBox


class DetailsStrip(Asking):
    """``given`` carries the command."""

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__("soft")
        self.setObjectName("details-strip")
        self._card: MeetingCard | None = None
        self.starts, self.ends = TextField("10:00", name="Starts", width=6), TextField("12:00", name="Ends", width=6)
        self.place = TextField(name="Place")
        self.online = TickBox("And online")
        self.chair, self.chair_title = TextField(name="Chair"), TextField(name="Chair’s post")
        self.minutes, self.minutes_title = TextField(name="Minute-taker"), TextField(name="Minute-taker’s post")
        self.do = Button("Keep", "primary")
        self.do.setObjectName("details-do")
        leave = Button("Leave it")
        grid = QGridLayout()
        px = theme.current().px
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        fields = (self.starts, self.ends, self.place, self.chair, self.chair_title, self.minutes, self.minutes_title)
        for at, field in enumerate(fields):
            field.setObjectName(f"details-{at}")
            row, column = (0, at) if at < 3 else (2, at - 3)
            grid.addWidget(Label(field.accessibleName(), "second"), row, column)
            grid.addWidget(field, row + 1, column)
        grid.addWidget(self.online, 1, 3)
        grid.setColumnStretch(2, 1)
        buttons = layout.row(self.do, leave, layout.STRETCH, gap=8)
        inner = layout.column(grid, buttons, gap=8, margins=(MARGIN, 10, MARGIN, 10))
        self.setLayout(layout.column(inner, Hairline(), gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.do.clicked.connect(self._give)
        leave.clicked.connect(self.leave)
        self.hide()

    def ask(self, card: MeetingCard) -> None:
        """Show what is set."""
        self._card = card
        self.starts.set_value(f"{card.starts_at:%H:%M}" if card.starts_at else None)
        self.ends.set_value(f"{card.ends_at:%H:%M}" if card.ends_at else None)
        self.place.set_value(card.place or None)
        self.online.set_value(card.online)
        self.chair.set_value(card.chair or None)
        self.chair_title.set_value(card.chair_title or None)
        self.minutes.set_value(card.minute_taker or None)
        self.minutes_title.set_value(card.minute_taker_title or None)
        self.begin_at(self.place)

    def _give(self) -> None:
        card = self._card
        starts, ends = _time(self.starts), _time(self.ends)
        late = starts is not None and ends is not None and ends <= starts
        if late:
            self.ends.set_problem("It ends before it begins")
        if card is None or late or "true" in (self.starts.property("problem"), self.ends.property("problem")):
            return
        self.given.emit(
            ChangeMeeting(
                meeting_id=card.id,
                version=card.version,
                starts_at=starts,
                ends_at=ends,
                place=_text(self.place),
                online=bool(self.online.value()),
                chair=_text(self.chair),
                chair_title=_text(self.chair_title),
                minute_taker=_text(self.minutes),
                minute_taker_title=_text(self.minutes_title),
            )
        )


def _text(field: TextField) -> str:
    return str(field.value() or "").strip()


def _time(field: TextField) -> time | None:
    """The time typed, as 10:00, 10.30 or 9; a problem is told at the field."""
    typed = _text(field).replace(".", ":")
    if not typed:
        field.set_problem("")
        return None
    hour, _, minute = typed.partition(":")
    try:
        found = time(int(hour), int(minute or 0))
    except ValueError:
        field.set_problem("Write it like 10:30")
        return None
    field.set_problem("")
    return found
