"""The Marlbridge vault and a meeting's page for every test of Meetings."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from tests.robots.panels import MeetingRobot
from tests.support.panel_desk import marlbridge
from tests.support.qt_stand_ins import context_for
from ui.panels.meeting_page import MeetingPage
from ui.routes import Route

PANEL_DAY = datetime(2026, 12, 10, 10, 2, tzinfo=UTC)


class Opened:
    """A context over the vault, its messages, what is known of it, and routes joined to one page."""

    def __init__(self, desk, known) -> None:
        self.context, self.messages = context_for(desk)
        self.context.clock = desk.clock
        self.known = known
        self.desk = desk

    def close(self) -> None:
        assert self.context.operations.shutdown(), "a thread would not end"


@pytest.fixture
def opened(tmp_path, request) -> Iterator[Opened]:
    """On Wednesday 2 December; on the panel day with ``@pytest.mark.parametrize`` over ``at``."""
    with marlbridge(tmp_path, getattr(request, "param", None)) as (desk, known):
        made = Opened(desk, known)
        yield made
        made.close()


@pytest.fixture
def meeting(opened, shown) -> Callable[..., MeetingRobot]:
    """Shows a meeting at a page and gives its robot."""

    def show(robot: type[MeetingRobot], meeting_id: str, page: str, width: int = 1190, **more: str) -> MeetingRobot:
        made = MeetingPage(opened.context)
        shown(made, width, 700)
        opened.context.routes.went.connect(made.open_route)
        opened.context.routes.go(Route.to("meeting", id=meeting_id, page=page, **more))
        found = robot(made, opened.context.operations)
        found.wait()
        return found

    return show
