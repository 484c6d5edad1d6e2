"""Answers as the report counts them: ages on the day of acceptance, rough births, and no answer in three ways."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from hipdesk.kernel.ids import new_id
from hipdesk.model.partial_dates import age_band, age_on
from hipdesk.model.vocab import code_list
from hipdesk.store.queries.figures import persons
from hipdesk.store.queries.figures.answers import DECLINED, NOT_ASKED, NOT_KNOWN
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.people import PersonRow
from hipdesk.store.tables.referrals import InvolvementRow

FIRST, LAST = date(2015, 4, 1), date(2016, 3, 31)
ACCEPTED = st.dates(FIRST, LAST)
BORN = st.dates(date(1900, 1, 1), date(2015, 3, 31))


def write(work, people):
    """A case for each person: (accepted, columns of the person)."""
    stamp = {**work.stamp(), "origin": "entered", "unanswered": {}}
    for number, (accepted, columns) in enumerate(people):
        case, person = new_id(), new_id()
        work.session.execute(insert(CaseRow.__table__).values(
            **stamp, id=case, reference=f"HIP/2015-16/{number:04d}", status="listed", received_on=accepted,
            accepted_on=accepted,
        ))  # fmt: skip
        work.session.execute(insert(PersonRow.__table__).values(
            **{**stamp, "id": person, "kind": "person", "name": "A B", "folded": "a b", "impairments": [], **columns}
        ))  # fmt: skip
        work.session.execute(insert(InvolvementRow.__table__).values(
            **stamp, id=new_id(), case_id=case, person_id=person, role="victim", label="Victim A"
        ))  # fmt: skip


def counts(work, question):
    found = persons.victims(work, FIRST, FIRST, LAST)[question]
    return {code: many.now for code, many in found.items()}


def band(age):
    found = age_band(age, code_list("age_band").codes)
    return NOT_KNOWN if found == "NK" else found


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(st.tuples(ACCEPTED, BORN), min_size=1, max_size=8))
def test_age_when_the_birth_is_known_then_is_that_of_the_day_of_acceptance(office, people):
    """Whole years, birthdays and the ends of months among them, as everywhere else in the program."""
    with office.records.write(office.actor) as work:
        write(work, [(accepted, {"born_earliest": born, "born_latest": born}) for accepted, born in people])
        assert counts(work, "age") == Counter(band(age_on(born, accepted)) for accepted, born in people)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"born_earliest": date(1990, 1, 1), "born_latest": date(1990, 12, 31)}, "18-24"),
        ({"born_earliest": date(1981, 1, 1), "born_latest": date(1981, 12, 31)}, "25-34"),
        ({"age_estimate": 24, "age_estimated_on": date(2013, 5, 1)}, "25-34"),
        ({"age_estimate": 9}, "0-9"),
        ({}, NOT_KNOWN),
        ({"unanswered": {"born": "declined"}}, DECLINED),
        ({"unanswered": {"born": "not_asked"}}, NOT_ASKED),
        ({"unanswered": {"born": "not_known"}}, NOT_KNOWN),
        ({"born_earliest": LAST + timedelta(days=900), "born_latest": LAST + timedelta(days=900)}, NOT_KNOWN),
    ],
)
def test_age_when_it_is_rough_or_missing_then_is_its_middle_or_why_not(office, columns, expected):
    """A year of birth counts by its middle, an estimate grows older, and a birth to come is none."""
    with office.records.write(office.actor) as work:
        write(work, [(date(2015, 7, 1), columns)])
        assert counts(work, "age") == {expected: 1}


@pytest.mark.parametrize(
    ("question", "columns", "expected"),
    [
        ("ethnicity", {"ethnicity": "A3"}, "A3"),
        ("ethnicity", {"ethnicity": "NS"}, DECLINED),
        ("religion", {"religion": "not_stated"}, DECLINED),
        ("orientation", {"orientation": "not_asked"}, NOT_ASKED),
        ("orientation", {"orientation": "not_said"}, DECLINED),
        ("sex", {"unanswered": {"sex": "not_asked"}}, NOT_ASKED),
        ("sex", {"unanswered": {"ethnicity": "declined"}}, NOT_KNOWN),
        ("language", {"language": ""}, NOT_KNOWN),
        ("disabled", {"disabled": False}, "not_disabled"),
        ("interpreter", {"interpreter": True}, "needed"),
    ],
)
def test_answer_when_a_code_means_none_then_counts_with_the_reason_it_says(office, question, columns, expected):
    """A code of the list that says not stated is a refusal; a reason for another question says nothing of this one."""
    with office.records.write(office.actor) as work:
        write(work, [(date(2015, 7, 1), columns)])
        assert counts(work, question) == {expected: 1}


def test_people_when_something_else_was_affected_then_are_told_apart(office):
    """A mosque has no age: it is counted beside the people."""
    with office.records.write(office.actor) as work:
        write(work, [(date(2015, 7, 1), {"kind": "worship"}), (date(2015, 7, 1), {"sex": "female"})])
        assert counts(work, "sex") == {"female": 1}
        assert persons.others_affected(work, FIRST, LAST) == {"worship": 1}
