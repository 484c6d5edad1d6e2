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
        drawn.box(painter, QRectF(self.rect()), radius, "", now.tokens.accent, thick=THICK)
        painter.end()


class FocusRing(QObject):
    """Follows the focus of the application. ``by_pointer`` keeps it off buttons that were clicked."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.by_pointer = False
        self._style = _RingStyle("Fusion")
        self._style.setParent(self)
        self._ring: _Ring | None = None
        application.focusChanged.connect(self._moved)

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

    def _target(self, widget: QWidget | None) -> QWidget | None:
        if widget is None or widget.isWindow() or widget.property("bare") or isinstance(widget, QAbstractItemView):
            return None
        if not isinstance(widget, _RINGED):
            return None
        if self.by_pointer and isinstance(widget, (QAbstractButton, QTabBar)):
            return None
        parent = widget.parentWidget()
        return parent if isinstance(parent, (QComboBox, QAbstractSpinBox)) else widget
