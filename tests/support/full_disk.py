"""A disk that takes no more, for the database of an open desk."""

from collections.abc import Iterator
from contextlib import contextmanager

from hipdesk.desk import Desk


@contextmanager
def no_room(desk: Desk) -> Iterator[None]:
    """SQLite may not take another page; afterwards it may."""
    raw = desk._custody.records.writer.raw_connection().driver_connection
    assert raw is not None
    there = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {there}")
    try:
        yield
    finally:
        raw.execute("PRAGMA max_page_count = 1000000")
