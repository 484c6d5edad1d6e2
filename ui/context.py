"""What every page is handed: the desk, the operations that reach it, and the way to say, ask and go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject

from hipdesk.kernel.clock import Clock
from hipdesk.kernel.progress import Progress
from hipdesk.services.drafts import answering, saved_is_told
from ui.forms.answer import Answers, UnderWay
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
    """Where half-written work is kept within the vault; every call returns at once.

    ``under_way`` are the saves that answer drafts: see ``Context.do``.
    """

    under_way: UnderWay

    @property
    def may_keep(self) -> bool:
        """Whether this holder may keep drafts in this vault now; one opened for reading takes none."""
        ...

    @property
    def waiting(self) -> bool:
        """Whether something could not be kept yet, as on a full disk; it is tried again."""
        ...

    def keep(self, kind: str, subject: str, content: Content, then: Callable[[], object] | None = None) -> None:
        """Keep the newest state of a form or note, done even while locking; ``then`` once it is kept."""
        ...

    def load(self, kind: str, subject: str, then: Callable[[Content | None], object], owner: QObject) -> None:
        """Deliver what was kept last, or None."""
        ...

    def stop(self) -> None:
        """The vault is being locked: nothing that was refused is held or tried any more."""
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
        answers: Answers | None = None,
    ) -> Running:
        """Change something on the writer's thread: ``then`` gets the service's value, then changes are broadcast.

        ``answers`` names the draft that this makes a record of: it is dropped in the same transaction.
        """
        bound = owner if owner is not None else _owner(then)

        def take(outcome: "Done[T]") -> None:
            if then is not None:
                then(outcome.value)

        if answers is None:
            return self.operations.run(
                lambda progress: self.desk.run(progress, service, *args), take, failed, owner=bound
            )
        saved = answering(service, answers.kind, answers.subject)

        def take_and_note(outcome: "Done[T]") -> None:
            take(outcome)
            self.operations.run(lambda progress: self.desk.run(progress, saved_is_told), must=True)

        return self.answer(
            answers, lambda progress: self.desk.run(progress, saved, *args), take_and_note, failed, owner=bound
        )

    def answer(
        self,
        answers: Answers,
        work: Callable[[Progress], T],
        then: Callable[[T], object],
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
    ) -> Running:
        """Put work on the writer's thread that makes a record and drops its draft in one transaction itself."""
        under_way = self.drafts.under_way
        answer = under_way.begin(answers)
        if answer.running is not None:
            return answer.running

        def take(outcome: T) -> None:
            under_way.end(answer)
            then(outcome)

        bound = owner if owner is not None else _owner(then)
        answer.running = self.operations.run(answer.watch(work), take, failed, owner=bound)
        answer.running.ended.connect(lambda: under_way.end(answer))
        return answer.running

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
