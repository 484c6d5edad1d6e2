"""The desk's whole-vault work as Settings sees it: backing up and checking, run on the writer's thread."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.progress import Progress
from hipdesk.model.backups import BackupMade
from ui.context import Context

if TYPE_CHECKING:
    from hipdesk.desk import Desk

BACKUP_MADE = Changes(frozenset({"backup"}))


class Checked(Protocol):
    """What a check of the whole vault found."""

    @property
    def faults(self) -> tuple[str, ...]: ...

    @property
    def rows(self) -> Mapping[str, int]: ...

    @property
    def events(self) -> int: ...

    @property
    def attachments(self) -> int: ...

    @property
    def whole(self) -> bool: ...


def desk_of(context: Context) -> "Desk":
    """The whole desk: only Settings reaches past what pages need."""
    return context.desk


def back_up(context: Context, place: str, progress: Progress) -> BackupMade:
    """Write a backup into a folder and prove it."""
    desk = desk_of(context)
    return desk.back_up(Path(place) / desk.backup_name, progress)


def size_words(size: int) -> str:
    """ "1.4 MB"."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"
