"""Marking words by hand: what is selected in any text of a case is left out of every paper that leaves names out."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from hipdesk.kernel.text import one_line
from hipdesk.model.redaction.looking import CATEGORIES, MarkWords, label_of
from hipdesk.services import redaction
from ui import shortcuts
from ui.context import Context
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import Label
from ui.widgets.overlay import Overlay, Panel
from ui.widgets.text_field import TextField

KEY = "Ctrl+Shift+M"
_WHAT = "No pack, slip, report or letter about this case says these words from now on; {label} stands instead."


def selected_words(widget: QWidget | None) -> str:
    """The words selected in a text, on one line; empty when none are."""
    if isinstance(widget, (QTextEdit, QPlainTextEdit)):
        return whole_words(widget.textCursor())
    if isinstance(widget, (QLabel, QLineEdit)):
        return one_line(widget.selectedText()).strip()
    return ""


def whole_words(cursor: QTextCursor) -> str:
    """What is selected, in one line, on to the ends of the words it begins and ends in; empty when nothing is."""
    if not cursor.hasSelection():
        return ""
    text, first, last = cursor.document(), cursor.selectionStart(), cursor.selectionEnd()
    while first > 0 and text.characterAt(first - 1).isalnum() and text.characterAt(first).isalnum():
        first -= 1
    while text.characterAt(last - 1).isalnum() and text.characterAt(last).isalnum():
        last += 1
    wider = QTextCursor(text)
    wider.setPosition(first)
    wider.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    return one_line(wider.selectedText().replace("\u2029", " ")).strip()


class MarkAsk(Panel):
    """Asks which words and what they are. ``given`` carries the words and the category."""

    given = Signal(str, str)

    def __init__(self, words: str) -> None:
        super().__init__(name="Leave words out of papers")
        self.setObjectName("mark-ask")
        self.words = TextField("The words to leave out", name="The words to leave out")
        self.words.setObjectName("mark-words")
        self.words.set_value(words or None)
        self.kind = ChoiceField(tuple(CATEGORIES.items()), name="What they are", typing_from=99)
        self.kind.setObjectName("mark-kind")
        self.kind.set_value("name")
        self.told = Label("", "second", wrap=True)
        self.do, self.leave = Button("Leave them out", "primary", key="Enter"), Button("Cancel")
        self.do.setObjectName("mark-do")
        down = layout.column(
            Label("Leave words out of papers", "page"), self.words,
            layout.row(Label("They are"), self.kind, layout.STRETCH, gap=8), self.told,
            layout.row(layout.STRETCH, self.do, self.leave, gap=8), gap=10, margins=(24, 20, 24, 20),
        )  # fmt: skip
        self.setLayout(down)
        self.kind.changed.connect(self._tell)
        shortcuts.bind(self, "Enter", self._enter, within=True)
        self.do.clicked.connect(self._give)
        self._tell()

    def _tell(self) -> None:
        self.told.say(_WHAT.format(label=f"“{label_of(str(self.kind.value() or ''))}”"))

    def _enter(self) -> None:
        (self.leave if self.leave.hasFocus() else self.do).click()

    def _give(self) -> None:
        words = one_line(str(self.words.value() or "")).strip()
        self.words.set_problem("" if len(words) >= 2 else "Write the words to leave out")
        if len(words) >= 2:
            self.given.emit(words, str(self.kind.value() or "other"))


def ask_to_mark(context: Context, over: QWidget, case_id: str, words: str) -> MarkAsk:
    """Ask over the window, and mark. The panel is given back for who tests it."""
    ask = MarkAsk(words)
    overlay = Overlay(over.window(), ask, width=520, top=120)

    def mark(said: str, kind: str) -> None:
        overlay.close_overlay()
        command = MarkWords.model_validate({"case_id": case_id, "words": said, "category": kind})
        context.do(
            redaction.mark_words, command, then=lambda _none: context.messages.toast("Left out of papers."), owner=over
        )

    ask.given.connect(mark)
    ask.leave.clicked.connect(overlay.close_overlay)
    (ask.kind if words else ask.words).setFocus()
    return ask


def let_mark(context: Context, page: QWidget, case_id: Callable[[], str]) -> QShortcut:
    """Let Ctrl+Shift+M mark what is selected in any text of a page; ``case_id`` is empty while none is shown."""

    def ask() -> None:
        key = case_id()
        if key:
            ask_to_mark(context, page, key, selected_words(QApplication.focusWidget()))

    return shortcuts.bind(page, KEY, ask)
