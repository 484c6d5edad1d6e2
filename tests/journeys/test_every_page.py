"""Every page of the program, opened as a person does: no window flashes, no key is caught, nothing fails."""

from pathlib import Path

import pytest

from hipdesk.services.agendas import agenda_view
from hipdesk.services.finding import find_meeting
from tests.journeys.conftest import Run
from tests.robots.custody import GateRobot
from tests.robots.window import ProgramRobot
from tests.support.desks import PASSPHRASE
from tests.support.program import Started
from tests.support.qt_keys import tab_round
from tests.support.qt_leaks import no_window_flashes
from ui.routes import Route


def every_route(started: Started) -> list[Route]:
    """A route to every page, on a meeting and a case that are there."""
    desk = started.program.desk
    assert desk is not None
    coming, held = desk.read(find_meeting, "next"), desk.read(find_meeting, "last")
    case = next(line.case_id for line in desk.read(agenda_view, held).cases if line.case_id) or ""
    plain = ("home", "referrals", "referral-form", "cases", "meetings", "actions", "people", "agencies", "agency-form",
             "reports", "import", "imports", "help")  # fmt: skip
    return [
        *(Route(name) for name in plain),
        *(Route.to("case", id=case, page=page) for page in ("summary", "people", "incidents", "risk", "timeline")),
        *(Route.to("people", page=page) for page in ("duplicates", "merges")),
        Route("contacts"),
        Route.to("case-risk", id=case),
        Route.to("case-incident", id=case),
        *(Route.to("meeting", id=coming, page=page) for page in ("prepare", "papers", "run")),
        Route.to("meeting", id=held, page="minutes"),
        *(Route.to("settings", page=page) for page in ("office", "rules", "backups", "imports", "look")),
    ]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_pages_when_opened_one_after_another_then_tab_goes_round_each(run: Run, borough: Path, scale: float) -> None:
    """At both text sizes: from the first focus through everything and back, without leaving the window."""
    with run(borough) as started:
        robot = ProgramRobot(started)
        GateRobot(started).unlock(PASSPHRASE)
        started.program.restyle("light", scale)
        started.calm()
        for route in every_route(started):
            with no_window_flashes():
                robot.go(route)
            tab_round(started.program.window, 500)
