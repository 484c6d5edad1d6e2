"""What a proposal tells the officer: actions without words, columns nobody knows, days supposed, values not listed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.imports import all_findings, received_on
from hipdesk.model.workbooks.analysis import propose_plan, rematch
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.fields import guess_heading
from hipdesk.model.workbooks.grid import Cell, SheetGrid, WorkbookGrid
from hipdesk.model.workbooks.plan import with_column
from hipdesk.model.workbooks.proposals import Proposal
from hipdesk.model.workbooks.sources import loose_key
from hipdesk.model.workbooks.values import guess_value

HEADS = ("HIP Ref", "Date of Referral", "Referred by", "Victim Name", "Dates heard", "Summary")


def cases(received: Cell = "6/4/15", heard: Cell = "14/5/15") -> list[tuple[Cell, ...]]:
    """A case with these days and four others, which keep its columns' meaning whatever stands in it."""
    first = ("H1/15", received, "VS", "Ann Bell", heard, "Words.")
    return [first, *((f"H{at}/15", "7/4/15", "THH", "Joe Reed", "14/5/15", "More.") for at in range(2, 6))]


def workbook(*rows: tuple[Cell, ...], heads: tuple[Cell, ...] = HEADS) -> WorkbookGrid:
    return WorkbookGrid("log.xlsx", "xlsx", "", (SheetGrid("HIP 2015-16", (heads, *rows)),))


def proposed(*rows: tuple[Cell, ...], heads: tuple[Cell, ...] = HEADS) -> Proposal:
    grid = workbook(*rows, heads=heads)
    return build(grid, propose_plan(grid))


def with_actions(heads: tuple[Cell, ...], *rows: tuple[Cell, ...]) -> Proposal:
    """The usual cases with a sheet of actions beside them."""
    log = workbook(*cases()).sheets[0]
    grid = WorkbookGrid("log.xlsx", "xlsx", "", (log, SheetGrid("Actions", (heads, *rows))))
    return build(grid, propose_plan(grid))


ACTION_HEADS = ("Case number", "Action", "Owner", "Due date", "Completed")


def test_actions_when_their_wordings_are_short_then_each_comes_with_its_case():
    """One word is an action too: an exact heading is not overruled by short cells."""
    proposal = with_actions(
        ACTION_HEADS,
        ("H1/15", "Clean wall", "THH", "20/01/2016", "20/01/2016"),
        ("H1/15", "Visit", "VS", None, "No"),
        ("H2/15", "Call", "VS", None, "No"),
    )
    assert [action.wording for action in proposal.referrals[0].actions] == ["Clean wall", "Visit"]
    assert [action.wording for action in proposal.referrals[1].actions] == ["Call"]
    assert not [found for found in proposal.findings if found.sheet == "Actions"]


def test_actions_when_two_cases_share_their_reference_then_the_first_has_them_and_it_is_told():
    """One action is never put on two cases."""
    log = workbook(*cases(), ("H1/15", "9/4/15", "VS", "Cat Moss", "14/5/15", "Other.")).sheets[0]
    sheet = SheetGrid("Actions", (ACTION_HEADS, ("H1/15", "Visit", "VS", None, "No")))
    grid = WorkbookGrid("log.xlsx", "xlsx", "", (log, sheet))
    proposal = build(grid, propose_plan(grid))
    named = [referral for referral in proposal.referrals if referral.old_reference == "H1/15"]
    assert [[action.wording for action in referral.actions] for referral in named] == [["Visit"], []]
    told = [(found.kind, found.row, found.done) for found in proposal.findings if "Actions of another" in found.what]
    assert told == [("doubled", 7, "Put on the first row’s case only: 1 action.")]


def test_repeat_when_a_row_with_actions_stands_twice_word_for_word_then_it_is_set_aside():
    """Its actions are those of the first; the second is no case of its own."""
    log = workbook(*cases(), cases()[0]).sheets[0]
    sheet = SheetGrid("Actions", (ACTION_HEADS, ("H1/15", "Visit", "VS", None, "No")))
    grid = WorkbookGrid("log.xlsx", "xlsx", "", (log, sheet))
    proposal = build(grid, propose_plan(grid))
    assert len(proposal.referrals) == 5
    assert [(row.row, row.kind) for row in proposal.set_aside] == [(7, "repeat")]


@pytest.mark.parametrize("words", ["No further action", "NFA", "nfa"])
def test_status_when_it_says_no_further_action_then_it_is_closed(words):
    """Panels close with these words."""
    assert guess_value("status", words).codes == ("closed",)


def test_heading_when_it_says_considered_on_then_it_holds_the_days_heard():
    """Another panel's word for heard."""
    assert guess_heading("referrals", "Considered on")[0].target == "hearings"


def test_actions_when_one_has_no_words_then_its_row_is_set_aside_and_told():
    """A row of actions is never dropped in silence, and never runs into the action above it."""
    proposal = with_actions(
        ACTION_HEADS, ("H1/15", "Visit", "VS", None, "No"), ("H2/15", None, "THH", "20/01/2016", "No")
    )
    assert [action.wording for action in proposal.referrals[0].actions] == ["Visit"]
    assert [(row.row, row.words) for row in proposal.set_aside if row.sheet == "Actions"] == [
        (3, "H2/15 | THH | 20/01/2016 | No")
    ]
    told = [(found.kind, found.row, found.done, found.words) for found in proposal.findings if found.sheet == "Actions"]
    assert told == [("set_aside", 3, "Set aside.", "H2/15 | THH | 20/01/2016 | No")]


@pytest.mark.parametrize("reference", ["reference", "keep"])
def test_actions_when_no_column_is_their_wording_then_every_row_is_set_aside_and_told(reference):
    """Whatever the officer matched: with no column of wordings each row is told with its words."""
    log = workbook(*cases()).sheets[0]
    rows: tuple[tuple[Cell, ...], ...] = (ACTION_HEADS, ("H1/15", "Visit", "VS"), ("H2/15", "Call", "THH"))
    grid = WorkbookGrid("log.xlsx", "xlsx", "", (log, SheetGrid("Actions", rows)))
    plan = with_column(propose_plan(grid), "actions", "Action", "keep", "person")
    proposal = build(grid, rematch(grid, with_column(plan, "actions", "Case number", reference, "person")))
    told = [
        (found.kind, found.row, found.words)
        for found in proposal.findings
        if found.sheet == "Actions" and found.row > 1
    ]
    assert told == [("set_aside", 2, "H1/15 | Visit | VS"), ("set_aside", 3, "H2/15 | Call | THH")]
    assert {(2, "H1/15 | Visit | VS"), (3, "H2/15 | Call | THH")} <= {
        (row.row, row.words) for row in proposal.set_aside
    }


def test_columns_when_they_are_not_known_then_each_is_told_once_at_its_heading():
    """Kept as text on each case and listed; a heading of notes names no officer; an empty column is not told."""
    heads = (*HEADS, "Wibble", "Local officer note", "Colour")
    proposal = proposed(*((*row, "left", "met at gate", None) for row in cases()), heads=heads)
    told = [(found.kind, found.row, found.column, found.heading, found.what, found.done) for found in proposal.findings]
    what, done = "We do not know what this column holds.", "Kept as text on each case."
    assert told == [
        ("unread", 1, "G", "Wibble", what, done),
        ("unread", 1, "H", "Local officer note", what, done),
    ]
    assert proposal.referrals[0].kept_text == (("Wibble", "left"), ("Local officer note", "met at gate"))
    assert proposal.referrals[0].officer == ""


def test_columns_when_they_are_left_out_with_cells_in_them_then_it_is_told():
    """What the officer leaves out is not read, and the list of findings says so."""
    grid = workbook(*((*row, "left") for row in cases()), heads=(*HEADS, "Wibble"))
    proposal = build(grid, with_column(propose_plan(grid), "referrals", "Wibble", "leave_out", "person"))
    assert [(found.kind, found.row, found.column, found.done) for found in proposal.findings] == [
        ("set_aside", 1, "G", "Left out.")
    ]
    assert proposal.referrals[0].kept_text == ()


def test_actions_when_a_column_of_theirs_is_not_known_then_it_is_told_and_kept_on_the_case():
    """What stands beside an action is kept as text on its case."""
    proposal = with_actions((*ACTION_HEADS, "Wibble"), ("H1/15", "Visit", "VS", None, "No", "blue form"))
    assert [(found.sheet, found.row, found.column) for found in proposal.findings] == [("Actions", 1, "F")]
    assert ("Wibble", "blue form") in proposal.referrals[0].kept_text


def test_received_when_only_a_hearing_has_a_day_then_the_finding_says_what_was_taken():
    """The first day it was heard stands for it; without one the row beside it."""
    given = (None, "14/5/15; 11/6/15"), (None, None)
    done = []
    for received, heard in given:
        found = proposed(*cases(received, heard)).findings
        done.append([(one.kind, one.done) for one in found if "on which it was received" in one.what])
    assert done == [
        [("supposed", "Taken as received on 14 May 2015, the first day it was heard.")],
        [("supposed", "Taken as received on 7 April 2015, as row 3 was.")],
    ]


def numbered(*references: str, named: tuple[str, ...]) -> Proposal:
    """Cases of these references, and one action for each reference named on a sheet of actions."""
    rows = [(each, f"{at}/4/15", "THH", "Joe Reed", "14/5/15", f"{at}.") for at, each in enumerate(references, 1)]
    log = workbook(*rows).sheets[0]
    acts = [(each, f"Visit {at} times", "VS", None, "No") for at, each in enumerate(named, 1)]
    grid = WorkbookGrid("log.xlsx", "xlsx", "", (log, SheetGrid("Actions", (ACTION_HEADS, *acts))))
    return build(grid, propose_plan(grid))


def test_actions_when_their_reference_is_spelt_otherwise_then_they_join_the_only_case_it_can_mean():
    """Letters and numbers count; signs between and zeros in front do not. As written goes first."""
    proposal = numbered("NB/003", "NB/004", "NB/5", "NB/40", named=("NB 4", "nb-0004", "NB/005", "NB/40", "NB3"))
    joined = {each.old_reference: [action.wording for action in each.actions] for each in proposal.referrals}
    assert joined == {
        "NB/003": ["Visit 5 times"],
        "NB/004": ["Visit 1 times", "Visit 2 times"],
        "NB/5": ["Visit 3 times"],
        "NB/40": ["Visit 4 times"],
    }
    assert proposal.findings == ()


@given(
    st.lists(st.tuples(st.sampled_from(["NB", "h", "Case"]), st.integers(0, 9999)), min_size=1, max_size=3),
    st.sampled_from(["", "/", " ", "-", " / "]),
    st.integers(0, 6),
)
def test_loose_key_when_signs_and_zeros_differ_then_it_is_the_same(parts, sign, width):
    """However the parts are joined and filled up, and in capitals or not."""
    written = sign.join(f"{letters}{sign}{number:0{width}}" for letters, number in parts)
    plain = "/".join(f"{letters}/{number}" for letters, number in parts)
    assert loose_key(written) == loose_key(plain.upper())


def test_actions_when_their_reference_may_mean_two_cases_or_none_then_each_is_told_once():
    """Never a guess between two; the list of findings says it in one line, not in two."""
    proposal = numbered("NB/004", "NB/04", "NB/5", "12/3", named=("NB 4", "NX 5", "1/23", "5"))
    assert [each.actions for each in proposal.referrals] == [()] * 4
    told = [(found.row, found.what, found.words) for found in all_findings(proposal) if found.sheet == "Actions"]
    what = "No case in the workbook has this action’s reference."
    assert told == [
        (at, what, f"{named} | Visit {at - 1} times | VS | No")
        for at, named in enumerate(("NB 4", "NX 5", "1/23", "5"), 2)
    ]


def test_repeats_when_rows_are_set_aside_with_a_finding_then_all_findings_tell_each_once():
    """A row said twice and an action without words: one line each, with the words of the row."""
    log = workbook(*cases(), cases()[0]).sheets[0]
    sheet = SheetGrid(
        "Actions", (ACTION_HEADS, ("H1/15", "Visit", "VS", None, "No"), ("H1/15", None, "VS", None, "No"))
    )
    grid = WorkbookGrid("log.xlsx", "xlsx", "", (log, sheet))
    proposal = build(grid, propose_plan(grid))
    assert len(proposal.set_aside) == 2
    told = [(found.sheet, found.row, found.words) for found in all_findings(proposal)]
    assert told == [
        ("Actions", 3, "H1/15 | VS | No"),
        ("HIP 2015-16", 7, "H1/15 | 6/4/15 | VS | Ann Bell | 14/5/15 | Words."),
    ]


_UNDATED_HEADS = ("HIP Ref", "Date of Referral", "Referred by", "Victim Name", "Date of incident", "Dates heard",
                  "Date closed", "Summary")  # fmt: skip


@pytest.mark.parametrize(
    ("written", "incident", "heard", "closed", "day", "why"),
    [
        ("not noted down", "2/2/19", "14/3/19", "1/9/19", date(2019, 2, 2), "when it happened"),
        ("31/13/2019", "Jan 2019", "14/3/19", None, date(2019, 1, 1), "when it happened"),
        ("some day", "since 2010", "14/3/19", None, date(2019, 3, 14), "the first day it was heard"),
        ("some day", None, None, "1/9/19", date(2019, 1, 8), "as row 3 was"),
        ("some day", None, None, "2/1/19", date(2019, 1, 2), "the day it was closed"),
        (None, None, None, None, date(2019, 1, 8), "as row 3 was"),
    ],
)
def test_received_when_the_day_cannot_be_read_then_the_row_or_the_row_above_tells_it(
    written, incident, heard, closed, day, why
):
    """The earliest other day of the row, else the row above; one finding says which; never the day of the import."""
    others = [(f"H{at}/19", f"{at}/1/19", "THH", "Joe Reed", f"{at}/1/19", "14/3/19", "1/9/19", "More.")
              for at in range(7, 12)]  # fmt: skip
    row = ("H99/19", written, "VS", "Ann Bell", incident, heard, closed, "Words.")
    proposal = proposed(*others[:2], row, *others[2:], heads=_UNDATED_HEADS)
    referral = proposal.referrals[2]
    assert received_on(referral, date(2026, 11, 20)) == day
    told = [found for found in proposal.findings if found.row == 4 and "received on" in found.done]
    kept = "Kept as text on the case. " if written else ""
    assert [found.done for found in told] == [f"{kept}Taken as received on {day.day} {day:%B} {day.year}, {why}."]


def test_received_when_no_row_tells_any_day_then_the_day_of_the_import_is_taken_and_told():
    """Only where the whole sheet is silent."""
    rows = [(f"H{at}/15", "some day", "THH", "Joe Reed", None, "More.") for at in range(1, 6)]
    proposal = proposed(*rows)
    assert {received_on(each, date(2026, 11, 20)) for each in proposal.referrals} == {date(2026, 11, 20)}
    told = [found.row for found in proposal.findings if "received on the day of the import" in found.done]
    assert told == [each.source.row for each in proposal.referrals]


@given(st.lists(st.sampled_from(["6/4/15", "31 Feb 2015", "some day", None]), min_size=1, max_size=8))
def test_received_when_some_rows_have_no_day_then_none_counts_from_the_import(days):
    """As long as one row of the sheet has a day, no row falls on the day of the import."""
    rows = [(f"H{at}/15", day, "THH", "Joe Reed", None, "More.") for at, day in enumerate([*days, "8/4/15"], 1)]
    read = [received_on(each, date(2026, 11, 20)) for each in proposed(*cases(), *rows).referrals]
    assert all(day.year == 2015 for day in read)


@given(st.text(alphabet="qzj ", min_size=1, max_size=90).map(str.strip).filter(bool))
def test_value_when_no_list_has_it_then_the_finding_quotes_at_most_forty_characters(words):
    """The officer sees what was written; a long cell is cut short, and then stands whole in the finding's words."""
    heads = (*HEADS, "Sex")
    proposal = proposed(*((*row, words if at == 0 else "F") for at, row in enumerate(cases())), heads=heads)
    (told,) = [found for found in proposal.findings if found.heading == "Sex"]
    line = " ".join(words.split())
    shown = told.what.removeprefix("No sex in our list is called so: ").removesuffix(".")
    assert len(shown) <= 40
    assert (shown, told.words) == ((line, "") if len(line) <= 40 else (f"{line[:39]}…", line))
