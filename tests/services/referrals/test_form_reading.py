"""A filled Word form as a draft referral: values by tag, nothing lost, nothing half-kept."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipdesk.model.drafts import KeepDraft
from hipdesk.model.referrals.form_controls import FilledForm, FormControl, FormRefused
from hipdesk.model.referrals.form_questions import referral_parts, risk_parts
from hipdesk.model.referrals.views import InboxFilter
from hipdesk.services import drafts, form_reading, referrals
from hipdesk.services.risk_assessments import risk_form

DIGEST = "ab" * 32


def read(office, *controls, digest=DIGEST):
    """The form read, and the draft it made."""
    told = office.do(form_reading.draft_from_form, FilledForm(controls, digest))
    return told, office.read(drafts.draft, "referral", told.subject).content


def of(tag, text="", ticked=None):
    """A control."""
    return FormControl(tag, text, ticked)


def test_form_when_read_then_values_stand_under_the_names_of_the_form(office):
    """Words of a list become its code, a day a day, ticks a list, a reason for no answer its own."""
    told, content = read(
        office,
        of("referrer_name", "Ifeoma Blake"),
        of("urgency", "immediate danger"),
        of("completed_on", "30/11/2026"),
        of("person.birth", "about 40"),
        of("person.interpreter", "Yes"),
        of("person.sex", "Prefers not to say"),
        of("grounds=escalation", ticked=True),
        of("grounds=repeat", ticked=False),
        of("incidents.0.happened", "since May 2026"),
    )
    assert told.findings == ()
    assert content["answers"] == {
        "referrer_name": "Ifeoma Blake",
        "urgency": "immediate",
        "completed_on": "2026-11-30",
        "person.birth": "about 40",
        "person.interpreter": True,
        "person.sex": None,
        "grounds": ["escalation"],
        "incidents.0.happened": "since May 2026",
    }
    assert content["reasons"] == {"person.sex": "declined"}
    assert content["repeats"] == {"incidents": [0]}


def test_form_when_an_answer_cannot_be_read_then_kept_as_typed_and_told(office):
    """Near spellings are named, a day that is none stays text; the finding quotes nothing that was typed."""
    told, content = read(
        office,
        of("urgency", "Imediate dangr"),
        of("completed_on", "the day after the fair"),
        of("person.tenure", "houseboat"),
        of("person.interpreter", "Yess"),
        of("strand_codes=XYZ", ticked=True),
    )
    assert {finding.field: finding.words for finding in told.findings} == {
        "urgency": "Not on the list; the nearest is “Immediate danger”. Choose it if it fits.",
        "completed_on": "Not a day that can be read: kept as it was typed.",
        "person.tenure": "Not on the list: choose.",
        "person.interpreter": "Not on the list; the nearest is “Yes”. Choose it if it fits.",
        "strand_codes": "Something is ticked that is not on this office’s list: tick what fits.",
    }
    assert content["answers"]["urgency"] == {"typed": "Imediate dangr"}
    assert content["answers"]["completed_on"] == "the day after the fair"
    assert content["answers"]["person.tenure"] == {"typed": "houseboat"}


def test_form_when_days_lie_ahead_then_each_is_told_by_its_field(office):
    """2031 on a form that came today is a slip of the pen: kept as typed, and found in its place."""
    told, content = read(
        office,
        of("completed_on", "4 March 2031"),
        of("incidents.0.reported_on", "05/03/2031"),
        of("incidents.0.happened", "June 2031"),
        of("agreed_on", "1 December 2026"),
        of("person.birth", "2 May 2031"),
    )
    ahead = "This day is still to come: put it right. Kept as it was typed."
    assert {finding.field: finding.words for finding in told.findings} == dict.fromkeys(
        ("completed_on", "incidents.0.reported_on", "incidents.0.happened", "person.birth"), ahead
    )
    assert content["answers"]["completed_on"] == "2031-03-04"
    assert content["answers"]["incidents.0.happened"] == "June 2031"


def test_form_when_repeated_records_are_left_blank_between_then_the_others_move_up(office):
    """The second alleged perpetrator of the paper is the first of the record."""
    _told, content = read(office, of("alleged.1.name", "Gavin Prowse"), of("alleged.0.name", ""))
    assert content["answers"] == {"alleged.0.name": "Gavin Prowse"}
    assert content["repeats"] == {"alleged": [0]}


def test_form_when_other_referrals_are_begun_then_each_file_has_a_draft_of_its_own(office):
    """Neither what is being typed nor another file's draft is written over."""
    office.do(drafts.keep_draft, KeepDraft(kind="referral", subject="new", content={"answers": {"urgency": "routine"}}))
    first, _ = read(office, of("referrer_name", "Ifeoma Blake"))
    second, _ = read(office, of("referrer_name", "Mina Okafor"), digest="cd" * 32)
    assert len({first.subject, second.subject, "new"}) == 3
    assert office.read(drafts.draft, "referral", "new").content["answers"] == {"urgency": "routine"}
    kept = office.read(drafts.draft, "referral", first.subject).content
    assert kept["answers"] == {"referrer_name": "Ifeoma Blake"}


def test_form_when_read_again_then_its_draft_stands_as_it_was_left_until_it_is_gone(office):
    """What was changed since the first reading is kept; once the draft is a record, the file is read afresh."""
    first, content = read(office, of("referrer_name", "Ifeoma Blake"))
    assert (first.begun, first.answered) == (False, 1)
    changed = {**content, "answers": {"referrer_name": "Ifeoma Blake-Adeyemi"}}
    office.do(drafts.keep_draft, KeepDraft(kind="referral", subject=first.subject, content=changed))
    again, kept = read(office, of("referrer_name", "Ifeoma Blake"))
    assert (again.subject, again.begun, again.answered, again.findings) == (first.subject, True, 0, ())
    assert kept == changed
    office.do(drafts.drop_draft, "referral", first.subject)
    afresh, kept = read(office, of("referrer_name", "Ifeoma Blake"))
    assert (afresh.subject, afresh.begun) == (first.subject, False)
    assert kept["answers"] == {"referrer_name": "Ifeoma Blake"}


def test_inbox_when_referrals_are_begun_then_told_by_initials_the_newest_first_unless_it_is_narrowed(office):
    """Only the holder's own; answers that are no text do not stop it; a filter leaves drafts out."""
    read(office, of("person.name", "Wanda Kowal"), of("referrer_name", "Ifeoma Blake"))
    office.clock.advance(timedelta(minutes=5))
    unread = {"answers": {"person.name": None, "agency_id": {"typed": "Beacn"}}}
    office.do(drafts.keep_draft, KeepDraft(kind="referral", subject="new", content=unread))
    begun = office.read(referrals.inbox).begun
    assert [(one.subject, one.initials, one.agency) for one in begun] == [
        ("new", "?", ""), (f"form-{DIGEST[:16]}", "W.K.", ""),
    ]  # fmt: skip
    assert begun[0].kept_at > begun[1].kept_at
    assert len(office.read(referrals.inbox, InboxFilter(open_only=True)).begun) == 2
    assert office.read(referrals.inbox, InboxFilter(words="W.K.")).begun == ()


@pytest.mark.parametrize(
    "controls", [(of("colour", "red"),), (of("referrer_name"), of("grounds=escalation", ticked=False))]
)
def test_form_when_it_is_no_form_of_ours_or_blank_then_refused_and_nothing_kept(office, controls):
    """Neither a stranger's form nor an empty one makes a draft."""
    with pytest.raises(FormRefused):
        office.do(form_reading.draft_from_form, FilledForm(controls, DIGEST))
    assert office.read(drafts.drafts_of) == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(min_size=1, max_size=300), name=st.integers(0, 400), ticked=st.booleans())
def test_form_when_any_text_stands_anywhere_then_kept_or_told(office, text, name, ticked):
    """No words break the reader: each is an answer, a reason or a finding."""
    parts = (*referral_parts(office.read(referrals.referral_choices)), *risk_parts(office.read(risk_form)))
    questions = [question for part in parts for question in part.questions]
    question = questions[name % len(questions)]
    controls = (of(question.name, text), of("referrer_name", "Ifeoma Blake"), of(f"{question.name}={text}", "", ticked))
    office.do(drafts.drop_draft, "referral", f"form-{DIGEST[:16]}")
    told, content = read(office, *controls)
    answered = question.name.partition(".")[0] in str(content)
    assert answered or any(finding.field == question.name for finding in told.findings)
