"""Workbooks of other panels come in by the same reader, with guessed matches and nothing told beforehand."""

from datetime import date

import pytest

from hipdesk.model.workbooks.analysis import propose_plan, rematch
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.plan import Plan, with_agency, with_column, with_sheet, with_value
from hipdesk.model.workbooks.proposals import ProposedReferral, ProposedStrand
from hipdesk.papers.reading.workbooks import read_grid
from tests.papers.odd_workbooks import late_heading_book, make, tick_book


@pytest.fixture(scope="module")
def ticks():
    grid = read_grid(tick_book(), "tracker.xlsx")
    plan = propose_plan(grid)
    return plan, build(grid, plan)


@pytest.fixture(scope="module")
def late():
    grid = read_grid(late_heading_book(), "Eastmoor.xlsx")
    plan = propose_plan(grid)
    return plan, build(grid, plan)


def targets(plan: Plan, role: str) -> dict[str, str]:
    return {column.key: column.target for column in plan.columns if column.role == role}


def codes(referral: ProposedReferral) -> list[str]:
    return [strand.code for strand in referral.strands]


def test_ticks_when_headings_stand_in_two_rows_then_both_are_read(ticks):
    """A name under Victim is the victim's; a name under Perpetrator is not; ticks go to their strands."""
    plan, _ = ticks
    assert [(sheet.name, sheet.holds, sheet.heading_rows) for sheet in plan.sheets] == [
        ("Cases", "referrals", (1, 2)),
        ("Actions", "actions", (0,)),
    ]
    assert targets(plan, "referrals") == {
        "Case No": "old_reference",
        "Date received": "received",
        "Source": "agency",
        "Victim / Name": "victim_name",
        "Victim / DOB": "birth",
        "Victim / Gender": "sex",
        "Strand (tick) / Race": "strand:RAC",
        "Strand (tick) / Faith": "strand:REL",
        "Strand (tick) / LGB": "strand:SOR",
        "Strand (tick) / Trans": "strand:TRA",
        "Strand (tick) / Disability": "strand:DIS",
        "Perpetrator / Name": "perpetrator",
        "Nature of incident": "incident_type",
        "Panel dates": "hearings",
        "Risk": "risk",
        "Closed Y/N": "closed_tick",
        "Cost code": "keep",
    }


def test_ticks_when_cells_are_ticked_in_any_way_then_the_strands_are_read(ticks):
    """Y, x, a tick, 1 and X are ticks; a religion named under Faith is its strand; anything else is kept."""
    first, second, third = ticks[1].referrals
    assert [codes(first), codes(second)] == [["RAC", "REL"], ["SOR"]]
    assert third.strands == (
        ProposedStrand("RAC"),
        ProposedStrand("REL", "REL-MUS", "anti_muslim"),
        ProposedStrand("TRA"),
    )
    assert ("Strand (tick) / Disability", "maybe") in third.kept_text


def test_ticks_when_days_are_text_then_every_day_is_read(ticks):
    """Received, born, heard, due and done, each written out in words or figures."""
    first, second, _ = ticks[1].referrals
    assert first.received.exact == date(2017, 1, 3)
    assert first.victim.born is not None
    assert first.victim.born.exact == date(1980, 2, 1)
    assert first.hearings == (date(2017, 2, 2), date(2017, 3, 2))
    assert (second.victim.age, second.victim.age_on) == (44, date(2017, 1, 9))
    assert first.actions[0].due == date(2017, 3, 1)
    assert (first.actions[0].done, first.actions[0].done_on) == (True, date(2017, 2, 20))


def test_ticks_when_actions_stand_on_their_own_sheet_then_they_join_their_cases(ticks):
    """By case number, filled down where it is left out; owners by name; what joins no case is set aside and told."""
    _, proposal = ticks
    first, second, third = proposal.referrals
    assert [(action.number, action.owner, action.with_owners) for action in first.actions] == [
        (1, "Northfield Homes", ()),
        (2, "Police", ("Northfield Homes",)),
    ]
    assert (first.actions[1].due_words, first.actions[1].done) == ("next panel", False)
    assert (second.actions[0].wording, second.actions[0].done_on) == ("Warn the alleged perpetrator", date(2017, 2, 12))
    assert third.actions == ()
    assert [row.words for row in proposal.set_aside if row.kind == "loose action"] == [
        "A-17-99 | 1 | Send the form again | Fenwick School"
    ]


def test_ticks_when_names_and_people_are_written_otherwise_then_they_are_set_right(ticks):
    """Capitals calmed, names turned, titles apart, a companion beside the named one, a refusal as an answer."""
    first, second, third = ticks[1].referrals
    assert (first.victim.name, first.victim.name_as_written) == ("Sadia Khan", "KHAN, Sadia")
    assert (second.victim.title, second.victim.name) == ("Mr", "Peter Osei")
    assert [person.identity for person in first.perpetrators] == ["group"]
    assert [(person.identity, person.words) for person in third.perpetrators] == [
        ("named", "Lee Marsh"),
        ("described", "brother of Lee Marsh"),
    ]
    assert third.unanswered == (("born", "declined"),)


def test_ticks_when_a_closed_case_has_no_closing_day_then_the_last_hearing_stands_for_it(ticks):
    """The rule, and the finding that tells it."""
    _, proposal = ticks
    second = proposal.referrals[1]
    assert (second.status, second.closed_on, second.closed_by) == ("closed", date(2017, 2, 2), "last hearing")
    assert any(
        finding.row == second.source.row and "no day of closing" in finding.what for finding in proposal.findings
    )


def test_ticks_when_agencies_are_nowhere_listed_then_near_spellings_join(ticks):
    """NH joins Northfield Homes; all are provisional until somebody says otherwise."""
    _, proposal = ticks
    spellings = {agency.name: [word for word, _ in agency.spellings] for agency in proposal.agencies}
    assert sorted(spellings["Northfield Homes"]) == ["NH", "Northfield Homes"]
    assert all(agency.provisional for agency in proposal.agencies)
    assert proposal.referrals[1].referrer_name == "Tariq"


def test_late_when_headings_stand_in_row_12_then_they_are_found(late):
    """Eleven lines and two junk sheets are set aside; the columns go where they belong."""
    plan, _ = late
    assert [(sheet.name, sheet.holds, sheet.heading_rows) for sheet in plan.sheets] == [
        ("Cover", "nothing", ()),
        ("Data", "referrals", (11,)),
        ("Budget", "nothing", ()),
    ]
    assert targets(plan, "referrals") == {
        "Ref no": "old_reference",
        "Complainant": "victim_name",
        "Age": "birth",
        "Reported": "received",
        "Agency": "agency",
        "Protected characteristic": "strand",
        "Category": "incident_type",
        "Postcode": "postcode",
        "Suspect": "perpetrator",
        "Details": "summary",
        "Date closed": "closed_on",
        "Result": "outcome",
        "Allocated to": "officer",
    }


def test_late_when_days_cannot_be_british_then_they_are_read_month_first_and_told(late):
    """04/23/2019 has no other reading; ISO days and day numbers are read too."""
    _, proposal = late
    days = {referral.victim.name: referral.received.exact for referral in proposal.referrals}
    assert days == {
        "Somebody Else": date(2019, 5, 28),
        "Rosa Lind": date(2019, 5, 15),
        "Tomas Novak": date(2019, 4, 23),
        "Ivy Ward": date(2019, 1, 14),
    }
    told = [(finding.row, finding.done) for finding in proposal.findings if finding.heading == "Reported"]
    assert told == [(13, "Read with the month first."), (14, "Read as a day."), (16, "Read with the month first.")]


def test_late_when_a_reference_stands_twice_then_both_rows_come_with_keys_of_their_own(late):
    """Two people under one number are two referrals; the very same row again is set aside."""
    _, proposal = late
    keys = [referral.source.key for referral in proposal.referrals]
    assert keys[0] == "ref:em/2"
    assert keys[2].startswith("ref:em/2:")
    assert len(set(keys)) == 4
    assert [(row.row, row.kind) for row in proposal.set_aside if row.sheet == "Data" and row.row > 12] == [
        (15, "heading"),
        (20, "note"),
        (21, "totals"),
        (19, "repeat"),
    ]


def test_late_when_a_row_goes_on_below_then_its_words_join_the_case(late):
    """A line with only a remark under a case belongs to it."""
    _, proposal = late
    tomas = proposal.referrals[2]
    assert tomas.summary == "Followed home.\nFollowed again on the Friday."
    assert tomas.victim.age_words == "30s"


def test_late_when_words_match_nothing_then_they_are_kept_and_told(late):
    """A strand, an incident type and a closing day that no list knows stay as text on the case."""
    _, proposal = late
    rosa = proposal.referrals[1]
    assert dict(rosa.kept_text) == {
        "Protected characteristic": "steampunk",
        "Category": "Shoved off pavement",
        "Date closed": "soon",
    }
    told = {(finding.what, finding.words) for finding in proposal.findings if finding.row == rosa.source.row}
    assert {
        ("No strand in our list is called so: steampunk.", ""),
        ("No incident type in our list is called so: Shoved off pavement.", ""),
        ("This is no day of closing.", "soon"),
    } <= told
    assert (rosa.status, rosa.closed_on) == ("open", None)


def test_late_when_the_officer_corrects_the_plan_then_the_next_build_follows():
    """A column, a value, an agency and a sheet settled by hand stand through another guess."""
    grid = read_grid(late_heading_book(), "Eastmoor.xlsx")
    plan = propose_plan(grid)
    plan = with_column(plan, "referrals", "Allocated to", "keep")
    plan = with_value(plan, "strand", "steampunk", ("SUB",))
    plan = with_agency(plan, "Victims First", "Eastmoor Victim Service")
    plan = rematch(grid, with_sheet(plan, "Budget", "nothing", ()))
    proposal = build(grid, plan)
    rosa = proposal.referrals[1]
    assert codes(rosa) == ["SUB"]
    assert rosa.agency == "Eastmoor Victim Service"
    assert ("Allocated to", "J. Amos") in proposal.referrals[2].kept_text
    assert {column.settled_by for column in plan.columns if column.key == "Allocated to"} == {"person"}


def test_plan_when_the_heading_row_is_settled_by_hand_then_its_columns_are_read():
    """Headings that no list knows can be pointed at and their columns sent where they belong."""
    grid = read_grid(make([("Blad1", [["Dossier", "Persoon"], ["D1", "Ann Bell"]])]), "log.xlsx")
    plan = propose_plan(grid)
    assert plan.rows_found == 0
    plan = rematch(grid, with_sheet(plan, "Blad1", "referrals", (0,)))
    plan = with_column(
        with_column(plan, "referrals", "Dossier", "old_reference"), "referrals", "Persoon", "victim_name"
    )
    plan = rematch(grid, plan)
    referral = build(grid, plan).referrals[0]
    assert (referral.old_reference, referral.victim.name, referral.source.row) == ("D1", "Ann Bell", 2)
    assert plan.rows_found == 1


def test_plan_when_the_office_knows_agencies_then_spellings_join_them():
    """The register of the office joins spellings as a list of contacts does."""
    grid = read_grid(tick_book(), "tracker.xlsx")
    proposal = build(grid, propose_plan(grid, register=["Northfield Homes", "Police Hate Crime Unit"]))
    assert {agency.name: agency.origin for agency in proposal.agencies} == {
        "Northfield Homes": "register",
        "Police Hate Crime Unit": "register",
        "Fenwick School": "provisional",
    }


def test_plan_when_nothing_in_it_is_a_referral_then_the_proposal_is_empty_and_all_is_listed():
    """A workbook without cases is no error: it brings nothing, and says what stands in it."""
    grid = read_grid(make([("Sheet1", [["Shopping"], ["Tea", 3]])]), "list.xlsx")
    proposal = build(grid, propose_plan(grid))
    assert (proposal.referrals, proposal.agencies) == ((), ())
    assert [row.words for row in proposal.set_aside] == ["Shopping", "Tea | 3"]
