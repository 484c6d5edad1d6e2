"""Police figures as boroughs get them: read as they are, put together over periods, never guessed."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.periods import add_months, month_end
from hipdesk.model.police_figures import PoliceFileRefused, count_over, latest_year, read_period, read_rows

DATA = Path(__file__).resolve().parents[1] / "data" / "police"


def rows_of(name):
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize(
    ("name", "kind", "scope", "area", "counts", "every"),
    [
        ("hammersmith-fulham-strands.csv", "strand", "borough", "H&F", 36, 614),
        ("london-strands.csv", "strand", "force", "Met Police area (London)", 36, 20885),
        ("hammersmith-fulham-wards.csv", "ward", "borough", "", 54, 555),
    ],
)
def test_files_when_read_then_every_count_is_there(name, kind, scope, area, counts, every):
    """The published tables of a borough, its wards and London, with the newest year's total."""
    table = read_rows(rows_of(name))
    assert (table.kind, table.scope, table.area, len(table.counts), table.findings) == (kind, scope, area, counts, ())
    newest = {line: many for line, first, _, many in table.counts if first == date(2017, 4, 1)}
    assert newest["all"] == every
    assert sum(many for line, many in newest.items() if line != "all") == every


def test_list_when_a_line_holds_each_count_then_reads_as_a_table_does():
    """A long file of months, with an area, a count with a comma, and two lines that cannot be read."""
    rows = [["Area", "Strand", "Month", "Offences"], ["Marlbridge", "Race", "Sept 2026", "1,034"],
            ["Marlbridge", "Faith", "2026-27 Q2", "12"], ["Marlbridge", "Moonlight", "Sept 2026", "4"],
            ["Marlbridge", "Race", "Sometime", "4"], ["Marlbridge", "Transgender", "Sept 2026", "few"]]  # fmt: skip
    table = read_rows(rows)
    assert table.area == "Marlbridge"
    assert table.counts == (
        ("race", date(2026, 9, 1), date(2026, 9, 30), 1034), ("religion", date(2026, 7, 1), date(2026, 9, 30), 12),
    )  # fmt: skip
    assert [finding.partition(":")[0] for finding in table.findings] == ["Row 4", "Row 5", "“row 6”, September 2026"]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["Only a head", "2016-17"]],
        [["Name", "Address"], ["somebody", "somewhere"]],
        [["Hate crimes", "2016-17"], ["Race", "many"]],
        [["Hate crimes", "2016-17"], ["Race", "4"], ["Racist Hate Crime", "5"]],
        [["Area", "Strand", "Month", "Count"], ["A", "Race", "May 2016", "1"], ["B", "Race", "June 2016", "1"]],
    ],
)
def test_rows_when_they_are_no_figures_then_refuses_in_a_sentence(rows):
    """Nothing, a head alone, another table, words for counts, a count twice, two areas in one."""
    with pytest.raises(PoliceFileRefused) as told:
        read_rows(rows)
    assert told.value.kept == "Nothing was imported."


@pytest.mark.parametrize(
    ("words", "label"),
    [("fy 12-13", "2012-13"), ("FY17-18", "2017-18"), ("2015/16", "2015-16"), ("Apr-17", "April 2017"),
     ("2016-17 Q2", "2016-17 Q2"), ("Total", None), ("12-14", None), ("", None)],
)  # fmt: skip
def test_period_when_written_as_the_police_write_it_then_is_read(words, label):
    """Short financial years and months; nothing is made of what is no period."""
    found = read_period(words)
    assert (found.label if found else None) == label


MONTHS = st.lists(st.integers(0, 500), min_size=1, max_size=30)


@given(months=MONTHS, start=st.integers(0, 29), length=st.integers(1, 30), joined=st.integers(1, 12))
def test_count_over_when_months_are_known_then_is_their_sum(months, start, length, joined):
    """Months, and a longer period published beside them: the same sum, and None past the ends."""
    first = date(2014, 4, 1)
    counts = {}
    for at, many in enumerate(months):
        day = add_months(first, at)
        counts[day, month_end(day)] = many
    if len(months) >= joined:
        counts[first, month_end(add_months(first, joined - 1))] = sum(months[:joined])
    begin, end = add_months(first, start), month_end(add_months(first, start + length - 1))
    expected = sum(months[start : start + length]) if start + length <= len(months) else None
    assert count_over(counts, begin, end) == expected
    assert count_over(counts, begin, end + timedelta(days=1)) is None


@given(months=st.integers(0, 40), more=st.integers(0, 40))
def test_latest_year_when_months_are_known_then_is_the_newest_whole_one_by_then(months, more):
    """Twelve months back from the newest month that is known by the day asked."""
    first = date(2014, 4, 1)
    counts = {(add_months(first, at), month_end(add_months(first, at))): 1 for at in range(months)}
    by = month_end(add_months(first, more))
    known = min(months, more + 1)
    assert latest_year(counts, by) == (month_end(add_months(first, known - 1)) if known >= 12 else None)
