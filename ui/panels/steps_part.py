"""The deadlines around a meeting as a list: due, done, late in words, ticked when done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.model.panels.meetings import MeetingCard, StepView
from ui.style import theme
from ui.widgets import british_dates, chips, layout
from ui.widgets.buttons import LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Ground, Hairline, Label
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
    """``marked`` carries a step's code and whether it is done now."""

    marked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__("surface")
        self._down = QVBoxLayout()
        px = theme.current().px
        self._down.setContentsMargins(px(20), px(10), px(16), px(20))
        self._down.setSpacing(px(6))
        ground = Ground("surface")
        ground.setLayout(self._down)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(ground, name="Deadlines"))

    def show_steps(self, card: MeetingCard) -> None:
        """Show how each step stands."""
        layout.clear(self._down)
        self._down.addWidget(Label("Deadlines", "head"))
        self._down.addWidget(Hairline())
        for step in card.steps:
            self._down.addWidget(self._row(step))
            self._down.addWidget(Hairline())
        if not card.steps:
            self._down.addWidget(Label("An imported meeting has no deadlines.", "second", wrap=True))
        self._down.addStretch(1)

    def _row(self, step: StepView) -> QWidget:
        tone, glyph = _STATES[step.state]
        done = f"Done {british_dates.short(step.done_on)}" if step.done_on else step.words
        first = layout.row(Label(step.title), layout.STRETCH, gap=6)
        due = Label(f"due {british_dates.short(step.due_on)}", "second")
        second = layout.row(ChipLabel(chips.noted(tone, glyph, done, size=12)), layout.STRETCH, due, gap=6)
        if step.code not in _BY_ITSELF:
            words = "Not done" if step.done_on else "Done"
            link = LinkButton(words)
            link.setObjectName(f"step-{step.code}")
            link.setAccessibleName(f"{step.title}: {words.lower()}")
            link.clicked.connect(lambda: self.marked.emit(step.code, step.done_on is None))
            first.addWidget(link)
        return layout.held(layout.column(first, second, gap=0))
