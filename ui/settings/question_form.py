"""One question of a risk form: its words, help, and answers with their points, a line each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hipdesk.model.form_editing import FormContent, answers_as_lines
from ui.context import Content
from ui.parts.told import Told
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.note_box import NoteBox
from ui.widgets.text_field import TextField


class QuestionForm(QWidget):
    """``at`` is the question's place from 0, None for a further one. ``asked`` to keep it, ``left`` to leave."""

    asked = Signal()
    left = Signal()
    changed = Signal()

    def __init__(self, at: int | None, question: FormContent | None) -> None:
        super().__init__()
        self.at = at
        self._words, self._help = TextField(), TextField()
        self._answers = NoteBox(name="Answers", lines=6)
        self._words.setObjectName("question-words")
        self._help.setObjectName("question-help")
        self._answers.setObjectName("question-answers")
        if question is not None:
            self._words.set_value(question["text"])
            self._help.set_value(question.get("help") or None)
            self._answers.set_value(answers_as_lines(question))
        self._told = Told()
        keep = Button("Keep the question", "primary", key="Ctrl+Enter")
        keep.setObjectName("keep-question")
        leave = LinkButton("Leave it as it is", quiet=True)
        leave.setObjectName("leave-form")
        hint = "One a line, with its points: Weekly = 3"
        self.setLayout(
            layout.column(
                Label(f"Question {at + 1}" if at is not None else "A further question", "page"), 8,
                FieldFrame("Question", self._words), FieldFrame("Help under it", self._help, mark="optional"),
                FieldFrame("Answers", self._answers, hint=hint), self._told,
                layout.row(keep, leave, layout.STRETCH, gap=16), layout.STRETCH, gap=6,
            )
        )  # fmt: skip
        keep.clicked.connect(self.asked)
        self._answers.kept.connect(self.asked)
        leave.clicked.connect(self.left)
        for signal in (self._words.changed, self._help.changed, self._answers.changed):
            signal.connect(self.changed)

    def first_focus(self) -> QWidget:
        """The question's words."""
        return self._words

    def typed(self) -> tuple[str, str, str]:
        """Words, help and answers as typed."""
        return self._words.text(), self._help.text(), self._answers.toPlainText()

    def state(self) -> Content:
        """What a draft keeps."""
        return {"at": self.at, "typed": list(self.typed())}

    def restore(self, kept: Content) -> None:
        """What a draft kept."""
        typed = kept.get("typed")
        if isinstance(typed, list) and len(typed) == 3:
            self._words.set_value(typed[0] or None)
            self._help.set_value(typed[1] or None)
            self._answers.set_value(typed[2] or None)

    def say(self, words: str) -> None:
        """Say what is wrong; what was typed stays."""
        self._told.say(words, "red")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
