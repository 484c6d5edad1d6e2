"""What every page is handed: the desk, the operations that reach it, and the way to say, ask and go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import Clock
from hipdesk.kernel.progress import Progress
from ui.messages.seam import Messages
from ui.routes import Routes
from ui.style.theme import Theme
from ui.tasks.changes import ChangeHub
from ui.tasks.operations import Failed, Operations, Running
from ui.widgets.table_model import Loaded, Order, Source

T = TypeVar("T")
Row = TypeVar("Row")
Service = Callable[..., object]


class Outcome(Protocol):
    """What a change returns: a value for the screen, and what it touched."""

    @property
    def value(self) -> object: ...

    @property
    def changes(self) -> Changes: ...


class DeskLike(Protocol):
    """The part of the desk that pages use; called on the writer's or the reader's thread only."""

    def do(self, service: Service, command: object, *, progress: Progress | None = None) -> Outcome:
        """Run a service that writes, in one unit of work."""
        ...

    def read(self, service: Service, *args: object) -> object:
        """Run a service that only reads."""
        ...


class Drafts(Protocol):
    """Where half-written work is kept within the vault; every call returns at once."""

    def keep(self, kind: str, key: str, state: str) -> None:
        """Keep the state of a form or note, JSON as text, under a kind and key."""
        ...

    def load(self, kind: str, key: str) -> str | None:
        """What was kept last, or None."""
        ...

    def drop(self, kind: str, key: str) -> None:
        """Forget it: it became a record, or was thrown away."""
        ...


@dataclass
class Context:
    """Handed to every page; pages hold nothing else of the program."""

    desk: DeskLike
    operations: Operations
    hub: ChangeHub
    messages: Messages
    theme: Theme
    routes: Routes
    drafts: Drafts
    clock: Clock

    def do(
        self,
        service: Service,
        command: object,
        then: Callable[[object], object] | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
    ) -> Running:
        """Change something: ``then`` gets the service's value, then the changes are broadcast."""
        bound = owner if owner is not None else _owner(then)

        def take(outcome: Outcome) -> None:
            if then is not None:
                then(outcome.value)

        return self.operations.run(
            lambda progress: self.desk.do(service, command, progress=progress), take, failed, owner=bound
        )

    def read(
        self,
        service: Service,
        *args: object,
        then: Callable[[T], object],
        failed: Failed | None = None,
        owner: QObject | None = None,
        newest: str = "",
    ) -> Running:
        """Read something: ``then`` gets the view. Of reads with the same ``newest`` only the last is delivered."""
        bound = owner if owner is not None else _owner(then)
        return self.operations.read(
            lambda _progress: self.desk.read(service, *args),
            lambda view: then(view),  # type: ignore[arg-type]  # the service returns what then takes
            failed,
            owner=bound,
            newest=newest,
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
