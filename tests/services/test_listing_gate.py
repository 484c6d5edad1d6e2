"""Lists and the central database on their way out: less for others than the office, proved on the finished bytes."""

import io
import zipfile
from dataclasses import replace

import pytest
import xlsxwriter

from hipdesk.kernel.errors import Refused
from hipdesk.model.action_log import ActionFilter, AddAction
from hipdesk.model.cases.views import CaseFilter, CaseSort
from hipdesk.model.panels.attendance import DeclareInterest
from hipdesk.model.partial_dates import read_partial_day
from hipdesk.model.redaction.proof import Unproved
from hipdesk.model.referrals import AcceptReferral, AddressEntry, PersonEntry
from hipdesk.model.referrals.views import InboxFilter
from hipdesk.papers.listing_gate import NOT_AWARE, cut_for, prove_listing
from hipdesk.papers.proof_gate import prove_figures
from hipdesk.papers.sheets.listing import write_listing
from hipdesk.services import actions, attendance, listing_export, referrals
from hipdesk.services.central_database import central_database
from hipdesk.store.queries.referrals.rows import sharing_row
from tests.services.test_panel_day import Room
from tests.support.presses import lent_press
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim

STREET = "Saddlers Yard"


@pytest.fixture(scope="module")
def press():
    """One press for the module."""
    with lent_press() as made:
        yield made


@pytest.fixture
def room(office):
    """A case with a child, a kept home that its summary tells of, and an action that names people."""
    made = Room(office)
    people = (
        a_victim(),
        PersonEntry(role="child", name="Tahmid Begum", born=read_partial_day("2 May 2017")),
        a_perpetrator(address=AddressEntry(lines=f"7 {STREET}", postcode="MB4 2AA"), address_confidential=True),
    )
    told = a_referral(made.landlord, people=people)
    logged = office.do(referrals.log_referral, told.model_copy(update={"summary": f"Tahmid is afraid of 7 {STREET}."}))
    made.referral = logged.id
    made.peopled = office.do(referrals.accept_referral, AcceptReferral(id=logged.id)).case_id
    ring = AddAction(wording="Ring Rukhsana Begum about Tahmid", case_id=made.peopled, owner_agency_id=made.police)
    office.do(actions.add_action, ring)
    return made


def cut(office, listing, recipient="the office"):
    """A list as it goes to somebody."""
    with office.records.read(office.actor) as reading:
        return cut_for(reading, listing, recipient)


def words(leaving):
    """Everything the rows say."""
    return "\n".join(str(cell) for row in leaving.listing.rows for cell in row if cell)


def lists(office):
    """Every list there is, whole."""
    return (
        office.read(listing_export.list_of_cases, CaseFilter(view="all"), CaseSort(), ()),
        office.read(listing_export.list_of_actions, ActionFilter(tab=None), ()),
        office.read(listing_export.list_of_referrals, InboxFilter(), ()),
    )


def test_lists_when_leaving_then_nobody_is_named_and_they_are_proved(office, room, press):
    """By reference and initials, also in the words of actions; what was written is read back."""
    for listing in (*lists(office), office.read(central_database)):
        leaving = cut(office, listing)
        if listing.of != "central":
            assert not [name for name in ("Rukhsana", "Begum", "Tahmid") if name in words(leaving)]
        proof = prove_listing(office, press, write_listing(leaving.listing), leaving)
        assert proof.holds()


def test_central_database_when_for_the_office_then_whole_and_for_others_masked(office, room, press):
    """Confidential homes, children and numbers are masked for anybody else, and the not aware are flagged."""
    with office.records.write(office.actor) as work:
        sharing_row(work, room.referral).victim_aware = "no"
        work.record("case.changed", "case", room.peopled)
        work.finish()
    listing = office.read(central_database)
    whole, less = words(cut(office, listing)), words(cut(office, listing, "Victim Care"))
    assert STREET in whole
    assert "Tahmid" in whole
    assert NOT_AWARE not in whole
    assert not [word for word in (STREET, "Tahmid", "MB4 2AA") if word in less]
    assert "Rukhsana Begum" in less
    assert NOT_AWARE in less
    leaving = cut(office, listing, "Victim Care")
    assert prove_listing(office, press, write_listing(leaving.listing), leaving).holds()


def test_lists_when_a_case_is_restricted_or_the_agency_is_kept_out_then_its_row_stays_behind(office, room):
    """Whoever else it goes to: no row, no reference; the office has them all."""
    room.set_case(room.third, restricted=True)
    interest = DeclareInterest(
        case_id=room.peopled, agency_id=room.landlord, name="Its director", nature="Party to it", ruling="no_papers"
    )
    office.do(attendance.declare_interest, interest)
    for listing in (*lists(office), office.read(central_database)):
        assert cut(office, listing).left_out == 0
    cases = lists(office)[0]
    kept_out = cut(office, cases, "Riverside & Chalk Housing")
    assert kept_out.left_out == 2
    assert not {room.third, room.peopled} & set(kept_out.listing.about)
    assert cut(office, cases, "Police CSU").left_out == 1
    (_cases, acted, _referrals) = lists(office)
    assert cut(office, acted, "Riverside & Chalk Housing").left_out >= 1


def test_prove_listing_when_something_was_left_in_then_unproved_with_its_row(office, room, press):
    """A name that the masking would have missed is found in the finished workbook, whichever list it is."""
    for listing in lists(office)[:2]:
        leaving = cut(office, listing)
        at = leaving.listing.about.index(room.peopled)
        column = next(i for i, value in enumerate(leaving.listing.rows[at]) if isinstance(value, str) and value)
        row = list(leaving.listing.rows[at])
        row[column] = "Seen by Tahmid"
        rows = (*leaving.listing.rows[:at], tuple(row), *leaving.listing.rows[at + 1 :])
        planted = replace(leaving, listing=replace(leaving.listing, rows=rows))
        with pytest.raises(Unproved) as unproved:
            prove_listing(office, press, write_listing(planted.listing), planted)
        assert [hit.where for hit in unproved.value.proof.hits] == [f"Row {at + 2}"]
        assert "Tahmid" not in str(unproved.value)
        keys = [hit.key for hit in unproved.value.proof.hits]
        assert prove_listing(office, press, write_listing(planted.listing), planted, keys).holds(keys)


def test_prove_listing_when_a_sheet_is_not_marked_then_unproved(office, room, press):
    """The marking stands above and below, on every sheet."""
    leaving = cut(office, lists(office)[0])
    other = replace(leaving, listing=replace(leaving.listing, marking="SECRET"))
    with pytest.raises(Unproved, match="lacks its marking"):
        prove_listing(office, press, write_listing(leaving.listing), other)


def a_book(*, formula=False, hidden_sheet=False, hidden_row=False, link=False, author=""):
    """A marked workbook that holds what none of ours does."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, second = book.add_worksheet("One"), book.add_worksheet("Two")
    for each in (sheet, second):
        each.set_header("&COFFICIAL-SENSITIVE")
        each.set_footer("&COFFICIAL-SENSITIVE")
    sheet.write_string(0, 0, "Reference")
    if formula:
        sheet.write_formula(1, 0, "=1+1")
    if hidden_sheet:
        second.hide()
    if hidden_row:
        sheet.set_row(3, None, None, {"hidden": True})
    if link:
        sheet.write_url(1, 1, "https://example.org")
    book.set_properties({"author": author})
    book.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({"formula": True}, "a formula"),
        ({"hidden_sheet": True}, "a hidden sheet"),
        ({"hidden_row": True}, "hidden rows"),
        ({"link": True}, "a part that does not belong in it"),
        ({"author": "A. Writer"}, "the name of an author"),
    ],
)
def test_workbook_when_it_runs_hides_or_names_then_refused_for_figures_and_lists(office, press, held, said):
    """None of this stands in a workbook of ours: one that holds it does not leave."""
    with pytest.raises(Refused, match=said):
        prove_figures(office, press, a_book(**held), "2026-27 Q3")


def test_workbook_when_something_is_packed_into_it_then_refused(office, press):
    """A macro is a part that does not belong in it."""
    out = io.BytesIO(a_book())
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"macro")
    with pytest.raises(Refused, match="does not belong"):
        prove_figures(office, press, out.getvalue(), "2026-27 Q3")
