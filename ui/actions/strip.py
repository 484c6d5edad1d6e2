"""Asking for the one thing a step on actions needs, in a strip above the list: a date, a reason, or both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from ui.parts.asking import Asking
from ui.style.tokens import MARGIN
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.labels import Hairline, Label
from ui.widgets.text_field import TextField


@dataclass(frozen=True, slots=True)
class Need:
    """What a step asks for: ``words`` on the strip, the label of the ``date`` and of the ``reason``, if any."""

    words: str
    date: str = ""
    reason: str = ""
    do: str = "Save"
    optional: bool = False


NEEDS: dict[str, Need] = {
    "completed": Need("Done", date="Done on", reason="Evidence or a word", do="Mark as done", optional=True),
    "new_date": Need("New date", date="Now due", do="Set the date"),
    "carried_forward": Need("Carry forward", date="Now due", reason="Why", do="Carry forward", optional=True),
    "not_completed_circumstances": Need("Not done because circumstances changed", reason="What changed", do="Save"),
    "not_completed_agency": Need("Not done by the agency", reason="What the agency says", do="Save"),
    "progress": Need("A word about it", reason="What was heard", do="Keep"),
    "superseded": Need("Superseded", reason="By what", do="Save"),
    "escalated": Need("Tell the agency’s manager", reason="Who was told", do="Note it"),
}


class StepStrip(Asking):
    """Shown above the list when a step needs something. ``given`` carries step, day and words."""

    given = Signal(str, object, str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("soft")
        self.setObjectName("step-strip")
        self._step = "progress"
        self._today = today
        self._title = Label("", "strong")
        self._day_label = Label("", "second")
        self.day = DateField(today, name="Day", lean="near")
        self._reason_label = Label("", "second")
        self.reason = TextField(name="Reason")
        self.day.setObjectName("step-day")
        self.reason.setObjectName("step-reason")
        self.do = Button("Save", "primary")
        self.do.setObjectName("step-do")
        leave = Button("Leave it")
        leave.setObjectName("step-leave")
        across = layout.row(
            self._title, 8, self._day_label, self.day, self._reason_label, self.reason, self.do, leave,
            gap=8, margins=(MARGIN, 8, MARGIN, 8),
        )  # fmt: skip
        self.setLayout(layout.column(Hairline(strong=True), across, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.do.clicked.connect(self._give)
        self.reason.returnPressed.connect(self._give)
        leave.clicked.connect(self.leave)
        self.hide()

    def ask(self, step: str, of: Sequence[str] = ()) -> None:
        """Ask for what a step of these actions needs."""
        need = NEEDS[step]
        self.what = " ".join((step, *of))
        self._step = step
        self._title.say(need.words)
        self._day_label.say(need.date)
        self._reason_label.say(need.reason + (" (optional)" if need.reason and need.optional else ""))
        self._day_label.setVisible(bool(need.date))
        self.day.setVisible(bool(need.date))
        self._reason_label.setVisible(bool(need.reason))
        self.reason.setVisible(bool(need.reason))
        self.day.setAccessibleName(need.date or "Day")
        self.reason.setAccessibleName(need.reason or "Reason")
        self.day.set_value(self._today() if step == "completed" else None)
        self.reason.set_value(None)
        self.reason.set_problem("")
        self.day.set_problem("")
        self.do.say(need.do)
        self.begin_at(self.day if need.date and step != "completed" else self.reason)

    def _give(self) -> None:
        need = NEEDS[self._step]
        day, words = self.day.value(), str(self.reason.value() or "")
        self.day.set_problem("" if day is not None or not need.date else "Give a day")
        missing = bool(need.reason) and not need.optional and not words
        self.reason.set_problem("Write it" if missing else "")
        if missing:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif need.date and day is None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.given.emit(self._step, day if need.date else None, words)
