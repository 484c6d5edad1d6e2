"""Strips that ask, above a list, for what planning, moving and cancelling a meeting needs."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from hipdesk.model.panels.meetings import KIND_WORDS, PlanMeeting
from ui.panels.asking import Asking
from ui.style.tokens import MARGIN
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.labels import Hairline, Label
from ui.widgets.text_field import TextField


class MeetingStrip(Asking):
    """Asks for the day, and the kind or the reason. ``planned`` carries a command; ``moved`` day and reason."""

    planned = Signal(object)
    moved = Signal(object, str)
    cancelled = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("soft")
        self.setObjectName("meeting-strip")
        self._what = "plan"
        self._title = Label("", "strong")
        self._day_label = Label("Day", "second")
        self.day = DateField(today, name="Day of the meeting", lean="future")
        self._kind_label = Label("Kind", "second")
        self.kind = ChoiceField(tuple(KIND_WORDS.items()), name="Kind of meeting")
        self._reason_label = Label("Why", "second")
        self.reason = TextField(name="Why")
        self.do = Button("Plan it", "primary")
        self.do.setObjectName("meeting-strip-do")
        leave = Button("Leave it")
        across = layout.row(
            self._title, 8, self._day_label, self.day, self._kind_label, self.kind, self._reason_label, self.reason,
            self.do, leave, layout.STRETCH, gap=8, margins=(MARGIN, 8, MARGIN, 8),
        )  # fmt: skip
        self.setLayout(layout.column(Hairline(), across, Hairline(), gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.do.clicked.connect(self._give)
        leave.clicked.connect(self.leave)
        self.hide()

    def ask_plan(self) -> None:
        """Ask for a new meeting."""
        self.kind.set_value("ordinary")
        self._ask("plan", "A new meeting", "Plan it")

    def ask_move(self) -> None:
        """Ask for another day and why."""
        self._ask("move", "Hold it on another day", "Move it")

    def ask_cancel(self) -> None:
        """Ask why it is not held."""
        self._ask("cancel", "Cancel this meeting", "Cancel it")

    def _ask(self, what: str, title: str, do: str) -> None:
        self._what = what
        self._title.say(title)
        self.do.say(do)
        for label, field, shown in (
            (self._day_label, self.day, what != "cancel"),
            (self._kind_label, self.kind, what == "plan"),
            (self._reason_label, self.reason, what != "plan"),
        ):
            label.setVisible(shown)
            field.setVisible(shown)
            field.set_problem("")
        self.day.set_value(None)
        self.reason.set_value(None)
        self.begin_at(self.reason if what == "cancel" else self.day)

    def _give(self) -> None:
        day, why = self.day.value(), str(self.reason.value() or "")
        day_missing = self._what != "cancel" and not isinstance(day, date)
        why_missing = self._what != "plan" and not why
        self.day.set_problem("Give a day" if day_missing else "")
        self.reason.set_problem("Say why" if why_missing else "")
        if day_missing or why_missing:
            (self.day if day_missing else self.reason).setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._what == "cancel":
            self.cancelled.emit(why)
        elif self._what == "move":
            self.moved.emit(day, why)
        elif isinstance(day, date):
            kind = "urgent" if self.kind.value() == "urgent" else "ordinary"
            self.planned.emit(PlanMeeting(held_on=day, kind=kind))
