"""The closure test: four tests, their words, and closing against them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model.closing import ClosingOverride, ClosureFacts, check_closing, closure_test
from hipdesk.model.risk import RiskPoint

READY = ClosureFacts(
    open_actions=0,
    dropped_without_reason=0,
    risk_entry=RiskPoint(29, "medium"),
    risk_now=RiskPoint(16, "standard"),
    consulted_on=date(2026, 12, 1),
    ongoing_owner="Riverside & Chalk Housing",
)


def test_closure_test_when_all_is_done_then_four_of_four():
    """The closure of the picture: 4 of 4, and it passes."""
    test = closure_test(READY)
    assert (test.words, test.passed, test.unmet) == ("Closure test met: 4 of 4", True, ())
    check_closing(test)


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"open_actions": 2}, "actions", "2 actions are still open."),
        ({"dropped_without_reason": 1}, "actions", "One action was dropped without a reason."),
        ({"risk_now": RiskPoint(33, "high")}, "risk", "Risk is higher than when the case came."),
        ({"risk_now": None}, "risk", "Risk has not been assessed."),
        ({"risk_entry": None}, "risk", "Risk was assessed once only, so it cannot be shown to have fallen."),
        ({"consulted_on": None}, "consulted", "The person affected has not been consulted."),
        ({"ongoing_owner": " "}, "owner", "Nobody is named who stays in touch."),
    ],
)
def test_closure_test_when_one_thing_is_missing_then_three_of_four_and_refused(change, code, words):
    """Each test can fail alone, says why, and stops closing without an override."""
    test = closure_test(replace(READY, **change))
    assert test.words == "Closure test met: 3 of 4"
    assert [(line.code, line.words) for line in test.unmet] == [(code, words)]
    with pytest.raises(Refused, match="stays open"):
        check_closing(test)


def test_closure_test_when_risk_is_level_or_asking_was_unsafe_then_met():
    """Stable risk will do, and so will a written reason for not asking."""
    level = replace(READY, risk_now=READY.risk_entry, consulted_on=None, not_consulted_because="Lives with him")
    assert closure_test(level).passed


def test_check_closing_when_overridden_then_reason_and_approver_are_needed():
    """An override passes only with both."""
    test = closure_test(replace(READY, open_actions=1))
    check_closing(test, ClosingOverride("Person affected asks us to stop", "A. Price"))
    for wrong in (ClosingOverride("", "A. Price"), ClosingOverride("Because", " ")):
        with pytest.raises(Refused, match="reason and the name"):
            check_closing(test, wrong)


@given(
    st.builds(
        ClosureFacts,
        open_actions=st.integers(0, 3),
        dropped_without_reason=st.integers(0, 3),
        risk_entry=st.sampled_from([None, RiskPoint(16, "standard"), RiskPoint(40, "high")]),
        risk_now=st.sampled_from([None, RiskPoint(16, "standard"), RiskPoint(40, "high")]),
        consulted_on=st.none() | st.dates(),
        not_consulted_because=st.sampled_from(["", "Unsafe"]),
        ongoing_owner=st.sampled_from(["", "Victim Care"]),
    )
)
def test_closure_test_when_facts_vary_then_passing_means_every_line_is_met(facts):
    """It passes exactly when no line is unmet, and open actions never pass."""
    test = closure_test(facts)
    assert len(test.lines) == 4
    assert test.passed == (not test.unmet)
    assert not (test.passed and facts.open_actions)
    assert test.words == f"Closure test met: {4 - len(test.unmet)} of 4"
