"""The panel day: opening, the room, discussion, decisions and what they do to a case, carrying over, closing."""

from datetime import UTC, date, datetime, time

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.action_log import AddAction
from hipdesk.model.panels.agendas import AddToAgenda, ProposeAgenda
from hipdesk.model.panels.attendance import AnswerInvitation, DeclareInterest, Invite, Join
from hipdesk.model.panels.day import (
    AddLearning,
    Arrive,
    CarryOver,
    CloseMeeting,
    FinishLine,
    Leave,
    MarkPresent,
    OpenMeeting,
    Sign,
    StartLine,
    WriteDecision,
    WriteDiscussion,
    WriteMatter,
)
from hipdesk.model.panels.meetings import CancelMeeting, MarkStep, PlanMeeting
from hipdesk.model.panels.returns import RecordReturn
from hipdesk.model.settings import PanelSettings
from hipdesk.papers.loading.agenda import load_agenda
from hipdesk.services import (
    actions,
    agendas,
    attendance,
    hearings,
    meetings,
    minutes,
    panel_day,
    panel_room,
    panels,
    returns,
)
from hipdesk.services.settings import change_settings
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import AgendaLineRow
from tests.services.panel_ground import PANEL, agency, case, heard

NOVEMBER = date(2026, 11, 12)
JANUARY = date(2027, 1, 14)


class Room:
    """The panel of 10 December at 10:00, with three agencies, a review and two new cases on the agenda."""

    def __init__(self, office):
        self.office = office
        self.police = agency(office, "Police CSU", people=("PC Ó Briain",))
        self.landlord = agency(office, "Riverside & Chalk Housing", "RCH", people=("J. Muñoz",))
        self.care = agency(office, "Adult Social Care", "ASC", people=("T. Quist",))
        self.review = case(office, 22, child=True, risk_now="high", risk_score=36)
        heard(office, self.review, NOVEMBER)
        self.set_case(self.review, next_review_on=PANEL)
        self.new = case(office, 38, risk_now="medium", risk_score=22, lead_agency_id=self.landlord)
        self.third = case(office, 27, risk_now="standard", risk_score=14)
        self.meeting = office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
        self.next = office.do(panels.plan_meeting, PlanMeeting(held_on=JANUARY))
        office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=self.meeting))
        office.do(attendance.invite, Invite(meeting_id=self.meeting))
        for person in self.people():
            office.do(attendance.answer, AnswerInvitation(attendance_id=person.id, answer="coming"))
        self.at(10, 2)

    def at(self, hour, minute):
        """The clock stands at a minute of the panel day."""
        self.office.clock.move_to(datetime(2026, 12, 10, hour, minute, tzinfo=UTC))

    def set_case(self, key, **values):
        with self.office.records.write(self.office.actor) as work:
            for name, value in values.items():
                setattr(work.find(CaseRow, key), name, value)
            work.record("case.changed", "case", key)
            work.finish()

    def case(self, key):
        """A case as kept now."""
        with self.office.records.read(self.office.actor) as reading:
            return reading.find(CaseRow, key)

    def people(self):
        return self.office.read(attendance.attendance_view, self.meeting).people

    def person(self, name):
        return next(person for person in self.people() if person.name == name)

    def line(self, key):
        return next(line for line in self.office.read(agendas.agenda_view, self.meeting).cases if line.case_id == key)

    def open(self):
        self.office.do(panel_room.open_meeting, OpenMeeting(meeting_id=self.meeting, chair="Insp. D. Fairclough"))

    def hear(self, key, **decision):
        """Start a case, say something, decide, finish."""
        line = self.line(key).id
        self.office.do(hearings.start_line, StartLine(line_id=line))
        self.office.do(
            panel_day.write_discussion, WriteDiscussion(line_id=line, agency_id=self.police, text="Arrested 4 December")
        )
        self.office.do(panel_day.write_decision, WriteDecision(line_id=line, **decision))
        self.office.do(hearings.finish_line, FinishLine(line_id=line, seconds=600))
        return line


@pytest.fixture
def room(office):
    """See ``Room``."""
    return Room(office)


def test_line_when_agencies_returned_something_then_told_at_their_boxes_and_of_others_on_the_page(office, room):
    """What was returned stands where it will be spoken to, with what may be done with it; the absent's apart."""
    fire = agency(office, "Fire Service")
    for key, text in ((room.landlord, "Guard ordered"), (fire, "Home safety visit made")):
        told = RecordReturn(
            meeting_id=room.meeting, case_id=room.new, agency_id=key, state="received", text=text, limits="panel_only"
        )
        office.do(returns.record_return, told)
    room.open()
    view = office.read(panel_day.line_again, room.line(room.new).id)
    there = {box.agency: box.returned for box in view.boxes}
    assert there["RCH"] == "Guard ordered (panel only)"
    assert there["Police CSU"] == ""
    assert [(agency, words[:22]) for agency, words in view.returned] == [("Fire Service", "Home safety visit made")]


def test_open_when_before_its_day_then_refused_and_on_it_those_coming_are_present(office, room):
    """A meeting opens on its day; who said they come counts as present."""
    office.clock.move_to(datetime(2026, 12, 9, 10, tzinfo=UTC))
    with pytest.raises(Refused):
        room.open()
    room.at(10, 2)
    room.open()
    assert {person.name for person in room.people() if person.in_room} == {"PC Ó Briain", "J. Muñoz", "T. Quist"}
    assert {person.in_room_words for person in room.people()} == {"Throughout"}
    with pytest.raises(Refused):
        room.open()


def test_hear_when_kept_open_then_case_is_heard_with_risk_and_review(office, room):
    """Finishing a line with a decision makes a hearing, agrees risk, sets status and the next review."""
    room.open()
    line = room.hear(
        room.new, code="keep_open", words="Stays open", risk_band="high", risk_words="Reprisal", next_review_on=JANUARY
    )
    kept = room.case(room.new)
    assert (kept.status, kept.times_heard, kept.first_heard_on, kept.next_review_on) == ("heard", 1, PANEL, JANUARY)
    assert (kept.risk_now, kept.risk_score, kept.risk_trend) == ("high", None, "rising")
    view = office.read(panel_day.line_view, line)
    assert view.line.state == "heard"
    assert view.line.seconds_used == 600
    assert view.decision.label == "Keep open, hear again"
    assert view.spoken_words == "1 of 2 have spoken"


def test_hear_when_same_band_then_score_stays(office, room):
    """The panel agreeing the band there is keeps the points of the form."""
    room.open()
    room.hear(room.review, code="keep_open", risk_band="high", next_review_on=JANUARY)
    kept = room.case(room.review)
    assert (kept.risk_now, kept.risk_score, kept.times_heard) == ("high", 36, 2)


def test_hear_when_monitored_from_the_list_then_heard_first(office, room):
    """A new case may be monitored at once; the flow shows both steps."""
    room.open()
    room.hear(room.new, code="monitor", next_review_on=JANUARY)
    assert room.case(room.new).status == "monitoring"


def test_decision_when_changed_after_hearing_then_case_follows(office, room):
    """Putting a decision right after its line was finished brings the case in step, without a second hearing."""
    room.open()
    line = room.hear(room.new, code="keep_open", risk_band="medium", next_review_on=JANUARY)
    later = date(2027, 2, 11)
    version = office.read(panel_day.line_view, line).decision.version
    office.do(
        panel_day.write_decision,
        WriteDecision(line_id=line, version=version, code="monitor", risk_band="standard", next_review_on=later),
    )
    kept = room.case(room.new)
    assert (kept.status, kept.risk_now, kept.next_review_on, kept.times_heard) == ("monitoring", "standard", later, 1)
    with pytest.raises(Refused):
        office.do(panel_day.write_decision, WriteDecision(line_id=line, version=version, code="close"))


def test_hear_when_closed_then_case_is_closed_with_the_panel_as_reason(office, room):
    """A panel may close although a test is not met: its reason and chair stand on the closure."""
    room.open()
    line = room.hear(room.review, code="close", words="Family moved away", closure_reason="victim_moved")
    kept = room.case(room.review)
    assert (kept.status, kept.closed_on, kept.next_review_on) == ("closed", PANEL, None)
    with pytest.raises(Refused, match="closed by this decision"):
        office.do(panel_day.write_decision, WriteDecision(line_id=line, code="keep_open"))


def test_finish_when_nothing_was_written_then_line_waits_again(office, room):
    """Looking at a case is not hearing it."""
    room.open()
    line = room.line(room.new).id
    office.do(hearings.start_line, StartLine(line_id=line))
    assert office.do(hearings.finish_line, FinishLine(line_id=line)) == "planned"
    assert room.case(room.new).times_heard == 0


def test_start_when_someone_must_leave_then_refused_until_confirmed_and_minuted(office, room):
    """A person with an interest is out of the room, to the minute, while the case is heard, and back after it."""
    room.open()
    quist = room.person("T. Quist")
    office.do(
        attendance.declare_interest,
        DeclareInterest(case_id=room.new, meeting_id=room.meeting, attendance_id=quist.id, nature="Relative"),
    )
    line = room.line(room.new).id
    assert [person.name for person in office.read(panel_day.line_view, line).must_leave] == ["T. Quist"]
    with pytest.raises(Refused, match="must leave"):
        office.do(hearings.start_line, StartLine(line_id=line))
    room.at(10, 36)
    office.do(hearings.start_line, StartLine(line_id=line, left=(quist.id,)))
    assert not room.person("T. Quist").in_room
    assert room.care not in {box.agency_id for box in office.read(panel_day.line_view, line).boxes}
    office.do(panel_day.write_discussion, WriteDiscussion(line_id=line, agency_id=room.police, text="Known"))
    room.at(10, 47)
    office.do(hearings.finish_line, FinishLine(line_id=line))
    assert room.person("T. Quist").in_room_words == "All but 10:36 to 10:47"
    interest = office.read(attendance.attendance_view, room.meeting).interests[0]
    assert (interest.left_at, interest.back_at) == (time(10, 36), time(10, 47))


def test_room_when_late_leaving_and_signing_then_told_to_the_minute(office, room):
    """Late arrival, leaving for good and signing are each one step; an absentee is taken off whole."""
    room.open()
    room.at(10, 12)
    school = office.do(panel_room.arrive, Arrive(meeting_id=room.meeting, name="Z. Marchetti", capacity="presenter"))
    room.at(11, 27)
    office.do(panel_room.leave, Leave(attendance_id=school))
    with pytest.raises(Refused):
        office.do(panel_room.leave, Leave(attendance_id=school))
    assert room.person("Z. Marchetti").in_room_words == "10:12 to 11:27"
    office.do(panel_room.sign, Sign(attendance_ids=tuple(person.id for person in room.people())))
    assert all(person.signed for person in room.people())
    office.do(panel_room.mark_present, MarkPresent(attendance_id=school, present=False))
    absent = room.person("Z. Marchetti")
    assert (absent.present, absent.signed, absent.stays) == (False, False, ())


def test_read_action_when_quick_line_then_read_back_and_alike_found(office, room):
    """The line reads itself back, mends a Saturday, and finds the late action that says the same."""
    office.clock.move_to(datetime(2026, 12, 2, 14, tzinfo=UTC))
    office.do(
        actions.add_action,
        AddAction(
            case_id=room.review, wording="Fit letterbox guard", owner_agency_id=room.landlord,
            due_on=date(2026, 12, 3),
        ),
    )  # fmt: skip
    room.at(10, 20)
    quick = office.read(panel_day.read_action, room.line(room.review).id, "RCH to fit letterbox guard by 12 Dec")
    assert (quick.read.owner_id, quick.read.person, quick.read.due) == (
        room.landlord, "J. Muñoz", date(2026, 12, 11),
    )  # fmt: skip
    assert "Saturday" in quick.read.note
    assert quick.alike is not None
    assert quick.alike.number == "0022/1"


def test_close_when_cases_not_reached_then_carried_to_the_next_agenda(office, room):
    """What was not reached moves to the next agenda as a new line that names the old one; the old one says so."""
    room.open()
    room.hear(room.review, code="keep_open", next_review_on=JANUARY)
    carried = office.do(panel_room.close_meeting, CloseMeeting(meeting_id=room.meeting))
    assert len(carried) == 2
    assert {room.line(key).state for key in (room.new, room.third)} == {"carried"}
    following = office.read(agendas.agenda_view, room.next)
    assert [line.reason for line in following.cases] == ["Carried over from 10 December, not reached"] * 2
    assert {line.moved_from_id for line in following.cases} == set(carried)
    assert room.case(room.new).times_heard == 0
    card = office.read(meetings.meeting_card, room.meeting)
    assert (card.status, card.heard, card.minutes_state) == ("held", 1, "draft")
    office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=room.next))
    view = office.read(agendas.agenda_view, room.next)
    assert view.lines[0].section == "welcome"
    assert [line.reference[-4:] for line in view.cases] == ["0022", "0038", "0027"]


def test_carry_over_when_the_next_agenda_is_bare_then_it_gets_its_opening_and_closing_lines(office, room):
    """What is carried stands between them, as on every agenda; a bare one kept from before gets them when finished."""
    room.open()
    office.do(hearings.carry_over, CarryOver(line_id=room.line(room.new).id))
    view = office.read(agendas.agenda_view, room.next)
    assert [line.case_id for line in view.lines if line.case_id] == [room.new]
    assert (view.lines[0].place, view.lines[-1].place) == ("opening", "closing")
    for line in view.lines:
        if not line.case_id:
            with office.records.write(office.actor) as work:
                work.session.delete(work.find(AgendaLineRow, line.id))
                work.record("agenda.removed", "meeting", room.next)
                work.finish()
    bare = office.read(agendas.agenda_view, room.next)
    assert "standing" in {thing.code for thing in bare.to_settle}
    office.do(agendas.finish_agenda, room.next)
    whole = office.read(agendas.agenda_view, room.next)
    assert [line.title for line in whole.lines] == [line.title for line in view.lines]
    assert "standing" not in {thing.code for thing in whole.to_settle}


def test_carry_over_when_heard_then_refused(office, room):
    """A case that was heard is not carried over as unheard."""
    room.open()
    line = room.hear(room.new, code="keep_open", next_review_on=JANUARY)
    with pytest.raises(Refused, match="was heard"):
        office.do(hearings.carry_over, CarryOver(line_id=line))


def test_write_when_nothing_is_open_then_refused(office, room):
    """Nothing is minuted before the meeting is opened."""
    with pytest.raises(Refused):
        office.do(panel_day.write_discussion, WriteDiscussion(line_id=room.line(room.new).id, text="Too early"))


def test_matter_and_learning_when_written_then_kept_on_their_lines(office, room):
    """Lines without a case keep what was said; learning points belong to meeting and case."""
    room.open()
    view = office.read(agendas.agenda_view, room.meeting)
    trends = next(line for line in view.lines if line.section == "trends")
    office.do(panel_day.write_matter, WriteMatter(line_id=trends.id, text="Three reports near the market"))
    office.do(
        panel_day.add_learning,
        AddLearning(meeting_id=room.meeting, line_id=room.line(room.new).id, lesson="Ask for CCTV on the day"),
    )
    assert office.read(agendas.agenda_view, room.meeting).line(trends.id).summary == "Three reports near the market"


def test_quorum_when_too_few_stay_then_told_on_the_page_and_minuted_from_when(office, room):
    """Three core agencies are needed: with the third gone the page says so, and the minutes say from when."""
    room.open()
    view = office.read(attendance.attendance_view, room.meeting)
    assert (view.quorum.met, view.quorum.words) == (True, "Quorum: 3 of 3 core agencies")
    room.at(11, 27)
    office.do(panel_room.leave, Leave(attendance_id=room.person("T. Quist").id))
    view = office.read(attendance.attendance_view, room.meeting)
    assert (view.quorum.met, view.quorum.words) == (False, "Quorum: 2 of 3 core agencies")
    room.at(11, 50)
    office.do(panel_room.close_meeting, CloseMeeting(meeting_id=room.meeting))
    told = office.read(minutes.minutes_view, room.meeting).quorum
    assert told == "Not quorate from 11:27: 3 core agencies came, 3 core agencies needed."


def test_quorum_when_another_number_is_set_then_counted_by_it(office, room):
    """The number and which agencies count are settings; none is asked with 0."""
    office.do(change_settings, PanelSettings(quorum=4, quorum_of="agencies"))
    assert office.read(attendance.attendance_view, room.meeting).quorum.words == "Quorum: 3 of 4 agencies"
    office.do(change_settings, PanelSettings(quorum=0))
    quorum = office.read(attendance.attendance_view, room.meeting).quorum
    assert (quorum.met, quorum.words) == (True, "")


def test_attendance_when_online_then_counted_and_minuted_so(office, room):
    """Who takes part online is there, and the minutes say how."""
    office.do(attendance.join, Join(attendance_id=room.person("J. Muñoz").id, online=True))
    room.open()
    office.do(panel_room.arrive, Arrive(meeting_id=room.meeting, name="M. Diallo", remote=True))
    told = {person.name: person.in_room for person in office.read(minutes.minutes_view, room.meeting).people}
    assert told["J. Muñoz"] == "Throughout, online"
    assert told["M. Diallo"].endswith("online")
    assert told["T. Quist"] == "Throughout"


def test_arrive_when_for_an_absent_member_then_is_their_deputy(office, room):
    """Somebody else of an agency whose member did not come takes the place as the deputy."""
    office.do(attendance.answer, AnswerInvitation(attendance_id=room.person("T. Quist").id, answer="none"))
    room.open()
    office.do(panel_room.arrive, Arrive(meeting_id=room.meeting, name="R. Vale", agency_id=room.care))
    person = room.person("R. Vale")
    assert (person.line, person.present) == ("R. Vale for T. Quist", True)
    assert len(room.people()) == 3


def test_add_when_the_papers_are_out_then_late_on_the_agenda_and_its_paper(office, room):
    """What comes after the papers went out is marked late and named on the agenda, reopened or not."""
    late = case(office, 41, risk_now="high", risk_score=40)
    step = MarkStep(meeting_id=room.meeting, step="papers_out", done_on=date(2026, 12, 7))
    office.do(panels.mark_step_done, step)
    office.do(agendas.add_to_agenda, AddToAgenda(meeting_id=room.meeting, case_id=late))
    assert [line.late for line in (room.line(room.new), room.line(late))] == [False, True]
    with office.records.read(office.actor) as reading:
        details = [line.detail for line in load_agenda(reading, room.meeting).lines]
    assert any("Late, added after the agenda was finished: HIP/2026-27/0041." in detail for detail in details)


def test_close_when_no_further_meeting_is_planned_then_case_comes_back_by_rule(office, room):
    """A case not reached stays on this meeting's record, and the next one planned proposes it as carried over."""
    office.do(panels.cancel_meeting, CancelMeeting(meeting_id=room.next, reason="Snow"))
    room.open()
    office.do(panel_room.close_meeting, CloseMeeting(meeting_id=room.meeting))
    assert room.line(room.new).state == "carried"
    later = office.do(panels.plan_meeting, PlanMeeting(held_on=date(2027, 1, 21)))
    office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=later))
    lines = {line.case_id: line for line in office.read(agendas.agenda_view, later).cases}
    assert lines[room.new].reason == "Carried over from 10 December, not reached"
