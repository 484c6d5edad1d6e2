"""Home says what the record says, each line leads to its screen, and an empty vault teaches how to begin."""

import pytest

from hipdesk.desk import Desk
from hipdesk.model.home import HomeView
from hipdesk.services.home import home_view
from tests.robots.home import HomeRobot
from ui.routes import Route


def view_of(home: HomeRobot) -> HomeView:
    """What the service says at this moment."""
    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    return desk.read(home_view)


def test_home_when_opened_then_shows_the_next_panel_and_its_deadlines(home: HomeRobot) -> None:
    """Title, track and sentences are those of the service."""
    view = view_of(home)
    assert view.panel is not None
    words = home.words()
    assert f"Panel of Thursday {view.panel.held_on.day} December" in words
    assert view.late_heading in words
    for thing in view.late:
        assert thing.subject in words
    shown = [step for step in view.panel.steps if step.on_home]
    assert len(home.steps()) == len(shown)
    for said, step in zip(home.steps(), shown, strict=True):
        assert said.startswith(step.title)


def test_home_when_opened_then_the_queue_and_figures_agree_with_the_record(home: HomeRobot) -> None:
    """Counts, words and both quarters."""
    view = view_of(home)
    assert [line.split(" ")[0] for line in home.queue()] == [str(line.count) for line in view.queue]
    for said, line in zip(home.queue(), view.queue, strict=True):
        assert line.title in said
        assert line.rag_words in said
    figures = " ".join(home.figures())
    assert f"{view.glance.now.heard_when_due} of {view.glance.now.heard_due}" in figures
    assert all(f"{month:%b} {count}" in figures for month, count, _current in view.glance.months)


@pytest.mark.parametrize(
    ("code", "route"),
    [
        ("triage", Route("referrals")),
        ("no-hearing", Route.to("cases", view="no_hearing")),
    ],
)
def test_home_when_a_line_is_opened_then_goes_to_its_screen(home: HomeRobot, code: str, route: Route) -> None:
    """By keyboard; Back returns to Home."""
    assert code in {line.code for line in view_of(home).queue}
    home.open_line(code)
    assert home.route() == route
    home.press("Alt+Left")
    home.wait()
    assert home.route().name == "home"


def test_home_when_the_panel_is_prepared_then_goes_to_its_meeting(home: HomeRobot) -> None:
    """The one primary button leads to the meeting's first page."""
    panel = view_of(home).panel
    assert panel is not None
    home.find("prepare").setFocus()
    home.press("Space")
    home.wait()
    assert home.route() == Route.to("meeting", id=panel.id, page="prepare")


def test_home_when_the_vault_is_empty_then_teaches_how_to_begin(empty_home: HomeRobot) -> None:
    """Three ways on, and nothing pretends to be late."""
    assert empty_home.is_empty()
    for name in ("first-referral", "import", "plan"):
        assert empty_home.find(name).isEnabled()
    assert empty_home.steps() == []


def test_status_line_when_unlocked_then_says_saved_backup_papers_and_marking(home: HomeRobot) -> None:
    """Four parts in words, and the counts beside the pages."""
    said = home.status()
    for part in ("All changes saved", "No backup yet", "Papers go out in 3 working days", "OFFICIAL-SENSITIVE"):
        assert part in said
    rail = home.workspace.navigation.rail
    shown = [str(rail.model().index(at, 0).data()) for at in range(rail.model().rowCount())]
    assert any(line.startswith("Referrals") and "waiting" in line for line in shown)
