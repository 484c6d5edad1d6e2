"""One line of text."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.style import icons, theme
from ui.style.tokens import CONTROL
from ui.widgets.field import mark_problem


class TextField(QLineEdit):
    """A line of text; the value is None when blank. ``icon`` stands before the words; ``width`` is in characters."""

    changed = Signal()
    left = Signal()

    def __init__(self, placeholder: str = "", *, name: str = "", icon: str = "", width: int = 0) -> None:
        super().__init__()
        self._icon = icon
        self._width = width
        self._lead: QAction | None = None
        self._trail: tuple[QAction, str] | None = None
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        policy = QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._text_changed)
        if icon:
            self._lead = self.addAction(icons.icon(icon, "ink3"), QLineEdit.ActionPosition.LeadingPosition)

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

    def add_trailing(self, icon: str, name: str, do: Callable[[], object]) -> QAction:
        """A small button inside, at the end."""
        action = self.addAction(icons.icon(icon, "ink3"), QLineEdit.ActionPosition.TrailingPosition)
        action.setToolTip(name)
        action.setText(name)
        action.triggered.connect(lambda: do())
        self._trail = (action, icon)
        for button in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if button.inherits("QToolButton") and not button.accessibleName():
                button.setAccessibleName(name)
        return action

    def show_trailing(self, icon: str, name: str) -> None:
        """Change the small button at the end."""
        if self._trail is not None:
            self._trail[0].setIcon(icons.icon(icon, "ink3"))
            self._trail[0].setToolTip(name)
            self._trail = (self._trail[0], icon)

    def sizeHint(self) -> QSize:
        now = theme.current()
        wide = now.metrics().averageCharWidth() * (self._width or 24) + now.px(20)
        return QSize(int(wide), now.px(CONTROL))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.current().px(120)), theme.current().px(CONTROL))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            if self._lead is not None:
                self._lead.setIcon(icons.icon(self._icon, "ink3"))
            if self._trail is not None:
                self._trail[0].setIcon(icons.icon(self._trail[1], "ink3"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _text_changed(self, _text: str) -> None:
        self.changed.emit()


class SecretField(TextField):
    """A passphrase: dots, with an eye that shows them; nothing is kept in undo beyond the field's life."""

    def __init__(self, placeholder: str = "", *, name: str = "Passphrase") -> None:
        super().__init__(placeholder, name=name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.add_trailing("eye", "Show the passphrase", self._turn)

    def _turn(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.show_trailing(*(("eye-off", "Hide the passphrase") if hidden else ("eye", "Show the passphrase")))
