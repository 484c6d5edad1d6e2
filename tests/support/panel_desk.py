"""The Marlbridge panel in a real vault, built once a run and copied for every test of the window."""

import functools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hipdesk.desk import Desk
from tests.support.clock import a_clock
from tests.support.desk_office import DeskOffice
from tests.support.desks import copy_vault, make_desk, open_desk
from tests.support.panel_demo import Marlbridge

_NAME = "marlbridge.hipdesk"


@dataclass(frozen=True)
class Known:
    """Ids by short names."""

    november: str
    december: str
    january: str
    cases: dict[int, str]
    agencies: dict[str, str]


@functools.cache
def _template() -> tuple[Path, Known, tempfile.TemporaryDirectory[str]]:
    folder = tempfile.TemporaryDirectory(prefix="hipdesk-panel-")
    desk = make_desk(Path(folder.name))
    made = Marlbridge(DeskOffice(desk))
    desk.close()
    known = Known(made.november, made.december, made.january, made.cases, made.agencies)
    return Path(folder.name) / _NAME, known, folder


@contextmanager
def marlbridge(folder: Path, at: datetime | None = None) -> Iterator[tuple[Desk, Known]]:
    """An open desk over a copy, on Wednesday 2 December 2026 unless ``at`` says otherwise."""
    source, known, _held = _template()
    clock = a_clock()
    clock.move_to(at or datetime(2026, 12, 2, 14, 2, tzinfo=UTC))
    desk = open_desk(copy_vault(source, folder / _NAME), clock)
    try:
        yield desk, known
    finally:
        desk.close()
