"""What others may learn from a case, asked for under what is said of it."""

from PySide6.QtCore import Signal

from ui.forms.autosave import keeps_its_own
from ui.parts.asking import Asking
from ui.widgets import layout
from ui.widgets.buttons import LinkButton
from ui.widgets.note_box import NoteBox


class LearningAsk(Asking):
    """The learning point of one line of the agenda; ``given`` carries it."""

    given = Signal(str)

    def __init__(self, line_id: str) -> None:
        super().__init__("surface")
        self.setObjectName("learning-ask")
        self.what = line_id
        keeps_its_own(self, own=False)
        self.note = NoteBox("What others may learn from this, without names", name="Learning point", lines=2, most=5)
        self.note.setObjectName("learning-note")
        keep = LinkButton("Keep it")
        keep.setObjectName("keep-learning")
        self.setLayout(layout.column(self.note, layout.row(keep, layout.STRETCH), gap=4))
        keep.clicked.connect(self._give)
        self.hide()

    def ask(self) -> None:
        """Ask for one, unless it is being written."""
        if self.isHidden():
            self.note.set_value(None)
        self.begin_at(self.note)

    def ask_again(self, what: str) -> bool:
        """Ask again when this line is shown."""
        if what != self.what:
            return False
        self.ask()
        return True

    def press_main(self) -> None:
        """Ctrl+Enter keeps it, as its link does."""
        self._give()

    def _give(self) -> None:
        words = str(self.note.value() or "").strip()
        if words:
            self.given.emit(words)
