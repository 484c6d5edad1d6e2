"""The open database: one writer, one reader, and the transactions services work in."""

import contextlib
import functools
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import event, func, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session

from hipdesk.kernel.clock import Clock
from hipdesk.kernel.errors import DiskFull, EnvironmentFault
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.users import Actor
from hipdesk.store.engine import interrupt, make_engine
from hipdesk.store.faults import ReadingOnly, told_plainly
from hipdesk.store.migrate import bring_up
from hipdesk.store.tables.audit import AuditEventRow, VaultSecretRow
from hipdesk.store.work import Reading, Work, watch_writes

AUDIT_KEY = "audit"
_OFTEN = 20_000
_ROOM = 128 << 10  # what SQLite needs beside the database before the first page is written


class Records:
    """The database of an open vault. Close it on the thread that wrote last; ``stop_reading`` may come from any."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        clock: Clock,
        on_commit: Callable[[int, bytes], None],
        *,
        reading_only: bool = False,
    ) -> None:
        """Open, or create, the database; raises NewerVault, WrongKey, DatabaseDamaged, DiskFull.

        ``reading_only`` needs no room on the disk, and refuses every write with ReadingOnly. DiskFull when the WAL
        still holds commits, which cannot be read that way.
        """
        self.clock = clock
        self.path = path
        self.reading_only = reading_only
        self._on_commit = on_commit
        self._working: Work | None = None
        with _full_disk_told(path), told_plainly():
            if reading_only and not _wal_is_empty(path):
                raise DiskFull()
            self._writer = make_engine(path, key, read_only=reading_only, still=reading_only)
            bring_up(self._writer)
            self._audit_key = self._secret(AUDIT_KEY)
            self._reader = make_engine(path, key, read_only=True, still=reading_only)
        # A connection takes one transaction at a time: a second thread waits its turn instead of breaking the first.
        self._writing, self._reading = threading.RLock(), threading.RLock()
        self._one_more = functools.partial(make_engine, path, key, read_only=True, still=reading_only)
        event.listen(self._writer, "before_execute", self._note)

    @contextlib.contextmanager
    def write(self, actor: Actor, progress: Progress = SILENT) -> Iterator[Work]:
        """One transaction. ``work.finish()`` commits; leaving without it, or by an exception, undoes everything."""
        if self.reading_only:
            raise ReadingOnly()
        with self._writing, told_plainly(), Session(self._writer, expire_on_commit=False) as session:
            work = Work(session, actor, self.clock, self._audit_key, progress)
            self._working = work
            before = work.sequence
            try:
                yield work
            finally:
                self._working = None
                session.rollback()
            if work.finished and work.sequence > before:
                self._on_commit(work.sequence, bytes.fromhex(work.head))

    @contextlib.contextmanager
    def read(self, actor: Actor, progress: Progress = SILENT) -> Iterator[Reading]:
        """A snapshot on the second, read-only connection; it never waits for the writer."""
        with self._reading, told_plainly(), Session(self._reader, autoflush=False) as session:
            yield Reading(session, actor, self.clock, progress)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until nobody writes or reads, and keep it so."""
        with self._writing, self._reading:
            yield

    def stop_reading(self) -> None:
        """Interrupt a long read from another thread."""
        interrupt(self._reader)

    def newest_sequence(self) -> int:
        """The newest audit sequence in the database; 0 in an empty one."""
        with self._reading, told_plainly(), self._reader.connect() as connection:
            return int(connection.execute(select(func.max(AuditEventRow.sequence))).scalar() or 0)

    @property
    def audit_key(self) -> bytes:
        """The key of the audit chain, for checking it."""
        return self._audit_key

    @property
    def writer(self) -> Engine:
        """For backup and integrity, which need the connection itself."""
        return self._writer

    @contextlib.contextmanager
    def apart(self, actor: Actor, progress: Progress = SILENT) -> Iterator[tuple[Engine, Reading]]:
        """A read-only connection of its own, for looking at everything, on any thread; cancelling interrupts it.

        The engine has that one connection: be done with it before the reading is used.
        """
        engine = self._one_more()
        try:
            with told_plainly(), contextlib.closing(engine.raw_connection()) as raw:
                raw.driver_connection.set_progress_handler(lambda: int(progress.cancelled), _OFTEN)  # type: ignore[union-attr] # StaticPool
            with told_plainly(), Session(engine, autoflush=False) as session:
                yield engine, Reading(session, actor, self.clock, progress)
        finally:
            engine.dispose()

    def checkpoint(self) -> bool:
        """Move everything from the WAL into the database file and empty it; False when a long read keeps some back."""
        if self.reading_only:
            return True
        with self._writing, told_plainly(), contextlib.closing(self._writer.raw_connection()) as raw:
            asked = raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr] # StaticPool
            _busy, waiting, moved = asked.fetchone()
        return bool(waiting == moved)

    def mac_at(self, sequence: int) -> bytes | None:
        """The MAC of the audit event of this sequence; None when there is none."""
        with self._reading, told_plainly(), self._reader.connect() as connection:
            found = connection.execute(select(AuditEventRow.mac).where(AuditEventRow.sequence == sequence)).scalar()
        return bytes.fromhex(found) if found else None

    def close(self) -> None:
        """Checkpoint and close both connections. What a full disk cannot take stays in the WAL, to be moved later."""
        self._reader.dispose()
        try:
            with contextlib.suppress(EnvironmentFault):
                self.checkpoint()
        finally:
            self._writer.dispose()

    def _secret(self, name: str) -> bytes:
        """A random key made at creation and kept inside the database, so that re-keying leaves it alone."""
        with Session(self._writer) as session:
            row = session.get(VaultSecretRow, name)
            if row is None:
                row = VaultSecretRow(name=name, value=secrets.token_bytes(32))
                session.add(row)
                session.commit()
            return row.value

    def _note(self, _connection: Connection, statement: object, *_rest: object) -> None:
        if self._working is not None:
            watch_writes(self._working, statement)


@contextlib.contextmanager
def _full_disk_told(path: Path) -> Iterator[None]:
    """SQLite calls a disk without room for its own small files an I/O error: say that it is full."""
    try:
        yield
    except DiskFull:
        raise
    except EnvironmentFault:
        with contextlib.suppress(OSError):
            if shutil.disk_usage(path.parent).free < _ROOM:
                raise DiskFull() from None
        raise


def _wal_is_empty(path: Path) -> bool:
    """Whether everything committed stands in the database's own file."""
    wal = path.with_name(f"{path.name}-wal")
    return not wal.exists() or wal.stat().st_size == 0
