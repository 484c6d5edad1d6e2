"""The import over a real, new vault."""

from pathlib import Path

import pytest

from hipdesk.desk import Desk
from tests.robots.imports import ImportRobot
from tests.support.desks import make_desk
from tests.support.qt_stand_ins import context_for
from ui.imports.past_page import PastImportsPage
from ui.imports.wizard_page import ImportPage
from ui.routes import Route

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def workbook():
    """The panel's old workbook."""
    return DATA / "hip-database.xlsx"


@pytest.fixture
def desk(tmp_path):
    """A new vault, open."""
    with make_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def page_of(shown):
    """Opens the import, or the list of imports, over a desk; its threads end with the test."""
    contexts = []

    def opened(desk: Desk, *, past: bool = False) -> ImportRobot:
        context, messages = context_for(desk)
        contexts.append(context)
        page = PastImportsPage(context) if past else ImportPage(context)
        shown(page, 1190, 698)
        page.open_route(Route("imports" if past else "import"))
        robot = ImportRobot(page, context.operations, messages)
        robot.context = context
        robot.wait()
        robot.wait()
        return robot

    yield opened
    for context in contexts:
        assert context.operations.shutdown(), "a thread would not end"
