"""Panes side by side, with a line between that can be moved by pointer or arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from ui.style import theme
from ui.widgets import drawn


class _Handle(QSplitterHandle):
    """One pixel of line with five pixels of grip."""

    def __init__(self, splitter: QSplitter) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self.setAccessibleName("Width of the panes")

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = drawn.brush(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        middle = self.width() // 2
        drawn.upright(painter, middle, 0, self.height(), tokens.line)
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


class Columns(QSplitter):
    """Panes with starting ``widths`` in pixels of the design; 0 takes what is left. Panes cannot be folded away."""

    def __init__(self, panes: Sequence[QWidget], widths: Sequence[int]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(5)
        self.setChildrenCollapsible(False)
        px = theme.current().px
        for at, (pane, width) in enumerate(zip(panes, widths, strict=True)):
            self.addWidget(pane)
            self.setStretchFactor(at, 0 if width else 1)
        self.setSizes([px(width) if width else px(640) for width in widths])

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self)
