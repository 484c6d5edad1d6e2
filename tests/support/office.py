"""An open vault's database for tests of services: a template is built once, copied per test."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import FixedClock
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.users import Actor
from hipdesk.services.registry import declared
from hipdesk.services.settings import open_office
from hipdesk.store.records import Records
from hipdesk.store.tables.users import HolderRow
from tests.support.clock import a_clock

T = TypeVar("T")

KEY = b"k" * 32
OFFICER = Actor(holder_id="a" * 32, name="Anwen Price", role="officer")


class Office:
    """The office of Marlbridge on Wednesday 2 December 2026, its code lists in place and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.clock: FixedClock = a_clock()
        self.actor = OFFICER
        self.changes = Changes()
        self.sequence = 0
        self.records = Records(folder / "records.db", KEY, self.clock, self._noted)

    def _noted(self, sequence: int, _mac: bytes) -> None:
        self.sequence = sequence

    def do(self, service: Callable[..., T], *args: Any, progress: Progress = SILENT, **kwargs: Any) -> T:
        """Run a writing service in a transaction of its own, as the desk does."""
        with self.records.write(self.actor, progress) as work:
            value = service(work, *args, **kwargs)
            self.changes = work.finish()
            return value

    def read(self, service: Callable[..., T], *args: Any, progress: Progress = SILENT, **kwargs: Any) -> T:
        """Run a reading service on a snapshot."""
        declared(service)
        with self.records.read(self.actor, progress) as reading:
            return service(reading, *args, **kwargs)

    def close(self) -> None:
        """Close the database."""
        self.records.close()


def build_template(folder: Path) -> Path:
    """A closed database with the officer and the shipped lists in it."""
    office = Office(folder)
    with office.records.write(OFFICER) as work:
        work.session.add(HolderRow(id=OFFICER.holder_id, name=OFFICER.name, role=OFFICER.role, slot=0))
        open_office(work)
        work.finish()
    office.close()
    return folder / "records.db"


def copy_template(template: Path, folder: Path) -> Office:
    """An office of its own over a copy of the template."""
    shutil.copyfile(template, folder / "records.db")
    return Office(folder)
