"""The figures of a quarter against the same figures counted by hand over random histories."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from hipdesk.model.periods import month, quarter, span
from hipdesk.model.reports import Behind, FiguresDisagree
from hipdesk.model.workdays import add_working_days
from hipdesk.services.figures import behind_figure, figures
from hipdesk.store.tables.cases import CaseRow
from tests.support.histories import AGENCIES, ENDS, History, flow_by_hand, histories, write_histories

SEVERAL = st.lists(histories(), max_size=12)
PERIODS = st.one_of(
    st.builds(quarter, st.sampled_from((2015, 2016)), st.integers(1, 4), st.sampled_from(("financial", "calendar"))),
    st.builds(lambda day: month(day, "financial"), st.dates(date(2015, 4, 1), ENDS)),
    st.builds(
        lambda first, days: span(first, first + timedelta(days=days), "financial"),
        st.dates(date(2015, 4, 1), ENDS),
        st.integers(0, 200),
    ),
)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Q2 = quarter(2015, 2, "financial")


def counted(office, found, period):
    """The figures over some histories, in a transaction that is never finished."""
    with office.records.write(office.actor) as work:
        write_histories(work, found)
        return figures(work, period)


@SLOW
@given(found=SEVERAL, period=PERIODS)
@example(
    found=[History(date(2015, 7, 1), None, False, None, date(2015, 7, 1), "accepted", turns=[date(2015, 7, 1)] * 3)],
    period=Q2,
)
def test_flow_when_cases_close_and_reopen_at_random_then_adds_up_as_by_hand(office, found, period):
    """Open at start + accepted + reopened - closed = open at end, each part as counted case by case."""
    made = counted(office, found, period)
    parts = (made.open_at_start, made.accepted, made.reopened, made.closed, made.open_at_end)
    assert parts == flow_by_hand(found, period)
    assert made.open_at_start + made.accepted + made.reopened - made.closed == made.open_at_end


@SLOW
@given(found=SEVERAL, period=PERIODS)
def test_strands_when_counted_then_a_case_counts_once_in_each(office, found, period):
    """Flags by the day accepted; sub-strands under their own; several strands once each."""
    made = counted(office, found, period)
    taken = [one.keys() for one in found if one.accepted is not None and one.accepted in period]
    flags = Counter(key for keys in taken for key in keys)
    assert {key: many for key, many in made.strand_flags.items() if many} == dict(flags)
    assert made.multi_strand == sum(len(keys) > 1 for keys in taken)


@SLOW
@given(found=SEVERAL, period=PERIODS)
def test_referrals_when_counted_then_drafts_are_left_out_and_the_officer_overrides_the_rule(office, found, period):
    """Referrals, repeats and agencies by the day received."""
    made = counted(office, found, period)
    received = [one for one in found if one.received in period and one.decision != "draft"]
    assert made.referrals == len(received)
    assert made.repeat == sum(one.repeat if one.override is None else one.override for one in received)
    names = Counter(AGENCIES.get(one.agency, "Not known") for one in received)
    assert made.referrals_by_agency == dict(names)


@SLOW
@given(found=SEVERAL, period=PERIODS)
def test_actions_when_counted_then_on_time_means_done_by_the_first_due_day(office, found, period):
    """Superseded ones are left out; done on an unknown day cannot be on time."""
    made = counted(office, found, period)
    every = [action for one in found for action in one.actions]
    due = [action for action in every if action.due in period and action.status != "superseded"]
    on_time = [a for a in due if a.status == "completed" and a.done is not None and a.done <= a.due]
    assert made.actions_raised == sum(action.raised in period for action in every)
    assert (made.actions_due, made.actions_on_time) == (len(due), len(on_time))


@SLOW
@given(found=SEVERAL, period=PERIODS)
def test_hearings_when_counted_then_first_hearings_and_those_due_agree_with_the_record(office, found, period):
    """A first hearing falls due twenty working days after acceptance, unless the case closed before."""
    made = counted(office, found, period)
    cases = [one for one in found if one.accepted is not None]
    assert made.hearings == sum(day in period for one in cases for day in one.heard)
    assert made.heard == sum(bool(one.heard) and one.heard[0] in period for one in cases)
    due = [one for one in cases if add_working_days(one.accepted, 20) in period and _still_due(one, period)]
    heard = [one for one in due if one.heard and one.heard[0] <= period.last]
    assert (made.heard_due, made.heard_when_due) == (len(due), len(heard))


def _still_due(one, period):
    """Whether a case was heard by the end, or was not closed before its hearing fell due."""
    closed = one.turns[-1] if len(one.turns) % 2 else None
    if one.heard and one.heard[0] <= period.last:
        return True
    return closed is None or closed > add_working_days(one.accepted, 20)


def test_flow_when_a_closing_left_no_change_of_status_then_refuses_to_count(office):
    """A case that says closed without a day of closing in its history is told, never printed."""
    one = History(date(2015, 7, 1), None, False, None, date(2015, 7, 1), "accepted")
    with office.records.write(office.actor) as work:
        write_histories(work, [one])
        work.session.execute(update(CaseRow).values(closed_on=date(2015, 8, 1)))
        with pytest.raises(FiguresDisagree, match="0 \\+ 1 \\+ 0 – 0 = 1, but 0 are open"):
            figures(work, Q2)


def test_running_quarter_when_actions_are_not_yet_due_then_they_are_not_counted(office):
    """On 2 December the actions of later December are not due yet."""
    running = quarter(2026, 3, "financial")
    assert figures_today(office, running).actions_due == 0


def figures_today(office, period):
    with office.records.read(office.actor) as reading:
        return figures(reading, period)


@SLOW
@given(found=SEVERAL, period=PERIODS)
def test_behind_when_asked_then_holds_as_many_records_as_the_figure(office, found, period):
    """Every number opens exactly what it counted."""
    with office.records.write(office.actor) as work:
        write_histories(work, found)
        made = figures(work, period)
        days = (period.first, period.last)
        for name, number in (
            ("referrals", made.referrals),
            ("repeat", made.repeat),
            ("accepted", made.accepted),
            ("heard", made.heard),
            ("open", made.open_at_end),
            ("multi_strand", made.multi_strand),
            ("actions_raised", made.actions_raised),
        ):
            assert behind_figure(work, Behind(name, *days)).total == number, name
        for key, number in made.strand_flags.items():
            assert behind_figure(work, Behind("strand", *days, key)).total == number, key
