"""Messages in the window itself: questions over a scrim, banners above the page, toasts at the bottom right."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from hipdesk.kernel.errors import HipDeskError
from ui.messages.seam import Chosen, Offer, Question
from ui.style import theme
from ui.widgets import layout
from ui.widgets.banner import Banner, Toast, say_aloud
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.overlay import Overlay, Panel


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

    def ask(self, question: Question, answer: Callable[[str], object]) -> None:
        """Show the question over a scrim; the first harmless choice has the focus."""
        panel = QuestionPanel(question)
        overlay = Overlay(self._place.over(), panel, width=460)

        def answered(name: str) -> None:
            overlay.close_overlay()
            answer(name)

        panel.take_answers(answered)
        panel.focus_safe()

    def choose_save_file(self, title: str, suggested: str, kinds: str, chosen: Chosen) -> None:
        """The system's own dialog, not waited for."""
        dialog = self._dialog(title, kinds, chosen)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(suggested)
        dialog.open()

    def choose_open_file(self, title: str, kinds: str, chosen: Chosen) -> None:
        """The system's own dialog, not waited for."""
        dialog = self._dialog(title, kinds, chosen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def choose_folder(self, title: str, chosen: Chosen) -> None:
        """The system's own dialog, not waited for."""
        dialog = self._dialog(title, "", chosen)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def _dialog(self, title: str, kinds: str, chosen: Chosen) -> QFileDialog:
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
        offers: Sequence[Offer] = (),
        about: str = "",
    ) -> None:
        """Put a banner above the page, in place of the one about the same."""
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
        self._drop_toast()
        toast = Toast(words, undo=undo)
        toast.setParent(self._place.over())
        toast.gone.connect(self._drop_toast)
        toast.adjustSize()
        self._toast = toast
        self.place_toast()
        toast.show()
        toast.raise_()
        say_aloud(toast)

    def place_toast(self) -> None:
        """Put the toast back into its corner, as after the window was resized."""
        if self._toast is not None:
            over, px = self._place.over(), theme.current().px
            left = over.width() - self._toast.width() - px(24)
            self._toast.move(max(px(8), left), over.height() - self._toast.height() - px(46))

    def error(self, error: HipDeskError) -> None:
        """A red banner in three parts."""
        self.banner(error.what, error.kept, error.to_do, tone="red")

    def _drop_toast(self) -> None:
        if self._toast is not None:
            self._toast.hide()
            self._toast.deleteLater()
            self._toast = None


class QuestionPanel(Panel):
    """A question with its choices as buttons; Enter on a button answers, Esc leaves."""

    def __init__(self, question: Question) -> None:
        super().__init__(name=question.title)
        self.setAccessibleDescription(question.words)
        self._buttons: dict[str, Button] = {}
        down = layout.column(
            Label(question.title, "page", wrap=True), Label(question.words, wrap=True), gap=8, margins=(24, 20, 24, 20)
        )
        if question.details:
            down.addLayout(
                layout.column(*(Label(f"• {detail}", "quiet", wrap=True) for detail in question.details), gap=0)
            )
        across = layout.row(layout.STRETCH, gap=8)
        for choice in question.choices:
            button = Button(choice.words, choice.role)
            button.setObjectName(f"choice-{choice.name}")
            self._buttons[choice.name] = button
            across.addWidget(button)
        down.addSpacing(theme.current().px(8))
        down.addLayout(across)
        self.setLayout(down)
        self._safe = next((choice.name for choice in reversed(question.choices) if choice.role != "danger"), "")

    def take_answers(self, answered: Callable[[str], object]) -> None:
        """Tell which choice was taken."""
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _on=False, name=name: answered(name))

    def focus_safe(self) -> None:
        """Put the focus on a choice that destroys nothing."""
        button = self._buttons.get(self._safe)
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, Button):
            focus.click()
        else:
            super().keyPressEvent(event)
