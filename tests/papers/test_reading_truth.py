"""The panel's own database of two years: what a correct import must reproduce, exactly."""

import io
import json
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from hipdesk.model import vocab
from hipdesk.model.periods import quarter_of
from hipdesk.model.workbooks.analysis import propose_plan
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.grid import WorkbookGrid
from hipdesk.model.workbooks.mapping import apply_mapping, mapping_from_toml, mapping_to_toml
from hipdesk.model.workbooks.plan import Plan
from hipdesk.model.workbooks.proposals import Proposal
from hipdesk.papers.reading.workbooks import read_grid

HERE = Path(__file__).parent.parent / "data"
GIVEN = Path(__file__).parents[3] / "shared" / "data"
FOLDERS = [folder for folder in (HERE, GIVEN) if (folder / "hip-database.xlsx").exists()]
MAPPING = (HERE / "hip-database.mapping.toml").read_text("utf-8")


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.parent.name)
def folder(request) -> Path:
    return request.param


@pytest.fixture(scope="module")
def grid(folder) -> WorkbookGrid:
    return read_grid((folder / "hip-database.xlsx").read_bytes(), "hip-database.xlsx")


@pytest.fixture(scope="module")
def truth(folder) -> dict[str, object]:
    return json.loads((folder / "hip-database.truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def plan(grid) -> Plan:
    return propose_plan(grid)


@pytest.fixture(scope="module")
def proposal(grid, plan) -> Proposal:
    return build(grid, apply_mapping(plan, mapping_from_toml(MAPPING)))


def year_and_quarter(day: date) -> str:
    """The financial quarter as the truth writes it: "2015-16 Q1"."""
    start = quarter_of(day, "financial").first
    year = start.year if start.month >= 4 else start.year - 1
    return f"{year}-{(year + 1) % 100:02d} Q{(start.month - 4) % 12 // 3 + 1}"


def figures(proposal: Proposal) -> dict[str, object]:
    """The counts of the truth, taken from a proposal."""
    referrals = proposal.referrals
    strands = [{strand.code for strand in referral.strands} for referral in referrals]
    heard = Counter(day for referral in referrals for day in referral.hearings)
    names = Counter(referral.victim.name for referral in referrals)
    return {
        "cases": len(referrals),
        "by_quarter": dict(Counter(year_and_quarter(referral.received.exact or date.min) for referral in referrals)),
        "strand_flags": dict(Counter(vocab.strand_key(code) for codes in strands for code in codes)),
        "multi_strand_cases": sum(len(codes) > 1 for codes in strands),
        "by_agency": dict(Counter(referral.agency for referral in referrals)),
        "closed": sum(referral.status == "closed" for referral in referrals),
        "actions": sum(len(referral.actions) for referral in referrals),
        "hearings": heard.total(),
        "panel_days": len(heard),
        "panel_days_shared_by_three_cases_or_more": sum(cases >= 3 for cases in heard.values()),
        "people_who_share_a_name_but_not_a_birth_date": sum(count - 1 for count in names.values()),
    }


def test_import_when_the_officer_has_answered_then_the_truth_is_met_exactly(proposal, truth):
    """Every count of the truth, with only two spellings answered by the officer."""
    assert figures(proposal) == truth


def test_import_when_nothing_is_answered_then_only_two_spellings_are_left_over(grid, plan, truth):
    """Without a mapping all is met but two names that no rule can know, which become provisional agencies."""
    alone = build(grid, plan)
    met = figures(alone)
    agencies = met.pop("by_agency")
    wanted = dict(truth)
    wanted_agencies = wanted.pop("by_agency")
    assert met == wanted
    assert {name for name in agencies if name not in wanted_agencies} == {"THEOs", "HOST"}
    assert (agencies["THEOs"], agencies["HOST"]) == (8, 9)
    assert agencies["Community Safety Operations"] + 8 == wanted_agencies["Community Safety Operations"]
    assert agencies["Housing Options"] + 9 == wanted_agencies["Housing Options"]
    assert {agency.name for agency in alone.agencies if agency.provisional} == {"THEOs", "HOST", "Legal"}


def test_import_when_it_is_planned_then_every_column_is_sure(plan):
    """Twenty-four headings over two year tabs are one stream of columns, all of them known."""
    columns = plan.columns_of("referrals")
    assert len(columns) == 24
    assert all(column.confidence >= 90 and len(column.places) == 2 for column in columns)
    assert [column.target for column in columns][:5] == ["old_reference", "received", "agency", "victim_name", "birth"]
    assert [(column.heading, column.note) for column in columns if column.hidden] == [
        ("Summary", "Hidden in the workbook")
    ]
    assert plan.rows_found == 164


def test_import_when_rows_are_no_referrals_then_they_are_set_aside_and_counted(proposal):
    """Twenty-four months, two totals, the lines above the headings, the sheet that only says what it is."""
    kinds = Counter(row.kind for row in proposal.set_aside)
    assert kinds == {"month": 24, "totals": 2, "note": 4, "loose": 1}
    assert proposal.blank_rows == 13


def test_import_when_two_people_share_a_name_then_they_stay_two(proposal):
    """Nobody is merged: five of one name are five, each with what their row says."""
    same = [referral.victim for referral in proposal.referrals if referral.victim.name == "Şirin Yıldız"]
    assert len(same) == 5
    births = [person.born.exact if person.born else person.age for person in same]
    assert len(set(births)) == 5


def test_import_when_actions_are_numbered_then_owner_and_state_are_read(proposal):
    """318 numbered lines: five owners, one of them no referrer; 101 done; what is due keeps its words."""
    actions = [action for referral in proposal.referrals for action in referral.actions]
    owners = Counter(action.owner for action in actions)
    assert owners == {
        "Police Community Safety Unit": 71,
        "Victim Support": 67,
        "Legal": 64,
        "Tower Hamlets Homes": 62,
        "Community Safety Operations": 54,
    }
    assert Counter(action.done for action in actions) == {False: 217, True: 101}
    assert {action.due_words for action in actions} == {"", "by next HIP"}
    assert not any("DONE" in action.wording or "next HIP" in action.wording for action in actions)
    assert [action.number for action in proposal.referrals[0].actions] == [1, 2]


def test_import_when_cases_are_closed_then_each_has_its_closing_date(proposal):
    """Every closed case was closed on its own closing date, and no open one on any."""
    closed = [referral for referral in proposal.referrals if referral.status == "closed"]
    assert {referral.closed_by for referral in closed} == {"closing date"}
    assert all(referral.closed_on and referral.closed_on >= referral.received.exact for referral in closed)
    assert all(referral.closed_on is None for referral in proposal.referrals if referral.status == "open")


def test_import_when_something_is_not_known_or_not_read_then_it_is_told(proposal):
    """What the sheet calls NULL, NK or N/K is an answer; what no list has is kept as text and told, row by row."""
    reasons = Counter(reason for referral in proposal.referrals for reason in referral.unanswered)
    assert reasons == {("tenure", "not_known"): 29, ("ethnicity", "not_known"): 14, ("ward", "not_known"): 13}
    told = Counter((finding.kind, finding.heading) for finding in proposal.findings)
    assert told == {("unread", "M/F"): 25, ("supposed", ""): 8, ("hidden", "Summary"): 2}
    kept = [referral.kept_text for referral in proposal.referrals if referral.kept_text]
    assert kept == [(("M/F", "Non-binary"),)] * 25


def test_import_when_the_contacts_are_listed_then_they_seed_the_agencies(proposal):
    """Nine agencies with their contacts, and every spelling that was joined to them."""
    listed = {agency.name: agency for agency in proposal.agencies if agency.origin == "contacts"}
    assert len(listed) == 9
    assert dict(listed["Housing Options"].spellings) == {"HOST": 9, "Housing Options": 8, "Hsg Options": 4}
    assert listed["Victim Support"].contacts[0].telephone == "020 7946 0901"


def test_import_when_the_plan_is_saved_and_used_again_then_the_proposal_is_the_same(grid, plan, proposal):
    """The wizard saves the whole plan; a plan guessed anew with it gives the same referrals."""
    saved = mapping_to_toml(apply_mapping(plan, mapping_from_toml(MAPPING)))
    again = build(grid, apply_mapping(propose_plan(grid), mapping_from_toml(saved)))
    assert again.referrals == proposal.referrals
    assert again.findings == proposal.findings


def later_copy(content: bytes) -> bytes:
    """The workbook a month later: one more case, one case changed, and a row moved up a year tab."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["HIP 2016-17"]
    sheet["Q8"] = "High"
    sheet.append(["HIP165/17", date(2017, 3, 30), "THH", "Ottilie Fernsby", "40 yrs"])
    last = [cell.value for cell in sheet[10]]
    sheet.delete_rows(10)
    sheet.append(last)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_import_when_a_later_copy_comes_then_new_and_changed_rows_stand_out(folder, proposal):
    """Keys stay when rows move; digests change only where the row does."""
    content = later_copy((folder / "hip-database.xlsx").read_bytes())
    grid = read_grid(content, "hip-database (2).xlsx")
    later = build(grid, propose_plan(grid))
    before = {referral.source.key: referral.source.digest for referral in proposal.referrals}
    after = {referral.source.key: referral.source.digest for referral in later.referrals}
    assert len(before) == len(proposal.referrals) == 164
    assert set(after) - set(before) == {"ref:hip165/17"}
    assert set(before) <= set(after)
    assert {key for key in before if before[key] != after[key]} == {"ref:hip087/17"}
