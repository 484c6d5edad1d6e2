"""The deadlines around a meeting as a list: due, done, late in words, ticked when done, moved to another day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.model.panels.meetings import MeetingCard, StepView
from ui.parts.asking import Asking, steady_focus
from ui.style import theme
from ui.widgets import british_dates, chips, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.date_field import DateField
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.reading_order import tab_as_one_reads
from ui.widgets.scroll import Scroll

_STATES = {
    "done": ("green", "glyph-done"),
    "done_late": ("green", "glyph-done"),
    "late": ("red", "glyph-triangle"),
    "due_soon": ("amber", "glyph-diamond"),
    "not_due": ("blue", "glyph-square"),
}
_BY_ITSELF = frozenset({"referrals_close", "returns_due", "panel"})


class StepsPart(Ground):
    """``marked`` carries a step's code and whether it is done now; ``moved`` a step's code and its new due day."""

    marked = Signal(str, bool)
    moved = Signal(str, object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("surface")
        self.ask = AskDay(today)
        self.ask.given.connect(self.moved)
        self.ask.reopen = self._ask_again
        self._steps: dict[str, StepView] = {}
        self._down = QVBoxLayout()
        px = theme.current().px
        self._down.setContentsMargins(px(20), px(10), px(16), px(20))
        self._down.setSpacing(px(6))
        ground = Ground("surface")
        ground.setLayout(self._down)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Scroll(ground, name="Deadlines"), 1)
        outer.addWidget(self.ask)

    def show_steps(self, card: MeetingCard) -> None:
        """Show how each step stands."""
        self._steps = {step.code: step for step in card.steps}
        with steady_focus(self):
            self._show(card)
        tab_as_one_reads(self)

    def _show(self, card: MeetingCard) -> None:
        layout.clear(self._down)
        self._down.addWidget(Label("Deadlines", "head"))
        self._down.addWidget(Hairline())
        for step in card.steps:
            self._down.addWidget(self._row(step))
            self._down.addWidget(Hairline())
        if not card.steps:
            self._down.addWidget(Label("An imported meeting has no deadlines.", "second", wrap=True))
        self._down.addStretch(1)

    def _ask_again(self, code: str) -> bool:
        step = self._steps.get(code)
        if step is not None:
            self.ask.ask(step)
        return step is not None

    def _row(self, step: StepView) -> QWidget:
        tone, glyph = _STATES[step.state]
        done = f"Done {british_dates.short(step.done_on)}" if step.done_on else step.words
        first = layout.row(Label(step.title), layout.STRETCH, gap=6)
        by_hand = ", set by hand" if step.by_hand else ""
        due = Label(f"due {british_dates.short(step.due_on)}{by_hand}", "second")
        second = layout.row(ChipLabel(chips.noted(tone, glyph, done, size=12)), layout.STRETCH, due, gap=6)
        if step.done_on is None and step.code != "panel":
            move = LinkButton("Move")
            move.setObjectName(f"move-{step.code}")
            move.setAccessibleName(f"{step.title}: set another day")
            move.clicked.connect(lambda: self.ask.ask(step))
            second.addWidget(move)
        if step.code not in _BY_ITSELF:
            words = "Take back" if step.done_on else "Mark done"
            link = LinkButton(words)
            link.setObjectName(f"step-{step.code}")
            link.setAccessibleName(f"{step.title}: {words.lower()}")
            link.clicked.connect(lambda: self.marked.emit(step.code, step.done_on is None))
            first.addWidget(link)
        down = layout.column(first, second, gap=0)
        if step.sent_for is not None:
            sent = f"Sent for {british_dates.short(step.sent_for)}; the day has moved: send again."
            down.addWidget(Label(sent, "second", wrap=True))
        return layout.held(down)


class AskDay(Asking):
    """Under the list: the day a step is due on instead. ``given`` carries the step's code and the day."""

    given = Signal(str, object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("soft")
        self.setObjectName("ask-day")
        self._step = ""
        self.title = Label("", "strong", wrap=True)
        self.day = DateField(today, name="Due on", lean="future")
        self.day.setObjectName("step-day")
        self.do = Button("Set the day", "primary", small=True)
        self.do.setObjectName("ask-day-do")
        leave = Button("Leave it", small=True)
        down = layout.column(self.title, self.day, layout.row(self.do, leave, layout.STRETCH), gap=6)
        down.setContentsMargins(*(theme.current().px(side) for side in (20, 10, 20, 10)))
        self.setLayout(layout.column(Hairline(strong=True), down, gap=0))
        self.do.clicked.connect(self._give)
        self.day.returnPressed.connect(self._give)
        leave.clicked.connect(self.leave)
        self.hide()

    def ask(self, step: StepView) -> None:
        """Ask for another day of a step."""
        self._step = self.what = step.code
        self.title.say(f"{step.title}: due on")
        self.day.set_value(step.due_on)
        self.day.set_problem("")
        self.begin_at(self.day)

    def _give(self) -> None:
        day = self.day.value()
        self.day.set_problem("" if isinstance(day, date) else "Write a day, such as 14 March 2026")
        if isinstance(day, date):
            self.given.emit(self._step, day)
