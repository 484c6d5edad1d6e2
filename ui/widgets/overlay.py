"""A frame over the window on a flat scrim: the search palette, a question. No new window; the focus stays inside."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.style import theme
from ui.style.tokens import PAGE_CORNER
from ui.widgets import drawn


def _locks(key: QShortcut) -> bool:
    """Whether it is the key that locks: it works whatever stands over the page."""
    return key.key() == QKeySequence("Ctrl+L")


class Panel(QFrame):
    """The rounded frame an overlay shows."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        edge = now.tokens.line2 if now.tokens.name != "light" else now.tokens.line
        drawn.box(painter, QRectF(self.rect()), now.px(PAGE_CORNER), now.tokens.surface, edge)
        painter.end()


class Overlay(QWidget):
    """Covers ``over`` with a scrim and shows ``panel`` in it. Esc, or a click on the scrim, closes it.

    While it stands the keys bound beneath are off; afterwards the focus goes back where it was.
    """

    closed = Signal()

    def __init__(self, over: QWidget, panel: QWidget, *, width: int = 480, top: int = 160) -> None:
        super().__init__(over)
        self._panel = panel
        self._width = width
        self._top = top
        self._focus_before = QApplication.focusWidget()
        self._silenced = [key for key in over.window().findChildren(QShortcut) if key.isEnabled() and not _locks(key)]
        for key in self._silenced:
            key.setEnabled(False)
        panel.setParent(self)
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        panel.show()
        self._place()

    def close_overlay(self) -> None:
        """Take it away, give keys and focus back, and tell."""
        for key in self._silenced:
            key.setEnabled(True)
        self._silenced = []
        over = self.parentWidget()
        if over is not None:
            over.removeEventFilter(self)
        self.hide()
        if self._focus_before is not None and self._focus_before.isVisible():
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_before = None
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px = theme.current().px
        wide = min(px(self._width), self.width() - px(16))
        top = min(px(self._top), max(px(8), self.height() // 12)) if theme.current().large else px(self._top)
        high = self._panel.sizeHint().height()
        if self._panel.hasHeightForWidth():
            high = self._panel.heightForWidth(wide)
        high = min(high, self.height() - top - px(16))
        self._panel.setGeometry((self.width() - wide) // 2, top, wide, high)

    def fit(self) -> None:
        """Measure the panel anew, after what it shows has changed."""
        self._place()

    def focusNextPrevChild(self, forward: bool) -> bool:
        inside = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        ]
        if not inside:
            return True
        held = QApplication.focusWidget()
        at = inside.index(held) if held in inside else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        inside[(at + (1 if forward else -1)) % len(inside)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
        else:
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_overlay()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.brush(self)
        painter.fillRect(self.rect(), QColor(theme.current().tokens.scrim))
        painter.end()
