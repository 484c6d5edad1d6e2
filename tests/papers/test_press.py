"""The press: what crosses, what never reaches it, and how it ends."""

import os
import signal
import threading
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused, Stopped
from hipdesk.kernel.progress import Progress
from hipdesk.papers.press import Press, PressDied, PressFailed, wire
from hipdesk.papers.produce import produce
from tests.support import paper_examples

TRIALS = "tests.support.press_trials"


def trial_press(**settings: int) -> Press:
    return Press(jobs_from=("hipdesk.papers", TRIALS), **settings)


@pytest.fixture(scope="module")
def press():
    with trial_press() as made:
        yield made


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.decimals(allow_nan=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1), inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_wire_when_a_plain_value_crosses_then_it_arrives_the_same(value):
    """Nothing is lost or changed on the way to the press and back."""
    if isinstance(value, dict) and "\x00kind" in value:
        return
    assert wire.decode(wire.encode(value)) == value


def test_wire_when_a_value_is_not_plain_then_it_is_refused():
    """Only plain values cross; an object with behaviour does not."""
    with pytest.raises(TypeError):
        wire.encode({"a": object()})


@pytest.mark.parametrize("sent", [b"", b"\x80\x04N.", b'{"\\u0000kind": "code", "is": "1"}', b"[1", b"\xff"])
def test_wire_when_the_message_is_not_ours_then_it_is_a_value_error(sent):
    """A hostile child can send nothing but plain values: no pickle, no unknown kind."""
    with pytest.raises(ValueError, match=r"not a message"):
        wire.decode(sent)


def test_press_when_given_values_then_they_come_back_exactly(press):
    """Bytes, days and numbers survive the journey to another process."""
    sent = {
        "bytes": bytes(range(256)) * 4000,
        "day": date(2026, 11, 12),
        "at": datetime(2026, 11, 12, 10, 2),  # noqa: DTZ001 - a workbook's moments have no zone
        "time": time(10, 2),
        "span": timedelta(days=1, seconds=3),
        "number": Decimal("1.10"),
        "text": "নুসরাত \x00 \u202e",
        "none": None,
    }
    assert press.run(f"{TRIALS}:echo", value=sent) == sent


def test_press_when_it_typesets_then_no_window_database_or_key_is_loaded(press):
    """The child never holds a key: neither the vault nor the store, nor Qt, is ever imported there."""
    produce(paper_examples.agenda(), press)
    names = press.run(f"{TRIALS}:loaded")
    kept_out = ("PySide6", "sqlalchemy", "sqlcipher3", "alembic", "hipdesk.store", "hipdesk.vault", "ui")
    assert [name for name in names if name.split(".")[0] in kept_out or name.startswith(kept_out[4:6])] == []
    assert "typst" in names


@pytest.mark.parametrize("name", ["sqlalchemy", "PySide6.QtCore", "hipdesk.vault", "hipdesk.store", "sqlcipher3"])
def test_press_when_a_job_imports_what_is_kept_out_then_it_fails(press, name):
    """Even code that tries cannot load the database or the window in the press."""
    with pytest.raises(PressFailed) as caught:
        press.run(f"{TRIALS}:fetch", name=name)
    assert caught.value.kind == "ImportError"


def test_press_when_started_with_a_vault_on_the_command_line_then_the_child_cannot_see_it(monkeypatch):
    """No vault path reaches the press: not in its arguments, not in its environment."""
    monkeypatch.setattr("sys.argv", ["hipdesk", "verify", "secret.hipvault"])
    monkeypatch.setenv("HIPDESK_DATA", "secret-folder")
    with trial_press() as fresh:
        seen = fresh.run(f"{TRIALS}:surroundings")
    assert seen["arguments"] == [""]
    assert not [name for name in seen["environment"] if name.startswith("HIPDESK")]


def test_press_when_a_job_writes_a_file_then_it_cannot(press, tmp_path):
    """Nothing the press does leaves plaintext on a disk."""
    with pytest.raises(PressFailed):
        press.run(f"{TRIALS}:write_to", path=str(tmp_path / "leak"))
    assert (tmp_path / "leak").stat().st_size == 0


def test_press_when_a_job_is_outside_the_papers_then_it_is_not_done(press):
    """Only functions meant as jobs can be called by name."""
    for job in ("os:getcwd", "hipdesk.papers.press.child:_shut_in", "hipdesk.papersx:run"):
        with pytest.raises(PressFailed):
            press.run(job)


def test_press_when_asked_twice_then_it_is_the_same_process(press):
    """It stays warm between jobs."""
    assert press.run(f"{TRIALS}:who") == press.run(f"{TRIALS}:who") == press.pid


def test_press_when_it_dies_then_one_plain_sentence_and_the_next_job_works(press):
    """A dead press is told, not shown as a crash, and is replaced."""
    before = press.run(f"{TRIALS}:who")
    with pytest.raises(PressDied, match=r"The press stopped working"):
        press.run(f"{TRIALS}:die")
    assert press.run(f"{TRIALS}:who") != before


def test_press_when_killed_between_jobs_then_the_next_job_gets_a_new_one(press):
    """The system may kill the press while it waits; nobody notices."""
    child = press.run(f"{TRIALS}:who")
    os.kill(child, signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert press.run(f"{TRIALS}:echo", value=1) == 1


def test_press_when_a_job_eats_memory_then_it_is_stopped_and_replaced(press):
    """A file that unpacks to more memory than agreed does not take the computer with it."""
    before = press.run(f"{TRIALS}:who")
    with pytest.raises(PressDied, match=r"ran out of memory"):
        press.run(f"{TRIALS}:eat_memory")
    assert press.run(f"{TRIALS}:who") != before


def test_press_when_a_job_takes_too_long_then_it_is_stopped(press):
    """Every job has a time limit."""
    with pytest.raises(PressDied, match=r"took too long"):
        press.run(f"{TRIALS}:never_end", seconds=0.3)
    assert press.run(f"{TRIALS}:echo", value="on") == "on"


def test_press_when_cancelled_while_working_then_it_stops_at_once(press):
    """A person who presses Stop does not wait for the paper."""
    progress = Progress()
    press.run(f"{TRIALS}:who")
    threading.Timer(0.2, progress.cancel).start()
    with pytest.raises(Stopped):
        press.run(f"{TRIALS}:never_end", progress=progress)
    assert press.run(f"{TRIALS}:echo", value="on") == "on"


def test_press_when_cancelled_before_then_nothing_is_started():
    """A job that is no longer wanted does not even start a process."""
    progress = Progress()
    progress.cancel()
    with trial_press() as idle:
        with pytest.raises(Stopped):
            idle.run(f"{TRIALS}:who", progress=progress)
        assert idle.pid is None


def test_press_when_enough_jobs_are_done_then_it_is_replaced():
    """Typesetting's cache grows, so the process is changed now and then."""
    with trial_press(recycle_after=2) as short:
        seen = [short.run(f"{TRIALS}:who") for _ in range(4)]
    assert seen[0] == seen[1] != seen[2] == seen[3]


def test_press_when_it_has_grown_then_it_is_replaced():
    """A press that once held much memory gives it back by being changed."""
    with trial_press(recycle_above=256 << 20) as greedy:
        before = greedy.run(f"{TRIALS}:who")
        greedy.run(f"{TRIALS}:grow", size=300 << 20)
        assert greedy.run(f"{TRIALS}:who") != before


def test_press_when_a_job_refuses_then_its_sentence_arrives(press):
    """A refusal made in the press reads the same here."""
    with pytest.raises(Refused, match=r"This file is locked\. Give its password\."):
        press.run(f"{TRIALS}:refuse")


def test_press_when_a_job_breaks_then_its_message_never_arrives(press):
    """An exception in the press may quote a case, so only its kind crosses."""
    with pytest.raises(PressFailed) as caught:
        press.run(f"{TRIALS}:blunder")
    assert "Chowdhury" not in str(caught.value)
    assert caught.value.kind == "RuntimeError"
    assert caught.value.__cause__ is None


def test_press_when_closed_then_no_process_is_left():
    """Closing the program leaves nothing running."""
    made = trial_press()
    child = psutil.Process(made.run(f"{TRIALS}:who"))
    made.close()
    assert not child.is_running()


def test_press_when_warmed_then_the_first_job_finds_it_running():
    """The window starts the press ahead of the first paper."""
    with trial_press() as made:
        made.warm()
        assert made.run(f"{TRIALS}:who") == made.pid


def test_press_when_the_program_holds_much_then_its_own_memory_is_what_counts():
    """Linux hands the peak of the process that starts another on to it: the press would be replaced after each job."""
    much = bytearray(900 << 20)
    much[::4096] = b"x" * len(much[::4096])
    with trial_press() as press:
        first = press.run(f"{TRIALS}:who")
        del much
        assert press.run(f"{TRIALS}:who") == first
