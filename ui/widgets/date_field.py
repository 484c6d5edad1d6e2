"""A day, typed as people type it or picked from a calendar."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QWidget

from ui.style import theme
from ui.widgets import british_dates, layout
from ui.widgets.british_dates import Lean
from ui.widgets.text_field import TextField

Reader = Callable[[str], object]


class DateField(TextField):
    """A day. ``today`` is asked when needed; ``lean`` chooses a missing year or century.

    ``value()`` is a ``date``; the words as typed when ``read`` is given and made something else of them; or None.
    Alt+Down opens the calendar, Up and Down move by a day. ``short`` shows "Thu 14 Jan".
    """

    picked = Signal()

    def __init__(
        self,
        today: Callable[[], date],
        *,
        name: str = "Date",
        lean: Lean = "near",
        placeholder: str = "14 March 2026",
        read: Reader | None = None,
        short: bool = False,
    ) -> None:
        super().__init__("14 Mar" if short else placeholder, name=name, width=16)
        self._today = today
        self._lean: Lean = lean
        self._read = read
        self._short = short
        self._day: date | None = None
        self.add_trailing("calendar", "Choose from a calendar", self.open_calendar, by_tab=False)
        self.textEdited.connect(self._typed)

    def value(self) -> object:
        """The day, or what ``read`` made of the words, or None."""
        if self._day is not None:
            return self._day
        typed = self.text().strip()
        if not typed:
            return None
        return self._read(typed) if self._read is not None else None

    def set_value(self, value: object) -> None:
        """Show a day, or words."""
        self._day = value if isinstance(value, date) else None
        if isinstance(value, str):
            self._day = _from_iso(value) or british_dates.read(value, self._today(), self._lean)
        self.setText(self._shown() if self._day else "" if value is None else str(value))

    def unread(self) -> bool:
        """Whether something is typed that is no day."""
        return bool(self.text().strip()) and self.value() is None

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        popup = _Calendar(self, self._day or self._today())
        popup.chosen.connect(self._pick)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_calendar()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._read_typed()
            self._pick((self._day or self._today()) + timedelta(days=1 if event.key() == Qt.Key.Key_Up else -1))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._read_typed()
        super().focusOutEvent(event)

    def _typed(self, _text: str) -> None:
        self._day = british_dates.read(self.text(), self._today(), self._lean)

    def _read_typed(self) -> None:
        if self._day is not None and self.text() != self._shown():
            self.setText(self._shown())

    def _shown(self) -> str:
        day = self._day or self._today()
        return british_dates.short(day) if self._short else british_dates.long(day)

    def _pick(self, day: date) -> None:
        self._day = day
        self.setText(self._shown())
        self.picked.emit()


def _from_iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


class _Calendar(QFrame):
    """The month, under the field; goes away by itself."""

    chosen = Signal(date)

    def __init__(self, parent: QWidget, day: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._month = QCalendarWidget()
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self._month.setFont(theme.current().font())
        self._month.activated.connect(self._pick)
        self._month.clicked.connect(self._pick)
        self.setLayout(layout.column(self._month, margins=(1, 1, 1, 1)))
        self._month.setFocus()

    def _pick(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()
