"""Fields in two columns from 560 px, else in one; what sections, boxes and repeated records are made of."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.style import theme
from ui.style.tokens import PAGE_CORNER
from ui.widgets import drawn, layout
from ui.widgets.british_dates import Lean
from ui.widgets.chips import ChipLabel, required
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.note_box import NoteBox
from ui.widgets.segments import Segments, YesNo
from ui.widgets.text_field import TextField
from ui.widgets.tick import TickList

TWO_COLUMNS_FROM = 560
Register = Callable[[str, FieldFrame], None]


class FieldGrid(QWidget):
    """Adds frames by name. Every ``add_…`` returns the frame; ``wide`` spans both columns.

    ``prefix`` stands before every name, so that a group of fields can be used for any record.
    """

    def __init__(self, register: Register, prefix: str = "") -> None:
        super().__init__()
        self._register = register
        self._prefix = prefix
        self._cells: list[tuple[QWidget, bool]] = []
        self._across = 0
        self._grid = QGridLayout()
        px = theme.current().px
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(20))
        self._grid.setVerticalSpacing(px(10))
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(px(8))
        self._down.addLayout(self._grid)

    def name(self, name: str) -> str:
        """The full name of a field in this group."""
        return f"{self._prefix}{name}"

    def add(self, name: str, frame: FieldFrame, *, wide: bool = False) -> FieldFrame:
        """Add any field in its frame."""
        frame.setObjectName(self.name(name))
        frame.field.control().setObjectName(f"field-{self.name(name)}")
        self._register(self.name(name), frame)
        self.add_widget(frame, wide=wide)
        return frame

    def add_widget(self, widget: QWidget, *, wide: bool = True) -> None:
        """Add something that is no field."""
        self._cells.append((widget, wide))
        self._across = 0
        self._place()

    def remove_widget(self, widget: QWidget) -> None:
        """Take something out and delete it."""
        self._cells = [cell for cell in self._cells if cell[0] is not widget]
        self._grid.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
        self._across = 0
        self._place()

    def add_text(
        self,
        name: str,
        label: str,
        *,
        mark: str = "",
        no_answer: bool = False,
        hint: str = "",
        wide: bool = False,
        placeholder: str = "",
        width: int = 0,
    ) -> FieldFrame:
        """One line of text; ``width`` in characters, 0 the whole column."""
        field = TextField(placeholder, name=label, width=width)
        return self._framed(name, label, field, mark, no_answer, hint, wide=wide)

    def add_note(
        self,
        name: str,
        label: str,
        *,
        mark: str = "",
        no_answer: bool = False,
        hint: str = "",
        placeholder: str = "",
        lines: int = 3,
    ) -> FieldFrame:
        """Running text over both columns."""
        field = NoteBox(placeholder, name=label, lines=lines)
        return self._framed(name, label, field, mark, no_answer, hint, wide=True)

    def add_choice(
        self,
        name: str,
        label: str,
        choices: Sequence[tuple[object, str]],
        *,
        mark: str = "",
        no_answer: bool = False,
        hint: str = "",
        wide: bool = False,
        placeholder: str = "",
        free: bool = False,
        spelled: Mapping[str, Sequence[str]] | None = None,
    ) -> FieldFrame:
        """One answer from a list of (value, words)."""
        field = ChoiceField(choices, placeholder=placeholder, name=label, free=free, spelled=spelled)
        return self._framed(name, label, field, mark, no_answer, hint, wide=wide)

    def add_segments(
        self,
        name: str,
        label: str,
        choices: Sequence[tuple[object, str]],
        *,
        mark: str = "",
        no_answer: bool = False,
        hint: str = "",
        wide: bool = False,
    ) -> FieldFrame:
        """One of two to five short answers."""
        field = Segments(choices, clearable=True, name=label)
        return self._framed(name, label, field, mark, no_answer, hint, wide=wide)

    def add_yes_no(
        self, name: str, label: str, *, mark: str = "", no_answer: bool = False, hint: str = "", wide: bool = False
    ) -> FieldFrame:
        """Yes or No."""
        return self._framed(name, label, YesNo(name=label), mark, no_answer, hint, wide=wide)

    def add_ticks(
        self,
        name: str,
        label: str,
        choices: Sequence[tuple[str, str]],
        *,
        mark: str = "",
        no_answer: bool = False,
        hint: str = "",
        columns: int = 2,
    ) -> FieldFrame:
        """Several answers from a list, over both columns."""
        field = TickList(choices, columns=1 if theme.current().large else columns, name=label)
        return self._framed(name, label, field, mark, no_answer, hint, wide=True)

    def add_date(
        self,
        name: str,
        label: str,
        today: Callable[[], date],
        *,
        mark: str = "",
        no_answer: bool = False,
        hint: str = "",
        lean: Lean = "past",
        read: Callable[[str], object] | None = None,
        beside: QWidget | None = None,
    ) -> FieldFrame:
        """A day; ``read`` may make something else of words that are no day."""
        field = DateField(today, name=label, lean=lean, read=read)
        frame = FieldFrame(label, field, mark=mark, no_answer=no_answer, hint=hint, beside=beside)
        return self.add(name, frame)

    def _framed(
        self, name: str, label: str, field: Field, mark: str, no_answer: bool, hint: str, *, wide: bool
    ) -> FieldFrame:
        return self.add(name, FieldFrame(label, field, mark=mark, no_answer=no_answer, hint=hint), wide=wide)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest field: two columns must not keep the room they need by standing in it."""
        usual = super().minimumSizeHint()
        margins = self._down.contentsMargins()
        widest = max((cell.minimumSizeHint().width() for cell, _wide in self._cells), default=0)
        return QSize(min(usual.width(), widest + margins.left() + margins.right()), usual.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        two = self.width() >= theme.current().px(TWO_COLUMNS_FROM) and not theme.current().large
        across = 2 if two else 1
        if across == self._across:
            return
        self._across = across
        row = column = 0
        for widget, wide in self._cells:
            if (wide or across == 1) and column:
                row, column = row + 1, 0
            self._grid.addWidget(widget, row, column, 1, across if wide else 1)
            column += across if wide else 1
            if column >= across:
                row, column = row + 1, 0
        for at in (0, 1):
            self._grid.setColumnStretch(at, 1 if at < across else 0)


class Box(FieldGrid):
    """A sunken box within a section: title, mark, a line of help, its own fields."""

    def __init__(self, register: Register, title: str, *, mark: str = "", hint: str = "", prefix: str = "") -> None:
        super().__init__(register, prefix)
        px = theme.current().px
        self._down.setContentsMargins(px(16), px(12), px(16), px(12))
        top = layout.row(Label(title, "head"), gap=8)
        if mark:
            top.addWidget(ChipLabel(required(mark)))
        if hint:
            top.addWidget(Label(hint, "second"))
        top.addStretch(1)
        self._down.insertLayout(0, top)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        edge = now.tokens.line if now.tokens.high_contrast else ""
        drawn.box(painter, QRectF(self.rect()), now.px(PAGE_CORNER), now.tokens.sunken, edge)
        painter.end()
