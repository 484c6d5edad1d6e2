"""What is typed into the search: filters are read, near spellings told, completions offered; any text is survived."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hipdesk.model.search_days import Days, read_days
from hipdesk.model.search_filters import EVERY, Filter, Value, Vocabulary, read_search
from hipdesk.model.search_help import hint

TODAY = date(2026, 12, 2)
KNOWN = Vocabulary(
    strands=(Value("RAC", "Race"), Value("FTH", "Faith", ("Religion",)), Value("DIS", "Disability")),
    wards=(Value("Bow East", "Bow East"), Value("Bow West", "Bow West"), Value("St Mary's", "St Mary's")),
    agencies=(Value("p", "Police CSU", ("Metropolitan Police",)), Value("r", "Riverside & Chalk", ("RCH",))),
    today=TODAY,
)
TYPED = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [*(f"{name}:" for name in EVERY), "-", '"', " ", "open", "2026-09", "..", ">", "Bow", "wrad:", "é"]
    ),
    max_size=12,
).map("".join)


def read(typed: str) -> tuple[Filter, ...]:
    """The filters of a text that has nothing wrong in it."""
    asked = read_search(typed, KNOWN)
    assert asked.problems == ()
    return asked.filters


@given(typed=TYPED, cursor=st.integers(-3, 80))
@example(typed="received:٢٠٢٦-٠٩", cursor=3)
@example(typed="heard:9999-12", cursor=13)
@example(typed="closed:>9999-12-31", cursor=18)
def test_search_when_any_text_is_typed_then_it_is_read_and_nothing_is_raised(typed, cursor):
    """The parser, the help line and the completions take whatever keys can make."""
    asked = read_search(typed, KNOWN)
    shown = hint(typed, cursor, KNOWN)
    assert shown.words
    assert all(problem.strip() for problem in asked.problems)
    assert all(one.codes or one.days != Days() for one in asked.filters)
    for one in shown.completions:
        assert 0 <= one.cursor <= len(one.text)


@given(words=st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), max_size=5))
def test_search_when_only_words_are_typed_then_every_word_is_kept_in_order(words):
    """Nothing without a colon is ever taken for a filter."""
    asked = read_search(" ".join(words), KNOWN)
    assert asked.words.split() == words
    assert asked.filters == ()


@given(one=st.sampled_from(EVERY), words=st.text(alphabet="abc ", max_size=8))
def test_completion_when_put_in_then_can_be_read(one, words):
    """What Tab offers is never itself a mistake."""
    typed = f"{words} {one}:"
    for offered in hint(typed, len(typed), KNOWN).completions:
        asked = read_search(offered.text, KNOWN)
        assert asked.problems == ()
        assert [each.name for each in asked.filters] == [one]


def test_search_when_filters_stand_between_words_then_both_are_read():
    """The example of the help page."""
    asked = read_search('letterbox status:open strand:race ward:"Bow East" heard:2026-09 guard', KNOWN)
    assert asked.words == "letterbox guard"
    assert [one.name for one in asked.filters] == ["status", "strand", "ward", "heard"]
    assert asked.filters[2].codes == ("Bow East",)
    assert asked.meant == "status open; strand Race; ward Bow East; heard 1 September to 30 September 2026"


def test_filter_when_a_beginning_or_another_spelling_is_typed_then_every_such_value_is_meant():
    """Wards by a word of their name, agencies by another name, strands by code, apostrophes or not."""
    assert read("ward:bow")[0].codes == ("Bow East", "Bow West")
    assert read("ward:marys")[0].codes == ("St Mary's",)
    assert read("agency:metropolitan")[0].codes == ("p",)
    assert read("strand:rac")[0].codes == ("RAC",)
    assert read('-lead:"riverside & chalk"')[0] == Filter(
        "lead", ("r",), excluded=True, words="not lead Riverside & Chalk"
    )


def test_filter_when_given_twice_then_any_of_its_values_but_facts_hold_together():
    """Two wards: either. Two facts: both."""
    assert read("ward:east ward:west")[0].codes == ("Bow East", "Bow West")
    assert [one.codes for one in read("has:child is:repeat")] == [("child",), ("repeat",)]


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("wrad:bow", "ward:"),
        ("statis:open", "status:"),
        ("status:opne", "open"),
        ("strand:rase", "Race"),
        ('ward:"Bwo East"', '"Bow East"'),
        ("heard:2026-13-40", "2026-09-14"),
        ("colour:red", "status:"),
        ("risk:zzz", "high, medium, standard"),
    ],
)
def test_search_when_a_filter_cannot_be_read_then_says_so_with_what_is_near(typed, near):
    """In words, and the rest of the search still holds."""
    asked = read_search(f"letterbox {typed}", KNOWN)
    assert asked.words == "letterbox"
    assert asked.filters == ()
    assert near in asked.problems[0]
    shown = hint(f"{typed} letterbox", 0, KNOWN)
    assert shown.wrong
    assert near in shown.words


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026-09-14", date(2026, 9, 14), date(2026, 9, 14)),
        ("14/09/2026", date(2026, 9, 14), date(2026, 9, 14)),
        ("2026-09", date(2026, 9, 1), date(2026, 9, 30)),
        ("September-2026", date(2026, 9, 1), date(2026, 9, 30)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-27-Q2", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-27", date(2026, 4, 1), date(2027, 3, 31)),
        ("2026-04..2026-06", date(2026, 4, 1), date(2026, 6, 30)),
        ("..2026-06", None, date(2026, 6, 30)),
        (">2026-09", date(2026, 10, 1), None),
        (">=2026-09", date(2026, 9, 1), None),
        ("<2026-09", None, date(2026, 8, 31)),
        ("<=2026-09", None, date(2026, 9, 30)),
        ("today", TODAY, TODAY),
        ("last-month", date(2026, 11, 1), date(2026, 11, 30)),
        ("this-quarter", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_days_when_typed_in_any_of_the_ways_then_are_those_days(typed, first, last):
    """Days, months, quarters of either year, spans, before and after."""
    assert read_days(typed, TODAY, "financial") == Days(first, last)


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_days_when_written_as_a_day_or_its_month_then_hold_it(day):
    """A day is itself; its month and its year hold it."""
    assert read_days(day.isoformat(), TODAY, "financial") == Days(day, day)
    for typed in (f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}-Q{(day.month + 2) // 3}"):
        read_as = read_days(typed, TODAY, "calendar")
        assert read_as.first <= day <= read_as.last


def test_hint_when_nothing_is_typed_then_names_the_filters_and_tab_leaves_the_field():
    """No completion, so Tab goes on as anywhere."""
    shown = hint("", 0, KNOWN)
    assert "status:" in shown.words
    assert shown.completions == ()


def test_hint_when_a_name_or_value_is_begun_then_offers_what_it_may_become():
    """Tab puts in the first; values of several words come in quotes."""
    assert [one.text for one in hint("sta", 3, KNOWN).completions] == ["status:"]
    assert [one.words for one in hint("s", 1, KNOWN).completions] == ["status:", "strand:"]
    wards = hint("fire ward:bow", 13, KNOWN)
    assert [one.text for one in wards.completions] == ['fire ward:"Bow East" ', 'fire ward:"Bow West" ']
    assert not wards.wrong
    assert not hint("status:", 7, KNOWN).wrong
    assert "open" in hint("status:", 7, KNOWN).words
    assert "2026-Q2" in hint("heard:", 6, KNOWN).words
