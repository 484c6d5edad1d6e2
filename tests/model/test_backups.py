"""Which old backups are kept: 12 days, 10 weeks, 9 months, and nothing good goes for something worse."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.backups import Kept, is_ours, to_keep

NOON = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)


def made(hours: int, size: int = 1000, *, proved: bool = True) -> Kept:
    """A backup made so many hours before noon."""
    return Kept(Path(f"{hours}-{size}-{proved}"), NOON - timedelta(hours=hours), size, proved)


backups = st.lists(
    st.builds(made, st.integers(0, 24 * 500), st.integers(1, 5), proved=st.booleans()),
    unique_by=lambda kept: kept.path,
    max_size=80,
)


def test_to_keep_when_one_was_made_every_day_of_two_years_then_days_weeks_and_months_are_kept() -> None:
    """The newest twelve days, then one a week, then one a month."""
    there = [made(24 * day) for day in range(730)]
    kept = sorted((one for one in there if one.path in to_keep(there)), key=lambda one: one.made_at, reverse=True)
    assert [one.made_at.date() for one in kept[:12]] == [(NOON - timedelta(days=day)).date() for day in range(12)]
    assert len({one.made_at.isocalendar()[:2] for one in kept}) >= 10
    assert len({(one.made_at.year, one.made_at.month) for one in kept}) == 9
    assert len(kept) <= 12 + 10 + 9


def test_to_keep_when_the_newest_of_a_day_is_smaller_then_the_larger_is_kept_too() -> None:
    """A backup that suddenly holds less pushes nothing out."""
    small, large = made(0, 10), made(2, 1000)
    assert to_keep([small, large]) == {small.path, large.path}


@given(backups)
def test_to_keep_when_asked_then_the_newest_stays_and_unproved_ones_push_nothing_out(there: list[Kept]) -> None:
    """Whatever there is: the newest proved one and the newest of all stay, and so does what stays among the proved."""
    kept = to_keep(there)
    proved = [one for one in there if one.proved]
    if not proved:
        assert kept == {one.path for one in there}
        return
    assert max(proved, key=lambda one: one.made_at).made_at in {one.made_at for one in there if one.path in kept}
    assert to_keep(proved) <= kept
    assert to_keep([one for one in there if one.path in kept]) == kept


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("Marlbridge 2026-12-02 1402.hipbackup", True),
        ("Marlbridge 2026-12-02 1402.hipbackup.not-proved", False),
        ("Marlbridge 2026-12-02 1402 before the move.hipbackup", False),
        ("Marlbridge East 2026-12-02 1402.hipbackup", False),
        ("accounts.xlsx", False),
    ],
)
def test_name_when_not_as_the_program_writes_it_then_is_not_ours(name: str, ours: bool) -> None:
    """A file that somebody named is never looked at."""
    assert is_ours(name, "Marlbridge") is ours
