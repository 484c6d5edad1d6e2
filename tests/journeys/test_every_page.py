"""Every page of the program as a person opens it: nothing flashes, nothing is caught, left out, nameless or cut off."""

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from hipdesk.services.agendas import agenda_view
from hipdesk.services.finding import find_meeting
from tests.journeys.conftest import Run
from tests.robots.custody import GateRobot
from tests.robots.window import ProgramRobot
from tests.support.desks import PASSPHRASE
from tests.support.program import Started
from tests.support.qt_accessibility import nameless, roleless
from tests.support.qt_clipping import clipped
from tests.support.qt_contrast import faint
from tests.support.qt_keys import tab_round
from tests.support.qt_leaks import no_window_flashes
from ui.routes import Route
from ui.settings.page import ROWS as GROUPS
from ui.widgets.reading_order import controls

CASE_PAGES = ("summary", "people", "incidents", "risk", "actions", "information", "history", "outcomes", "documents",
              "sharing", "timeline")  # fmt: skip
# Pages that are opened for one thing: a document, a letter, a paper, an answer being put right.
_OF_ONE_THING = {"action", "case-document", "case-paper", "contact-paper", "document", "letter", "meeting-paper",
                 "published-report", "referral-edit", "report-preview", "representative-form"}  # fmt: skip


def every_route(started: Started) -> list[Route]:
    """A route to every page, on a meeting and a case that are there."""
    desk = started.program.desk
    assert desk is not None
    coming, held = desk.read(find_meeting, "next"), desk.read(find_meeting, "last")
    case = next(line.case_id for line in desk.read(agenda_view, held).cases if line.case_id) or ""
    plain = ("home", "referrals", "all-referrals", "referral-form", "cases", "meetings", "actions", "people",
             "agencies", "agency-form", "reports", "report-words", "annual-words", "public-report",
             "published-reports", "police-figures", "import", "imports",
             "help")  # fmt: skip
    return [
        *(Route(name) for name in plain),
        *(Route.to("case", id=case, page=page) for page in CASE_PAGES),
        *(Route.to("people", page=page) for page in ("duplicates", "merges")),
        Route("contacts"),
        Route.to("case-risk", id=case),
        Route.to("case-words", id=case),
        Route.to("case-incident", id=case),
        *(Route.to("meeting", id=coming, page=page) for page in ("prepare", "papers", "run")),
        Route.to("meeting", id=held, page="minutes"),
        Route.to("meeting-packs", id=coming),
        *(Route.to("settings", page=row.name) for row in GROUPS),
    ]


def passed_by(there: list[QWidget], seen: list[QWidget]) -> list[str]:
    """Controls shown that Tab did not come to; a group of choices counts as one, as arrows go on within it."""
    there = [control for control in there if shiboken6.isValid(control)]
    seen = [held for held in seen if shiboken6.isValid(held)]
    groups = {held.parentWidget() for held in seen}
    return [
        f"{type(control).__name__} {control.accessibleName() or control.objectName()}"
        for control in there
        if control.isVisible()
        and control.isEnabled()
        and control not in seen
        and control.focusProxy() not in seen
        and not (control.parentWidget() in groups and control.inherits("QAbstractButton"))
        and not isinstance(control, QTabBar)
    ]


def test_registry_when_listed_then_every_page_is_walked(run: Run, borough: Path) -> None:
    """A page that is added is walked too, unless it belongs to one document."""
    with run(borough) as started:
        GateRobot(started).unlock(PASSPHRASE)
        pages = {entry.name for entry in ProgramRobot(started).workspace.pages._registry._entries.values()}
        assert pages - {route.name for route in every_route(started)} == _OF_ONE_THING


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_pages_when_opened_one_after_another_then_tab_goes_round_each(run: Run, borough: Path, scale: float) -> None:
    """At both text sizes: from the first focus through every control and back; names, roles, nothing cut off.

    Nothing too faint, either: at the smaller size, as less is asked of large words.
    """
    with run(borough) as started:
        robot, gate, window = ProgramRobot(started), GateRobot(started), started.program.window
        gate.ready()
        wrong = [f"unlock: {each}" for each in faint(window)]
        gate.unlock(PASSPHRASE)
        started.program.restyle("light", scale)
        started.calm()
        for route in every_route(started):
            with no_window_flashes():
                robot.go(route)
            found = [*nameless(window), *roleless(window), *clipped(window), *(faint(window) if scale == 1.0 else ())]
            there = controls(window)
            found += passed_by(there, tab_round(window, 500))
            wrong += [f"{route}: {each}" for each in dict.fromkeys(found)]
        assert QApplication.activeWindow() is window
        assert not wrong, "\n".join(wrong)
