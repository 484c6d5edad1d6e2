"""A copy of the whole database under another key, whole and looked at, while nobody writes."""

import contextlib
from pathlib import Path

from sqlalchemy.engine import Engine

from hipdesk.kernel import files
from hipdesk.kernel.errors import EnvironmentFault
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.store import integrity
from hipdesk.store.engine import connect, make_engine
from hipdesk.store.faults import DatabaseDamaged, told_plainly
from hipdesk.store.records import Records
from hipdesk.store.work import Work

_PAGES = 2_000


def copy_under(records: Records, work: Work, target: Path, key: bytes, progress: Progress = SILENT) -> None:
    """Copy the database to ``target`` under ``key`` and look at all of it; on any failure nothing of it is left.

    ``work`` holds the write lock of ``records``, so that what is copied stays as it is. Raises DatabaseDamaged when
    the copy does not hold what was copied.
    """
    step = work.sequence
    try:
        with records.apart(work.actor, progress) as (engine, _reading):
            with told_plainly(), engine.connect() as connection:
                rows = integrity.row_counts(connection)
            _copy(engine, target, key, progress)
        engine = make_engine(target, key)
        try:
            with told_plainly():
                found = integrity.look(engine, records.audit_key, step, progress)
        finally:
            engine.dispose()
        if found.faults or dict(found.rows) != dict(rows):
            raise DatabaseDamaged("The copy under the new key is not what was copied.")
    except BaseException:
        remove_database(target)
        raise


def _copy(engine: Engine, target: Path, key: bytes, progress: Progress) -> None:
    """Every page, deciphered in memory and ciphered anew."""

    def step(_status: int, left: int, of: int) -> None:
        progress.step(of - left, of, "copying")

    with (
        told_plainly(),
        contextlib.closing(engine.raw_connection()) as source,
        contextlib.closing(connect(target, key)) as copy,
    ):
        source.driver_connection.backup(copy, pages=_PAGES, progress=step)  # type: ignore[union-attr]  # StaticPool


def remove_database(path: Path) -> None:
    """Remove a database and what lies beside it; a disk that refuses leaves it for the next unlocking to remove."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        with contextlib.suppress(EnvironmentFault):
            files.remove(path.with_name(name))
