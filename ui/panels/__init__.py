"""Meetings of the panel: the list, and one meeting with its pages Prepare, Papers, Run and Minutes."""

from ui.context import Context
from ui.shell.page import Page
from ui.shell.registry import PageEntry, late


def pages(_context: Context) -> list[PageEntry]:
    """The list of meetings, one meeting, its packs by recipient, and a paper as it will print."""
    return [
        PageEntry(
            "meetings", "Meetings", "calendar", late("ui.panels.list_page", "MeetingsPage"), order=40, badge="meetings"
        ),
        PageEntry("meeting", "Meeting", "calendar", late("ui.panels.meeting_page", "MeetingPage"), under="meetings"),
        PageEntry(
            "meeting-packs", "Packs by recipient", "lock", late("ui.panels.packs_page", "PacksPage"), under="meetings"
        ),
        PageEntry(
            "meeting-paper",
            "Paper",
            "file",
            _paper,
            under="meetings",
        ),
    ]


def _paper(handed: Context) -> Page:
    from ui.parts.paper_page import PaperPage

    return PaperPage(handed, "meeting-paper", "meetings")
