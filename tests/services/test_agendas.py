"""Preparing a panel: the agenda by rule, its order and times, attendance, interests, agency returns."""

from datetime import date, time

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.action_log import AddAction
from hipdesk.model.panels.agendas import (
    AddMatter,
    AddToAgenda,
    OrderAgenda,
    ProposeAgenda,
    SetMinutesPlanned,
    SetPresenter,
)
from hipdesk.model.panels.attendance import AddAttendee, AnswerInvitation, DeclareInterest, Invite, RuleOnInterest
from hipdesk.model.panels.meetings import PlanMeeting
from hipdesk.model.panels.returns import AskAgencies, ChaseReturns, RecordReturn
from hipdesk.model.users import Actor
from hipdesk.services import actions, agendas, attendance, meetings, panels, returns
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.users import HolderRow
from tests.services.panel_ground import PANEL, agency, case, heard

NOVEMBER = date(2026, 11, 12)


@pytest.fixture
def panel(office):
    """The panel of 10 December, planned and empty."""
    return office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))


@pytest.fixture
def cases(office):
    """A review with a child, a new case, one with a late action, one listed for January, one closed with aftercare."""
    found = {
        "review": case(office, 22, child=True, risk_now="high", risk_score=36),
        "new": case(office, 38, risk_now="high", risk_score=33, urgent=False, initials="M.T."),
        "late": case(office, 29, risk_now="medium", risk_score=24),
        "january": case(office, 24, next_review_on=date(2027, 1, 14), risk_now="standard"),
        "closed": case(office, 17, status="closed", closed_on=date(2026, 11, 5), aftercare_due_on=date(2026, 12, 3)),
    }
    heard(office, found["review"], NOVEMBER)
    heard(office, found["late"], NOVEMBER)
    with office.records.write(office.actor) as work:
        work.find(CaseRow, found["review"]).next_review_on = PANEL
        work.find(CaseRow, found["late"]).next_review_on = date(2027, 2, 11)
        work.record("case.changed", "case", found["review"])
        work.finish()
    office.do(
        actions.add_action,
        AddAction(case_id=found["late"], wording="Take a statement", due_on=date(2026, 11, 24)),
    )
    return found


def test_propose_agenda_when_rules_apply_then_each_line_says_why(office, panel, cases):
    """Children first, then by kind; every case line carries its reason; standing lines open and close."""
    assert office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=panel)) == 3
    view = office.read(agendas.agenda_view, panel)
    assert [(line.reference[-4:], line.reason, line.minutes) for line in view.cases] == [
        ("0022", "Review due", 10),
        ("0038", "Accepted, not yet heard", 12),
        ("0029", "One action late", 6),
    ]
    assert [line.short for line in view.lines][:4] == [
        "Welcome, apologies", "Confidentiality", "Last minutes", "Late actions",
    ]  # fmt: skip
    assert view.cases[0].starts == time(10, 16)
    assert view.cases[0].number == 5
    assert view.children_may_leave == time(10, 26)
    assert {(thing.reference[-4:], thing.reason) for thing in view.could_be_added} == {
        ("0024", "Listed for 14 January"),
        ("0017", "Aftercare call due 3 Dec, note only"),
    }
    with pytest.raises(Refused, match="Everything"):
        office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=panel))


def test_order_when_moved_then_times_follow_and_foreign_lines_are_refused(office, panel, cases):
    """A new order keeps opening and closing in place, and the starts follow minutes and order."""
    office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=panel))
    ids = [line.id for line in office.read(agendas.agenda_view, panel).cases]
    office.do(agendas.order_agenda, OrderAgenda(meeting_id=panel, line_ids=tuple(reversed(ids))))
    office.do(agendas.set_minutes_planned, agendas_minutes(ids[2], 20))
    view = office.read(agendas.agenda_view, panel)
    assert [line.id for line in view.cases] == list(reversed(ids))
    assert [line.starts for line in view.cases] == [time(10, 16), time(10, 36), time(10, 48)]
    assert view.lines[-1].section == "next_date"
    with pytest.raises(Refused, match="meanwhile"):
        office.do(agendas.order_agenda, OrderAgenda(meeting_id=panel, line_ids=tuple(ids[:2])))


def agendas_minutes(line, minutes):
    return SetMinutesPlanned(line_id=line, minutes=minutes)


def test_add_and_remove_when_on_agenda_then_once_only(office, panel, cases):
    """A case stands at most once; what could be added takes the rule's reason; standing lines stay."""
    office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=panel))
    line = office.do(agendas.add_to_agenda, AddToAgenda(meeting_id=panel, case_id=cases["closed"]))
    added = office.read(agendas.agenda_view, panel).line(line)
    assert (added.section, added.reason, added.minutes) == ("aftercare", "Aftercare call due 3 Dec, note only", 2)
    with pytest.raises(Refused, match="already"):
        office.do(agendas.add_to_agenda, AddToAgenda(meeting_id=panel, case_id=cases["closed"]))
    office.do(agendas.remove_from_agenda, line)
    matter = office.do(agendas.add_matter, AddMatter(meeting_id=panel, title="Visit of the Mayor", minutes=3))
    view = office.read(agendas.agenda_view, panel)
    assert [each.id for each in view.lines if each.place == "cases"][-1] == matter
    with pytest.raises(Refused):
        office.do(agendas.remove_from_agenda, view.lines[0].id)


def test_add_matter_when_the_agenda_is_finished_then_late(office, panel, cases):
    """A matter put on afterwards comes late, as a case does; one put on before does not."""
    office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=panel))
    early = office.do(agendas.add_matter, AddMatter(meeting_id=panel, title="Visit of the Mayor", minutes=3))
    office.do(agendas.finish_agenda, panel)
    late = office.do(agendas.add_matter, AddMatter(meeting_id=panel, title="Winter shelter", minutes=3))
    view = office.read(agendas.agenda_view, panel)
    assert [line.id for line in view.lines if line.late] == [late]
    assert not view.line(early).late


def test_to_settle_when_over_time_and_unpresented_then_told_until_settled(office, panel, cases):
    """What is open is named; settling it takes it off; the header counts the same things."""
    agency(office, "Fire Service", people=("A. Nairn",))
    office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=panel))
    office.do(attendance.invite, Invite(meeting_id=panel))
    view = office.read(agendas.agenda_view, panel)
    assert [thing.words for thing in view.to_settle if not thing.settled] == [
        "No one named to present item 5",
        "No one named to present item 6",
        "No one named to present item 7",
        "Fire Service has not answered",
        "Quorum: 0 core agencies expected so far, 3 needed",
    ]
    assert office.read(meetings.meeting_card, panel).prepare.words == "5 things to settle"
    for line in view.cases:
        office.do(agendas.set_presenter, SetPresenter(line_id=line.id, presenter="J. Muñoz"))
    person = office.read(attendance.attendance_view, panel).people[0]
    office.do(attendance.answer, AnswerInvitation(attendance_id=person.id, answer="coming"))
    office.do(agendas.set_minutes_planned, agendas_minutes(view.cases[0].id, 200))
    settled = office.read(agendas.agenda_view, panel)
    assert [thing.words for thing in settled.to_settle if not thing.settled] == [
        "The agenda takes 120 minutes more than the 120 there are",
        "Quorum: 1 core agency expected so far, 3 needed",
    ]
    assert settled.warning.endswith("minutes more than the 120 there are")
    office.do(agendas.finish_agenda, panel)
    assert office.read(meetings.meeting_card, panel).prepare.done


def test_answer_when_deputy_then_named_and_given_back(office, panel):
    """A deputy takes the place with the name of whom they stand for; coming after all gives it back."""
    agency(office, "Marlbridge Homes", people=("L. Szabó", "T. Abara"))
    office.do(attendance.invite, Invite(meeting_id=panel))
    person = office.read(attendance.attendance_view, panel).people[0]
    with pytest.raises(Refused):
        office.do(attendance.answer, AnswerInvitation(attendance_id=person.id, answer="deputy"))
    office.do(attendance.answer, AnswerInvitation(attendance_id=person.id, answer="deputy", deputy="T. Abara"))
    view = office.read(attendance.attendance_view, panel)
    assert (view.people[0].line, view.core_words) == (
        "T. Abara for L. Szabó", "Core agencies: 1 of 1 present or deputised",
    )  # fmt: skip
    office.do(attendance.answer, AnswerInvitation(attendance_id=person.id, answer="coming"))
    again = office.read(attendance.attendance_view, panel).people[0]
    assert (again.line, again.job_title) == ("L. Szabó", "Officer")


def test_interest_when_ruled_to_leave_then_line_says_who_and_ruling_undoes_it(office, panel, cases):
    """Both the person and the line show the leaving; a ruling to stay takes it away."""
    agency(office, "Adult Social Care", people=("T. Quist",))
    office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=panel))
    office.do(attendance.invite, Invite(meeting_id=panel))
    person = office.read(attendance.attendance_view, panel).people[0]
    interest = office.do(
        attendance.declare_interest,
        DeclareInterest(case_id=cases["new"], meeting_id=panel, attendance_id=person.id, nature="Relative"),
    )
    line = next(each for each in office.read(agendas.agenda_view, panel).cases if each.case_id == cases["new"])
    assert line.leaves == ("T. Quist",)
    assert office.read(attendance.attendance_view, panel).people[0].leaves_for[0].position == line.number
    office.do(attendance.rule_on_interest, RuleOnInterest(interest_id=interest, ruling="stays"))
    assert office.read(agendas.agenda_view, panel).line(line.id).leaves == ()


def test_interest_when_of_a_holder_then_case_goes_from_their_agenda(office, panel, cases):
    """A holder who must leave does not see the case, and its line is not read to them; numbers stay true."""
    office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=panel))
    other = Actor("b" * 32, "Efosa Igbinosa", "officer")
    with office.records.write(office.actor) as work:
        work.session.add(HolderRow(id=other.holder_id, name=other.name, role="officer", slot=1))
        work.record("holder.added", "holder", other.holder_id)
        work.finish()
    office.do(
        attendance.declare_interest,
        DeclareInterest(case_id=cases["review"], holder_id=other.holder_id, name=other.name, nature="Neighbour"),
    )
    office.actor = other
    view = office.read(agendas.agenda_view, panel)
    assert [line.number for line in view.cases] == [6, 7]


def test_returns_when_asked_received_and_chased_then_counted_by_agency(office, panel, cases):
    """What each agency owes is told; nothing held is an answer; what comes after the day is late."""
    police = agency(office, "Police CSU", people=("PC Ó Briain",))
    agency(office, "Council Legal", people=("S. Oyelaran",))
    office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=panel))
    assert office.do(returns.ask_agencies, AskAgencies(meeting_id=panel)) == 6
    with pytest.raises(Refused, match="nothing new"):
        office.do(returns.ask_agencies, AskAgencies(meeting_id=panel))
    on_case = {"meeting_id": panel, "case_id": cases["review"], "agency_id": police}
    with pytest.raises(Refused):
        office.do(returns.record_return, RecordReturn(**on_case, state="received"))
    office.do(returns.record_return, RecordReturn(**on_case, state="received", text="One arrest", limits="panel_only"))
    office.do(returns.record_return, RecordReturn(**(on_case | {"case_id": cases["new"]}), state="nothing_held"))
    view = office.read(returns.returns_view, panel)
    assert [(each.agency, each.words) for each in view.agencies] == [
        ("Council Legal", "None of 3 in"),
        ("Police CSU", "1 of 3 missing"),
    ]
    assert office.do(returns.chase_returns, ChaseReturns(meeting_id=panel)) == 4
    office.clock.move_to(office.clock.now().replace(day=8))
    office.do(
        returns.record_return,
        RecordReturn(**(on_case | {"case_id": cases["late"]}), state="received", text="Known since May"),
    )
    states = {each.state for each in office.read(returns.returns_view, panel).returns}
    assert states == {"received", "nothing_held", "late", "asked"}


def test_returns_when_an_agency_gets_no_papers_then_it_is_not_asked(office, panel, cases):
    """An agency that must see nothing of a case is not sent its names either."""
    police = agency(office, "Police CSU", people=("PC Ó Briain",))
    office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=panel))
    person = office.do(attendance.add_attendee, AddAttendee(meeting_id=panel, agency_id=police, name="PC Ó Briain"))
    office.do(
        attendance.declare_interest,
        DeclareInterest(
            case_id=cases["new"], meeting_id=panel, attendance_id=person, nature="Officer in case", ruling="no_papers"
        ),
    )
    assert office.do(returns.ask_agencies, AskAgencies(meeting_id=panel)) == 2
