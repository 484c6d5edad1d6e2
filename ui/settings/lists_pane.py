"""Code lists: the words that forms offer. Entries are added, reworded, ordered and ended; none is ever deleted."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from hipdesk.kernel.clock import today
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.findings import Findings, made_or_findings
from hipdesk.model.lists import AddEntry, ChangeEntry, EntryLine, ListView
from hipdesk.services import lists
from ui.context import Context
from ui.messages.seam import ask_first
from ui.parts.plain_table import PlainTable
from ui.parts.told import Told
from ui.settings.entry_form import EntryForm
from ui.settings.in_place import InPlace
from ui.widgets import british_dates, layout
from ui.widgets.buttons import Button, IconButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label

LEAD = "What forms offer. Words, order and days are yours; a code is kept for ever, so old records say what they said."
RULED = "The program’s rules name the entries of this list: their words and their order may change."


class ListsPane(InPlace):
    """One list at a time, or the form of one entry in its place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("lists-pane")
        self._context = context
        self._listed: ListView | None = None
        self._form: EntryForm | None = None
        self.choice = ChoiceField(name="List")
        self.choice.setObjectName("which-list")
        self._ruled = Label("", "hint", wrap=True)
        self.table = PlainTable(("Entry", "May be chosen", ""), name="Entries", stretch={0: 3, 1: 2}, quiet=(1,))
        self.add = Button("Add an entry", icon="plus")
        self.add.setObjectName("add-entry")
        self.told = Told()
        self.stand(
            layout.column(
                Label("Code lists", "page"), Label(LEAD, "quiet", wrap=True), 8, FieldFrame("List", self.choice),
                self._ruled, 8, self.table, 8, layout.row(self.add, layout.STRETCH), self.told, layout.STRETCH, gap=4,
            )
        )  # fmt: skip
        self.choice.changed.connect(self._read)
        self.add.clicked.connect(self._open_new)

    def load(self) -> None:
        """Read which lists there are, and the one shown."""
        if self.choice.value() is None:
            self._context.read(lists.list_titles, then=self._take_titles, failed=self._failed, owner=self)
        else:
            self._read()

    def _take_titles(self, titles: list[tuple[str, str]]) -> None:
        self.choice.set_choices(titles)
        if titles:
            self.choice.set_value(titles[0][0])
            self._read()

    def _read(self) -> None:
        name = self.choice.value()
        if name:
            self._context.read(lists.list_entries, str(name), then=self._show, owner=self, newest="code list")

    def _show(self, listed: ListView) -> None:
        self._listed = listed
        self._ruled.say(RULED if listed.ruled else "")
        self.add.setEnabled(not listed.ruled)
        self.table.show_rows([self._row(entry) for entry in listed.entries])

    def _row(self, entry: EntryLine) -> tuple[str | QWidget, ...]:
        change = Button("Change", small=True)
        change.setObjectName(f"change-{entry.code}")
        change.setAccessibleName(f"Change {entry.label}")
        change.clicked.connect(lambda: self._open(entry))
        up, down = (IconButton(f"arrow-{way}", f"Move {entry.label} {way}", side=26) for way in ("up", "down"))

        up.setObjectName(f"up-{entry.code}")
        down.setObjectName(f"down-{entry.code}")
        up.clicked.connect(lambda: self._move(entry, -1))
        down.clicked.connect(lambda: self._move(entry, 1))
        buttons = QWidget()
        buttons.setLayout(layout.row(change, up, down, layout.STRETCH, gap=4))
        label = f"      {entry.label}" if entry.parent else entry.label
        return (label, days_words(entry, today(self._context.clock)), buttons)

    # One entry

    def _open(self, entry: EntryLine) -> None:
        if self._listed is not None:
            self._open_form(EntryForm(self._context, self._listed, entry))

    def _open_new(self) -> None:
        if self._listed is not None:
            self._open_form(EntryForm(self._context, self._listed, None))

    def asks_about(self) -> str:
        """The list and the entry whose form is open, the code empty for a further one."""
        form, listed = self._form, self._listed
        return f"{listed.name} {form.entry.code if form.entry else ''}" if form and listed else ""

    def ask_again(self, what: str) -> bool:
        """Open the form that was open, once its list is shown."""
        name, _, code = what.partition(" ")
        if self._listed is None:
            return False
        if self._listed.name != name:
            self.choice.set_value(name)
            return False
        entry = next((each for each in self._listed.entries if each.code == code), None)
        if code and entry is None:
            return False
        self._open_form(EntryForm(self._context, self._listed, entry))
        return True

    def _open_form(self, form: EntryForm) -> None:
        self.told.say("", "grey")
        self._form = form
        self.put_in_place(form)
        form.left.connect(self._close)
        form.asked.connect(self._take)
        form.first_focus().setFocus()

    def _close(self) -> None:
        self._form = None
        self.show_overview()
        self.choice.setFocus()

    def _take(self, typed: dict[str, object]) -> None:
        form, listed = self._form, self._listed
        if form is None or listed is None:
            return
        kind = ChangeEntry if form.entry is not None else AddEntry
        made = made_or_findings(kind.model_validate, {"list_name": listed.name, **typed})
        if isinstance(made, Findings):
            form.mark(made.words)
        elif isinstance(made, ChangeEntry):
            self._context.do(lists.change_entry, made, then=self._changed, failed=form.refused, owner=self)
        elif isinstance(made, AddEntry):
            self._ask_to_add(made)

    def _ask_to_add(self, made: AddEntry) -> None:
        ask_first(
            self._context.messages, f"Add “{made.label}” to this list?",
            "An entry is never deleted again, since records may name it. It can be reworded, and ended from a day on.",
            "Add it", lambda: self._add(made),
        )  # fmt: skip

    def _add(self, made: AddEntry) -> None:
        failed = self._form.refused if self._form is not None else self._failed
        self._context.do(lists.add_entry, made, then=self._added, failed=failed, owner=self)

    def _added(self, _code: str) -> None:
        self._close()
        self.told.say("Added. Forms offer it from now on, or from its first day.", "green")
        self._read()

    def _changed(self, before: ChangeEntry) -> None:
        self._close()
        self._read()
        self._context.messages.toast("The entry is changed.", lambda: self._put_back(before))

    def _put_back(self, before: ChangeEntry) -> None:
        self._context.do(lists.change_entry, before, then=lambda _before: self._read(), owner=self)

    def _move(self, entry: EntryLine, by: int) -> None:
        if self._listed is not None:
            name = self._listed.name
            self._context.do(
                lists.move_entry, name, entry.code, by, then=lambda _none: self._moved(entry, by), owner=self
            )

    def _moved(self, entry: EntryLine, by: int) -> None:
        self._read()
        self._context.messages.toast(f"{entry.label} is one place {'up' if by < 0 else 'down'}.")

    def _failed(self, fault: HipDeskError) -> None:
        self.told.say(str(fault), "red")


def days_words(entry: EntryLine, day: date) -> str:
    """When an entry may be chosen: "Always", "From …", "Until …", "Ended …"."""
    first, last = entry.valid_from, entry.valid_to
    if last is not None and last < day:
        return f"Ended {british_dates.short(last + timedelta(days=1), year=True)}"
    words = [f"from {british_dates.short(first, year=True)}"] if first is not None else []
    words += [f"until {british_dates.short(last, year=True)}"] if last is not None else []
    return " ".join(words).capitalize() if words else "Always"
