"""Locking: nothing of a page stays over the gate, and unlocking returns to the same route."""

from tests.robots.custody import GateRobot
from tests.robots.home import HomeRobot
from tests.support.desks import PASSPHRASE
from ui.routes import Route
from ui.shell.palette import SearchPalette
from ui.widgets.overlay import Overlay


def test_lock_when_the_search_stands_over_the_page_then_nothing_of_it_stays(home: HomeRobot) -> None:
    """Ctrl+L works over a search, and results with names go with it."""
    home.search("a")
    assert home.root.findChildren(SearchPalette)
    home.lock()
    assert home.locked
    assert home.root.findChildren(Overlay) == []


def test_lock_when_unlocked_again_then_returns_to_the_same_page_and_way_back(home: HomeRobot) -> None:
    """The route, and what lies before it."""
    home.go(Route.to("settings", page="backups"))
    home.go(Route.to("help", topic="meetings"))
    home.lock()
    GateRobot(home.started).unlock(PASSPHRASE)
    assert home.route() == Route.to("help", topic="meetings")
    home.press("Alt+Left")
    home.wait()
    assert home.route() == Route.to("settings", page="backups")


def test_lock_when_left_alone_then_comes_by_itself(home: HomeRobot) -> None:
    """After the minutes of the settings, by the clock."""
    from datetime import timedelta

    home.started.clock.advance(timedelta(minutes=11))
    home.started.program.window.idle.check()
    home.started.until(lambda: home.locked, "the lock")
