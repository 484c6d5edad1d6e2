"""The central database as a file: complete, and the same again when it is imported by the matching it came with."""

import json
from datetime import date
from pathlib import Path

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.imports import RunImport
from hipdesk.model.periods import quarter, span
from hipdesk.model.workbooks.analysis import propose_plan, rematch
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.mapping import apply_mapping, mapping_from_toml, mapping_to_toml
from hipdesk.papers.reading.workbooks import read_grid
from hipdesk.papers.sheets.listing import write_listing
from hipdesk.services.central_database import central_database
from hipdesk.services.figures import figures
from hipdesk.services.imports import run_import
from tests.support.office import copy_template

DATA = Path(__file__).resolve().parents[1] / "data"
TRUTH = json.loads((DATA / "hip-database.truth.json").read_text("utf-8"))
MAPPING = (DATA / "hip-database.mapping.toml").read_text("utf-8")


def proposed(content, mapping):
    """What a workbook brings by a matching, and the whole matching."""
    grid = read_grid(content, "hip-database.xlsx")
    plan = rematch(grid, apply_mapping(propose_plan(grid), mapping_from_toml(mapping)))
    return build(grid, plan), mapping_to_toml(plan)


@pytest.fixture(scope="module")
def first():
    """The workbook as it is imported, and its matching."""
    return proposed((DATA / "hip-database.xlsx").read_bytes(), MAPPING)


@pytest.fixture
def office_beside(template, tmp_path):
    """A second, empty office."""
    (tmp_path / "beside").mkdir()
    opened = copy_template(template, tmp_path / "beside")
    yield opened
    opened.close()


def essence(referral):
    """What an export must bring again of a referral; sheets, rows and spellings may differ."""
    return {
        "reference": referral.old_reference,
        "received": referral.received.earliest,
        "agency": referral.agency,
        "referrer": referral.referrer_name,
        "victim": (referral.victim.name, referral.victim.sex, referral.victim.ethnicity),
        "born": referral.victim.born.earliest if referral.victim.born else None,
        "age": referral.victim.age,
        "home": (referral.address, referral.postcode, referral.ward, referral.tenure),
        "strands": referral.strands,
        "types": set(referral.incident_types),
        "when": (referral.incident_when.earliest, referral.incident_when.latest),
        "police": referral.police_reference,
        "perpetrators": [(each.identity, each.person.name if each.person else "") for each in referral.perpetrators],
        "risk": referral.risk,
        "agreement": referral.agreement,
        "hearings": referral.hearings,
        "actions": [(each.owner, each.wording, each.due_words, each.done, each.done_on) for each in referral.actions],
        "closed": (referral.status, referral.closed_on),
        "repeat": referral.repeat,
        "summary": referral.summary,
    }


@pytest.fixture
def exported(office, first):
    """The imported vault, and its workbook in its own columns."""
    proposal, matching = first
    office.do(run_import, RunImport(proposal, matching))
    return office.read(central_database, own=True), matching


def test_central_database_when_in_own_columns_then_the_panel_finds_its_headings_again(exported):
    """Headings in their order, one row a case, marked, nothing that runs."""
    listing, matching = exported
    columns = [heading for role, heading, _ in mapping_from_toml(matching).columns if role == "referrals"]
    assert [column.title for column in listing.columns] == columns
    assert len(listing.rows) == TRUTH["cases"]
    assert write_listing(listing).startswith(b"PK")


def test_central_database_when_imported_again_by_its_matching_then_every_referral_is_the_same(exported, first):
    """The round trip, referral by referral: nothing is lost and nothing is read otherwise."""
    listing, matching = exported
    again, _ = proposed(write_listing(listing), matching)
    there = {each.old_reference: essence(each) for each in again.referrals}
    before = {each.old_reference: essence(each) for each in first[0].referrals}
    assert there.keys() == before.keys()
    different = {
        (reference, name): (told[name], there[reference][name])
        for reference, told in before.items()
        for name in told
        if there[reference][name] != told[name]
    }
    assert different == {}


def test_central_database_when_imported_into_an_empty_vault_then_the_truth_is_met_again(exported, office_beside):
    """Its own counts by quarter, strand, agency, closing, hearing and action, as of the first workbook."""
    listing, matching = exported
    again, matching = proposed(write_listing(listing), matching)
    office_beside.do(run_import, RunImport(again, matching))
    for label, many in TRUTH["by_quarter"].items():
        year, number = label.split()
        assert office_beside.read(figures, quarter(int(year[:4]), int(number[1]), "financial")).accepted == many
    made = office_beside.read(figures, span(date(2015, 4, 1), date(2018, 3, 31), "financial"))
    assert made.referrals == TRUTH["cases"]
    assert {key: many for key, many in made.strand_flags.items() if many} == TRUTH["strand_flags"]
    assert made.multi_strand == TRUTH["multi_strand_cases"]
    assert made.referrals_by_agency == TRUTH["by_agency"]
    assert made.closed == TRUTH["closed"]
    assert made.actions_raised == TRUTH["actions"]
    assert made.hearings == TRUTH["hearings"]
    assert made.meetings_held == TRUTH["panel_days_shared_by_three_cases_or_more"]


def test_central_database_when_in_the_clean_form_then_its_headings_are_known_without_a_matching(exported, office):
    """Every field under its own label: guessed alone, the same referrals, agencies, hearings and actions come of it."""
    listing = office.read(central_database)
    assert listing.columns[0].title == "Reference"
    grid = read_grid(write_listing(listing), "clean.xlsx")
    again = build(grid, propose_plan(grid))
    assert len(again.referrals) == TRUTH["cases"]
    assert sum(len(each.hearings) for each in again.referrals) == TRUTH["hearings"]
    assert sum(len(each.actions) for each in again.referrals) == TRUTH["actions"]
    assert sum(each.status == "closed" for each in again.referrals) == TRUTH["closed"]


def test_central_database_when_nothing_was_imported_then_own_columns_are_refused_in_a_sentence(office):
    """There is no matching; the clean form is there, with its headings and no row."""
    with pytest.raises(Refused, match="No matching"):
        office.read(central_database, own=True)
    assert office.read(central_database).rows == ()
