"""What stands before logging and accepting, for any referral at all."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.partial_dates import read_partial_day
from hipdesk.model.referrals import ContactEntry, IncidentEntry, LogReferral, PersonEntry, missing
from hipdesk.model.referrals.naming import initials_of, label_for
from tests.support.referral_examples import RECEIVED, a_referral, a_victim

AGENCY = "a" * 32
ROLES = st.sampled_from(["victim", "child", "perpetrator", "witness"])
TODAY = date(2026, 12, 2)


def test_answers_when_they_look_like_a_slip_then_warned_of_and_nothing_is_blocked():
    """A year 1066, a telephone number without a number, an e-mail that is none: asked about, not refused."""
    incident = IncidentEntry(day=read_partial_day("1 January 1066"), facts="Shouted at the door")
    contact = ContactEntry(method="text", number="abc", message_safe=True, post_safe=True)
    person = a_victim(contact=contact, born=None, age_estimate=38)
    odd = {"incidents": (incident,), "people": (person,), "referrer_phone": "xyz", "referrer_email": "not an email"}
    found = missing(a_referral(AGENCY, **odd), TODAY)
    assert [problem.field for problem in found.warnings] == [
        "incidents.0.day", "referrer_phone", "referrer_email", "people.0.contact_number",
    ]  # fmt: skip
    assert found.blocking("log") == ()
    assert missing(a_referral(AGENCY), TODAY).warnings == ()


def test_missing_when_blank_then_every_mandatory_answer_is_named():
    """A blank form names what blocks logging, each once."""
    fields = [problem.field for problem in missing(LogReferral(), TODAY).blocking("log")]
    assert fields == [
        "received_on", "received_at", "channel", "completed_on", "agency_id", "referrer_name", "referrer_role",
        "referrer_phone", "urgency", "declared", "people", "incidents", "sharing.victim_aware", "sharing.agreement",
    ]  # fmt: skip


def test_missing_when_whole_then_nothing_stands_in_the_way():
    """The whole example may be accepted."""
    assert missing(a_referral(AGENCY), TODAY).blocking("accept") == ()


def test_missing_when_agreement_was_refused_then_ground_reasoning_and_approver_are_asked():
    """Sharing without agreement needs a ground, a reason and a name."""
    changed = a_referral(AGENCY).sharing.model_copy(update={"agreement": "refused"})
    fields = [problem.field for problem in missing(a_referral(AGENCY, sharing=changed), TODAY).blocking("accept")]
    assert fields == ["sharing.ground", "sharing.reasoning", "sharing.approver"]


def test_missing_when_a_community_is_affected_then_no_birth_or_ethnicity_is_asked():
    """What only a person has is not asked of a community."""
    community = a_victim(
        kind="community", name="Canal Road Mosque", born=None, ethnicity=None, language="", interpreter=None,
        disabled=None, address=None, relation=None,
    )  # fmt: skip
    assert missing(a_referral(AGENCY, people=(community,)), TODAY).blocking("accept") == ()


@given(completed=st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_missing_when_completed_after_receipt_then_it_blocks_logging(completed):
    """The referrer cannot complete it after it came in."""
    found = missing(a_referral(AGENCY, completed_on=completed), TODAY)
    assert bool(found.beside("completed_on")) == (completed > RECEIVED)


@given(ahead=st.integers(-400, 400))
def test_missing_when_received_in_the_future_then_it_blocks_logging(ahead):
    """Nothing comes tomorrow."""
    day = TODAY + timedelta(days=ahead)
    found = missing(a_referral(AGENCY, received_on=day, completed_on=day), TODAY)
    assert bool(found.beside("received_on")) == (ahead > 0)


@given(st.lists(ROLES, max_size=40))
def test_label_for_when_people_are_added_then_no_label_is_given_twice(roles):
    """Labels are apart, whatever comes in whatever order, and count from A or 1."""
    taken: list[str] = []
    for role in roles:
        taken.append(label_for(role, taken))
    assert len(set(taken)) == len(taken)
    assert ("Victim A" in taken) == ("victim" in roles)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_initials_of_when_names_are_anything_then_short_and_without_the_names(names):
    """Initials fit their column and never hold a whole name of two letters or more."""
    people = tuple(PersonEntry(name=name) for name in names)
    found = initials_of(people)
    assert 1 <= len(found) <= 40
    if len(names) > 1:
        assert found.endswith(f"+ {len(names) - 1}")
