"""What every ask shares: its title and button, its fields by name, what it reads, its command, how it is undone."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from hipdesk.model.cases.views import CaseView
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.field_frame import FieldFrame
from ui.widgets.note_box import NoteBox
from ui.widgets.text_field import TextField
from ui.widgets.tick import TickBox, TickList

Choices = Sequence[tuple[object, str]]
Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Call:
    """A service with what it is handed."""

    service: Callable[..., object]
    args: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Something to read for the panel: the call, and who takes what it returns."""

    call: Call
    take: Callable[..., object]


class Ask(ABC):
    """One change. ``make`` adds the fields once what ``reads`` asks for is there; ``call`` makes the command of them.

    ``subject`` names the record that is changed, empty for a new one. ``page`` is where one goes back to.
    """

    TITLE: ClassVar[str] = ""
    DONE: ClassVar[str] = "Keep it"
    SAID: ClassVar[str] = ""
    PAGE: ClassVar[str] = ""

    def __init__(self, view: CaseView, today: Callable[[], date], subject: str = "") -> None:
        self.view = view
        self.today = today
        self.subject = subject
        self.frames: dict[str, FieldFrame] = {}
        self.found: object = None
        self.made: object = None

    # What a kind says of itself

    @property
    def title(self) -> str:
        """The heading of the panel."""
        return self.TITLE

    def reads(self) -> Call | None:
        """What has to be read before there are fields; its value becomes ``found``."""
        return None

    @abstractmethod
    def make(self) -> None:
        """Add the fields."""

    @abstractmethod
    def call(self) -> Call:
        """The service and its command for what is filled in."""

    def undo(self) -> Call | None:
        """How the change is taken back, from ``made``, what the service returned. None: it is not."""
        return None

    def needed(self) -> dict[str, str]:
        """Fields that must be filled in, with the words beside an empty one."""
        return {}

    def looks(self, _name: str) -> Look | None:
        """What to read when the field ``_name`` changed (empty: at first), for what stands above the fields."""
        return None

    def above(self) -> Sequence[QWidget]:
        """What stands above the fields."""
        return ()

    # Fields

    def add(self, name: str, label: str, field: Field, value: object = None, *, hint: str = "") -> FieldFrame:
        """Add a field, filled in."""
        frame = FieldFrame(label, field, hint=hint)
        frame.field.control().setObjectName(f"change-{name}")
        if value is not None and value != "":
            frame.set_value(value)
        self.frames[name] = frame
        return frame

    def add_line(self, name: str, label: str, value: object = None, *, hint: str = "", example: str = "") -> None:
        """One line of text."""
        self.add(name, label, TextField(example, name=label), value, hint=hint)

    def add_note(self, name: str, label: str, value: object = None, *, lines: int = 2, hint: str = "") -> None:
        """Running text."""
        self.add(name, label, NoteBox(lines=lines, name=label), value, hint=hint)

    def add_day(self, name: str, label: str, value: object = None, *, hint: str = "") -> None:
        """A day."""
        self.add(name, label, DateField(self.today, name=label, lean="near"), value, hint=hint)

    def add_choice(self, name: str, label: str, choices: Choices, value: object = None, *, hint: str = "") -> None:
        """One of a list."""
        self.add(name, label, ChoiceField(choices, name=label), value, hint=hint)

    def add_tick(self, name: str, label: str, words: str, *, on: bool = False) -> None:
        """Yes or no."""
        self.add(name, label, TickBox(words), on)

    def add_ticks(
        self, name: str, label: str, choices: Sequence[tuple[str, str]], value: object = None, *, columns: int = 3
    ) -> None:
        """Several of a list; nothing when the list is empty."""
        if choices:
            self.add(name, label, TickList(choices, columns=columns, name=label), value)

    def value(self, name: str) -> object:
        """What a field holds, or None."""
        return self.frames[name].value() if name in self.frames else None

    def text(self, name: str) -> str:
        """What a field of words holds."""
        return str(self.value(name) or "")

    def texts(self, name: str) -> tuple[str, ...]:
        """What is ticked."""
        found = self.value(name)
        return tuple(str(one) for one in found) if isinstance(found, tuple) else ()

    def day(self, name: str) -> date | None:
        """The day a field holds."""
        found = self.value(name)
        return found if isinstance(found, date) else None

    @property
    def on(self) -> Values:
        """What every command begins with: the case, at the version that is shown."""
        return {"id": self.view.id, "version": self.view.version}

    @property
    def of(self) -> Values:
        """The case alone, for taking back: it may have changed since."""
        return {"id": self.view.id}
