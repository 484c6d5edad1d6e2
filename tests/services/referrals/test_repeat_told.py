"""A repeat explains itself: on the referral, on the page of its case, and on the case paper."""

from datetime import date

import pytest

from hipdesk.model.referrals import AcceptReferral
from hipdesk.papers.loading.case_paper import load_case_paper
from hipdesk.services import cases, referrals
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim, add_agency


def _case(office, **changes):
    logged = office.do(referrals.log_referral, a_referral(add_agency(office), **changes))
    return logged, office.do(referrals.accept_referral, AcceptReferral(id=logged.id)).case_id


def _on_paper(office, case_id):
    with office.records.read(office.actor) as reading:
        return load_case_paper(reading, case_id).referral


def test_repeat_when_the_rule_finds_one_then_referral_case_page_and_paper_say_which(office):
    """The same words everywhere: what they share, the earlier reference, its day and the months of the rule."""
    agency = add_agency(office)
    earlier = office.do(referrals.log_referral, a_referral(agency, received_on=date(2026, 4, 1)))
    logged = office.do(referrals.log_referral, a_referral(agency))
    case_id = office.do(referrals.accept_referral, AcceptReferral(id=logged.id)).case_id
    words = office.read(referrals.open_referral, logged.id).repeat_words
    assert words.startswith("Repeat: same person affected and same address as")
    assert f"{earlier.reference}, received 1 April 2026, within 12 months" in words
    assert ("First or repeat", words) in office.read(cases.open_case, case_id).referrals[0].facts
    assert words in _on_paper(office, case_id)


@pytest.mark.parametrize(("by_hand", "told"), [(True, True), (False, False)])
def test_repeat_when_set_by_hand_then_the_reason_is_told(office, by_hand, told):
    """A reason given by hand stands on the page; the paper tells it of a repeat, with names masked as in any text."""
    reason = "Amina Khatun was targeted in 2024 under another name"
    child = a_victim(role="child", name="Amina Khatun")
    people = (a_victim(), child, a_perpetrator())
    _logged, case_id = _case(office, people=people, repeat_override=by_hand, repeat_reason=reason)
    said = dict(office.read(cases.open_case, case_id).referrals[0].facts)["First or repeat"]
    assert said == f"{'Repeat' if by_hand else 'First'}, set by hand: {reason}"
    printed = [line for line in _on_paper(office, case_id) if line.startswith("Repeat")]
    assert bool(printed) == told
    assert not any("Amina" in line for line in printed)


def test_case_paper_when_first_then_says_nothing_of_repeats(office):
    """Silence is right where nothing came before."""
    _logged, case_id = _case(office)
    assert not any("epeat" in line for line in _on_paper(office, case_id))
