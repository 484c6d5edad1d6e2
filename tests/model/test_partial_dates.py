"""Days in part, and ages: what is read, what is not guessed, and that canonical words read back."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model.partial_dates import (
    AgeOrBirth,
    PartialDay,
    age_band,
    age_on,
    ends_before_it_begins,
    exact_day,
    no_answer,
    read_age_or_birth,
    read_partial_day,
)
from hipdesk.model.periods import month_end
from hipdesk.model.vocab import code_list
from hipdesk.model.written_dates import excel_day, full_year, read_written_day

TODAY = date(2016, 6, 15)
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
MAY_12 = date(2015, 5, 12)


@pytest.mark.parametrize(
    "given",
    [
        "12/05/2015", "12.05.15", " 12-5-2015 ", "12 May 2015", "Tues 12th of May '15", "12-May-15", "2015-05-12",
        "2015-05-12T21:30:00", "12/05/2015 21:30", "12/05/15 at 9pm", "May 12, 2015", "20150512", "42136", 42136,
        42136.75, datetime.combine(MAY_12, time(21, 30)), MAY_12, "on 12th May 2015.",
    ],
)  # fmt: skip
def test_read_partial_day_when_one_day_is_written_then_that_day(given):
    """Eighteen ways to say 12 May 2015, day first."""
    found = read_partial_day(given, TODAY)
    assert (found.exact, found.precision) == (MAY_12, "day")


@pytest.mark.parametrize(
    ("given", "first", "last", "precision"),
    [
        ("Mar 2015", (2015, 3, 1), (2015, 3, 31), "month"),
        ("Mar-12", (2012, 3, 1), (2012, 3, 31), "month"),
        ("03/2015", (2015, 3, 1), (2015, 3, 31), "month"),
        ("early March 2015", (2015, 3, 1), (2015, 3, 31), "month"),
        ("about 12 May 2015", (2015, 5, 1), (2015, 5, 31), "month"),
        ("December", (2015, 12, 1), (2015, 12, 31), "month"),
        ("2015", (2015, 1, 1), (2015, 12, 31), "year"),
        (2015, (2015, 1, 1), (2015, 12, 31), "year"),
        (2015.0, (2015, 1, 1), (2015, 12, 31), "year"),
        ("2015/16", (2015, 4, 1), (2016, 3, 31), "span"),
        ("2016-17 Q2", (2016, 7, 1), (2016, 9, 30), "span"),
        ("12-15 May 2015", (2015, 5, 12), (2015, 5, 15), "span"),
        ("12/05/2015-15/05/2015", (2015, 5, 12), (2015, 5, 15), "span"),
        ("between 3 March and 4 April 2015", (2015, 3, 3), (2015, 4, 4), "span"),
        ("Dec 2015 – Feb 2016", (2015, 12, 1), (2016, 2, 29), "span"),
        ("w/c 12/05/2015", (2015, 5, 12), (2015, 5, 18), "span"),
        ("summer 2015", (2015, 6, 1), (2015, 8, 31), "span"),
        ("yesterday", (2016, 6, 14), (2016, 6, 14), "day"),
        ("12/05", (2016, 5, 12), (2016, 5, 12), "day"),
        ("20 June", (2015, 6, 20), (2015, 6, 20), "day"),
    ],
)
def test_read_partial_day_when_less_is_known_then_the_days_it_may_be(given, first, last, precision):
    """Months, years and spans have their first and last possible day; a missing year is the nearest past."""
    found = read_partial_day(given, TODAY)
    assert (found.earliest, found.latest, found.precision) == (date(*first), date(*last), precision)


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        ("ongoing since March", (2016, 3, 1)),
        ("On-going since September", (2015, 9, 1)),
        ("since 12/05/2015", (2015, 5, 12)),
        ("from Jan 2015 onwards", (2015, 1, 1)),
        ("Jan 2015 - ongoing", (2015, 1, 1)),
        ("2014 to date", (2014, 1, 1)),
        ("started in April", (2016, 4, 1)),
    ],
)
def test_read_partial_day_when_it_goes_on_then_it_has_a_beginning_only(given, begins):
    """Since then and still: no last day."""
    found = read_partial_day(given, TODAY)
    assert (found.earliest, found.latest, found.ongoing) == (date(*begins), None, True)
    assert found.words == given


@pytest.mark.parametrize(
    "given",
    ["05/13/2015", "31/02/2015", "May 12", "ongoing", "NK", "last year some time", "12", "12.05", "3-4", "120515",
     "0000", "99/99/9999", "15/05/2015 to 12/05/2015", 7, True, -3, 1e300, "29/02/2015"],
)  # fmt: skip
def test_read_partial_day_when_it_cannot_be_read_then_the_words_stay_without_days(given):
    """Impossible, American, or doubtful: the words are kept, nothing is guessed."""
    found = read_partial_day(given, TODAY)
    assert (found.earliest, found.latest, found.precision) == (None, None, "unread")
    assert found.words == (given if isinstance(given, str) else found.words) != ""
    assert found.text == found.words


@pytest.mark.parametrize("given", [None, "", "  \n ", float("nan")])
def test_read_partial_day_when_the_cell_is_empty_then_blank(given):
    """An empty cell is not an unread one."""
    assert read_partial_day(given) == PartialDay(None, None, "blank")


def test_read_partial_day_when_there_is_no_reference_then_a_missing_year_is_not_guessed():
    """Without a day to look back from, "March" stays words."""
    assert read_partial_day("ongoing since March").precision == "unread"
    assert read_partial_day("12 May").precision == "unread"
    assert read_partial_day("29 Feb", date(2015, 6, 1)).exact == date(2012, 2, 29)


@pytest.mark.parametrize(("digits", "year"), [("15", 2015), ("36", 2036), ("37", 1937), ("'99", 1999), ("1899", 1899)])
def test_full_year_when_two_digits_then_within_the_century_around_the_reference(digits, year):
    """Plans reach twenty years ahead; births never lie ahead."""
    assert full_year(digits, TODAY) == year
    assert full_year("45", None) == 2045
    assert full_year("17", TODAY, ahead=0) == 1917


@pytest.mark.parametrize(
    ("given", "youngest", "oldest"),
    [
        ("32 yrs", 32, 32), (44.0, 44, 44), ("55", 55, 55), ("aged 32", 32, 32), ("32 years old", 32, 32),
        ("30s", 30, 39), ("late 20s", 27, 29), ("25-34", 25, 34), ("65+", 65, None), ("over 60", 61, None),
        ("under 18", None, 17), ("9 months", 0, 0), ("18 months", 1, 1), ("10 y/o", 10, 10), (0, 0, 0),
    ],
)  # fmt: skip
def test_read_age_or_birth_when_an_age_is_typed_then_its_years(given, youngest, oldest):
    """Ages as the old workbooks have them."""
    found = read_age_or_birth(given, TODAY)
    assert (found.youngest, found.oldest, found.born, found.unanswered) == (youngest, oldest, None, None)
    assert found.age == (youngest if youngest == oldest else None)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("NK", "not_known"),
        ("n/k", "not_known"),
        ("not asked", "not_asked"),
        ("PNTS", "declined"),
        ("Refused", "declined"),
    ],
)
def test_read_age_or_birth_when_it_says_there_is_no_answer_then_which_of_the_three(given, reason):
    """Not known, not asked and prefers not to say stay three answers."""
    assert read_age_or_birth(given).unanswered == reason == no_answer(given)


def test_read_age_or_birth_when_a_birth_is_typed_then_never_after_the_reference():
    """Births with two digits lie in the past; a day without a year is no birth."""
    assert read_age_or_birth("DOB 12/05/45", TODAY).born == PartialDay(*[date(1945, 5, 12)] * 2, "day", "12/05/45")
    assert read_age_or_birth("12/05/17", TODAY).born.exact == date(1917, 5, 12)
    assert read_age_or_birth("1980", TODAY).born.precision == "year"
    assert read_age_or_birth(29351, TODAY).born.exact == date(1980, 5, 10)
    assert read_age_or_birth(datetime.combine(date(1980, 1, 1), time()), TODAY).born.exact == date(1980, 1, 1)
    for words in ("12/05", "1/2", "adult", "121", "17/18"):
        assert read_age_or_birth(words, TODAY) == AgeOrBirth(words=words)
    assert read_age_or_birth(None) == AgeOrBirth()


def test_age_band_when_at_the_edges_then_as_published():
    """Every band of the list at its edges; nothing known is NK."""
    bands = code_list("age_band").codes
    assert [age_band(age, bands) for age in (0, 9, 10, 17, 18, 64, 65, 110, None)] == [
        "0-9", "0-9", "10-17", "10-17", "18-24", "55-64", "65+", "65+", "NK",
    ]  # fmt: skip
    assert age_on(date(2000, 2, 29), date(2015, 2, 28)) == 14
    assert age_on(date(2000, 2, 29), date(2015, 3, 1)) == 15
    with pytest.raises(Refused):
        age_on(date(2016, 1, 1), date(2015, 1, 1))


@given(
    DAYS,
    st.sampled_from(
        ["{0:%d/%m/%Y}", "{0.day}.{0.month}.{0.year}", "{0:%d %b %Y}", "{0:%A} {0:%d} {0:%B} {0:%Y}", "{0:%Y-%m-%d}"]
    ),
)
def test_read_partial_day_when_a_day_is_written_any_way_then_it_reads_back(day, form):
    """Round trip through every usual way of writing a day."""
    assert read_partial_day(form.format(day), TODAY).exact == day


@given(DAYS)
def test_excel_day_when_the_serial_of_a_day_then_that_day(day):
    """Serials from 1950 to 2099 read back to their day, with and without a time."""
    serial = (day - date(1899, 12, 30)).days
    assert excel_day(serial) == excel_day(serial + 0.9) == day
    assert read_partial_day(serial).exact == day


@given(DAYS, st.integers(0, 900), st.sampled_from(["day", "month", "year", "span", "since"]))
def test_text_when_read_again_then_the_same_days(day, length, precision):
    """Canonical words give back earliest, latest and precision, whatever today is."""
    later = day + timedelta(days=length)
    partial = {
        "day": exact_day(day),
        "month": PartialDay(day.replace(day=1), month_end(day), "month"),
        "year": PartialDay(date(day.year, 1, 1), date(day.year, 12, 31), "year"),
        "span": PartialDay(day, later, "span"),
        "since": PartialDay(day, None, "since"),
    }[precision]
    again = read_partial_day(partial.text, TODAY)
    assert (again.earliest, again.latest, again.precision) == (partial.earliest, partial.latest, precision)
    assert again.text == partial.text


@given(st.text(max_size=40))
def test_read_partial_day_when_given_any_text_then_days_are_in_order_or_absent(text):
    """Any text at all: an answer, never an error; days in order when there are two."""
    found = read_partial_day(text, TODAY)
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
    assert (found.earliest is None) == (found.precision in ("unread", "blank"))
    read_age_or_birth(text, TODAY)


@given(st.text(alphabet="0123456789/.- abcdefmnyrtohjulsi'", max_size=24))
def test_read_partial_day_when_given_things_like_days_then_never_an_error(text):
    """Text built from what days are made of: an answer, never an error."""
    found = read_partial_day(text, TODAY)
    assert found.latest is None or found.latest >= found.earliest
    ages = read_age_or_birth(text, TODAY)
    assert ages.youngest is None or ages.oldest is None or ages.youngest <= ages.oldest


@given(st.dates(date(1996, 1, 1), date(2030, 1, 1)), st.integers(1, 31), st.integers(1, 12))
def test_nearest_day_when_the_year_is_missing_then_past_and_future_enclose_today(today, day, month):
    """The nearest past and future of a day of the year lie on either side of today and are that day."""
    written = read_written_day(f"{day}/{month}")
    if written is not None:
        past, ahead = written.nearest_past(today), written.nearest_future(today)
        assert past <= today <= ahead
        assert (past.day, past.month) == (ahead.day, ahead.month) == (day, month)


@pytest.mark.parametrize("lead", ["", "the ", "since ", "since the ", "ongoing since the ", "from the "])
@given(day=st.dates(date(1950, 3, 1), date(2099, 12, 31)), at=st.integers(0, 3))
def test_read_partial_day_when_a_season_has_no_year_then_the_last_that_had_begun(lead, day, at):
    """ "Ongoing since the summer" is the summer before the day it was written, or the one that is on."""
    name, month = (("spring", 3), ("summer", 6), ("autumn", 9), ("winter", 12))[at]
    found = read_partial_day(lead + name, day)
    assert found.earliest is not None
    assert (found.earliest.month, found.earliest.day) == (month, 1)
    assert timedelta(0) <= day - found.earliest < timedelta(days=366)
    goes_on = "since" in lead or "from" in lead
    assert found.precision == ("since" if goes_on else "span")
    if not goes_on:
        assert 89 <= (found.latest - found.earliest).days <= 91


@pytest.mark.parametrize("words", ["winter 2015", "since the summer"])
def test_read_partial_day_when_a_season_could_be_two_then_nothing_is_guessed(words):
    """Winter of a year may be its first months or its last; a season without a year needs a day to count from."""
    assert read_partial_day(words).precision == "unread"


@given(first=DAYS, last=DAYS)
def test_ends_before_it_begins_when_two_days_are_given_then_only_in_the_wrong_order(first, last):
    """ "10 June 2026 to 4 May 2026" is not read, and it is not a day that does not exist."""
    words = f"{exact_day(first).text} to {exact_day(last).text}"
    assert ends_before_it_begins(words, TODAY) == (first > last)
    assert (read_partial_day(words, TODAY).precision == "unread") == (first > last)


@pytest.mark.parametrize("words", ["31 February 2026", "no idea", "10 June 2026", ""])
def test_ends_before_it_begins_when_there_are_not_two_days_then_not(words):
    """Only two days that can be read have an order."""
    assert not ends_before_it_begins(words, TODAY)
