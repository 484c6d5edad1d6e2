"""Help: short pages about each screen, shipped with the program."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.context import Context
    from ui.shell.registry import PageEntry


def pages(_context: "Context") -> "list[PageEntry]":
    """Help is reached by F1 and the search, not from the navigation."""
    from ui.shell.registry import PageEntry, late

    return [PageEntry("help", "Help", "help", late("ui.help.page", "HelpPage"))]
