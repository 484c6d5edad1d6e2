"""Invented vaults of any size for the benchmarks, built once per run, and the same record in plain SQLite."""

import functools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3

from hipdesk.kernel.clock import FixedClock
from hipdesk.services.demonstration import cases as demonstration_cases
from hipdesk.services.demonstration import invent
from hipdesk.store import engine
from tests.support.desks import make_desk
from tests.support.office import KEY, Office, build_template
from tests.support.qt_stand_ins import WEDNESDAY

# A panel that turns nearly nothing away: what the benchmarks count is cases.
ACCEPTED = 600
ACCEPTED_SHARE = 0.885


@functools.cache
def folder() -> Path:
    """A folder for this run; removed at the end."""
    return Path(tempfile.mkdtemp(prefix="hipdesk-bench-"))


def tidy() -> None:
    """Remove what was built."""
    shutil.rmtree(folder(), ignore_errors=True)


@functools.cache
def vault_of(cases: int) -> Path:
    """A folder with ``records.db`` of about so many cases; built once."""
    place = folder() / f"cases-{cases}"
    place.mkdir()
    build_template(place)
    office = Office(place)
    usual, demonstration_cases.ACCEPTED = demonstration_cases.ACCEPTED, ACCEPTED
    try:
        office.do(invent, round(cases / ACCEPTED_SHARE), 1)
    finally:
        demonstration_cases.ACCEPTED = usual
        office.close()
    return place


@functools.cache
def desk_of(cases: int) -> Path:
    """A closed vault of about so many cases, with the passphrase of the tests, for the whole program; built once."""
    place = folder() / f"desk-{cases}"
    place.mkdir()
    desk = make_desk(place, FixedClock(WEDNESDAY))
    usual, demonstration_cases.ACCEPTED = demonstration_cases.ACCEPTED, ACCEPTED
    try:
        desk.do(invent, round(cases / ACCEPTED_SHARE), 1)
    finally:
        demonstration_cases.ACCEPTED = usual
        desk.close()
    return desk.path


@functools.cache
def plain_of(cases: int) -> Path:
    """The same record as a plain SQLite file."""
    place = folder() / f"plain-{cases}"
    place.mkdir()
    raw = engine.connect(vault_of(cases) / "records.db", KEY)
    raw.execute(f"ATTACH DATABASE '{place / 'records.db'}' AS plain KEY ''")
    raw.execute("SELECT sqlcipher_export('plain')")
    raw.execute("DETACH DATABASE plain")
    raw.close()
    return place


@contextmanager
def office_on(place: Path) -> Iterator[Office]:
    """An office over an encrypted vault."""
    office = Office(place)
    try:
        yield office
    finally:
        office.close()


@contextmanager
def plain_office_on(place: Path) -> Iterator[Office]:
    """The same office code over a plain SQLite file: the same statements, without the cipher."""
    keyed = engine.connect
    engine.connect = _plain_connect
    try:
        office = Office(place)
        office.records.newest_sequence()  # both connections are open now
    finally:
        engine.connect = keyed
    try:
        yield office
    finally:
        office.close()


def _plain_connect(path: Path, _key: bytes, *, read_only: bool = False, still: bool = False) -> object:
    mode = "ro" if read_only else "rwc"
    connection = sqlcipher3.connect(
        f"{path.resolve().as_uri()}?mode={mode}", uri=True, check_same_thread=False, isolation_level=None
    )
    for setting in (*engine._SETTINGS, engine.cache_size(read_only=read_only)):
        if "cipher" not in setting:
            connection.execute(setting)
    connection.execute("PRAGMA query_only = ON" if read_only else "PRAGMA journal_mode = WAL")
    return connection
