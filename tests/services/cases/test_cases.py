"""Cases on the real database: reading, changing, closing by the test, reopening."""

from datetime import date, timedelta

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model import cases as asked
from hipdesk.model.referrals import AcceptReferral, RiskEntry
from hipdesk.model.users import Actor
from hipdesk.services import cases, referrals
from hipdesk.services.notes import change_note, write_note
from hipdesk.services.risk_assessments import assess_risk
from hipdesk.store.tables.cases import CaseRow, StatusChangeRow
from tests.support.referral_examples import a_referral, a_victim, an_incident, risk_answers


def _open(office, case_id):
    return office.read(cases.open_case, case_id)


def _row(office, case_id):
    with office.records.read(office.actor) as reading:
        return reading.find(CaseRow, case_id)


def _another(office, agency, **changes):
    logged = office.do(referrals.log_referral, a_referral(agency, **changes))
    return office.do(referrals.accept_referral, AcceptReferral(id=logged.id)).case_id


def _close(office, case_id, **changes):
    given = {
        "id": case_id, "reason": "risk_reduced", "consulted_on": date(2026, 12, 1), "ongoing_owner": "Housing officer",
        "exit_risk": risk_answers("standard"),
    }  # fmt: skip
    office.do(cases.close_case, asked.CloseCase.model_validate(given | changes))


def test_assess_risk_when_higher_then_case_shows_new_band_and_rise(office, case_id):
    """A new assessment stands beside the old one; the case repeats the newest and how it moved."""
    office.do(assess_risk, asked.AssessRisk(id=case_id, risk=risk_answers("high")))
    view = _open(office, case_id)
    assert [(line.band, line.score) for line in view.risks] == [("medium", 21), ("high", 36)]
    assert (view.risk.band, view.trend, _row(office, case_id).risk_entry) == ("high", "rising", "medium")
    assert "Score 36 of 52" in view.why_risk


def test_assess_risk_when_set_by_hand_without_reason_then_refused(office, case_id):
    """An override needs a reason and a name."""
    with pytest.raises(Refused):
        office.do(
            assess_risk, asked.AssessRisk(id=case_id, risk=risk_answers().model_copy(update={"override_band": "high"}))
        )


def test_assess_risk_when_only_a_band_is_given_then_it_stands_without_a_score(office, case_id):
    """The panel may agree a band without a form."""
    office.do(assess_risk, asked.AssessRisk(id=case_id, risk=RiskEntry(band="high"), occasion="panel"))
    assert (_open(office, case_id).risk.band, _open(office, case_id).risk.score) == ("high", None)


def test_assess_risk_when_automatic_reason_then_high_whatever_the_score(office, case_id):
    """A child targeted directly makes it High, and says so."""
    risk = risk_answers("standard").model_copy(update={"automatic": ("child_targeted",)})
    office.do(assess_risk, asked.AssessRisk(id=case_id, risk=risk))
    assert _open(office, case_id).why_risk.startswith("High whatever the score: a child was targeted directly.")


def test_write_note_when_kept_then_timeline_shows_it_first(office, case_id):
    """A note is on the line of time with its hour and author."""
    office.do(write_note, asked.WriteNote(case_id=case_id, text="R.B. rang. Quiet since Sunday."))
    entry = _open(office, case_id).timeline[0]
    assert (entry.kind, entry.heading, entry.aside) == ("note", "Telephone", "14:00, A. Price")


def test_change_note_when_changed_then_new_text_shows(office, case_id):
    """A note can be put right."""
    key = office.do(write_note, asked.WriteNote(case_id=case_id, text="R.B. rnag."))
    office.do(change_note, asked.ChangeNote(id=key, kind="visit", on_day=date(2026, 12, 1), text="R.B. was visited."))
    entry = next(entry for entry in _open(office, case_id).timeline if entry.kind == "note")
    assert (entry.heading, entry.text, entry.on_day) == ("Visit", "R.B. was visited.", date(2026, 12, 1))


@pytest.mark.parametrize("changes", [{"text": " "}, {"on_day": date(2026, 12, 3)}, {"case_id": None}])
def test_write_note_when_empty_ahead_or_nowhere_then_refused(office, case_id, changes):
    """A note says something, of a day gone by or today, about something."""
    with pytest.raises(Refused):
        office.do(write_note, asked.WriteNote.model_validate({"case_id": case_id, "text": "A word"} | changes))


def test_add_incident_when_added_then_numbered_by_day(office, case_id):
    """Incidents are shown in the order of their days."""
    office.do(cases.add_incident, asked.AddIncident(id=case_id, incident=an_incident("11 November 2026")))
    lines = _open(office, case_id).incidents
    assert [(line.number, line.day) for line in lines] == [(1, date(2026, 11, 11)), (2, date(2026, 11, 21))]


def test_add_person_when_child_then_flag_comes_on(office, case_id):
    """A child in the household switches the flag on."""
    child = a_victim(
        role="child", name="Amina Begum", born=None, age_estimate=9, school="Northgate Primary", targeted=True
    )
    office.do(cases.add_person_to_case, asked.AddPerson(id=case_id, person=child))
    view = _open(office, case_id)
    assert "child" in view.flags
    line = next(person for person in view.people if person.role == "child")
    assert (line.label, line.initials, line.about, line.targeted) == (
        "Child 1",
        "A.B.",
        "9, at Northgate Primary",
        True,
    )


def test_set_flags_when_switched_off_then_gone(office, case_id):
    """A person switches flags off; restriction is another matter."""
    office.do(cases.set_flags, asked.SetFlags(id=case_id, flags=frozenset({"media"})))
    assert _open(office, case_id).flags == ("media",)


def test_restrict_when_not_named_then_colleague_does_not_see_it(office, case_id):
    """A restricted case is not there for a caseworker who is not named on it."""
    office.do(cases.restrict_case, asked.RestrictCase(id=case_id, restricted=True, reason="Staff involved"))
    mine, office.actor = office.actor, Actor("b" * 32, "Ben Ito", "caseworker")
    assert office.read(cases.list_cases, asked.CaseFilter(view="all")).total == 0
    assert office.read(referrals.inbox).groups[-1].total == 0
    with pytest.raises(Refused):
        _open(office, case_id)
    office.actor = mine
    assert office.read(cases.list_cases).total == 1


def test_restrict_when_barred_then_even_an_officer_does_not_see_it(office, case_id):
    """A conflict of interest bars whoever it is."""
    other = Actor("c" * 32, "Cai Roe", "officer")
    command = asked.RestrictCase(id=case_id, restricted=False, barred=frozenset({other.holder_id}), reason="A relative")
    office.do(cases.restrict_case, command)
    office.actor = other
    assert office.read(cases.case_counts).all == 0


def test_close_when_test_passes_then_aftercare_and_disposal_are_set(office, case_id):
    """Closing by the test sets the day to ask again, 28 days on, and the day to look at the record."""
    _close(office, case_id)
    row = _row(office, case_id)
    assert (row.status, row.closed_on, row.next_review_on) == ("closed", date(2026, 12, 2), None)
    assert row.aftercare_due_on == date(2026, 12, 30)
    assert (row.retention_class, row.dispose_after) == ("case", date(2032, 12, 2))


def test_close_when_nobody_was_consulted_then_refused_and_case_stays_open(office, case_id):
    """The closure test names what is missing."""
    with pytest.raises(Refused, match="has not been consulted"):
        _close(office, case_id, consulted_on=None)
    assert _row(office, case_id).status == "listed"


def test_close_when_overridden_with_reason_and_approver_then_closed_and_told(office, case_id):
    """A closure against the test keeps which tests were not met, why, and who approved it."""
    _close(office, case_id, consulted_on=None, override_reason="Left the country", override_by="Rhys Oduya")
    closure = _open(office, case_id).closures[0]
    assert (closure.tests_unmet, closure.override_by) == (("consulted",), "Rhys Oduya")


def test_reopen_when_closed_then_listed_for_the_next_panel(office, case_id):
    """A reopened case is heard next, and the flow of cases has the change."""
    _close(office, case_id)
    office.do(cases.reopen_case, asked.ReopenCase(id=case_id, reason="It began again"))
    row = _row(office, case_id)
    assert (row.status, row.closed_on, row.next_review_on) == ("reopened", None, date(2026, 12, 10))
    with office.records.read(office.actor) as reading:
        changes = [(each.from_status, each.to_status) for each in reading.session.query(StatusChangeRow)]
    assert changes == [(None, "listed"), ("listed", "closed"), ("closed", "reopened")]


def test_reopen_when_open_then_refused(office, case_id):
    """Only what is closed can be opened again."""
    with pytest.raises(Refused):
        office.do(cases.reopen_case, asked.ReopenCase(id=case_id, reason="By mistake"))


def test_aftercare_when_it_began_again_then_reopened(office, case_id):
    """The check after closing can open the case again."""
    _close(office, case_id)
    office.clock.advance(timedelta(days=28))
    assert office.read(cases.case_counts).aftercare == 1
    office.do(cases.record_aftercare, asked.RecordAftercare(id=case_id, result="Shouted at again", reopen=True))
    assert _row(office, case_id).status == "reopened"
    assert office.read(cases.case_counts).aftercare == 0


def test_close_when_a_child_is_affected_then_kept_to_the_25th_birthday(office, agency):
    """Records of children are kept longer."""
    child = a_victim(role="child", name="Amina", born=None, age_estimate=9)
    case_id = _another(office, agency, people=(a_victim(), child))
    _close(office, case_id)
    row = _row(office, case_id)
    assert row.retention_class == "case_child"
    assert row.dispose_after > date(2032, 12, 2)


def test_list_cases_when_filtered_and_sorted_then_pages_and_counts_agree(office, agency):
    """Filters, order and pages work together."""
    ids = [_another(office, agency, risk=risk_answers(level)) for level in ("standard", "high", "medium", "high")]
    page = office.read(cases.list_cases, asked.CaseFilter(risk="high"), asked.CaseSort(by="reference"), 0, 1)
    assert (page.total, [line.reference for line in page.rows]) == (2, ["HIP/2026-27/0002"])
    counts = office.read(cases.case_counts)
    assert (counts.open, counts.high, counts.all) == (len(ids), 2, len(ids))
    by_risk = office.read(cases.list_cases, None, asked.CaseSort(by="risk", down=True)).rows
    assert [line.risk.band for line in by_risk] == ["high", "high", "medium", "standard"]


def test_list_cases_when_narrowed_by_a_name_then_case_is_found_without_showing_it(office, case_id):
    """Typing a word of the record narrows the list, which still shows initials only."""
    found = office.read(cases.list_cases, asked.CaseFilter(words="Paint thrown"))
    assert [line.initials for line in found.rows] == ["R.B."]


def test_plan_review_when_day_is_gone_then_refused(office, case_id):
    """Nothing is heard yesterday."""
    with pytest.raises(Refused):
        office.do(cases.plan_review, asked.PlanReview(id=case_id, on_day=date(2026, 12, 1)))


def test_plan_review_when_taken_off_then_view_of_cases_without_a_day_holds_it(office, case_id):
    """A case without a day is told."""
    office.do(cases.plan_review, asked.PlanReview(id=case_id, on_day=None))
    line = office.read(cases.list_cases, asked.CaseFilter(view="no_hearing")).rows[0]
    assert line.hearing_state == "none_set"


def test_link_cases_when_linked_twice_or_with_itself_then_refused(office, agency, case_id):
    """A link stands once, between two cases."""
    other = _another(office, agency)
    office.do(cases.link_cases, asked.LinkCases(id=case_id, other_id=other, why="Same neighbour"))
    for wrong in (other, case_id):
        with pytest.raises(Refused):
            office.do(cases.link_cases, asked.LinkCases(id=case_id, other_id=wrong, why="Again"))
    with pytest.raises(Refused):
        office.do(cases.link_cases, asked.LinkCases(id=other, other_id=case_id, why="The other way round"))


def test_outcomes_when_recorded_then_page_lists_them_by_day(office, case_id):
    """Police, tool, support and the person's own outcome stand together, by day."""
    office.do(
        cases.record_police_outcome,
        asked.RecordPoliceOutcome(id=case_id, outcome_type="1", outcome_on=date(2026, 11, 1), offence="Harassment"),
    )
    tool = office.do(
        cases.record_enforcement,
        asked.RecordEnforcement(id=case_id, kind="abc", state="granted", decided_on=date(2026, 11, 20)),
    )
    office.do(cases.record_breach, asked.RecordBreach(id=case_id, enforcement_id=tool, on_day=date(2026, 11, 25)))
    office.do(cases.record_support, asked.RecordSupport(id=case_id, kind="Counselling", offered_on=date(2026, 11, 22)))
    office.do(cases.record_victim_outcome, asked.RecordVictimOutcome(id=case_id, outcomes=("safer",), satisfaction=4))
    assert [(line.kind, line.title) for line in _open(office, case_id).outcomes] == [
        ("police", "1: Charged or summonsed"),
        ("tool", "Acceptable behaviour contract or agreement: breached"),
        ("support", "Counselling: offered"),
        ("victim", "Felt safer"),
    ]


def test_enforcement_when_it_ends_before_it_starts_then_refused(office, case_id):
    """Days in the wrong order are told."""
    command = asked.RecordEnforcement(
        id=case_id, kind="injunction", starts_on=date(2026, 11, 20), expires_on=date(2026, 11, 19)
    )
    with pytest.raises(Refused):
        office.do(cases.record_enforcement, command)


def test_spoken_words_when_asked_then_shown_only_there(office, case_id):
    """Words spoken are in no view; fetching them is a reading of its own."""
    view = _open(office, case_id)
    assert "Words that stay on file" not in repr(view)
    assert view.incidents[0].verbatim_held
    assert office.read(cases.spoken_words, case_id, view.incidents[0].id) == "Words that stay on file"
