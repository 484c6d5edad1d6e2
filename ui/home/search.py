"""The search: for now the pages, until words find records."""

from typing import TYPE_CHECKING

from ui.shell.page_finder import pages_finder

if TYPE_CHECKING:
    from ui.context import Context
    from ui.shell.palette import Finder
    from ui.shell.registry import PageRegistry


def finder(context: "Context", registry: "PageRegistry") -> "Finder":
    """Find pages."""
    return pages_finder(context, registry)
