"""The list of all referrals: every one once in the order asked, narrowed, counted, and only what may be seen."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from hipdesk.model.referrals.views import InboxFilter, ReferralSort
from hipdesk.services import referrals
from hipdesk.services.demonstration import invent
from hipdesk.services.listing_export import COLUMNS, list_of_all_referrals
from hipdesk.store.tables.cases import CaseAccessRow
from hipdesk.store.tables.referrals import ReferralRow

SETS = ("triage", "waiting", "accepted", "turned_away")


@pytest.fixture
def borough(office):
    """A small borough."""
    office.do(invent, 60, 1)
    return office


def lines_of(borough, wanted, of="all", sort=None):
    return borough.read(referrals.list_referrals, wanted, of, sort or ReferralSort(), 0, 500).rows


def test_list_when_read_then_holds_every_referral_newest_first_however_old(borough):
    """Unlike the inbox it goes back to the first."""
    lines = lines_of(borough, InboxFilter(), "all", ReferralSort())
    days = [(line.received_on, line.reference) for line in lines]
    assert days == sorted(days, reverse=True)
    with borough.records.read(borough.actor) as reading:
        assert len(lines) == len(reading.session.scalars(select(ReferralRow.id)).all()) > 40
    assert any(line.decided_on is not None and line.decided_on < date(2026, 6, 1) for line in lines)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(("received", "reference", "initials", "agency", "status", "decided")),
    st.booleans(),
    st.sampled_from(("all", *SETS)),
    st.integers(3, 40),
)
def test_pages_when_put_together_then_hold_what_the_whole_list_holds(borough, by, down, of, many):
    """No referral is shown twice or left out, whatever the order."""
    whole = [line.id for line in lines_of(borough, InboxFilter(), of, ReferralSort(by, down))]
    paged, total = [], 1
    while len(paged) < total:
        page = borough.read(referrals.list_referrals, InboxFilter(), of, ReferralSort(by, down), len(paged), many)
        total = page.total
        paged += [line.id for line in page.rows]
    assert paged == whole
    assert len(set(whole)) == len(whole) == total


def test_counts_when_read_then_are_what_each_set_holds(borough):
    """The tabs of the list say what they bring."""
    counts = borough.read(referrals.referral_counts)
    held = {of: len(lines_of(borough, InboxFilter(), of)) for of in ("all", *SETS)}
    assert {of: getattr(counts, of) for of in held} == held
    assert sum(held[of] for of in SETS) == held["all"]


def test_list_when_narrowed_then_only_those(borough):
    """By agency, strand, day and a part of the reference, together with an order."""
    every = lines_of(borough, InboxFilter(), "all")
    with borough.records.read(borough.actor) as reading:
        agency = reading.session.get(ReferralRow, every[0].id).agency_id
    of_agency = lines_of(borough, InboxFilter(agency_id=agency), "all", ReferralSort("initials", down=False))
    assert {line.agency for line in of_agency} == {every[0].agency}
    assert [line.initials for line in of_agency] == sorted(line.initials for line in of_agency)
    since = lines_of(borough, InboxFilter(received_from=every[10].received_on), "all")
    assert {line.id for line in since} == {line.id for line in every if line.received_on >= every[10].received_on}
    race = lines_of(borough, InboxFilter(strand="RAC"), "all")
    assert {line.id for line in race} == {line.id for line in every if "Race" in line.strands}
    (one,) = lines_of(borough, InboxFilter(words=every[3].reference), "all")
    assert one.id == every[3].id


def test_list_when_a_case_is_barred_then_its_referrals_are_not_there(borough):
    """The list, its counts and its export see what the holder sees."""
    accepted = lines_of(borough, InboxFilter(), "accepted")
    with borough.records.write(borough.actor) as work:
        case_id = work.session.get(ReferralRow, accepted[0].id).case_id
        work.session.add(CaseAccessRow(case_id=case_id, holder_id=work.actor.holder_id, barred=True))
        work.record("case.barred", "case", case_id)
        work.finish()
    assert borough.read(referrals.one_referral, accepted[0].id) is None
    assert borough.read(referrals.one_referral, accepted[1].id) == accepted[1]
    left = lines_of(borough, InboxFilter(), "accepted")
    assert accepted[0].id not in {line.id for line in left}
    assert borough.read(referrals.referral_counts).accepted == len(left)
    leaving = borough.read(list_of_all_referrals, InboxFilter(), "accepted", ReferralSort(), ("reference",))
    assert len(leaving.rows) == len(left)


def test_export_when_every_column_is_wanted_then_each_row_has_a_value_for_each(borough):
    """The file says the status, the day decided, the case and whether it is a repeat too."""
    names = tuple(column.name for column in COLUMNS["all_referrals"])
    leaving = borough.read(list_of_all_referrals, InboxFilter(), "all", ReferralSort(), names)
    assert all(len(row) == len(names) for row in leaving.rows)
    at = names.index("case")
    assert any(row[at] for row in leaving.rows)


def test_list_when_ordered_by_anything_then_the_page_is_found_from_its_index_alone(borough):
    """At a hundred thousand referrals the rows would be read for every order; the index holds all that is needed."""
    asked = text("EXPLAIN QUERY PLAN SELECT reference FROM referral ORDER BY initials, reference DESC LIMIT 100")
    with borough.records.read(borough.actor) as reading:
        plan = reading.session.execute(asked).all()
    assert "COVERING INDEX ix_referral_list" in str(plan)
