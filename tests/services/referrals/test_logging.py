"""Logging a referral on the real database: what is written, what is refused, where it belongs."""

from datetime import date

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.referrals import AcceptReferral, AmendReferral, ContactEntry, Join, LogReferral
from hipdesk.services.referrals import accept_referral, amend_referral, log_referral
from hipdesk.store.queries.involvements import people_lines
from hipdesk.store.queries.referrals.command import command_of
from hipdesk.store.tables.referrals import ReferralRow
from tests.support.referral_examples import RECEIVED, a_perpetrator, a_referral, a_victim, add_agency, an_incident


@pytest.fixture
def agency(office):
    """The referring agency."""
    return add_agency(office)


def _row(office, key):
    with office.records.read(office.actor) as reading:
        return reading.find(ReferralRow, key)


def _command(office, key):
    with office.records.read(office.actor) as reading:
        return command_of(reading, reading.find(ReferralRow, key))


def test_log_referral_when_whole_then_reference_is_of_the_financial_year(office, agency):
    """References count up within the financial year of the day received."""
    first = office.do(log_referral, a_referral(agency))
    second = office.do(log_referral, a_referral(agency, received_on=date(2026, 3, 31), completed_on=date(2026, 3, 30)))
    third = office.do(log_referral, a_referral(agency))
    assert [first.reference, second.reference, third.reference] == [
        "HIP/2026-27/0001", "HIP/2025-26/0001", "HIP/2026-27/0002",
    ]  # fmt: skip
    row = _row(office, first.id)
    assert (row.status, row.initials, row.received_on) == ("received", "R.B.", RECEIVED)


def test_log_referral_when_read_back_then_form_shows_what_was_logged(office, agency):
    """The form of a logged referral shows every answer it was logged with."""
    asked = a_referral(agency)
    logged = office.do(log_referral, asked)
    back = _command(office, logged.id)
    for field in LogReferral.model_fields:
        if field in ("people", "incidents", "risk", "repeat_reason"):
            continue
        assert getattr(back, field) == getattr(asked, field), field
    assert back.risk.answers == dict(asked.risk.answers)
    assert [person.model_copy(update={"id": None, "person_id": None}) for person in back.people] == list(asked.people)
    assert [incident.model_copy(update={"id": None}) for incident in back.incidents] == list(asked.incidents)


def test_log_referral_when_safe_contact_is_missing_then_refused_and_nothing_is_written(office, agency):
    """What blocks logging is told in words, and no reference is lost."""
    with pytest.raises(Refused) as told:
        office.do(log_referral, a_referral(agency, people=(a_victim(contact=None),)))
    assert "reached safely" in told.value.to_do
    assert office.do(log_referral, a_referral(agency)).reference.endswith("0001")


def test_log_referral_when_people_are_many_then_labels_are_apart(office, agency):
    """Labels count per role, victims in letters."""
    people = (a_victim(), a_victim(name="Salma Idris"), a_perpetrator(), a_perpetrator(name="", identity="unknown"))
    logged = office.do(log_referral, a_referral(agency, people=people))
    with office.records.read(office.actor) as reading:
        labels = [line.label for line in people_lines(reading, referral_id=logged.id)]
    assert labels == ["Victim A", "Victim B", "Perpetrator 1", "Perpetrator 2"]


def test_log_referral_when_same_person_came_within_a_year_then_repeat_with_reason(office, agency):
    """The repeat rule finds the same name and birth day though the officer did not join the records."""
    first = office.do(log_referral, a_referral(agency, received_on=date(2026, 6, 1), completed_on=date(2026, 6, 1)))
    second = office.do(log_referral, a_referral(agency))
    assert not first.repeat
    assert second.repeat
    assert first.reference in second.repeat_words


def test_log_referral_when_set_by_hand_then_override_stands(office, agency):
    """First or repeat may be set by hand, with a reason."""
    office.do(log_referral, a_referral(agency, received_on=date(2026, 6, 1), completed_on=date(2026, 6, 1)))
    logged = office.do(log_referral, a_referral(agency, repeat_override=False, repeat_reason="A different matter"))
    assert (logged.repeat, logged.repeat_words) == (False, "A different matter")


def test_log_referral_when_same_person_chosen_then_record_is_filled_not_overwritten(office, agency):
    """A person the officer recognised keeps their record; gaps are filled and the safe contact is the newest."""
    bare = a_victim(own_script="", sex=None, contact=ContactEntry(method="post", message_safe=True, post_safe=True))
    office.do(log_referral, a_referral(agency, people=(bare,)))
    with office.records.read(office.actor) as reading:
        there = people_lines(reading, referral_id=_first_id(reading))[0].person_id
    again = a_victim(person_id=there, name="Ruksana Begom", sex="female", language="English")
    second = office.do(log_referral, a_referral(agency, people=(again,)))
    back = _command(office, second.id).people[0]
    assert back.person_id == there
    assert (back.name, back.sex, back.language) == ("Rukhsana Begum", "female", "Bengali (Sylheti)")
    assert back.aliases == ("Ruksana Begom",)
    assert back.contact is not None
    assert back.contact.method == "text"


def _first_id(reading):
    from hipdesk.store.queries.referrals.inbox import referral_ids

    return referral_ids(reading)[0]


def test_log_referral_when_appended_then_case_shows_it_and_labels_go_on(office, agency):
    """Added to a case, people known there keep their label and others get the next one."""
    first = office.do(log_referral, a_referral(agency))
    accepted = office.do(accept_referral, AcceptReferral(id=first.id))
    with office.records.read(office.actor) as reading:
        victim = people_lines(reading, case_id=accepted.case_id)[0].person_id
    people = (a_victim(person_id=victim), a_perpetrator(name="Someone Else"))
    join = Join(how="append", case_id=accepted.case_id)
    office.do(log_referral, a_referral(agency, people=people, join=join, incidents=(an_incident("25 November 2026"),)))
    with office.records.read(office.actor) as reading:
        lines = people_lines(reading, case_id=accepted.case_id)
    assert [line.label for line in lines] == ["Victim A", "Perpetrator 1", "Perpetrator 2"]


def test_amend_referral_when_incident_is_removed_and_person_added_then_rest_keeps_its_place(office, agency):
    """Amending changes what is there by its key, adds what is new and removes what is gone."""
    asked = a_referral(agency, incidents=(an_incident("11 November 2026"), an_incident("21 November 2026")))
    logged = office.do(log_referral, asked)
    form = _command(office, logged.id)
    changed = form.model_copy(
        update={
            "summary": "Corrected.",
            "incidents": form.incidents[1:],
            "people": (*form.people, a_victim(name="Salma Idris")),
        }
    )
    office.do(amend_referral, AmendReferral(id=logged.id, content=changed))
    back = _command(office, logged.id)
    assert back.summary == "Corrected."
    assert [incident.id for incident in back.incidents] == [form.incidents[1].id]
    assert [person.name for person in back.people] == ["Rukhsana Begum", "Colin Dane", "Salma Idris"]
    with office.records.read(office.actor) as reading:
        labels = {line.label for line in people_lines(reading, referral_id=logged.id)}
    assert labels == {"Victim A", "Victim B", "Perpetrator 1"}


def test_log_referral_when_day_lies_ahead_then_refused(office, agency):
    """A referral cannot come tomorrow."""
    with pytest.raises(Refused):
        office.do(log_referral, a_referral(agency, received_on=date(2026, 12, 3)))
