"""Another implementation of the cipher reads our file: what lies on the disk is SQLCipher 4, not something of ours."""

import apsw
import pytest

from tests.support.office import KEY, build_template


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A closed database with the lists in it."""
    return build_template(tmp_path_factory.mktemp("vault"))


def opened(database, key):
    """The file through SQLite3 Multiple Ciphers, set to SQLCipher 4 with a raw key."""
    connection = apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)
    connection.pragma("cipher", "sqlcipher")
    connection.pragma("legacy", 4)
    connection.execute(f"PRAGMA key = 'raw:{key.hex()}'")
    return connection


def test_database_when_read_by_another_implementation_then_holds_the_same(database):
    """The independent reader counts the same entries."""
    connection = opened(database, KEY)
    assert connection.execute("SELECT count(*) FROM code_entry").get > 500
    assert connection.execute("PRAGMA integrity_check").get == "ok"
    connection.close()


def test_database_when_the_key_is_another_then_nothing_is_read(database):
    """Without the key it is noise."""
    connection = opened(database, b"x" * 32)
    with pytest.raises(apsw.NotADBError):
        connection.execute("SELECT count(*) FROM code_entry")
    connection.close()
    assert b"SQLite format" not in database.read_bytes()
    assert b"code_entry" not in database.read_bytes()
