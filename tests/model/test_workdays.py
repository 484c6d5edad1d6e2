"""Working days: bank holidays, exact counting, and the properties every deadline leans on."""

import subprocess
import sys
import textwrap
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model.workdays import (
    NATIONS,
    add_working_days,
    bank_holiday_name,
    bank_holidays,
    days_late,
    due_words,
    is_working_day,
    why_not_working,
    working_day_on_or_after,
    working_day_on_or_before,
    working_days_between,
)

DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))
NATION = st.sampled_from(NATIONS)
PANEL = date(2026, 12, 10)
ROOT = Path(__file__).resolve().parents[2]


def test_bank_holidays_when_nations_differ_then_each_has_its_own():
    """St Andrew's Day and 2 January are Scottish, 12 July is Northern Irish, Easter Monday is not Scottish."""
    assert date(2026, 11, 30) in bank_holidays(2026, "SCT")
    assert date(2026, 11, 30) not in bank_holidays(2026, "ENG")
    assert date(2026, 7, 13) in bank_holidays(2026, "NIR")
    assert date(2026, 4, 6) in bank_holidays(2026, "WLS")
    assert date(2026, 4, 6) not in bank_holidays(2026, "SCT")
    assert bank_holiday_name(date(2026, 12, 25)) == "Christmas Day"


@pytest.mark.parametrize("nation", NATIONS)
def test_bank_holidays_when_read_without_their_package_then_they_are_those_the_package_gives(nation):
    """The calendar is imported past the list of countries: it must still be theirs, substitutes and names included."""
    for year in range(2015, 2035):
        usual = holidays.country_holidays("GB", subdiv=nation, years=year, expand=False)
        wanted = {day: str(name) for day, name in usual.items() if day.year == year}
        assert {day: bank_holiday_name(day, nation) for day in bank_holidays(year, nation)} == wanted


def test_bank_holidays_when_asked_then_no_other_country_is_read_and_the_package_is_as_it_was():
    """250 countries' calendars would take half a second of the first page, and 12 MiB for good."""
    script = """
        import sys
        from hipdesk.model.workdays import bank_holidays
        bank_holidays(2026)
        print(sorted(name for name in sys.modules if name.startswith("holidays.countries")))
        import holidays
        print(holidays.country_holidays("FR", years=2026, language="fr")["2026-07-14"])
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["['holidays.countries.united_kingdom']", "Fête nationale"]


@pytest.mark.parametrize(
    ("offset", "due"),
    [(-10, (11, 26)), (-8, (11, 30)), (-4, (12, 4)), (-3, (12, 7)), (1, (12, 11)), (5, (12, 17)), (10, (12, 24))],
)
def test_add_working_days_when_counted_from_the_december_panel_then_the_pictured_dates(offset, due):
    """The deadlines of the panel of 10 December 2026 as the Home picture shows them."""
    assert add_working_days(PANEL, offset) == date(2026, *due)


def test_add_working_days_when_christmas_lies_between_then_it_is_skipped():
    """Christmas Day, Boxing Day's substitute and New Year's Day are not working days."""
    assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert add_working_days(date(2027, 1, 4), -1) == date(2026, 12, 31)


def test_working_days_between_when_a_weekend_lies_between_then_it_is_not_counted():
    """Due Tuesday 17 November, today Wednesday 2 December: eleven days late in the picture."""
    assert working_days_between(date(2026, 11, 17), date(2026, 12, 2)) == 11
    assert working_days_between(date(2026, 12, 2), date(2026, 12, 7)) == 3


def test_add_working_days_when_it_leaves_the_calendar_then_refused_in_plain_words():
    """Nonsense from an imported sheet must not end in a traceback."""
    with pytest.raises(Refused, match="out of the calendar"):
        add_working_days(date(9999, 12, 30), 5)


@pytest.mark.parametrize(
    ("due", "today", "words"),
    [
        (date(2026, 12, 4), date(2026, 12, 2), "Due in 2 days"),
        (date(2026, 12, 3), date(2026, 12, 2), "Due tomorrow"),
        (date(2026, 12, 2), date(2026, 12, 2), "Due today"),
        (date(2026, 12, 7), date(2026, 12, 4), "Due Monday"),
        (date(2026, 12, 5), date(2026, 12, 3), "Due Saturday"),
        (date(2026, 12, 1), date(2026, 12, 2), "1 day late"),
        (date(2026, 11, 24), date(2026, 12, 2), "6 days late"),
        (date(2026, 12, 4), date(2026, 12, 5), "1 day late"),
        (date(2026, 12, 4), date(2026, 12, 7), "1 day late"),
    ],
)
def test_due_words_when_read_on_a_day_then_as_the_pictures_say(due, today, words):
    """The words beside a date are those of the pictures, also over a weekend."""
    assert due_words(due, today) == words


@given(DAYS, st.integers(-300, 300), NATION)
def test_working_days_between_when_days_were_added_then_it_gives_them_back(day, n, nation):
    """Adding and counting are inverse on working days, in both directions."""
    start = working_day_on_or_after(day, nation)
    assert working_days_between(start, add_working_days(start, n, nation), nation) == n


@given(DAYS, DAYS, NATION)
def test_working_days_between_when_turned_round_then_only_the_sign_changes(a, b, nation):
    """Signed counting is antisymmetric and agrees with counting day by day."""
    count = working_days_between(a, b, nation)
    assert working_days_between(b, a, nation) == -count
    low, high = min(a, b), min(max(a, b), min(a, b) + timedelta(days=400))
    each = sum(is_working_day(low + timedelta(days=d), nation) for d in range(1, (high - low).days + 1))
    assert working_days_between(low, high, nation) == each


@given(DAYS, st.integers(0, 40), st.integers(-60, 60), NATION)
def test_add_working_days_when_the_start_is_later_then_the_result_is_not_earlier(day, later, n, nation):
    """Monotone in the start; and what it gives is a working day unless n is 0."""
    first, second = (add_working_days(day + timedelta(days=d), n, nation) for d in (0, later))
    assert first <= second or n == 0
    assert n == 0 or is_working_day(first, nation)


@given(DAYS, NATION)
def test_nearest_working_day_when_asked_both_ways_then_they_enclose_the_day(day, nation):
    """The neighbours enclose the day, and the reason is given exactly when it is not a working day."""
    before, after = working_day_on_or_before(day, nation), working_day_on_or_after(day, nation)
    assert before <= day <= after
    assert (before == day == after) == is_working_day(day, nation) == (why_not_working(day, nation) == "")


@given(DAYS, st.integers(0, 120), NATION)
def test_days_late_when_today_moves_on_then_it_never_falls(due, after, nation):
    """Lateness begins the day after and never shrinks."""
    today = due + timedelta(days=after)
    assert (days_late(due, today, nation) > 0) == (after > 0)
    assert days_late(due, today, nation) <= days_late(due, today + timedelta(days=1), nation)
