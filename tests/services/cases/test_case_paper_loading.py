"""The case paper from the record: two pages, nothing that must not be said."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pypdfium2
import pytest
from sqlalchemy import delete, select

from hipdesk.model import cases as asked
from hipdesk.model.action_log import AddAction, UpdateAction
from hipdesk.model.panels.agendas import AddToAgenda
from hipdesk.model.panels.meetings import PlanMeeting
from hipdesk.model.panels.returns import AskAgencies
from hipdesk.model.partial_dates import read_partial_day
from hipdesk.model.referrals import AcceptReferral, AddressEntry, SharingEntry
from hipdesk.papers.loading.case_paper import load_case_paper
from hipdesk.papers.produce import produce
from hipdesk.papers.wording import full_day, spoken
from hipdesk.services import actions, agendas, cases, panels, referrals, returns
from hipdesk.services.notes import write_note
from hipdesk.services.risk_assessments import assess_risk
from hipdesk.store.tables.cases import CaseRow, ClosureRow
from hipdesk.store.tables.people import AddressRow, PersonRow
from hipdesk.store.tables.referrals import IncidentRow, ReferralRow, SharingRow
from tests.support.presses import lent_press
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim, add_agency, an_incident, risk_answers

HIDDEN = AddressEntry(lines="3 Linden Yard", postcode="MB2 1AA", tenure="council")


@pytest.fixture
def told(office):
    """A case with a child, a confidential home, a witness, and their names in the text."""
    child = a_victim(role="child", name="Amina Khatun", born=read_partial_day("2 May 2017"), school="Northgate Primary")
    people = (
        a_victim(address=HIDDEN, address_confidential=True),
        child.model_copy(update={"address": HIDDEN}),
        a_perpetrator(address=AddressEntry(lines="27 Sallow Court", tenure="council")),
        a_victim(role="witness", name="Salma Idris", address=AddressEntry(lines="11 Tallow House")),
    )
    incidents = (
        an_incident("12 June 2026", facts="He shouted at AMINA near 3 Linden  Yard."),
        an_incident("21 November 2026", facts="Amina Khatun was followed.", verbatim="A vile sentence"),
    )
    sharing = SharingEntry(
        victim_aware="yes", agreement="yes_verbal", agreed_on=date(2026, 11, 27), privacy_notice=False
    )
    summary = "Rukhsana Begum moved to 3 Linden Yard, MB2 1AA with Amina; ring 07700 900146."
    logged = office.do(
        referrals.log_referral,
        a_referral(add_agency(office), people=people, incidents=incidents, sharing=sharing, summary=summary),
    )
    return office.do(referrals.accept_referral, AcceptReferral(id=logged.id)).case_id


def _loaded(office, case_id, **options):
    with office.records.read(office.actor) as reading:
        return load_case_paper(reading, case_id, **options)


def test_load_case_paper_when_child_and_hidden_home_then_neither_is_said_anywhere(office, told):
    """Neither a child's name, nor a confidential home, nor words spoken stand anywhere in the paper's content."""
    whole = repr(_loaded(office, told).to_content())
    for secret in ("Amina", "AMINA", "Khatun", "Linden", "MB2 1AA", "A vile sentence", "900146", "11 Tallow"):
        assert secret not in whole, secret
    assert "Child 1 was followed (words held)" in whole
    assert "On the names list only" in whole
    assert "Address A (withheld)" in whole
    assert "Address B: 27 Sallow Court" in whole


def test_load_case_paper_when_scored_several_times_then_the_line_is_drawn(office, told):
    """Every score made with the form stands on the line, oldest first, and the newest in the box."""
    for points in ("high", "medium"):
        office.do(assess_risk, asked.AssessRisk(id=told, risk=risk_answers(points)))
    paper = _loaded(office, told)
    shown = [(line.day, line.score) for line in paper.assessments if line.score is not None]
    assert len(shown) >= 2
    assert paper.risk.line is not None
    assert list(paper.risk.line.scores) == shown
    assert paper.risk.score == shown[-1][1]
    content = paper.to_content()["first"][0]
    assert content["chart"]
    assert full_day(shown[0][0]) in content["chart_alt"]


def test_load_case_paper_when_a_child_has_no_address_then_it_lives_with_the_person_affected(office, told):
    """A child of the household is never without a home, and its home is said no further than the other's."""
    with office.records.write(office.actor) as work:
        child = work.session.scalars(select(PersonRow).where(PersonRow.name == "Amina Khatun")).one()
        work.session.execute(delete(AddressRow).where(AddressRow.person_id == child.id))
        work.record("person.changed", "person", child.id)
        work.finish()
    homes = {person.label: person.address for person in _loaded(office, told).people}
    assert homes["Child 1"] == homes["Victim A"] == "Address A (withheld)"


def test_load_case_paper_when_text_repeats_then_it_is_said_once(office, told):
    """What the referral tells is not told again as an incident; a case in short that only names kinds is left out."""
    with office.records.write(office.actor) as work:
        case = work.find(CaseRow, told)
        referral = work.session.scalars(select(ReferralRow).where(ReferralRow.case_id == told)).one()
        incidents = work.session.scalars(select(IncidentRow).where(IncidentRow.case_id == told)).all()
        incidents[0].facts = referral.summary
        case.in_short = "Verbal abuse, Rubbish, faeces or damage through the letterbox"
        work.record("case.changed", "case", told)
        work.finish()
    paper = _loaded(office, told)
    assert paper.incidents[0].what.endswith("; as told in section 1 (words held)")
    assert sum("ring (number on file)" in part for part in paper.referral) == 1
    assert paper.referral[-1].endswith(".")


def test_load_case_paper_when_incidents_fall_in_one_year_then_short_days_under_it(office, told):
    """One year heads the column; days are short enough for it."""
    office.do(cases.add_incident, asked.AddIncident(id=told, incident=an_incident("since 1 September 2026")))
    paper = _loaded(office, told)
    assert paper.incidents_head == "2026"
    assert [line.when for line in paper.incidents] == ["12 Jun", "since 1 Sep", "21 Nov"]
    office.do(cases.add_incident, asked.AddIncident(id=told, incident=an_incident("May 2025")))
    paper = _loaded(office, told)
    assert paper.incidents_head == "Date"
    assert [line.when for line in paper.incidents][:2] == ["May 2025", "12 Jun 2026"]


def test_load_case_paper_when_actions_are_of_another_year_then_the_year_is_told(office, told):
    """ "Completed 4 December" must not be read as last week when it was last year; the first letter is a capital."""
    office.do(actions.add_action, AddAction(case_id=told, wording="fit a lock", due_on=date(2026, 12, 4)))
    made = _loaded(office, told).actions[0].action
    office.clock.move_to(office.clock.now().replace(year=2027))
    content = _loaded(office, told).to_content()["second"][0]["actions"]
    assert made == "Fit a lock"
    assert content[0][3] == "4 Dec 2026"


def test_load_case_paper_when_an_action_was_carried_then_it_says_how_often(office, told):
    """An arrow alone does not say that a date was missed before."""
    key = office.do(actions.add_action, AddAction(case_id=told, wording="Fit a lock", due_on=date(2026, 12, 1)))
    office.do(actions.update_action, UpdateAction(action_id=key, step="carried_forward", new_due_on=date(2026, 12, 18)))
    (action,) = _loaded(office, told).actions
    assert (action.state, spoken(action.words)) == ("carried", "Carried forward once; not due")


def test_load_case_paper_when_agencies_told_an_earlier_panel_then_it_says_which(office, told):
    """Returns for this panel stand alone; those for the panel before stand with its day until new ones are asked."""
    agency_id = add_agency(office, "Police Community Safety Unit", "Police CSU")
    november, december = (
        office.do(panels.plan_meeting, PlanMeeting(held_on=day)) for day in (date(2026, 12, 3), date(2026, 12, 10))
    )
    for meeting in (november, december):
        office.do(agendas.add_to_agenda, AddToAgenda(meeting_id=meeting, case_id=told))
    office.do(returns.ask_agencies, AskAgencies(meeting_id=november, agency_ids=(agency_id,), case_ids=(told,)))
    paper = _loaded(office, told, meeting_id=december)
    assert [line.agency for line in paper.returns] == ["Police CSU"]
    asked = "Asked for the panel of 3 December 2026. Nobody has been asked for 10 December 2026."
    assert paper.returns_note.endswith(asked)
    office.do(returns.ask_agencies, AskAgencies(meeting_id=december, agency_ids=(agency_id,), case_ids=(told,)))
    paper = _loaded(office, told, meeting_id=december)
    assert len(paper.returns) == 1
    assert "Asked for" not in paper.returns_note


def test_load_case_paper_when_sharing_has_limits_then_they_are_told_as_given(office, told):
    """Limits follow their own word, not another sentence."""
    with office.records.write(office.actor) as work:
        row = work.session.scalars(select(SharingRow).where(SharingRow.case_id == told)).one()
        row.limits = "Nothing to the wider family; no letters"
        work.record("case.changed", "case", told)
        work.finish()
    assert "Limits: nothing to the wider family; no letters. " in spoken(_loaded(office, told).agreement)


def test_load_case_paper_when_the_ground_is_the_act_then_it_is_named_once(office, told):
    """The paper says what the sharing rests on, once, and that agreement is not it."""
    with office.records.write(office.actor) as work:
        row = work.session.scalars(select(SharingRow).where(SharingRow.case_id == told)).one()
        row.agreement, row.ground, row.agreed_on = "not_asked_unsafe", "public_task", None
        work.record("case.changed", "case", told)
        work.finish()
    words = spoken(_loaded(office, told).agreement)
    assert words.startswith("Agreement to referral: not asked, unsafe. Ground for sharing: public task")
    assert words.count("section 115") == 1
    assert words.endswith("Agreement is not the legal basis.")


def test_load_case_paper_when_perpetrator_is_not_aware_then_black_strip_says_so(office, told):
    """Care flags stand in the strip."""
    flags = [flag.strong for flag in _loaded(office, told).flags]
    assert flags == ["Address A is confidential", "Perpetrator 1 not told of referral", "Children"]


def test_load_case_paper_when_initials_only_then_no_name_is_said(office, told):
    """An office may send initials."""
    whole = repr([person.name for person in _loaded(office, told, audience="initials").people])
    assert "Rukhsana" not in whole
    assert "R.B." in whole


def test_load_case_paper_when_questions_have_no_answer_then_it_says_which_of_the_three(office):
    """Silence is not taken for a fact: a line for each person, in the cells of an incident, beside the wishes."""
    unsaid = {"religion": "not_asked", "orientation": "declined", "disabled": "not_asked", "tenure": "not_known"}
    people = (
        a_victim(address=None, disabled=None, unanswered=unsaid | {"address": "declined"}),
        a_perpetrator(unanswered={"risk_markers": "not_known"}),
        a_victim(role="witness", name="Salma Idris", unanswered={"religion": "declined"}),
    )
    gone = {"reported_to": "not_asked", "police_status": "not_known", "evidence": "not_asked"}
    incident = an_incident(reported_to="", reported_on=None, police_status=None, evidence="", unanswered=gone)
    form = a_referral(
        add_agency(office), people=people, incidents=(incident,), victim_wants=(), victim_wants_words="", evidence=(),
        unanswered={"victim_wants": "not_asked"},
    )  # fmt: skip
    logged = office.do(referrals.log_referral, form)
    case_id = office.do(referrals.accept_referral, AcceptReferral(id=logged.id)).case_id
    paper = _loaded(office, case_id)
    assert paper.people_gaps == (
        "Victim A. Not asked: religion, disability. Prefers not to say: orientation.",
        "Perpetrator 1. Not known: risk to staff.",
    )
    assert paper.people[0].address == "Prefers not to say"
    (told,) = paper.incidents
    assert (told.reported, told.evidence) == ("Not asked; police record not known", "Not asked")
    assert paper.wishes == "What they want: not asked."
    full = replace(paper, incidents=paper.incidents * 14, referral=("A long reason. " * 30,))
    with lent_press() as press:
        pages, cut = (pypdfium2.PdfDocument(produce(each, press)) for each in (paper, full))
    assert (len(pages), len(cut)) == (2, 2)
    assert "Prefers not to say: orientation." in pages[0].get_textpage().get_text_range()
    assert "Questions without an answer: on the record." in cut[0].get_textpage().get_text_range()


def test_case_paper_when_typeset_then_two_pages_with_everything_hidden_gone(office, told):
    """The bytes have two pages, and their text holds nothing withheld."""
    for day in range(1, 12):
        incident = an_incident(f"{day} November 2026", facts="Abuse was shouted on the stair. " * 30)
        office.do(cases.add_incident, asked.AddIncident(id=told, incident=incident))
    office.do(write_note, asked.WriteNote(case_id=told, text="A note"))
    paper = _loaded(office, told)
    with lent_press() as press:
        made = produce(paper, press)
    document = pypdfium2.PdfDocument(made)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert len(document) == 2
    assert "Amina" not in text
    assert "Linden" not in text
    assert "Perpetrator 1" in text


def test_load_case_paper_when_sharing_without_agreement_then_why_and_who_approved_it(office, told):
    """Sharing against or without agreement stands with its reasoning and the name behind it; names are masked."""
    with office.records.write(office.actor) as work:
        sharing = work.session.scalars(select(SharingRow)).one()
        sharing.agreement, sharing.ground = "no_refused", "prevent_crime"
        sharing.reasoning, sharing.approver = "Amina Khatun was followed twice", "T. Quist"
        sharing.approved_on = date(2026, 11, 28)
        work.record("sharing.changed", "case", told)
        work.finish()
    agreement = spoken(_loaded(office, told).agreement)
    assert "Why: Child 1 was followed twice. Approved: by T. Quist on 28 November 2026." in agreement


def test_load_case_paper_when_never_heard_and_a_child_is_known_then_nothing_is_claimed(office, told):
    """No decision, no closing and no sentence about children where none of it is so."""
    paper = _loaded(office, told)
    assert (paper.decided, paper.people_note) == ("", "")
    assert not any(flag.strong.startswith("Closed") for flag in paper.flags)
    assert paper.options_note == "None of these is recorded as tried or in place."
    assert paper.risk.day == paper.assessments[-1].day


def test_load_case_paper_when_an_action_was_done_late_then_the_count_says_so(office, told):
    """ "2 completed" alone would hide that one came late; what has still days says that they are working days."""
    for due in (date(2026, 12, 4), date(2026, 12, 8)):
        key = office.do(actions.add_action, AddAction(case_id=told, wording="Fit a lock", due_on=due))
        office.clock.move_to(datetime.combine(date(2026, 12, 7), time(9), UTC))
        office.do(actions.update_action, UpdateAction(action_id=key, step="completed"))
    office.do(actions.add_action, AddAction(case_id=told, wording="Ring", due_on=date(2026, 12, 9)))
    paper = _loaded(office, told)
    assert paper.actions_note == "3 actions: 2 completed (1 late), 1 open."
    assert spoken(paper.actions[-1].words) == "Due in 2 working days"


def test_load_case_paper_when_closed_then_the_strip_says_when_and_why(office, told):
    """A closed case must not be taken for an open one."""
    with office.records.write(office.actor) as work:
        case = work.find(CaseRow, told)
        case.status, case.closed_on = "closed", date(2026, 12, 1)
        work.session.add(ClosureRow(case_id=told, closed_on=date(2026, 12, 1), reason="ceased"))
        work.record("case.changed", "case", told)
        work.finish()
    first = _loaded(office, told).flags[0]
    assert (first.strong, first.rest) == ("Closed on 1 December 2026", "behaviour ceased")


def test_load_case_paper_when_markers_are_known_then_they_stand_beside_the_person(office, told):
    """Whoever visits must see a warning on the paper, and names in it are masked."""
    with office.records.write(office.actor) as work:
        person = work.session.scalars(select(PersonRow).where(PersonRow.risk_markers.is_(None))).all()
        for each in person:
            each.risk_markers = "Dog at the door; knows Amina Khatun"
        work.record("person.changed", "case", told)
        work.finish()
    who = {each.label: each.who for each in _loaded(office, told).people}
    assert who["Perpetrator 1"].endswith("Known: dog at the door; knows Child 1")
    assert "Known" not in who["Victim A"]
