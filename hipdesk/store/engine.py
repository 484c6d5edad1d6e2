"""Opening the encrypted database: SQLCipher with a raw key, and the settings every connection needs.

One writer connection and one reader connection; each is used by one thread at a time. No other code says PRAGMA key.
"""

from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import StaticPool

from hipdesk.kernel import files

_KEY_BYTES = 32
CACHE_SIZE = "PRAGMA cache_size = -4096"
"""4 MiB of deciphered pages for the connection that writes; work that writes much asks for more while it lasts."""
_READING_CACHE = "PRAGMA cache_size = -12288"
"""12 MiB for one that only reads: every list, count and search goes through it."""
_SETTINGS = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 5000",
)


def cache_size(*, read_only: bool) -> str:
    """How many deciphered pages a connection keeps, as SQLite is told."""
    return _READING_CACHE if read_only else CACHE_SIZE


def _as_it_is(value: object) -> object:
    return value


# The driver looks for a way to write None and truth values, and makes an exception for each before it takes them as
# they are: seven times as long as being told. An import binds millions of them.
sqlcipher3.dbapi2.register_adapter(type(None), _as_it_is)
sqlcipher3.dbapi2.register_adapter(bool, _as_it_is)


def connect(path: Path, key: bytes, *, read_only: bool = False, still: bool = False) -> Any:  # noqa: ANN401 (sqlcipher3 has no stubs)
    """A raw SQLCipher connection to ``path`` with the 32-byte ``key``; creates the file unless ``read_only``.

    ``still``: nobody writes, and the WAL is empty, so that reading needs no room on the disk at all.
    """
    if len(key) != _KEY_BYTES:
        raise ValueError("a database key has 32 bytes")
    if not read_only:
        files.make_private_file(path)  # SQLite would make it readable by the group; WAL and SHM take its rights
    mode = "ro" if read_only else "rwc"
    more = "&immutable=1" if still else ""
    connection = sqlcipher3.connect(
        f"{path.resolve().as_uri()}?mode={mode}{more}", uri=True, check_same_thread=False, isolation_level=None
    )
    connection.execute(_SETTINGS[0])
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for setting in (*_SETTINGS[1:], cache_size(read_only=read_only)):
        connection.execute(setting)
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
    else:
        connection.execute("PRAGMA query_only = ON")
    return connection


def make_engine(path: Path, key: bytes, *, read_only: bool = False, still: bool = False) -> Engine:
    """An engine over exactly one connection. Exceptions of it never show bound values. ``still`` as ``connect``."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher3.dbapi2,
        creator=lambda: connect(path, key, read_only=read_only, still=still),
        poolclass=StaticPool,
        hide_parameters=True,
        insertmanyvalues_page_size=500,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:  # noqa: ANN401 (SQLAlchemy's event signature)
        # isolation_level None leaves BEGIN to us: a writer takes its lock at once, a reader a snapshot.
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
        if not read_only:
            # Rows of one operation may be written in any order; the commit checks them all.
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")

    return engine


def interrupt(engine: Engine) -> None:
    """Stop what the engine's one connection is doing, from another thread; it ends as Stopped."""
    # Asked of the pool's own record: a connection checked out here would roll the reader back when it is let go.
    engine.pool.connection.driver_connection.interrupt()  # type: ignore[attr-defined] # a StaticPool has one
