"""Statements handed to a flow are carried out in their order, in the one transaction, or given up with it."""

import sqlite3
import threading

import pytest

from hipdesk.store.flow import flowing


@pytest.fixture
def connection():
    """A small database in the middle of a transaction, with one table of numbers."""
    opened = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    opened.execute("CREATE TABLE number (at INTEGER PRIMARY KEY, value INTEGER UNIQUE)")
    opened.execute("BEGIN")
    yield opened
    opened.close()


def added(*values):
    """A batch that adds these numbers."""
    return [("INSERT INTO number (value) VALUES (?)", (value,)) for value in values]


def there(connection):
    """The numbers in the order they were added."""
    return [value for (value,) in connection.execute("SELECT value FROM number ORDER BY at")]


def test_flow_when_many_batches_are_put_then_all_stand_in_order_at_the_end(connection):
    """More batches than may wait, and nothing is lost, doubled or out of turn."""
    with flowing(connection.cursor()) as flow:
        for start in range(0, 500, 10):
            flow.put(added(*range(start, start + 10)))
    assert there(connection) == list(range(500))


def test_flow_when_it_is_settled_then_what_was_put_can_be_read(connection):
    """The caller may look between two batches."""
    with flowing(connection.cursor()) as flow:
        flow.put(added(1, 2))
        flow.settle()
        assert there(connection) == [1, 2]
        flow.put(added(3))
    assert there(connection) == [1, 2, 3]


def test_flow_when_a_statement_fails_then_its_fault_is_the_callers_and_nothing_follows(connection):
    """The fault comes out as it was raised, and what was put after it is not carried out."""

    def put_one_twice():
        with flowing(connection.cursor()) as flow:
            flow.put(added(1, 2, 1, 4))
            flow.settle()

    with pytest.raises(sqlite3.IntegrityError):
        put_one_twice()
    assert there(connection) == [1, 2]


def test_flow_when_a_fault_is_not_asked_for_then_the_end_of_the_block_tells_it(connection):
    """Nobody needs to settle for a fault to be told."""

    def put_and_leave():
        with flowing(connection.cursor()) as flow:
            flow.put([("INSERT INTO nowhere VALUES (1)", ())])

    with pytest.raises(sqlite3.OperationalError):
        put_and_leave()


def test_flow_when_the_caller_gives_up_then_its_thread_ends_and_the_rest_is_not_carried_out(connection):
    """A stop asked for by a person leaves no thread at work on the connection."""
    gone_on, may_go_on = threading.Event(), threading.Event()

    def wait_there():
        gone_on.set()
        may_go_on.wait(10)
        return 1

    connection.create_function("wait_there", 0, wait_there)

    def stop_in_the_middle():
        with flowing(connection.cursor()) as flow:
            flow.put([("INSERT INTO number (value) SELECT wait_there()", ()), *added(2, 3)])
            gone_on.wait(10)
            threading.Timer(0.05, may_go_on.set).start()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop_in_the_middle()
    assert not [thread for thread in threading.enumerate() if thread.name == "bulk-writer"]
    assert there(connection) in ([1], [1, 2, 3])
    connection.execute("ROLLBACK")
    assert there(connection) == []
