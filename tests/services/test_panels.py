"""Meetings: planned by the rule, moved with what was prepared, cancelled, their timeline in words."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model.panels.attendance import Invite, Stay, in_room_words
from hipdesk.model.panels.meetings import (
    CancelMeeting,
    ChangeMeeting,
    MarkStep,
    MoveMeeting,
    MoveStep,
    PlanMeeting,
    PlanMeetings,
)
from hipdesk.model.periods import quarter_of
from hipdesk.model.settings import PanelSettings
from hipdesk.services import attendance, meetings, panels
from hipdesk.services.figures import figures
from hipdesk.services.settings import change_settings
from hipdesk.store.tables.panels import MeetingRow
from tests.services.panel_ground import PANEL, agency


def test_plan_meetings_when_by_rule_then_each_month_once(office):
    """Twelve months of second Thursdays, those not yet past; asking again plans nothing twice."""
    made = office.do(panels.plan_meetings, PlanMeetings(months=12))
    days = [line.held_on for line in office.read(meetings.list_meetings, coming=True).rows]
    assert len(made) == 12
    assert days[:3] == [PANEL, date(2027, 1, 14), date(2027, 2, 11)]
    with pytest.raises(Refused, match="planned already"):
        office.do(panels.plan_meetings, PlanMeetings(months=12))


def test_plan_meetings_when_for_a_year_then_the_office_year(office):
    """A year of the financial basis runs from April; days past are left out."""
    made = office.do(panels.plan_meetings, PlanMeetings(year=2026))
    assert len(made) == 4


def test_meeting_card_when_planned_then_hours_place_and_steps_in_words(office):
    """The header says when and where, and how each step stands today."""
    office.do(change_settings, PanelSettings(place="Committee Room 2, Civic Centre"))
    key = office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    card = office.read(meetings.meeting_card, key)
    assert card.heading == "Panel of Thursday 10 December 2026"
    assert card.line == "10:00 to 12:00, Committee Room 2, Civic Centre"
    assert card.papers.words == "due Mon 7 Dec"
    assert card.run.words == "Thu 10 Dec"
    assert card.minutes.words == "draft due Thu 17 Dec"
    assert card.step("referrals_close").done_on == date(2026, 11, 26)
    assert card.step("names_list").words == "2 working days late"
    assert office.read(meetings.next_meeting).id == key


def test_mark_step_done_when_late_then_done_late_and_undone_again(office):
    """A step is ticked with its day; a day to come is refused; a tick can be taken back."""
    key = office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    office.do(panels.mark_step_done, MarkStep(meeting_id=key, step="names_list", done_on=date(2026, 12, 1)))
    assert office.read(meetings.meeting_card, key).step("names_list").state == "done_late"
    with pytest.raises(Refused):
        office.do(panels.mark_step_done, MarkStep(meeting_id=key, step="names_list", done_on=date(2026, 12, 3)))
    office.do(panels.mark_step_done, MarkStep(meeting_id=key, step="names_list", done_on=None))
    office.do(panels.move_step, MoveStep(meeting_id=key, step="names_list", due_on=date(2026, 12, 4)))
    assert office.read(meetings.meeting_card, key).step("names_list").words == "Due in 2 days"


def test_move_meeting_when_prepared_then_goes_along_and_old_day_tells(office):
    """What was prepared goes to the new day; answers are asked anew; the old meeting says where it went."""
    agency(office, "Victim Care", people=("M. Diallo",))
    key = office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    office.do(attendance.invite, Invite(meeting_id=key))
    office.do(panels.mark_step_done, MarkStep(meeting_id=key, step="names_list", done_on=date(2026, 12, 1)))
    new = office.do(panels.move_meeting, MoveMeeting(meeting_id=key, to_day=date(2026, 12, 17), reason="Room not free"))
    old_card, card = office.read(meetings.meeting_card, key), office.read(meetings.meeting_card, new)
    assert (old_card.status, old_card.moved_to_id, old_card.line) == (
        "postponed", new, "Moved to another day: Room not free",
    )  # fmt: skip
    assert card.step("names_list").done_on == date(2026, 12, 1)
    assert (old_card.step("papers_out").due_on, card.step("papers_out").due_on) == (
        date(2026, 12, 7), date(2026, 12, 14),
    )  # fmt: skip
    assert [person.name for person in office.read(attendance.attendance_view, new).people] == ["M. Diallo"]
    assert office.read(meetings.next_meeting).id == new


def test_move_meeting_when_a_day_was_set_by_hand_then_it_stays_and_says_so(office):
    """The rule dates the others anew; what somebody agreed with the agencies is not written over."""
    key = office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    office.do(panels.move_step, MoveStep(meeting_id=key, step="names_list", due_on=date(2026, 12, 4)))
    assert [step.code for step in office.read(meetings.meeting_card, key).steps if step.by_hand] == ["names_list"]
    new = office.do(panels.move_meeting, MoveMeeting(meeting_id=key, to_day=date(2026, 12, 17), reason="Room not free"))
    card = office.read(meetings.meeting_card, new)
    assert (card.step("names_list").due_on, card.step("names_list").by_hand) == (date(2026, 12, 4), True)
    assert (card.step("papers_out").due_on, card.step("papers_out").by_hand) == (date(2026, 12, 14), False)
    again = office.do(panels.move_meeting, MoveMeeting(meeting_id=new, to_day=date(2026, 12, 18), reason="Snow"))
    assert office.read(meetings.meeting_card, again).step("names_list").due_on == date(2026, 12, 4)


def test_move_meeting_when_referrals_had_closed_then_they_are_open_until_the_new_day(office):
    """A day that only passes is not done while it lies ahead, though it was noted for the old day."""
    key = office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    office.do(
        panels.mark_step_done, MarkStep(meeting_id=key, step="referrals_close", done_on=office.clock.now().date())
    )
    new = office.do(panels.move_meeting, MoveMeeting(meeting_id=key, to_day=date(2027, 1, 21), reason="Snow"))
    closing = office.read(meetings.meeting_card, new).step("referrals_close")
    assert closing is not None
    assert closing.done_on is None
    assert closing.state == "not_due"


def test_meetings_held_when_one_was_urgent_then_it_is_not_one_of_the_twelve(office):
    """Counted as such: the figures hold regular meetings only, as the year on Meetings does."""
    days = (date(2026, 10, 8), date(2026, 11, 12), date(2026, 11, 20))

    def hold(work):
        for day in days:
            work.session.add(MeetingRow(held_on=day, status="held", kind="urgent" if day == days[2] else "ordinary"))
        work.record("meeting.made", "meeting", "several")

    office.do(hold)
    assert office.read(figures, quarter_of(date(2026, 12, 2), "financial")).meetings_held == 2
    assert office.read(meetings.meeting_year).words.startswith("2026-27: 2 of 12 held; 1 urgent")


def test_cancel_when_held_on_same_day_again_then_planned_anew(office):
    """A cancelled day is free for an urgent or a new regular meeting."""
    key = office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    with pytest.raises(Refused):
        office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL, kind="urgent", starts_at=time(15)))
    office.do(panels.cancel_meeting, CancelMeeting(meeting_id=key, reason="Snow"))
    office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    with pytest.raises(Refused):
        office.do(panels.cancel_meeting, CancelMeeting(meeting_id=key, reason="Snow"))


def test_meeting_year_when_moved_cancelled_and_urgent_then_each_is_counted_as_such(office):
    """Against the twelve of a year: regular ones held or planned; moved, cancelled and urgent ones beside them."""
    first, second, _third = (
        office.do(panels.plan_meeting, PlanMeeting(held_on=day))
        for day in (PANEL, date(2027, 1, 14), date(2027, 2, 11))
    )
    office.do(panels.move_meeting, MoveMeeting(meeting_id=first, to_day=date(2026, 12, 17), reason="Room not free"))
    office.do(panels.cancel_meeting, CancelMeeting(meeting_id=second, reason="Snow"))
    office.do(panels.plan_meeting, PlanMeeting(held_on=date(2026, 12, 4), kind="urgent"))
    year = office.read(meetings.meeting_year)
    assert year.words == "2026-27: 0 of 12 held, 2 planned; 1 urgent, 1 moved, 1 cancelled"


def test_change_meeting_when_stale_then_refused(office):
    """Two screens never overwrite each other silently."""
    key = office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    office.do(panels.change_meeting, ChangeMeeting(meeting_id=key, version=1, chair="Insp. D. Fairclough"))
    assert office.read(meetings.meeting_card, key).chair == "Insp. D. Fairclough"
    with pytest.raises(Refused):
        office.do(panels.change_meeting, ChangeMeeting(meeting_id=key, version=1, chair="Someone"))


@given(
    start=st.times(min_value=time(9), max_value=time(11)),
    spans=st.lists(st.integers(min_value=1, max_value=20), min_size=0, max_size=6),
)
def test_in_room_words_when_out_and_back_then_every_gap_is_told(start, spans):
    """Each time outside stands in the words, and nobody who never moved is said to have been away."""
    at = datetime.combine(date(2026, 12, 10), start, UTC)
    stays = []
    for number, minutes in enumerate(spans):
        at += timedelta(minutes=minutes)
        stays.append(Stay("leaves" if number % 2 == 0 else "returns", at.time(), "", None))
    words = in_room_words(None, None, stays)
    pairs = list(zip(stays[::2], stays[1::2], strict=False))
    assert (words == "Throughout") == (not pairs)
    for out, back in pairs:
        assert f"{out.at:%H:%M} to {back.at:%H:%M}" in words
