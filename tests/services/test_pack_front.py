"""What stands before the case papers of a pack, the last minutes and the action log, is proved and looked through."""

import pytest
from sqlalchemy import select

from hipdesk.model.action_log import AddAction
from hipdesk.model.panels.agendas import AddToAgenda
from hipdesk.model.panels.packs import IssuePacks
from hipdesk.model.redaction.proof import Undecided
from hipdesk.model.redaction.scan import Scanner
from hipdesk.model.referrals import AcceptReferral, PersonEntry
from hipdesk.papers.loading import action_log, minutes
from hipdesk.papers.loading.masking import Mask
from hipdesk.services import actions, agendas, packs, referrals
from hipdesk.store.tables.papers import DisclosureRow
from tests.services.test_packs import issue, made_packs
from tests.services.test_panel_day import Room
from tests.support.presses import lent_press
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim


@pytest.fixture(scope="module")
def press():
    """One press for the module."""
    with lent_press() as made:
        yield made


@pytest.fixture
def room(office):
    """A panel that heard a case with a child, and the next one, whose only case names somebody called as the child."""
    made = Room(office)
    people = (a_victim(), PersonEntry(role="child", name="Tahmid Begum"), a_perpetrator())
    made.heard = accepted(office, made.landlord, people, made.meeting)
    action = AddAction(wording="Ring Rukhsana Begum", case_id=made.heard, owner_agency_id=made.police)
    office.do(actions.add_action, action)
    made.open()
    made.hear(made.heard, code="keep_open", words="Zenobia is to see Tahmid at school.")
    made.coming = accepted(office, made.landlord, (a_victim(name="Tahmid Osei"),), made.next)
    return made


def accepted(office, agency_id, people, meeting_id):
    """A case of these people on a meeting's agenda."""
    logged = office.do(referrals.log_referral, a_referral(agency_id, people=people))
    case = office.do(referrals.accept_referral, AcceptReferral(id=logged.id)).case_id
    office.do(agendas.add_to_agenda, AddToAgenda(meeting_id=meeting_id, case_id=case))
    return case


def test_make_packs_when_minutes_or_log_say_what_they_may_not_then_found_there(office, room, press, monkeypatch):
    """A child of the last panel is looked for in its minutes though a case paper names another of that name; everybody
    is looked for in the log. What they say is masked otherwise, and the same pack holds.
    """
    (sound,) = made_packs(office, press, room.next, room.police).packs
    assert sound.copy.proof.hits == ()
    monkeypatch.setattr(minutes, "masked_minutes", lambda _reading, view, _audience: view)
    monkeypatch.setattr(action_log._Rows, "_mask", lambda _self, _case: Mask(Scanner(())))
    (leaking,) = made_packs(office, press, room.next, room.police).packs
    found = {(hit.where.partition(",")[0], hit.label) for hit in leaking.copy.proof.hits}
    assert {("Minutes of the last panel", "Child 1"), ("Agenda and action log", "Victim A")} <= found
    assert not leaking.copy.proof.holds()


def test_issue_when_the_last_minutes_name_a_stranger_then_refused_until_somebody_decides(office, room, press):
    """Narratives of cases that are only in the minutes are printed in the pack too: nothing goes before they were
    looked through; then the people they tell of have a disclosure entry too.
    """
    made = made_packs(office, press, room.next, room.police)
    assert room.heard not in made.packs[0].copy.case_ids
    command = IssuePacks(meeting_id=room.next, copies=tuple(each.copy for each in made.packs))
    with pytest.raises(Undecided) as undecided:
        office.do(packs.issue_packs, command)
    assert room.heard in undecided.value.case_ids
    (key,) = issue(office, made, room.next)
    with office.records.read(office.actor) as reading:
        noted = select(DisclosureRow.case_id).where(DisclosureRow.issued_paper_id == key)
        assert {room.heard, room.coming} <= set(reading.session.scalars(noted))
