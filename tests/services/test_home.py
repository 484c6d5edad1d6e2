"""Home on the invented borough: the next panel, what is late, the queue, the quarter."""

from hipdesk.services import home
from hipdesk.services.demonstration import invent


def test_home_when_the_vault_is_empty_then_says_nothing_is_late(office):
    """An empty vault opens calmly."""
    view = office.read(home.home_view)
    assert view.panel is None
    assert view.late == ()
    assert view.late_heading == "Nothing is late"
    assert view.queue == ()


def test_home_when_the_borough_is_at_work_then_shows_what_waits(office):
    """Everything on Home agrees with the record behind it."""
    office.do(invent, 720, 1)
    view = office.read(home.home_view)
    assert view.panel is not None
    assert str(view.panel.held_on) == "2026-12-10"
    queue = {line.code: line for line in view.queue}
    assert {"triage", "actions"} <= queue.keys()
    badges = office.read(home.badges)
    assert badges.referrals == queue["triage"].count == view.glance.to_triage
    assert badges.actions == queue["actions"].count
    assert view.glance.now.referrals == sum(count for _month, count, current in view.glance.months if current)
    assert len([month for month in view.glance.months if not month[2]]) == 3
    standing = office.read(home.standing)
    assert standing.invented
    assert standing.papers_in == 3
