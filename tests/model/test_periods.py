"""Periods: reading labels, arithmetic on both bases, and plain refusals."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model import periods
from hipdesk.model.periods import parse_period, quarter_of

DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))
BASIS = st.sampled_from(["financial", "calendar"])


@pytest.mark.parametrize("text", ["2016-17 Q2", "2016/17 Q2", " 2016–17  q2", "Q2 2016-17", "2016-2017, Qtr 2"])
def test_parse_period_when_written_in_any_usual_way_then_the_financial_quarter(text):
    """Five ways to write July to September 2016."""
    period = parse_period(text)
    assert (period.first, period.last) == (date(2016, 7, 1), date(2016, 9, 30))
    assert (period.label, period.basis) == ("2016-17 Q2", "financial")
    assert period.words == "1 July to 30 September 2016"


def test_parse_period_when_one_year_is_given_then_the_calendar_basis():
    """A single year is a calendar year; months and years read too."""
    assert parse_period("2016 Q2").first == date(2016, 4, 1)
    assert parse_period("2016").last == date(2016, 12, 31)
    assert parse_period("2016-17").last == date(2017, 3, 31)
    assert parse_period("Sept 2016").label == "September 2016"
    assert parse_period("1999-00 Q4").last == date(2000, 3, 31)


@pytest.mark.parametrize(
    "text", ["", "soon", "2016-18 Q2", "2016-17 Q5", "Q0 2016", "0000 Q1", "16-17 Q2", "Mug 2016", "2016-17 Q2 Q3"]
)
def test_parse_period_when_nonsense_then_refused_with_the_way_to_write_it(text):
    """The refusal says how to write it."""
    with pytest.raises(Refused) as refused:
        parse_period(text)
    assert "2016-17 Q2" in str(refused.value)


def test_comparisons_when_asked_of_a_quarter_then_the_periods_of_the_report():
    """Previous quarter, same quarter last year, year to date and rolling year of 2016-17 Q2."""
    q2 = parse_period("2016-17 Q2")
    assert periods.previous(q2).label == "2016-17 Q1"
    assert periods.previous(parse_period("2016-17 Q1")).label == "2015-16 Q4"
    assert periods.same_last_year(q2).label == "2015-16 Q2"
    assert periods.year_to_date(q2).label == "2016-17 to end of September"
    assert periods.year_to_date(q2).first == date(2016, 4, 1)
    rolling = periods.rolling_twelve_months(q2)
    assert (rolling.first, rolling.label) == (date(2015, 10, 1), "12 months to September 2016")
    assert [each.label for each in periods.months_in(q2)] == ["July 2016", "August 2016", "September 2016"]
    assert periods.quarters_ending_with(q2)[0].label == "2015-16 Q3"
    assert periods.same_last_year(periods.year_to_date(q2)).last == date(2015, 9, 30)
    assert date(2016, 7, 1) in q2
    assert date(2016, 10, 1) not in q2


def test_same_last_year_when_february_is_leap_then_the_whole_month():
    """A span to the end of February keeps to the end of February."""
    span = periods.span(date(2024, 1, 1), date(2024, 2, 29), "calendar")
    assert periods.same_last_year(span).last == date(2023, 2, 28)
    assert periods.add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)


@given(DAYS, BASIS)
def test_quarter_of_when_the_label_is_read_again_then_the_same_period(day, basis):
    """Round trip: day to quarter to label to quarter; the day lies in it."""
    period = quarter_of(day, basis)
    assert day in period
    assert parse_period(period.label) == period
    assert parse_period(periods.year_of(day, basis).label) == periods.year_of(day, basis)


@given(DAYS, BASIS)
def test_quarters_when_laid_end_to_end_then_they_fill_the_year_without_gap(day, basis):
    """Quarters of a year tile it, months tile a quarter, and the previous quarter ends the day before."""
    whole = periods.year_of(day, basis)
    quarters = periods.quarters_in(whole)
    assert len(quarters) == 4
    assert sum(each.days for each in quarters) == whole.days
    for each in quarters:
        assert periods.previous(each).last + timedelta(days=1) == each.first
        assert sum(month.days for month in periods.months_in(each)) == each.days
        assert periods.year_to_date(each).first == whole.first
        assert len(periods.months_in(periods.rolling_twelve_months(each))) == 12


@given(DAYS, st.integers(-600, 600))
def test_add_months_when_added_and_taken_back_then_at_most_the_month_end_moves(day, months):
    """There and back keeps the day, except that a missing 29th, 30th or 31st becomes the month's last day."""
    back = periods.add_months(periods.add_months(day, months), -months)
    assert (back.year, back.month) == (day.year, day.month)
    assert back.day == day.day or (back.day < day.day and day.day > 28)
