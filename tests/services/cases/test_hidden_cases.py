"""A case somebody is barred from is nowhere for them: lists, search, Home, meetings, figures, papers, people."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model import cases as asked
from hipdesk.model.action_log import ActionFilter, AddAction
from hipdesk.model.panels.agendas import ProposeAgenda
from hipdesk.model.people import PersonFilter, Probe
from hipdesk.model.periods import quarter_of
from hipdesk.model.search import Found
from hipdesk.model.users import Actor
from hipdesk.papers.loading.action_log import load_action_log
from hipdesk.papers.loading.agenda import load_agenda
from hipdesk.papers.loading.case_paper import load_case_paper
from hipdesk.papers.loading.names_list import load_names_list
from hipdesk.services import (
    actions,
    agendas,
    attendance,
    cases,
    figures,
    finding,
    home,
    people,
    referrals,
    returns,
    risk_assessments,
)
from hipdesk.services.demonstration import invent
from hipdesk.services.reports.report import report
from hipdesk.services.search import search
from hipdesk.store.tables.cases import CaseAccessRow
from hipdesk.store.tables.users import HolderRow
from tests.support.referral_examples import add_agency

PANEL = date(2026, 12, 10)
COLLEAGUE = Actor("c" * 32, "Cai Roe", "officer")
Read = Callable[[Any], object]


@pytest.fixture
def borough(office):
    """A small borough at work, with the colleague as a second holder."""
    office.do(invent, 60, 1)
    with office.records.write(office.actor) as work:
        work.session.add(HolderRow(id=COLLEAGUE.holder_id, name=COLLEAGUE.name, role=COLLEAGUE.role))
        work.record("holder.added", "holder", COLLEAGUE.holder_id)
        work.finish()
    return office


@pytest.fixture
def secret(borough):
    """A case on the agenda of the next panel with a live action, the person affected by it, and the meeting."""
    coming = borough.read(finding.find_meeting, "next")
    borough.do(agendas.propose_agenda, ProposeAgenda(meeting_id=coming))
    case_id = next(line.case_id for line in borough.read(agendas.agenda_view, coming).cases)
    borough.do(actions.add_action, AddAction(case_id=case_id, wording="Fit a letterbox guard", due_on=PANEL))
    named = borough.read(cases.case_names, case_id)
    return borough.read(cases.open_case, case_id), next(one for one in named if one.role == "victim"), coming


def _reads(view, person, coming) -> dict[str, Read]:
    """Every way a case comes to somebody's eyes, by name."""
    return {
        "list": lambda office: office.read(cases.list_cases, asked.CaseFilter(view="all"), None, 0, 500),
        "case": lambda office: office.read(cases.open_case, view.id),
        "names": lambda office: office.read(cases.case_names, view.id),
        "to link": lambda office: office.read(cases.cases_to_link, "0" * 32, view.reference),
        "inbox": lambda office: office.read(referrals.inbox),
        "referral": lambda office: office.read(referrals.open_referral, view.referrals[0].id),
        "search": lambda office: _found(office.read(search, view.reference)),
        "search by name": lambda office: _found(office.read(search, person.name)),
        "alike": lambda office: office.read(people.look_alikes, Probe(name=person.name)),
        "address": lambda office: office.read(people.seen_at_address, person.address or "-"),
        "everybody": lambda office: office.read(people.list_people, PersonFilter(), 0, 500),
        "duplicates": lambda office: office.read(people.duplicates_tray),
        "home": lambda office: office.read(home.home_view),
        "actions": lambda office: office.read(actions.list_actions, ActionFilter(), 0, 500),
        "board": lambda office: office.read(actions.action_board, ActionFilter(), 500),
        "action": lambda office: office.read(actions.action_detail, view.open_actions[0].id),
        "agenda": lambda office: office.read(agendas.agenda_view, coming),
        "attendance": lambda office: office.read(attendance.attendance_view, coming),
        "returns": lambda office: office.read(returns.returns_view, coming),
        "returns of case": lambda office: office.read(returns.returns_of_case, view.id),
        "risk": lambda office: office.read(risk_assessments.risk_answers, view.risks[-1].id),
        "find": lambda office: office.read(finding.find_case, view.reference),
        "agenda paper": lambda office: _paper(office, load_agenda, coming),
        "case paper": lambda office: _paper(office, load_case_paper, view.id),
        "names list": lambda office: _paper(office, load_names_list, coming),
        "action log": lambda office: _paper(office, load_action_log, coming),
        "behind a figure": lambda office: _behind(office, view),
    }  # fmt: skip


def _found(found: Found) -> object:
    """What was found, without the words that were typed."""
    return found.cases, found.people, found.notes


def _paper(office, load, *args) -> object:
    with office.records.read(office.actor) as reading:
        return load(reading, *args)


def _behind(office, view) -> object:
    """Cases accepted in the quarter the case was accepted in, as a figure opens them."""
    shown = office.read(report, quarter_of(view.accepted_on, "financial"))
    cells = [
        cell.behind for table in shown.tables for line in table.lines for cell in line.cells if cell.behind is not None
    ]
    return [office.read(figures.behind_figure, cell, 0, 500) for cell in cells]


def _said(office, read: Read) -> str:
    try:
        return repr(read(office))
    except Refused:
        return ""


def _bar(office, view) -> None:
    command = asked.RestrictCase(
        id=view.id, restricted=False, barred=frozenset({COLLEAGUE.holder_id}), reason="A relative"
    )
    office.do(cases.restrict_case, command)


def test_case_when_holder_is_barred_then_no_read_tells_them_of_it(borough, secret):
    """The officer sees it in nearly every way there is; the colleague who is barred in none."""
    view, person, coming = secret
    secrets = (view.id, view.reference, person.name)
    reads = _reads(view, person, coming)
    _bar(borough, view)
    seen = {name for name, read in reads.items() if any(secret in _said(borough, read) for secret in secrets)}
    assert {"list", "case", "search", "search by name", "alike", "actions", "agenda", "case paper"} <= seen
    borough.actor = COLLEAGUE
    told = {name: [secret for secret in secrets if secret in _said(borough, read)] for name, read in reads.items()}
    assert {name: found for name, found in told.items() if found} == {}


def test_case_when_agency_is_kept_out_then_its_holders_see_nothing_of_it(borough, secret):
    """Whoever comes from the agency is barred as well, also one who is added later."""
    view, person, coming = secret
    agency = next(key for key, _name in borough.read(cases.access_choices).agencies if key != view.lead_id)
    borough.do(cases.keep_agency_out, asked.KeepAgencyOut(id=view.id, agency_id=agency, reason="Employs him"))
    borough.actor = Actor(COLLEAGUE.holder_id, COLLEAGUE.name, "officer", agency)
    for name in ("list", "case", "search", "agenda", "case paper", "actions"):
        assert view.reference not in _said(borough, _reads(view, person, coming)[name]), name


def test_case_when_let_be_seen_again_then_it_is_there(borough, secret):
    """Taking the bar back gives everything back."""
    view, _person, _coming = secret
    _bar(borough, view)
    borough.do(cases.restrict_case, asked.RestrictCase(id=view.id, restricted=False, reason="It was another person"))
    borough.actor = COLLEAGUE
    assert borough.read(cases.open_case, view.id).reference == view.reference
    with borough.records.read(COLLEAGUE) as reading:
        assert reading.session.query(CaseAccessRow).filter_by(case_id=view.id).count() == 0


def test_counts_when_the_only_late_action_is_of_a_barred_case_then_nothing_is_late_for_them(office, case_id):
    """Home and the navigation count what the holder may see, no more."""
    agency = add_agency(office, "Northgate Homes")
    late = AddAction(case_id=case_id, wording="Fit a guard", owner_agency_id=agency, due_on=date(2026, 12, 1))
    office.do(actions.add_action, late)
    assert office.read(home.badges).actions == 1
    _bar(office, office.read(cases.open_case, case_id))
    office.actor = COLLEAGUE
    assert office.read(home.badges).actions == 0
    assert "actions" not in {line.code for line in office.read(home.home_view).queue}
