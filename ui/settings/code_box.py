"""A plain editor with numbered lines, for texts whose faults are told by their line."""

from PySide6.QtCore import QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hipdesk.kernel.text import clean
from ui.style import theme
from ui.style.tokens import HINT
from ui.widgets import drawn

_LINES = 20


class _Gutter(QWidget):
    """The numbers beside the lines."""

    def __init__(self, box: "CodeBox") -> None:
        super().__init__(box)
        self._box = box

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = drawn.brush(self)
        painter.fillRect(event.rect(), tokens.sunken)
        for number, top, high in self._box.lines_in_sight():
            room = QRectF(0, top, self.width() - theme.current().px(6), high)
            drawn.text(painter, room, str(number), tokens.ink2, HINT, align=drawn.RIGHT)
        painter.end()


class CodeBox(QPlainTextEdit):
    """Text that is not wrapped. Tab leaves it; ``kept`` says that Ctrl+Enter was pressed in it."""

    changed = Signal()
    kept = Signal()

    def __init__(self, *, name: str, read_only: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setReadOnly(read_only)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        if read_only:
            keyboard = Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(keyboard | Qt.TextInteractionFlag.TextSelectableByMouse)
        self._gutter = _Gutter(self)
        self._gutter.setVisible(not read_only)
        self.textChanged.connect(self.changed)
        self.blockCountChanged.connect(self._fit)
        self.updateRequest.connect(self._scrolled)
        self.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing() + theme.current().px(20))
        self._fit()

    @property
    def line(self) -> int:
        """The line the cursor stands in, from 1."""
        return self.textCursor().blockNumber() + 1

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the head of a line, in the middle of what is seen."""
        block = self.document().findBlockByNumber(max(0, min(line, self.blockCount()) - 1))
        self.setTextCursor(QTextCursor(block))
        self.centerCursor()
        self.setFocus()

    def lines_in_sight(self) -> list[tuple[int, float, float]]:
        """Number, top and height of every line that is seen."""
        found = []
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= self.viewport().height():
            high = self.blockBoundingRect(block).height()
            found.append((block.blockNumber() + 1, top, high))
            block, top = block.next(), top + high
        return found

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText(clean(source.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.kept.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(320), self.minimumHeight())

    def _fit(self, _lines: int = 0) -> None:
        if self.isReadOnly():
            return
        digits = max(3, len(str(self.blockCount())))
        wide = round(drawn.width_of("9" * digits, HINT)) + theme.current().px(14)
        self.setViewportMargins(wide, 0, 0, 0)
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), wide, inside.height()))

    def _scrolled(self, room: QRect, by: int) -> None:
        if by:
            self._gutter.scroll(0, by)
        else:
            self._gutter.update(0, room.y(), self._gutter.width(), room.height())
