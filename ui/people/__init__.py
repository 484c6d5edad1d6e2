"""People met more than once: pairs of records that may be one person, for somebody to decide."""

from typing import TYPE_CHECKING

from ui.shell.registry import PageEntry

if TYPE_CHECKING:
    from ui.context import Context


def pages(_context: "Context") -> tuple[PageEntry, ...]:
    """What this feature brings."""
    from ui.people.tray_page import TrayPage

    return (PageEntry("people", "People", "people", TrayPage, order=60, badge="people", gap=True),)
