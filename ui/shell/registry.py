"""Which pages there are. A feature folder registers its own; the shell knows none by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module

from ui.context import Context
from ui.routes import Route
from ui.shell.page import Page

Factory = Callable[[Context], Page]


def late(module: str, name: str) -> Factory:
    """Makes the page called ``name`` in ``module``, imported when it is first opened: most days most pages are not."""

    def made(context: Context) -> Page:
        page: Page = getattr(import_module(module), name)(context)
        return page

    return made


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One kind of page. ``order`` places it in the navigation, by tens; a page with order 0 is not in it.

    ``under`` names the entry that is current while this page is shown, ``under_by`` another one by what the route is
    ``about``; ``badge`` the count beside it; ``gap`` leaves room above; ``foot`` sends it to the bottom; ``key`` opens
    it from anywhere.
    """

    name: str
    title: str
    icon: str
    factory: Factory
    order: int = 0
    badge: str = ""
    under: str = ""
    gap: bool = False
    foot: bool = False
    key: str = ""
    under_by: Mapping[str, str] = field(default_factory=dict)

    def current_for(self, route: Route) -> str:
        """The name of the entry that is current while a route of this page is shown."""
        return self.under_by.get(route.get("about"), self.under or self.name)


class PageRegistry:
    """Page entries by name."""

    def __init__(self) -> None:
        self._entries: dict[str, PageEntry] = {}

    def register(
        self,
        name: str,
        title: str,
        icon: str,
        factory: Factory,
        order: int = 0,
        badge: str = "",
        *,
        under: str = "",
        gap: bool = False,
        foot: bool = False,
    ) -> None:
        """Add a kind of page; the same name twice is a mistake."""
        self.add(PageEntry(name, title, icon, factory, order, badge, under, gap, foot))

    def add(self, entry: PageEntry) -> None:
        """Add an entry; the same name twice is a mistake."""
        if entry.name in self._entries:
            raise ValueError(f"two pages are called {entry.name}")
        self._entries[entry.name] = entry

    def entry(self, name: str) -> PageEntry | None:
        """The entry of a name, or None."""
        return self._entries.get(name)

    def with_keys(self) -> list[PageEntry]:
        """Those that a key opens from anywhere."""
        return [entry for entry in self._entries.values() if entry.key]

    def in_navigation(self) -> list[PageEntry]:
        """Those that stand in the navigation, in order."""
        shown = [entry for entry in self._entries.values() if entry.order]
        return sorted(shown, key=lambda entry: entry.order)
