"""Two records side by side: why they may be one person and why not, and what can be decided."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hipdesk.model.people import DuplicateCompared, DuplicateSide, PartInCase
from hipdesk.model.vocab import label
from ui.parts.case_words import full_day
from ui.style import theme
from ui.widgets import chips, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.filters import DecisionBar
from ui.widgets.flow import Flow
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.meter import Meter
from ui.widgets.scroll import Scroll

MOST_CASES = 6
APART = "Two different people are kept apart for good, and not asked about again. Nothing else changes."


class PairPane(Ground):
    """Shows one pair. ``decided`` carries "two_people" or "later"; ``case_asked`` the id of a case."""

    decided = Signal(str)
    case_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface")
        self.setObjectName("pair-pane")
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)

    def show_pair(self, pair: DuplicateCompared | None) -> None:
        """Show this one, or nothing."""
        layout.clear(self._down)
        if pair is None:
            return
        self._down.addWidget(_head(pair))
        self._down.addWidget(Hairline())
        body = layout.column(self._sides(pair), layout.STRETCH, margins=(24, 12, 24, 16))
        self._down.addWidget(Scroll(body, name="The two records"), 1)
        apart = Button("Two different people", "primary", icon="cross", key="Alt+T")
        apart.setObjectName("two-people")
        apart.clicked.connect(lambda: self.decided.emit("two_people"))
        later = Button("Decide later", icon="clock", key="Alt+L")
        later.setObjectName("decide-later")
        later.setEnabled(pair.state != "later")
        later.clicked.connect(lambda: self.decided.emit("later"))
        bar = DecisionBar(apart, later)
        bar.say(APART)
        self._down.addWidget(bar)

    def _sides(self, pair: DuplicateCompared) -> QWidget:
        sides = (pair.first, pair.second)
        rows: list[tuple[str, Callable[[DuplicateSide], QWidget]]] = [
            ("Name", lambda side: Label(side.name, "strong", wrap=True)),
            ("In own script", lambda side: _words(side.own_script)),
            ("Also known as", lambda side: _words(", ".join(side.also))),
            ("Born", lambda side: _words(side.born.removeprefix("born "))),
            ("Address", lambda side: _words("\n".join(side.addresses))),
            ("Contact", lambda side: _words(side.contact)),
            ("Language", lambda side: _words(side.language)),
            ("In the record since", lambda side: _words(full_day(side.recorded_on))),
            ("Cases", lambda side: self._cases(side)),
        ]
        kept = [row for row in rows if row[0] in ("Name", "Cases") or any(_told(row[0], side) for side in sides)]
        return layout.held(_grid(kept, sides))

    def _cases(self, side: DuplicateSide) -> QWidget:
        parts = [self._case(part) for part in side.parts[:MOST_CASES]]
        more = len(side.parts) - MOST_CASES
        if more > 0:
            parts.append(Label(f"and {more} more", "second"))
        if side.hidden_parts:
            words = "case" if side.hidden_parts == 1 else "cases"
            parts.append(Label(f"{side.hidden_parts} {words} you may not see", "second"))
        if not parts:
            parts.append(Label("None", "quiet"))
        return layout.held(layout.column(*parts, layout.STRETCH, gap=4))

    def _case(self, part: PartInCase) -> QWidget:
        link = LinkButton(part.reference)
        link.setAccessibleName(f"Open case {part.reference}")
        link.clicked.connect(lambda: self.case_asked.emit(part.case_id))
        role = label("person_role", part.role).lower()
        line = layout.row(link, Label(part.initials, "body"), Label(role, "second"), layout.STRETCH, gap=8)
        return layout.held(layout.column(line, ChipLabel(chips.status(part.status)), gap=1))


def _head(pair: DuplicateCompared) -> QWidget:
    score = layout.row(
        Label("Are these one person?", "page"), layout.STRETCH, Label(pair.word, "strong"),
        Label(str(pair.score), "strong"), Label("of 100", "second"), gap=8,
    )  # fmt: skip
    reasons = Flow(gap=16)
    for reason in pair.reasons:
        tone, glyph = ("green", "glyph-done") if reason.met else ("grey", "cross")
        reasons.add(ChipLabel(chips.noted(tone, glyph, reason.words, size=12)))
    meter = Meter(pair.score, 100, name=f"{pair.word}, {pair.score} of 100")
    return layout.held(layout.column(score, meter, reasons, gap=8, margins=(24, 14, 24, 12)))


def _grid(
    rows: list[tuple[str, Callable[[DuplicateSide], QWidget]]], sides: tuple[DuplicateSide, DuplicateSide]
) -> QGridLayout:
    """Both records beside the names of the rows; at large text one under the other."""
    now = theme.current()
    grid = QGridLayout()
    grid.setHorizontalSpacing(now.px(20))
    grid.setVerticalSpacing(now.px(6))
    at = 0
    for title, made in rows:
        if now.large:
            grid.addWidget(Label(title, "second"), at, 0)
            for down, side in enumerate(sides, start=1):
                grid.addWidget(made(side), at + down, 0)
        else:
            grid.addWidget(Label(title, "second"), at, 0, Qt.AlignmentFlag.AlignTop)
            for across, side in enumerate(sides, start=1):
                grid.addWidget(made(side), at, across)
        at += 3
        grid.addWidget(Hairline(), at, 0, 1, 3)
        at += 1
    if not now.large:
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
    return grid


def _told(row: str, side: DuplicateSide) -> bool:
    told = {
        "In own script": side.own_script,
        "Also known as": side.also,
        "Address": side.addresses,
        "Contact": side.contact,
        "Language": side.language,
    }
    return bool(told.get(row, True))


def _words(words: str) -> QWidget:
    return Label(words or "Not known", "body" if words else "quiet", wrap=True)
