"""Tabs of a page with their counts, and the numbered steps of long work."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QToolButton

from ui.style import icons, theme
from ui.style.tokens import BODY, HINT, SMALL
from ui.widgets import drawn


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: a name to be known by, its words, a count or short words after them.

    ``number`` makes it a step; ``late`` puts a red triangle after the words.
    """

    name: str
    title: str
    after: str = ""
    number: int = 0
    late: bool = False

    @property
    def text(self) -> str:
        """What a reader says."""
        parts = [
            f"step {self.number}" if self.number else "",
            self.title,
            self.after,
            "late" if self.late and "late" not in self.after else "",
        ]
        return " ".join(part for part in parts if part)


class TabBar(QTabBar):
    """Tabs by name; ``chosen`` carries the name. Left and Right move, as in any tab bar."""

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[Tab] = (), *, name: str = "Pages", margin: int = 14) -> None:
        super().__init__()
        self._tabs: list[Tab] = []
        self._margin = margin
        self._over = -1
        self._silent = False
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self._scrollers = [_Scroller(button) for button in self.findChildren(QToolButton)]
        self.currentChanged.connect(self._told)
        self.show_tabs(tabs)

    def show_tabs(self, tabs: Sequence[Tab]) -> None:
        """Show these; the current one stays when it is still there."""
        kept = self.current_name()
        self._silent = True
        self._tabs = list(tabs)
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        while self.count() < len(tabs):
            self.addTab("")
        for at, tab in enumerate(tabs):
            self.setTabText(at, tab.text.replace("&", "&&"))
            self.setTabData(at, tab.name)
            self.setAccessibleTabName(at, tab.text)
        self._silent = False
        if kept:
            self.go_to(kept)
        self.updateGeometry()
        self.update()

    def current_name(self) -> str:
        """Name of the current tab."""
        at = self.currentIndex()
        return self._tabs[at].name if 0 <= at < len(self._tabs) else ""

    def go_to(self, name: str) -> None:
        """Make a tab current without telling."""
        self._silent = True
        for at, tab in enumerate(self._tabs):
            if tab.name == name:
                self.setCurrentIndex(at)
        self._silent = False

    def sizeHint(self) -> QSize:
        wide = sum(self.tabSizeHint(at).width() for at in range(self.count()))
        return QSize(wide, theme.current().px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(100), theme.current().px(36))

    def tabSizeHint(self, at: int) -> QSize:
        now = theme.current()
        if at >= len(self._tabs):
            return QSize(0, now.px(36))
        return QSize(round(self._inner_width(self._tabs[at]) + 2 * now.px(self._margin / 2 + 3)), now.px(36))

    def minimumTabSizeHint(self, at: int) -> QSize:
        return self.tabSizeHint(at)

    def _inner_width(self, tab: Tab) -> float:
        now = theme.current()
        wide = drawn.width_of(tab.title, BODY, bold=True)
        wide += now.px(26) if tab.number else 0
        wide += now.px(6) + drawn.width_of(tab.after, SMALL) if tab.after else 0
        return wide + (now.px(18) if tab.late else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.brush(self)
        for at, tab in enumerate(self._tabs):
            rect = QRectF(self.tabRect(at))
            self._paint_tab(painter, rect, tab, current=at == self.currentIndex(), over=at == self._over)
        painter.end()

    def _paint_tab(self, painter: QPainter, rect: QRectF, tab: Tab, *, current: bool, over: bool) -> None:
        now = theme.current()
        tokens = now.tokens
        left = x = rect.x() + now.px(self._margin / 2 + 3)
        line = QRectF(x, rect.y(), rect.width(), rect.height() - now.px(2))
        if tab.number:
            middle = QPointF(x + now.px(9), line.center().y())
            edge = tokens.accent if current else tokens.ink2
            drawn.disc(painter, middle, now.px(8.5), tokens.accent if current else "", edge)
            spot = QRectF(x, line.y(), now.px(18), line.height())
            ink = tokens.on_accent if current else tokens.ink2
            drawn.text(painter, spot, str(tab.number), ink, HINT, bold=True, align=drawn.CENTRE)
            x += now.px(26)
        line.setLeft(x)
        ink = tokens.ink if current or over else tokens.ink2
        x += drawn.text(painter, line, tab.title, ink, BODY, bold=current)
        if tab.after:
            line.setLeft(x + now.px(6))
            x += now.px(6) + drawn.text(painter, line, tab.after, tokens.ink2, SMALL)
        if tab.late:
            side = now.px(11)
            top = line.center().y() - side / 2
            icons.paint(painter, "glyph-triangle", x + now.px(6), top, side, tokens.red.mark)
            x += now.px(18)
        if current:
            out = now.px(4)
            low = QRectF(left - out, rect.bottom() - now.px(3), x - left + 2 * out, now.px(3))
            drawn.box(painter, low, now.px(1), tokens.accent)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._over = self.tabAt(event.position().toPoint())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._over = -1
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _told(self, at: int) -> None:
        if not self._silent and 0 <= at < len(self._tabs):
            self.chosen.emit(self._tabs[at].name)


class _Scroller(QObject):
    """Dresses one of the two buttons that scroll tabs for which there is no room; Qt makes them itself."""

    def __init__(self, button: QToolButton) -> None:
        super().__init__(button)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint or not isinstance(watched, QToolButton):
            return False
        now = theme.current()
        ink = now.tokens.ink if watched.isEnabled() else now.tokens.track
        icon = "chevron-left" if watched.arrowType() == Qt.ArrowType.LeftArrow else "chevron-right"
        painter = drawn.brush(watched)
        painter.fillRect(watched.rect(), now.tokens.surface)
        side = now.px(16)
        icons.paint(painter, icon, (watched.width() - side) / 2, (watched.height() - side) / 2, side, ink)
        painter.end()
        return True
