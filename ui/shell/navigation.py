"""The navigation at the left: name of the program, pages with what waits on each; icons at large text."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from ui import shortcuts
from ui.routes import Route
from ui.shell.registry import PageEntry, PageRegistry
from ui.shell.sign import paint_sign
from ui.style import theme
from ui.style.tokens import NAV_WIDTH, TOP_BAR
from ui.widgets import drawn
from ui.widgets.labels import Ground
from ui.widgets.rail import Rail, RailRow

NAV_ICONS = 44
"""Width as icons, before the text scale (at 200 % it is 88)."""


class Brand(drawn.Painted):
    """The sign of the program, and its name where there is room."""

    def __init__(self, *, words: bool = True) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName("HIP Desk")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(NAV_WIDTH if self._words else NAV_ICONS), px(TOP_BAR if self._words else 32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        side = now.px(22 if self._words else 20)
        left = now.px(16) if self._words else (self.width() - side) // 2
        paint_sign(painter, left, (self.height() - side) / 2, side)
        if self._words:
            room = QRectF(left + side + now.px(8), 0, self.width(), self.height())
            drawn.text(painter, room, "HIP Desk", now.tokens.ink, 14, bold=True)
        painter.end()


class Navigation(Ground):
    """Pages by name; ``chosen`` when a person picks one. Ctrl+1 to Ctrl+9 pick by place."""

    chosen = Signal(str)

    def __init__(self, registry: PageRegistry) -> None:
        super().__init__("canvas")
        self._registry = registry
        self._counts: dict[str, int] = {}
        large = theme.current().large
        self.setFixedWidth(theme.current().px(NAV_ICONS if large else NAV_WIDTH))
        self.rail = Rail(name="Pages", ground="canvas", quiet=True, mark_side=16)
        self.rail.icons_only = large
        self.rail.inset = 11
        self.rail.after_mark = 25
        self.rail.opened.connect(self.chosen)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(Brand(words=not large))
        down.addWidget(self.rail, 1)
        for place, entry in enumerate(registry.in_navigation()[:9], start=1):
            shortcuts.bind(self, f"Ctrl+{place}", partial(self.chosen.emit, entry.name))
        self._show()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show what waits, by badge name; names not given keep their count."""
        self._counts.update(counts)
        self._show()

    def show_current(self, route: Route) -> None:
        """Mark the page that is shown, or the one it stands under."""
        entry = self._registry.entry(route.name)
        self.rail.go_to(entry.current_for(route) if entry is not None else route.name)

    def _show(self) -> None:
        self.rail.show_rows([self._row(entry) for entry in self._registry.in_navigation()])

    def _row(self, entry: PageEntry) -> RailRow:
        count = self._counts.get(entry.badge, 0) if entry.badge else 0
        return RailRow(entry.name, entry.title, icon=entry.icon, count=count, gap=entry.gap, foot=entry.foot)
