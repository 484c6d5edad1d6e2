"""Two records side by side, field by field, with what is chosen: the grid of the possible duplicate in front."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from hipdesk.model.people import AnswerPair, DuplicateCompared, DuplicateSide
from hipdesk.model.vocab import label
from ui.parts.case_words import full_day
from ui.people.answers import RoundAnswer, TickAnswer
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import Hairline, Label

MOST_CASES = 6
CAREFUL = "The more careful is chosen"
KEEP, FOLD = "Keep this record", "Fold in this record"


class PairGrid(QWidget):
    """Rows of answers. ``choices()`` by field; ``case_asked`` carries the id of a case."""

    case_asked = Signal(str)

    def __init__(self, pair: DuplicateCompared) -> None:
        super().__init__()
        self.setAccessibleName("The two records")
        self._pair = pair
        self._rounds: dict[str, tuple[RoundAnswer, RoundAnswer]] = {}
        self._ticks: dict[str, tuple[TickAnswer, TickAnswer]] = {}
        self._large = theme.current().large
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(0)
        self._at = 0
        self._heads()
        for answer in pair.answers:
            self._answer(answer)
            if answer.code == "born":
                self._homes()
        self._cases()
        if not self._large:
            self._grid.setColumnMinimumWidth(0, theme.current().px(154))
            for column, share in ((1, 3), (2, 3), (3, 2)):
                self._grid.setColumnStretch(column, share)

    def choices(self) -> dict[str, str]:
        """What is chosen now, by field, where there was a choice."""
        chosen = {code: "kept" if kept.isChecked() else "folded" for code, (kept, _folded) in self._rounds.items()}
        for code, (kept, folded) in self._ticks.items():
            both = kept.isChecked() and folded.isChecked()
            chosen[code] = "both" if both else "kept" if kept.isChecked() else "folded"
        return chosen

    def _heads(self) -> None:
        kept, folded = self._pair.kept, self._pair.folded
        heads = (
            layout.held(layout.column(Label(KEEP, "caption"), Label(_since(kept), "second", wrap=True), gap=1)),
            layout.held(layout.column(Label(FOLD, "caption"), Label(_since(folded), "second", wrap=True), gap=1)),
            Label("After merging", "caption"),
        )
        if self._large:
            for head in heads[:2]:
                self._grid.addWidget(head, self._at, 0)
                self._at += 1
            heads[2].hide()
        else:
            for column, head in enumerate(heads, start=1):
                self._grid.addWidget(
                    layout.held(layout.column(layout.STRETCH, head, margins=(8, 0, 8, 5))), self._at, column
                )
            self._at += 1
        self._grid.addWidget(Hairline(strong=True), self._at, 0, 1, 4)
        self._at += 1

    def _row(self, title: str, kept: QWidget, folded: QWidget, why: str) -> None:
        if self._large:
            for part in (Label(title, "strong"), kept, folded, Label(why, "second", wrap=True)):
                self._grid.addWidget(part, self._at, 0)
                self._at += 1
        else:
            self._grid.addWidget(Label(title, "strong", wrap=True), self._at, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(kept, self._at, 1)
            self._grid.addWidget(folded, self._at, 2)
            after = layout.column(layout.STRETCH, Label(why, "second", wrap=True), layout.STRETCH, margins=(8, 0, 0, 0))
            self._grid.addWidget(layout.held(after), self._at, 3)
            self._at += 1
        self._grid.addWidget(Hairline(), self._at, 0, 1, 4)
        self._at += 1

    def _answer(self, answer: AnswerPair) -> None:
        spoken = [f"{answer.label}, {KEEP.lower()}: {answer.kept}", f"{answer.label}, {FOLD.lower()}: {answer.folded}"]
        kept: QWidget
        folded: QWidget
        if answer.same:
            kept = TickAnswer(answer.kept, f"{spoken[0]}, the same", fixed="same")
            folded = TickAnswer(answer.folded, f"{spoken[1]}, the same", fixed="same")
        elif answer.both:
            kept, folded = self._two_ticks(answer, spoken)
        else:
            kept, folded = self._two_rounds(answer, spoken)
        self._row(answer.label, kept, folded, answer.why)

    def _two_rounds(self, answer: AnswerPair, spoken: Sequence[str]) -> tuple[QWidget, QWidget]:
        careful = answer.why == CAREFUL
        kept = RoundAnswer(answer.kept, spoken[0], given=answer.kept_given, careful=careful and answer.choice == "kept")
        folded = RoundAnswer(
            answer.folded, spoken[1], given=answer.folded_given, careful=careful and answer.choice == "folded"
        )
        group = QButtonGroup(self)
        for name, button in (("kept", kept), ("folded", folded)):
            button.setObjectName(f"{answer.code}-{name}")
            group.addButton(button)
            button.toggled.connect(lambda on, button=button: _stop_at(button, on))
            _stop_at(button, False)
        (folded if answer.choice == "folded" else kept).setChecked(True)
        self._rounds[answer.code] = (kept, folded)
        return kept, folded

    def _two_ticks(self, answer: AnswerPair, spoken: Sequence[str]) -> tuple[QWidget, QWidget]:
        kept, folded = TickAnswer(answer.kept, spoken[0]), TickAnswer(answer.folded, spoken[1])
        for name, button, other in (("kept", kept, folded), ("folded", folded, kept)):
            button.setObjectName(f"{answer.code}-{name}")
            button.setChecked(answer.choice in (name, "both"))
            # One of the two is always kept.
            button.toggled.connect(lambda on, other=other: None if on else other.setChecked(True))
        self._ticks[answer.code] = (kept, folded)
        return kept, folded

    def _homes(self) -> None:
        homes = (self._pair.kept.addresses, self._pair.folded.addresses)
        if not any(homes):
            return
        kept, folded = (
            TickAnswer("\n".join(lines) or "None known", f"Address: {', '.join(lines) or 'none known'}", fixed="kept")
            for lines in homes
        )
        self._row("Address", kept, folded, "Both kept, with dates")

    def _cases(self) -> None:
        kept, folded = (self._parts(side) for side in (self._pair.kept, self._pair.folded))
        self._row("Cases", kept, folded, "Both, roles unchanged")

    def _parts(self, side: DuplicateSide) -> QWidget:
        lines: list[QWidget] = []
        for part in side.parts[:MOST_CASES]:
            link = LinkButton(part.reference)
            link.setAccessibleName(f"Open case {part.reference}")
            link.clicked.connect(lambda _on=False, key=part.case_id: self.case_asked.emit(key))
            role = Label(label("person_role", part.role).lower(), "second", wrap=True)
            lines.append(layout.held(layout.column(layout.row(link, layout.STRETCH), role, gap=0)))
        if len(side.parts) > MOST_CASES:
            lines.append(Label(f"and {len(side.parts) - MOST_CASES} more", "second"))
        if not lines:
            lines.append(Label("No case yet", "quiet"))
        return layout.held(layout.column(*lines, layout.STRETCH, gap=4, margins=(8, 8, 8, 8)))


def _stop_at(button: RoundAnswer, chosen: bool) -> None:
    """Tab stops at the chosen one of two; the arrows go to the other."""
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)


def _since(side: DuplicateSide) -> str:
    source = f", from {side.source}" if side.source else ""
    return f"Made {full_day(side.recorded_on)}{source}"
