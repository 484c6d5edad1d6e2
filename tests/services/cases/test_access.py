"""Links between cases, who may see one, and agencies kept out of it."""

from datetime import date

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model import cases as asked
from hipdesk.model.panels.agendas import ProposeAgenda
from hipdesk.model.panels.attendance import AddAttendee
from hipdesk.model.panels.meetings import PlanMeeting
from hipdesk.model.panels.returns import AskAgencies
from hipdesk.model.users import Actor
from hipdesk.services import agendas, attendance, cases, panels, returns
from hipdesk.store.tables.users import HolderRow
from tests.support.referral_examples import add_agency

COLLEAGUE = "c" * 32


@pytest.fixture
def colleague(office):
    """A caseworker beside the officer."""
    with office.records.write(office.actor) as work:
        work.session.add(HolderRow(id=COLLEAGUE, name="Cai Roe", role="caseworker"))
        work.record("holder.added", "holder", COLLEAGUE)
        work.finish()
    return Actor(COLLEAGUE, "Cai Roe", "caseworker")


def _open(office, case_id):
    return office.read(cases.open_case, case_id)


def test_link_when_made_then_both_pages_say_how_and_unlinking_takes_it_from_both(office, case_id, another):
    """A link is one record seen from two sides."""
    link = asked.LinkCases(id=case_id, other_id=another, kind="same_perpetrator", why="The same neighbour")
    key = office.do(cases.link_cases, link)
    for one, other in ((case_id, another), (another, case_id)):
        assert [(line.id, line.kind_words, line.link_id) for line in _open(office, one).links] == [
            (other, "Same alleged perpetrator", key)
        ]
    office.do(cases.unlink_cases, asked.UnlinkCases(id=another, link_id=key))
    assert (_open(office, case_id).links, _open(office, another).links) == ((), ())


def test_unlink_when_link_is_of_other_cases_then_refused(office, case_id, another, third):
    """A link is taken back from one of its own cases only."""
    key = office.do(cases.link_cases, asked.LinkCases(id=case_id, other_id=another, why="The same stair"))
    with pytest.raises(Refused, match="other cases"):
        office.do(cases.unlink_cases, asked.UnlinkCases(id=third, link_id=key))


def test_link_when_other_case_is_hidden_then_it_is_neither_found_nor_shown(office, case_id, another, colleague):
    """A link tells nobody of a case they may not see."""
    office.do(cases.link_cases, asked.LinkCases(id=case_id, other_id=another, why="The same stair"))
    office.do(cases.restrict_case, asked.RestrictCase(id=another, restricted=True, reason="Staff"))
    assert [key for key, _words in office.read(cases.cases_to_link, case_id, "HIP")] == [another]
    office.actor = colleague
    assert office.read(cases.cases_to_link, case_id, "HIP") == ()
    assert _open(office, case_id).links == ()


def test_restrict_when_named_then_they_see_it_and_the_page_says_who(office, case_id, colleague):
    """A holder named on a restricted case sees it; the page lists who is named and who barred."""
    office.do(
        cases.restrict_case,
        asked.RestrictCase(id=case_id, restricted=True, allowed=frozenset({COLLEAGUE}), reason="Staff involved"),
    )
    view = _open(office, case_id)
    assert "restricted" in view.flags
    assert COLLEAGUE in {one.id for one in view.access.of("named")}
    office.actor = colleague
    assert _open(office, case_id).reference == view.reference


@pytest.mark.parametrize("place", ["lead", "own", "twice", "unsaid"])
def test_agency_when_it_cannot_be_kept_out_then_refused(office, case_id, place):
    """Not who leads, not one's own, not twice, never without a reason."""
    agency = add_agency(office, "Northgate Homes")
    reason = "" if place == "unsaid" else "Employs the alleged perpetrator"
    command = asked.KeepAgencyOut(id=case_id, agency_id=agency, reason=reason)
    if place == "lead":
        office.do(cases.set_lead, asked.SetLead(id=case_id, agency_id=agency))
    elif place == "own":
        office.actor = Actor(office.actor.holder_id, office.actor.name, "officer", agency)
    elif place == "twice":
        office.do(cases.keep_agency_out, command)
    with pytest.raises(Refused):
        office.do(cases.keep_agency_out, command)


def test_agency_when_kept_out_then_not_asked_and_its_people_leave_until_it_is_let_back(office, case_id):
    """No request for information, and everybody it sends leaves the room for the case."""
    agency = add_agency(office, "Northgate Homes")
    meeting = office.do(panels.plan_meeting, PlanMeeting(held_on=date(2026, 12, 10)))
    office.do(cases.plan_review, asked.PlanReview(id=case_id, on_day=date(2026, 12, 10)))
    office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=meeting))
    office.do(attendance.add_attendee, AddAttendee(meeting_id=meeting, agency_id=agency, name="Jo Tanner"))
    key = office.do(cases.keep_agency_out, asked.KeepAgencyOut(id=case_id, agency_id=agency, reason="Employs him"))
    asking = AskAgencies(meeting_id=meeting, case_ids=(case_id,), agency_ids=(agency,))
    with pytest.raises(Refused, match="nothing new"):
        office.do(returns.ask_agencies, asking)
    person = office.read(attendance.attendance_view, meeting).people[0]
    assert [leaving.case_id for leaving in person.leaves_for] == [case_id]
    assert [out.agency for out in _open(office, case_id).access.agencies_out] == ["Northgate Homes"]
    office.do(cases.let_agency_back, asked.LetAgencyBack(id=case_id, interest_id=key))
    assert office.do(returns.ask_agencies, asking) == 1
    assert office.read(attendance.attendance_view, meeting).people[0].leaves_for == ()
