"""How an agency stands with the panel, retiring it, and joining one an import made to a real one."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from hipdesk.kernel.errors import Refused
from hipdesk.model.agencies import AddAgency, AddRepresentative
from hipdesk.model.agency_standing import agreement_state, attended
from hipdesk.model.referrals import AcceptReferral
from hipdesk.services import agencies
from hipdesk.services.referrals import accept_referral, log_referral
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow, AgencySpellingRow
from hipdesk.store.tables.cases import CaseAccessRow
from hipdesk.store.tables.panels import AgencyReturnRow, AttendanceRow, MeetingRow
from hipdesk.store.tables.referrals import ReferralRow
from tests.support.referral_examples import a_referral, add_agency

TODAY = date(2026, 12, 2)


def write(office, *rows):
    """Put rows into the record; returns their keys."""
    with office.records.write(office.actor) as work:
        work.session.add_all(rows)
        work.session.flush()
        keys = [row.id for row in rows]
        work.record("test.made", "test", keys[0])
        work.finish()
    return keys


def meeting(day, status="held", **more):
    return MeetingRow(held_on=day, starts_at=time(10), status=status, **more)


@pytest.mark.parametrize(
    ("marks", "came"),
    [
        ([], "absent"),
        ([(False, "none", False)], "absent"),
        ([(False, "apologies", False)], "apologies"),
        ([(True, "coming", False), (False, "apologies", True)], "present"),
        ([(False, "apologies", False), (True, "deputy", True)], "deputy"),
        ([(True, "coming", False), (True, "deputy", True)], "present"),
    ],
)
def test_attended_when_several_are_listed_then_whoever_came_counts(marks, came):
    """Somebody present counts, then a deputy, then apologies."""
    assert attended(marks) == came


@given(st.integers(-400, 400), st.sampled_from([True, False, None]))
def test_agreement_when_days_are_left_then_warns_from_sixty_before_the_last(days, signed):
    """Ended the day after; ending within 60 days; an agreement never signed is told even while its day is ahead."""
    state = agreement_state(signed, TODAY + timedelta(days=days), TODAY)
    if days < 0:
        assert state == "ended"
    elif signed is False:
        assert state == "unsigned"
    else:
        assert state == ("ending" if days <= 60 else "running")


def test_standing_when_read_then_tells_attendance_referrals_and_what_is_owed(office):
    """Twelve panels, by whom it was represented; returns of the coming panel; actions past their date."""
    agency = add_agency(office)
    logged = office.do(log_referral, a_referral(agency))
    case = office.do(accept_referral, AcceptReferral(id=logged.id)).case_id
    days = [date(2025, 10, 9) + timedelta(days=28 * step) for step in range(14)]
    held = write(office, *(meeting(day) for day in days), meeting(date(2026, 12, 10), "planned"))
    coming, now, before = held[-1], held[-2], held[-3]
    write(
        office,
        AttendanceRow(meeting_id=now, agency_id=agency, name="J. Muñoz", present=True, answer="coming"),
        AttendanceRow(meeting_id=before, agency_id=agency, name="J. Muñoz", answer="apologies"),
        AttendanceRow(
            meeting_id=before, agency_id=agency, name="T. Quist", present=True, answer="deputy", deputy_for="J. Muñoz"
        ),
        AgencyReturnRow(case_id=case, meeting_id=coming, agency_id=agency, state="asked"),
        ActionRow(
            number="1", position=1, case_id=case, wording="Fit a guard", owner_agency_id=agency, status="open",
            due_on=date(2026, 11, 20),
        ),
        ActionRow(
            number="2", position=2, wording="Send a list", owner_agency_id=agency, status="open",
            due_on=date(2026, 12, 20),
        ),
    )  # fmt: skip
    stands = office.read(agencies.agency_standing, agency)
    assert len(stands.panels) == 12
    assert [(panel.came, panel.who) for panel in stands.panels[:3]] == [
        ("present", "J. Muñoz"),
        ("deputy", "T. Quist"),
        ("absent", ""),
    ]
    assert stands.came == 2
    assert (stands.referrals, stands.referrals_year, stands.last_referral_on) == (1, 1, date(2026, 11, 30))
    assert [(owed.held_on, owed.count) for owed in stands.returns] == [(date(2026, 12, 10), 1)]
    assert [(action.number, action.case_id) for action in stands.overdue] == [("1", case)]
    assert stands.overdue[0].late_words.endswith("late")
    assert stands.open_actions == 2
    write_bar(office, case)
    barred = office.read(agencies.agency_standing, agency)
    assert (barred.returns, barred.overdue, barred.open_actions) == ((), (), 1)


def write_bar(office, case_id):
    with office.records.write(office.actor) as work:
        work.session.add(CaseAccessRow(case_id=case_id, holder_id=work.actor.holder_id, barred=True))
        work.record("case.barred", "case", case_id)
        work.finish()


def test_agency_when_retired_then_is_listed_as_left_only(office):
    """It is no longer invited; what it did keeps its name."""
    key = office.do(agencies.add_agency, AddAgency(name="Canal Reach Homes", core=True))
    office.do(agencies.retire_agency, key, 1)
    assert office.read(agencies.list_agencies) == []
    (agency,) = office.read(agencies.list_agencies, with_left=True)
    assert (agency.left_on, agency.core) == (TODAY, False)


def test_agency_when_joined_then_everything_names_the_real_one_and_its_spelling_leads_there(office):
    """What an import made from a spelling becomes the agency that was meant."""
    real = add_agency(office)
    loose = office.do(agencies.add_agency, AddAgency(name="Riverside Ct", provisional=True, spellings=("R Ct",)))
    office.do(agencies.add_representative, AddRepresentative(agency_id=loose, name="Mariam Diallo"))
    logged = office.do(log_referral, a_referral(loose))
    assert office.do(agencies.join_agency, loose, real) == 3
    with office.records.read(office.actor) as reading:
        assert reading.session.get(AgencyRow, loose) is None
        assert reading.session.get(ReferralRow, logged.id).agency_id == real
        spelled = set(
            reading.session.scalars(select(AgencySpellingRow.name).where(AgencySpellingRow.agency_id == real))
        )
    assert spelled == {"Riverside Ct", "R Ct"}
    (agency,) = office.read(agencies.list_agencies)
    assert [one.name for one in agency.representatives] == ["Mariam Diallo"]
    with pytest.raises(Refused, match="called so"):
        office.do(agencies.add_agency, AddAgency(name="Riverside Ct"))


def test_join_when_it_would_lose_something_then_is_refused_and_nothing_changes(office):
    """Only a provisional agency, only to a confirmed one, and never two returns on one case at one meeting."""
    real = add_agency(office)
    other = office.do(agencies.add_agency, AddAgency(name="Victim Care"))
    loose = office.do(agencies.add_agency, AddAgency(name="Riverside Ct", provisional=True))
    for one, into in ((other, real), (loose, loose)):
        with pytest.raises(Refused, match="nobody has confirmed"):
            office.do(agencies.join_agency, one, into)
    logged = office.do(log_referral, a_referral(real))
    case = office.do(accept_referral, AcceptReferral(id=logged.id)).case_id
    (coming,) = write(office, meeting(date(2026, 12, 10), "planned"))
    write(
        office,
        *(AgencyReturnRow(case_id=case, meeting_id=coming, agency_id=key, state="received") for key in (real, loose)),
    )
    with pytest.raises(Refused, match="same case at the same meeting"):
        office.do(agencies.join_agency, loose, real)
    assert {agency.name for agency in office.read(agencies.list_agencies) if agency.provisional} == {"Riverside Ct"}


def test_representative_when_changed_then_is_listed_so_and_a_stale_change_is_refused(office):
    """What was typed replaces what was known."""
    key = office.do(agencies.add_agency, AddAgency(name="Victim Care"))
    one = office.do(agencies.add_representative, AddRepresentative(agency_id=key, name="Jo Szabo"))
    told = AddRepresentative(agency_id=key, name="Jo Szabó", place="deputy", phone="020 7946 0300")
    office.do(agencies.change_representative, one, told, 1)
    (agency,) = office.read(agencies.list_agencies)
    (shown,) = agency.representatives
    assert (shown.name, shown.place, shown.phone, shown.version) == ("Jo Szabó", "deputy", "020 7946 0300", 2)
    with pytest.raises(Refused):
        office.do(agencies.change_representative, one, told, 1)
