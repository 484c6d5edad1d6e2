"""The three kinds of no answer on the real database: kept and shown for every question that offers them."""

import pytest

from hipdesk.model.referrals import AcceptReferral, LogReferral, no_answers
from hipdesk.model.referrals.checks import missing
from hipdesk.model.referrals.form import ReferralForm
from hipdesk.model.referrals.form_answers import answers_of
from hipdesk.model.referrals.form_controls import FilledForm, FormControl
from hipdesk.model.referrals.form_keys import kept_with
from hipdesk.model.referrals.form_questions import referral_parts
from hipdesk.model.referrals.form_records import IncidentForm, PersonForm
from hipdesk.model.referrals.no_answers import may_have_none
from hipdesk.model.risk import DEFAULT_SET
from hipdesk.services import cases, drafts, form_reading, referrals
from tests.support.referral_examples import a_referral, a_victim, add_agency, an_incident
from ui.forms.values import nested

_RECORDS = {"person": PersonForm, "incidents.0": IncidentForm, "sharing": None, "": ReferralForm}


def _asked_without_answer() -> dict[str, str]:
    """Every question of the form that offers it, by name, each with one of the three reasons in turn."""
    of_sharing = type(LogReferral().sharing).model_fields
    names = [
        f"{path}.{field}".lstrip(".")
        for path, record in _RECORDS.items()
        for field in (record.model_fields if record is not None else of_sharing)
    ]
    offered = [name for name in names if may_have_none(name)]
    return {name: ("not_known", "not_asked", "declined")[at % 3] for at, name in enumerate(offered)}


@pytest.fixture
def unanswered(office):
    """A referral logged without any of those answers, and the reasons it was logged with."""
    answers, _ = answers_of(a_referral(add_agency(office)))
    reasons = _asked_without_answer()
    del reasons["incidents.0.happened"]  # acceptance needs the day of one incident
    left = {name: value for name, value in answers.items() if name not in reasons}
    form = ReferralForm.model_validate(nested(left, reasons) | {"risk_form": DEFAULT_SET})
    return office.do(referrals.log_referral, form.command(office.clock.now().date())), reasons


def test_words_when_a_question_may_have_no_answer_then_it_is_one_of_its_record():
    """Every name that is told is a question of the form, and none stands for nothing."""
    told = (no_answers.REFERRAL, no_answers.PERSON, no_answers.INCIDENT, no_answers.SHARING)
    assert sum(len(each) for each in told) == len(_asked_without_answer()) > 90


def test_log_referral_when_nothing_has_an_answer_then_each_reason_is_kept_apart_and_shown(office, unanswered):
    """The form reads every reason back as it was given, and the case page tells them in words."""
    logged, reasons = unanswered
    back = answers_of(office.read(referrals.referral_form, logged.id))[1]
    assert {name: back.get(name) for name in reasons} == reasons
    accepted = office.do(referrals.accept_referral, AcceptReferral(id=logged.id))
    names = dict(office.read(cases.case_names, accepted.case_id)[0].more)
    assert {"Not known", "Not asked", "Prefers not to say"} <= set(names)
    assert no_answers.PERSON["postcode"] in names[_words(reasons["person.postcode"])]
    detail = office.read(cases.open_case, accepted.case_id)
    told = dict(detail.incidents[0].more)
    assert no_answers.INCIDENT["place"] in told[_words(reasons["incidents.0.place"])]
    sharing = dict(detail.sharing[0].unanswered)
    assert no_answers.SHARING["limits"] in sharing[_words(reasons["sharing.limits"])]


def _words(reason: str) -> str:
    return {"not_known": "Not known", "not_asked": "Not asked", "declined": "Prefers not to say"}[reason]


def test_log_referral_when_the_person_is_known_then_reasons_fill_gaps_and_never_cover_an_answer(office):
    """A reason given of someone on record is kept where nothing is known; one that was answered since is gone."""
    agency = add_agency(office)
    first = office.do(
        referrals.log_referral,
        a_referral(agency, people=(a_victim(language="", unanswered={"language": "not_asked"}),)),
    )
    known = office.read(referrals.referral_form, first.id).people[0].person_id
    again = a_victim(person_id=known, religion=None, sex=None, unanswered={"religion": "declined", "sex": "not_known"})
    second = office.do(referrals.log_referral, a_referral(agency, people=(again,)))
    person = office.read(referrals.referral_form, second.id).people[0]
    assert (person.language, person.sex, person.unanswered) == ("Bengali (Sylheti)", "female", {"religion": "declined"})


def test_missing_when_it_is_not_known_who_perceived_it_then_accepted():
    """ "Not known" is an answer to who perceived the hostility as to everything else."""
    whole = a_referral("a" * 32)
    nobody = whole.model_copy(
        update={"strands": tuple(s.model_copy(update={"perceived_by": ()}) for s in whole.strands)}
    )
    day = whole.received_on
    assert any("perceived_by" in problem.field for problem in missing(nobody, day).blocking("accept"))
    said = nobody.model_copy(update={"unanswered": {"perceived_by": "not_known"}})
    assert not any("perceived_by" in problem.field for problem in missing(said, day).blocking("accept"))


def test_kept_with_when_a_reason_is_of_no_field_of_the_form_then_it_stays_until_touched():
    """A reason an import gave is not lost by a change elsewhere, and goes when its field was answered."""
    before = a_referral(
        "a" * 32,
        incidents=(an_incident(),),
        unanswered={"ward": "not_known", "presenter": "declined"},
        sharing=a_referral("a" * 32).sharing.model_copy(update={"unanswered": {"agreement": "not_asked"}}),
    )
    made = before.model_copy(update={"unanswered": {}, "sharing": before.sharing.model_copy(update={"unanswered": {}})})
    kept = kept_with(made, ["person", "alleged.0"][: len(made.people)], [0], {}, before, {"presenter"})
    assert (kept.unanswered, kept.sharing.unanswered) == ({"ward": "not_known"}, {"agreement": "not_asked"})


def test_word_form_when_a_reason_is_written_or_ticked_then_read_as_such(office):
    """In Word a line takes the reason in words, a list of ticks as a tick, which an answer beside it overrides."""
    controls = (
        FormControl("person.impact", "Prefers not to say"),
        FormControl("victim_wants=not_asked", "", True),
        FormControl("other_panels=not_known", "", True),
        FormControl("other_panels=da_marac", "", True),
    )
    told = office.do(form_reading.draft_from_form, FilledForm(controls, "cd" * 32))
    kept = office.read(drafts.draft, "referral", told.subject).content
    assert kept["reasons"] == {"person.impact": "declined", "victim_wants": "not_asked"}
    assert (kept["answers"]["other_panels"], told.findings) == (["da_marac"], ())
    parts = referral_parts(office.read(referrals.referral_choices))
    asked = {question.name: question.reasons for part in parts for question in part.questions}
    assert all(offers == may_have_none(name) for name, offers in asked.items())
