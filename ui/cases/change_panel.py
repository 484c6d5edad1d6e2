"""A change to a case, asked for in a panel in the place of its page: one thing, a few fields, one button.

What is typed is kept as a draft until it becomes a record; what was kept can be taken back from the toast.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipdesk.kernel.clock import today
from hipdesk.model.cases.views import CaseView
from hipdesk.model.findings import Findings, made_or_findings
from ui.cases.asks import ASKS, Ask
from ui.cases.asks.ask import Call, Look
from ui.context import Content, Context
from ui.forms import draft_state
from ui.forms.answer import Answers
from ui.forms.autosave import Autosave
from ui.forms.findings import nearest, of_field
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Ground, Label
from ui.widgets.note_box import NoteBox
from ui.widgets.tick import TickList

TITLES = {kind: ask.TITLE for kind, ask in ASKS.items()}


class ChangePanel(Ground):
    """``kind`` is one of ``ASKS``, ``subject`` the record it changes. ``left`` when it is done with."""

    left = Signal()

    def __init__(self, context: Context, view: CaseView, kind: str, subject: str = "") -> None:
        super().__init__("sunken")
        self.setObjectName("change-panel")
        self.context = context
        self.kind = kind
        self.what = f"{kind}:{subject}"
        """What the case page asks for it by."""
        self.ask: Ask = ASKS[kind](view, lambda: today(context.clock), subject)
        self.autosave = Autosave(self._state, self._keep_draft, self)
        self._draft_subject = f"{view.id}{subject.rpartition('.')[2]}"
        self._rows = layout.column(gap=8)
        self._again = LinkButton("Start anew")
        self._again.setObjectName("change-anew")
        self._again.clicked.connect(self._start_anew)
        self._typed = layout.held(layout.row(Label("What you typed before is here.", "second"), self._again))
        self._typed.hide()
        self.done = Button(self.ask.DONE, "primary", key="Ctrl+Enter")
        self.done.setObjectName("change-done")
        self.done.setEnabled(False)
        self.done.clicked.connect(self.keep)
        back = Button("Leave it", key="Esc")
        back.setObjectName("change-leave")
        back.clicked.connect(self.leave)
        self.setLayout(
            layout.column(
                Label(self.ask.title, "head"), *self.ask.above(), self._typed, self._rows,
                layout.row(self.done, back, layout.STRETCH), gap=8, margins=(20, 16, 20, 16),
            )
        )  # fmt: skip

    @property
    def fields(self) -> dict[str, FieldFrame]:
        """The fields by name."""
        return self.ask.frames

    # Beginning

    def begin(self) -> None:
        """Read what may be chosen, make the fields, put the focus into the first and bring a draft back."""
        wanted = self.ask.reads()
        if wanted is None:
            self._make(None)
        else:
            self.context.read(wanted.service, *wanted.args, then=self._make, owner=self)

    def _make(self, found: object) -> None:
        self.ask.found = found
        self.ask.make()
        self._lay_out()
        for name, frame in self.fields.items():
            frame.changed.connect(lambda name=name: self._changed(name))
        self._first = self._state()
        self.autosave.begin_from(self._first)
        self.done.setEnabled(True)
        self._look(self.ask.looks(""))
        if self.fields:
            next(iter(self.fields.values())).focus()
        self.context.drafts.load(self._draft_kind, self._draft_subject, self._take_draft, self)

    def _lay_out(self) -> None:
        """Fields two in a line; running text and ticks alone, and every field at large text."""
        waiting: FieldFrame | None = None
        for frame in self.fields.values():
            wide = theme.current().large or isinstance(frame.field, (NoteBox, TickList))
            if waiting is not None:
                self._rows.addLayout(_pair(waiting, QWidget() if wide else frame))
            if wide:
                self._rows.addWidget(frame)
            waiting = None if wide or waiting is not None else frame
        if waiting is not None:
            self._rows.addLayout(_pair(waiting, QWidget()))

    def _changed(self, name: str) -> None:
        self.fields[name].set_problem("")
        self.autosave.touch()
        self._look(self.ask.looks(name))

    def _look(self, look: Look | None) -> None:
        if look is not None:
            self.context.read(look.call.service, *look.call.args, then=look.take, owner=self, newest="change-look")

    # Drafts

    @property
    def _draft_kind(self) -> str:
        return f"case-{self.kind}"

    def _state(self) -> Content:
        return draft_state.of_frames(self.fields, {})

    def _keep_draft(self, state: Content) -> None:
        if state["answers"] == self._first["answers"]:
            self.context.drafts.drop(self._draft_kind, self._draft_subject)
        else:
            self.context.drafts.keep(self._draft_kind, self._draft_subject, state)

    def _take_draft(self, content: Content | None) -> None:
        if content is None:
            return
        focus = draft_state.show(self.fields, content)
        self._typed.show()
        self.autosave.begin_from(self._state())
        if focus:
            self.fields[focus].focus()
            draft_state.put_cursor(self.fields[focus], content.get("cursor"))

    def _start_anew(self) -> None:
        draft_state.show(self.fields, self._first)
        self.autosave.begin_from(self._state())
        self.context.drafts.drop(self._draft_kind, self._draft_subject)
        self._typed.hide()
        next(iter(self.fields.values())).focus()

    def leave(self) -> None:
        """Go back without making the change; what is typed is kept."""
        self.autosave.flush()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    # Keeping

    def keep(self) -> None:
        """Make the change; what is refused is said in a banner and the panel stays."""
        if self._stands_in_the_way():
            return
        made = made_or_findings(lambda ask: ask.call(), self.ask)
        if isinstance(made, Findings):
            for name, words in made.words.items():
                self._say(nearest(name, self.fields), words)
            return
        answers = Answers(self._draft_kind, self._draft_subject)
        self.context.do(made.service, *made.args, then=self._over, owner=self, answers=answers)

    def _stands_in_the_way(self) -> bool:
        empty = {name: words for name, words in self.ask.needed().items() if self.ask.value(name) in (None, "")}
        found = {name: words for name, frame in self.fields.items() if (words := of_field(frame.field))} | empty
        for name, words in found.items():
            self._say(name, words)
        if found:
            next(frame for name, frame in self.fields.items() if name in found).focus()
        return bool(found)

    def _say(self, name: str, words: str) -> None:
        name = name if name in self.fields else next(iter(self.fields))
        self.fields[name].set_problem(words)

    def _over(self, made: object) -> None:
        self.ask.made = made
        self.autosave.stop()
        back = self.ask.undo()
        context = self.context
        context.messages.toast(self.ask.SAID, None if back is None else lambda: _undo(context, back))
        self.left.emit()


def _undo(context: Context, back: Call) -> None:
    context.do(back.service, *back.args)


def _pair(first: QWidget, second: QWidget) -> QHBoxLayout:
    across = layout.row(first, second, gap=20)
    across.setStretch(0, 1)
    across.setStretch(1, 1)
    return across
