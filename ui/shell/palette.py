"""Search over the page: type, arrows, Enter. Who finds what is given; this is only the frame."""

import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from ui.style import theme
from ui.style.tokens import PAGE_IN_PAGE
from ui.widgets import layout
from ui.widgets.buttons import Pill
from ui.widgets.empty import BigIcon
from ui.widgets.keyhint import KeyHint
from ui.widgets.labels import Hairline, Label
from ui.widgets.overlay import Overlay, Panel
from ui.widgets.row_list import RowList
from ui.widgets.rows_model import Group, Line
from ui.widgets.text_field import TextField

Deliver = Callable[[Sequence[Group | Line]], None]


@dataclass(frozen=True, slots=True)
class Scope:
    """One pill: everything, or a kind."""

    name: str
    words: str


SCOPES = (Scope("", "Everything"), Scope("cases", "Cases"), Scope("people", "People"), Scope("notes", "Notes"))


@dataclass(frozen=True, slots=True)
class Filled:
    """What Tab makes of the text, and where the cursor then stands."""

    text: str
    cursor: int


@dataclass(frozen=True, slots=True)
class Help:
    """The line under the field: its words, whether something typed cannot be read, and what Tab puts in, in turn."""

    words: str
    wrong: bool = False
    filled: tuple[Filled, ...] = ()


_LONGEST = 500
"""As much of a search as the log keeps."""
_HINTS = ((("Up", "Down"), "move"), (("Enter",), "open"), ((">",), "commands only"), (("Esc",), "close"))


@dataclass(frozen=True, slots=True)
class Finder:
    """How the palette finds: ``find`` for the words and scope, delivering rows later; ``open`` for a row's key.

    ``find`` begins the words with ">" for commands only. Only the newest search is shown. ``help`` says what may be
    typed where the cursor is. ``closed`` is called when the palette goes.
    """

    find: Callable[[str, str, Deliver], None]
    open: Callable[[Hashable], object]
    closed: Callable[[], object] = lambda: None
    help: Callable[[str, int], Help] = lambda _typed, _cursor: Help("")


class _Field(TextField):
    """The field: Tab puts in what is offered, and the next of it when pressed again; without any it goes on."""

    def __init__(self, offered: Callable[[], tuple[Filled, ...]]) -> None:
        super().__init__("Search, or > for commands", name="Search for")
        self._offered = offered
        self._turn: tuple[Filled, ...] = ()
        self._at = 0

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
            if self._fill():
                return True
        elif event.type() == QEvent.Type.KeyPress:
            self._turn = ()
        return super().event(event)

    def _fill(self) -> bool:
        if not self._turn:
            self._turn, self._at = self._offered(), -1
        if not self._turn:
            return False
        self._at = (self._at + 1) % len(self._turn)
        put = self._turn[self._at]
        self.setText(put.text)
        self.setCursorPosition(put.cursor)
        if len(self._turn) == 1:
            self._turn = ()
        return True


class SearchPalette(Panel):
    """The panel; put it into an ``Overlay`` with ``open_over``. ``opened`` follows a choice."""

    opened = Signal()
    WAIT_MS = 60

    def __init__(self, finder: Finder) -> None:
        super().__init__(name="Search")
        self._finder = finder
        self._turn = 0
        self._asked_at = 0.0
        self.field = _Field(lambda: self._finder.help(self.field.text(), self.field.cursorPosition()).filled)
        self.field.seeks = True
        self.field.setMaxLength(_LONGEST)
        self.field.setProperty("bare", True)
        self.field.setFont(theme.current().font(PAGE_IN_PAGE))
        self.rows = RowList(name="Found", ruled=False)
        self.rows.heights[1] = 37
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._found = Label("Searches are logged.", "second")
        self.help_line = Label("", "hint", wrap=True)
        self.help_line.setObjectName("search-help")
        self._scope = QButtonGroup(self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(self.WAIT_MS)
        self._wait.timeout.connect(self.search)
        down = QVBoxLayout(self)
        down.setContentsMargins(1, 1, 1, 1)
        down.setSpacing(0)
        down.addLayout(self._top())
        down.addLayout(layout.row(self.help_line, margins=(20, 0, 20, 8)))
        down.addWidget(Hairline())
        down.addWidget(self.rows, 1)
        down.addWidget(Hairline())
        down.addLayout(self._foot())
        self.field.changed.connect(self._wait.start)
        self.field.changed.connect(self.show_help)
        self.field.cursorPositionChanged.connect(lambda _old, _new: self.show_help())
        self.rows.opened.connect(self._open)
        self.rows.moved.connect(lambda _key: self._read_out())

    def _read_out(self) -> None:
        """The cursor stays in the field: a reader is told which row Enter would open."""
        words = self.rows.current_words()
        self.field.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))

    def _top(self) -> QHBoxLayout:
        across = layout.row(BigIcon("search", 17), self.field, gap=12, margins=(20, 10, 20, 10))
        for at, scope in enumerate(SCOPES):
            pill = Pill(scope.words)
            pill.setChecked(at == 0)
            pill.clicked.connect(self.search)
            self._scope.addButton(pill, at)
            across.addWidget(pill)
        return across

    def _foot(self) -> QHBoxLayout:
        across = layout.row(gap=4, margins=(20, 8, 20, 8))
        if not theme.current().large:
            for keys, does in _HINTS:
                for key in keys:
                    across.addWidget(KeyHint(key))
                across.addWidget(Label(does, "second"))
                across.addSpacing(theme.current().px(8))
        across.addStretch(1)
        across.addWidget(self._found)
        return across

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(718), px(580))

    def hasHeightForWidth(self) -> bool:
        return False  # the help line may take two lines; the list gives way

    def show_help(self) -> None:
        """Say what may be typed where the cursor is, or what of it cannot be read."""
        told = self._finder.help(self.field.text(), self.field.cursorPosition())
        self.help_line.say(told.words, tone="red" if told.wrong else "")
        self.field.setAccessibleDescription(told.words)

    def search(self) -> None:
        """Look for what is typed."""
        self._turn += 1
        turn = self._turn
        self._asked_at = time.monotonic()
        scope = SCOPES[max(0, self._scope.checkedId())].name
        self._finder.find(self.field.text(), scope, lambda rows: self._take(turn, rows))

    def _take(self, turn: int, rows: Sequence[Group | Line]) -> None:
        if turn != self._turn:
            return
        self.rows.show_rows(rows)
        self.rows.go_to_first()
        many = sum(1 for row in rows if isinstance(row, Line))
        took = round((time.monotonic() - self._asked_at) * 1000)
        told = f"{many} shown in {took} ms, the best of each kind" if many else f"Nothing found in {took} ms"
        self._found.say(f"{told}. Logged.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.rows.step(1 if key == Qt.Key.Key_Down else -1)
        elif (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.rows.open_current()
        else:
            super().keyPressEvent(event)

    def _open(self, key: Hashable) -> None:
        self.opened.emit()
        self._finder.open(key)


def open_over(window: QWidget, finder: Finder, words: str = "") -> SearchPalette:
    """Show the palette over a window, with words already typed."""
    palette = SearchPalette(finder)
    overlay = Overlay(window, palette, width=718, top=65)
    palette.opened.connect(overlay.close_overlay)
    palette.field.setText(words)
    palette.field.setFocus(Qt.FocusReason.OtherFocusReason)
    palette.show_help()
    palette.search()
    return palette
