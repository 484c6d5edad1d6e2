"""A strip that asks for something, shown where it is needed; and where the focus goes when a list is built anew."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from hipdesk.kernel.errors import HipDeskError
from ui import shortcuts
from ui.context import Context
from ui.shell.page_words import words_around
from ui.widgets.buttons import Button
from ui.widgets.labels import Ground
from ui.widgets.reading_order import controls

T = TypeVar("T")
_CTRL, _PAD = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.KeypadModifier
_MAIN = (QKeyCombination(_CTRL, Qt.Key.Key_Return), QKeyCombination(_CTRL | _PAD, Qt.Key.Key_Enter))


class Asking(Ground):
    """A strip that is shown to ask something. Escape leaves it; the focus then goes back where it was.

    Ctrl+Enter presses its main button, whatever the page's own is.

    ``over`` when it asks no longer; ``what`` tells which of several things it asks. What is typed in it is kept with
    the page's words: ``reopen`` asks that again when the page is made anew, and says whether it could.
    """

    over = Signal()
    what = "it"
    reopen: Callable[[str], bool] | None = None

    def __init__(self, ground: str = "soft") -> None:
        super().__init__(ground)
        self._from: QWidget | None = None
        self._under_way = False

    def begin_at(self, first: QWidget) -> None:
        """Show it with the focus on ``first``."""
        held = QApplication.focusWidget()
        if held is not None and not self.isAncestorOf(held):
            self._from = held
        self.show()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        words = words_around(self)
        if words is not None:
            words.begin(self)

    def leave(self) -> None:
        """Ask no longer."""
        back, self._from = self._from, None
        held = QApplication.focusWidget()
        inside = held is None or self.isAncestorOf(held)
        if inside and back is not None and shiboken6.isValid(back) and back.isVisible() and back.isEnabled():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.over.emit()

    def answer(
        self, context: Context, service: Callable[..., T], *args: object, then: Callable[[T], object] | None = None
    ) -> None:
        """Do what was asked for. The strip stands, with its words, until it is done; asked twice it is done once."""
        if self._under_way:
            return

        def done(value: T) -> None:
            self._under_way = False
            self.leave()
            if then is not None:
                then(value)

        def failed(error: HipDeskError) -> None:
            self._under_way = False
            context.messages.error(error)

        self._under_way = True
        words = words_around(self)
        answers = words.answers(self) if words is not None and self.asks_about() else None
        context.do(service, *args, then=done, failed=failed, owner=self, answers=answers)

    def asks_about(self) -> str:
        """What it asks while it is shown."""
        return "" if self.isHidden() else self.what

    def ask_again(self, what: str) -> bool:
        """Ask what was asked before; False when that cannot be yet."""
        return self.reopen is not None and self.reopen(what)

    def press_main(self) -> None:
        """Press the button that answers, the first in sight."""
        main = next((button for button in self.findChildren(Button) if button.is_main and button.isVisible()), None)
        if main is not None:
            main.click()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        shortcuts.take_over(self, self.press_main)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        shortcuts.give_back(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.keyCombination() in _MAIN:
            self.press_main()
        else:
            super().keyPressEvent(event)


@contextmanager
def steady_focus(part: QWidget) -> Iterator[None]:
    """While ``part`` is built anew: the focus stays on the control of the same name, or of the same place in it."""
    held = QApplication.focusWidget()
    inside = held is not None and part.isAncestorOf(held)
    name = held.objectName() if held is not None else ""
    before = controls(part) if inside else []
    place = before.index(held) if held in before else 0
    yield
    after = controls(part) if inside else []
    if after:
        named = next((control for control in after if name and control.objectName() == name), None)
        target = named or after[min(place, len(after) - 1)]
        _show_within(part, target)
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _show_within(part: QWidget, target: QWidget) -> None:
    """A control just put into a layout is shown only with the next event; only what is shown takes the focus."""
    step: QWidget | None = target
    while step is not None and step is not part:
        step.show()
        step = step.parentWidget()
