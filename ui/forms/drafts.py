"""Drafts in the vault, over the desk: kept in order on the writer's thread, even while locking."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hipdesk.kernel.progress import Progress
from hipdesk.model.drafts import Draft, KeepDraft
from hipdesk.services import drafts
from ui.context import Content
from ui.forms.answer import UnderWay
from ui.tasks.operations import Operations

if TYPE_CHECKING:
    from hipdesk.desk import Desk


class DeskDrafts:
    """``Drafts`` of the holder who unlocked."""

    def __init__(self, desk: "Desk", operations: Operations) -> None:
        self._desk = desk
        self._operations = operations
        self.under_way = UnderWay()

    def keep(self, kind: str, subject: str, content: Content) -> None:
        """Keep the newest state; of one that a save under way answers, what is left of it then."""
        rest = self.under_way.rest_of(kind, subject, content)

        def keep_rest(progress: Progress) -> None:
            left = rest()
            if left is not None:
                self._desk.run(progress, drafts.keep_draft, KeepDraft(kind=kind, subject=subject, content=left))

        self._operations.run(keep_rest, must=True)

    def load(self, kind: str, subject: str, then: Callable[[Content | None], object], owner: QObject) -> None:
        """Deliver what was kept last, after everything put in before it."""

        def take(found: Draft | None) -> None:
            then(found.content if found is not None else None)

        def read_now(_kept: None) -> None:
            self._operations.read(lambda _progress: self._desk.read(drafts.draft, kind, subject), take, owner=owner)

        self._operations.run(lambda _progress: None, read_now, owner=owner)

    def drop(self, kind: str, subject: str) -> None:
        """Forget it."""
        self._operations.run(lambda progress: self._desk.run(progress, drafts.drop_draft, kind, subject), must=True)
