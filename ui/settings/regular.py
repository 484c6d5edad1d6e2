"""Backups by themselves while one works: looked at every quarter of an hour, made only after changes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from hipdesk.kernel.clock import LONDON
from hipdesk.kernel.errors import HipDeskError, Stopped
from hipdesk.model.backups import BackupMade
from hipdesk.model.users import Right
from hipdesk.services.backups import backup_wanted
from ui.messages.seam import Offer
from ui.routes import Route
from ui.settings.vault_work import BACKUP_MADE, back_up, desk_of

if TYPE_CHECKING:
    from ui.context import Context

KEPT = "Your work is safe in the vault, and earlier backups are as they were."


class RegularBackups(QObject):
    """Lives as long as the workspace, which is its parent."""

    EVERY_MS = 15 * 60 * 1000

    def __init__(self, context: "Context", workspace: QObject) -> None:
        super().__init__(workspace)
        self._context = context
        self._every = QTimer(self)
        self._every.setInterval(self.EVERY_MS)
        self._every.timeout.connect(self.look)
        if desk_of(context).actor.may(Right.BACK_UP):
            self._every.start()

    def look(self) -> None:
        """Make one when a place is set and something changed."""
        self._context.read(backup_wanted, then=self._make, failed=self._failed, owner=self)

    def _make(self, place: str) -> None:
        if place:
            self._context.operations.run(
                lambda progress: back_up(self._context, place, progress), self._made, self._failed, owner=self
            )

    def _made(self, made: BackupMade) -> None:
        if made.faults:
            self._tell("could not be proved", made.faults[0])
        else:
            self._context.messages.settle("backup")
        self._context.hub.broadcast(BACKUP_MADE)

    def _failed(self, fault: HipDeskError) -> None:
        if not isinstance(fault, Stopped):
            self._tell("could not be finished", fault.what)

    def _tell(self, what: str, why: str) -> None:
        at = self._context.clock.now().astimezone(LONDON)
        settings = Route.to("settings", page="backups")
        offers = (
            Offer("Choose another place", lambda: self._context.routes.go(settings)),
            Offer("Try again", self.look),
        )
        title = f"The {at:%H:%M} backup {what}: {why[:1].lower()}{why[1:]}".rstrip(".")
        self._context.messages.banner(title, KEPT, tone="red", offers=offers, about="backup")


def regular_backups(context: "Context", workspace: QObject) -> RegularBackups:
    """Begin to look every quarter of an hour."""
    return RegularBackups(context, workspace)
