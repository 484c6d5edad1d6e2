"""The composition root: clock, vault, store, services and press wired into one ``Desk``.

The window and the command line get a ``Desk`` and nothing else. ``do`` and ``open`` belong on the writer's thread,
``read`` on the reader's; a desk opens no thread of its own.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from hipdesk.desk.opened import Done
from hipdesk.desk.papers import MadePaper, PaperDesk, PaperForm
from hipdesk.kernel.clock import Clock, SystemClock
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.backups import BackupMade
from hipdesk.model.workbooks.grid import WorkbookGrid
from hipdesk.papers.press import Press
from hipdesk.papers.reading.jobs import read_in_press
from hipdesk.services import backups, custody
from hipdesk.services.custody import Custody, NewVault
from hipdesk.store.integrity import Integrity
from hipdesk.vault.kdf import KdfPolicy
from hipdesk.vault.recovery import RecoveryCode

__all__ = ["Desk", "Done", "MadePaper", "PaperForm"]

P = ParamSpec("P")
T = TypeVar("T")


class Desk(PaperDesk):
    """An unlocked office: how it is opened, looked after, and locked."""

    @classmethod
    def create(
        cls, asked: NewVault, clock: Clock | None = None, policy: KdfPolicy | None = None, press: Press | None = None
    ) -> tuple["Desk", RecoveryCode]:
        """A new vault, open, and its recovery code, which is shown once."""
        clock = clock or SystemClock()
        opened, code = custody.create(asked, clock, policy)
        return cls(opened, clock, press), code

    @classmethod
    def unlock(
        cls,
        path: Path,
        passphrase: str,
        clock: Clock | None = None,
        policy: KdfPolicy | None = None,
        press: Press | None = None,
    ) -> "Desk":
        """Open a vault with a passphrase; raises what is wrong as a sentence."""
        clock = clock or SystemClock()
        return cls(custody.unlock(path, passphrase, clock, policy), clock, press)

    @classmethod
    def recover(
        cls,
        path: Path,
        code: RecoveryCode,
        new_passphrase: str,
        clock: Clock | None = None,
        policy: KdfPolicy | None = None,
    ) -> tuple["Desk", RecoveryCode]:
        """Open with the recovery sheet's code and a new passphrase; the new sheet's code comes back."""
        clock = clock or SystemClock()
        opened, fresh = custody.recover(path, code, new_passphrase, clock, policy)
        return cls(opened, clock), fresh

    @classmethod
    def restore(
        cls,
        source: Path,
        folder: Path,
        passphrase: str,
        clock: Clock | None = None,
        policy: KdfPolicy | None = None,
        progress: Progress = SILENT,
    ) -> "Desk":
        """Restore a backup into a new folder and open it."""
        clock = clock or SystemClock()
        return cls(backups.restore(source, folder, passphrase, clock, policy, progress), clock)

    def read_workbook(self, content: bytes, file_name: str, progress: Progress = SILENT) -> WorkbookGrid:
        """A workbook from outside, opened in the press; WorkbookRefused when it cannot be read."""
        return read_in_press(self.press, content, file_name, progress)

    def back_up(self, target: Path, progress: Progress = SILENT) -> BackupMade:
        """Write a backup and prove it."""
        return backups.back_up(self._custody, target, progress)

    @property
    def backup_name(self) -> str:
        """A file name for a backup made now."""
        return backups.file_name(self._custody)

    def with_vault(self, work: Callable[Concatenate[Custody, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Work on the vault itself, its keys and holders; on the writer's thread. It checks its right and records."""
        return work(self._custody, *args, **kwargs)

    def verify(self, progress: Progress = SILENT) -> Integrity:
        """Look at the whole vault."""
        return backups.verify(self._custody, progress)

    def stop_reading(self) -> None:
        """Interrupt a long read from another thread, so that locking never waits."""
        self._custody.records.stop_reading()

    def close(self) -> None:
        """Lock: close the database, forget the keys and every name and cell that was kept at hand for comparing; the
        press ends when it is the desk's own."""
        from hipdesk.model.risk import forget_question_sets
        from hipdesk.model.workbooks.memory import forget_texts

        try:
            self._custody.close()
        finally:
            forget_texts()
            forget_question_sets()
            if self._owns_press:
                self.press.close()

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
