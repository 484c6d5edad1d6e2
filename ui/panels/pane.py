"""What one of the four pages of a meeting is to the meeting's page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.model.panels.meetings import MeetingCard
from ui.context import Context
from ui.widgets.labels import Ground


class Pane(Ground):
    """Filled by ``show_meeting``; ``header_buttons`` stand in the header while this page is in front.

    ``buttons_changed`` when some of them came or went.
    """

    buttons_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("surface")
        self.context = context
        self.card: MeetingCard | None = None
        self.header_buttons: list[QWidget] = []

    def show_meeting(self, card: MeetingCard) -> None:
        """Show a meeting, or the same one after it changed."""
        self.card = card
        self.load(None)

    def load(self, changes: Changes | None) -> None:
        """Read anew what this page shows."""

    def show_actions(self, card: MeetingCard) -> None:
        """Show and hide the header's buttons by how the meeting stands."""

    def went_to(self, line_id: str) -> None:
        """Another page sent the person here, to a line of the agenda."""

    def keep(self) -> None:
        """Keep what was typed: the page goes, or the program locks."""

    def first_focus(self) -> QWidget | None:
        """Where the focus goes when this page comes to the front."""
        return None

    def parts(self) -> list[QWidget]:
        """What F6 goes through."""
        return []

    @property
    def meeting_id(self) -> str:
        """The meeting shown; empty before one is."""
        return self.card.id if self.card else ""
