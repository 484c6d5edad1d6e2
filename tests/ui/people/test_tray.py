"""The tray of possible duplicates in the window: who and why, kept apart, left for later."""

from collections.abc import Iterator

import pytest

from hipdesk.services import people, referrals
from tests.robots.people import TrayRobot
from tests.support.desk_office import DeskOffice
from tests.support.desks import make_desk
from tests.support.qt_accessibility import nameless, roleless
from tests.support.qt_keys import tab_round
from tests.support.qt_stand_ins import context_for
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim, add_agency
from ui.people.tray_page import TrayPage
from ui.routes import Route
from ui.style import theme

DRESSES = {"light": ("light", 1.0), "dark": ("dark", 1.0), "contrast": ("contrast", 1.0), "large": ("light", 2.0)}


@pytest.fixture
def opened(tmp_path) -> Iterator[tuple]:
    """A context over a vault with two pairs, one more alike than the other."""
    desk = make_desk(tmp_path)
    office = DeskOffice(desk)
    agency = add_agency(office)
    office.do(referrals.log_referral, a_referral(agency, people=(a_victim(), a_perpetrator())))
    again = a_victim(name="Rukshana Begom", own_script="")
    other = a_perpetrator()
    office.do(referrals.log_referral, a_referral(agency, people=(again, other)))
    context, messages = context_for(desk)
    yield context, messages
    assert context.operations.shutdown()
    desk.close()


def trayed(context, shown, **route: str) -> TrayRobot:
    page = TrayPage(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("people", **route))
    robot = TrayRobot(page, context.operations)
    robot.wait()
    return robot


def waiting(context) -> list[tuple[str, str]]:
    with context.desk._custody.records.read(context.desk.actor) as reading:
        return [(pair.name, pair.state) for pair in people.duplicates_tray(reading)]


def test_tray_when_opened_then_the_most_alike_pair_is_shown_with_its_reasons(opened, shown):
    """Both names, the score in words, and what they share or not."""
    robot = trayed(opened[0], shown)
    assert robot.rows()[0] == "To decide 2, most alike first"
    said = robot.pane()
    assert "Rukhsana Begum" in said
    assert "Rukshana Begom" in said
    assert "Very likely the same" in said
    assert "Same date of birth" in said
    assert "Colin Dane" not in said


def test_tray_when_two_people_are_kept_apart_then_the_next_pair_is_shown(opened, shown):
    """Deciding by key goes on with the next pair, and the decision holds."""
    context, messages = opened
    robot = trayed(context, shown)
    robot.press("Alt+T")
    robot.wait()
    robot.page.reload(None)
    robot.wait()
    assert messages.toasts == ["Kept apart: two different people."]
    assert len(waiting(context)) == 1
    assert "Colin Dane" in robot.pane()


def test_tray_when_a_pair_is_left_for_later_then_it_stands_at_the_end(opened, shown):
    """It is not lost, and not asked for before the others."""
    context, messages = opened
    robot = trayed(context, shown)
    robot.press("Alt+L")
    robot.wait()
    robot.page.reload(None)
    robot.wait()
    assert messages.toasts == ["Left for later, at the end of the tray."]
    assert [state for _name, state in waiting(context)] == ["open", "later"]
    assert [row.split(" 1,")[0] for row in robot.rows()][::2] == ["To decide", "Left for later"]


def test_tray_when_a_pair_is_asked_for_then_that_one_is_shown(opened, shown):
    """As by Compare on a referral."""
    context = opened[0]
    robot = trayed(context, shown)
    second = list(robot.page._pairs)[1]
    again = trayed(context, shown, pair=second)
    assert "Colin Dane" in again.pane()


def test_tray_when_walked_with_the_arrows_then_the_pair_follows(opened, shown):
    """Down shows the next pair without opening anything."""
    robot = trayed(opened[0], shown)
    robot.page.list.setFocus()
    robot.press("Down")
    robot.wait()
    assert "Colin Dane" in robot.pane()


def test_tray_when_empty_then_says_what_would_be_here(tmp_path, shown):
    """Nobody to compare is said in words."""
    desk = make_desk(tmp_path)
    context, _messages = context_for(desk)
    robot = trayed(context, shown)
    assert robot.page.empty.isVisible()
    assert context.operations.shutdown()
    desk.close()


@pytest.mark.parametrize("dress", DRESSES)
def test_tray_when_walked_by_a_reader_then_everything_has_a_name(opened, shown, dress):
    """Names and roles in every dress; Tab goes round."""
    theme.current().use(*DRESSES[dress])
    robot = trayed(opened[0], shown)
    assert nameless(robot.page) == []
    assert roleless(robot.page) == []
    robot.page.list.setFocus()
    tab_round(robot.page)
