"""Failed tries: counted, delayed, and never trusted beyond their shape."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.vault import tries
from hipdesk.vault.tries import FailedTries

AT = datetime(2026, 11, 3, 9, 12, tzinfo=UTC)


def test_tries_when_added_then_counted_with_the_newest_time_and_nothing_else(tmp_path, clock):
    """Count and time only."""
    path = tmp_path / "tries.json"
    assert tries.read(path) is None
    for _ in range(3):
        clock.advance(timedelta(minutes=1))
        tries.add(path, clock)
    assert tries.read(path) == FailedTries(3, clock.now())
    assert json.loads(path.read_text()).keys() == {"count", "newest"}
    tries.clear(path)
    tries.clear(path)
    assert tries.read(path) is None


def test_delay_when_tries_go_on_then_doubles_to_five_minutes():
    """Two slips are free."""
    waits = [FailedTries(count, AT).wait_seconds(AT) for count in range(1, 13)]
    assert waits == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


@given(st.integers(1, 10**6), st.floats(-(10**6), 10**6))
def test_delay_when_any_time_has_passed_then_within_bounds_and_waited_out(count, seconds):
    """A clock set back does not shorten it, nor make it longer than five minutes."""
    counted = FailedTries(count, AT)
    full = counted.wait_seconds(AT)
    wait = counted.wait_seconds(AT + timedelta(seconds=seconds))
    assert 0 <= wait <= full <= 300
    if seconds < 0:
        assert wait == full
    assert wait == 0 or seconds < 0 or seconds + wait >= full
    assert counted.wait_seconds(AT + timedelta(seconds=full)) == 0


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "7", '{"count": 3}', '{"count": "3", "newest": "2026-11-03T09:12:00+00:00"}', "[" * 200,
     '{"count": 0, "newest": "2026-11-03T09:12:00+00:00"}', '{"count": 3, "newest": "2026-11-03"}',
     '{"count": 3, "newest": 7}', '{"count": true, "newest": "2026-11-03T09:12:00+00:00"}', "\xff" * 20, "9" * 300],
)  # fmt: skip
def test_tries_when_the_file_makes_no_sense_then_none(tmp_path, text, clock):
    """Anyone can write there; the next failed try begins anew."""
    path = tmp_path / "tries.json"
    path.write_text(text, "latin-1")
    assert tries.read(path) is None
    assert tries.add(path, clock).count == 1
