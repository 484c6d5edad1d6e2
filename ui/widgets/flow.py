"""Things side by side that go on in the next line when there is no room: filters, facts, chips."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from ui.style import theme


class FlowLayout(QLayout):
    """A line that breaks. ``gap`` between things, ``line_gap`` between lines, in pixels of the design."""

    def __init__(self, gap: int = 8, line_gap: int = 6) -> None:
        super().__init__()
        self._parts: list[QLayoutItem] = []
        self._gap = theme.current().px(gap)
        self._line_gap = theme.current().px(line_gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, part: QLayoutItem) -> None:
        self._parts.append(part)

    def count(self) -> int:
        return len(self._parts)

    def itemAt(self, at: int) -> QLayoutItem | None:
        return self._parts[at] if 0 <= at < len(self._parts) else None

    def takeAt(self, at: int) -> QLayoutItem | None:
        return self._parts.pop(at) if 0 <= at < len(self._parts) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        shown = [part.sizeHint() for part in self._parts if not part.isEmpty()]
        wide = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(wide, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = [part.minimumSize() for part in self._parts if not part.isEmpty()]
        wide = max((size.width() for size in shown), default=0)
        return QSize(wide, max((size.height() for size in shown), default=0))

    def _place(self, rect: QRect, *, really: bool) -> int:
        """Put the parts into lines; returns the height they take."""
        x, y, lowest = rect.x(), rect.y(), 0
        line: list[tuple[QLayoutItem, QPoint, QSize]] = []
        for part in self._parts:
            if part.isEmpty():
                continue
            size = part.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                _settle(line, lowest, really=really)
                line, x, y, lowest = [], rect.x(), y + lowest + self._line_gap, 0
            line.append((part, QPoint(x, y), size))
            x += size.width() + self._gap
            lowest = max(lowest, size.height())
        _settle(line, lowest, really=really)
        return y + lowest - rect.y()


def _settle(line: list[tuple[QLayoutItem, QPoint, QSize]], high: int, *, really: bool) -> None:
    """Put one line's parts at their places, each in the middle of the line's height."""
    if really:
        for part, at, size in line:
            part.setGeometry(QRect(at + QPoint(0, (high - size.height()) // 2), size))


class Flow(QWidget):
    """Widgets in a line that breaks."""

    def __init__(self, *widgets: QWidget, gap: int = 8, line_gap: int = 6) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._line = FlowLayout(gap, line_gap)
        self.setLayout(self._line)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> QWidget:
        """Add one at the end."""
        self._line.addWidget(widget)
        return widget

    def clear(self) -> None:
        """Take all out and delete them."""
        while (part := self._line.takeAt(0)) is not None:
            widget = part.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width may break the line elsewhere: the height asked for follows it."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = self.width() if self.isVisible() else super().sizeHint().width()
        return QSize(self._line.sizeHint().width(), self._line.heightForWidth(max(1, wide)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._line.minimumSize().width(), self.sizeHint().height())
