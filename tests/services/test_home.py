"""Home on the invented borough: the next panel, what is late, the queue, the quarter."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hipdesk.model.home import LateThing
from hipdesk.services import home
from hipdesk.services.cases import case_counts
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
    assert badges.cases == queue["no-hearing"].count == office.read(case_counts).no_hearing
    assert view.glance.now.referrals == sum(count for _month, count, current in view.glance.months if current)
    assert len([month for month in view.glance.months if not month[2]]) == 3
    assert sum(thing.many for thing in view.late if thing.route == "actions") == int(
        queue["actions"].title.split(" in ")[1].split()[0]
    )
    standing = office.read(home.standing)
    assert standing.invented
    assert standing.papers_in == 3


def test_home_when_papers_and_returns_are_past_their_day_then_says_so_in_words(office):
    """Beside the line of deadlines; what was done is not late, and nothing is before its day."""
    office.do(invent, 60, 1)
    view = office.read(home.home_view)
    assert not [thing for thing in view.late if thing.route == "papers"]
    office.clock.advance(timedelta(days=6))
    view = office.read(home.home_view)
    told = {thing.subject: thing.words for thing in view.late if thing.route == "papers"}
    assert told["The papers"] == "were to go out by Mon 7 Dec: 1 working day late."
    assert view.panel is not None
    assert {thing.target for thing in view.late if thing.route == "papers"} == {view.panel.id}


@pytest.mark.parametrize(
    ("many", "said"), [((), "Nothing is"), ((1,), "One thing is"), ((1, 1, 1, 4), "Seven things are")]
)
def test_late_heading_when_one_line_tells_of_several_then_each_is_counted(office, many, said):
    """The heading and the lines under it never disagree."""
    late = tuple(LateThing("An agency", "has actions past their date.", "See", "actions", many=each) for each in many)
    assert replace(office.read(home.home_view), late=late).late_heading == f"{said} late"
