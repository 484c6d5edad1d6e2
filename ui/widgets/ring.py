"""The ring as it is drawn; ``focus_ring`` says round what."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFocusFrame, QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QTabBar, QWidget

from ui.style import theme
from ui.style.tokens import BUTTON
from ui.widgets import drawn

GAP, THICK = 2, 2


class RingStyle(QProxyStyle):
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


class Ring(QFocusFrame):
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

    def follow_tabs(self) -> None:
        """Round tabs, stand round the current one."""
        around = self.widget()
        if isinstance(around, QTabBar):
            around.currentChanged.connect(self._tab_changed)

    def _tab_changed(self, _at: int) -> None:
        self.update()

    def _surrounded(self) -> QRectF:
        """The whole control; of tabs the current one, which is what Left and Right move."""
        around = self.widget()
        if not isinstance(around, QTabBar):
            return QRectF(self.rect())
        tab = around.tabRect(around.currentIndex()).translated(GAP + THICK, GAP + THICK)
        return QRectF(tab & self.rect())
