"""Home: the next panel, what is late, what waits, the quarter so far; the search; and what is told on starting."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.context import Context
    from ui.shell.registry import PageEntry


def pages(context: "Context") -> "list[PageEntry]":
    """Home, first in the navigation."""
    from ui.home.home import HomePage
    from ui.shell.registry import PageEntry

    del context
    return [PageEntry("home", "Home", "home", HomePage, order=10)]
