"""Actions: numbering, states, the two kinds of not done, bulk changes, slips."""

from collections import Counter
from datetime import date, timedelta

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.model.action_log import (
    ActionFilter,
    AddAction,
    ChangeAction,
    ChaseActions,
    EscalateActions,
    UpdateAction,
    UpdateActions,
)
from hipdesk.model.actions import Rag
from hipdesk.model.panels.meetings import PlanMeeting
from hipdesk.model.users import Actor
from hipdesk.services import actions, panels
from hipdesk.store.queries import actions as stored
from hipdesk.store.tables.actions import ActionRow
from tests.services.panel_ground import PANEL, agency, case

TODAY = date(2026, 12, 2)


@pytest.fixture
def landlord(office):
    """Riverside & Chalk, with J. Muñoz."""
    return agency(office, "Riverside & Chalk Housing", "RCH", people=("J. Muñoz",))


def give(office, landlord, **values):
    kept = {"wording": "fit letterbox guard", "owner_agency_id": landlord, "due_on": date(2026, 12, 11)}
    return office.do(actions.add_action, AddAction(**(kept | values)))


def test_add_action_when_of_a_case_then_numbered_within_the_case(office, landlord):
    """Numbers run per case under the case's own figures, general ones under G."""
    first, second = case(office, 22), case(office, 41)
    for key in (first, first, second, None):
        give(office, landlord, case_id=key)
    rows = office.read(actions.list_actions, ActionFilter(sort="raised")).rows
    assert sorted(row.number for row in rows) == ["0022/1", "0022/2", "0041/1", "G/1"]
    assert rows[0].wording == "Fit letterbox guard"


def test_list_when_by_tab_then_only_that_tab_and_its_count(office, landlord):
    """Late, due before the panel and done are cut by the day, the next panel and the quarter."""
    office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    late = give(office, landlord, due_on=date(2026, 11, 17))
    give(office, landlord, due_on=date(2026, 12, 4))
    give(office, landlord, due_on=date(2027, 1, 20))
    done = give(office, landlord, due_on=date(2026, 12, 3))
    office.do(actions.update_action, UpdateAction(action_id=done, step="completed", done_on=TODAY))
    tabs = office.read(actions.action_tabs)
    assert (tabs.open, tabs.late, tabs.before_panel, tabs.done, tabs.not_done) == (3, 1, 1, 1, 0)
    page = office.read(actions.list_actions, ActionFilter(tab="late"))
    assert [row.id for row in page.rows] == [late]
    assert page.rows[0].rag.words == "11 days late"
    assert page.total == 1


def test_carry_forward_when_twice_then_counted_and_first_due_stays(office, landlord):
    """A carry moves the date and is counted; what counts as on time never moves."""
    key = give(office, landlord, due_on=date(2026, 11, 17))
    for day in (date(2026, 12, 15), date(2027, 1, 8)):
        office.do(actions.update_action, UpdateAction(action_id=key, step="carried_forward", new_due_on=day))
    detail = office.read(actions.action_detail, key)
    assert detail.action.carried_words == "Twice"
    assert detail.action.first_due_on == date(2026, 11, 17)
    assert detail.action.due_on == date(2027, 1, 8)
    assert detail.history[0].old_due_on == date(2026, 12, 15)


def test_not_done_when_no_reason_then_refused_and_kinds_stay_apart(office, landlord):
    """The two kinds of not done are separate states, and neither is taken without a reason."""
    first, second = give(office, landlord), give(office, landlord)
    with pytest.raises(Refused):
        office.do(actions.update_action, UpdateAction(action_id=first, step="not_completed_agency"))
    office.do(
        actions.update_action, UpdateAction(action_id=first, step="not_completed_agency", words="Nobody was sent")
    )
    office.do(
        actions.update_action, UpdateAction(action_id=second, step="not_completed_circumstances", words="Family moved")
    )
    rows = office.read(actions.list_actions, ActionFilter(tab="not_done")).rows
    assert {row.not_done: row.not_done_reason for row in rows} == {
        "agency": "Nobody was sent",
        "circumstances": "Family moved",
    }


def test_update_actions_when_one_cannot_change_then_none_does(office, landlord):
    """Bulk is all or none: one already superseded stops the rest."""
    keys = [give(office, landlord) for _ in range(3)]
    office.do(actions.update_action, UpdateAction(action_id=keys[1], step="superseded", words="Joined with another"))
    with pytest.raises(Refused):
        office.do(actions.update_actions, UpdateActions(action_ids=tuple(keys), step="completed"))
    assert office.read(actions.action_tabs).open == 2
    assert office.do(actions.update_actions, UpdateActions(action_ids=(keys[0], keys[2]), step="completed")) == 2


def test_groups_when_carried_twice_and_late_again_then_may_be_escalated(office, landlord):
    """An agency's heading counts open and late, draws its bar, and says when its manager may be told."""
    key = give(office, landlord, due_on=date(2026, 11, 2))
    give(office, landlord, due_on=date(2026, 11, 30))
    for day in (date(2026, 12, 3), date(2026, 12, 4)):
        office.do(actions.update_action, UpdateAction(action_id=key, step="carried_forward", new_due_on=day))
    group = office.read(actions.agency_groups)[0]
    assert (group.words, group.contact, group.misses, group.may_escalate) == ("2 open, 1 late", "J. Muñoz", 0, False)
    office.clock.move_to(office.clock.now().replace(day=8))
    group = office.read(actions.agency_groups)[0]
    assert (group.late, group.misses, group.may_escalate) == (2, 2, True)
    assert [(piece.code, piece.count) for piece in group.segments] == [("1-10", 2)]


def test_groups_when_counted_by_the_database_then_as_every_action_shows(office, landlord):
    """Headings say the same as counting every live action by its own colour, on any day."""
    days = (date(2026, 11, 2), date(2026, 12, 4), date(2026, 12, 24), date(2027, 2, 1), date(2027, 2, 1), None)
    keys = [give(office, landlord, due_on=due) for due in days]
    office.do(actions.update_action, UpdateAction(action_id=keys[3], step="progress", words="Ordered"))
    office.do(
        actions.update_action, UpdateAction(action_id=keys[0], step="carried_forward", new_due_on=date(2027, 1, 8))
    )
    codes = set()
    with office.records.read(office.actor) as reading:
        for later in range(0, 70, 7):
            day = TODAY + timedelta(days=later)
            shown = Counter(action.rag for action in stored.live_by_agency(reading, day, "ENG")[landlord])
            counted: Counter[Rag] = Counter()
            for tally in stored.live_tallies(reading, day, "ENG"):
                assert tally.agency_id == landlord
                counted[tally.rag] += tally.count
            assert counted == shown
            codes |= {state.code for state in shown}
    assert codes == {"red", "amber", "green", "blue", "grey"}


def test_chase_and_escalate_when_live_then_noted_without_a_change_of_state(office, landlord):
    """Asking is not a word from the owner: the colour stays, the list says when it was asked."""
    key = give(office, landlord, due_on=date(2026, 11, 17))
    assert office.do(actions.chase, ChaseActions(action_ids=(key,), words="Letter")) == 1
    row = office.read(actions.list_actions, ActionFilter()).rows[0]
    assert row.asked_since
    assert row.rag.code == "red"
    office.do(actions.escalate, EscalateActions(action_ids=(key,), to="Head of Housing"))
    row = office.read(actions.list_actions, ActionFilter()).rows[0]
    assert (row.escalated_to, row.escalated_on) == ("Head of Housing", TODAY)


def test_update_when_caseworker_of_another_agency_then_refused(office, landlord):
    """A caseworker speaks for their own agency only."""
    key = give(office, landlord)
    office.actor = Actor("b" * 32, "Tam Ito", "caseworker", agency_id="c" * 32)
    with pytest.raises(Refused, match="own agency"):
        office.do(actions.update_action, UpdateAction(action_id=key, step="progress", words="Booked"))


def test_change_when_version_is_old_then_refused(office, landlord):
    """A change written over a newer one is refused, not lost."""
    key = give(office, landlord)
    office.do(actions.change_action, ChangeAction(action_id=key, version=1, wording="Fit a guard"))
    with pytest.raises(Refused):
        office.do(actions.change_action, ChangeAction(action_id=key, version=1, wording="Something else"))


def test_slip_when_after_a_meeting_then_own_actions_earliest_first(office, landlord):
    """A slip holds the agency's own actions only, and says which are new and which were carried."""
    other = agency(office, "Police CSU", people=("PC Ó Briain",))
    meeting = office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    old = give(office, landlord, due_on=date(2026, 11, 17), wording="Mend the light")
    office.do(
        actions.update_action,
        UpdateAction(action_id=old, step="carried_forward", new_due_on=date(2026, 12, 16)),
    )
    give(office, landlord, meeting_id=meeting, due_on=date(2026, 12, 14))
    give(office, other, meeting_id=meeting)
    slip = office.read(actions.action_slip_view, meeting, landlord)
    assert [each.origin_words for each in slip.actions] == ["New", "Carried forward once, first due 17 November"]
    assert slip.counts == (1, 1, 0)
    assert slip.send_back_by == date(2026, 12, 24)
    assert [name for _key, name, _count in office.read(actions.slip_agencies, meeting)] == [
        "Police CSU",
        "Riverside & Chalk Housing",
    ]


def test_slip_when_from_before_then_its_day_with_the_year_and_how_it_stands(office, landlord):
    """An action of 2025 says so; one without a date is not called not yet due, and how late stands once."""
    meeting = office.do(panels.plan_meeting, PlanMeeting(held_on=PANEL))
    for due in (date(2026, 11, 17), date(2026, 12, 20), None):
        give(office, landlord, due_on=due)
    undated = give(office, landlord, due_on=None)
    with office.records.write(office.actor) as work:
        work.find(ActionRow, undated).raised_on = date(2025, 4, 7)
        work.record("action.changed", "action", undated)
        work.finish()
    slip = office.read(actions.action_slip_view, meeting, landlord)
    assert {each.origin_words for each in slip.actions} == {
        "From 2 December, overdue",
        "From 2 December, not yet due",
        "From 2 December, no date set",
        "From 7 April 2025, no date set",
    }


def test_list_when_case_is_restricted_then_hidden_from_a_caseworker(office, landlord):
    """An action tells of its case: who may not see the case does not see it."""
    give(office, landlord, case_id=case(office, 22, restricted=True))
    give(office, landlord, case_id=case(office, 23))
    assert office.read(actions.list_actions, ActionFilter()).total == 2
    office.actor = Actor("b" * 32, "Tam Ito", "caseworker", agency_id=landlord)
    assert office.read(actions.list_actions, ActionFilter()).total == 1
