"""What every page is handed: the desk, the operations that reach it, and the way to say, ask and go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject

from hipdesk.kernel.clock import Clock
from ui.messages.seam import Messages
from ui.routes import Routes
from ui.style.theme import Theme
from ui.tasks.changes import ChangeHub
from ui.tasks.operations import Failed, Operations, Running
from ui.widgets.table_model import Loaded, Order, Source

if TYPE_CHECKING:
    from hipdesk.desk import Desk, Done

T = TypeVar("T")
Row = TypeVar("Row")
Content = dict[str, object]
"""The state of something half written: plain JSON values only."""


class Drafts(Protocol):
    """Where half-written work is kept within the vault; every call returns at once."""

    def keep(self, kind: str, subject: str, content: Content) -> None:
        """Keep the newest state of a form or note; done even while locking."""
        ...

    def load(self, kind: str, subject: str, then: Callable[[Content | None], object], owner: QObject) -> None:
        """Deliver what was kept last, or None."""
        ...

    def drop(self, kind: str, subject: str) -> None:
        """Forget it: it became a record, or was thrown away."""
        ...


@dataclass
class Context:
    """Handed to every page; pages hold nothing else of the program."""

    desk: "Desk"
    operations: Operations
    hub: ChangeHub
    messages: Messages
    theme: Theme
    routes: Routes
    drafts: Drafts
    clock: Clock
    restyle: Callable[[str | None, float | None], object] = lambda _name, _scale: None
    """Take on another theme or text scale: the pages are made anew."""

    def do(
        self,
        service: Callable[..., T],
        *args: object,
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Running:
        """Change something on the writer's thread: ``then`` gets the service's value, then changes are broadcast."""
        bound = owner if owner is not None else _owner(then)

        def take(outcome: "Done[T]") -> None:
            if then is not None:
                then(outcome.value)

        return self.operations.run(lambda progress: self.desk.run(progress, service, *args), take, failed, owner=bound)

    def open(
        self,
        service: Callable[..., T],
        *args: object,
        then: Callable[[T], object],
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Running:
        """Read something that shows people: the opening is logged, so it runs on the writer's thread."""
        bound = owner if owner is not None else _owner(then)
        return self.operations.run(lambda _progress: self.desk.open(service, *args), then, failed, owner=bound)

    def read(
        self,
        service: Callable[..., T],
        *args: object,
        then: Callable[[T], object],
        failed: Failed | None = None,
        owner: QObject | None = None,
        newest: str = "",
    ) -> Running:
        """Read something on the reader's thread. Of reads with the same ``newest`` only the last is delivered."""
        bound = owner if owner is not None else _owner(then)
        return self.operations.read(
            lambda _progress: self.desk.read(service, *args), then, failed, owner=bound, newest=newest
        )

    def source(self, owner: QObject, load: Callable[[Order, int, int], tuple[int, Sequence[Row]]]) -> Source[Row]:
        """A table's source: ``load(order, first, many)`` runs on the reader's thread, returns (total, rows)."""

        def ask(order: Order, first: int, many: int, deliver: Callable[[Loaded[Row]], None]) -> None:
            def take(loaded: tuple[int, Sequence[Row]]) -> None:
                deliver(Loaded(loaded[0], first, loaded[1]))

            self.operations.read(lambda _progress: load(order, first, many), take, owner=owner)

        return ask


def _owner(then: object) -> QObject | None:
    bound = getattr(then, "__self__", None)
    return bound if isinstance(bound, QObject) else None
