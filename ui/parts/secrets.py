"""A new passphrase, judged while it is typed; and the recovery sheet, out on paper and typed back in part."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from hipdesk.services import gate
from ui.forms.autosave import keeps_its_own
from ui.parts.printing import SPOOL
from ui.parts.told import Told
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.text_field import SecretField, TextField


class NewPassphrase(QWidget):
    """Two fields, how good the first is in a sentence, and four words by chance for the asking.

    ``known_words`` gives names that add nothing.
    """

    changed = Signal()
    WAIT_MS = 150

    def __init__(self, known_words: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._known_words = known_words
        self.first = SecretField(name="New passphrase")
        self.first.setObjectName("new-passphrase")
        self.again = SecretField(name="The same again")
        self.again.setObjectName("passphrase-again")
        self._told = Told()
        self._suggest = LinkButton("Suggest four words")
        self._suggest.setObjectName("suggest")
        self._frame = FieldFrame(
            "New passphrase", self.first, hint="14 characters or more, or four words chosen by chance"
        )
        self._frame_again = FieldFrame("The same again", self.again)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(self.WAIT_MS)
        self._wait.timeout.connect(self.judge)
        self.setLayout(
            layout.column(
                self._frame,
                layout.row(self._told, self._suggest, gap=12),
                self._frame_again,
                gap=4,
            )
        )
        self.first.changed.connect(self._typed)
        self.again.changed.connect(self._typed)
        self._suggest.clicked.connect(self.suggest)

    def suggest(self) -> None:
        """Fill in four words by chance, readable, so that they can be learnt or written down for the envelope."""
        words = gate.suggest()
        for field in (self.first, self.again):
            field.setText(words)
            field.setEchoMode(QLineEdit.EchoMode.Normal)
        self.judge()

    def judge(self) -> gate.Judgement:
        """Say how good it is."""
        judged = gate.judge(self.first.text(), self._known_words())
        self._told.say(judged.sentence if self.first.text() else "", "green" if judged.ok else "amber")
        return judged

    def problem(self) -> str:
        """What stops this passphrase, marked beside its field; empty when nothing does."""
        judged = self.judge()
        differ = judged.ok and self.first.text() != self.again.text()
        self._frame.set_problem("" if judged.ok else judged.sentence)
        self._frame_again.set_problem("The two are not the same" if differ else "")
        if not judged.ok:
            self.first.setFocus()
        elif differ:
            self.again.setFocus()
        return self._frame.problem or self._frame_again.problem

    def clear(self) -> None:
        """Empty both fields."""
        for field in (self.first, self.again):
            field.clear()

    def _typed(self) -> None:
        for frame in (self._frame, self._frame_again):
            if frame.problem:
                frame.set_problem("")
        self._wait.start()
        self.changed.emit()


class SheetPanel(QWidget):
    """Print or save the recovery sheet, by choice, then type two groups back from the paper.

    ``print_asked`` and ``save_asked`` say what was chosen; ``changed`` follows typing.
    """

    print_asked = Signal()
    save_asked = Signal()
    changed = Signal()

    def __init__(self, asked: tuple[int, int]) -> None:
        super().__init__()
        self._asked = asked
        self.print_button = Button("Print the sheet", icon="printer")
        self.print_button.setObjectName("print-sheet")
        self.save_button = Button("Save it to print elsewhere", icon="download")
        self.save_button.setObjectName("save-sheet")
        self.told = Told()
        self._frames: dict[int, FieldFrame] = {}
        for number in asked:
            field = TextField(width=8)
            field.setObjectName(f"group-{number}")
            keeps_its_own(field)
            field.changed.connect(self._typed)
            self._frames[number] = FieldFrame(f"Group {number}", field)
        groups = layout.row(*self._frames.values(), layout.STRETCH, gap=20)
        words = f"Now type groups {asked[0]} and {asked[1]} from the paper, so that we both know it can be read."
        self.setLayout(
            layout.column(
                layout.row(self.print_button, self.save_button, layout.STRETCH),
                Label(SPOOL, "hint", wrap=True),
                self.told,
                Label(words, "body", wrap=True),
                groups,
                gap=8,
            )
        )
        self.print_button.clicked.connect(self.print_asked)
        self.save_button.clicked.connect(self.save_asked)

    def say_out(self, words: str) -> None:
        """The sheet is out: say how."""
        self.told.say(words, "green")
        next(iter(self._frames.values())).focus()

    def say_not_out(self, words: str) -> None:
        """It is not out yet."""
        self.told.say(words, "red")

    def typed(self) -> dict[int, str]:
        """What was typed, by group."""
        return {number: str(frame.value() or "") for number, frame in self._frames.items()}

    def say_wrong(self, wrong: Sequence[int]) -> None:
        """Mark the groups that are not what the sheet says."""
        for number, frame in self._frames.items():
            frame.set_problem("Not as on the sheet" if number in wrong else "")
        for number in wrong:
            self._frames[number].focus()
            break

    def _typed(self) -> None:
        for frame in self._frames.values():
            if frame.problem:
                frame.set_problem("")
        self.changed.emit()
