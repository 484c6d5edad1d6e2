"""The invented borough: the same from the same seed, whole, and with everything a screen must cope with."""

import unicodedata
from itertools import pairwise

from sqlalchemy import func, select

from hipdesk.kernel.clock import LONDON
from hipdesk.model.panels.agendas import ProposeAgenda
from hipdesk.model.repeats import find_repeat
from hipdesk.services import agendas, finding, minutes
from hipdesk.services.demonstration import invent
from hipdesk.services.search import search
from hipdesk.store import integrity
from hipdesk.store.queries.referrals.links import earlier_links
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import DecisionRow
from hipdesk.store.tables.people import PersonRow, PossibleDuplicateRow
from hipdesk.store.tables.referrals import IncidentRow, ReferralRow
from hipdesk.store.tables.risk import RiskAssessmentRow
from tests.support.office import copy_template

SCRIPTS = ("LATIN", "ARABIC", "BENGALI", "GUJARATI", "GURMUKHI", "DEVANAGARI", "TAMIL", "ETHIOPIC", "HEBREW")


def test_invent_when_made_then_the_record_is_whole(office):
    """Every check of integrity passes on it."""
    made = office.do(invent, 240, 7)
    found = integrity.look(office.records.writer, office.records.audit_key, office.sequence)
    assert found.whole, found.faults
    assert found.rows["cases"] == made.cases
    assert made.meetings >= 36
    assert made.agencies == 12


def test_invent_when_made_then_shows_what_screens_must_cope_with(office):
    """Names in nine scripts, children, restricted cases, overdue actions, repeats, referrals to triage."""
    office.do(invent, 720, 1)
    with office.records.read(office.actor) as reading:
        session = reading.session
        own = "".join(session.scalars(select(PersonRow.own_script).where(PersonRow.own_script.isnot(None))))
        own += "".join(session.scalars(select(PersonRow.name)))
        assert {unicodedata.name(sign).split()[0] for sign in own if sign.isalpha()} >= set(SCRIPTS)
        for flag in (CaseRow.child, CaseRow.restricted, CaseRow.address_kept, CaseRow.adult_at_risk):
            assert session.scalar(select(func.count()).where(flag.is_(True))), flag
        late = select(func.count()).where(ActionRow.due_on < reading.today, ActionRow.status == "open")
        assert session.scalar(late)
        assert session.scalar(select(func.count()).select_from(PossibleDuplicateRow))
        assert session.scalar(select(func.count()).where(ReferralRow.status == "received"))
        assert session.scalar(select(func.count()).where(CaseRow.status != "closed")) >= 25


def test_invent_when_searched_by_type_then_meetings_decisions_and_returns_are_found(office):
    """What the record holds is found as if it had been typed in, with a word and by its type alone."""
    office.do(invent, 240, 1)
    assert office.read(search, "type:meeting").places
    assert office.read(search, "panel type:meeting").places
    assert office.read(search, "landlord type:minutes").notes
    assert office.read(search, "type:return drafted").notes


def test_invent_when_referrals_wait_then_most_are_scored_and_none_came_later_than_now(office):
    """The inbox shows risk chips and times that have been."""
    office.do(invent, 720, 1)
    now = office.clock.now().astimezone(LONDON)
    with office.records.read(office.actor) as reading:
        waiting = select(ReferralRow).where(ReferralRow.status.in_(("received", "awaiting_information")))
        rows = reading.session.scalars(waiting).all()
        scored = set(reading.session.scalars(select(RiskAssessmentRow.referral_id)))
    assert sum(row.id in scored for row in rows) > len(rows) / 2
    assert all(row.received_on < now.date() or row.received_at <= now.time() for row in rows)


def test_invent_when_made_then_its_newest_panel_day_is_told_in_full(office):
    """The minutes have a chair, an apology, an observer, an interest with its leaving, what was learnt and noted."""
    office.do(invent, 720, 1)
    view = office.read(minutes.minutes_view, office.read(finding.find_meeting, "last"))
    assert sum(person.chair for person in view.people) == 1
    assert [person.name for person in view.people if person.observer]
    assert [each.words for each in view.apologies if each.words.startswith("information sent")]
    left = next(each for each in view.interests if each.left_at)
    moves = [move.words for case in view.cases for move in case.moves]
    assert any("declared interest" in words for words in moves)
    assert any(words.endswith("came back.") for words in moves)
    assert next(case for case in view.cases if case.reference == left.reference).starts == left.left_at
    assert view.learning
    assert view.log.completed
    texts = {section.code: section.text for section in view.sections}
    assert texts["trends"]
    assert texts["partners"]
    assert [case for case in view.cases if case.state == "noted"]
    heard = sorted((case.starts, case.ends) for case in view.cases if case.state == "heard")
    assert all(one[1] <= other[0] for one, other in pairwise(heard))
    assert view.opened_at < heard[0][0]
    assert heard[-1][1] < view.closed_at


def test_invent_when_made_then_the_panel_before_has_a_correction_and_the_next_one_its_time(office):
    """Agreed minutes with one correction; new cases, reviews and a closure, in the time there is."""
    office.do(invent, 720, 1)
    newest = office.read(minutes.minutes_view, office.read(finding.find_meeting, "last"))
    before = office.read(finding.find_meeting, f"{newest.previous_day}")
    view = office.read(minutes.minutes_view, before)
    assert (view.state, view.version, len(view.corrections)) == ("agreed", "1.1", 1)
    assert view.corrections[0].said in next(section.text for section in view.sections if section.code == "any_other")
    coming = office.read(finding.find_meeting, "next")
    office.do(agendas.propose_agenda, ProposeAgenda(meeting_id=coming))
    agenda = office.read(agendas.agenda_view, coming)
    assert {line.section for line in agenda.cases} >= {"new", "review", "closure"}
    assert agenda.planned <= agenda.slot


def test_invent_when_made_then_what_is_said_suits_the_household_and_the_agency(office):
    """Every action says what done means; no risk to children where there are none; the police know of their own."""
    office.do(invent, 240, 2)
    with office.records.read(office.actor) as reading:
        session = reading.session
        assert not session.scalar(select(func.count()).where(ActionRow.done_when.is_(None)))
        childless = select(CaseRow.id).where(CaseRow.child.is_(False))
        said = session.scalars(select(DecisionRow.risk_words).where(DecisionRow.case_id.in_(childless)))
        assert not [words for words in said if words and "children" in words]
        closing = select(DecisionRow.risk_band).where(DecisionRow.code == "close")
        assert "high" not in set(session.scalars(closing))
        police = select(AgencyRow.id).where(AgencyRow.kind == "police")
        own = select(ReferralRow.id).where(ReferralRow.agency_id.in_(police))
        known = set(session.scalars(select(IncidentRow.police_status).where(IncidentRow.referral_id.in_(own))))
        assert known
        assert not [status for status in known if status.startswith("not_reported")]


def test_invent_when_the_seed_is_the_same_then_so_is_the_record(template, tmp_path):
    """Two vaults from one seed hold the same people and references; another seed holds others."""
    seen = []
    for name, seed in (("one", 3), ("two", 3), ("three", 4)):
        (tmp_path / name).mkdir()
        office = copy_template(template, tmp_path / name)
        office.do(invent, 60, seed)
        with office.records.read(office.actor) as reading:
            rows = reading.session.execute(select(PersonRow.id, PersonRow.name).order_by(PersonRow.id)).all()
            seen.append([tuple(row) for row in rows])
        office.close()
    assert seen[0] == seen[1] != seen[2]


def test_invent_when_made_then_each_repeat_is_one_by_the_rule_that_logging_applies(office):
    """The demonstration marks as repeats what the rule, asked anew over the record, calls repeats, and no others."""
    office.do(invent, 300, 3)
    with office.records.read(office.actor) as reading:
        rows = reading.session.execute(
            select(ReferralRow.id, ReferralRow.received_on, ReferralRow.repeat, ReferralRow.repeat_reason)
        ).all()
        by_rule = {row.id: find_repeat(row.received_on, earlier_links(reading, row.id)) for row in rows}
    assert {row.id for row in rows if row.repeat} == {key for key, found in by_rule.items() if found.is_repeat}
    assert any(row.repeat for row in rows)
    assert all(row.repeat_reason for row in rows if row.repeat)
