"""The line of time beside a case: filters, a box for a note that is kept while it is typed, and everything by day."""

from collections.abc import Iterable
from functools import partial

import shiboken6
from PySide6.QtCore import Qt, Signal

from hipdesk.kernel.clock import local_time, today
from hipdesk.model.cases import WriteNote
from hipdesk.model.cases.views import CaseView, TimelineEntry
from hipdesk.services.notes import take_back_note, write_note
from ui.context import Content, Context
from ui.forms.answer import Answers
from ui.forms.autosave import Autosave
from ui.parts.case_words import long_day
from ui.widgets import layout
from ui.widgets.buttons import Pill
from ui.widgets.choice_field import ChoiceField
from ui.widgets.filters import FilterPill
from ui.widgets.labels import Ground, Label
from ui.widgets.note_box import NoteBox
from ui.widgets.timeline import Day, Moment, Timeline

_ICONS = {
    "note": ("note", ""),
    "return": ("mail", ""),
    "incident": ("alert", "red"),
    "risk": ("trend-up", ""),
    "hearing": ("people", "blue"),
    "status": ("folder", ""),
    "action": ("tick-square", ""),
    "referral": ("inbox", ""),
    "closure": ("lock", ""),
    "outcome": ("scales", ""),
    "paper": ("file", ""),
}
_MORE = (
    ("note", "Notes"),
    ("return", "Returns"),
    ("risk", "Risk"),
    ("action", "Actions"),
    ("referral", "Referrals"),
    ("outcome", "Outcomes"),
)
NOTE_KINDS = (
    ("telephone", "Telephone"),
    ("visit", "Visit"),
    ("email", "E-mail"),
    ("letter", "Letter"),
    ("meeting", "Meeting"),
    ("victim_contact", "Contact with the person affected"),
    ("information", "Information received"),
    ("decision", "Decision and reason"),
    ("safeguarding", "Safeguarding"),
    ("other", "Other"),
)


class TimelinePane(Ground):
    """``opened`` carries an entry on Enter. Ctrl+Enter in the box keeps the note."""

    opened = Signal(object)

    def __init__(self, context: Context, case_id: str, *, note: bool = True) -> None:
        super().__init__("sunken")
        self.context = context
        self._case_id = case_id
        self._entries: tuple[TimelineEntry, ...] = ()
        self._kind = ""
        self.all = Pill("All")
        self.incidents = Pill("Incidents")
        self.panel = Pill("Panel")
        self.more = FilterPill("More", _MORE)
        self.line = Timeline()
        self.line.setObjectName("timeline")
        self.line.opened.connect(self._open)
        self._connect_filters()
        self.note = NoteBox("Write a note: what happened, who told you, what you did", name="Note", lines=2, most=9)
        self.note.setObjectName("note-box")
        self.kind = ChoiceField(NOTE_KINDS, name="Kind of note", lead="Kind: ", typing_from=99)
        self.kind.set_value("telephone")
        self.when = Label("", "second")
        self.autosave = Autosave(self._state, self._keep, self)
        self.note.changed.connect(self.autosave.touch)
        self.note.kept.connect(self.keep_note)
        self._lay_out(note)
        self._say_when()
        if note:
            context.drafts.load("note", case_id, self._take_draft, self)

    def _connect_filters(self) -> None:
        self.all.setChecked(True)
        self.all.clicked.connect(lambda: self._filter(""))
        self.incidents.clicked.connect(lambda: self._filter("incident"))
        self.panel.clicked.connect(lambda: self._filter("hearing"))
        self.more.changed.connect(lambda: self._filter(str(self.more.value() or "")))

    def _lay_out(self, note: bool) -> None:
        filters = layout.row(
            Label("Timeline", "head"), layout.STRETCH, self.all, self.incidents, self.panel, self.more, gap=6
        )
        foot = layout.row(self.when, self.kind, layout.STRETCH, Label("Ctrl+Enter keeps it", "second"), gap=8)
        box = layout.held(layout.column(self.note, foot, gap=4))
        if not note:
            box.hide()
        self.setLayout(layout.column(filters, box, self.line, gap=10, margins=(20, 12, 20, 0)))

    def show_case(self, view: CaseView) -> None:
        """Show what happened."""
        self._entries = view.timeline
        self.incidents.say(f"Incidents {len(view.incidents)}")
        self.panel.say(f"Panel {len(view.hearings)}")
        self._show()

    def go_to(self, entry_id: str) -> None:
        """Bring an entry into sight, whatever is filtered."""
        self._filter("")
        self.line.go_to(entry_id)

    def _filter(self, kind: str) -> None:
        self._kind = kind
        self._show()

    def _show(self) -> None:
        self.all.setChecked(self._kind == "")
        self.incidents.setChecked(self._kind == "incident")
        self.panel.setChecked(self._kind == "hearing")
        if self._kind in ("", "incident", "hearing"):
            self.more.set_value(None)
        shown = [entry for entry in self._entries if not self._kind or entry.kind == self._kind]
        self.line.show_rows(list(self._rows(shown)))

    def _rows(self, entries: Iterable[TimelineEntry]) -> Iterable[Day | Moment]:
        day_now = today(self.context.clock)
        last = None
        for entry in entries:
            if entry.on_day != last:
                last = entry.on_day
                yield Day(long_day(entry.on_day, day_now))
            icon, tone = ("alert", "red") if entry.warns else _ICONS[entry.kind]
            yield Moment(entry.id, icon, entry.heading, entry.aside, entry.text, tone)

    def _open(self, key: object) -> None:
        entry = next((one for one in self._entries if one.id == key), None)
        if entry is not None:
            self.opened.emit(entry)

    # The note

    def _say_when(self) -> None:
        self.when.say(f"Today {local_time(self.context.clock):%H:%M}")

    def begin_note(self) -> None:
        """Put the focus into the box."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep_note(self) -> None:
        """Keep what is written as a note on the case."""
        text = str(self.note.value() or "")
        if not text:
            return
        command = WriteNote(case_id=self._case_id, kind=str(self.kind.value() or "other"), text=text)
        answers = Answers("note", self._case_id, partial(_typed_after, text))
        self.context.do(write_note, command, then=lambda key: self._noted(text, key), owner=self, answers=answers)

    def _noted(self, text: str, key: str) -> None:
        more = _typed_after(text, self._state())
        self.note.set_value(more["text"] if more else None)
        if more:
            self.note.put_cursor(len(str(more["text"])))
        self.autosave.flush()
        self.context.messages.toast("The note is kept.", partial(self._take_back, text, key))

    def _take_back(self, text: str, key: str) -> None:
        """The note goes from the case; its words stand in the box again, unless another is begun there."""

        def back(_none: None) -> None:
            if shiboken6.isValid(self) and not self.note.value():
                self.note.set_value(text)
                self.begin_note()

        self.context.do(take_back_note, key, then=back)

    def _state(self) -> Content:
        return {"text": self.note.value() or "", "kind": self.kind.value(), "cursor": self.note.cursor_at()}

    def _keep(self, state: Content) -> None:
        if state["text"]:
            self.context.drafts.keep("note", self._case_id, state)
        else:
            self.context.drafts.drop("note", self._case_id)

    def _take_draft(self, content: Content | None) -> None:
        if content and content.get("text"):
            self.note.set_value(content["text"])
            self.kind.set_value(content.get("kind"))
            cursor = content.get("cursor")
            if isinstance(cursor, int):
                self.note.put_cursor(cursor)
            self.autosave.begin_from(self._state())


def _typed_after(text: str, state: Content) -> Content | None:
    """What was typed on behind a note while it was being kept: the beginning of the next one."""
    typed = str(state["text"])
    more = typed.removeprefix(text).strip() if typed.startswith(text) else ""
    return {**state, "text": more, "cursor": len(more)} if more else None
