"""Operations: off the window's thread, in order, and delivered only to who is still there."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QThread

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.errors import HipDeskError, Refused, Stopped
from hipdesk.kernel.progress import Progress
from tests.support.qt_keys import settle, wait_for, wait_idle
from ui.tasks.changes import ChangeHub
from ui.tasks.operations import Operations


class Done:
    """As the desk's: a value and what it touched."""

    def __init__(self, value: object, changes: Changes) -> None:
        self.value = value
        self.changes = changes


class Fixture:
    """Operations with a list of reported errors, and a way to wait until all is delivered."""

    def __init__(self) -> None:
        self.hub = ChangeHub()
        self.errors: list[HipDeskError] = []
        self.interrupted = 0
        self.operations = Operations(self.hub, self.errors.append, interrupt=self._interrupt)

    def _interrupt(self) -> None:
        self.interrupted += 1

    def wait(self) -> None:
        wait_idle(self.operations)


@pytest.fixture
def at_work():
    made = Fixture()
    yield made
    assert made.operations.shutdown()


def test_work_when_run_then_is_done_elsewhere_and_delivered_here_in_order(at_work: Fixture) -> None:
    """Changes run one after another off the window's thread; outcomes come back on it."""
    threads, got = set(), []

    def work(number: int) -> Callable[[Progress], int]:
        def do(_progress: Progress) -> int:
            threads.add(threading.current_thread().name)
            return number

        return do

    def take(number: int) -> None:
        got.append((number, QThread.isMainThread()))

    for number in range(20):
        at_work.operations.run(work(number), take)
    assert at_work.operations.pending == 20
    at_work.wait()
    assert got == [(number, True) for number in range(20)]
    assert threads == {"hipdesk-writer"}


def test_read_when_the_writer_is_busy_then_does_not_wait_for_it(at_work: Fixture) -> None:
    """A report does not hold up saving, nor saving a report."""
    free, got = threading.Event(), []
    at_work.operations.run(lambda _progress: free.wait(5), lambda _done: got.append("written"))
    read = at_work.operations.read(lambda _progress: "read", got.append)
    wait_for(read.ended)
    assert got == ["read"]
    free.set()
    at_work.wait()
    assert got == ["read", "written"]


def test_outcome_when_its_owner_is_gone_then_is_dropped_but_changes_are_told(at_work: Fixture) -> None:
    """A page that was closed meanwhile is not called; other screens still learn what changed."""
    owner, got, news = QObject(), [], []
    at_work.hub.changed.connect(news.append)
    changes = Changes(frozenset({"case"}), frozenset({"1"}))
    at_work.operations.run(lambda _progress: Done(1, changes), got.append, owner=owner)
    owner.deleteLater()
    settle()
    at_work.wait()
    assert (got, news) == ([], [changes])


def test_outcome_when_then_is_a_method_of_a_page_then_the_page_is_the_owner(at_work: Fixture) -> None:
    """Nobody has to name the owner of a method."""
    got = []

    class Page(QObject):
        def take(self, value: int) -> None:
            got.append(value)

    page, other = Page(), Page()
    free = threading.Event()
    at_work.operations.run(lambda _progress: free.wait(5), other.take)
    at_work.operations.run(lambda _progress: 2, page.take)
    page.deleteLater()
    settle()
    free.set()
    at_work.wait()
    assert got == [True]


def test_error_when_raised_then_goes_to_failed_or_else_is_reported(at_work: Fixture) -> None:
    """A refusal is told by whoever asked, or else by the window."""
    mine: list[HipDeskError] = []

    def refuse(_progress: Progress) -> None:
        raise Refused("No.", kept="Nothing was changed.")

    at_work.operations.run(refuse, failed=mine.append)
    at_work.operations.run(refuse)
    at_work.wait()
    assert ([str(error) for error in mine], len(at_work.errors)) == (["No. Nothing was changed."], 1)


def test_fault_when_raised_then_goes_to_the_guard_and_work_goes_on(at_work: Fixture) -> None:
    """A fault of the program is not told as though it were the person's."""
    faults: list[BaseException] = []
    at_work.operations.unexpected = faults.append
    at_work.operations.run(lambda _progress: 1 // 0)
    at_work.operations.run(lambda _progress: None)
    at_work.wait()
    assert [type(fault) for fault in faults] == [ZeroDivisionError]
    assert at_work.errors == []


def test_work_when_cancelled_then_stops_and_only_failed_is_told(at_work: Fixture) -> None:
    """Long work stops at its next step; nobody sees an error banner for what they asked."""
    begun, told = threading.Event(), []

    def count(progress: Progress) -> None:
        begun.set()
        for at in range(10**9):
            progress.step(at, 10**9)

    running = at_work.operations.run(count, failed=told.append)
    assert begun.wait(5)
    running.cancel()
    at_work.wait()
    assert [type(error) for error in told] == [Stopped]
    assert at_work.errors == []


def test_progress_when_stepped_then_is_told_here_a_few_times_only(at_work: Fixture) -> None:
    """A thousand steps do not flood the window; the last is told."""
    steps = []
    listening = threading.Event()

    def count(progress: Progress) -> None:
        assert listening.wait(10)
        for at in range(1, 1001):
            progress.step(at, 1000, "Counting")

    running = at_work.operations.run(count)
    running.stepped.connect(lambda done, of, what: steps.append((done, of, what)))
    listening.set()
    at_work.wait()
    assert steps[-1] == (1000, 1000, "Counting")
    assert len(steps) < 100


def test_reads_when_newer_one_is_asked_then_only_the_last_is_delivered(at_work: Fixture) -> None:
    """Typing a search delivers the newest answer alone."""
    got: list[int] = []
    for number in range(5):
        at_work.operations.read(lambda _progress, number=number: number, got.append, newest="search")
    at_work.wait()
    assert got == [4]


def test_stop_all_when_locking_then_nothing_is_delivered_but_what_must_be_done_is(at_work: Fixture) -> None:
    """Locking drops what waits, keeps the drafts, and interrupts a long read."""
    free, kept, got = threading.Event(), [], []
    at_work.operations.run(lambda _progress: free.wait(5), got.append)
    at_work.operations.run(lambda _progress: kept.append("draft"), must=True)
    at_work.operations.run(lambda _progress: kept.append("other"), got.append)
    at_work.operations.stop_all()
    free.set()
    at_work.wait()
    assert (kept, got, at_work.interrupted) == (["draft"], [], 1)
    assert at_work.errors == []


def test_shutdown_when_work_waits_then_threads_end(at_work: Fixture) -> None:
    """Closing waits for the threads, and later work is not begun."""
    at_work.operations.run(lambda progress: progress.check())
    at_work.operations.read(lambda _progress: None)
    assert at_work.operations.shutdown()
    names = {thread.name for thread in threading.enumerate()}
    assert not {"hipdesk-writer", "hipdesk-reader"} & names
    assert at_work.operations.run(lambda _progress: None).wanted is False


def test_hub_when_something_is_touched_then_tells_only_who_shows_it() -> None:
    """A screen reloads when a kind it shows was touched, and not after it is gone."""
    hub, owner, told = ChangeHub(), QObject(), []
    hub.watch(owner, {"case", "action"}, told.append)
    hub.broadcast(Changes(frozenset({"person"})))
    hub.broadcast(Changes(frozenset({"action"})))
    hub.broadcast(Changes())
    assert len(told) == 1
    owner.deleteLater()
    settle()
    hub.broadcast(Changes(frozenset({"action"})))
    assert len(told) == 1
