"""Checks and reviews that fall due: aftercare, case reviews, days before the panel gone by."""

from datetime import date, timedelta

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model import cases as asked
from hipdesk.services import cases, home
from tests.support.referral_examples import risk_answers


def _queue(office):
    return {line.code: line for line in office.read(home.home_view).queue}


def _review(office, case_id):
    return office.read(cases.open_case, case_id).came.review


@pytest.fixture
def closed(office, case_id):
    """The case, closed today by the test."""
    office.do(
        cases.close_case,
        asked.CloseCase(
            id=case_id, reason="risk_reduced", consulted_on=date(2026, 12, 1), ongoing_owner="Housing officer",
            exit_risk=risk_answers("standard"),
        ),
    )  # fmt: skip
    return case_id


def test_aftercare_when_due_within_a_week_then_home_leads_to_it_until_it_is_done(office, closed):
    """The check stands in the queue a week before, and goes with its result."""
    assert "aftercare" not in _queue(office)
    office.clock.advance(timedelta(days=22))
    assert _queue(office)["aftercare"].target == closed
    office.do(cases.record_aftercare, asked.RecordAftercare(id=closed, result="All quiet"))
    assert "aftercare" not in _queue(office)


def test_aftercare_when_taken_back_then_it_is_due_again(office, closed):
    """A check recorded on the wrong case is undone."""
    office.clock.advance(timedelta(days=28))
    office.do(cases.record_aftercare, asked.RecordAftercare(id=closed, result="All quiet"))
    office.do(cases.take_back_aftercare, asked.TakeBackAftercare(id=closed))
    assert _queue(office)["aftercare"].count == 1
    with pytest.raises(Refused):
        office.do(cases.take_back_aftercare, asked.TakeBackAftercare(id=closed))


@pytest.mark.parametrize("day", [date(2026, 12, 1), date(2026, 12, 3)])
def test_aftercare_when_before_closing_or_ahead_then_refused(office, closed, day):
    """A check is made between the closing and today."""
    with pytest.raises(Refused):
        office.do(cases.record_aftercare, asked.RecordAftercare(id=closed, result="All quiet", on_day=day))


def test_review_when_asked_for_then_due_by_the_rule_and_on_home_until_decided(office, case_id):
    """Fifteen working days unless the office says otherwise; deciding it takes it from the queue."""
    office.do(cases.record_case_review, asked.RecordCaseReview(id=case_id, requested_on=date(2026, 11, 23)))
    assert _review(office, case_id).due_on == date(2026, 12, 14)
    assert _queue(office)["case-review"].target == case_id
    office.do(
        cases.record_case_review,
        asked.RecordCaseReview(
            id=case_id, requested_on=date(2026, 11, 23), decided_on=date(2026, 12, 2), decision="Threshold met"
        ),
    )
    assert not _review(office, case_id).waits
    assert "case-review" not in _queue(office)


@pytest.mark.parametrize(
    "given",
    [
        {"decided_on": date(2026, 12, 1)},
        {"requested_on": date(2026, 11, 23), "decided_on": date(2026, 11, 20)},
        {"requested_on": date(2026, 11, 23), "due_on": date(2026, 11, 20)},
    ],
)
def test_review_when_days_are_out_of_order_then_refused(office, case_id, given):
    """Nothing is decided or due before it was asked for."""
    with pytest.raises(Refused):
        office.do(cases.record_case_review, asked.RecordCaseReview.model_validate({"id": case_id} | given))


def test_home_when_the_day_before_the_panel_is_gone_then_says_the_case_was_not_heard(office, case_id):
    """A case whose day passed without a hearing is named, not lost."""
    office.do(cases.plan_review, asked.PlanReview(id=case_id, on_day=date(2026, 12, 10)))
    assert "review-missed" not in _queue(office)
    office.clock.advance(timedelta(days=9))
    line = _queue(office)["review-missed"]
    assert (line.target, line.rag) == (case_id, "red")
