"""The strip that stays: who this is about on the first line, labelled facts in a fixed order on the second."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.style import theme
from ui.style.tokens import MARGIN
from ui.widgets import drawn, layout
from ui.widgets.flow import Flow
from ui.widgets.labels import Label


class HeaderStrip(drawn.Snug):
    """``first`` takes widgets of line one, ``actions`` the buttons at its right; facts are (label, widget)."""

    def __init__(self) -> None:
        super().__init__()
        self._first = Flow(gap=12)
        self._actions = layout.row(gap=12)
        self._facts = Flow(gap=32)
        top = layout.row(self._first, self._actions, gap=12)
        top.setStretch(0, 1)
        down = QVBoxLayout(self)
        px = theme.current().px
        down.setContentsMargins(px(MARGIN), px(12), px(MARGIN), px(8))
        down.setSpacing(px(6))
        down.addLayout(top)
        down.addWidget(self._facts)

    def show_first(self, *widgets: QWidget) -> None:
        """What stands on line one, from the left."""
        self._first.clear()
        for widget in widgets:
            self._first.add(widget)

    def add_action(self, widget: QWidget) -> QWidget:
        """A button at the right of line one."""
        self._actions.addWidget(widget)
        return widget

    def show_facts(self, facts: Sequence[tuple[str, QWidget]]) -> None:
        """The labelled facts of line two."""
        self._facts.clear()
        for label, widget in facts:
            if not widget.accessibleName():
                widget.setAccessibleName(label)
            self._facts.add(fact(label, widget))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.brush(self)
        painter.fillRect(self.rect(), QColor(theme.current().tokens.surface))
        painter.end()


def fact(label: str, widget: QWidget) -> QWidget:
    """A small label with what it says beneath."""
    down = layout.column(Label(label, "second"), layout.row(widget, layout.STRETCH, gap=8), gap=2)
    down.addStretch(1)
    return layout.held(down)
