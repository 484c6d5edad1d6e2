"""The strip that stays: who this is about on the first line, labelled facts in a fixed order on the second."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.style import theme
from ui.style.tokens import MARGIN
from ui.widgets import layout
from ui.widgets.labels import Ground, Label


class HeaderStrip(Ground):
    """``first`` takes widgets of line one, ``actions`` the buttons at its right; facts are (label, widget)."""

    def __init__(self) -> None:
        super().__init__("surface")
        self._first = layout.row(gap=12)
        self._actions = layout.row(gap=12)
        self._facts = QHBoxLayout()
        self._facts.setSpacing(theme.current().px(32))
        top = layout.row(self._first, layout.STRETCH, self._actions, gap=12)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        down = QVBoxLayout(self)
        px = theme.current().px
        down.setContentsMargins(px(MARGIN), px(12), px(MARGIN), px(8))
        down.setSpacing(px(6))
        down.addLayout(top)
        down.addLayout(self._facts)

    def show_first(self, *widgets: QWidget) -> None:
        """What stands on line one, from the left."""
        layout.clear(self._first)
        for widget in widgets:
            self._first.addWidget(widget)

    def add_action(self, widget: QWidget) -> QWidget:
        """A button at the right of line one."""
        self._actions.addWidget(widget)
        return widget

    def show_facts(self, facts: Sequence[tuple[str, QWidget]]) -> None:
        """The labelled facts of line two."""
        layout.clear(self._facts)
        for label, widget in facts:
            if not widget.accessibleName():
                widget.setAccessibleName(label)
            self._facts.addWidget(fact(label, widget))
        self._facts.addStretch(1)


def fact(label: str, widget: QWidget) -> QWidget:
    """A small label with what it says beneath."""
    down = layout.column(Label(label, "second"), layout.row(widget, layout.STRETCH, gap=8), gap=2)
    down.addStretch(1)
    return layout.held(down)
