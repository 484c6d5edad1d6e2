"""The repeat rule: the span counted back, both ends included, and the reason in words."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.periods import add_months
from hipdesk.model.repeats import EarlierLink, find_repeat

RECEIVED = date(2026, 9, 8)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
LINKS = st.lists(
    st.builds(
        EarlierLink,
        st.sampled_from(["victim", "address", "perpetrator"]),
        st.sampled_from(["HIP/2026-27/0001", "HIP/2026-27/0002", "HIP/2026-27/0003"]),
        DAYS,
    ),
    max_size=8,
)


def test_find_repeat_when_two_things_match_then_both_are_told():
    """Same person and same address in June: a repeat, with the newest referral named."""
    finding = find_repeat(
        RECEIVED,
        [
            EarlierLink("victim", "HIP/2026-27/0012", date(2026, 6, 3)),
            EarlierLink("address", "HIP/2026-27/0012", date(2026, 6, 3)),
            EarlierLink("perpetrator", "HIP/2025-26/0040", date(2025, 12, 1)),
        ],
    )
    assert finding.is_repeat
    assert finding.kinds == ("victim", "address", "perpetrator")
    assert finding.references == ("HIP/2026-27/0012", "HIP/2025-26/0040")
    assert finding.words == (
        "Repeat: same person affected and same address as HIP/2026-27/0012, received 3 June 2026, "
        "within 12 months; and one more."
    )


def test_find_repeat_when_the_last_was_too_long_ago_then_first_with_the_reason():
    """Thirteen months back is outside twelve; a longer setting takes it in."""
    link = EarlierLink("address", "HIP/2025-26/0011", date(2025, 8, 7))
    finding = find_repeat(RECEIVED, [link])
    assert not finding.is_repeat
    assert finding.words.startswith("First within 12 months: the last with the same address was HIP/2025-26/0011")
    assert find_repeat(RECEIVED, [link], months=14).is_repeat


def test_find_repeat_when_at_the_edges_then_both_days_count():
    """The same day twelve months ago counts, the day before it does not, nor does a later referral."""
    for received, counts in (
        (date(2025, 9, 8), True),
        (date(2025, 9, 7), False),
        (RECEIVED, True),
        (RECEIVED + timedelta(days=1), False),
    ):
        assert find_repeat(RECEIVED, [EarlierLink("victim", "HIP/2025-26/0001", received)]).is_repeat == counts


def test_find_repeat_when_nothing_is_linked_then_first():
    """No link at all says so plainly."""
    assert find_repeat(RECEIVED, []).words.startswith("First referral")


@given(DAYS, LINKS, st.integers(0, 36))
def test_find_repeat_when_links_vary_then_true_exactly_when_one_lies_within(received, links, months):
    """The rule in one line, checked against the finding; a longer span never loses a repeat."""
    finding = find_repeat(received, links, months)
    within = [link for link in links if add_months(received, -months) <= link.received <= received]
    assert finding.is_repeat == bool(within)
    assert set(finding.references) == {link.reference for link in within}
    assert set(finding.kinds) == {link.kind for link in within}
    assert find_repeat(received, links, months + 1).is_repeat >= finding.is_repeat
    assert finding.words.endswith(".")
