"""Home, Settings and Help in every dress: each control named, Tab comes round, nothing wider than the window."""

import pytest

from tests.robots.home import HomeRobot
from tests.support.qt_accessibility import nameless, roleless
from tests.support.qt_keys import press, tab_round
from tests.support.qt_pictures import DRESSES
from ui.routes import Route
from ui.widgets.scroll import Scroll

PAGES = (
    Route("home"),
    Route.to("settings", page="office"),
    Route.to("settings", page="backups"),
    Route.to("help", topic="keys"),
)


@pytest.mark.parametrize("dress", DRESSES)
def test_pages_when_dressed_then_controls_are_named_and_nothing_is_wider_than_the_window(
    home: HomeRobot, dress: str
) -> None:
    """At 1366 by 768, as on the office's laptop."""
    home.started.program.restyle(*DRESSES[dress])
    home.wait()
    for route in PAGES:
        home.go(route)
        assert nameless(home.page) == [], route
        assert roleless(home.page) == [], route
        for scroll in home.page.findChildren(Scroll):
            inner = scroll.widget()
            if scroll.isVisible() and inner is not None:
                assert inner.minimumSizeHint().width() <= scroll.viewport().width() + 1, route


@pytest.mark.parametrize("route", PAGES, ids=lambda route: f"{route.name}-{route.get('page')}")
def test_page_when_walked_by_tab_then_comes_round(home: HomeRobot, route: Route) -> None:
    """No trap, and every control is reached."""
    home.go(route)
    press(home.root, "Tab")
    assert len(tab_round(home.root)) > 5
