"""Importing the panel's old workbook: six steps to look at everything before anything is written, and past imports."""

from typing import TYPE_CHECKING

from ui.shell.registry import PageEntry

if TYPE_CHECKING:
    from ui.context import Context


def pages(_context: "Context") -> tuple[PageEntry, ...]:
    """What this feature brings."""
    from ui.imports.past_page import PastImportsPage
    from ui.imports.wizard_page import ImportPage

    return (
        PageEntry("import", "Import a workbook", "upload", ImportPage, under="settings"),
        PageEntry("imports", "Imports", "upload", PastImportsPage, under="settings"),
    )
