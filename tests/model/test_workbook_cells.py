"""Cells read one by one: days, names, alleged perpetrators, actions."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.workbooks.actions import WrittenAction, read_actions, split_actions, take_done
from hipdesk.model.workbooks.days import DayContext, month_first_column, read_day, read_days, year_of_sheet
from hipdesk.model.workbooks.grid import cell_line, cell_words, column_letters
from hipdesk.model.workbooks.people import looks_like_name, read_name, read_perpetrators

TWELFTH = date(2016, 5, 12)
KNOWN = {"RCH", "VS", "THH", "Police", "CS Ops"}


@pytest.mark.parametrize(
    "cell",
    [
        TWELFTH,
        datetime.combine(TWELFTH, time(14, 30)),
        42502.0,
        "42502",
        " 12/05/2016",
        "12/05/16",
        "12.05.2016",
        "12-5-16",
        "12 May 2016",
        "12th May 2016",
        "Thurs 12 May 2016",
        "2016-05-12",
        "2016-05-12T09:30:00",
        "12/05/2016 14:30",
        "20160512",
    ],
)
def test_day_when_it_is_written_in_any_way_then_it_is_the_same_day(cell):
    """Real dates, day numbers and every way the British write a day."""
    assert read_day(cell).day == TWELFTH


@pytest.mark.parametrize("cell", [None, True, "", "May 2016", "29/02/2015", "44", 44.0, "next Tuesday", float("nan")])
def test_day_when_it_is_no_whole_day_then_none_is_made(cell):
    """A part of a day, an impossible one and an age are no days."""
    assert read_day(cell).day is None


def test_day_when_it_has_no_year_then_it_takes_it_from_what_stands_near():
    """The next one after, where it must come after; else the nearest; and none without anything near."""
    assert read_day("7 May").day is None
    assert read_day("12/1", DayContext(near=date(2016, 12, 20), after=True)).day == date(2017, 1, 12)
    assert read_day("20/12", DayContext(near=date(2017, 1, 3))).day == date(2016, 12, 20)
    assert read_day("7 May", DayContext(near=TWELFTH)).how == "year supposed"


def test_day_when_the_year_has_two_figures_then_a_birth_lies_in_the_past():
    """30 is 1930 for somebody referred in 2016."""
    assert read_day("23/06/30", DayContext(latest=TWELFTH)).day == date(1930, 6, 23)
    assert read_day("23/06/05", DayContext(latest=TWELFTH)).day == date(2005, 6, 23)


def test_day_when_the_month_must_stand_first_then_it_is_read_so_and_told():
    """Only where no British reading is possible, or where the whole column says so."""
    assert read_day("04/23/2019") == read_day("04/23/2019", DayContext(month_first=True))
    assert read_day("04/23/2019").how == "month first"
    assert read_day("04/05/2019").day == date(2019, 5, 4)
    assert read_day("04/05/2019", DayContext(month_first=True)).day == date(2019, 4, 5)
    assert month_first_column(["04/23/2019", "04/05/2019"])
    assert not month_first_column(["04/23/2019", "23/04/2019"])


def test_day_when_numbers_count_from_1904_then_they_are_four_years_later():
    """The same number in an old Macintosh workbook."""
    assert read_day(42502.0 - 1462, DayContext(from_1904=True)).day == TWELFTH


def test_days_when_a_cell_holds_several_then_each_is_read_and_the_rest_is_told():
    """Semicolons, commas, lines and "and"."""
    days, others = read_days("14/05/15; 11/06/15 & 9 July 2015\n14/05/15, tbc")
    assert days == (date(2015, 5, 14), date(2015, 6, 11), date(2015, 7, 9))
    assert others == ("tbc",)


def test_sheet_when_its_name_tells_a_year_then_a_day_in_it_is_known():
    """The middle of the financial or the calendar year."""
    assert year_of_sheet("HIP 2015-16") == date(2015, 10, 1)
    assert year_of_sheet("Cases 2016") == date(2016, 7, 1)
    assert year_of_sheet("Sheet1") is None


@given(
    st.dates(date(1951, 1, 1), date(2049, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%Y-%m-%d"])
)
def test_day_when_any_day_is_written_out_then_it_is_read_back(day, form):
    """Every day of a century in four ways of writing."""
    assert read_day(day.strftime(form), DayContext(near=day)).day == day


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans(), st.none(), st.dates(), st.times()))
def test_day_when_a_cell_holds_anything_then_it_is_a_day_or_none(cell):
    """Never an error, whatever stands there."""
    for context in (DayContext(), DayContext(near=TWELFTH, after=True), DayContext(latest=TWELFTH, month_first=True)):
        found = read_day(cell, context).day
        assert found is None or type(found) is date
    assert isinstance(cell_words(cell), str)
    assert "\n" not in cell_line(cell)


@pytest.mark.parametrize(
    ("written", "title", "name"),
    [
        ("MRS BETHANY GREEN ", "Mrs", "Bethany Green"),
        ("Dr Kim Barker", "Dr", "Kim Barker"),
        ("KHAN, Sadia", "", "Sadia Khan"),
        ("Mr. O'NEILL-SMYTHE, JAMES", "Mr", "James O'Neill-Smythe"),
        ("DAMIAN O'BRIEN", "", "Damian O'Brien"),
        ("IAN MCDONALD", "", "Ian McDonald"),
        ("Đặng Văn Tú", "", "Đặng Văn Tú"),
        ("أمينة الحسن", "", "أمينة الحسن"),
        ("Sister Act", "Sister", "Act"),
        ("", "", ""),
    ],
)
def test_name_when_it_is_written_so_then_it_is_taken_apart(written, title, name):
    """Titles off, capitals calmed only where all are capitals, the words as given kept."""
    read = read_name(written)
    assert (read.title, read.name) == (title, name)
    assert read.as_written == " ".join(written.split())


@pytest.mark.parametrize(
    ("words", "is_name"), [("Ann Bell", True), ("12 High St", False), ("pushed over", False), ("", False)]
)
def test_name_when_words_are_looked_at_then_only_names_look_like_names(words, is_name):
    """Used to tell a column of names, and a person beside an agency."""
    assert looks_like_name(words) is is_name


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("Unknown", [("unknown", "Unknown")]),
        ("Unknown youths", [("group", "Unknown youths")]),
        ("Maureen Sanderson and son", [("named", "Maureen Sanderson"), ("described", "son of Maureen Sanderson")]),
        ("Lee Marsh & friends", [("named", "Lee Marsh"), ("group", "friends with Lee Marsh")]),
        ("Neighbour at no. 97", [("described", "Neighbour at no. 97")]),
        ("Ali Reed, Joe Marsh", [("named", "Ali Reed"), ("named", "Joe Marsh")]),
        ("Philip Woods (neighbour)", [("named", "Philip Woods (neighbour)")]),
        ("Kyle Marsh\nunknown", [("named", "Kyle Marsh"), ("unknown", "unknown")]),
        ("", []),
    ],
)
def test_perpetrators_when_they_are_written_so_then_each_has_an_identity(words, people):
    """Named, described, unknown or a group."""
    assert [(person.identity, person.words) for person in read_perpetrators(words)] == people


@given(st.text(max_size=60))
def test_perpetrators_when_the_words_are_any_then_a_named_one_has_a_name(words):
    """And nobody else has."""
    for person in read_perpetrators(words):
        assert (person.name is not None) == (person.identity == "named")


def read(words: str) -> tuple[WrittenAction, ...]:
    return read_actions(words, lambda spelling: spelling in KNOWN, date(2015, 5, 1))


def test_action_when_it_is_written_as_panels_do_then_every_part_is_read():
    """Number, owner, wording, due words, done and its day."""
    (action,) = read("1. RCH to fit guard (by next HIP) - DONE 12/5")
    assert (action.number, action.owners, action.wording) == (1, ("RCH",), "fit guard")
    assert (action.due_words, action.due) == ("by next HIP", None)
    assert (action.done, action.done_on) == (True, date(2015, 5, 12))
    assert action.as_written == "1. RCH to fit guard (by next HIP) - DONE 12/5"


@pytest.mark.parametrize(
    ("words", "owners", "person", "wording"),
    [
        ("Legal to legal to advise re injunction", ("Legal",), "", "legal to advise re injunction"),
        ("VS to refer to VS for ongoing support", ("VS",), "", "refer to VS for ongoing support"),
        ("Refer to VS for support", (), "", "Refer to VS for support"),
        ("Police/THH to visit", ("Police", "THH"), "", "visit"),
        ("VS and Police to visit", ("VS", "Police"), "", "visit"),
        ("Police: visit weekly", ("Police",), "", "visit weekly"),
        ("Contact victim (VS)", ("VS",), "", "Contact victim"),
        ("Victim to keep diary", (), "Victim", "keep diary"),
        ("PC Marsh to visit", (), "PC Marsh", "visit"),
        ("All to report back", (), "All", "report back"),
        ("Extra patrols", (), "", "Extra patrols"),
        ("Note: speak to school", (), "", "Note: speak to school"),
    ],
)
def test_action_when_owners_are_written_so_then_they_are_told(words, owners, person, wording):
    """Agencies in front, behind, together; people who are no agency; verbs that are no owner."""
    (action,) = read(words)
    assert (action.owners, action.person, action.wording) == (owners, person, wording)


@pytest.mark.parametrize(
    ("words", "done", "day"),
    [
        ("Fix door - DONE", True, None),
        ("Fix door - done 12.06.15", True, date(2015, 6, 12)),
        ("Fix door (completed 3 June)", True, date(2015, 6, 3)),
        ("Fix door. Done 3 June", True, date(2015, 6, 3)),
        ("Fix door - not done", False, None),
        ("Fix door - ongoing", False, None),
        ("Check the work has been done", False, None),
        ("Report when done", False, None),
        ("Fix door", False, None),
    ],
)
def test_action_when_its_state_is_written_so_then_it_is_told(words, done, day):
    """Done and its day; what only speaks of being done is not done."""
    _, found, _, on = take_done(words, date(2015, 5, 1))
    assert (found, on) == (done, day)


def test_actions_when_lines_run_on_or_stand_in_one_then_each_action_is_one():
    """Numbers inside a line part it; a line without a number goes on with the one before."""
    assert split_actions("1. Visit\nwith police\n2) Fix") == ("1. Visit with police", "2) Fix")
    assert split_actions("1. Visit 2. Fix door; 3. Write") == ("1. Visit", "2. Fix door", "3. Write")
    assert split_actions("- Visit\n- Fix; write") == ("- Visit", "- Fix", "write")
    assert [action.number for action in read("Visit\nFix\n")] == [1, 2]
    assert read("") == ()


@given(st.text(max_size=120))
def test_actions_when_the_words_are_any_then_nothing_of_them_is_lost(words):
    """Every letter of the cell stands in some action as written."""
    kept = "".join("".join(action.as_written.split()) for action in read(words))
    wanted = [sign for sign in cell_words(words) if sign.isalpha()]
    assert [sign for sign in kept if sign.isalpha()] == wanted


def test_columns_when_they_are_told_then_they_have_their_letters():
    """A to Z, then AA."""
    assert [column_letters(column) for column in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
