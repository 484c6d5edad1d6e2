"""One line of text."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui import shortcuts
from ui.style import icons, theme
from ui.style.tokens import CONTROL
from ui.widgets import drawn, keyhint
from ui.widgets.buttons import IconButton
from ui.widgets.field import mark_problem

# Qt would cut what is pasted at 32,767 signs without a word; what is too long is told beside the field instead.
_NEVER_CUT, _SOUGHT = 2_000_000, 500


class TextField(QLineEdit):
    """A line of text; the value is None when blank. ``width`` is in characters, 0 takes the room there is.

    ``icon`` stands before the words; ``key`` is shown at the end and puts the focus here. A field with an icon
    ``seeks``: it narrows or searches a list, and nothing of a record is typed in it.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, placeholder: str = "", *, name: str = "", icon: str = "", width: int = 0, key: str = "") -> None:
        super().__init__()
        self._icon = icon
        self.seeks = bool(icon)
        self._key = key
        self._width = width
        self._trail: IconButton | None = None
        self.setMaxLength(_SOUGHT if icon else _NEVER_CUT)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        policy = QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._text_changed)
        if key:
            shortcuts.bind(self, key, self._take_focus)
        self._leave_room()

    def value(self) -> object:
        """The text as typed, or None when blank."""
        return self.text() if self.text().strip() else None

    def set_value(self, value: object) -> None:
        """Show a text; None empties."""
        self.setText("" if value is None else str(value))

    def set_problem(self, words: str) -> None:
        """Two pixels of red border while there is a problem."""
        mark_problem(self, words)

    def control(self) -> QWidget:
        """Itself."""
        return self

    def add_trailing(self, icon: str, name: str, do: Callable[[], object], *, by_tab: bool = True) -> IconButton:
        """A small button inside, at the end; without ``by_tab`` a key of the field does the same."""
        made = IconButton(icon, name, side=24)
        made.setParent(self)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus if by_tab else Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda: do())
        self._trail = made
        self._leave_room()
        return made

    def sizeHint(self) -> QSize:
        now = theme.current()
        wide = now.metrics().averageCharWidth() * (self._width or 24) + now.px(20)
        wide += self.textMargins().left() + self.textMargins().right()
        return QSize(int(wide), now.px(CONTROL))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.current().px(120)), theme.current().px(CONTROL))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._leave_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._trail is not None:
            side = theme.current().px(24)
            self._trail.setGeometry(
                self.width() - side - theme.current().px(5), (self.height() - side) // 2, side, side
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._icon and not self._key:
            return
        now = theme.current()
        painter = drawn.brush(self)
        side = now.px(16)
        if self._icon:
            icons.paint(painter, self._icon, now.px(9), (self.height() - side) / 2, side, now.tokens.ink3)
        if self._key:
            keyhint.paint(painter, self.width() - now.px(9) - keyhint.width(self._key), self.height() / 2, self._key)
        painter.end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _leave_room(self) -> None:
        now = theme.current()
        before = now.px(22) if self._icon else 0
        after = now.px(24) if self._trail is not None else 0
        if self._key:
            after += round(keyhint.width(self._key)) + now.px(6)
        self.setTextMargins(before, 0, after, 0)
        self.updateGeometry()

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _text_changed(self, _text: str) -> None:
        self.changed.emit()


class SecretField(TextField):
    """A passphrase: dots, with an eye that shows them; nothing is kept in undo beyond the field's life."""

    def __init__(self, placeholder: str = "", *, name: str = "Passphrase") -> None:
        super().__init__(placeholder, name=name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._eye = self.add_trailing("eye", "Show the passphrase", self._turn)

    def _turn(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.show_icon(*(("eye-off", "Hide the passphrase") if hidden else ("eye", "Show the passphrase")))
