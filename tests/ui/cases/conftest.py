"""The casework vault, and the family's case as a page of it."""

from collections.abc import Iterator

import pytest

from tests.robots.cases import CaseRobot
from tests.support.casework_desk import casework
from tests.support.qt_stand_ins import context_for
from ui.cases.case_page import CasePage
from ui.routes import Route


@pytest.fixture
def opened(tmp_path) -> Iterator[tuple]:
    """A context over the casework vault, its messages, and what is in it."""
    with casework(tmp_path) as (desk, known):
        context, messages = context_for(desk)
        yield context, messages, known
        assert context.operations.shutdown()


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
