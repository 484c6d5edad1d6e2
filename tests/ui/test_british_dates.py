"""Days as people in Britain type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets import british_dates

TODAY = date(2026, 12, 2)
days = st.dates(min_value=date(1930, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    ("typed", "lean", "meant"),
    [
        ("14 march 88", "past", date(1988, 3, 14)),
        ("14/3/88", "past", date(1988, 3, 14)),
        ("14.3.1988", "near", date(1988, 3, 14)),
        ("1988-03-14", "near", date(1988, 3, 14)),
        ("12/5", "past", date(2026, 5, 12)),
        ("12/5", "future", date(2027, 5, 12)),
        ("Fri 4th Dec", "near", date(2026, 12, 4)),
        ("4 dec", "near", date(2026, 12, 4)),
        ("29 feb", "past", date(2024, 2, 29)),
        ("1st January, 2027", "near", date(2027, 1, 1)),
        ("140388", "past", date(1988, 3, 14)),
        ("yesterday", "past", date(2026, 12, 1)),
        ("thu", "future", date(2026, 12, 3)),
        ("thursday", "past", date(2026, 11, 26)),
        ("31 sept", "near", None),
        ("14 morch 88", "near", None),
        ("88", "past", None),
        ("soon", "near", None),
    ],
)
def test_read_when_typed_by_hand_then_gives_the_day_meant(
    typed: str, lean: british_dates.Lean, meant: date | None
) -> None:
    """Day before month, and a missing year or century chosen by what the field is for."""
    assert british_dates.read(typed, TODAY, lean) == meant


@given(days)
def test_read_when_given_what_is_shown_then_gives_the_same_day(day: date) -> None:
    """What the field writes it can read again, in every form with a year."""
    for written in (british_dates.long(day), british_dates.short(day, year=True), day.isoformat(), f"{day:%d/%m/%Y}"):
        assert british_dates.read(written, TODAY) == day


@given(days, st.sampled_from(["past", "near", "future"]))
def test_read_when_year_is_missing_then_keeps_day_and_month_and_leans(day: date, lean: british_dates.Lean) -> None:
    """Without a year the day and month stand, on the side of today that was asked for."""
    found = british_dates.read(f"{day.day}/{day.month}", TODAY, lean)
    assert found is not None
    assert (found.day, found.month) == (day.day, day.month)
    assert lean != "past" or found <= TODAY
    assert lean != "future" or found >= TODAY
    assert lean != "near" or day.month == 2 or abs(found - TODAY) <= timedelta(days=184)


@given(st.text(max_size=40))
def test_read_when_given_any_text_then_never_fails(typed: str) -> None:
    """Anything may be typed or pasted."""
    assert isinstance(british_dates.read(typed, TODAY), date | None)
