"""Spellings of agencies joined by initials, shortened words and nearness, and only where one fits clearly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.workbooks.agencies import Source, join, score, split_source
from hipdesk.model.workbooks.agency_book import AgencyBook, match_spellings
from hipdesk.model.workbooks.plan import AgencyMatch
from hipdesk.model.workbooks.wards import match_wards

LISTED = (
    "Tower Hamlets Homes",
    "Police Community Safety Unit",
    "Victim Support",
    "Riverside Court Housing Association",
    "Canalside Homes",
    "Housing Options",
    "Youth Service",
    "Community Safety Operations",
    "Mulberry Street TPR Centre",
)

JOINED = {
    "T.H.H.": "Tower Hamlets Homes",
    "TH Homes": "Tower Hamlets Homes",
    "CSU": "Police Community Safety Unit",
    "MPS CSU": "Police Community Safety Unit",
    "Police - CSU": "Police Community Safety Unit",
    "Police": "Police Community Safety Unit",
    "V. Support": "Victim Support",
    "VS": "Victim Support",
    "RCHA": "Riverside Court Housing Association",
    "Riverside Ct": "Riverside Court Housing Association",
    "Riverside Court HA": "Riverside Court Housing Association",
    "Canal side Homes": "Canalside Homes",
    "Canalside": "Canalside Homes",
    "Hsg Options": "Housing Options",
    "YS": "Youth Service",
    "CS Ops": "Community Safety Operations",
    "Community Safety Ops": "Community Safety Operations",
    "TPRC - Mulberry": "Mulberry Street TPR Centre",
    "Mulberry St TPRC": "Mulberry Street TPR Centre",
    "Victm Suport": "Victim Support",
}


@pytest.mark.parametrize("spelling", JOINED)
def test_join_when_a_spelling_is_short_or_near_then_it_finds_its_agency(spelling):
    """Initials, abbreviations, spaces and slips."""
    assert join(spelling, LISTED).name == JOINED[spelling]


@pytest.mark.parametrize("spelling", ["HOST", "THEOs", "Legal", "Homes", "Community", "Housing", "", "—"])
def test_join_when_none_or_two_agencies_fit_then_nothing_is_joined(spelling):
    """A wrong join is worse than a provisional agency."""
    assert join(spelling, LISTED).name == ""


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("CS Ops (Douglas)", Source("CS Ops", "Douglas")),
        ("Douglas (CS Ops)", Source("CS Ops", "Douglas")),
        ("Douglas - CS Ops", Source("CS Ops", "Douglas")),
        ("Police - CSU (Ann)", Source("Police - CSU", "Ann")),
        ("Police - CSU", Source("Police - CSU", "")),
        ("Somewhere else (2nd floor)", Source("Somewhere else (2nd floor)", "")),
    ],
)
def test_source_when_a_person_stands_beside_the_agency_then_they_are_parted(words, source):
    """The person in brackets or behind a dash is the referrer."""
    assert split_source(words, LISTED) == source


def test_book_when_a_spelling_is_settled_then_nothing_else_is_asked():
    """An answer stands before every guess, and its agency is known from then on."""
    settled = AgencyMatch("HOST", 0, "Housing Options", 100, "contacts", "mapping")
    book = AgencyBook(LISTED, (), [settled])
    assert book.resolve("host").name == "Housing Options"
    assert book.is_known("Host")
    assert not book.is_known("Legal")


def test_book_when_no_agency_is_listed_then_full_names_gather_their_initials():
    """Provisional agencies are named after their fullest spelling, whatever order they came in."""
    book = AgencyBook((), (), ())
    found = {
        match.written: match.name
        for match in match_spellings(book, {"NH": 3, "Northfield Homes": 1, "Northfeild Homes": 1})
    }
    assert set(found.values()) == {"Northfield Homes"} or set(found.values()) == {"Northfeild Homes"}
    assert all(match.origin == "provisional" for match in match_spellings(book, {"NH": 3}))


def test_book_when_a_cell_of_owners_names_several_then_each_is_told():
    """Owners of an action in a column of their own."""
    book = AgencyBook(LISTED, (), ())
    assert book.owners("THH / VS") == (("THH", "VS"), "")
    assert book.owners("VS and Police CSU") == (("VS", "Police CSU"), "")
    assert book.owners("Chair") == ((), "Chair")
    assert book.owners("PC Marsh") == ((), "PC Marsh")
    assert book.owners("Janet (RCHA)") == (("RCHA",), "Janet")
    assert book.owners("N/K") == ((), "")


@given(st.text(max_size=30), st.text(max_size=30))
def test_score_when_the_names_are_any_then_it_lies_between_0_and_100(spelling, agency):
    """And a name fits itself entirely, unless nothing of it can be compared."""
    assert 0 <= score(spelling, agency) <= 100
    assert score(agency, agency) in (0, 100)


def test_wards_when_spellings_differ_in_case_and_slips_then_they_are_one():
    """The calmest and commonest spelling gives the name; what is not known has none; settled ones stand."""
    written = ["Bow East", "BOW EAST", "bow west", "Bow West ", "NULL", "Whitechapel", "Whitechapl", "weavers"]
    assert dict(match_wards(written, [("weavers", "Weavers Fields")])) == {
        "weavers": "Weavers Fields",
        "Bow East": "Bow East",
        "BOW EAST": "Bow East",
        "bow west": "Bow West",
        "Bow West": "Bow West",
        "NULL": "",
        "Whitechapel": "Whitechapel",
        "Whitechapl": "Whitechapel",
    }
