"""The pages that are open, one in front; the rest wait as they were, up to a number, then only as memories."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.context import Context
from ui.routes import Route, Routes
from ui.shell.page import Page
from ui.shell.page_words import PageWords
from ui.shell.registry import PageRegistry
from ui.style import theme
from ui.style.tokens import PAGE_CORNER


class _Corner(QWidget):
    """The round upper left corner, over whatever the page paints, and the hairlines that begin there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = float(now.px(PAGE_CORNER))
        outside = QPainterPath()
        outside.moveTo(0, 0)
        outside.lineTo(radius, 0)
        outside.arcTo(0, 0, 2 * radius, 2 * radius, 90, 90)
        outside.closeSubpath()
        painter.fillPath(outside, QColor(now.tokens.canvas))
        arc = QPainterPath()
        arc.moveTo(radius, 0.5)
        arc.arcTo(0.5, 0.5, 2 * radius - 1, 2 * radius - 1, 90, 90)
        painter.strokePath(arc, QColor(now.tokens.line))
        painter.end()


class PageStack(QWidget):
    """Shows the page of a route. ``shown`` carries the route and comes after the page was filled."""

    shown = Signal(object)
    made = Signal(object)
    """A new page was made; it is not filled yet."""
    MOST_KEPT = 6

    def __init__(self, context: Context, registry: PageRegistry) -> None:
        super().__init__()
        self._context = context
        self._registry = registry
        self._pages: dict[Route, Page] = {}
        self._front: Route | None = None
        self._stack = QStackedWidget()
        self._corner = _Corner(self)
        self.banners = QVBoxLayout()
        self.banners.setContentsMargins(0, 0, 0, 0)
        self.banners.setSpacing(0)
        down = QVBoxLayout(self)
        down.setContentsMargins(1, 1, 0, 0)
        down.setSpacing(0)
        down.addLayout(self.banners)
        down.addWidget(self._stack, 1)

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self._pages.get(self._front) if self._front is not None else None

    def show_route(self, route: Route, routes: Routes) -> None:
        """Bring the page of a route to the front, made anew when it is not waiting."""
        self._keep_front(routes)
        page = self._pages.pop(route, None)
        if page is not None and page.over:
            _let_go(self._stack, page)
            page = None
        fresh = page is None
        if page is None:
            entry = self._registry.entry(route.name)
            if entry is None:
                return
            page = entry.factory(self._context)
            page.words = PageWords(self._context, page, route.digest)
            self._stack.addWidget(page)
            self.made.emit(page)
        self._pages[route] = page
        self._front = route
        self._stack.setCurrentWidget(page)
        page.open_route(route)
        memory = routes.memory(route)
        if fresh and memory:
            page.restore(memory)
        page.came_to_front()
        self._drop_oldest(routes)
        self._corner.raise_()
        self.shown.emit(route)

    def keep_all(self, routes: Routes) -> None:
        """Have every open page remembered, as before locking."""
        for route, page in self._pages.items():
            routes.keep(route, page.remember())

    def settle(self, _by_pointer: bool = False) -> None:
        """The person goes on themselves: no page asks again what it asked when it went."""
        for page in self._pages.values():
            if page.words is not None:
                page.words.settle()

    def drop_all(self) -> None:
        """Let every page go."""
        for page in self._pages.values():
            _let_go(self._stack, page)
        self._pages.clear()
        self._front = None

    def _keep_front(self, routes: Routes) -> None:
        page = self.page
        if page is not None and self._front is not None:
            routes.keep(self._front, page.remember())

    def _drop_oldest(self, routes: Routes) -> None:
        while len(self._pages) > self.MOST_KEPT:
            route = next(iter(self._pages))
            page = self._pages.pop(route)
            routes.keep(route, page.remember())
            _let_go(self._stack, page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = theme.current().px(PAGE_CORNER) + 2
        self._corner.setGeometry(0, 0, side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.line))
        painter.end()


def _let_go(stack: QStackedWidget, page: Page) -> None:
    if page.words is not None:
        page.words.flush()
    page.leave()
    stack.removeWidget(page)
    page.hide()
    page.deleteLater()
