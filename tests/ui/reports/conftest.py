"""The reports page over a real vault that holds the imported workbook."""

from pathlib import Path

import pytest

from hipdesk.desk import Desk
from hipdesk.model.imports import RunImport
from hipdesk.model.workbooks.analysis import propose_plan, rematch
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.mapping import apply_mapping, mapping_from_toml
from hipdesk.papers.reading.workbooks import read_grid
from hipdesk.services.imports import run_import
from tests.robots.reports import ReportsRobot
from tests.support.desks import copy_vault, make_desk, open_desk
from tests.support.qt_stand_ins import context_for
from ui.parts.paper_page import PaperPage
from ui.reports.report_page import ReportPage
from ui.routes import Route

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def imported_vault(tmp_path_factory):
    """A closed vault with the old workbook in it."""
    folder = tmp_path_factory.mktemp("imported")
    grid = read_grid((DATA / "hip-database.xlsx").read_bytes(), "hip-database.xlsx")
    mapping = mapping_from_toml((DATA / "hip-database.mapping.toml").read_text("utf-8"))
    with make_desk(folder) as desk:
        desk.do(run_import, RunImport(build(grid, rematch(grid, apply_mapping(propose_plan(grid), mapping)))))
        return desk.path


@pytest.fixture
def desk(imported_vault, tmp_path):
    """A copy of the vault, open."""
    with open_desk(copy_vault(imported_vault, tmp_path / "marlbridge.hipdesk")) as opened:
        yield opened


@pytest.fixture
def empty_desk(tmp_path):
    """A new vault with nothing in it."""
    with make_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def page_of(shown):
    """Opens the reports page over a desk; its threads end with the test."""
    contexts = []

    def opened(desk: Desk, **params: str) -> ReportsRobot:
        context, messages = context_for(desk)
        contexts.append(context)
        page = ReportPage(context)
        shown(page, 1190, 698)
        page.open_route(Route.to("reports", **params))
        robot = ReportsRobot(page, context.operations, messages)
        robot.wait()
        robot.wait()
        robot.context = context
        return robot

    yield opened
    for context in contexts:
        assert context.operations.shutdown(), "a thread would not end"


@pytest.fixture
def preview_of(shown):
    """Opens the preview of a quarter; its threads end with the test."""
    contexts = []

    def opened(desk: Desk, period: str = "2016-17 Q2"):
        context, messages = context_for(desk)
        contexts.append(context)
        page = PaperPage(context, "report-preview", "reports")
        shown(page, 1190, 698)
        page.open_route(Route.to("report-preview", period=period))
        robot = ReportsRobot(page, context.operations, messages)
        for _step in range(3):
            robot.wait()
        return robot, page

    yield opened
    for context in contexts:
        assert context.operations.shutdown(), "a thread would not end"


@pytest.fixture
def public_of(shown):
    """Opens a page of the reports by its class; its threads end with the test."""
    contexts = []

    def opened(desk: Desk, kind, route: Route):
        context, messages = context_for(desk)
        contexts.append(context)
        page = kind(context)
        shown(page, 1190, 698)
        page.open_route(route)
        robot = ReportsRobot(page, context.operations, messages)
        for _step in range(3):
            robot.wait()
        robot.context = context
        return robot

    yield opened
    for context in contexts:
        assert context.operations.shutdown(), "a thread would not end"
