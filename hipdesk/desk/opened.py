"""An unlocked office: a service runs in a transaction of its own, on a snapshot, or as an opening that is logged."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, Generic, ParamSpec, TypeVar

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import Clock
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.users import Actor
from hipdesk.papers.press import Press
from hipdesk.services.custody import Custody
from hipdesk.services.question_sets import adopt_own_forms
from hipdesk.services.registry import declared
from hipdesk.store.faults import ReadingOnly
from hipdesk.store.work import Reading, Work

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What an operation gave back, and which kinds of record it touched."""

    value: T
    changes: Changes


class OpenOffice:
    """The vault, the clock and the press, and how a service is run on them."""

    def __init__(self, opened: Custody, clock: Clock, press: Press | None = None) -> None:
        self._custody = opened
        self.clock = clock
        self.press = press or Press()
        self._owns_press = press is None
        with opened.records.read(opened.actor) as reading:
            adopt_own_forms(reading)

    @property
    def actor(self) -> Actor:
        """Who unlocked it."""
        return self._custody.actor

    @property
    def name(self) -> str:
        """The vault's name, as its folder is called."""
        return self._custody.vault.folder.name

    @property
    def path(self) -> Path:
        """The vault's folder."""
        return self._custody.vault.folder.path

    @property
    def vault_id(self) -> str:
        """The vault's id."""
        return self._custody.vault.vault_id

    @property
    def warning(self) -> str:
        """What the holder must know at once: an older copy was opened, or a full disk. Empty when nothing is wrong."""
        if self.reading_only:
            return ReadingOnly().what
        return self._custody.older.sentence if self._custody.older else ""

    @property
    def reading_only(self) -> bool:
        """Whether the disk had no room: lists, search and figures can be read, nothing can be written or logged."""
        return self._custody.records.reading_only

    def do(
        self,
        service: Callable[Concatenate[Work, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Done[T]:
        """Run a writing service in a transaction of its own; what it raises undoes everything."""
        return self.run(SILENT, service, *args, **kwargs)

    def run(
        self, progress: Progress, service: Callable[Concatenate[Work, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Done[T]:
        """``do`` with progress, for long work: cancelling undoes everything."""
        with self._custody.records.write(self.actor, progress) as work:
            value = service(work, *args, **kwargs)
            return Done(value, work.finish())

    def read(self, service: Callable[Concatenate[Reading, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a reading service on a snapshot. One whose opening is logged goes through ``open``."""
        known = declared(service)
        if known.verb is not None:
            raise AssertionError(f"{known.name} is logged: open it")
        with self._custody.records.read(self.actor) as reading:
            return service(reading, *args, **kwargs)

    def open(self, service: Callable[Concatenate[Reading, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a reading service that shows people, and write its event in one small transaction."""
        verb = declared(service).verb
        if verb is None:
            return self.read(service, *args, **kwargs)
        subject = next((given for given in args if isinstance(given, str)), "list")
        with self._custody.records.write(self.actor) as work:
            view = service(work, *args, **kwargs)
            work.record(verb, verb.partition(".")[0], subject)
            work.finish()
        return view
