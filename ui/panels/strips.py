"""Strips that ask, above a list, for what planning, moving and cancelling a meeting needs."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from hipdesk.model.panels.meetings import KIND_WORDS, PlanMeeting
from ui.forms.findings import of_field
from ui.parts.asking import Asking
from ui.style.tokens import MARGIN
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_frame import ErrorLine, say_beside
from ui.widgets.labels import Hairline, Label
from ui.widgets.text_field import TextField

_NO_DAY = "Give the day, such as 14 March 2026."
_NO_WHY = {
    "plan": "",
    "move": "Say why the meeting is moved: it stands in its record.",
    "cancel": "Say why it is cancelled: it stands in its record.",
}


class MeetingStrip(Asking):
    """Asks for the day, and the kind or the reason. ``planned`` carries a command; ``moved`` day and reason."""

    planned = Signal(object)
    moved = Signal(object, str)
    cancelled = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("soft")
        self.setObjectName("meeting-strip")
        self.what = "plan"
        self._title = Label("", "strong")
        self._day_label = Label("Day", "second")
        self.day = DateField(today, name="Day of the meeting", lean="future")
        self.day.setObjectName("meeting-day")
        self._kind_label = Label("Kind", "second")
        self.kind = ChoiceField(tuple(KIND_WORDS.items()), name="Kind of meeting")
        self.kind.setObjectName("meeting-kind")
        self._reason_label = Label("Why", "second")
        self.reason = TextField(name="Why")
        self.reason.setObjectName("meeting-why")
        self.do = Button("Plan it", "primary")
        self.do.setObjectName("meeting-strip-do")
        leave = Button("Leave it")
        across = layout.row(
            self._title, 8, self._day_label, self.day, self._kind_label, self.kind, self._reason_label, self.reason,
            self.do, leave, layout.STRETCH, gap=8, margins=(MARGIN, 8, MARGIN, 8),
        )  # fmt: skip
        self.missing = ErrorLine()
        said = layout.row(self.missing, margins=(MARGIN, 0, MARGIN, 6))
        self.setLayout(layout.column(Hairline(), across, said, Hairline(), gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.day.left.connect(lambda: say_beside(self.day, self.missing, of_field(self.day)))
        self.day.changed.connect(lambda: say_beside(self.day, self.missing, ""))
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

    def ask_again(self, what: str) -> bool:
        """Ask what was asked before: plan, move or cancel."""
        {"plan": self.ask_plan, "cancel": self.ask_cancel}.get(what, self.ask_move)()
        return True

    def _ask(self, what: str, title: str, do: str) -> None:
        self.what = what
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
        self.missing.say("")
        self.day.set_value(None)
        self.reason.set_value(None)
        self.begin_at(self.reason if what == "cancel" else self.day)

    def _give(self) -> None:
        day, why = self.day.value(), str(self.reason.value() or "")
        day_missing = self.what != "cancel" and not isinstance(day, date)
        why_missing = self.what != "plan" and not why
        self.day.set_problem("Give a day" if day_missing else "")
        self.reason.set_problem("Say why" if why_missing else "")
        missing = [words for words, gone in ((_NO_DAY, day_missing), (_NO_WHY[self.what], why_missing)) if gone]
        self.missing.say(" ".join(missing))
        if missing:
            (self.day if day_missing else self.reason).setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.what == "cancel":
            self.cancelled.emit(why)
        elif self.what == "move":
            self.moved.emit(day, why)
        elif isinstance(day, date):
            kind = "urgent" if self.kind.value() == "urgent" else "ordinary"
            self.planned.emit(PlanMeeting(held_on=day, kind=kind))
