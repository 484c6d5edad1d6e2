"""People in the window: found while typing, shown by initials; two records compared, merged, parted again."""

from collections.abc import Iterator

import pytest

from hipdesk.model.referrals import AcceptReferral
from hipdesk.services import people
from hipdesk.services.referrals import accept_referral, log_referral
from tests.robots.people import PeopleRobot
from tests.support.desk_office import DeskOffice
from tests.support.desks import make_desk
from tests.support.qt_accessibility import nameless, roleless
from tests.support.qt_keys import tab_round
from tests.support.qt_pictures import DRESSES
from tests.support.qt_stand_ins import context_for
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim, add_agency
from ui.people.people_page import PeoplePage
from ui.routes import Route
from ui.style import theme


@pytest.fixture
def opened(tmp_path) -> Iterator[tuple]:
    """A context over a vault with two pairs, one more alike than the other."""
    desk = make_desk(tmp_path)
    office = DeskOffice(desk)
    agency = add_agency(office)
    first = office.do(log_referral, a_referral(agency, people=(a_victim(), a_perpetrator())))
    office.do(accept_referral, AcceptReferral(id=first.id))
    again = a_victim(name="Rukshana Begom", own_script="", care_needs="A hoist", religion="muslim")
    office.do(log_referral, a_referral(agency, people=(again, a_perpetrator())))
    context, messages = context_for(desk)
    yield context, messages
    assert context.operations.shutdown()
    desk.close()


def page_of(context, shown, **route: str) -> PeopleRobot:
    page = PeoplePage(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("people", **route))
    robot = PeopleRobot(page, context.operations)
    robot.wait()
    return robot


def tray_of(context, shown) -> PeopleRobot:
    return page_of(context, shown, page="duplicates")


def record(context, service, *args):
    with context.desk._custody.records.read(context.desk.actor) as reading:
        return service(reading, *args)


def waiting(context) -> list[tuple[str, str]]:
    return [(pair.name, pair.state) for pair in record(context, people.duplicates_tray).pairs]


def test_everyone_when_opened_then_shows_initials_and_cases_and_no_name(opened, shown):
    """Names are asked for, by Ctrl+. or the link, and go again."""
    robot = page_of(opened[0], shown)
    assert len(robot.rows()) == 4
    assert "Begum" not in " ".join(robot.rows()) + robot.told()
    robot.type("begum")
    assert any("R.B." in row and "person affected" in row.lower() for row in robot.rows())
    robot.page.show_names()
    robot.wait()
    assert any("Rukhsana Begum" in row for row in robot.rows())
    assert "Rukhsana Begum" in robot.told()
    assert "Tallow House" in robot.told()
    robot.page.show_names()
    robot.wait()
    assert "Begum" not in " ".join(robot.rows()) + robot.told()


def test_everyone_when_typed_then_narrows_by_sound_and_says_why(opened, shown):
    """A name as heard leads to whom it may be; nonsense to nobody."""
    robot = page_of(opened[0], shown)
    robot.type("Kolin Dain")
    assert len(robot.rows()) == 2
    assert all("C.D." in row and "found sounds alike" in row for row in robot.rows())
    robot.type("Zyxwv")
    assert robot.rows() == []
    assert "Nobody is found by that." in robot.told()


def test_tray_when_opened_then_the_most_alike_pair_is_shown_with_its_reasons(opened, shown):
    """Both names, the score in words, what they share or not, and what merging would do."""
    robot = tray_of(opened[0], shown)
    assert robot.rows()[0] == "To decide 2, most alike first"
    said = robot.told()
    for words in (
        "Rukhsana Begum", "Rukshana Begom", "Very likely", "Same date of birth", "A known answer wins",
        "The other becomes an alias", "What will change:",
    ):  # fmt: skip
        assert words in said
    assert "Colin Dane" not in said
    assert robot.page.tabs.tabText(1) == "Possible duplicates 2"


def test_tray_when_merged_then_the_chosen_name_stands_and_the_next_pair_is_shown(opened, shown):
    """By keys: choose the other name, Ctrl+Enter as on every page; then undo from the merges."""
    context, messages = opened
    robot = tray_of(context, shown)
    robot.find("name-kept").setFocus()
    robot.press("Right")
    assert robot.page.tray.pair.grid.choices()["name"] == "folded"
    robot.press("Ctrl+Enter")
    robot.again()
    assert messages.toasts == ["Two records are one now."]
    (made,) = record(context, people.duplicates_tray).merges
    assert made.name == "Rukshana Begom"
    assert "Colin Dane" in robot.told()
    robot.tab("merges")
    assert robot.rows()[0] == "Standing 1"
    robot.push("undo-merge")
    robot.again()
    assert messages.toasts[-1] == "The merge is undone: two records again, as they were."
    assert robot.rows()[0] == "Undone 1"
    assert len(waiting(context)) == 2


def test_tray_when_two_people_are_kept_apart_then_why_is_kept_and_the_next_pair_is_shown(opened, shown):
    """Alt+T asks why; the decision stands below, and can be taken back."""
    context, messages = opened
    robot = tray_of(context, shown)
    robot.press("Alt+T")
    robot.find("why-apart").setText("Twin sisters")
    robot.press("Return")
    robot.again()
    assert messages.toasts == ["Kept apart: two different people."]
    assert len(waiting(context)) == 1
    assert "Colin Dane" in robot.told()
    assert "Twin sisters" in robot.rows()[-1]
    robot.page.tray.list.setFocus()
    robot.press("End")
    robot.wait()
    robot.push("decide-again")
    robot.again()
    assert len(waiting(context)) == 2


def test_tray_when_a_pair_is_left_for_later_then_it_stands_at_the_end(opened, shown):
    """It is not lost, and not asked for before the others."""
    context, messages = opened
    robot = tray_of(context, shown)
    robot.press("Alt+L")
    robot.again()
    assert messages.toasts == ["Left for later, at the end of the tray."]
    assert [state for _name, state in waiting(context)] == ["open", "later"]
    assert [row.split(" 1,")[0] for row in robot.rows()][::2] == ["To decide", "Left for later"]


def test_tray_when_a_pair_is_asked_for_then_that_one_is_shown_and_alt_arrows_go_on(opened, shown):
    """As by Compare on a referral; Alt+Up goes to the pair before."""
    context = opened[0]
    second = record(context, people.duplicates_tray).pairs[1].id
    robot = page_of(context, shown, pair=second)
    assert "Colin Dane" in robot.told()
    robot.press("Alt+Up")
    robot.wait()
    assert "Rukhsana Begum" in robot.told()


def test_person_when_asked_for_by_route_then_the_pair_that_waits_is_one_step_away(opened, shown):
    """A person with a possible duplicate says so, and leads there."""
    context = opened[0]
    person = record(context, people.duplicates_tray).pairs[0].person_id
    robot = page_of(context, shown, person=person)
    assert "Another record may be the same person." in robot.told()
    robot.push("compare-pair")
    assert context.routes.current.get("pair") == record(context, people.duplicates_tray).pairs[0].id


def test_tray_when_empty_then_says_what_would_be_here(tmp_path, shown):
    """Nobody to compare, and nobody in the record, is said in words."""
    desk = make_desk(tmp_path)
    context, _messages = context_for(desk)
    robot = page_of(context, shown)
    assert "Nobody is in the record yet." in robot.told()
    robot.tab("duplicates")
    assert robot.page.tray.empty.isVisible()
    robot.tab("merges")
    assert robot.page.merges.empty.isVisible()
    assert context.operations.shutdown()
    desk.close()


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("tab", ["everyone", "duplicates"])
def test_people_when_walked_by_a_reader_then_everything_has_a_name(opened, shown, tab, dress):
    """Names and roles in every dress; Tab goes round."""
    theme.current().use(*DRESSES[dress])
    robot = page_of(opened[0], shown, page=tab)
    robot.page.show_names()
    robot.wait()
    assert nameless(robot.page) == []
    assert roleless(robot.page) == []
    robot.page.first_focus().setFocus()
    tab_round(robot.page)
