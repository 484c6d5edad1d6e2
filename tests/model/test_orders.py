"""How an order stands on a day, and when a breach asks for risk to be assessed again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.cases.orders import LIVE_STATES, SOON_DAYS, asks_for_assessment, standing_of

TODAY = date(2026, 12, 2)
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31))
STATES = st.sampled_from(["considered", "sought", "granted", "refused", "breached", "expired", "discharged"])


@pytest.mark.parametrize(
    ("expires", "code", "words"),
    [
        (None, "in_force", "In force, no end given"),
        (date(2026, 12, 2), "ends_soon", "Ends today, 2 Dec 2026"),
        (date(2026, 12, 3), "ends_soon", "Ends tomorrow, 3 Dec 2026"),
        (date(2026, 12, 30), "ends_soon", "Ends in 28 days, 30 Dec 2026"),
        (date(2026, 12, 31), "in_force", "In force to 31 Dec 2026"),
        (date(2026, 12, 1), "ended", "Ended 1 Dec 2026"),
    ],
)
def test_standing_when_granted_then_words_tell_how_long_it_holds(expires, code, words):
    """The last day still counts; four weeks before it the end is near."""
    found = standing_of("granted", date(2026, 10, 1), expires, TODAY)
    assert (found.code, found.words) == (code, words)


@given(state=STATES, starts=st.none() | DAYS, expires=st.none() | DAYS, today=DAYS)
def test_standing_when_any_days_then_exactly_what_was_granted_runs(state, starts, expires, today):
    """Nothing runs that was not granted or has not begun; the end decides between running and over."""
    found = standing_of(state, starts, expires, today)
    if state not in LIVE_STATES or (starts is not None and starts > today):
        assert found.code == "none"
    elif expires is not None and expires < today:
        assert found.code == "ended"
    else:
        near = expires is not None and expires - today <= timedelta(days=SOON_DAYS)
        assert found.code == ("ends_soon" if near else "in_force")
    assert bool(found.words) == (found.code != "none")


@given(breaches=st.lists(DAYS, max_size=4), assessed=st.none() | DAYS)
def test_breach_when_after_the_assessment_then_asks_for_another(breaches, assessed):
    """A breach of a court's order later than the newest assessment asks; a contract's never does."""
    later = any(assessed is None or day > assessed for day in breaches)
    assert asks_for_assessment("injunction", breaches, assessed) == later
    assert not asks_for_assessment("abc", breaches, assessed)
