"""A section of a form: its heading, its fields, its boxes and repeated records."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.forms.grid import Box, FieldGrid, Register
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import LinkButton
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.reading_order import controls, tab_as_one_reads

Unregister = Callable[[str], None]


class Section(FieldGrid):
    """Fields under a heading. ``name`` is the section's own name for the rail, ``title`` its words."""

    def __init__(self, register: Register, unregister: Unregister, name: str, title: str) -> None:
        super().__init__(partial(self._take, register))
        self.section_name = name
        self.title = title
        self.names: list[str] = []
        self.summary = ""
        """What the rail says under the title once nothing is missing; a page may set it."""
        self._unregister = unregister
        self._outer_register = register
        self._place_words = Label("", "second")
        self._head = layout.row(Label(title, "page"), self._place_words, layout.STRETCH, gap=8)
        self._down.insertLayout(0, self._head)

    def _take(self, register: Register, name: str, frame: FieldFrame) -> None:
        self.names.append(name)
        register(name, frame)

    def say_place(self, at: int, of: int) -> None:
        """Show "2 of 9" beside the heading."""
        self._place_words.say(f"{at} of {of}")

    def add_beside_title(self, widget: QWidget) -> QWidget:
        """Put a control at the right of the heading."""
        self._head.addWidget(widget)
        return widget

    def add_box(self, title: str, *, mark: str = "", hint: str = "", prefix: str = "") -> Box:
        """A sunken box with fields of its own."""
        box = Box(partial(self._take, self._outer_register), title, mark=mark, hint=hint, prefix=prefix)
        self.add_widget(box)
        return box

    def add_repeats(
        self, name: str, one: str, build: Callable[[FieldGrid], object], *, least: int = 0, title: str = ""
    ) -> "Repeats":
        """Records of one kind: ``build`` adds the fields of one; names become ``name.0.field``."""
        repeats = Repeats(partial(self._take, self._outer_register), self._gone, name, one, build, title=title)
        self.add_widget(repeats)
        repeats.set_count(least)
        return repeats

    def _gone(self, name: str) -> None:
        if name in self.names:
            self.names.remove(name)
        self._unregister(name)


class Repeats(QWidget):
    """Records of one kind, one under another, with "Add another" and "Remove". ``changed`` when their number did."""

    changed = Signal()

    def __init__(
        self,
        register: Register,
        unregister: Unregister,
        name: str,
        one: str,
        build: Callable[[FieldGrid], object],
        *,
        title: str = "",
    ) -> None:
        super().__init__()
        self.name = name
        self._register = register
        self._unregister = unregister
        self._one = one
        self._build = build
        self._next = 0
        self._records: list[_Record] = []
        self.add = LinkButton(title or f"Add {one}", icon="plus", size=13)
        self.add.clicked.connect(self.add_record)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(theme.current().px(12))
        self._down.addLayout(layout.row(self.add, layout.STRETCH))

    def count(self) -> int:
        """How many records there are."""
        return len(self._records)

    def numbers(self) -> list[int]:
        """The numbers in the names of the records that are there, in order; a removed number is not used again."""
        return [record.number for record in self._records]

    def set_count(self, count: int) -> None:
        """Make as many records as that."""
        while self.count() < count:
            self.add_record()
        while self.count() > count:
            self.remove_record(self._records[-1].number)

    def set_numbers(self, numbers: list[int]) -> None:
        """Make records with exactly these numbers, as a draft kept them."""
        self.set_count(0)
        for number in numbers:
            self._next = number
            self.add_record()

    def add_record(self) -> "FieldGrid":
        """Add an empty record and return its fields."""
        number = self._next
        self._next += 1
        record = _Record(self._register_one, f"{self.name}.{number}.", number)
        record.remove.clicked.connect(lambda: self.remove_record(number))
        self._records.append(record)
        self._down.insertWidget(self._down.count() - 1, record)
        before = self.add.previousInFocusChain()
        self._build(record.fields)
        if len(self._records) == 1 and before is not None:  # that of a further record stands where it should
            QWidget.setTabOrder(before, controls(record)[0])
        tab_as_one_reads(self)
        self._say_places()
        self.changed.emit()
        return record.fields

    def _say_places(self) -> None:
        """A removed record leaves no gap in what a person counts."""
        for place, record in enumerate(self._records, start=1):
            record.say(f"{self._one[:1].upper()}{self._one[1:]} {place}")

    def _register_one(self, name: str, frame: FieldFrame) -> None:
        self._records[-1].names.append(name)
        self._register(name, frame)

    def remove_record(self, number: int) -> None:
        """Take a record out."""
        record = next(record for record in self._records if record.number == number)
        self._records.remove(record)
        for name in record.names:
            self._unregister(name)
        self._down.removeWidget(record)
        record.hide()
        record.deleteLater()
        self._say_places()
        self.changed.emit()


class _Record(QWidget):
    """One record: its number and "Remove" above its fields."""

    def __init__(self, register: Register, prefix: str, number: int) -> None:
        super().__init__()
        self.number = number
        self.names: list[str] = []
        self._words = Label("", "head")
        self.remove = LinkButton("Remove", quiet=True)
        self.fields = FieldGrid(register, prefix)
        top = layout.row(self._words, layout.STRETCH, self.remove)
        self.setLayout(layout.column(top, self.fields, gap=4))

    def say(self, words: str) -> None:
        """Show which one it is: "Incident 2"."""
        self._words.say(words)
        self.remove.setAccessibleName(f"Remove {words}")
