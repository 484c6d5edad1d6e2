"""Panes side by side, with a line between that can be moved by pointer or arrow keys; one at a time at large text."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QSplitterHandle, QStackedWidget, QVBoxLayout, QWidget

from ui.style import theme
from ui.widgets import drawn, layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Ground, Hairline, Label


class _Handle(QSplitterHandle):
    """One pixel of line with five pixels of grip."""

    def __init__(self, splitter: QSplitter) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self.setAccessibleName("Width of the panes")

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = drawn.brush(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        drawn.upright(painter, self.width() // 2, 0, self.height(), tokens.line)
        if self.hasFocus():
            drawn.box(painter, QRectF(self.rect()), 2, "", tokens.accent, thick=2)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -16, Qt.Key.Key_Right: 16}.get(Qt.Key(event.key()), 0)
        if step:
            self.moveSplitter(self.x() + step)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()


class _Splitter(QSplitter):
    """Panes with a handle of our own."""

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self)


class Columns(QWidget):
    """Panes with starting ``widths`` in pixels of the design; 0 takes what is left.

    With ``names`` large text shows one pane at a time, the ``main`` one first, and a bar to go to the others.
    """

    turned = Signal(int)
    """Another pane came to the front (large text only)."""

    def __init__(
        self, panes: Sequence[QWidget], widths: Sequence[int], *, names: Sequence[str] = (), main: int = 0
    ) -> None:
        super().__init__()
        self._panes = list(panes)
        self._names = list(names)
        self._stack: QStackedWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        if names and theme.current().large:
            self._one_at_a_time(down, main)
        else:
            down.addWidget(self._side_by_side(widths))

    def _side_by_side(self, widths: Sequence[int]) -> QSplitter:
        splitter = _Splitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(5)
        splitter.setChildrenCollapsible(False)
        px = theme.current().px
        for at, (pane, width) in enumerate(zip(self._panes, widths, strict=True)):
            splitter.addWidget(pane)
            splitter.setStretchFactor(at, 0 if width else 1)
        splitter.setSizes([px(width) if width else px(640) for width in widths])
        return splitter

    def _one_at_a_time(self, down: QVBoxLayout, main: int) -> None:
        self._stack = QStackedWidget()
        for pane in self._panes:
            self._stack.addWidget(pane)
        self._words = Label("", "strong")
        self._button = Button("Show")
        self._button.clicked.connect(self.show_next)
        bar = Ground("soft")
        across = layout.row(self._words, layout.STRETCH, self._button, margins=(16, 4, 16, 4))
        bar.setLayout(layout.column(Hairline(strong=True), across, gap=0))
        bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        down.addWidget(self._stack, 1)
        down.addWidget(bar)
        self.show_pane(main)

    def show_pane(self, at: int) -> None:
        """Bring a pane to the front, where only one is shown; else nothing happens."""
        if self._stack is not None:
            self._stack.setCurrentIndex(at)
            self._say_following()
            self.turned.emit(at)

    def rename(self, at: int, name: str) -> None:
        """Call a pane something else, such as with how much is in it; the bar says it."""
        self._names[at] = name
        self._say_following()

    def _say_following(self) -> None:
        if self._stack is not None:
            following = self._names[(self._stack.currentIndex() + 1) % len(self._names)]
            self._words.say(following)
            self._button.setAccessibleName(f"Show {following}")

    def reveal(self, widget: QWidget) -> None:
        """Bring the pane that holds ``widget`` to the front."""
        for at, pane in enumerate(self._panes):
            if pane is widget or pane.isAncestorOf(widget):
                self.show_pane(at)

    def show_next(self) -> None:
        """Bring the next pane to the front."""
        if self._stack is not None:
            self.show_pane((self._stack.currentIndex() + 1) % len(self._panes))
