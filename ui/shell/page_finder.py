"""A search that knows only the pages: what is used where nothing finds records."""

from collections.abc import Hashable

from ui.context import Context
from ui.routes import Route
from ui.shell.palette import Deliver, Finder
from ui.shell.registry import PageRegistry
from ui.widgets.rows_model import Group, Line


def page_lines(registry: PageRegistry, words: str) -> list[Line]:
    """Pages whose title holds the words, as rows whose key is the route."""
    plain = words.removeprefix(">").strip().casefold()
    return [
        Line(Route(entry.name), f"Go to {entry.title}", icon=entry.icon, plain_title=True)
        for entry in registry.in_navigation()
        if plain in entry.title.casefold()
    ]


def pages_finder(context: Context, registry: PageRegistry) -> Finder:
    """Find pages only."""

    def find(words: str, _scope: str, deliver: Deliver) -> None:
        lines = page_lines(registry, words)
        deliver([Group("Commands"), *lines] if lines else [])

    def open_page(key: Hashable) -> None:
        if isinstance(key, Route):
            context.routes.go(key)

    return Finder(find, open_page)
