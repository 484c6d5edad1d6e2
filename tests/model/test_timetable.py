"""The monthly cycle: meeting days, steps, clocks, chasing and their words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model.timetable import (
    PanelTimetable,
    aftercare_day,
    chase_days,
    chase_due,
    dated_steps,
    may_escalate,
    meeting_day,
    meeting_days,
    misses_deadline,
    next_meeting_day,
    referral_clocks,
    step_day,
    step_state,
)
from hipdesk.model.workdays import NATIONS, is_working_day, working_days_between

RULE = PanelTimetable()
TODAY = date(2026, 12, 2)
PANEL = date(2026, 12, 10)
RULES = st.builds(
    PanelTimetable,
    nth=st.sampled_from([1, 2, 3, 4, -1]),
    weekday=st.integers(0, 4),
    nation=st.sampled_from(NATIONS),
    moved=st.sampled_from(["week_later", "next_working_day", "working_day_before"]),
)


def test_meeting_days_when_second_thursday_then_twelve_in_the_financial_year():
    """Twelve meetings from April to March, November and December as pictured."""
    days = meeting_days(2026, RULE)
    assert len(days) == 12
    assert days[7:9] == (date(2026, 11, 12), PANEL)
    assert days[-1] == date(2027, 3, 11)
    assert RULE.rule_words == "Second Thursday of the month"


def test_meeting_day_when_it_falls_on_a_bank_holiday_then_moved_by_the_rule():
    """First Monday of May 2026 is a bank holiday: a week later, the next day, or the Friday before."""
    mondays = PanelTimetable(nth=1, weekday=0)
    assert meeting_day(2026, 5, mondays) == date(2026, 5, 11)
    assert meeting_day(2026, 5, replace(mondays, moved="next_working_day")) == date(2026, 5, 5)
    assert meeting_day(2026, 5, replace(mondays, moved="working_day_before")) == date(2026, 5, 1)
    assert meeting_day(2026, 8, replace(mondays, without=frozenset({8}))) is None
    assert meeting_day(2026, 2, replace(mondays, nth=5)) is None


def test_next_meeting_day_when_today_is_a_meeting_then_today():
    """On the day itself the next panel is today's; the day after, January's."""
    assert next_meeting_day(PANEL, RULE) == PANEL
    assert next_meeting_day(PANEL + timedelta(days=1), RULE) == date(2027, 1, 14)
    with pytest.raises(Refused):
        next_meeting_day(PANEL, replace(RULE, without=frozenset(range(1, 13))))


def test_dated_steps_when_seen_on_2_december_then_the_home_picture():
    """The eight steps of the Home picture with their days and words."""
    done = {"referrals_close": date(2026, 11, 26), "names_list": date(2026, 11, 30)}
    steps = [step for step in dated_steps(PANEL, RULE, TODAY, done) if step.rule.on_home]
    assert [(step.rule.offset_words, step.due.day, step.words) for step in steps] == [
        ("M−10", 26, "On time"),
        ("M−8", 30, "On time"),
        ("M−4", 4, "Due in 2 days"),
        ("M−3", 7, "In 3 working days"),
        ("M", 10, "In 6 working days"),
        ("M+1", 11, "Not due"),
        ("M+5", 17, "Not due"),
        ("M+10", 24, "Not due"),
    ]
    assert [step.state for step in steps[:4]] == ["done", "done", "due_soon", "not_due"]


def test_step_state_when_the_minutes_are_late_then_working_days_are_counted():
    """November's minutes, due 26 November, are four working days late on 2 December."""
    due = step_day(date(2026, 11, 12), "minutes_agreed", RULE)
    assert due == date(2026, 11, 26)
    assert step_state(due, None, TODAY) == ("late", "4 working days late")
    assert step_state(due, date(2026, 11, 27), TODAY) == ("done_late", "Done 1 working day late")
    with pytest.raises(Refused):
        step_day(PANEL, "tea", RULE)


def test_misses_deadline_when_received_after_the_close_then_next_month():
    """A referral of 26 November still makes it; one of the 27th does not."""
    assert not misses_deadline(date(2026, 11, 26), PANEL, RULE)
    assert misses_deadline(date(2026, 11, 27), PANEL, RULE)


def test_referral_clocks_when_triage_is_open_then_used_days_and_words():
    """Received Friday 27 November, today Wednesday 2 December: all three days used, due today."""
    log, acknowledge, triage = referral_clocks(
        date(2026, 11, 27), TODAY, RULE, logged=date(2026, 11, 27), acknowledged=date(2026, 12, 2)
    )
    assert (log.state, log.used) == ("done", 0)
    assert (acknowledge.state, acknowledge.words) == ("done_late", "Done 1 working day late")
    assert (triage.used, triage.target, triage.words) == (3, 3, "Due today")


def test_chase_days_when_an_action_is_due_then_before_on_and_after():
    """Reminder three working days before, on the day, and five after."""
    chases = chase_days(date(2026, 11, 24), RULE)
    assert [(chase.kind, chase.day) for chase in chases] == [
        ("reminder", date(2026, 11, 19)),
        ("due", date(2026, 11, 24)),
        ("late", date(2026, 12, 1)),
    ]
    chase = chase_due(date(2026, 11, 24), date(2026, 11, 24), TODAY, RULE)
    assert chase is not None
    assert chase.kind == "late"
    assert chase_due(date(2026, 11, 24), date(2026, 12, 1), TODAY, RULE) is None
    assert chase_due(date(2026, 12, 24), None, TODAY, RULE) is None


def test_aftercare_when_four_weeks_end_on_a_holiday_then_the_next_working_day():
    """Closed on 27 November 2026: four weeks later is Christmas Day, so 29 December."""
    assert aftercare_day(date(2026, 11, 27), RULE) == date(2026, 12, 29)
    assert may_escalate(2, RULE)
    assert not may_escalate(1, RULE)


def test_timetable_when_the_rule_is_nonsense_then_refused():
    """There is no sixth Thursday and no eighth day of the week."""
    for wrong in ({"nth": 6}, {"nth": 0}, {"weekday": 7}):
        with pytest.raises(Refused):
            PanelTimetable(**wrong)


@given(RULES, st.integers(2000, 2080))
def test_meeting_days_when_any_rule_is_followed_then_working_days_in_order(rule, year):
    """Whatever the rule, panels meet on working days, twelve a year, each after the one before."""
    days = meeting_days(year, rule)
    assert len(days) == 12
    assert list(days) == sorted(set(days))
    assert all(is_working_day(day, rule.nation) for day in days)


@given(RULES, st.dates(date(2000, 1, 1), date(2080, 1, 1)), st.integers(-30, 60))
def test_dated_steps_when_today_moves_then_state_follows_the_calendar(rule, day, shift):
    """Steps stand in order at their exact offsets; late exactly when the day is past and the step not done."""
    meeting = next_meeting_day(day, rule)
    today = meeting + timedelta(days=shift)
    steps = dated_steps(meeting, rule, today)
    assert [step.due for step in steps] == sorted(step.due for step in steps)
    for step in steps:
        assert working_days_between(meeting, step.due, rule.nation) == step.rule.offset
        assert (step.state == "late") == (today > step.due)
