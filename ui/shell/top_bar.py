"""The bar at the top: back and forward, search, help, who is working, lock."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui import shortcuts
from ui.style import icons, theme
from ui.style.tokens import BODY, FIELD, SMALL, TOP_BAR
from ui.widgets import drawn, keyhint, layout
from ui.widgets.badge import Initials
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Ground, Label

_WORDS = "Search cases, people, meetings, actions, notes"


class SearchBox(QPushButton):
    """Looks like a field and opens the search."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Search")
        self.setAccessibleDescription(_WORDS)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setMaximumWidth(theme.current().px(452 if theme.current().large else 380))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        shortcuts.bind(self, "Ctrl+K", self.click)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(380), px(25 if theme.current().large else 30))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        drawn.box(painter, QRectF(self.rect()), now.px(FIELD), now.tokens.surface, now.tokens.line2)
        side = now.px(14)
        icons.paint(painter, "search", now.px(10), (self.height() - side) / 2, side, now.tokens.ink2)
        wide = keyhint.width("Ctrl+K")
        keyhint.paint(painter, self.width() - wide - now.px(9), self.height() / 2, "Ctrl+K")
        left = now.px(32)
        room = QRectF(left, 0, self.width() - left - wide - now.px(14), self.height())
        words = "Search" if now.large else _WORDS
        drawn.text(painter, room, words, now.tokens.ink3, BODY)
        painter.end()


class _BarButton(Button):
    """Help and Lock: no frame round Help, smaller words."""

    def __init__(self, words: str, *, icon: str, key: str, framed: bool) -> None:
        super().__init__(words, icon=icon, key=key)
        self._framed = framed or theme.current().large

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(25 if theme.current().large else 28))

    @property
    def _pad(self) -> int:
        return theme.current().px(9)

    @property
    def _size(self) -> int:
        return BODY if theme.current().large else SMALL

    def _colours(self) -> tuple[str, str, str]:
        ground, edge, ink = super()._colours()
        if self._framed:
            return ground, edge, ink
        plain = theme.current().tokens
        return (plain.hover if self._over else plain.canvas), "", ink


class TopBar(Ground):
    """Signals say what was asked for."""

    back_asked = Signal()
    forward_asked = Signal()
    search_asked = Signal()
    help_asked = Signal()
    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__("canvas")
        large = theme.current().large
        self.setFixedHeight(theme.current().px(32 if large else TOP_BAR))
        self.back = IconButton("chevron-left", "Back", key="Alt+Left", side=25 if large else 28)
        self.forward = IconButton("chevron-right", "Forward", key="Alt+Right", side=25 if large else 28)
        self.search = SearchBox()
        self.help = _BarButton("Help", icon="help", key="F1", framed=False)
        self.lock = _BarButton("Lock", icon="lock", key="Ctrl+L", framed=True)
        self._initials = Initials("")
        self._holder = Label("", "body")
        across = layout.row(self.back, self.forward, 8, self.search, layout.STRETCH, gap=8, margins=(0, 0, 12, 0))
        across.setStretch(across.count() - 2, 100)
        across.addWidget(self.help)
        who = layout.held(layout.row(self._initials, self._holder, gap=8, margins=(8, 0, 8, 0)))
        across.addWidget(who)
        if large:
            who.hide()
        across.addWidget(self.lock)
        self.setLayout(across)
        self.back.clicked.connect(self.back_asked)
        self.forward.clicked.connect(self.forward_asked)
        self.search.clicked.connect(self.search_asked)
        self.help.clicked.connect(self.help_asked)
        self.lock.clicked.connect(self.lock_asked)

    def show_holder(self, name: str) -> None:
        """Show who is working."""
        self._holder.say(name)
        words = name.split()
        self._initials.say("".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper())
        self._initials.setAccessibleName(name)

    def show_ways(self, *, back: bool, forward: bool) -> None:
        """Whether one can go back and forward."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)
