"""Deciding on referrals: acknowledged, asked about twice at most, accepted, declined, sent on, a duplicate."""

from datetime import date

import pytest

from hipdesk.kernel.errors import ChangedMeanwhile, Refused
from hipdesk.model import referrals as asked
from hipdesk.model.cases import CaseFilter
from hipdesk.services import referrals
from hipdesk.services.cases import list_cases, open_case
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim, add_agency


@pytest.fixture
def logged(office):
    """A referral that may be accepted."""
    return office.do(referrals.log_referral, a_referral(add_agency(office)))


def _rows(office, code):
    view = office.read(referrals.inbox)
    return next(group.rows for group in view.groups if group.code == code)


def test_accept_when_whole_then_case_carries_the_reference_and_everything_of_the_referral(office, logged):
    """The case has the referral's reference, its flags, strands and risk, and is listed for a panel."""
    accepted = office.do(referrals.accept_referral, asked.AcceptReferral(id=logged.id))
    case = office.read(open_case, accepted.case_id)
    assert (case.reference, case.initials, case.status) == (logged.reference, "R.B.", "listed")
    assert case.strands == ("Race", "Faith")
    assert (case.risk.band, case.risk.score, case.trend) == ("medium", 21, "first")
    assert case.flags == ("not_aware",)
    assert case.ward == "Tanners"
    assert [person.label for person in case.people] == ["Victim A", "Perpetrator 1"]
    assert len(case.incidents) == 1
    assert case.lead == "Riverside & Chalk"


def test_accept_when_received_after_the_cut_off_then_heard_a_month_later(office, logged):
    """Received on 30 November, after the cut-off of 26 November for 10 December: heard on 14 January."""
    accepted = office.do(referrals.accept_referral, asked.AcceptReferral(id=logged.id))
    assert accepted.next_hearing == date(2027, 1, 14)


def test_accept_when_urgent_then_heard_at_the_next_panel(office):
    """Urgent referrals do not wait for the deadline."""
    agency = add_agency(office)
    urgent = office.do(referrals.log_referral, a_referral(agency, urgency="immediate"))
    accepted = office.do(referrals.accept_referral, asked.AcceptReferral(id=urgent.id))
    assert accepted.next_hearing == date(2026, 12, 10)


def test_accept_when_answers_are_missing_then_refused_with_each_named(office):
    """What stands before accepting is told in words."""
    agency = add_agency(office)
    bare = office.do(referrals.log_referral, a_referral(agency, presenter="", people=(a_victim(ethnicity=None),)))
    with pytest.raises(Refused) as told:
        office.do(referrals.accept_referral, asked.AcceptReferral(id=bare.id))
    assert "Say who will present the case." in told.value.to_do
    view = office.read(referrals.open_referral, bare.id)
    assert [problem.field for problem in view.needed] == ["presenter", "people.0.ethnicity"]
    assert not view.may_be_accepted
    assert view.answered > 10


def test_accept_when_asked_and_declined_to_say_then_it_counts_as_answered(office):
    """Prefers not to say is an answer."""
    agency = add_agency(office)
    person = a_victim(ethnicity=None, unanswered={"ethnicity": "declined"})
    given = office.do(referrals.log_referral, a_referral(agency, people=(person,)))
    assert office.read(referrals.open_referral, given.id).may_be_accepted


def test_accept_when_linked_then_both_cases_name_each_other(office, logged):
    """A referral linked at logging becomes a case of its own, linked with the other."""
    first = office.do(referrals.accept_referral, asked.AcceptReferral(id=logged.id))
    join = asked.Join(how="link", case_id=first.case_id)
    agency = add_agency(office, "Victim Care", "Victim Care")
    second = office.do(referrals.log_referral, a_referral(agency, join=join))
    accepted = office.do(referrals.accept_referral, asked.AcceptReferral(id=second.id))
    assert [link.reference for link in office.read(open_case, accepted.case_id).links] == [logged.reference]
    assert [link.reference for link in office.read(open_case, first.case_id).links] == [second.reference]


def test_ask_for_information_when_asked_a_third_time_then_refused(office, logged):
    """Twice is the rule; then it is decided with what is there."""
    for _ in range(2):
        office.do(referrals.ask_for_information, asked.AskForInformation(id=logged.id, wanted="The diary sheets"))
        office.do(referrals.information_came, asked.InformationCame(id=logged.id))
    with pytest.raises(Refused, match="twice"):
        office.do(referrals.ask_for_information, asked.AskForInformation(id=logged.id, wanted="More"))


def test_ask_for_information_when_asked_then_inbox_says_by_when(office, logged):
    """The inbox tells how often was asked and when the reply is due, five working days on."""
    office.do(referrals.ask_for_information, asked.AskForInformation(id=logged.id, wanted="The diary sheets"))
    row = _rows(office, "waiting")[0]
    assert row.words == "Asked once, reply due Wed 9 Dec"


def test_decline_when_for_want_of_information_unasked_then_refused(office, logged):
    """Not enough information is a reason only after two requests."""
    with pytest.raises(Refused, match="two requests"):
        office.do(referrals.decline_referral, asked.DeclineReferral(id=logged.id, reason="insufficient"))


def test_decline_when_looked_at_again_then_it_waits_for_triage(office, logged):
    """A decision against a referral can be looked at again."""
    office.do(referrals.decline_referral, asked.DeclineReferral(id=logged.id, reason="below_threshold"))
    assert _rows(office, "decided")[0].words == "Declined, advice given"
    office.do(referrals.look_again, asked.LookAgain(id=logged.id, words="New facts"))
    assert [row.reference for row in _rows(office, "triage")] == [logged.reference]


def test_redirect_when_to_another_panel_then_inbox_names_it(office, logged):
    """Where it went is shown."""
    office.do(referrals.redirect_referral, asked.RedirectReferral(id=logged.id, to="cmarac"))
    assert _rows(office, "decided")[0].words == "Redirected to Community MARAC"


def test_withdraw_when_accepted_then_refused(office, logged):
    """An accepted referral stays accepted; the case is closed instead."""
    office.do(referrals.accept_referral, asked.AcceptReferral(id=logged.id))
    with pytest.raises(Refused):
        office.do(referrals.withdraw_referral, asked.WithdrawReferral(id=logged.id))


def test_mark_duplicate_when_of_a_case_then_it_stands_under_that_case_and_adds_nothing(office, logged):
    """A duplicate is named under its case; its people and incidents are not counted there."""
    first = office.do(referrals.accept_referral, asked.AcceptReferral(id=logged.id))
    second = office.do(referrals.log_referral, a_referral(add_agency(office, "Police CSU", "Police CSU")))
    office.do(referrals.mark_duplicate, asked.MarkDuplicate(id=second.id, case_id=first.case_id))
    case = office.read(open_case, first.case_id)
    assert len(case.incidents) == 1
    assert len(case.referrals) == 2
    assert _rows(office, "decided")[0].words == f"Same as {logged.reference}"


def test_acknowledge_when_day_lies_before_receipt_then_refused(office, logged):
    """Nobody is told of what has not come."""
    with pytest.raises(Refused):
        office.do(referrals.acknowledge, asked.AcknowledgeReferral(id=logged.id, on_day=date(2026, 11, 1)))


def test_decide_when_changed_meanwhile_then_nothing_happens(office, logged):
    """A decision on an older version of the referral is refused."""
    version = office.read(referrals.open_referral, logged.id).version
    office.do(referrals.acknowledge, asked.AcknowledgeReferral(id=logged.id))
    with pytest.raises(ChangedMeanwhile):
        office.do(
            referrals.decline_referral, asked.DeclineReferral(id=logged.id, version=version, reason="other_panel")
        )


def test_inbox_when_two_working_days_passed_then_clock_says_so(office, logged):
    """Received on Monday, Wednesday is two working days on, of three."""
    row = _rows(office, "triage")[0]
    assert (row.used, row.target, row.words) == (2, 3, "2 of 3 days")


def test_inbox_when_read_then_no_name_is_in_it(office, logged):
    """Lists show initials only."""
    shown = repr(office.read(referrals.inbox)) + repr(office.read(list_cases, CaseFilter(view="all")))
    assert "Rukhsana" not in shown
    assert "Dane" not in shown


@pytest.mark.parametrize(
    ("incident", "told", "police"),
    [
        ({}, "Not answered", "Not answered"),
        ({"unanswered": {"reported_to": "not_asked", "police_status": "not_known"}}, "Not asked", "Not known"),
        ({"reported_to": "The landlord"}, "The landlord", "Not answered"),
    ],
)
def test_open_referral_when_nobody_answered_then_no_answer_is_no_fact(office, incident, told, police):
    """What was never asked is not "told to nobody", nor "the police were not told"."""
    given = {"facts": "Shouted at the door", **incident}
    sent = a_referral(add_agency(office), incidents=(asked.IncidentEntry.model_validate(given),))
    view = office.read(referrals.open_referral, office.do(referrals.log_referral, sent).id)
    assert (view.incidents[0].told("reported_to"), view.police) == (told, police)


def test_open_referral_when_read_then_names_are_fetched_apart(office, logged):
    """The page holds initials; names are another reading with its own event."""
    view = office.read(referrals.open_referral, logged.id)
    assert "Rukhsana" not in repr(view)
    assert [person.name for person in office.read(referrals.referral_names, logged.id)] == [
        "Rukhsana Begum", "Colin Dane",
    ]  # fmt: skip


def test_open_referral_when_someone_looks_alike_then_pair_is_named_without_names(office, logged):
    """People compared at logging are shown as possible matches."""
    person = a_victim(name="Ruksana Begom")
    again = office.do(
        referrals.log_referral, a_referral(add_agency(office, "B", "B"), people=(person, a_perpetrator()))
    )
    met = office.read(referrals.open_referral, again.id).met_before
    assert {pair.label for pair in met} == {"Victim A", "Perpetrator 1"}
    assert all(logged.reference in pair.words for pair in met)
