"""One entry of a code list: its words, its help, and the days it may be chosen."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.clock import today
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.lists import EntryLine, ListView
from ui.context import Context
from ui.parts.told import Told
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.text_field import TextField


class EntryForm(QWidget):
    """``asked`` carries what was typed by the command's names; ``left`` goes back without a change."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, context: Context, listed: ListView, entry: EntryLine | None) -> None:
        super().__init__()
        self.entry = entry
        self._told = Told()
        self._frames = self._make_frames(context, listed)
        button = Button("Keep it" if entry else "Add to the list", "primary", key="Ctrl+Enter")
        button.setObjectName("keep-entry")
        leave = LinkButton("Leave it as it is", quiet=True)
        leave.setObjectName("leave-form")
        column = layout.column(
            Label(f"Change “{entry.label}”" if entry else f"A further entry: {listed.title}", "page"), 8,
            *self._frames.values(), self._told, layout.row(button, leave, layout.STRETCH, gap=16), layout.STRETCH,
            gap=6,
        )  # fmt: skip
        self.setLayout(column)
        button.clicked.connect(self._ask)
        leave.clicked.connect(self.left)

    def _make_frames(self, context: Context, listed: ListView) -> dict[str, FieldFrame]:
        made = {"label": FieldFrame("Words", TextField(), hint="As forms and papers say it")}
        roots = [(entry.code, entry.label) for entry in listed.entries if entry.parent is None]
        if self.entry is None and any(entry.parent for entry in listed.entries):
            made["parent"] = FieldFrame("Under", ChoiceField(roots), mark="optional")
        made["note"] = FieldFrame("Help beside the choice", TextField(), mark="optional")
        if not listed.ruled:
            day = DateField(lambda: today(context.clock), name="First day")
            made["valid_from"] = FieldFrame("First day it may be chosen", day, mark="optional")
            if self.entry is not None:
                last = DateField(lambda: today(context.clock), name="Last day")
                hint = "Ending it takes it out of forms; records keep it"
                made["valid_to"] = FieldFrame("Last day it may be chosen", last, mark="optional", hint=hint)
        for name, frame in made.items():
            frame.field.control().setObjectName(f"entry-{name}")
            frame.set_value(getattr(self.entry, name, None) or None)
        return made

    def first_focus(self) -> QWidget:
        """The words."""
        return self._frames["label"].field.control()

    def mark(self, words: Mapping[str, str]) -> None:
        """Say beside each field what is wrong with it, and the rest under them."""
        for name, frame in self._frames.items():
            frame.set_problem(words.get(name, ""))
        self._told.say(" ".join(says for name, says in words.items() if name not in self._frames), "red")

    def refused(self, fault: HipDeskError) -> None:
        """Say what is wrong; what was typed stays."""
        self._told.say(str(fault), "red")

    def _ask(self) -> None:
        typed: dict[str, object] = {name: frame.value() for name, frame in self._frames.items()}
        kept = {"code": self.entry.code, "valid_from": self.entry.valid_from, "valid_to": self.entry.valid_to} if (
            self.entry
        ) else {}  # fmt: skip
        self.asked.emit({**kept, **typed, "label": typed["label"] or "", "note": typed["note"] or ""})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
