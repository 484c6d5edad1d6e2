"""The possible duplicate in front: why they may be one person and why not, what is chosen, and what can be decided."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.model.people import DuplicateCompared
from ui import shortcuts
from ui.people.pair_grid import PairGrid
from ui.style import theme
from ui.widgets import chips, layout
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipLabel
from ui.widgets.drawn import show_if
from ui.widgets.filters import DecisionBar
from ui.widgets.flow import Flow
from ui.widgets.labels import Ground, Label
from ui.widgets.meter import Meter
from ui.widgets.scroll import Scroll
from ui.widgets.text_field import TextField


class PairPane(Ground):
    """Shows one pair. ``merged``; ``decided`` carries "two_people" or "later" and why; ``case_asked`` a case's id."""

    merged = Signal()
    decided = Signal(str, str)
    case_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface")
        self.setObjectName("pair-pane")
        self.pair: DuplicateCompared | None = None
        self.grid: PairGrid | None = None
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)

    def show_pair(self, pair: DuplicateCompared | None) -> None:
        """Show this one, or nothing."""
        layout.clear(self._down)
        self.pair, self.grid = pair, None
        if pair is None:
            return
        self.grid = PairGrid(pair)
        self.grid.case_asked.connect(self.case_asked)
        body = layout.column(_head(pair), self.grid, gap=14, margins=(24, 14, 12, 8))
        if theme.current().large:
            # Beside a bar that stays there would be no room left for the records.
            whole = layout.column(layout.held(body), self._bar(pair), layout.STRETCH, gap=0)
            self._down.addWidget(Scroll(whole, name="The two records"), 1)
            return
        body.addStretch(1)
        self._down.addWidget(Scroll(body, name="The two records"), 1)
        self._down.addWidget(self._bar(pair))

    def _bar(self, pair: DuplicateCompared) -> QWidget:
        merge = Button("Merge", "primary", icon="merge", key="Alt+M")
        merge.setObjectName("merge")
        merge.clicked.connect(self.merged)
        apart = Button("Two different people", icon="cross", key="Alt+T")
        apart.setObjectName("two-people")
        apart.clicked.connect(lambda: self._ask_why(True))
        later = Button("Decide later", icon="clock", key="Alt+L")
        later.setObjectName("decide-later")
        later.setEnabled(pair.state != "later")
        later.clicked.connect(lambda: self.decided.emit("later", ""))
        self._buttons = layout.held(layout.row(merge, apart, later, layout.STRETCH, _next_hint(), gap=8))
        shortcuts.bind(self._buttons, "Ctrl+Enter", merge.click)
        self._apart = apart
        self._why = self._why_row()
        bar = DecisionBar()
        bar.note.addWidget(Label(_what_will_change(pair), "body", wrap=True, rich=True), 1)
        inner = layout.column(self._warning(pair), self._buttons, self._why, gap=8, margins=(24, 0, 24, 10))
        ground = Ground("sunken")
        ground.setLayout(inner)
        return layout.held(layout.column(bar, ground, gap=0))

    def _warning(self, pair: DuplicateCompared) -> QWidget:
        words = layout.row(
            ChipLabel(chips.noted("amber", "glyph-diamond", "Look again", bold=True)),
            Label(pair.warning, "body", wrap=True), gap=8,
        )  # fmt: skip
        words.setStretch(1, 1)
        shown = layout.held(words)
        show_if(shown, bool(pair.warning))
        return shown

    def _why_row(self) -> QWidget:
        self.reason = TextField("How do you know? For whoever asks later", name="Why these are two different people")
        self.reason.setObjectName("why-apart")
        self.reason.setMaxLength(500)
        keep = Button("Keep apart", "primary", icon="tick")
        keep.setObjectName("keep-apart")
        keep.clicked.connect(self._keep_apart)
        self.reason.returnPressed.connect(self._keep_apart)
        back = Button("Back")
        back.setObjectName("not-apart")
        back.clicked.connect(lambda: self._ask_why(False))
        row = layout.held(layout.row(self.reason, keep, back, gap=8))
        shortcuts.bind(row, "Ctrl+Enter", keep.click)
        show_if(row, False)
        return row

    def _ask_why(self, on: bool) -> None:
        self._buttons.setVisible(not on)
        self._why.setVisible(on)
        (self.reason if on else self._apart).setFocus(Qt.FocusReason.OtherFocusReason)

    def asks_about(self) -> str:
        """The pair that is to be kept apart, while it is asked why."""
        return self.pair.id if self.pair is not None and not self._why.isHidden() else ""

    def ask_again(self, what: str) -> bool:
        """Ask why about this pair, once it is the one in front."""
        if self.pair is None or self.pair.id != what:
            return False
        self._ask_why(True)
        return True

    def _keep_apart(self) -> None:
        self.decided.emit("two_people", str(self.reason.value() or ""))


def _next_hint() -> QWidget:
    hint = Label("Next pair: Alt+Down", "second")
    show_if(hint, not theme.current().large)
    return hint


def _head(pair: DuplicateCompared) -> QWidget:
    meter = Meter(pair.score, 100, name=f"{pair.word}, {pair.score} of 100")
    meter.setMaximumWidth(theme.current().px(120))
    sure = pair.word.removesuffix(" the same")
    top = Flow(gap=10)
    top.add(Label("Are these one person?", "page"))
    score = layout.row(Label(sure, "strong"), meter, Label(str(pair.score), "strong"), Label("of 100", "second"), gap=8)
    reasons = Flow(gap=16)
    for reason in pair.reasons:
        tone, glyph = ("green", "glyph-done") if reason.met else ("grey", "cross")
        reasons.add(ChipLabel(chips.noted(tone, glyph, reason.words, size=12)))
    if theme.current().large:
        score.addStretch(1)
        return layout.held(layout.column(top, score, reasons, gap=8))
    first = layout.row(top, layout.STRETCH, score, gap=12)
    return layout.held(layout.column(first, reasons, gap=8))


def _what_will_change(pair: DuplicateCompared) -> str:
    counted = [
        f"{count} {one if count == 1 else many}"
        for count, one, many in (
            (pair.cases, "case", "cases"),
            (pair.incidents, "incident", "incidents"),
            (pair.notes, "note", "notes"),
        )
        if count
    ]
    listed = " and ".join((", ".join(counted[:-1]), counted[-1])) if len(counted) > 1 else "".join(counted)
    first = f"{listed} will tell of one person. " if listed else "Two records become one. "
    return f"<b>What will change:</b> {first}Nothing is deleted; you can undo it later."
