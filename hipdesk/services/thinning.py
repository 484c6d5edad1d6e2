"""Thinning old backups: only proved ones of this vault, only in the folder of the settings, only files we named."""

import contextlib
from pathlib import Path

from hipdesk.kernel import files
from hipdesk.kernel.errors import EnvironmentFault, HipDeskError
from hipdesk.model.backups import Kept, is_ours, to_keep
from hipdesk.model.settings import BackupSettings
from hipdesk.model.users import Right
from hipdesk.services.custody import Custody
from hipdesk.services.registry import writes
from hipdesk.services.settings import setting
from hipdesk.store import backup
from hipdesk.store.queries import backups as queries
from hipdesk.store.work import Work


def thin(custody: Custody, place: Path) -> int:
    """Remove the backups in ``place`` that the rule does not keep; how many went. None where it is not our folder.

    A disk that refuses keeps them until the next time: the backup itself is made by then. Refused without the right.
    """
    custody.actor.demand(Right.BACK_UP)
    with custody.records.read(custody.actor) as reading:
        ours = setting(reading, BackupSettings).place
        proved = queries.proved_at_place(reading, str(place))
    if not ours or Path(ours) != place:
        return 0
    removed = 0
    with contextlib.suppress(EnvironmentFault):
        there = [kept for path in _named(custody, place) if (kept := _known(path, custody, proved))]
        keep = to_keep(there)
        for old in there:
            if old.path not in keep:
                files.remove(old.path)
                removed += 1
    if removed:
        with custody.records.write(custody.actor) as work:
            note_thinned(work, removed)
            work.finish()
    return removed


@writes(Right.BACK_UP, "backup.thinned")
def note_thinned(work: Work, removed: int) -> None:
    """Record how many old backups were removed by the rule."""
    work.record("backup.thinned", "backup", "place", values={"removed": removed})


def _named(custody: Custody, place: Path) -> list[Path]:
    name = custody.vault.folder.name
    with files.told_plainly():
        return [path for path in place.iterdir() if path.is_file() and is_ours(path.name, name)]


def _known(path: Path, custody: Custody, proved: frozenset[tuple[int, int]]) -> Kept | None:
    """A backup that the record says this vault wrote here and proved; None for anything else."""
    try:
        manifest, _header = backup.read_parts(path)
        size = path.stat().st_size
    except (HipDeskError, OSError):
        return None
    if manifest.vault_id != custody.vault.vault_id or (manifest.sequence, size) not in proved:
        return None
    return Kept(path, manifest.made_at, size, proved=True)
