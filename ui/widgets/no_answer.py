"""Three answers that are not an answer: not known, not asked, prefers not to say."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy

from ui.style import icons, theme
from ui.style.tokens import CONTROL, FIELD
from ui.widgets import drawn
from ui.widgets.buttons import IconButton, LinkButton

KEY = "F4"
REASONS = {"not_known": "Not known", "not_asked": "Not asked", "declined": "Prefers not to say"}


class NoAnswerButton(LinkButton):
    """ "No answer", opening the three reasons; ``chosen`` carries not_known, not_asked or declined.

    Tab passes it by, since it stands before a field and would double the way through a form: the field's F4 opens it.
    """

    chosen = Signal(str)

    def __init__(self, label: str) -> None:
        super().__init__("No answer", quiet=True, chevron=True)
        self.setAccessibleName(f"No answer for {label}")
        self.setToolTip(KEY)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._menu: QMenu | None = None
        self.clicked.connect(self.open_reasons)

    def menu_of_reasons(self) -> QMenu:
        """The menu, made at the first need."""
        if self._menu is None:
            self._menu = QMenu(self)
            for reason, words in REASONS.items():
                action = self._menu.addAction(words)
                action.triggered.connect(lambda _on=False, reason=reason: self.chosen.emit(reason))
        return self._menu

    def open_reasons(self) -> None:
        """Show the reasons under the button."""
        self.menu_of_reasons().popup(self.mapToGlobal(QPoint(0, self.height())))


class NoAnswerBox(drawn.Painted):
    """Stands in the field's place: the reason in italic in a dashed box, with a cross that brings the field back."""

    undone = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self._words = ""
        self._label = label
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.cross = IconButton("cross", f"Answer {label} after all", side=24)
        self.cross.clicked.connect(self.undone)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, theme.current().px(4), 0)
        across.addStretch(1)
        across.addWidget(self.cross)

    def say(self, words: str) -> None:
        """Show a reason."""
        self._words = words
        self.setAccessibleName(f"{self._label}: {words}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(160), theme.current().px(CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens = now.tokens
        painter = drawn.brush(self)
        drawn.box(painter, QRectF(self.rect()), now.px(FIELD), tokens.sunken, tokens.line2, dashed=True)
        side = now.px(12)
        icons.paint(painter, "glyph-none", now.px(10), (self.height() - side) / 2, side, tokens.ink2)
        left = now.px(28)
        rect = QRectF(left, 0, self.width() - left - now.px(32), self.height())
        drawn.text(painter, rect, self._words, tokens.ink2, italic=True)
        painter.end()
