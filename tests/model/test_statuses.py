"""Status machines: the tables hold, and a refusal says what is possible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model.statuses import (
    ACTION,
    ACTION_STATUSES,
    CASE,
    CASE_STATUSES,
    REFERRAL,
    REFERRAL_STATUSES,
    allowed_next,
    check_action_transition,
    check_case_transition,
    check_referral_transition,
    check_transition,
)

MACHINES = {REFERRAL: REFERRAL_STATUSES, CASE: CASE_STATUSES, ACTION: ACTION_STATUSES}


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.noun)
def test_machine_when_read_then_every_status_is_named_reachable_and_known(machine):
    """The table, the words and the type list the same statuses, and each can be reached."""
    assert set(machine.follows) == set(machine.words) == set(MACHINES[machine]) == set(machine.reachable())
    for following in machine.follows.values():
        assert set(following) <= set(machine.follows)


def test_referral_when_declined_then_only_back_to_received():
    """A declined referral is not accepted straight away; the sentence says the way."""
    with pytest.raises(Refused) as refused:
        check_referral_transition("declined", "accepted")
    assert str(refused.value) == (
        "A referral that is declined cannot become accepted. Nothing was changed. It can become: received."
    )
    check_referral_transition("declined", "received")
    check_referral_transition("received", "accepted")


def test_referral_when_accepted_then_nothing_follows():
    """An accepted referral has become a case; the case goes on from there."""
    with pytest.raises(Refused, match="It stays accepted"):
        check_referral_transition("accepted", "withdrawn")


def test_case_when_closed_then_it_can_only_be_reopened():
    """Closing cannot be walked round, and a case that was heard is never merely listed again."""
    check_case_transition("closed", "reopened")
    for forbidden in ("listed", "heard", "monitoring"):
        with pytest.raises(Refused):
            check_case_transition("closed", forbidden)
    with pytest.raises(Refused):
        check_case_transition("heard", "listed")


def test_action_when_ended_then_it_can_be_opened_again():
    """An action marked done by mistake opens again; the two kinds of not done stay apart."""
    check_action_transition("completed", "open")
    check_action_transition("open", "not_completed_agency")
    with pytest.raises(Refused):
        check_action_transition("not_completed_circumstances", "not_completed_agency")
    with pytest.raises(Refused, match="An action"):
        check_action_transition("superseded", "completed")


def test_check_transition_when_a_status_is_unknown_then_refused():
    """A misspelt status from a file is refused, not passed."""
    with pytest.raises(Refused, match="not a status"):
        check_case_transition("heard", "hearded")
    assert allowed_next(CASE, "hearded") == ()


@given(st.sampled_from(list(MACHINES)), st.lists(st.integers(0, 50), max_size=30))
def test_random_walk_when_only_passed_steps_are_taken_then_every_step_is_in_the_table(machine, choices):
    """Whatever is asked for, a walk through the check never makes a step the table does not list."""
    current, statuses = machine.begins, machine.statuses
    for choice in choices:
        wanted = statuses[choice % len(statuses)]
        try:
            check_transition(machine, current, wanted)
        except Refused:
            assert wanted != current
            assert wanted not in machine.follows[current]
            continue
        assert wanted == current or wanted in machine.follows[current]
        current = wanted


@given(st.lists(st.sampled_from(REFERRAL_STATUSES), max_size=40))
def test_random_walk_when_a_referral_is_accepted_then_it_was_received_before(wishes):
    """No walk reaches acceptance without having been received, nor leaves it again."""
    current, path = "draft", ["draft"]
    for wanted in wishes:
        try:
            check_referral_transition(current, wanted)
        except Refused:
            continue
        current = wanted
        path.append(current)
    if "accepted" in path:
        first = path.index("accepted")
        assert "received" in path[:first]
        assert set(path[first:]) == {"accepted"}
