"""One page of the office's words: each text with the shipped words beside it, and what it reads like when filled."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.wording import ChangeWording, WordingText, WordingView, problems_of, tidy
from hipdesk.model.wording_names import NAMES, example_of
from hipdesk.services import wording
from ui.context import Content, Context
from ui.forms.answer import Answers
from ui.forms.autosave import Autosave
from ui.parts.told import Told
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.note_box import NoteBox
from ui.widgets.text_field import TextField

DRAFT = "wording"


class WordingField(QWidget):
    """One text: the field, what it reads like with invented facts, the shipped words when they differ."""

    changed = Signal()

    def __init__(self, text: WordingText) -> None:
        super().__init__()
        self.text = text
        self.field = TextField() if text.shape == "line" else NoteBox(lines=3, most=24)
        self.field.setObjectName(f"words-{text.key}")
        hint = "Paragraphs are parted by an empty line" if text.shape == "paragraphs" else ""
        self.frame = FieldFrame(text.label, self.field, hint=hint)
        self._reads = Label("", "quiet", wrap=True)
        self._shipped = Label("", "quiet", wrap=True)
        self.back = LinkButton("Put the shipped words back", quiet=True)
        self.back.setObjectName(f"shipped-{text.key}")
        self.back.setAccessibleName(f"Put the shipped words back: {text.label}")
        self.setLayout(
            layout.column(self.frame, self._reads, self._shipped, layout.row(self.back, layout.STRETCH), gap=2)
        )
        self.frame.changed.connect(self._typed)
        self.back.clicked.connect(lambda: self.set_words(text.shipped))

    def words(self) -> str:
        """As typed; empty for none."""
        return str(self.field.value() or "")

    def set_words(self, words: str) -> None:
        """Show these words."""
        self.field.set_value(words)
        self._typed()

    def _typed(self) -> None:
        words = self.words()
        own = tidy(self.text, words) != self.text.shipped
        self.back.setVisible(own)
        self._shipped.setVisible(own)
        self._shipped.say(f"Shipped: {self.text.shipped}" if own else "")
        self._reads.setVisible("{" in words)
        self._reads.say(f"It reads: {example_of(words)}" if "{" in words else "")
        if self.frame.problem:
            self.frame.set_problem("")
        self.changed.emit()


class WordingForm(QWidget):
    """``kept`` says that the page was saved or put back."""

    kept = Signal()

    def __init__(self, context: Context, view: WordingView) -> None:
        super().__init__()
        self._context = context
        self.page = view.page
        self._fields = {text.key: WordingField(text) for text in view.page.texts}
        self.told = Told()
        self.setLayout(self._lay_out())
        self.autosave = Autosave(
            lambda: {"texts": self._texts()}, lambda state: context.drafts.keep(DRAFT, view.page.id, state), self
        )
        self._show(view.own)
        for field in self._fields.values():
            field.changed.connect(self.autosave.touch)

    def _lay_out(self) -> QVBoxLayout:
        names = dict.fromkeys(name for text in self.page.texts for name in text.names)
        told = "; ".join(f"{{{name}}} {NAMES[name].means}" for name in names)
        keep = Button("Keep these words", "primary", key="Ctrl+Enter")
        keep.setObjectName("keep-wording")
        keep.clicked.connect(self.keep)
        everything = LinkButton("Put all shipped words back", quiet=True)
        everything.setObjectName("shipped-all")
        everything.clicked.connect(self._all_shipped)
        head = [Label(f"Filled in where it stands in braces: {told}.", "hint", wrap=True)] if names else []
        return layout.column(
            *head, 8, *self._fields.values(), self.told, layout.row(keep, everything, layout.STRETCH, gap=16),
            layout.STRETCH, gap=10,
        )  # fmt: skip

    def _show(self, own: Mapping[str, str]) -> None:
        for key, field in self._fields.items():
            field.set_words(own.get(key, field.text.shipped))
        self.autosave.begin_from({"texts": self._texts()})

    def _texts(self) -> dict[str, str]:
        return {key: field.words() for key, field in self._fields.items()}

    def load_draft(self) -> None:
        """Show what was typed and not kept."""
        self._context.drafts.load(DRAFT, self.page.id, self._take_draft, self)

    def _take_draft(self, kept: Content | None) -> None:
        texts = kept.get("texts") if kept is not None else None
        if not isinstance(texts, dict):
            return
        for key, words in texts.items():
            if key in self._fields and isinstance(words, str):
                self._fields[key].set_words(words)
        self.autosave.begin_from({"texts": self._texts()}, drafted=True)
        self.told.say("What you typed last is shown; it is not kept yet.", "amber")

    def keep(self) -> None:
        """Keep the page, once nothing stands against it."""
        problems = problems_of(self.page, self._texts())
        for key, field in self._fields.items():
            field.frame.set_problem(problems.get(key, ""))
        if problems:
            self._fields[next(iter(problems))].frame.focus()
            self.told.say("Nothing was kept: see the fields in red.", "red")
            return
        command = ChangeWording(page=self.page.id, texts=self._texts())
        self._context.do(
            wording.change_wording, command, then=self._kept, failed=self._failed, owner=self,
            answers=Answers(DRAFT, self.page.id),
        )  # fmt: skip

    def _all_shipped(self) -> None:
        for field in self._fields.values():
            field.set_words(field.text.shipped)
        self.told.say("The shipped words are shown; keep them to go back to them.", "amber")

    def _kept(self, before: ChangeWording) -> None:
        self.autosave.begin_from({"texts": self._texts()})
        self.told.say("Kept. Papers say it from now on.", "green")
        self.kept.emit()
        self._context.messages.toast(f"{self.page.title}: the words are kept.", lambda: self._put_back(before))

    def _put_back(self, before: ChangeWording) -> None:
        self._context.do(wording.change_wording, before, then=lambda _now: self._is_back(before), owner=self)

    def _is_back(self, before: ChangeWording) -> None:
        self._show(before.texts)
        self.told.say("The words are as they were.", "green")
        self.kept.emit()

    def _failed(self, fault: HipDeskError) -> None:
        self.told.say(str(fault), "red")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
        else:
            super().keyPressEvent(event)
