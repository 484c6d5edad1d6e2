"""My queue: so many of what, which first, how pressing; each line opens its screen."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hipdesk.model.home import QueueLine
from ui.style import icons, theme
from ui.style.tokens import BODY, PAGE, SMALL, TWO_LINE_ROW
from ui.widgets import chips, drawn, layout
from ui.widgets.chips import Chip
from ui.widgets.labels import Hairline, Label

_STATES = {"red": "late", "amber": "soon", "blue": "not_due", "green": "on_track", "grey": "draft"}


class QueueRow(QPushButton):
    """One line."""

    def __init__(self, line: QueueLine) -> None:
        super().__init__()
        self.line = line
        self._chip: Chip = chips.rag(_STATES.get(line.rag, "not_due"), line.rag_words)
        self.setObjectName(f"queue-{line.code}")
        self.setAccessibleName(f"{line.count} {line.title}, {line.detail}, {self._chip.text}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        high = px(TWO_LINE_ROW) + (px(26) if theme.current().large else 0)
        return QSize(px(200), high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens = now.tokens
        painter = drawn.brush(self)
        rect = QRectF(self.rect())
        if self.underMouse():
            drawn.box(painter, rect, 0, tokens.hover)
        drawn.hairline(painter, 0, rect.bottom() - 1, rect.right(), tokens.line)
        count = QRectF(0, 0, now.px(34), rect.height() - 1)
        drawn.text(painter, count, str(self.line.count), tokens.ink, PAGE, bold=True, align=drawn.RIGHT)
        self._words(painter, rect)
        painter.end()

    def _words(self, painter: QPainter, rect: QRectF) -> None:
        now = theme.current()
        side, left = now.px(16), now.px(46)
        right = rect.right() - now.px(2) - side
        middle = rect.center().y()
        icons.paint(painter, "chevron-right", right, middle - side / 2, side, now.tokens.ink2)
        right -= now.px(10)
        first, second = now.line(BODY), now.line(SMALL)
        y = middle - (first + second + (now.px(26) if now.large else 0)) / 2
        if now.large:
            chips.paint(painter, left, y + first + second + now.px(15), self._chip)
        else:
            wide = chips.width(self._chip)
            chips.paint(painter, right - wide, middle, self._chip)
            right -= wide + now.px(12)
        drawn.text(painter, QRectF(left, y, right - left, first), self.line.title, now.tokens.ink, bold=True)
        detail = QRectF(left, y + first, right - left, second)
        drawn.text(painter, detail, self.line.detail, now.tokens.ink2, SMALL)


class Queue(QWidget):
    """Every line that waits. ``opened`` carries the line."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._calm = Label("Nothing waits for you.", "quiet")
        self.setAccessibleName("My queue")
        column = layout.column(Label("My queue", "head"), 8, Hairline(), self._rows, self._calm, layout.STRETCH, gap=0)
        self.setLayout(column)

    def show_lines(self, lines: Sequence[QueueLine]) -> None:
        """Show these."""
        held = self.focusWidget()
        kept = held.objectName() if isinstance(held, QueueRow) and held.hasFocus() else ""
        layout.clear(self._rows)
        for line in lines:
            row = QueueRow(line)
            row.clicked.connect(lambda _on=False, line=line: self.opened.emit(line))
            self._rows.addWidget(row)
            if row.objectName() == kept:
                row.setFocus()
        self._calm.setVisible(not lines)

    def first_row(self) -> QWidget | None:
        """The first line, or None."""
        return self.findChild(QueueRow)
