"""What is seen while unlocked: navigation, top bar, the page in front, status line."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui import shortcuts
from ui.context import Context
from ui.routes import Route
from ui.shell import palette
from ui.shell.navigation import Navigation
from ui.shell.page_stack import PageStack
from ui.shell.palette import Finder
from ui.shell.registry import PageRegistry
from ui.shell.spot import spot_in
from ui.shell.status_line import StatusLine
from ui.shell.top_bar import TopBar
from ui.widgets.columns import Columns
from ui.widgets.labels import Ground


class Workspace(Ground):
    """The shell around the pages. ``lock_asked`` by button or Ctrl+L; ``help_asked`` carries the page's topic."""

    lock_asked = Signal()
    help_asked = Signal(str)

    def __init__(self, context: Context, registry: PageRegistry, finder: Finder) -> None:
        super().__init__("canvas")
        self._context = context
        self._finder = finder
        self._keyed = registry.with_keys()
        self._palette: palette.SearchPalette | None = None
        self.navigation = Navigation(registry)
        self.top = TopBar()
        self.pages = PageStack(context, registry)
        self.status = StatusLine()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addWidget(self.pages, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addLayout(right, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(across, 1)
        down.addWidget(self.status)

    def _connect(self) -> None:
        routes = self._context.routes
        routes.went.connect(self._show_route)
        routes.moved.connect(self._show_ways)
        self.navigation.chosen.connect(lambda name: routes.go(Route(name)))
        self.top.back_asked.connect(routes.back)
        self.top.forward_asked.connect(routes.forward)
        self.top.search_asked.connect(self.open_search)
        self.top.help_asked.connect(self._ask_help)
        self.top.lock_asked.connect(self.lock_asked)
        self.pages.made.connect(lambda page: page.counts_changed.connect(self.navigation.show_counts))
        self.pages.shown.connect(self._after_shown)
        for entry in self._keyed:
            shortcuts.bind(self, entry.key, partial(routes.go, Route(entry.name)))
        shortcuts.bind(self, "F6", lambda: self._next_pane(1))
        shortcuts.bind(self, "Shift+F6", lambda: self._next_pane(-1))
        shortcuts.bind(self, "Ctrl+.", self._show_names)

    def begin(self, start: Route) -> None:
        """Show where the person was, or the first page."""
        self._context.routes.go(self._context.routes.current or start)

    def open_search(self) -> None:
        """Show the search, unless it is shown already."""
        if self._palette is None:
            self._palette = palette.open_over(self.window(), self._finder)
            self._palette.destroyed.connect(self._search_gone)

    def keep_and_drop_pages(self) -> None:
        """Before locking: have every page remembered, and the control in focus, then let them all go."""
        if self.pages.page is not None and not self.top.isAncestorOf(QApplication.focusWidget() or self.top):
            self._context.routes.spot = spot_in(self.window())
        self.pages.keep_all(self._context.routes)
        self.pages.drop_all()

    def _search_gone(self) -> None:
        self._palette = None
        self._finder.closed()

    def _show_route(self, route: Route) -> None:
        self.pages.show_route(route, self._context.routes)

    def _after_shown(self, route: Route) -> None:
        self.navigation.show_current(route)
        page = self.pages.page
        if page is not None:
            first = page.first_focus()
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_ways(self) -> None:
        routes = self._context.routes
        self.top.show_ways(back=routes.can_go_back, forward=routes.can_go_forward)

    def _ask_help(self) -> None:
        page = self.pages.page
        self.help_asked.emit(page.help_topic if page is not None else "")

    def _show_names(self) -> None:
        page = self.pages.page
        if page is not None:
            page.show_names()

    def _panes(self) -> list[QWidget]:
        page = self.pages.page
        inner = page.panes() if page is not None else []
        return [self.navigation.rail, *inner, self.top.search]

    def _next_pane(self, step: int) -> None:
        panes = [pane for pane in self._panes() if pane.isVisible() or _columns_of(pane)]
        focus = QApplication.focusWidget()
        held = next((at for at, pane in enumerate(panes) if _holds(pane, focus)), -1 if step > 0 else 0)
        pane = panes[(held + step) % len(panes)]
        for columns in _columns_of(pane):
            columns.reveal(pane)
        _focus_into(pane)


def _columns_of(pane: QWidget) -> list[Columns]:
    """The columns that may hide a pane at large text, outermost first."""
    found: list[Columns] = []
    parent = pane.parentWidget()
    while parent is not None:
        if isinstance(parent, Columns):
            found.insert(0, parent)
        parent = parent.parentWidget()
    return found


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _focus_into(pane: QWidget) -> None:
    """Focus a pane: itself when it takes the focus, else the first thing in it that does."""
    for widget in (pane, *pane.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
