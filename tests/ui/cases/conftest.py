"""The casework vault, and the family's case as a page of it."""

import pytest

from tests.robots.cases import CaseRobot
from ui.cases.case_page import CasePage
from ui.routes import Route


@pytest.fixture
def robot(opened, shown) -> CaseRobot:
    """The family's case, open at its summary."""
    context, _messages, known = opened
    page = CasePage(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("case", id=known.family))
    made = CaseRobot(page, context.operations)
    made.wait()
    return made
