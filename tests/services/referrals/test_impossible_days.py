"""Days that cannot be: told beside the field, before anything is logged, in a sentence of one line."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.partial_dates import exact_day
from hipdesk.model.referrals import missing
from hipdesk.model.referrals.form import ReferralForm, problems
from hipdesk.model.referrals.form_answers import answers_of
from hipdesk.model.risk import DEFAULT_SET
from tests.support.referral_examples import RECEIVED, a_referral
from ui.forms.values import nested

TODAY = date(2026, 12, 2)
TOMORROW = TODAY + timedelta(days=1)
AGENCY = "a" * 32


def _told(**changes: object) -> dict[str, str]:
    """What stands before logging a whole referral with these answers of its form."""
    answers, reasons = answers_of(a_referral(AGENCY))
    answers |= {name.replace("__", "."): value for name, value in changes.items()}
    form = ReferralForm.model_validate(nested(answers, reasons) | {"risk_form": DEFAULT_SET})
    return {problem.field: problem.words for problem in problems(form, TODAY).blocking("log")}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("received_on", TOMORROW),
        ("completed_on", date(2026, 12, 1)),
        ("incidents.0.happened", TOMORROW),
        ("incidents.0.happened", "1 December 2026"),
        ("incidents.0.happened", "31/02/2026"),
        ("incidents.0.happened", "5 May 2026 to 3 May 2026"),
        ("incidents.0.reported_on", TOMORROW),
        ("incidents.0.reported_on", date(2026, 11, 20)),
        ("incidents.0.at", "25:10"),
        ("person.birth", "31/02/1990"),
        ("person.birth", "29/02/2023"),
        ("person.birth", "150"),
        ("person.birth", "-5"),
        ("person.birth", date(1850, 3, 12)),
        ("person.birth", "14 March 2030"),
        ("person.birth", date(2026, 11, 25)),
        ("person.lives_from", TOMORROW),
        ("sharing.agreed_on", TOMORROW),
        ("sharing.privacy_notice_on", TOMORROW),
        ("sharing.approved_on", TOMORROW),
        ("sharing.withdrawn_on", TOMORROW),
        ("sharing.withdrawn_on", date(2026, 11, 26)),
        ("risk_assessed_on", TOMORROW),
    ],
)
def test_problems_when_a_day_cannot_be_then_it_is_told_beside_its_field(field, value):
    """Exactly this field is named, with one short sentence."""
    told = _told(**{field.replace(".", "__"): value})
    assert list(told) == [field]
    assert told[field].endswith(".")
    assert len(told[field]) <= 80


def test_problems_when_every_day_is_in_order_then_none():
    """The whole example has no impossible day."""
    assert _told() == {}


@pytest.mark.parametrize("typed", ["not known", "refused", "under 18", "30s", "8 months", "about 1990"])
def test_birth_when_typed_otherwise_then_it_is_read_or_told(typed):
    """Nothing typed is silently dropped: it is an age, a birth, a reason for no answer, or a sentence."""
    answers, reasons = answers_of(a_referral(AGENCY))
    form = ReferralForm.model_validate(nested(answers | {"person.birth": typed}, reasons))
    entry = form.person.entry()
    kept = entry.born is not None or entry.age_estimate is not None or "born" in entry.unanswered
    assert kept != ("person.birth" in _told(person__birth=typed))


@given(first=st.integers(-400, 60), reported=st.integers(-400, 60))
def test_missing_when_days_are_anything_then_only_days_in_order_pass(first, reported):
    """An incident neither after receipt nor after it was told, and nothing in the future."""
    day, told = RECEIVED + timedelta(days=first), RECEIVED + timedelta(days=reported)
    asked = a_referral(AGENCY)
    incident = asked.incidents[0].model_copy(update={"day": exact_day(day), "reported_on": told})
    asked = asked.model_copy(update={"incidents": (incident,)})
    fine = day <= RECEIVED and day <= told <= TODAY
    assert fine == (not missing(asked, TODAY).blocking("log"))


def test_problems_when_the_days_of_an_incident_are_in_the_wrong_order_then_the_sentence_says_so():
    """They exist: it is their order that is wrong."""
    told = _told(incidents__0__happened="10 June 2026 to 4 May 2026")
    assert told["incidents.0.happened"] == "The days are in the wrong order: write the earlier one first."


@given(years=st.integers(0, 300))
def test_problems_when_someone_moved_in_long_ago_then_more_than_120_years_are_asked_about(years):
    """Lives there since 1800: the year is asked about beside the field."""
    told = _told(person__lives_from=date(TODAY.year - years, 1, 1), person__address="4 Invented Row")
    assert ("person.lives_from" in told) == (years > 120)


@given(told=st.times(), now=st.times(), back=st.integers(0, 2))
def test_problems_when_received_today_then_not_at_a_time_still_to_come(told, now, back):
    """The minute that is now is no later than now; a day gone by had every time."""
    told, now = told.replace(second=0, microsecond=0), now.replace(microsecond=0)
    day = TODAY - timedelta(days=back)
    form = ReferralForm.model_validate({"received_on": day, "received_at": f"{told:%H:%M}"})
    said = [problem.words for problem in problems(form, TODAY, now=now).found if problem.field == "received_at"]
    assert said == (["This time is still to come today: check the time or the day."] if not back and told > now else [])
    assert not [problem for problem in problems(form, TODAY).found if problem.field == "received_at"]
