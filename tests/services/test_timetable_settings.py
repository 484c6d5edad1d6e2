"""The office's own timetable: its steps, months without a meeting, and what a bank holiday does."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hipdesk.model.settings import TimetableSettings
from hipdesk.model.timetable import STEPS, meeting_day, steps_with
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.settings import change_settings, timetable_settings


def rules(office):
    """The timetable as the panel reads it."""
    with office.records.read(office.actor) as reading:
        return timetable_of(reading)


def test_timetable_when_nothing_is_set_then_is_the_fields(office):
    """The defaults are the steps of the design."""
    assert rules(office).steps == STEPS
    assert office.read(timetable_settings) == TimetableSettings()


def test_timetable_when_changed_then_meetings_follow_it(office):
    """Papers five days before; none in August; a bank holiday moves to the next working day."""
    office.do(change_settings, TimetableSettings(papers_out=4, without_august=True, moved="next_working_day"))
    now = rules(office)
    assert {step.code: step.offset for step in now.steps}["papers_out"] == -4
    assert meeting_day(2027, 8, now) is None
    assert meeting_day(2027, 9, now) == date(2027, 9, 9)
    assert now.moved == "next_working_day"


@pytest.mark.parametrize("wrong", [{"names_list": 11}, {"papers_out": 9}, {"draft_minutes": 12}, {"papers_out": 0}])
def test_timetable_when_the_steps_are_out_of_order_then_refused(wrong):
    """Papers cannot go out before the returns are due, nor minutes be agreed before they are drafted."""
    with pytest.raises(ValidationError):
        TimetableSettings(**wrong)


@given(st.dictionaries(st.sampled_from([step.code for step in STEPS]), st.integers(0, 60)))
def test_steps_when_given_days_then_stay_on_their_side_of_the_meeting(days):
    """A step before the meeting never goes after it; others stay as they are."""
    for before, after in zip(STEPS, steps_with(days), strict=True):
        assert after.code == before.code
        assert abs(after.offset) == days.get(before.code, abs(before.offset))
        assert after.offset * before.offset >= 0
