"""Importing the panel's old workbook: six steps to look at everything before anything is written, and past imports."""

from typing import TYPE_CHECKING

from ui.shell.registry import PageEntry, late

if TYPE_CHECKING:
    from ui.context import Context


def pages(_context: "Context") -> tuple[PageEntry, ...]:
    """What this feature brings."""
    return (
        PageEntry(
            "import", "Import a workbook", "upload", late("ui.imports.wizard_page", "ImportPage"), under="settings"
        ),
        PageEntry("imports", "Imports", "upload", late("ui.imports.past_page", "PastImportsPage"), under="settings"),
    )
