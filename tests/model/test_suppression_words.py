"""Small counts an officer writes out: found as figures and as words, and only when they are small."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.suppression_words import small_counts_told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Three of the eight came through a centre.", ("Three of the eight",)),
        ("We helped 2 families, and 2 families moved.", ("2 families",)),
        ("One person felt safer; six people did not.", ("One person",)),
        ("four out of 20", ("four out of 20",)),
        ("Twelve cases, 5 cases, ten victims.", ()),
        ("In 2016 of all years, the 3rd case.", ()),
    ],
)
def test_text_when_it_tells_a_small_count_then_the_passage_is_found(text, found):
    """Under five: figures and words, of something or of so many."""
    assert small_counts_told(text, 5) == found


@given(count=st.integers(0, 40), threshold=st.sampled_from((3, 5, 10)))
def test_count_when_written_as_a_figure_then_found_exactly_when_small(count, threshold):
    """The same limit as in the tables."""
    assert bool(small_counts_told(f"There were {count} cases.", threshold)) == (0 < count < threshold)
