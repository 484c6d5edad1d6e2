"""A field with what stands around it: label, mark, "No answer", the field, help or error."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ui import shortcuts
from ui.style import icons, theme
from ui.style.tokens import BODY, SMALL
from ui.widgets import drawn, layout
from ui.widgets.chips import ChipLabel, required
from ui.widgets.field import Field
from ui.widgets.labels import Label
from ui.widgets.no_answer import KEY, REASONS, NoAnswerBox, NoAnswerButton


class ErrorLine(drawn.Painted):
    """A triangle and bold red words that say how to put it right, over as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def say(self, words: str) -> None:
        """Show words, or go away without."""
        self.words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        drawn.show_if(self, bool(words))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        now = theme.current()
        return now.line(SMALL) * max(1, len(self._lines(width))) + now.px(2)

    def sizeHint(self) -> QSize:
        now = theme.current()
        return QSize(now.px(60), self.heightForWidth(self.width() if self.isVisible() else now.px(420)))

    def _lines(self, width: int) -> list[str]:
        room = width - theme.current().px(17)
        lines: list[str] = []
        for word in self.words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and drawn.width_of(longer, SMALL, bold=True) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        red = now.tokens.red
        painter = drawn.brush(self)
        side, high, left = now.px(11), now.line(SMALL), now.px(17)
        icons.paint(painter, "glyph-triangle", 0, now.px(1) + (high - side) / 2, side, red.mark)
        for at, line in enumerate(self._lines(self.width())):
            rect = QRectF(left, now.px(1) + at * high, self.width() - left, high)
            drawn.text(painter, rect, line, red.ink, SMALL, bold=True)
        painter.end()


def say_beside(field: Field, line: ErrorLine, words: str) -> None:
    """Tell what is wrong with a field that stands without a frame: its border, a line near it, and aloud."""
    if words != line.words:
        line.say(words)
        field.set_problem(words)
        field.control().setAccessibleDescription(words)


class FieldFrame(QWidget):
    """Label above, the field, help under it. ``mark``: "to log", "to accept", "optional" or nothing.

    ``changed`` and ``left`` pass on the field's; ``unanswered`` is the reason there is no answer, or None.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        label: str,
        field: Field,
        *,
        mark: str = "",
        no_answer: bool = False,
        hint: str = "",
        beside: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.label = label
        self.mark = mark
        self.field = field
        self._reason: str | None = None
        self._described = ""
        self._help = Label(hint, "hint", wrap=True)
        self._help.setVisible(bool(hint))
        self._error = ErrorLine()
        self._warning = Label("", "caption", tone="amber", wrap=True)
        self._warning.hide()
        self._box: NoAnswerBox | None = None
        self._inner = self._hold(beside)
        self.no_answer: NoAnswerButton | None = None
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(theme.current().px(4))
        self._top = self._top_line(mark)
        down.addWidget(layout.held(self._top))
        down.addWidget(self._inner)
        down.addWidget(self._help)
        down.addWidget(self._error)
        down.addWidget(self._warning)
        down.addStretch(1)
        self._name_control(mark, hint)
        if no_answer:
            self.offer_no_answer()
        field.changed.connect(self.changed)
        field.left.connect(self.left)

    def _top_line(self, mark: str) -> QHBoxLayout:
        # A long label in a narrow column goes on to a second line; a short one leaves the mark beside it.
        words = Label(self.label, "strong", wrap=True)
        words.setMaximumWidth(round(drawn.width_of(self.label, BODY, bold=True)) + 2)
        words.setBuddy(self.field.control())
        across = layout.row(gap=8)
        across.addWidget(words, 1000)
        if mark:
            across.addWidget(ChipLabel(required(mark)))
        across.addStretch(1)
        across.addSpacerItem(QSpacerItem(0, theme.current().px(24)))
        return across

    def offer_no_answer(self) -> None:
        """Offer the three answers that are none, at the end of the label's line and by key; once is enough."""
        if self.no_answer is not None:
            return
        self.no_answer = NoAnswerButton(self.label)
        self._top.addWidget(self.no_answer)
        self.no_answer.chosen.connect(self._choose_reason)
        shortcuts.bind(self, KEY, self.no_answer.open_reasons, within=True)
        control = self.field.control()
        self._described = " ".join(part for part in (self._described, f"{KEY}: no answer") if part)
        control.setAccessibleDescription(self.problem or self._described)

    def _hold(self, beside: QWidget | None) -> QWidget:
        widget = self.field
        if not isinstance(widget, QWidget):
            raise TypeError("a field is a widget")
        across = layout.row(widget, gap=8)
        if beside is not None:
            across.addWidget(beside)
        if widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            across.addStretch(1)
        return layout.held(across)

    def _name_control(self, mark: str, hint: str) -> None:
        control = self.field.control()
        if isinstance(self.field, QWidget):
            self.field.setAccessibleName(self.label)
        if not control.accessibleName():
            control.setAccessibleName(self.label)
        self._described = " ".join(part for part in (mark, hint) if part)
        control.setAccessibleDescription(self._described)

    @property
    def unanswered(self) -> str | None:
        """Why there is no answer: not_known, not_asked, declined, or None."""
        return self._reason

    def value(self) -> object:
        """The answer, or None."""
        return None if self._reason else self.field.value()

    def set_value(self, value: object) -> None:
        """Show an answer."""
        self.field.set_value(value)

    def set_unanswered(self, reason: str | None) -> None:
        """Replace the field by the reason, or bring it back."""
        if reason == self._reason:
            return
        self._reason = reason
        if reason and self._box is None:
            self._box = NoAnswerBox(self.label)
            self._box.undone.connect(lambda: self._answer_after_all())
            down = self.layout()
            if isinstance(down, QVBoxLayout):
                down.insertWidget(2, self._box)
            QWidget.setTabOrder(self.field.control(), self._box.cross)
        if self._box is not None:
            self._box.setVisible(bool(reason))
            self._box.say(REASONS.get(reason or "", ""))
        self._inner.setVisible(not reason)
        if reason:
            self.set_problem("")
        self.changed.emit()

    def _choose_reason(self, reason: str) -> None:
        self.set_unanswered(reason)
        self.focus()

    def _answer_after_all(self) -> None:
        self.set_unanswered(None)
        self.focus()

    def set_problem(self, words: str) -> None:
        """Show how to put it right in place of the help, or take it away."""
        self._error.say(words)
        self._help.setVisible(bool(self._help.words) and not words)
        self.field.set_problem(words)
        # What stood there before is read aloud again once the problem is gone.
        self.field.control().setAccessibleDescription(words or self._described)

    def set_warning(self, words: str) -> None:
        """Ask about an answer that may stand; taken away again without words."""
        self._warning.say(words)
        drawn.show_if(self._warning, bool(words))
        self.field.control().setAccessibleDescription(self.problem or self._warning.words or self._described)

    def take_back(self) -> None:
        """Say nothing of an answer that is being changed."""
        if self.problem:
            self.set_problem("")
        if self._warning.words:
            self.set_warning("")

    def set_help(self, words: str) -> None:
        """Say other words under the field."""
        self._help.say(words)
        self._help.setVisible(bool(words))

    @property
    def problem(self) -> str:
        """The words of the problem that stands, or nothing."""
        return self._error.accessibleName()

    def focus(self) -> None:
        """Put the focus into the field, or on the cross that brings it back."""
        if self._reason and self._box is not None:
            self._box.cross.setFocus()
        else:
            self.field.control().setFocus()
