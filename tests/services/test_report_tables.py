"""The tables of people, incidents, repeats, agreement, interventions and police outcomes against a plain count.

The count goes over every row of an invented borough in Python; the report counts in the database.
"""

from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from hipdesk.model.partial_dates import age_band, age_on
from hipdesk.model.periods import add_months, quarter
from hipdesk.model.reports import plain
from hipdesk.model.vocab import code_list
from hipdesk.services.demonstration.making import invent
from hipdesk.services.figures import behind_figure
from hipdesk.services.reports.report import report
from hipdesk.store.queries.figures.answers import DECLINED, NOT_ASKED, NOT_KNOWN
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.outcomes import BreachRow, EnforcementRow, PoliceOutcomeRow, SupportRow
from hipdesk.store.tables.people import AddressRow, PersonRow
from hipdesk.store.tables.referrals import IncidentRow, IncidentTypeRow, InvolvementRow, ReferralRow, SharingRow
from tests.support.office import build_template, copy_template

PERIOD = quarter(2026, 2, "financial")
SINCE = date(2026, 4, 1)
KINDS = {"not_asked": NOT_ASKED, "declined": DECLINED}
SAME = {"NS": DECLINED, "not_stated": DECLINED, "not_said": DECLINED, "not_asked": NOT_ASKED, "not_known": NOT_KNOWN}


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """An invented borough, its report, and every row of it."""
    office = copy_template(build_template(tmp_path_factory.mktemp("template")), tmp_path_factory.mktemp("office"))
    office.do(invent, 500, 3)
    with office.records.read(office.actor) as reading:
        kinds = (CaseRow, ReferralRow, InvolvementRow, PersonRow, AddressRow, IncidentRow, SharingRow, SupportRow,
                 EnforcementRow, BreachRow, PoliceOutcomeRow)  # fmt: skip
        rows = {kind: {row.id: row for row in reading.session.scalars(select(kind))} for kind in kinds}
        types = [
            tuple(row) for row in reading.session.execute(select(IncidentTypeRow.incident_id, IncidentTypeRow.code))
        ]
        made = report(reading, PERIOD)
        yield SimpleNamespace(report=made, rows=rows, types=types, reading=reading)
    office.close()


def column(table, at=0):
    """What a column of a table says, by the key of its lines; the total under ""."""
    return {line.key: line.cells[at].value for line in table.lines}


def answer(value, why):
    return SAME.get(value, value) if value else KINDS.get(why, NOT_KNOWN)


def newest_parts(counted, role, first):
    """Each person's part in the newest case accepted since a day, in Python."""
    found = {}
    for part in counted.rows[InvolvementRow].values():
        case, person = counted.rows[CaseRow].get(part.case_id), counted.rows[PersonRow][part.person_id]
        if case is None or part.role != role or not first <= case.accepted_on <= PERIOD.last:
            continue
        if role == "victim" and person.kind != "person":
            continue
        key = (case.accepted_on, part.id)
        if key > found.get(part.person_id, ((date.min, ""), None))[0]:
            found[part.person_id] = key, part
    return [part for _, part in found.values()]


def said(counted, part, question):
    """The answer of a person to a question, in Python."""
    person, case = counted.rows[PersonRow][part.person_id], counted.rows[CaseRow][part.case_id]
    if question == "age":
        bands = tuple(code for code in code_list("age_band").codes if code != "NK")
        band = age_band(age_on(person.born_earliest, case.accepted_on) if person.born_earliest else None, bands)
        return NOT_KNOWN if band == "NK" else band
    if question == "tenure":
        homes = [home for home in counted.rows[AddressRow].values() if home.person_id == person.id]
        return answer(max(homes, key=lambda home: home.id).tenure if homes else None, part.unanswered.get("tenure"))
    if question in ("relation", "identity"):
        return answer(getattr(part, question), part.unanswered.get(question))
    value = getattr(person, question)
    if question in ("disabled", "interpreter") and value is not None:
        yes, no = {"disabled": ("disabled", "not_disabled"), "interpreter": ("needed", "not_needed")}[question]
        value = yes if value else no
    return answer(value, person.unanswered.get(question))


VICTIMS = dict(zip("abcdefghi", ("age", "sex", "ethnicity", "disabled", "religion", "orientation", "language",
                                 "interpreter", "tenure"), strict=True))  # fmt: skip
PERPETRATORS = dict(zip("abcde", ("age", "sex", "relation", "tenure", "identity"), strict=True))


@pytest.mark.parametrize(
    ("number", "role", "question"),
    [(f"10{letter}", "victim", question) for letter, question in VICTIMS.items()]
    + [(f"11{letter}", "perpetrator", question) for letter, question in PERPETRATORS.items()],
)
def test_people_when_counted_plainly_then_each_answer_is_the_same(counted, number, role, question):
    """Each person once, by the newest case; not known, not asked and refused stand apart."""
    table = counted.report.table(number)
    for at, first in enumerate((PERIOD.first, SINCE)):
        expected = Counter(said(counted, part, question) for part in newest_parts(counted, role, first))
        shown = column(table, at)
        assert {code: many for code, many in shown.items() if code and many} == dict(expected)
        assert shown[""] == sum(expected.values())
    assert table.lines[-2].label == "Not known"


def accepted(counted, first):
    return {key for key, case in counted.rows[CaseRow].items() if first <= case.accepted_on <= PERIOD.last}


def test_incidents_when_counted_plainly_then_types_and_places_are_the_same(counted):
    """An incident of two types counts in both; by place it counts once; online by place, type or platform."""
    for at, first in enumerate((PERIOD.first, SINCE)):
        cases = accepted(counted, first)
        incidents = {key: row for key, row in counted.rows[IncidentRow].items() if row.case_id in cases}
        types = Counter(code for key, code in counted.types if key in incidents)
        assert {code: many for code, many in column(counted.report.table("8a"), at).items() if code and many} == types
        places = column(counted.report.table("8b"), at)
        assert {code: many for code, many in places.items() if code and many} == Counter(
            answer(row.location, None) for row in incidents.values()
        )
        assert places[""] == column(counted.report.table("8a"), at)[""] == len(incidents)
        told = {key for key, code in counted.types if code == "A17"}
        online = sum(row.location == "online" or bool(row.platform) or key in told for key, row in incidents.items())
        assert column(counted.report.table("8c"), at) == {"online": online, "offline": len(incidents) - online,
                                                          "": len(incidents)}  # fmt: skip


def test_repeats_when_counted_plainly_then_people_homes_and_perpetrators_are_the_same(counted):
    """In how many referrals of twelve months each was, of those in one of the period."""
    since = add_months(PERIOD.last + timedelta(days=1), -12)
    homes = {}
    for home in counted.rows[AddressRow].values():
        homes.setdefault(home.person_id, set()).add(home.place_key)
    lines = {line.key: [cell.value for cell in line.cells] for line in counted.report.table("12").lines}
    for of, role in (("victim", "victim"), ("home", "victim"), ("perpetrator", "perpetrator")):
        seen, now = {}, set()
        for part in counted.rows[InvolvementRow].values():
            received = counted.rows[ReferralRow][part.referral_id].received_on
            person = counted.rows[PersonRow][part.person_id]
            if part.role != role or not since <= received <= PERIOD.last or (of != "home" and person.kind != "person"):
                continue
            for who in homes.get(person.id, set()) if of == "home" else {person.id}:
                seen.setdefault(who, set()).add(part.referral_id)
                if received >= PERIOD.first:
                    now.add(who)
        times = Counter(min(len(seen[who]), 3) for who in now)
        assert lines[of] == [len(now), times[1], times[2], times[3]]
    assert lines["victim"][0] > 0


def test_agreement_when_counted_plainly_then_grounds_stand_only_where_they_are_needed(counted):
    """Each referral once; what has agreement has no line among the grounds."""
    of = {row.referral_id: row for row in counted.rows[SharingRow].values()}
    received = [key for key, row in counted.rows[ReferralRow].items() if row.received_on in PERIOD]
    agreements = Counter(of[key].agreement for key in received)
    shown = column(counted.report.table("14a"))
    assert {code: many for code, many in shown.items() if code and many} == agreements
    assert shown[""] == counted.report.figures.referrals
    needs = [of[key].ground for key in received if of[key].agreement in code_list("agreement").groups["needs_ground"]]
    assert column(counted.report.table("14b"))[""] == len(needs)


def test_interventions_when_counted_plainly_then_tools_breaches_and_offers_are_the_same(counted):
    """Each by its own day: sought, granted, refused, breached; offers by how they stand."""
    tools, table = counted.rows[EnforcementRow].values(), counted.report.table("16a")
    held = ("granted", "breached", "expired", "discharged")
    granted = [row for row in tools if row.decided_on and row.decided_on in PERIOD]
    breaches = [row for row in counted.rows[BreachRow].values() if row.on_day in PERIOD]
    kinds = (
        Counter(row.kind for row in tools if row.sought_on in PERIOD),
        Counter(row.kind for row in granted if row.state in held),
        Counter(row.kind for row in granted if row.state == "refused"),
        Counter(counted.rows[EnforcementRow][row.enforcement_id].kind for row in breaches),
    )
    for at, expected in enumerate(kinds):
        shown = column(table, at)
        assert {code: many for code, many in shown.items() if code and many} == expected
        assert shown[""] == sum(expected.values())
    offers = [row for row in counted.rows[SupportRow].values() if row.offered_on in PERIOD]
    total = counted.report.table("16b").lines[-1]
    states = Counter(row.state for row in offers)
    assert [cell.value for cell in total.cells] == [
        len(offers), states["accepted"] + states["completed"], states["declined"], states["offered"],
    ]  # fmt: skip


def test_police_outcomes_when_counted_plainly_then_both_bases_are_the_same(counted):
    """Recorded in the period by the outcome as it stood at its end; ended in the period by the outcome."""
    rows = counted.rows[PoliceOutcomeRow].values()
    recorded = Counter("0" if row.outcome_on and row.outcome_on > PERIOD.last else row.outcome_type
                       for row in rows if row.recorded_on in PERIOD)  # fmt: skip
    ended = Counter(row.outcome_type for row in rows if row.outcome_on and row.outcome_on in PERIOD)
    table = counted.report.table("17")
    for at, expected in ((1, recorded), (2, ended)):
        shown = column(table, at)
        for line in table.lines[:-2]:
            assert shown[line.key] == sum(expected[code] for code in line.key.split("+"))
        assert shown[""] == sum(expected.values())
        assert shown["positive"] == sum(expected[code] for code in ("1", "2", "3", "4", "6", "7", "8", "22"))
    every = [code for line in table.lines[:-2] for code in line.key.split("+")]
    assert sorted(every, key=int) == list(code_list("police_outcome").codes)


def test_missing_answers_when_counted_plainly_then_cases_are_the_same(counted):
    """A case misses what is not known, or not asked, of one of its people; a refusal is an answer."""
    before = quarter(2026, 1, "financial")
    parts = {}
    for part in counted.rows[InvolvementRow].values():
        if part.role == "victim":
            parts.setdefault(part.case_id, []).append(part)
    table = counted.report.table("23")
    for at, period in ((0, PERIOD), (2, before)):
        cases = [key for key, row in counted.rows[CaseRow].items() if row.accepted_on in period]
        for question in ("sex", "religion", "orientation", "language", "tenure", "age"):
            missing = sum(
                any(said(counted, part, question) in (NOT_KNOWN, NOT_ASKED) for part in parts[key]) for key in cases
            )
            assert column(table, at)[question] == missing
    assert max(column(table).values()) > 0


def test_cells_when_opened_then_hold_as_many_records_as_they_say(counted):
    """Every number of every table of a whole borough, from Table 1 to Table 23."""
    opened = 0
    for table in counted.report.tables:
        for line in table.lines:
            for cell in line.cells:
                if cell.behind is None or cell.value is None or cell.behind.figure == "closed":
                    continue
                assert behind_figure(counted.reading, cell.behind).total == cell.value, (table.number, line.label, cell)
                opened += 1
    assert opened > 500


def test_records_when_behind_a_number_of_people_then_name_nobody_and_open_their_case(counted):
    """A reference, initials and the label in the case; every record its own."""
    cell = counted.report.table("10a").lines[-1].cells[0]
    rows = behind_figure(counted.reading, cell.behind).rows
    assert len({row.record_id for row in rows}) == cell.value
    assert all(row.case_id in counted.rows[CaseRow] and row.words.startswith("Victim ") for row in rows)


def test_checks_when_a_table_gives_one_then_it_adds_up(counted):
    """Every sum printed under a table is right."""
    checked = 0
    for table in counted.report.tables:
        for part in table.check.split(";"):
            left, _, right = part.partition("=")
            if "+" in left and left.replace("+", "").replace(" ", "").isdigit():
                assert sum(map(int, left.split("+"))) == int(right), table.number
                checked += 1
    assert checked > 12


def test_findings_when_told_then_are_sentences(counted):
    """What a table found is a sentence or several; only the groups within a strand leave it to their strand."""
    for table in counted.report.tables:
        assert plain(table.finding).endswith(".") or table.number in ("6a", "6b"), table.number
        assert table.unit, table.number
        assert table.basis, table.number
