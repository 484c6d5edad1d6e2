"""The list of all referrals: sets, filters, order, columns, kept views, and the way to one of them."""

import openpyxl
import pytest

from hipdesk.services import referrals
from tests.robots.lists import ListRobot
from tests.robots.referrals import InboxRobot
from tests.support.qt_accessibility import nameless
from tests.support.qt_pictures import DRESSES, grab
from ui.referrals.inbox_page import InboxPage
from ui.referrals.list_page import AllReferralsPage
from ui.routes import Route
from ui.style import theme
from ui.widgets.table_model import Order


def listed(context, shown) -> ListRobot:
    page = AllReferralsPage(context)
    shown(page, 1190, 700)
    page.open_route(Route("all-referrals"))
    made = ListRobot(page, context.operations)
    made.wait()
    return made


@pytest.fixture
def robot(opened, shown) -> ListRobot:
    """The list, loaded."""
    return listed(opened[0], shown)


def test_list_when_opened_then_every_referral_newest_first_and_no_name(robot):
    """Those of long ago too, by initials."""
    rows = robot.rows()
    assert len(rows) == 15
    assert [row.received_on for row in rows] == sorted((row.received_on for row in rows), reverse=True)
    assert robot.page.count.words == "15 referrals, by day received, newest first"
    names = [column.name for column in robot.page.model.columns]
    whole = " ".join(robot.cell(at, name) for at in range(len(rows)) for name in names)
    assert "Ł.W." in whole
    assert "Wrona" not in whole


def test_list_when_a_set_is_chosen_and_words_are_typed_then_only_those(robot):
    """Tabs carry their counts; filters hold together with them."""
    robot.choose_view("accepted")
    assert {row.status for row in robot.rows()} == {"accepted"}
    assert robot.page.count.words.startswith(f"{len(robot.rows())} of 15 referrals")
    robot.choose_view("triage")
    robot.narrow("FH")
    assert [row.initials for row in robot.rows()] == ["F.H."]


def test_list_when_a_heading_is_clicked_then_sorted_by_the_database(robot):
    """Initials down, and what the foot says of it."""
    robot.page.model.sort_by(Order("initials"))
    robot.wait()
    initials = [row.initials for row in robot.rows()]
    assert initials == sorted(initials)
    assert robot.page.count.words == "15 referrals, by initials"


def test_list_when_kept_as_a_view_then_it_comes_back_with_columns_filters_and_order(robot, opened, shown):
    """A view is kept by its holder, also for a page made anew."""
    robot.choose_view("accepted")
    robot.page.columns.turn("ward")
    robot.page.columns.turn("agency")
    robot.page.model.sort_by(Order("initials"))
    robot.wait()
    wanted = [row.id for row in robot.rows()]
    robot.click("Save this view")
    robot.write("Wards")
    robot.press("Return")
    robot.wait()
    again = listed(opened[0], shown)
    assert len(again.rows()) == 15
    again.choose_view("kept:Wards")
    assert [row.id for row in again.rows()] == wanted
    assert "ward" in again.page.columns.shown()
    assert "agency" not in again.page.columns.shown()


def test_referral_when_opened_by_enter_then_the_inbox_shows_it_whatever_was_decided(robot, opened, shown):
    """One decided long ago stands in no group of the inbox: it is looked up and comes first."""
    context = opened[0]
    old = next(row for row in reversed(robot.rows()) if row.status == "accepted")
    view = context.desk.read(referrals.inbox)
    assert old.id not in {row.id for group in view.groups for row in group.rows}
    robot.page.table.setFocus()
    robot.page.table.setCurrentIndex(robot.page.model.index(robot.rows().index(old), 0))
    robot.press("Enter")
    route = context.routes.current
    assert route == Route.to("referrals", id=old.id)
    page = InboxPage(context)
    shown(page, 1190, 700)
    page.open_route(route)
    inbox = InboxRobot(page, context.operations)
    inbox.wait()
    inbox.wait()
    assert inbox.groups()[0].startswith("Looked up")
    assert old.reference in inbox.pane()
    assert page.list.current_key() == old.id


def test_export_when_asked_then_the_file_holds_what_is_shown(robot, opened, tmp_path):
    """After the question, the rows of the set and the columns chosen; the log has it."""
    _context, messages, _known = opened
    robot.choose_view("accepted")
    many = len(robot.rows())
    target = tmp_path / "list.xlsx"
    messages.answers, messages.files = ["save"], [target]
    robot.click("Export list")
    robot.wait()
    sheet = openpyxl.load_workbook(target).active
    assert sheet.max_row == many + 1
    assert [cell.value for cell in sheet[1]][:3] == ["Reference", "Initials", "Received"]


@pytest.mark.parametrize("dress", DRESSES)
def test_list_when_dressed_then_every_control_has_a_name_and_it_fits(opened, shown, dress):
    """In every theme and at double size the page fits, and a reader can name everything."""
    theme.current().use(*DRESSES[dress])
    robot = listed(opened[0], shown)
    grab(robot.page, f"all-referrals-{dress}")
    assert nameless(robot.page) == []
    assert robot.page.minimumSizeHint().width() <= 1190
