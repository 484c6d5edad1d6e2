"""From a grid and a plan to referrals: rules of days and status, keys and digests, and that nothing is dropped."""

import string
from dataclasses import fields, is_dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.workbooks.analysis import propose_plan, rematch
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.fields import fields_of
from hipdesk.model.workbooks.grid import Cell, CellNote, SheetGrid, WorkbookGrid
from hipdesk.model.workbooks.mapping import (
    MappingRefused,
    apply_mapping,
    is_code,
    mapping_from_toml,
    mapping_to_toml,
)
from hipdesk.model.workbooks.plan import Plan, with_agency, with_column, with_sheet, with_value, with_ward
from hipdesk.model.workbooks.proposals import Proposal, ProposedReferral
from hipdesk.model.workbooks.sources import Keys, reference_key
from hipdesk.model.workbooks.values import ANSWERS, KINDS

HEADS = (
    "HIP Ref",
    "Date of Referral",
    "Referred by",
    "Victim Name",
    "DOB",
    "Date of incident",
    "Status",
    "Date closed",
)
HEADS += ("Dates heard", "Summary")
ROW: tuple[Cell, ...] = (
    "H1/15",
    "6/4/15",
    "VS",
    "Ann Bell",
    "1/2/80",
    "Mar 2015",
    "Closed",
    "1/9/15",
    "14/5/15",
    "Words.",
)


def workbook(*rows: tuple[Cell, ...], heads: tuple[Cell, ...] = HEADS, **more: object) -> WorkbookGrid:
    sheet = SheetGrid("HIP 2015-16", (heads, *rows), **more)  # type: ignore[arg-type]  # hidden parts and notes by name
    return WorkbookGrid("log.xlsx", "xlsx", "", (sheet,))


def proposed(*rows: tuple[Cell, ...], heads: tuple[Cell, ...] = HEADS, **more: object) -> Proposal:
    grid = workbook(*rows, heads=heads, **more)
    return build(grid, propose_plan(grid))


def changed(**cells: Cell) -> tuple[Cell, ...]:
    """The usual row with some cells put in place of others, by a word of their heading."""
    row = list(ROW)
    for word, cell in cells.items():
        row[next(at for at, head in enumerate(HEADS) if word in head.casefold().replace(" ", "_"))] = cell
    return tuple(row)


def filled(row: tuple[Cell, ...]) -> tuple[tuple[Cell, ...], ...]:
    """The row among others, so that its columns keep their meaning whatever stands in it."""
    return row, *(
        (f"H{number}/15", "7/4/15", "THH", "Joe Reed", "2/3/81", "7/4/15", "Open", "1/9/15", "14/5/15", "More.")
        for number in range(2, 12)
    )


@pytest.mark.parametrize(
    ("cells", "status", "closed_on", "closed_by", "finding"),
    [
        ({}, "closed", date(2015, 9, 1), "closing date", ""),
        ({"closed": "in autumn"}, "closed", date(2015, 5, 14), "last hearing", "no day of closing that could be read"),
        ({"closed": None}, "closed", date(2015, 5, 14), "last hearing", "no day of closing that could be read"),
        ({"closed": None, "heard": None}, "closed", date(2015, 4, 6), "day received", "no day of closing"),
        ({"status": "Open"}, "open", None, "", "has a day of closing and is not closed"),
        ({"status": None}, "closed", date(2015, 9, 1), "closing date", ""),
        ({"status": None, "closed": None}, "open", None, "", "It has no status."),
        ({"status": "Parked", "closed": None}, "open", None, "", "No status in our list is called so: Parked."),
        ({"closed": "1/3/15"}, "closed", date(2015, 3, 1), "closing date", "closed before it was received"),
    ],
)
def test_closing_when_status_and_day_say_so_then_the_rule_holds(cells, status, closed_on, closed_by, finding):
    """Closed on the closing date; without one on the last hearing, else when received; and each supposition told."""
    proposal = proposed(*filled(changed(**cells)))
    first = proposal.referrals[0]
    assert (first.status, first.closed_on, first.closed_by) == (status, closed_on, closed_by)
    told = [found.what for found in proposal.findings if found.row == 2]
    assert any(finding in what for what in told) if finding else not told


def test_received_when_no_day_stands_there_then_the_month_above_is_taken():
    """As a month, not as a day; and told."""
    month: tuple[Cell, ...] = ("APRIL 2015",)
    proposal = proposed(month, *filled(changed(date_of_referral=None)))
    received = proposal.referrals[0].received
    assert (received.precision, received.earliest, received.latest) == ("month", date(2015, 4, 1), date(2015, 4, 30))
    assert any("month it stands under" in found.done for found in proposal.findings)


def test_received_when_the_year_is_left_out_then_the_sheet_or_the_month_tells_it():
    """ "7 May" on the tab of 2015-16, and a day that stands under another month."""
    proposal = proposed(("MAY 2015",), *filled(changed(date_of_referral="7 May")))
    assert proposal.referrals[0].received.exact == date(2015, 5, 7)
    assert {found.what for found in proposal.findings if found.row == 3} == {"The day has no year."}
    assert "It stands under another month’s heading." in {found.what for found in proposal.findings if found.row == 4}


def test_incident_when_the_words_tell_a_part_then_it_is_kept_as_a_part():
    """A month, a span of days, ongoing, and words that tell nothing."""
    given = ("Mar 2015", "12/3/15 & 14/3/15", "ongoing since March", "many times")
    read = [proposed(*filled(changed(incident=words))).referrals[0].incident_when for words in given]
    assert [when.precision for when in read] == ["month", "span", "since", "unread"]
    assert (read[1].earliest, read[1].latest) == (date(2015, 3, 12), date(2015, 3, 14))
    assert read[3].words == "many times"


def test_birth_when_it_lies_after_the_referral_then_it_is_kept_as_text_and_told():
    """An impossible birth is no birth."""
    proposal = proposed(*filled(changed(dob="1/2/2019")))
    first = proposal.referrals[0]
    assert (first.victim.born, first.victim.age) == (None, None)
    assert ("DOB", "1/2/2019") in first.kept_text


def test_hearing_when_it_is_no_day_or_too_early_then_it_is_told():
    """What is no day is kept; a hearing before the referral is taken as written."""
    proposal = proposed(*filled(changed(heard="14/5/15; deferred; 1/1/15")))
    first = proposal.referrals[0]
    assert first.hearings == (date(2015, 1, 1), date(2015, 5, 14))
    assert ("Dates heard", "deferred") in first.kept_text
    assert {"It was heard before it was received."} <= {found.what for found in proposal.findings}


def test_hidden_when_rows_columns_or_notes_are_there_then_they_come_and_are_told():
    """A filtered row is a case like any other; a pinned note is kept on its case."""
    note = CellNote(1, 3, "Prefers to be called Annie")
    proposal = proposed(*filled(ROW), hidden_rows=(1,), hidden_columns=(9,), notes=(note,))
    assert len(proposal.referrals) == 11
    assert ("Note on Victim Name", "Prefers to be called Annie") in proposal.referrals[0].kept_text
    assert [(found.column, found.row) for found in proposal.findings if found.kind == "hidden"] == [("J", 1), ("", 2)]


def test_people_when_two_rows_share_a_name_then_they_stay_two():
    """Import never merges people, whatever the births."""
    proposal = proposed(*filled(ROW), changed(ref="H77/15", dob="9/9/60"), changed(ref="H78/15"))
    same = [referral.victim for referral in proposal.referrals if referral.victim.name == "Ann Bell"]
    assert len(same) == 3


def test_keys_when_the_same_workbook_comes_again_then_keys_and_digests_are_the_same():
    """Also with the sheet renamed, rows moved and columns in another order."""
    rows = filled(ROW)
    before = {referral.source.key: referral.source.digest for referral in proposed(*rows).referrals}
    turned = tuple(tuple(reversed(row)) for row in reversed(rows))
    after = proposed(*turned, heads=tuple(reversed(HEADS))).referrals
    assert {referral.source.key: referral.source.digest for referral in after} == before


def test_keys_when_there_is_no_reference_then_who_and_when_tell_the_row():
    """Two rows without a number keep their keys when a third comes between them."""
    rows = filled(changed(ref=None))
    before = {referral.source.key for referral in proposed(*rows).referrals}
    after = {
        referral.source.key for referral in proposed(rows[0], changed(ref=None, victim="Ida Moss"), *rows[1:]).referrals
    }
    assert before < after
    assert len(after - before) == 1


def test_digest_when_one_cell_changes_then_only_that_row_differs():
    """Spaces and line ends do not count; a changed word does."""
    first = proposed(*filled(ROW)).referrals
    second = proposed(*filled(changed(summary="  Words. "))).referrals
    third = proposed(*filled(changed(summary="Other words."))).referrals
    assert first[0].source.digest == second[0].source.digest
    assert first[0].source.digest != third[0].source.digest
    assert [referral.source.digest for referral in first[1:]] == [referral.source.digest for referral in third[1:]]


@given(
    st.lists(st.tuples(st.sampled_from(["", "12", "H1", "H 1", "h1/2", "H1-2"]), st.sampled_from("ab")), max_size=12)
)
def test_keys_when_references_are_any_then_no_two_rows_share_one(rows):
    """And the first row of a reference has the plain key, so that a later double does not change it."""
    keys = Keys()
    given_keys = [keys.key(reference, lambda identity=identity: identity) for reference, identity in rows]
    assert len({key.key for key in given_keys}) == len(rows)
    assert all(key.key == key.base for key in given_keys if not key.before)


def test_reference_when_it_is_written_otherwise_then_it_is_the_same():
    """Spaces, dashes and case do not tell references apart; figures do."""
    assert reference_key("HIP 001/16") == reference_key("hip001-16") == reference_key("HIP001 / 16")
    assert reference_key("A-1-701") != reference_key("A-17-01")


TARGETS = (*(field.name for field in fields_of("referrals")), "strand:RAC", "strand:SOR", "keep")
WORDS = st.text(string.ascii_lowercase, min_size=7, max_size=12).map(lambda word: f"zq{word}")


def everything(value: object) -> str:
    """Every text inside a proposed referral."""
    if is_dataclass(value):
        return " ".join(everything(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple):
        return " ".join(everything(part) for part in value)
    return str(value)


def sent(grid: WorkbookGrid) -> Plan:
    """A plan in which every column goes to the field it is named after."""
    plan = rematch(grid, with_sheet(propose_plan(grid), "Cases", "referrals", (0,)))
    for target in TARGETS:
        plan = with_column(plan, "referrals", f"To {target}", target)
    return rematch(grid, plan)


@given(st.lists(WORDS, min_size=len(TARGETS), max_size=len(TARGETS)))
def test_row_when_every_cell_holds_strange_words_then_none_of_them_is_dropped(words):
    """Whatever a cell says and wherever its column goes, its words stand somewhere on the referral."""
    sheet = SheetGrid("Cases", (tuple(f"To {target}" for target in TARGETS), tuple(words)))
    grid = WorkbookGrid("log.xlsx", "xlsx", "", (sheet,))
    (referral,) = build(grid, sent(grid)).referrals
    said = everything(referral).casefold()
    assert [word for word in words if word not in said] == []


CELLS = st.one_of(
    st.none(), st.text(max_size=25), st.integers(-5, 10**6), st.floats(), st.booleans(), st.dates(), st.just("NULL")
)


@given(st.lists(st.lists(CELLS, min_size=len(HEADS), max_size=len(HEADS)), max_size=6))
def test_build_when_the_cells_are_any_then_there_is_a_proposal(rows):
    """Never an error; every row is a referral, goes on with one, or is set aside."""
    proposal = proposed(*(tuple(row) for row in rows))
    assert len({referral.source.key for referral in proposal.referrals}) == len(proposal.referrals)
    assert all(
        isinstance(referral, ProposedReferral) and len(referral.source.digest) == 64 for referral in proposal.referrals
    )


MAPPING = """
format = "hipdesk-import-mapping"
version = 1
[sheets]
"HIP 2015-16" = { holds = "referrals", headings = [1] }
[columns]
"Summary" = "keep"
[agencies]
"VS" = "Victim Support"
[values.status]
"Parked" = "closed"
[values.strand]
"A, B" = ["RAC", "SOR"]
[wards]
"bow w" = "Bow West"
"""


def test_mapping_when_it_is_applied_then_its_answers_stand():
    """Sheet, column, agency, value and ward, each settled by the mapping."""
    grid = workbook(*filled(changed(status="Parked")))
    plan = rematch(grid, apply_mapping(propose_plan(grid), mapping_from_toml(MAPPING)))
    first = build(grid, plan).referrals[0]
    assert (first.status, first.agency, first.summary) == ("closed", "Victim Support", "")
    assert ("Summary", "Words.") in first.kept_text
    assert ("bow w", "Bow West") in plan.wards
    assert {value.codes for value in plan.values if value.written == "A, B"} == {("RAC", "SOR")}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("format = ", "not TOML"),
        ("", "its first line is not"),
        ('format = "hipdesk-import-mapping"\nversion = 2', "it reads version 1"),
        ('format = "hipdesk-import-mapping"\nversion = 1\ncolour = 3', "a table called “colour”"),
        ('format = "hipdesk-import-mapping"\nversion = 1\ncolumns = 3', "“columns” is not a table"),
        ('format = "hipdesk-import-mapping"\nversion = 1\n[columns]\na = "nowhere"', "a field that does not exist"),
        ('format = "hipdesk-import-mapping"\nversion = 1\n[agencies]\na = 3', "something that is not text"),
        ('format = "hipdesk-import-mapping"\nversion = 1\n[values.colour]\na = "b"', "not a list of ours"),
        ('format = "hipdesk-import-mapping"\nversion = 1\n[values.strand]\na = "XXX"', "names a code that the list"),
        ('format = "hipdesk-import-mapping"\nversion = 1\n[sheets]\na = { holds = "x" }', "needs what it holds"),
        (
            'format = "hipdesk-import-mapping"\nversion = 1\n[sheets]\na = { holds = "actions", headings = [0] }',
            "needs",
        ),
    ],
)
def test_mapping_when_it_is_wrong_then_it_says_where(text, what):
    """One sentence for each fault; nothing of a wrong mapping is used."""
    with pytest.raises(MappingRefused, match=what):
        mapping_from_toml(text)


CODES = {
    kind: [code for code in (*ANSWERS, "RAC", "REL-MUS", "A01", "open", "high") if is_code(kind, code)]
    for kind in KINDS
}
LINES = st.text(min_size=1, max_size=20).filter(lambda words: words.strip() and words.isprintable())


@given(
    st.lists(st.tuples(LINES, LINES), max_size=4),
    st.sampled_from(KINDS).flatmap(
        lambda kind: st.tuples(st.just(kind), LINES, st.lists(st.sampled_from(CODES[kind]), max_size=2))
    ),
)
def test_mapping_when_a_plan_is_written_and_read_then_every_answer_is_there(agencies, value):
    """Whatever words an answer is about: quotes, backslashes, other scripts."""
    grid = workbook(*filled(ROW))
    plan = propose_plan(grid)
    for written, name in agencies:
        plan = with_ward(with_agency(plan, written, name), written, name)
    kind, written, codes = value
    plan = with_value(plan, kind, written, tuple(codes))
    again = apply_mapping(propose_plan(grid), mapping_from_toml(mapping_to_toml(plan)))
    assert {(match.written, match.name) for match in again.agencies} == {
        (match.written, match.name) for match in plan.agencies
    }
    assert {(match.kind, match.written, match.codes) for match in again.values} == {
        (match.kind, match.written, match.codes) for match in plan.values
    }
    assert set(again.wards) == set(plan.wards)
    assert build(grid, again).referrals == build(grid, plan).referrals
