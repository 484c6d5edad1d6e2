"""An action in one line that reads itself back: owner, what, by when; put right in place before it is given."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from hipdesk.model.action_log import ActionView
from hipdesk.model.panels.day import AgencyChoice
from hipdesk.model.panels.day import QuickAction as ReadBack
from ui.style import theme
from ui.widgets import british_dates, chips, layout
from ui.widgets.buttons import LinkButton, Pill
from ui.widgets.chips import ChipLabel
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import Ground, Label
from ui.widgets.text_field import TextField

Given = dict[str, object]
_SHOWN = 3
"""Standard recommendations shown as pills; the rest of the list is in a menu."""


class QuickAction(QWidget):
    """``asked`` carries the line to be read back; ``given`` the fields of the action; ``carried`` an older one's id.

    ``changed`` while it is typed, or an owner chosen.
    """

    changed = Signal()
    asked = Signal(str)
    given = Signal(dict)
    carried = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._read: ReadBack | None = None
        self._wanted = False
        self.line = TextField("RCH to fit letterbox guard by 12 Dec", name="New action in one line")
        self.line.setObjectName("quick-action")
        self.back = Ground("sunken")
        self.back.setObjectName("read-back")
        self._owner = Label("", "strong", wrap=True)
        self._what = Label("", "strong", wrap=True)
        self._due = Label("", "strong")
        self._note = ChipLabel()
        self.choose = ChoiceField((), placeholder="Choose an owner", name="Owner of the action")
        self.choose.setObjectName("quick-owner")
        self.same = LinkButton("carry it forward")
        self.same.setObjectName("carry-same")
        self._same_words = Label("", "second")
        self._missing = Label("", "caption", tone="amber", wrap=True)
        self._standard = QVBoxLayout()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(150)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        owner = layout.row(_side("Owner"), self._owner, self.choose, gap=8)
        due = layout.row(_side("Due"), self._due, self._note, layout.STRETCH, gap=8)
        same = layout.row(_side(""), self._same_words, self.same, layout.STRETCH, gap=4)
        inner = layout.column(owner, layout.row(_side("Action"), self._what, gap=8), due, same, self._missing, gap=3)
        inner.setContentsMargins(*(theme.current().px(side) for side in (10, 8, 10, 8)))
        self.back.setLayout(inner)
        self.back.hide()
        down = layout.column(self.line, self.back, self._standard, gap=8)
        down.setContentsMargins(0, 4, 0, 0)
        self.setLayout(down)

    def _connect(self) -> None:
        self.line.changed.connect(self._typed)
        self.line.changed.connect(self.changed)
        self.choose.changed.connect(self.changed)
        self.line.returnPressed.connect(self._enter)
        self._timer.timeout.connect(lambda: self.asked.emit(self.line.text()))
        self.choose.changed.connect(lambda: self._show_missing(self._read))
        self.same.clicked.connect(self._carry)

    def show_standard(self, standard: Sequence[tuple[str, str]]) -> None:
        """Offer standard recommendations as pills."""
        layout.clear(self._standard)
        row = layout.row(Label("Standard", "second"), gap=6)
        for at, (code, words) in enumerate(standard[:_SHOWN]):
            if at and at % 2 == 0:
                row.addStretch(1)
                self._standard.addLayout(row)
                row = layout.row(gap=6)
            pill = Pill(words, icon="plus", checkable=False)
            pill.setObjectName(f"standard-{code}")
            pill.clicked.connect(lambda _on=False, words=words: self._begin(words))
            row.addWidget(pill)
        if len(standard) > _SHOWN:
            more = Pill(f"{len(standard) - _SHOWN} more", icon="list", checkable=False)
            more.setObjectName("standard-more")
            more.setAccessibleName(f"{len(standard) - _SHOWN} more standard recommendations")
            more.clicked.connect(lambda: self._list_standard(more, standard[_SHOWN:]))
            row.addWidget(more)
        row.addStretch(1)
        self._standard.addLayout(row)

    def _list_standard(self, under: Pill, standard: Sequence[tuple[str, str]]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for _code, words in standard:
            menu.addAction(words).triggered.connect(lambda _on=False, words=words: self._begin(words))
        menu.popup(under.mapToGlobal(QPoint(0, under.height())))

    def show_agencies(self, agencies: Sequence[AgencyChoice]) -> None:
        """Whom an action may be given to."""
        self.choose.set_choices([(each.id, each.name) for each in agencies])

    def show_number(self, number: int) -> None:
        """The number the next action gets."""
        self.line.setAccessibleName(f"Action {number} in one line")

    def show_read(self, read: ReadBack) -> None:
        """Read the line back."""
        if not self.line.text().strip():
            return
        self._read = read
        line = read.read
        owner = ", ".join(part for part in (line.owner, line.person) if part)
        self._owner.say(owner)
        self._owner.setVisible(bool(owner))
        self.choose.setVisible(not owner)
        self._what.say(line.wording or "Not said yet")
        self._due.say(self._day(line.due) if line.due else "No date")
        self._note.show_chips((chips.noted("amber", "glyph-diamond", line.note, size=12),) if line.note else ())
        self._same_words.setVisible(read.alike is not None)
        self.same.setVisible(read.alike is not None)
        if read.alike is not None:
            self._same_words.say(f"Same as {_which(read.alike)}:")
        self._show_missing(read)
        self.back.show()
        if self._wanted:
            self._wanted = False
            self._give()

    def _show_missing(self, read: ReadBack | None) -> None:
        if read is None:
            return
        line = read.read
        # Words that name a day gone by come last, and are understood.
        unread = line.not_understood[:-1] if line.past else line.not_understood
        left = ", ".join(f"“{part}”" for part in unread)
        words = [f"Not understood: {left}." if left else ""]
        if "owner" in line.missing and not self.choose.value():
            words.append("No owner: choose one.")
        if line.past:
            gone = british_dates.short(line.past, year=True)
            words.append(f"{gone} is past: write a day still to come, with its year when it is next year’s.")
        elif "due" in line.missing:
            words.append("No date: write one, as “by 12 Dec”.")
        self._missing.say(" ".join(word for word in words if word))
        self._missing.setVisible(any(words))

    def _day(self, day: date) -> str:
        return british_dates.short(day, year=day.year != self._today().year)

    def _typed(self) -> None:
        if self.line.text().strip():
            self._timer.start()
        else:
            self._timer.stop()
            self._read = None
            self.back.hide()

    def _begin(self, words: str) -> None:
        self.line.setText(f" to {words[:1].lower()}{words[1:]} by ")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.setCursorPosition(0)

    def _enter(self) -> None:
        """Give what is read back; a line just typed is read first."""
        if not self.line.text().strip():
            return
        if self._timer.isActive() or self._read is None:
            self._timer.stop()
            self._wanted = True
            self.asked.emit(self.line.text())
            return
        self._give()

    def _give(self) -> None:
        read = self._read.read if self._read else None
        if read is None or not read.wording or read.past:
            # A day that is gone is no day to be done by: its sentence says what to write.
            return
        owner = read.owner_id or self.choose.value()
        self.given.emit(
            {
                "wording": read.wording,
                "owner_agency_id": str(owner) if owner else None,
                "owner_name": read.person,
                "due_on": read.due,
                "due_words": "" if read.due else " ".join(read.not_understood),
            }
        )

    def state(self) -> list[object]:
        """The line as typed and the owner chosen, for the draft; empty when nothing is typed."""
        return [self.line.text(), self.choose.value()] if self.line.text().strip() else []

    def take(self, state: object) -> None:
        """Put a draft's line back, and read it; an empty line for anything else."""
        line, owner = state if isinstance(state, list) and len(state) == 2 else ("", None)
        self.line.setText(str(line))
        self.choose.set_value(owner)

    def given_out(self) -> None:
        """The action was given: an empty line for the next."""
        self.take(None)
        self.back.hide()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _carry(self) -> None:
        if self._read is not None and self._read.alike is not None:
            self.carried.emit(self._read.alike.id)

    @property
    def due(self) -> object:
        """The day the line says, for carrying an older action forward."""
        return self._read.read.due if self._read else None


def _which(action: ActionView) -> str:
    return f"{action.number}, late" if action.rag.code == "red" else action.number


def _side(words: str) -> Label:
    label = Label(words, "second")
    label.setFixedWidth(theme.current().px(48))
    return label
