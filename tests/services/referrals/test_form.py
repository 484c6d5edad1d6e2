"""The form's way to the command and back."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model.partial_dates import read_partial_day
from hipdesk.model.referrals import missing
from hipdesk.model.referrals.form import ReferralForm, problems
from hipdesk.model.referrals.form_answers import answers_of, counts_of
from hipdesk.model.referrals.form_records import PersonForm, read_time
from hipdesk.model.risk import DEFAULT_SET
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim
from ui.forms.values import nested

TODAY = date(2026, 12, 2)
AGENCY = "a" * 32


def _back(command):
    answers, reasons = answers_of(command)
    return ReferralForm.model_validate(nested(answers, reasons) | {"risk_form": DEFAULT_SET})


def test_form_when_shown_and_read_back_then_command_is_the_same():
    """Showing a referral on its form and taking the form's command changes nothing."""
    given_people = (
        a_victim(ethnicity=None, unanswered={"ethnicity": "declined"}),
        a_victim(role="child", name="Amina", born=None, age_estimate=9, school="Northgate", targeted=True),
        a_perpetrator(),
        a_perpetrator(name="", identity="unknown", evidence_basis=None),
    )
    asked = a_referral(AGENCY, people=given_people)
    made = _back(asked).command(TODAY, before=asked)
    assert made.risk.answers == dict(asked.risk.answers)
    assert made.model_copy(update={"risk": asked.risk}) == asked
    assert counts_of(asked) == {
        "others": 1, "alleged": 2, "incidents": 1, "strand_details": 1, "evidence": 1, "earlier_steps": 1,
    }  # fmt: skip


def test_problems_when_blank_then_names_are_the_forms():
    """What stands in the way is told under the form's own field names."""
    fields = {problem.field for problem in problems(ReferralForm(), TODAY).blocking("accept")}
    assert {"person.name", "person.birth", "person.contact_method", "strand_codes", "risk_answers"} <= fields
    assert not any(field.startswith("people") for field in fields)


def test_problems_when_whole_then_none():
    """The whole example stands on the form without a problem."""
    asked = a_referral(AGENCY)
    assert missing(_back(asked).command(TODAY), TODAY).blocking("accept") == ()
    assert problems(_back(asked), TODAY).blocking("accept") == ()


def test_birth_when_an_age_is_typed_then_it_is_an_estimate():
    """An age where a birth day is asked is kept as an age."""
    entry = PersonForm(name="A", birth="38").entry()
    assert (entry.born, entry.age_estimate) == (None, 38)
    assert PersonForm(name="A", birth=date(1988, 3, 14)).entry().born == read_partial_day(date(1988, 3, 14))


def test_birth_when_it_cannot_be_read_then_it_blocks_logging():
    """Nothing typed is silently dropped."""
    form = _back(a_referral(AGENCY))
    odd = form.model_copy(update={"person": form.person.model_copy(update={"birth": "the day of the flood"})})
    assert "person.birth" in {problem.field for problem in problems(odd, TODAY).blocking("log")}


@given(at=st.times())
def test_read_time_when_written_in_usual_ways_then_read(at):
    """Times are read with a colon, a full stop or neither."""
    plain = time(at.hour, at.minute)
    for written in (f"{plain:%H:%M}", f"{plain:%H.%M}", f"{plain:%H%M}"):
        assert read_time(written) == plain


@pytest.mark.parametrize(
    ("typed", "meant"), [("3.20 pm", time(15, 20)), ("9am", time(9)), ("25:00", None), ("x", None)]
)
def test_read_time_when_typed_otherwise_then_read_or_not(typed, meant):
    """Afternoon is read; nonsense is not."""
    assert read_time(typed) == meant


@given(text=st.text(max_size=12))
def test_read_time_when_anything_is_typed_then_never_fails(text):
    """Whatever is typed, the field says at most that it is no time."""
    assert read_time(text) is None or isinstance(read_time(text), time)
