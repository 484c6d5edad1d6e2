"""The operating system's own look: dark or light, more contrast or not, and its changes while the program runs."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QStyleHints

from hipdesk.services.look import SYSTEM, look


def tokens_for(scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> str:
    """The name of our tokens nearest to what the system wants; light when it does not say."""
    if contrast == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def resolved(name: str) -> str:
    """A name of tokens: itself, or the system's when the choice is to follow it. Light before there is a screen."""
    if name != SYSTEM:
        return name
    hints = _hints()
    return tokens_for(hints.colorScheme(), hints.accessibility().contrastPreference()) if hints else "light"


class SystemLook(QObject):
    """``changed`` when the system's look changed and this computer's choice is to follow it."""

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None, chosen: Callable[[], str] = lambda: look().theme) -> None:
        super().__init__(parent)
        self._chosen = chosen
        hints = _hints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self.look_again)
            hints.accessibility().contrastPreferenceChanged.connect(self.look_again)

    def look_again(self) -> None:
        """The system said that something changed."""
        if self._chosen() == SYSTEM:
            self.changed.emit(resolved(SYSTEM))


def _hints() -> QStyleHints | None:
    return QGuiApplication.styleHints() if QGuiApplication.instance() is not None else None


def follow(program: QObject, restyle: Callable[[str], object]) -> None:
    """Wear the system's look when that is the choice, now and whenever it changes; a second call is passed over."""
    if program.findChild(SystemLook) is None:
        SystemLook(program).changed.connect(restyle)
        if look().theme == SYSTEM:
            restyle(resolved(SYSTEM))
