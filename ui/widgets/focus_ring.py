"""The one focus ring: 2 px of accent, 2 px outside whatever has the focus. Lists draw theirs inside a row."""

import shiboken6
from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTabBar,
    QTextEdit,
    QWidget,
)

from ui.style import theme
from ui.style.tokens import BUTTON
from ui.widgets import drawn

GAP, THICK = 2, 2
_RINGED = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QTabBar)


class _RingStyle(QProxyStyle):
    """Tells the frame how far it stands outside, and that it lies above."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return GAP + THICK
        return int(super().pixelMetric(metric, option, widget))

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        answer: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0  # the ring of tabs lies within
        return int(super().styleHint(hint, option, widget, answer))


class _Ring(QFocusFrame):
    """The ring itself."""

    def __init__(self, style: QStyle) -> None:
        super().__init__()
        self.setStyle(style)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        radius = now.px(BUTTON) + GAP
        drawn.box(painter, self._surrounded(), radius, "", now.tokens.accent, thick=THICK)
        painter.end()

    def follow(self, _at: int) -> None:
        """Another tab is current."""
        self.update()

    def _surrounded(self) -> QRectF:
        """The whole control; of tabs the current one, which is what Left and Right move."""
        around = self.widget()
        if not isinstance(around, QTabBar):
            return QRectF(self.rect())
        tab = around.tabRect(around.currentIndex()).translated(GAP + THICK, GAP + THICK)
        return QRectF(tab & self.rect())


class FocusRing(QObject):
    """Follows the focus of the application. ``by_pointer`` keeps it off buttons and tabs until a key is pressed."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._by_pointer = True
        self._style = _RingStyle("Fusion")
        self._style.setParent(self)
        self._ring: _Ring | None = None
        application.focusChanged.connect(self._moved)

    @property
    def by_pointer(self) -> bool:
        """Whether the pointer was used last. The first key after it brings the ring to what has the focus."""
        return self._by_pointer

    @by_pointer.setter
    def by_pointer(self, by_pointer: bool) -> None:
        before, self._by_pointer = self._by_pointer, by_pointer
        if before and not by_pointer and self._ring is None:
            self._moved(None, QApplication.focusWidget())

    def _moved(self, _before: QWidget | None, after: QWidget | None) -> None:
        target = self._target(after)
        # The ring is a child of what it surrounds, and goes with it when a page is dropped.
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.setWidget(None)  # type: ignore[arg-type]  # Qt takes none to mean nothing
            self._ring.deleteLater()
        self._ring = None
        if target is not None:
            self._ring = _Ring(self._style)
            self._ring.setWidget(target)
            if target.isVisible():
                # Qt leaves it hidden round what is scrolled into view only after it has the focus.
                self._ring.show()
                self._ring.raise_()
            if isinstance(target, QTabBar):
                target.currentChanged.connect(self._ring.follow)

    def _target(self, widget: QWidget | None) -> QWidget | None:
        if widget is None or widget.isWindow() or widget.property("bare") or isinstance(widget, QAbstractItemView):
            return None
        if not isinstance(widget, _RINGED):
            return None
        if self.by_pointer and isinstance(widget, (QAbstractButton, QTabBar)):
            return None
        parent = widget.parentWidget()
        return parent if isinstance(parent, (QComboBox, QAbstractSpinBox)) else widget
