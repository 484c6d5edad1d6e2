"""Keys: one way to write them for a person ("Ctrl+Enter"), to bind them, and the list that Help shows."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

_QT_NAMES = {"PgUp": "PgUp", "PgDn": "PgDown", "Esc": "Esc", "Ins": "Ins", "Del": "Del"}


class Key(NamedTuple):
    """One line of the list of keys: where it works, the key as written, what it does."""

    where: str
    key: str
    does: str


EVERYWHERE = (
    Key("Everywhere", "Ctrl+K", "Search, or start a command"),
    Key("Everywhere", "Ctrl+L", "Lock"),
    Key("Everywhere", "Ctrl+Shift+R", "Log a referral"),
    Key("Everywhere", "F1", "Help on this page"),
    Key("Everywhere", "F6", "Go to the next pane; Shift+F6 the one before"),
    Key("Everywhere", "Alt+Left", "Back"),
    Key("Everywhere", "Alt+Right", "Forward"),
    Key("Everywhere", "Ctrl+1 to Ctrl+9", "Go to a page of the navigation"),
    Key("Everywhere", "Ctrl+.", "Show or hide names; showing is logged"),
    Key("Lists", "Ctrl+F", "Narrow this list"),
    Key("Lists", "Enter", "Open"),
    Key("Lists", "Space", "Tick"),
    Key("Forms", "Ctrl+Enter", "The page’s main button; that of a strip while one asks"),
    Key("Forms", "F4", "Say why there is no answer"),
    Key("Questions", "Esc", "Leave without doing anything"),
)
"""Keys the foundations bind; a page adds its own to the help it shows."""


def sequences(key: str) -> "list[QKeySequence]":
    """The Qt sequences of a key as written; Enter means both keys that bear that name."""
    from PySide6.QtGui import QKeySequence  # late, as the shortcuts: the gate binds none

    parts = [_QT_NAMES.get(part, part) for part in key.split("+")]
    if parts[-1] == "Enter":
        return [QKeySequence("+".join([*parts[:-1], name])) for name in ("Return", "Enter")]
    return [QKeySequence("+".join(parts))]


def is_enter(event: "QKeyEvent") -> bool:
    """Whether this is either key named Enter, without Ctrl, Alt or Shift."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


MAIN = "Ctrl+Enter"
_asking: list[tuple[QWidget, Callable[[], object]]] = []


def take_over(strip: QWidget, do: Callable[[], object]) -> None:
    """While ``strip`` is in sight, ``MAIN`` is its key, and of no button behind it."""
    give_back(strip)
    _asking.append((strip, do))


def give_back(strip: QWidget) -> None:
    """The strip asks no longer."""
    _asking[:] = [each for each in _asking if each[0] is not strip]


def _main_of(widget: QWidget, do: Callable[[], object]) -> None:
    """Answer the strip that was opened last in the widget's window and is in sight, else ``do``."""
    _asking[:] = [each for each in _asking if isValid(each[0])]
    here = [each for each in _asking if each[0].isVisible() and each[0].window() is widget.window()]
    (here[-1][1] if here else do)()


def bind(widget: QWidget, key: str, do: Callable[[], object], *, within: bool = False) -> "QShortcut":
    """Call ``do`` when the key is pressed while ``widget`` is shown, or (``within``) holds the focus."""
    from PySide6.QtGui import QShortcut

    made = QShortcut(widget)
    made.setKeys(sequences(key))
    if within:
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(partial(_main_of, widget, do) if key == MAIN else do)
    return made
