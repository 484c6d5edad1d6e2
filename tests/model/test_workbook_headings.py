"""Finding sheets, headings and rows, and sending columns where they belong."""

from datetime import date

import pytest

from hipdesk.model.workbooks.analysis import propose_plan
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.fields import (
    ROLES,
    HeadingGuess,
    choices,
    fields_of,
    guess_heading,
    is_target,
    target_label,
)
from hipdesk.model.workbooks.grid import Cell, SheetGrid, Span, WorkbookGrid
from hipdesk.model.workbooks.headings import NO_HEADINGS, find_headings
from hipdesk.model.workbooks.plan import ColumnMatch, Plan, how_sure
from hipdesk.model.workbooks.rows import count_set_aside, read_rows
from hipdesk.model.workbooks.values import GUESS

HEADINGS: tuple[Cell, ...] = ("HIP Ref", "Date of Referral", "Referred by", "Victim Name", "Hate strand(s)")


def sheet(*rows: tuple[Cell, ...], name: str = "HIP 2015-16", merged: tuple[Span, ...] = ()) -> SheetGrid:
    return SheetGrid(name, rows, merged=merged)


def plan_of(*sheets: SheetGrid) -> Plan:
    return propose_plan(WorkbookGrid("log.xlsx", "xlsx", "", sheets))


def best(heading: str, group: str = "") -> str:
    guesses = guess_heading("referrals", heading, group)
    return guesses[0].target if guesses else ""


@pytest.mark.parametrize(
    ("heading", "group", "target"),
    [
        ("HIP Ref", "", "old_reference"),
        ("Date of\nincident", "", "incident_when"),
        ("Consent?", "", "agreement"),
        ("Hate  strand(s):", "", "strand"),
        ("Adress", "", "address"),
        ("Name", "Victim", "victim_name"),
        ("Name", "Alleged perpetrator", "perpetrator"),
        ("DOB", "Alleged perpetrator", ""),
        ("Race", "Strand (please tick)", "strand:RAC"),
        ("LGBT", "Hate strand", "strand:SOR"),
        ("Date of first panel hearing held", "", ""),
        ("Cost code", "", ""),
    ],
)
def test_heading_when_it_is_written_so_then_it_means_this_field(heading, group, target):
    """Exact, near, under a heading over several columns; and nothing where nothing fits."""
    assert best(heading, group) == target


def test_fields_when_they_are_listed_then_each_has_a_label_and_no_heading_means_two():
    """One exact heading, one field; every target can be chosen from a list."""
    for role in ROLES[:-1]:
        headings = [heading for field in fields_of(role) for heading in field.headings]
        assert len(headings) == len(set(headings)), role
        assert all(label and is_target(role, target) for target, label in choices(role))
    assert target_label("referrals", "strand:RAC") == "Tick: Race or ethnicity"
    assert target_label("referrals", "nowhere") == "nowhere"


def test_headings_when_titles_and_notes_stand_above_then_their_row_is_found():
    """Any of the first rows."""
    found = find_headings(sheet(("PANEL 2015-16",), ("Last updated", "by the office"), (), HEADINGS, ("H1",)))
    assert (found.holds, found.rows) == ("referrals", (3,))


def test_headings_when_a_group_stands_over_them_without_merging_then_it_is_carried():
    """Two rows as LibreOffice gives them, with nothing said of merged cells."""
    over = ("Victim", None, "Perpetrator", None, "Referral", None)
    under = ("Name", "DOB", "Name", "Address", "Ref", "Referred by")
    found = find_headings(sheet(over, under, ("Ann", "1/2/80", "Lee", "x", "H1", "VS")))
    assert found.rows == (0, 1)
    assert [(column.group, column.heading) for column in found.columns][:3] == [
        ("Victim", "Name"),
        ("Victim", "DOB"),
        ("Perpetrator", "Name"),
    ]


def test_headings_when_one_occurs_twice_then_the_second_is_told_apart():
    """Nothing is lost by two columns of one name."""
    found = find_headings(sheet((*HEADINGS, "Notes", "Notes"), ("H1",)))
    assert [column.heading for column in found.columns][-2:] == ["Notes", "Notes (2)"]


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (("Read me first",),),
        (("Strand", "Q1", "Q2"), ("Race", 3, 4)),
        (("Ann Bell", "1 High Street", date(2015, 4, 6)),),
    ],
)
def test_headings_when_a_sheet_holds_no_cases_then_none_are_found(rows):
    """Covers, statistics and loose lists are left."""
    assert find_headings(sheet(*rows)) == NO_HEADINGS


def test_rows_when_months_totals_and_notes_stand_between_then_only_cases_are_entries():
    """Each other kind is told, with the month a case stands under."""
    rows: tuple[tuple[Cell, ...], ...] = (
        HEADINGS,
        ("APRIL 2015",),
        ("H1", "6/4/15", "VS", "Ann Bell", "Race"),
        (None, None, None, None, None),
        ("H2", None, None, "Joe Reed", None),
        (None, None, None, None, "Faith"),
        ("May-15",),
        HEADINGS,
        ("Total", 2),
        ("* seen twice",),
        ("Q1 2015/16",),
    )
    given = sheet(*rows)
    found = read_rows(given, find_headings(given), frozenset({0, 1, 3}))
    kinds = ["month", "entry", "blank", "entry", "continuation", "month", "heading", "totals", "note", "month"]
    assert [row.kind for row in found] == kinds
    assert found[1].month == (2015, 4)
    assert found[6].month == (2015, 5)
    assert dict(count_set_aside(found)) == {"blank": 1, "heading": 1, "month": 3, "note": 1, "totals": 1}


def columns(plan: Plan) -> dict[str, ColumnMatch]:
    return {column.heading: column for column in plan.columns_of("referrals")}


def test_columns_when_cells_do_not_look_like_the_heading_then_the_match_is_weaker():
    """A heading alone is not believed: "Date of Referral" over names is kept as text."""
    good = columns(plan_of(sheet(HEADINGS, ("H1", "6/4/15", "VS", "Ann Bell", "Race"))))
    assert good["Date of Referral"].confidence >= 90
    bad = columns(plan_of(sheet(HEADINGS, ("H1", "soon", "VS", "Ann Bell", "Race"))))
    assert bad["Date of Referral"].target == "keep"


def test_columns_when_year_tabs_share_headings_then_they_are_one_stream():
    """Two sheets, one column each time, with both places."""
    first = sheet(HEADINGS, ("H1", "6/4/15", "VS", "Ann Bell", "Race"))
    second = sheet(tuple(reversed(HEADINGS)), ("Faith", "Joe Reed", "THH", "6/4/16", "H2"), name="HIP 2016-17")
    plan = plan_of(first, second)
    places = columns(plan)["HIP Ref"].places
    assert [(place.sheet, place.column) for place in places] == [("HIP 2015-16", 0), ("HIP 2016-17", 4)]
    assert plan.rows_found == 2


def test_columns_when_two_claim_one_field_then_the_surer_has_it_and_the_other_is_kept():
    """One field, one column; several columns only where a case may have several."""
    rows = (
        (*HEADINGS, "Date", "Date heard", "HIP date"),
        ("H1", "6/4/15", "VS", "Ann Bell", "Race", "7/4/15", "14/5/15", "11/6/15"),
    )
    found = columns(plan_of(sheet(*rows)))
    assert (found["Date of Referral"].target, found["Date"].target) == ("received", "keep")
    assert {found["Date heard"].target, found["HIP date"].target} == {"hearings"}


def test_columns_when_strands_are_ticked_without_a_group_then_two_of_them_tell():
    """One column called Race with a Y may be anything; Race, Faith and LGBT with ticks are strands."""
    heads = (*HEADINGS[:4], "Race", "Faith", "LGBT")
    found = columns(
        plan_of(
            sheet(
                heads,
                ("H1", "6/4/15", "VS", "Ann Bell", "Y", None, "x"),
                ("H2", "7/4/15", "VS", "Joe Reed", None, "y", None),
            )
        )
    )
    assert [found[name].target for name in heads[4:]] == ["strand:RAC", "strand:REL", "strand:SOR"]
    alone = columns(plan_of(sheet((*HEADINGS, "Age"), ("H1", "6/4/15", "VS", "Ann Bell", "Race", 44))))
    assert alone["Age"].target == "birth"


def test_columns_when_they_have_no_heading_or_no_cells_then_nothing_is_lost():
    """Cells under no heading are kept; a known heading without cells is matched; an unknown one is left out."""
    rows = ((*HEADINGS, None, "Risk", "Colour"), ("H1", "6/4/15", "VS", "Ann Bell", "Race", "loose words", None, None))
    found = columns(plan_of(sheet(*rows)))
    assert found["Column F"].target == "keep"
    assert found["Risk"].target == "risk"
    assert (found["Colour"].target, found["Colour"].note) == ("leave_out", "Empty in every row")


def test_columns_when_they_are_shown_then_examples_differ_and_notes_tell():
    """Three examples of different shape; remarks on ways of writing, ages, repeats and several things in one."""
    heads = (*HEADINGS, "DOB / Age", "Tenure / Landlord", "Actions agreed")
    rows = [
        ("H1", "6/4/15", "VS", "Ann Bell", "Race", "32 yrs", "RSL - Quayside", "1. VS to call\n2. VS to write"),
        ("H1", "07.04.2015", "VS", "Joe Reed", "Race", 44, "Council", "1. VS to call"),
        ("H2", date(2015, 4, 8), "VS", "Jo Ray", "Race", "NK", "Council", None),
    ]
    found = columns(plan_of(sheet(heads, *rows)))
    assert len(set(found["Date of Referral"].examples)) == 3
    assert found["Date of Referral"].note == "3 ways of writing dates"
    assert found["HIP Ref"].note == "1 occur more than once"
    assert found["DOB / Age"].note == "2 ages, 1 not known"
    assert found["Tenure / Landlord"].note == "Two things: tenure and landlord"
    assert found["Actions agreed"].note == "About 3 actions"


@pytest.mark.parametrize(
    ("confidence", "word"), [(100, "Sure"), (90, "Sure"), (89, "Likely"), (70, "Likely"), (50, "Guess"), (49, "None")]
)
def test_confidence_when_it_is_shown_then_it_has_a_word(confidence, word):
    """As the window shows it."""
    assert how_sure(confidence) == word
    assert GUESS == 50


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Rec'd", "received"),
        ("Rec’d", "received"),
        ("Recd", "received"),
        ("Date rec'd", "received"),
        ("Received", "received"),
        ("Referring body", "agency"),
        ("Referring org", "agency"),
        ("Referring org.", "agency"),
        ("Ref'd by", "agency"),
        ("Locality", "ward"),
        ("Position", "status"),
    ],
)
def test_heading_when_it_is_an_ordinary_abbreviation_then_it_is_known_exactly(heading, target):
    """As offices shorten them."""
    assert guess_heading("referrals", heading)[0] == HeadingGuess(target, 100)


@pytest.mark.parametrize(
    ("heading", "strand"),
    [("Disab", "DIS"), ("Disab.", "DIS"), ("Relig", "REL"), ("Relig.", "REL"), ("Sex orient", "SOR"), ("Trans", "TRA")],
)
def test_heading_when_it_shortens_a_strand_under_a_group_then_it_is_that_tick(heading, strand):
    """Columns of ticks are narrow, and their headings short."""
    assert guess_heading("referrals", heading, "Strand")[0].target == f"strand:{strand}"


def test_columns_when_an_address_is_of_another_town_then_its_exact_heading_still_counts():
    """Cells that no rule knows do not overrule a heading that says it outright."""
    found = columns(plan_of(sheet((*HEADINGS, "Address"), ("H1", "6/4/15", "VS", "Ann Bell", "Race", "The Mill"))))
    assert (found["Address"].target, found["Address"].confidence) == ("address", GUESS)


@pytest.mark.parametrize(
    ("heading", "group", "target"),
    [
        ("1st", "Date heard at panel", "hearings"),
        ("2", "Dates heard at panel", "hearings"),
        ("First date", "Heard", "hearings"),
        ("again", "Heard", "hearings"),
        ("1st panel", "", "hearings"),
        ("Heard again", "", "hearings"),
        ("2nd", "Perpetrator", "perpetrator"),
        ("Street", "Where it happened", "address"),
        ("1st", "", ""),
        ("Second date", "", ""),
        ("First name", "Victim", "victim_given"),
        ("First name", "Perpetrator", ""),
    ],
)
def test_heading_when_it_only_counts_then_the_words_over_it_or_beside_the_count_tell_the_field(heading, group, target):
    """An ordinal alone means nothing; with what it numbers it means that."""
    assert best(heading, group) == target


@pytest.mark.parametrize("merged", [(), (Span(0, 4, 0, 5), Span(0, 6, 0, 7))])
@pytest.mark.parametrize("over", ["Date heard at panel", "Dates heard at panel", "Heard"])
@pytest.mark.parametrize("counts", [("1st", "2nd"), ("First date", "Second date"), ("1", "2")])
@pytest.mark.parametrize("beside", [True, False])
def test_hearings_when_their_columns_are_only_numbered_under_a_group_then_every_day_is_read(
    counts, over, merged, beside
):
    """Two heading rows, merged or not, the other headings in the upper or in the lower row."""
    others: tuple[Cell, ...] = ("HIP Ref", "Date of Referral", "Referred by", "Victim Name")
    gap: tuple[Cell, ...] = (None, None, None, None)
    upper = (*(others if beside else gap), over, None, "Where it happened", None)
    lower = (*(gap if beside else others), *counts, "Street", "Postcode")
    rows = [(f"H{at}", f"{at}/4/15", "VS", "Ann Bell", "14/5/15", "11/6/15", "High Street", "E2 0AA") for at in (6, 7)]
    grid = WorkbookGrid("log.xlsx", "xlsx", "", (sheet(upper, lower, *rows, merged=merged),))
    first = build(grid, propose_plan(grid)).referrals[0]
    assert first.hearings == (date(2015, 5, 14), date(2015, 6, 11))
    assert (first.victim.name, first.address, first.postcode) == ("Ann Bell", "High Street", "E2 0AA")
