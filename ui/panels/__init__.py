"""Meetings of the panel: the list, and one meeting with its pages Prepare, Papers, Run and Minutes."""

from ui.context import Context
from ui.shell.registry import PageEntry


def pages(_context: Context) -> list[PageEntry]:
    """The list of meetings, one meeting, its packs by recipient, and a paper as it will print."""
    from ui.panels.list_page import MeetingsPage
    from ui.panels.meeting_page import MeetingPage
    from ui.panels.packs_page import PacksPage
    from ui.parts.paper_page import PaperPage

    return [
        PageEntry("meetings", "Meetings", "calendar", MeetingsPage, order=40, badge="meetings"),
        PageEntry("meeting", "Meeting", "calendar", MeetingPage, under="meetings"),
        PageEntry("meeting-packs", "Packs by recipient", "lock", PacksPage, under="meetings"),
        PageEntry(
            "meeting-paper",
            "Paper",
            "file",
            lambda handed: PaperPage(handed, "meeting-paper", "meetings"),
            under="meetings",
        ),
    ]
