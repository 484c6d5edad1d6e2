"""People: everyone in the record with all their cases, records that may be one person, and merges."""

from typing import TYPE_CHECKING

from ui.shell.registry import PageEntry

if TYPE_CHECKING:
    from ui.context import Context


def pages(_context: "Context") -> tuple[PageEntry, ...]:
    """What this feature brings."""
    from ui.people.people_page import PeoplePage

    return (PageEntry("people", "People", "people", PeoplePage, order=60, badge="people", gap=True),)
