"""Days written vaguely or that do not exist: counted on the first day they can mean, their words kept and told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.imports import closed_on, received_on
from hipdesk.model.workbooks.analysis import propose_plan
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.grid import Cell, SheetGrid, WorkbookGrid
from hipdesk.model.workbooks.proposals import Proposal
from hipdesk.model.workbooks.vague_days import vague_day

HEADS = ("HIP Ref", "Date of Referral", "Referred by", "Victim Name", "Dates heard", "Date closed", "Summary")
TODAY = date(2026, 11, 20)


def proposed(received: Cell, heard: Cell = "13/6/19", closed: Cell = "1/9/19", actions: tuple = ()) -> Proposal:
    """Five exact cases around one with these days in row 4, on a sheet of 2019-20."""
    others: list[tuple[Cell, ...]] = [
        (f"H{at}/19", f"{at}/8/19", "THH", "Joe Reed", "12/9/19", "1/10/19", "More.") for at in range(2, 7)
    ]
    row = ("H99/19", received, "VS", "Ann Bell", heard, closed, "Words.")
    sheets = (SheetGrid("HIP 2019-20", (HEADS, *others[:2], row, *others[2:])),)
    if actions:
        heads = ("Case number", "Action", "Owner", "Due date", "Date completed", "Date raised")
        exact = ("H2/19", "Call on the tenant", "THH", "1/10/19", "20/9/19", "12/9/19")
        sheets = (*sheets, SheetGrid("Actions", (heads, exact, exact, exact, exact, *actions)))
    grid = WorkbookGrid("log.xlsx", "xlsx", "", sheets)
    return build(grid, propose_plan(grid))


def counted(day: str, *, supposed: bool = False) -> str:
    year = " The year was taken from what stands near it." if supposed else ""
    return f"Counted on {day}, the first day it can mean; the words are kept on the case.{year}"


@pytest.mark.parametrize(
    ("words", "day", "said", "supposed"),
    [
        ("mid April 2019", date(2019, 4, 1), "1 April 2019", False),
        ("May 2019", date(2019, 5, 1), "1 May 2019", False),
        ("sometime in May", date(2019, 5, 1), "1 May 2019", True),
        ("w/c 13 May 2019", date(2019, 5, 13), "13 May 2019", False),
        ("early June", date(2019, 6, 1), "1 June 2019", True),
        ("late February", date(2020, 2, 1), "1 February 2020", True),
        ("31 June 2019", date(2019, 6, 1), "1 June 2019", False),
        ("31/06/2019", date(2019, 6, 1), "1 June 2019", False),
        ("06/31/2019", date(2019, 6, 1), "1 June 2019", False),
        ("??/06/19", date(2019, 6, 1), "1 June 2019", False),
        ("Feb 30, 2019", date(2019, 2, 1), "1 February 2019", False),
        ("2019-06-31", date(2019, 6, 1), "1 June 2019", False),
    ],
)
def test_received_when_it_is_no_exact_day_then_the_first_it_can_mean_counts_and_the_words_are_kept(
    words, day, said, supposed
):
    """One finding with row, column, words and what was done; the words stand as text on the case."""
    proposal = proposed(words, heard="13/6/20", closed="1/9/20")
    referral = proposal.referrals[2]
    assert received_on(referral, TODAY) == day
    assert referral.kept_text == (("Date of Referral", words),)
    told = [(found.kind, found.row, found.column, found.what, found.done) for found in proposal.findings]
    assert told == [("supposed", 4, "B", f"This is no exact day: {words}.", counted(said, supposed=supposed))]


@pytest.mark.parametrize("words", ["on 13 May 2019", "13 May 2019", "13/5/19 14:30", date(2019, 5, 13)])
def test_received_when_the_day_is_exact_then_nothing_is_told(words):
    """Words round an exact day make it no less exact."""
    proposal = proposed(words)
    assert received_on(proposal.referrals[2], TODAY) == date(2019, 5, 13)
    assert (proposal.findings, proposal.referrals[2].kept_text) == ((), ())


@pytest.mark.parametrize("words", ["today", "some day", "32/13/2019", "xx/xx/2019", "31 soon 2019"])
def test_received_when_not_even_a_month_is_told_then_another_day_is_taken(words):
    """What tells no month is unread, as before."""
    proposal = proposed(words)
    assert [(found.kind, found.words) for found in proposal.findings] == [("unread", words)]
    assert received_on(proposal.referrals[2], TODAY) == date(2019, 6, 13)


@pytest.mark.parametrize(
    ("words", "day", "said"),
    [
        ("July 2019", date(2019, 7, 1), "1 July 2019"),
        ("end of 2019", None, ""),
        ("31 June 2019", date(2019, 6, 13), "13 June 2019"),
        ("June 2019", date(2019, 6, 13), "13 June 2019"),
    ],
)
def test_closed_when_it_is_no_exact_day_then_the_first_it_can_mean_counts(words, day, said):
    """Never before it was heard; words that tell no day are kept and told as such."""
    proposal = proposed("6/5/19", closed=words)
    referral = proposal.referrals[2]
    assert ("Date closed", words) in referral.kept_text
    told = [(found.column, found.what, found.done) for found in proposal.findings if found.column]
    if day is None:
        assert (referral.status, told[0][1]) == ("open", "This is no day of closing.")
    else:
        assert closed_on(referral, date(2019, 5, 6)) == day
        assert told == [("F", f"This is no exact day: {words}.", counted(said))]


def test_action_when_its_days_are_no_exact_ones_then_they_count_and_are_kept_and_told():
    """Completed and raised are plain days too; what tells no day is kept and told."""
    actions = (
        ("H99/19", "Fit a gate", "THH", None, "July 2019", "13/6/19"),
        ("H99/19", "Visit her", "VS", None, "12/7/19", "June 2019"),
        ("H99/19", "Write to him", "VS", None, "when he rang", None),
    )
    proposal = proposed("6/5/19", actions=actions)
    referral = proposal.referrals[2]
    assert [(each.done, each.done_on, each.raised_on) for each in referral.actions] == [
        (True, date(2019, 7, 1), date(2019, 6, 13)),
        (True, date(2019, 7, 12), date(2019, 6, 1)),
        (False, None, None),
    ]
    assert referral.kept_text == (
        ("Date completed", "July 2019"),
        ("Date raised", "June 2019"),
        ("Date completed", "when he rang"),
    )
    assert [(found.sheet, found.row, found.column, found.what, found.done) for found in proposal.findings] == [
        ("Actions", 6, "E", "This is no exact day: July 2019.", counted("1 July 2019")),
        ("Actions", 7, "F", "This is no exact day: June 2019.", counted("1 June 2019")),
        ("Actions", 8, "E", "This is no day that could be read.", "Kept as text on the case."),
    ]


@given(st.text(max_size=30), st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_vague_day_when_the_words_are_any_then_the_first_day_is_never_after_the_last(words, near):
    """Whatever is written: never an error, and days in order."""
    part = vague_day(words, near)
    assert part.earliest is None or part.latest is None or part.earliest <= part.latest


@given(
    st.integers(29, 99), st.integers(1, 12), st.integers(1950, 2090), st.sampled_from(["/", ".", "-"]), st.booleans()
)
def test_vague_day_when_the_day_of_a_month_does_not_exist_then_its_month_is_told(day, month, year, sign, first):
    """Day first or month first: the month is the number that can be one."""
    part = vague_day(f"{day}{sign}{month}{sign}{year}" if first else f"{month}/{day}/{year}", None)
    if part.precision != "day":
        assert part.earliest == date(year, month, 1)
