"""What was decided about two records: kept apart, or merged; and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from hipdesk.model.people import DuplicatePair, MergeMade
from ui.parts.case_words import full_day
from ui.widgets import chips, layout
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Ground, Label

_MERGED = (
    "Both names lead to one record. Undoing puts every case, address and answer back where it was; what somebody "
    "changed since stays with the record that was kept, and is told."
)
_APART = "They are not asked about again. If that was a mistake, let the pair wait in the tray once more."


class DecidedPane(Ground):
    """Shows one decision. ``undo_asked`` carries a merge's id, ``again_asked`` a pair's."""

    undo_asked = Signal(str)
    again_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface")
        self.setObjectName("decided-pane")
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)

    def show_decided(self, decided: DuplicatePair | MergeMade | None) -> None:
        """Show this one, or nothing."""
        layout.clear(self._down)
        if isinstance(decided, MergeMade):
            self._show_merge(decided)
        elif decided is not None:
            self._show_apart(decided)

    def _show_merge(self, made: MergeMade) -> None:
        chip = chips.noted("green", "glyph-done", "Merged", bold=True)
        told = f"{made.name}, with {made.other_name}"
        when = f"{made.made_by}, {full_day(made.made_on)}"
        if made.undone_on is not None:
            chip = chips.noted("grey", "undo", "Undone", bold=True)
            self._say(chip, told, f"{when}; undone by {made.undone_by}, {full_day(made.undone_on)}", "", None)
            return
        undo = Button("Undo the merge", icon="undo")
        undo.setObjectName("undo-merge")
        undo.clicked.connect(lambda: self.undo_asked.emit(made.id))
        self._say(chip, told, when, _MERGED, undo)

    def _show_apart(self, pair: DuplicatePair) -> None:
        chip = chips.noted("grey", "glyph-none", "Two people", bold=True)
        again = Button("Decide again", icon="redo")
        again.setObjectName("decide-again")
        again.clicked.connect(lambda: self.again_asked.emit(pair.id))
        why = f"{pair.why}. " if pair.why else ""
        when = f"{why}{pair.decided_by}, {full_day(pair.decided_on)}"
        self._say(chip, f"{pair.name} and {pair.other_name}", when, _APART, again)

    def _say(self, chip: chips.Chip, told: str, when: str, words: str, button: Button | None) -> None:
        parts = [ChipLabel(chip), Label(told, "page", wrap=True), Label(when, "quiet", wrap=True)]
        if words:
            parts.append(Label(words, "body", wrap=True))
        down = layout.column(*parts, gap=8, margins=(24, 16, 24, 16))
        if button is not None:
            down.addLayout(layout.row(button, layout.STRETCH))
        down.addStretch(1)
        self._down.addLayout(down)
