"""Undo of meetings: what was prepared is back where it was, the log keeps both; what went on since is kept."""

from datetime import date

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.cases.commands import ChangeNote, WriteNote
from hipdesk.model.panels.agendas import AddToAgenda, ProposeAgenda
from hipdesk.model.panels.attendance import AnswerInvitation, Invite
from hipdesk.model.panels.meetings import (
    CancelMeeting,
    ChangeMeeting,
    MarkStep,
    MoveMeeting,
    PlanMeeting,
    PlanMeetings,
    UndoCancel,
    UndoMove,
    UndoPlan,
)
from hipdesk.services import agendas, attendance, issuing, meeting_undo, meetings, notes, panels
from hipdesk.store.queries import audit
from tests.services.panel_ground import PANEL, agency, case

WEEK_LATER = date(2026, 12, 17)
TODAY = date(2026, 12, 2)
MOVE = {"to_day": WEEK_LATER, "reason": "Room not free"}


def _verbs(office, key):
    with office.records.read(office.actor) as reading:
        return audit.verbs(reading, key)


@pytest.fixture
def prepared(office):
    """A meeting with its agenda, someone who is coming, and papers that were sent."""
    agency(office, "Victim Care", people=("M. Diallo",))
    key = office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    office.do(attendance.invite, Invite(meeting_id=key))
    person = office.read(attendance.attendance_view, key).people[0]
    office.do(attendance.answer, AnswerInvitation(attendance_id=person.id, answer="coming"))
    office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=key))
    office.do(panels.mark_step_done, MarkStep(meeting_id=key, step="papers_out", done_on=TODAY))
    return key


def test_undo_move_when_nothing_went_on_then_everything_stands_as_before(office, prepared):
    """Deadlines, agenda and answers are those of the old day; the new day is gone; the log tells of both."""
    before = office.read(meetings.meeting_card, prepared)
    lines = office.read(agendas.agenda_view, prepared).lines
    new = office.do(panels.move_meeting, MoveMeeting(meeting_id=prepared, **MOVE))
    office.do(meeting_undo.undo_move, UndoMove(meeting_id=prepared))
    after = office.read(meetings.meeting_card, prepared)
    assert (after.status, after.moved_to_id, after.steps, after.papers) == (
        "planned",
        None,
        before.steps,
        before.papers,
    )
    assert [line.id for line in office.read(agendas.agenda_view, prepared).lines] == [line.id for line in lines]
    assert [person.answer for person in office.read(attendance.attendance_view, prepared).people] == ["coming"]
    with pytest.raises(Refused):
        office.read(meetings.meeting_card, new)
    assert _verbs(office, prepared)[-2:] == ["meeting.moved", "meeting.move_undone"]


def _papers_leave(office, new):
    office.do(issuing.note_saved_paper, "agenda", "meeting", new, b"%PDF", "the office")


def _deadline_met(office, new):
    office.do(panels.mark_step_done, MarkStep(meeting_id=new, step="names_list", done_on=TODAY))


def _moved_on(office, new):
    office.do(panels.move_meeting, MoveMeeting(meeting_id=new, to_day=date(2026, 12, 18), reason="Snow"))


def _changed(office, new):
    office.do(panels.change_meeting, ChangeMeeting(meeting_id=new, place="Library"))


@pytest.mark.parametrize(
    ("went_on", "why"),
    [
        (_papers_leave, "Papers left for the new day"),
        (_deadline_met, "deadline of the new day"),
        (_moved_on, "went on since it was moved"),
        (_changed, "place, hours or people"),
    ],
)
def test_undo_move_when_something_hangs_on_the_new_day_then_refused_and_said_what(office, prepared, went_on, why):
    """Nothing that happened for the new day is thrown away: undo says plainly why it cannot."""
    new = office.do(panels.move_meeting, MoveMeeting(meeting_id=prepared, **MOVE))
    went_on(office, new)
    with pytest.raises(Refused, match=why):
        office.do(meeting_undo.undo_move, UndoMove(meeting_id=prepared))
    assert office.read(meetings.meeting_card, prepared).status == "postponed"


def test_move_meeting_when_papers_were_sent_then_they_were_for_the_old_day_and_are_due_again(office, prepared):
    """Papers name their day: the new one says for which they went out, and by when they go out again."""
    assert office.read(meetings.meeting_card, prepared).papers.words == "issued 2 Dec"
    new = office.do(panels.move_meeting, MoveMeeting(meeting_id=prepared, **MOVE))
    again = office.do(panels.move_meeting, MoveMeeting(meeting_id=new, to_day=date(2026, 12, 18), reason="Snow"))
    card = office.read(meetings.meeting_card, again)
    papers = card.step("papers_out")
    assert (papers.done_on, papers.sent_for, papers.due_on) == (None, PANEL, date(2026, 12, 15))
    assert card.papers.words == "send again by Tue 15 Dec"
    office.do(panels.mark_step_done, MarkStep(meeting_id=again, step="papers_out", done_on=TODAY))
    sent = office.read(meetings.meeting_card, again).step("papers_out")
    assert (sent.sent_for, sent.done_on, sent.state) == (None, TODAY, "done")


def test_undo_cancel_when_its_cases_stand_nowhere_else_then_planned_as_it_was(office, prepared):
    """A meeting cancelled by mistake is back with its agenda; not on a day that was taken since."""
    office.do(panels.cancel_meeting, CancelMeeting(meeting_id=prepared, reason="Snow"))
    office.do(meeting_undo.undo_cancel, UndoCancel(meeting_id=prepared))
    card = office.read(meetings.meeting_card, prepared)
    assert (card.status, card.moved_reason, card.papers.done) == ("planned", "", True)
    assert _verbs(office, prepared)[-2:] == ["meeting.cancelled", "meeting.cancel_undone"]
    office.do(panels.cancel_meeting, CancelMeeting(meeting_id=prepared, reason="Snow"))
    office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    with pytest.raises(Refused, match="Another meeting stands on its day"):
        office.do(meeting_undo.undo_cancel, UndoCancel(meeting_id=prepared))


def test_undo_cancel_when_its_cases_are_on_another_agenda_then_refused(office):
    """A case never stands on two agendas to come."""
    listed = case(office, 1)
    first = office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    office.do(agendas.add_to_agenda, AddToAgenda(meeting_id=first, case_id=listed))
    office.do(panels.cancel_meeting, CancelMeeting(meeting_id=first, reason="Snow"))
    second = office.do(panels.plan_meeting, PlanMeeting(held_on=WEEK_LATER))
    office.do(agendas.add_to_agenda, AddToAgenda(meeting_id=second, case_id=listed))
    with pytest.raises(Refused, match="One of its cases is on the agenda of another"):
        office.do(meeting_undo.undo_cancel, UndoCancel(meeting_id=first))


def test_undo_plan_when_untouched_then_gone_and_else_all_stay(office):
    """A year planned by mistake goes again, whole; once one of its meetings is worked on none of them goes."""
    made = office.do(panels.plan_meetings, PlanMeetings(months=12))
    office.do(meeting_undo.undo_plan, UndoPlan(meetings=made))
    assert office.read(meetings.list_meetings).total == 0
    assert _verbs(office, made[0]) == ["meetings.planned", "meetings.plan_undone"]
    made = office.do(panels.plan_meetings, PlanMeetings(months=12))
    agency(office, "Victim Care", people=("M. Diallo",))
    office.do(attendance.invite, Invite(meeting_id=made[3]))
    with pytest.raises(Refused, match="Something was done for it"):
        office.do(meeting_undo.undo_plan, UndoPlan(meetings=made))
    assert office.read(meetings.list_meetings).total == 12


def test_take_back_note_when_just_written_then_gone_but_not_once_changed(office):
    """A note kept by mistake goes, and the log keeps what it said; one put right since stays."""
    listed = case(office, 1)
    key = office.do(notes.write_note, WriteNote(case_id=listed, text="Rang, no answer"))
    office.do(notes.take_back_note, key)
    assert _verbs(office, key) == ["note.written", "note.taken_back"]
    key = office.do(notes.write_note, WriteNote(case_id=listed, text="Rang, no answer"))
    office.do(notes.change_note, ChangeNote(id=key, version=1, kind="visit", on_day=TODAY, text="Called, nobody in"))
    with pytest.raises(Refused, match="before it is changed"):
        office.do(notes.take_back_note, key)
