"""Drafts in the vault, over the desk: kept in order on the writer's thread, even while locking."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.model.drafts import Draft, KeepDraft
from hipdesk.model.users import Right
from hipdesk.services import drafts
from ui.context import Content
from ui.forms.answer import Answers, UnderWay
from ui.messages.seam import Messages
from ui.tasks.operations import Operations

if TYPE_CHECKING:
    from hipdesk.desk import Desk


AGAIN_MS = 3000
"""How long to wait before what could not be kept is tried again."""

_ABOUT = "drafts not kept"
_STANDS = "What you type stands on the screen, and what was kept before is whole."
_TO_DO = "Free some space before you lock or close. It is tried again every few seconds, and this goes once it is kept."


class DeskDrafts:
    """``Drafts`` of the holder who unlocked. What the disk refuses is told in a banner, held, and tried again."""

    def __init__(self, desk: "Desk", operations: Operations, messages: Messages) -> None:
        self._desk = desk
        self._operations = operations
        self._messages = messages
        self.under_way = UnderWay(self._answered)
        self._refused: dict[tuple[str, str], tuple[Content, Callable[[], object] | None]] = {}
        self._over = False
        self._again = QTimer()
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.try_again)

    @property
    def may_keep(self) -> bool:
        """Whether this holder may keep drafts, and the vault is open for writing."""
        return self._desk.actor.may(Right.KEEP_DRAFTS) and not self._desk.reading_only

    @property
    def waiting(self) -> bool:
        """Whether something could not be kept yet."""
        return bool(self._refused)

    def try_again(self) -> None:
        """Keep what was refused, each in its newest state."""
        self._again.stop()
        for (kind, subject), (content, then) in list(self._refused.items()):
            self.keep(kind, subject, content, then)

    def stop(self) -> None:
        """The desk is being locked: nothing is held or tried any more."""
        self._over = True
        self._again.stop()
        self._refused.clear()

    def _kept(self, key: tuple[str, str], then: Callable[[], object] | None) -> None:
        if self._refused.pop(key, None) is not None and not self._refused:
            self._messages.settle(_ABOUT)
        if then is not None and _is_there(then):
            then()

    def _answered(self, answers: Answers) -> None:
        """It is a record now: of what the disk refused only what the record does not hold is tried again."""
        key = (answers.kind, answers.subject)
        content, then = self._refused.get(key, (None, None))
        left = answers.left(content) if content is not None else None
        if left is not None:
            self._refused[key] = (left, then)
        else:
            self._kept(key, None)

    def _not_kept(self, error: HipDeskError) -> None:
        if self._over:
            self._refused.clear()
            self._messages.error(error)
            return
        self._messages.banner(error.what.rstrip("."), _STANDS, _TO_DO, tone="red", about=_ABOUT)
        self._again.start()

    def keep(self, kind: str, subject: str, content: Content, then: Callable[[], object] | None = None) -> None:
        """Keep the newest state; of one that a save under way answers, what is left of it then."""
        key = (kind, subject)
        rest = self.under_way.rest_of(kind, subject, content)

        def keep_rest(progress: Progress) -> None:
            left = rest()
            if left is not None:
                self._desk.run(progress, drafts.keep_draft, KeepDraft(kind=kind, subject=subject, content=left))

        def refused(error: HipDeskError) -> None:
            self._refused[key] = (rest() or content, then)
            self._not_kept(error)

        self._operations.run(keep_rest, lambda _kept: self._kept(key, then), refused, must=True)

    def load(self, kind: str, subject: str, then: Callable[[Content | None], object], owner: QObject) -> None:
        """Deliver what was kept last, after everything put in before it."""

        def take(found: Draft | None) -> None:
            then(found.content if found is not None else None)

        def read_now(_kept: None) -> None:
            self._operations.read(lambda _progress: self._desk.read(drafts.draft, kind, subject), take, owner=owner)

        self._operations.run(lambda _progress: None, read_now, owner=owner)

    def drop(self, kind: str, subject: str) -> None:
        """Forget it."""
        self._kept((kind, subject), None)
        self._operations.run(lambda progress: self._desk.run(progress, drafts.drop_draft, kind, subject), must=True)


def _is_there(then: Callable[[], object]) -> bool:
    """Whether the page that wants to know has not gone meanwhile."""
    page = getattr(then, "__self__", None)
    return not isinstance(page, QObject) or bool(shiboken6.isValid(page))
