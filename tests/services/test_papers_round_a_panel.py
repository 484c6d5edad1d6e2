"""Papers round a panel from the record: who gets which names, what is left out, what is told of gaps."""

import re
from dataclasses import replace
from datetime import date

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.action_log import AddAction, UpdateAction
from hipdesk.model.panels.agendas import AddToAgenda
from hipdesk.model.panels.attendance import AnswerInvitation, DeclareInterest
from hipdesk.model.panels.returns import AskAgencies, RecordReturn
from hipdesk.model.partial_dates import read_partial_day
from hipdesk.model.referrals import AcceptReferral, AddressEntry, PersonEntry
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.catalogue import PaperOptions, load
from hipdesk.papers.loading.information_pack import agreements_words
from hipdesk.papers.produce import produce
from hipdesk.services import actions, agendas, attendance, panel_papers, referrals, returns
from hipdesk.services.agencies import list_agencies
from hipdesk.services.settings import change_settings
from tests.services.test_panel_day import Room
from tests.services.test_panel_papers import words_of
from tests.support import pdf_structure
from tests.support.presses import lent_press
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim

NAMES = ("Rukhsana", "Begum", "Colin", "Dane", "Tahmid", "Whitlock", "Tallow")
KEPT_HOME = AddressEntry(lines="7 Saddlers Yard", postcode="MB4 2AA")


@pytest.fixture(scope="module")
def press():
    """One press for the module."""
    with lent_press() as made:
        yield made


@pytest.fixture
def room(office):
    """See ``Room``: an office with a name, and one case of the agenda with people."""
    office.do(
        change_settings,
        OfficeSettings(panel_name="Marlbridge Hate Incident Panel", borough="Marlbridge", officer_name="Anwen Price"),
    )
    made = Room(office)
    people = (
        a_victim(),
        PersonEntry(role="child", name="Tahmid Begum", born=read_partial_day("2 May 2017")),
        PersonEntry(role="witness", name="Nora Whitlock"),
        a_perpetrator(address=KEPT_HOME, address_confidential=True),
    )
    logged = office.do(referrals.log_referral, a_referral(made.landlord, people=people))
    made.peopled = office.do(referrals.accept_referral, AcceptReferral(id=logged.id)).case_id
    office.do(agendas.add_to_agenda, AddToAgenda(meeting_id=made.meeting, case_id=made.peopled))
    return made


def paper_of(office, paper, **options):
    """A paper's model from the record."""
    with office.records.read(office.actor) as reading:
        return load(reading, paper, PaperOptions(**options))


def bar(office, agency_id, case_id):
    """An agency gets no papers of a case."""
    interest = DeclareInterest(
        case_id=case_id, agency_id=agency_id, name="Its director", nature="Party to it", ruling="no_papers"
    )
    office.do(attendance.declare_interest, interest)


def test_names_list_when_loaded_then_full_names_and_kept_homes_withheld(office, room, press):
    """Agencies look up names, birth dates and homes; a confidential home and a witness never leave the office."""
    paper = paper_of(office, "names-list", meeting_id=room.meeting)
    (listed,) = [case for case in paper.cases if case.people]
    told = {person.label: person for person in listed.people}
    assert [(told[label].name, told[label].address) for label in sorted(told)] == [
        ("Tahmid Begum", "Address A"),
        ("Colin Dane", "Withheld"),
        ("Rukhsana Begum", "Address A: Flat 9, Tallow House, Tanners Lane"),
    ]
    assert told["Victim A"].born == "14 March 1988"
    words = words_of(paper.to_content())
    assert not [name for name in ("Whitlock", "Saddlers", "MB4 2AA") if name in words]
    assert paper.frame.title == "Names list, 10 December 2026"
    assert pdf_structure.findings(produce(paper, press)) == []


def test_names_list_when_made_for_a_barred_agency_then_its_case_is_left_out(office, room):
    """What an agency may not read of is not there, and not counted."""
    bar(office, room.landlord, room.peopled)
    full = paper_of(office, "names-list", meeting_id=room.meeting)
    own = paper_of(office, "names-list", meeting_id=room.meeting, agency_id=room.landlord)
    gone = {case.reference for case in full.cases} - {case.reference for case in own.cases}
    assert gone == {room.case(room.peopled).reference}
    assert not [name for name in NAMES if name in words_of(own.to_content())]
    lines = office.read(panel_papers.meeting_papers, room.meeting).papers
    assert [(line.agency_id, line.words) for line in lines if line.paper == "names-list"] == [
        ("", "4 cases, full names: send it securely"),
        (room.landlord, "Riverside & Chalk Housing, 3 cases"),
    ]


def test_return_form_when_loaded_then_labels_only_and_what_was_told_already(office, room, press):
    """The form goes back by e-mail: people by label, no name; a case answered before says so."""
    office.do(returns.ask_agencies, AskAgencies(meeting_id=room.meeting))
    answer = RecordReturn(
        meeting_id=room.meeting, case_id=room.new, agency_id=room.landlord, state="nothing_held",
        returned_on=date(2026, 12, 3),
    )  # fmt: skip
    office.do(returns.record_return, answer)
    paper = paper_of(office, "return-form", meeting_id=room.meeting, agency_id=room.landlord)
    words = words_of(paper.to_content())
    assert not [name for name in NAMES if name in words]
    assert "You have answered" in words
    assert "(nothing held, 3 December). Write only what is new." in words
    (peopled,) = [case for case in paper.cases if case.people]
    assert [person.label for person in peopled.people] == ["Victim A", "Child 1", "Perpetrator 1"]
    assert (paper.to, paper.frame.recipient) == ("J. Muñoz, Officer", "Riverside & Chalk Housing")
    assert "May be quoted" in paper.limits
    assert pdf_structure.findings(produce(paper, press)) == []


def test_return_form_when_the_agency_is_barred_from_every_case_then_refused(office, room):
    """There is nothing to ask."""
    for line in office.read(agendas.agenda_view, room.meeting).cases:
        bar(office, room.police, line.case_id)
    with pytest.raises(Refused, match="no case to ask"):
        paper_of(office, "return-form", meeting_id=room.meeting, agency_id=room.police)
    agencies = office.read(panel_papers.return_agencies, room.meeting)
    assert room.police not in [key for key, _name, _count in agencies]
    assert {count for _key, _name, count in agencies} == {4}


def test_attendance_sheet_when_loaded_then_those_expected_and_whom_a_case_concerns(office, room, press):
    """Apologies are no row; who leaves the room has the case's number beside the name."""
    quist, muñoz = room.person("T. Quist"), room.person("J. Muñoz")
    office.do(attendance.answer, AnswerInvitation(attendance_id=muñoz.id, answer="apologies"))
    declared = DeclareInterest(
        case_id=room.new, meeting_id=room.meeting, attendance_id=quist.id, nature="Relative", ruling="leaves"
    )
    office.do(attendance.declare_interest, declared)
    paper = paper_of(office, "attendance-sheet", meeting_id=room.meeting)
    told = {person.name: person.interest for person in paper.people}
    assert (told["T. Quist"], "J. Muñoz" in told) == ("0038", False)
    assert pdf_structure.findings(produce(paper, press)) == []


def test_action_log_when_loaded_then_grouped_masked_and_what_ended_told(office, room, press):
    """Overdue first; a child's name and a kept home in a wording go to nobody."""
    add = actions.add_action
    late = AddAction(case_id=room.peopled, wording="Ring the school of Tahmid Begum", due_on=date(2026, 12, 4))
    office.do(add, late)
    office.do(add, AddAction(wording="Visit 7 Saddlers Yard", case_id=room.peopled, due_on=date(2026, 12, 10)))
    office.do(add, AddAction(wording="Write", owner_agency_id=room.landlord))
    done = office.do(add, AddAction(wording="Mend the light", due_on=date(2026, 12, 9)))
    office.do(actions.update_action, UpdateAction(action_id=done, step="completed"))
    paper = paper_of(office, "action-log", meeting_id=room.meeting)
    assert [(group.name, len(group.actions)) for group in (*paper.groups, paper.ended)] == [
        ("Overdue", 1), ("Due by the panel", 1), ("Due later", 0), ("Without a date", 1),
        ("Ended in the last month", 1),
    ]  # fmt: skip
    words = words_of(paper.to_content())
    assert "Open since 10 Dec" in words
    assert "Ring the school of Child 1" in words
    assert not [name for name in ("Tahmid", "Saddlers") if name in words]
    bar(office, room.care, room.peopled)
    own = paper_of(office, "action-log", meeting_id=room.meeting, agency_id=room.care)
    assert [len(group.actions) for group in own.groups] == [0, 0, 0, 1]
    assert pdf_structure.findings(produce(paper, press)) == []


def test_action_log_when_its_meeting_is_past_then_each_action_stands_once(office, room):
    """What fell due after that meeting and is late by now is overdue, not also due later."""
    office.do(actions.add_action, AddAction(wording="Write", due_on=date(2026, 12, 11)))
    office.clock.move_to(office.clock.now().replace(day=16))
    paper = paper_of(office, "action-log", meeting_id=room.meeting)
    assert [len(group.actions) for group in paper.groups] == [1, 0, 0, 0]


def test_labels_when_loaded_then_places_by_name_and_files_by_reference(office, room, press):
    """A place says who sits there; the outside of a file says no name."""
    places = paper_of(office, "place-labels", meeting_id=room.meeting)
    assert sorted(label.large for label in places.labels) == ["J. Muñoz", "PC Ó Briain", "T. Quist"]
    files = paper_of(office, "file-labels", meeting_id=room.meeting)
    assert {label.large for label in files.labels} == {
        line.reference for line in office.read(agendas.agenda_view, room.meeting).cases
    }
    for paper in (places, files):
        assert pdf_structure.marking_findings(produce(paper, press), "OFFICIAL-SENSITIVE") == []
    with pytest.raises(Refused, match="Nobody is expected"):
        paper_of(office, "place-labels", meeting_id=room.next)
    with pytest.raises(Refused, match="No case"):
        paper_of(office, "file-labels", meeting_id=room.next)


def test_contact_list_when_loaded_then_agencies_and_their_people(office, room, press):
    """Nobody has to be about a meeting for it."""
    paper = paper_of(office, "contact-list")
    assert {agency.name: [person.name for person in agency.people] for agency in paper.agencies} == {
        "Adult Social Care": ["T. Quist"],
        "Police CSU": ["PC Ó Briain"],
        "Riverside & Chalk Housing": ["J. Muñoz"],
    }
    assert {agency.agreement for agency in paper.agencies} == {"Sharing agreement not recorded"}
    assert pdf_structure.findings(produce(paper, press)) == []


def test_information_pack_when_loaded_then_the_years_dates_and_every_fact_filled_in(office, room, press):
    """Meetings of the record as planned, those of the rule to be confirmed; no brace of the wording is left."""
    paper = paper_of(office, "information-pack", period="2026-27")
    by_day = {each.day: each for each in paper.dates}
    assert [each.planned for _day, each in sorted(by_day.items())] == [True, True, False, False]
    december = by_day[date(2026, 12, 10)]
    assert december.referrals_by == date(2026, 11, 26)
    assert december.returns_by < december.papers_on < december.day
    words = words_of(paper.to_content())
    assert re.findall(r"[{}]", words) == []
    assert "Within 1 working day it is logged" in words
    assert "The office sends the referral form and the risk form" in words
    made = produce(paper, press)
    assert pdf_structure.findings(made) == []
    assert pdf_structure.marking_findings(made, "OFFICIAL") == []
    assert "SENSITIVE" not in " ".join(pdf_structure.page_texts(made))


def test_agreements_when_told_then_counted_with_the_first_end_and_nobody_named(office, room):
    """One that ended counts no more; one without an end is in date; an office without agencies says nothing."""
    one = office.read(list_agencies)[0]
    today = date(2026, 11, 20)
    ended = replace(one, agreement_signed=True, agreement_expires_on=date(2026, 11, 19))
    soon = replace(ended, agreement_expires_on=today)
    endless = replace(ended, agreement_expires_on=None)
    assert agreements_words([ended, soon, endless], today) == (
        "On 20 November 2026 2 of the 3 agencies of the panel have an agreement in date; "
        "the first of these agreements ends on 20 November 2026."
    )
    assert agreements_words([endless], today) == (
        "On 20 November 2026 1 of the 1 agency of the panel has an agreement in date."
    )
    assert agreements_words([ended], today).startswith("On 20 November 2026 none of the 1 agency")
    nothing = replace(ended, agreement_signed=None, agreement_expires_on=None)
    assert agreements_words([endless, nothing], today).endswith("an agreement in date. Of 1 nothing is recorded.")
    assert agreements_words([nothing], today) == agreements_words([], today) == ""


def test_blank_forms_when_made_then_marked_for_what_they_hold_once_filled_in(office, room):
    """Empty they tell of nobody; the office's marking holds from the first answer."""
    for paper in ("referral-form", "risk-form"):
        assert paper_of(office, paper).frame.marking == "OFFICIAL-SENSITIVE when filled in"


def test_information_pack_when_another_year_is_asked_for_then_its_dates_by_the_rule(office, room):
    """Next year's pack can be made before its meetings are planned."""
    paper = paper_of(office, "information-pack", period="2027-28")
    assert (paper.year, len(paper.dates), {each.planned for each in paper.dates}) == ("2027-28", 12, {False})


def test_papers_page_when_it_lists_a_paper_then_it_can_be_made_and_names_nobody(office, room):
    """Every line of the page leads to a paper, and what its file is called says no person's name."""
    for line in office.read(panel_papers.meeting_papers, room.meeting).papers:
        if line.case_id in ("", room.peopled):
            paper = paper_of(
                office, line.paper, meeting_id=room.meeting, case_id=line.case_id, agency_id=line.agency_id
            )
            assert not [name for name in (*NAMES, "Muñoz", "Quist", "Briain") if name in paper.frame.title]
