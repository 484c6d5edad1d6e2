"""Rules of counting: the days a clock reaches, lateness in bands, middle values, words for changes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.imports import kind_of_agency, set_aside_words
from hipdesk.model.measures import AGEING, ageing_days, more_or_fewer, spread, starting_days
from hipdesk.model.vocab import code_list
from hipdesk.model.workdays import add_working_days, days_late

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@given(first=DAYS, length=st.integers(0, 100), wait=st.integers(0, 40), day=DAYS)
def test_starting_days_when_given_then_hold_exactly_those_whose_wait_ends_between(first, length, wait, day):
    """A day lies between the two found exactly when so many working days after it lie in the span."""
    last = first + timedelta(days=length)
    start, end = starting_days(first, last, wait)
    for looked_at in (day, start, end, start - timedelta(days=1), end + timedelta(days=1)):
        inside = start <= looked_at <= end
        assert inside == (first <= add_working_days(looked_at, wait) <= last)


@given(on=DAYS, back=st.integers(1, 60))
def test_ageing_when_a_day_is_past_then_is_in_exactly_one_band_by_its_working_days_late(on, back):
    """Every past due day has one band, and it is the one its lateness says."""
    due = on - timedelta(days=back)
    bands = ageing_days(on)
    found = [at for at, (first, last) in enumerate(bands) if (first is None or first <= due) and due <= last]
    late = days_late(due, on)
    expected = [at for at, (least, most) in enumerate(AGEING) if least <= late and (most is None or late <= most)]
    assert found == expected


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 5)), max_size=30))
def test_spread_when_measured_then_a_quarter_lies_below_each_step(pairs):
    """Nearest rank: at least a quarter, a half, three quarters are not longer; nothing when nothing was measured."""
    every = sorted(length for length, many in pairs for _ in range(many))
    found = spread(pairs)
    if not every:
        assert found is None
        return
    assert found.count == len(every)
    for part, value in ((1, found.lower), (2, found.median), (3, found.upper)):
        assert value in every
        assert sum(length <= value for length in every) * 4 >= part * len(every)
        assert sum(length < value for length in every) * 4 < part * len(every)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [(29, 24, "five more than"), (3, 4, "one fewer than"), (7, 7, "as many as"), (40, 20, "20 more than")],
)
def test_change_when_told_then_reads_as_a_person_says_it(now, before, words):
    """Small numbers in words, large ones in figures."""
    assert more_or_fewer(now, before) == words


@given(st.text(max_size=60))
def test_kind_when_any_name_is_given_then_is_one_of_the_list(name):
    """Whatever an agency is called, its kind is a code of the list."""
    assert kind_of_agency(name) in code_list("agency_type")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Police Community Safety Unit", "police"),
        ("Victim Support", "victim_support"),
        ("Mulberry Street TPR Centre", "tprc"),
        ("Riverside Court Housing Association", "registered_provider"),
        ("Housing Options", "council_housing"),
        ("Youth Service", "youth_service"),
        ("Legal", "legal"),
        ("Community Safety Operations", "council_asb"),
        ("HOST", "other"),
    ],
)
def test_kind_when_the_name_tells_it_then_is_found(name, kind):
    """The words of usual names."""
    assert kind_of_agency(name) == kind


def test_row_set_aside_when_its_kind_is_new_then_still_has_words():
    """A kind the words do not know reads as no referral."""
    assert set_aside_words("month") == "A heading of a month."
    assert set_aside_words("something new") == "No referral."
