"""Filters of a list as pills, and the bars at the bottom of a list or a page."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ui.style import theme
from ui.style.tokens import MARGIN
from ui.widgets import drawn, layout
from ui.widgets.buttons import LinkButton, Pill
from ui.widgets.labels import Ground, Hairline, Label


class FilterPill(Pill):
    """A filter: its name, and once on what it holds, with a cross that clears it.

    ``choices`` are (value, words). ``value()`` is the chosen value or None; with ``many`` a tuple, empty when off.
    """

    changed = Signal()

    def __init__(self, label: str, choices: Sequence[tuple[str, str]], *, many: bool = False) -> None:
        super().__init__(label, mark="chevron-down", checkable=False)
        self._label = label
        self._choices = list(choices)
        self._many = many
        self._chosen: tuple[str, ...] = ()
        self._menu: QMenu | None = None
        self.clicked.connect(self._clicked)

    def value(self) -> object:
        """What the filter holds."""
        return self._chosen if self._many else next(iter(self._chosen), None)

    def set_value(self, value: object) -> None:
        """Hold another value without telling."""
        if value is None:
            self._chosen = ()
        elif isinstance(value, str):
            self._chosen = (value,)
        elif isinstance(value, (tuple, list)):
            self._chosen = tuple(str(one) for one in value)
        self._show()

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; what is no longer offered is dropped."""
        self._choices = list(choices)
        known = {value for value, _ in choices}
        self._chosen = tuple(value for value in self._chosen if value in known)
        self._show()

    def choose(self, value: str) -> None:
        """As though a person had chosen it from the menu."""
        if self._many:
            on = value in self._chosen
            self._chosen = tuple(old for old in self._chosen if old != value) if on else (*self._chosen, value)
        else:
            self._chosen = (value,)
        self._show()
        self.changed.emit()

    def clear(self) -> None:
        """Switch the filter off."""
        self._chosen = ()
        self._show()
        self.changed.emit()

    def told(self) -> str:
        """ "status Open", or nothing while it is off: for words that say how a list is narrowed."""
        words = [words for value, words in self._choices if value in self._chosen]
        return f"{self._label.lower()} {' or '.join(words)}" if words else ""

    def _show(self) -> None:
        words = [words for value, words in self._choices if value in self._chosen]
        strong = words[0] if len(words) == 1 else f"{len(words)} chosen" if words else ""
        self.say(f"{self._label}:" if words else self._label)
        self.show_strong(strong, mark="cross" if words and not self._many else "chevron-down", lit=bool(words))

    def _clicked(self) -> None:
        if self._chosen and not self._many:
            self.clear()
            return
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self)
        for value, words in self._choices:
            action = self._menu.addAction(words)
            action.setCheckable(self._many)
            action.setChecked(value in self._chosen)
            action.triggered.connect(lambda _on=False, value=value: self.choose(value))
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))


class TickedBar(Ground):
    """Opens at the bottom of a list when rows are ticked: how many, what can be done, clear."""

    cleared = Signal()

    def __init__(self, *actions: QWidget) -> None:
        super().__init__("soft")
        self._count = Label("", "strong")
        clear = LinkButton("Clear ticks")
        clear.clicked.connect(self.cleared)
        across = layout.row(self._count, 12, *actions, layout.STRETCH, clear, gap=8, margins=(MARGIN, 8, MARGIN, 8))
        self.setLayout(layout.column(Hairline(strong=True), across, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Say how many are ticked; without any it goes."""
        self._count.say(f"{count} ticked")
        drawn.show_if(self, count > 0)


class DecisionBar(drawn.Snug):
    """At the bottom of a page: a sentence saying what would follow, and under it the buttons, the primary left."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self.note = layout.row(gap=8)
        self._words = Label("", "second", wrap=True)
        self._words.hide()
        across = layout.row(*buttons, layout.STRETCH, gap=8)
        inner = layout.column(self.note, self._words, across, gap=8, margins=(MARGIN, 10, MARGIN, 10))
        self.setLayout(layout.column(Hairline(), inner, gap=0))

    def say(self, words: str) -> None:
        """Say what would follow."""
        self._words.say(words)
        self._words.setVisible(bool(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.brush(self)
        painter.fillRect(self.rect(), QColor(theme.current().tokens.sunken))
        painter.end()
