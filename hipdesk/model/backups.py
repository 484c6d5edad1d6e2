"""Backups as shown: when one was made and proved, and which old ones may go."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

DAILY, WEEKLY, MONTHLY = 12, 10, 9


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was written and, when ``faults`` is empty, proved by opening it."""

    file_name: str
    size: int
    sequence: int
    rows: int
    made_at: datetime
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup in a list: when it was made (UTC), the folder it went to, bytes, rows, and the fault found, if any."""

    made_at: datetime
    place: str
    size: int
    rows: int
    fault: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup file at a place: when it was made, its size in bytes, and whether it was proved."""

    path: Path
    made_at: datetime
    size: int
    proved: bool


def is_ours(file_name: str, vault: str) -> bool:
    """Whether a file is called as this program calls the backups of the vault named: never another file goes."""
    return re.fullmatch(rf"{re.escape(vault)} \d{{4}}-\d\d-\d\d \d{{4}}\.hipbackup", file_name) is not None


def to_keep(there: Sequence[Kept]) -> frozenset[Path]:
    """The backups to keep: the newest proved one of 12 days, 10 weeks and 9 months.

    One that was not proved pushes nothing out, nor does one that is smaller than another of its day, week or month:
    then the largest is kept beside it. Everything is kept when nothing was proved, and always the newest.
    """
    proved = sorted((backup for backup in there if backup.proved), key=lambda backup: backup.made_at, reverse=True)
    if not proved:
        return frozenset(backup.path for backup in there)
    kept: set[Path] = set()
    rules: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (DAILY, lambda at: at.date()),
        (WEEKLY, lambda at: at.isocalendar()[:2]),
        (MONTHLY, lambda at: (at.year, at.month)),
    )
    for most, span in rules:
        spans: dict[object, list[Kept]] = {}
        for backup in proved:
            spans.setdefault(span(backup.made_at), []).append(backup)
        for together in list(spans.values())[:most]:
            kept |= {together[0].path, max(together, key=lambda backup: backup.size).path}
    newest = max(there, key=lambda backup: backup.made_at)
    return frozenset(kept | {newest.path})
