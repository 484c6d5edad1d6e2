"""Quorum: who counts, when there were too few, and how it is told."""

from datetime import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.panels.quorum import Quorum, Span, minuted, too_few

CLOSED = time(12, 0)
times = st.none() | st.times(time(10, 1), time(11, 59)).map(lambda at: at.replace(second=0, microsecond=0))
people = st.lists(st.tuples(st.sampled_from("abcd"), st.tuples(times, times)), max_size=8)


def there_at(spans: list[tuple[str, Span]], at: time) -> int:
    """How many agencies are in the room at a minute, counted plainly."""
    return len({agency for agency, (came, went) in spans if (came or time.min) <= at < (went or time.max)})


@given(people, st.integers(0, 5))
def test_too_few_when_counted_minute_by_minute_then_the_same_minutes(spans: list[tuple[str, Span]], needed: int):
    """The spans told are exactly the minutes in which fewer than needed were there."""
    spans = [(agency, span) for agency, span in spans if None in span or span[0] < span[1]]  # type: ignore[operator]
    gaps = too_few(needed, spans, CLOSED)
    for minute in range(120):
        at = time(10 + minute // 60, minute % 60)
        told = any((start or time.min) <= at < (end or time.max) for start, end in gaps)
        assert told == (there_at(spans, at) < needed), at
    assert all(one[1] != following[0] for one, following in pairwise(gaps)), "spans are joined"


def test_minuted_when_enough_until_one_leaves_then_says_from_when():
    """Throughout, from a minute, for a while, or never."""
    everybody: list[tuple[str, Span]] = [("a", (None, None)), ("b", (None, None)), ("c", (None, time(11, 27)))]
    needed = "3 core agencies came, 3 core agencies needed."
    assert minuted(3, "core", everybody, CLOSED) == f"Not quorate from 11:27: {needed}"
    again = [*everybody, ("c", (time(11, 40), None))]
    assert minuted(3, "core", again, CLOSED) == f"Not quorate from 11:27 to 11:40: {needed}"
    assert minuted(2, "core", everybody, CLOSED).startswith("Quorate throughout: 3 core agencies came")
    assert minuted(4, "agencies", everybody, CLOSED) == "Not quorate: 3 agencies came, 4 agencies needed."
    assert minuted(0, "core", everybody, CLOSED) == ""


def test_quorum_when_none_is_set_then_met_and_silent():
    """An office without a quorum is told nothing."""
    assert Quorum(0, "core", 0).met
    assert Quorum(0, "core", 0).words == ""
    assert Quorum(1, "core", 0).words == "Quorum: 0 of 1 core agency"
    assert Quorum(3, "core", 11).expected_words == "Quorum: 11 core agencies expected, 3 needed"
