"""A page with nothing in it yet: an icon, what is not here, what it would be for, one way forward and another."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.style import icons, theme
from ui.widgets import drawn, layout
from ui.widgets.labels import Ground, Label
from ui.widgets.scroll import Scroll


class BigIcon(drawn.Painted):
    """An icon of 36 px in accent; it says nothing the words beside it do not."""

    def __init__(self, name: str, side: int = 36) -> None:
        super().__init__()
        self._name = name
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme.current().px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.brush(self)
        icons.paint(painter, self._name, 0, 0, self.width(), theme.current().tokens.accent)
        painter.end()


class EmptyState(Ground):
    """``actions``: the primary button, then one other way; ``hint`` a last line in grey."""

    def __init__(self, icon: str, title: str, words: str, *actions: QWidget, hint: str = "") -> None:
        super().__init__("surface")
        prose = Label(words, "lead", wrap=True)
        prose.setMaximumWidth(theme.current().px(500))
        prose.setMinimumWidth(theme.current().px(300))
        buttons = layout.row(*actions, layout.STRETCH, gap=8)
        inner = layout.column(BigIcon(icon), 8, Label(title, "title"), prose, 8, buttons, gap=8)
        if hint:
            inner.addSpacing(theme.current().px(4))
            inner.addWidget(Label(hint, "hint"))
        across = layout.row(layout.STRETCH, inner, layout.STRETCH, gap=0)
        across.setStretch(0, 2)
        across.setStretch(2, 5)
        down = QVBoxLayout()
        px = theme.current().px
        down.setContentsMargins(px(24), px(24), px(24), px(24))
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(4)
        # At large text it may be higher than its page.
        self.setLayout(layout.column(Scroll(down, name=title), gap=0) if theme.current().large else down)
