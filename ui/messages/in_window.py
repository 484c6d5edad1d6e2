"""Messages in the window itself: questions over a scrim, banners above the page, toasts low at the right, on no button.

The window has its messages from the start, and most days begin without one: what shows them is imported when needed.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QVBoxLayout, QWidget

from hipdesk.kernel.errors import HipDeskError
from ui.style import theme
from ui.widgets.aloud import say_aloud

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from ui.messages.seam import Chosen, Leaving, Let, Offer, Question
    from ui.widgets.banner import Banner, Toast

# The page below a toast often comes after it: where the toast stands is looked at this often, in milliseconds.
_LOOKED_AT = 120


class Place(Protocol):
    """Where messages appear: the window."""

    def over(self) -> QWidget:
        """What a question covers and a toast floats on."""
        ...

    def banners(self) -> QVBoxLayout:
        """Where banners stand, above the page."""
        ...


class InWindow:
    """The real ``Messages``."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._banners: dict[str, Banner] = {}
        self._toast: Toast | None = None

    def ask(self, question: "Question", answer: Callable[[str], object]) -> None:
        """Show the question over a scrim; the first harmless choice has the focus."""
        from ui.messages.question import QuestionPanel
        from ui.widgets.overlay import Overlay

        panel = QuestionPanel(question)
        overlay = Overlay(self._place.over(), panel, width=460)

        def answered(name: str) -> None:
            overlay.close_overlay()
            answer(name)

        panel.take_answers(answered)
        panel.focus_safe()

    def choose_save_file(self, title: str, suggested: str, kinds: str, chosen: "Chosen") -> None:
        """The system's own dialog, not waited for."""
        dialog = self._dialog(title, kinds, chosen)
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        dialog.selectFile(suggested)
        dialog.open()

    def choose_leaving(self, leaving: "Leaving", let: "Let") -> None:
        """Ask in a panel over a scrim, then where."""
        from hipdesk.model.sending import MAIL_SUFFIX
        from ui.messages.leaving import MAIL_FILES, LeavingPanel
        from ui.messages.seam import Left
        from ui.widgets.overlay import Overlay

        panel = LeavingPanel(leaving)
        overlay = Overlay(self._place.over(), panel, width=500)

        def answered(recipient: str, password: str, mail: bool) -> None:
            overlay.close_overlay()
            suggested = f"{Path(leaving.suggested).stem}{MAIL_SUFFIX}" if mail else leaving.suggested
            ending = Path(suggested).suffix
            self.choose_save_file(
                f"Save: {leaving.title}", suggested, MAIL_FILES if mail else leaving.kinds,
                lambda target: let(Left(_ending(target, ending), recipient, password)),
            )  # fmt: skip

        panel.answered.connect(answered)
        panel.left.connect(overlay.close_overlay)
        panel.begin()

    def choose_open_file(self, title: str, kinds: str, chosen: "Chosen") -> None:
        """The system's own dialog, not waited for."""
        dialog = self._dialog(title, kinds, chosen)
        dialog.setFileMode(dialog.FileMode.ExistingFile)
        dialog.open()

    def choose_folder(self, title: str, chosen: "Chosen") -> None:
        """The system's own dialog, not waited for."""
        dialog = self._dialog(title, "", chosen)
        dialog.setFileMode(dialog.FileMode.Directory)
        dialog.setOption(dialog.Option.ShowDirsOnly)
        dialog.open()

    def _dialog(self, title: str, kinds: str, chosen: "Chosen") -> "QFileDialog":
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._place.over(), title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if kinds:
            dialog.setNameFilter(kinds)
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        return dialog

    def banner(
        self,
        what: str,
        kept: str = "",
        to_do: str = "",
        *,
        tone: str = "amber",
        offers: "Sequence[Offer]" = (),
        about: str = "",
    ) -> None:
        """Put a banner above the page, in place of the one about the same."""
        from ui.widgets.banner import Banner

        key = about or what
        self.settle(key)
        made = Banner(what, kept, to_do, tone=tone, choices=[(offer.words, offer.do) for offer in offers])
        made.closed.connect(lambda: self.settle(key))
        self._banners[key] = made
        self._place.banners().addWidget(made)
        made.show()
        say_aloud(made)

    def settle(self, about: str) -> None:
        """Take a banner away."""
        old = self._banners.pop(about, None)
        if old is not None:
            old.hide()
            old.deleteLater()

    def settle_all(self) -> None:
        """Take every banner and toast away, as when locking."""
        for about in list(self._banners):
            self.settle(about)
        self._drop_toast()

    def toast(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Show a toast in place of the one before."""
        from ui.widgets.banner import Toast

        self._drop_toast()
        toast = Toast(words, undo=undo)
        toast.setParent(self._place.over())
        toast.gone.connect(self._drop_toast)
        toast.adjustSize()
        self._toast = toast
        self.place_toast()
        watch = QTimer(toast)
        watch.timeout.connect(self._mind_toast)
        watch.start(_LOOKED_AT)
        toast.show()
        toast.raise_()
        say_aloud(toast)

    def place_toast(self) -> None:
        """Put the toast into its corner, as after the window was resized, above whatever is pressed there."""
        if self._toast is not None:
            over, px = self._place.over(), theme.current().px
            left = max(px(8), over.width() - self._toast.width() - px(24))
            corner = QRect(QPoint(left, over.height() - self._toast.height() - px(46)), self._toast.size())
            self._toast.move(lifted(over, self._toast, corner).topLeft())

    def _mind_toast(self) -> None:
        if self._toast is not None and not self._toast.held():
            self.place_toast()

    def error(self, error: HipDeskError) -> None:
        """A red banner in three parts."""
        self.banner(error.what, error.kept, error.to_do, tone="red")

    def _drop_toast(self) -> None:
        if self._toast is not None:
            self._toast.hide()
            self._toast.deleteLater()
            self._toast = None


def _ending(target: Path, ending: str) -> Path:
    """A file as it was named, with the ending it was offered under when none was typed."""
    return target if target.suffix or not ending else target.with_name(target.name + ending)


def lifted(over: QWidget, toast: QWidget, place: QRect) -> QRect:
    """A toast's place raised until it covers no button, no line one types in and no bar that says what a decision
    would mean; as it was where none is free.
    """
    from ui.widgets.filters import DecisionBar

    pressed = [
        control.visibleRegion().boundingRect().translated(control.mapTo(over, QPoint()))
        for kind in (QAbstractButton, QLineEdit, DecisionBar)
        for control in over.findChildren(kind)
        if control.isVisible() and not toast.isAncestorOf(control)
    ]
    free = QRect(place)
    while free.top() >= 0:
        under = [taken.top() for taken in pressed if taken.intersects(free)]
        if not under:
            return free
        free.moveBottom(min(under) - theme.current().px(8))
    return place
