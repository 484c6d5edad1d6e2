"""The panel that asks a question."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.messages.seam import Question
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.overlay import Panel


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
