"""Agencies in the window: the list and one of them, adding, changing, confirming, who comes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hipdesk.model.agencies import AddAgency
from hipdesk.services import agencies
from tests.robots.agencies import AgenciesRobot, ContactRobot, EntryRobot
from tests.support.desks import make_desk
from tests.support.panel_desk import marlbridge
from tests.support.qt_accessibility import nameless, roleless
from tests.support.qt_keys import press, settle, tab_round, wait_idle, write
from tests.support.qt_pictures import DRESSES
from tests.support.qt_stand_ins import context_for
from ui.agencies.agency_form import AgencyFormPage
from ui.agencies.contact_page import ContactPage
from ui.agencies.list_page import AgenciesPage
from ui.agencies.representative_form import RepresentativeFormPage
from ui.agencies.rows import agreement_chip
from ui.routes import Route
from ui.style import theme

TODAY = date(2026, 12, 2)


@pytest.fixture
def opened(tmp_path) -> Iterator[tuple]:
    """A context over the Marlbridge vault, and its messages."""
    with marlbridge(tmp_path) as (desk, known):
        desk.do(agencies.add_agency, AddAgency(name="Riverside Ct", provisional=True))
        context, messages = context_for(desk)
        yield context, messages, known
        assert context.operations.shutdown()


@pytest.fixture
def robot(opened, shown) -> AgenciesRobot:
    """The list, shown and loaded."""
    return listed(opened[0], shown)


def listed(context, shown) -> AgenciesRobot:
    page = AgenciesPage(context)
    shown(page, 1190, 700)
    page.open_route(Route("agencies"))
    robot = AgenciesRobot(page, context.operations)
    robot.wait()
    return robot


def form_of(context, shown, agency_id: str = "", kind=AgencyFormPage) -> EntryRobot:
    page = kind(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("agency-form", **({"id": agency_id} if agency_id else {})))
    robot = EntryRobot(page, context.operations)
    for _ in range(3):
        robot.wait()
    return robot


def now(context) -> dict[str, object]:
    return {agency.name: agency for agency in context.desk.read(agencies.list_agencies)}


def test_list_when_opened_then_those_to_look_at_come_first(robot):
    """What an import made waits above the panel's own agencies."""
    rows = robot.rows()
    assert rows[:2] == ["To look at 1", "Riverside Ct, Other · nobody comes for it yet"]
    assert any(row.startswith("On the panel") for row in rows)


def test_agency_when_confirmed_then_leaves_the_tray(opened, robot):
    """It is right as it is: one press."""
    robot.go_to("Riverside Ct")
    assert "An import made this agency" in robot.pane()
    robot.push("confirm-agency")
    robot.page.reload(None)
    robot.wait()
    assert not now(opened[0])["Riverside Ct"].provisional
    assert "To look at" not in " ".join(robot.rows())


def test_representative_when_they_no_longer_come_then_it_is_asked_first(opened, robot):
    """Past meetings keep the name; the list does not."""
    context, messages, _known = opened
    robot.go_to("Riverside & Chalk Housing")
    one = next(agency for agency in now(context).values() if agency.name == "Riverside & Chalk Housing")
    person = one.representatives[0]
    messages.answers = ["leave"]
    robot.push(f"end-{person.id}")
    assert person in now(context)["Riverside & Chalk Housing"].representatives
    messages.answers = ["do"]
    robot.push(f"end-{person.id}")
    assert person.name in messages.asked[-1].title
    assert person not in now(context)["Riverside & Chalk Housing"].representatives


def test_agency_when_a_letter_is_wanted_then_the_page_of_letters_to_it_opens(opened, robot):
    """By key from beside the list; one that only an import made is looked at first."""
    context = opened[0]
    names = now(context)
    robot.go_to(next(name for name, agency in names.items() if agency.core))
    chosen = robot.page._chosen()
    robot.find("write-letter").setFocus()
    robot.press("Space")
    assert context.routes.current == Route.to("letter", about="agency", id=chosen.id)


def test_pane_when_the_standing_arrives_while_a_button_is_held_down_then_the_press_counts(opened, robot):
    """What is read later takes neither the focus nor a key that is down; neither does a change of the agency."""
    context = opened[0]
    robot.go_to("Riverside & Chalk Housing")
    robot.wait()
    pane, agency, standing = robot.page.pane, robot.page._chosen(), robot.page._standing
    pane.show_agency(agency, TODAY, None)
    settle()
    assert "At the last" not in robot.pane()
    button = robot.find("write-letter")
    button.setFocus()
    QTest.keyPress(button, Qt.Key.Key_Space)
    pane.show_agency(agency, TODAY, standing)
    settle()
    assert "At the last" in robot.pane()
    assert button.isDown()
    QTest.keyRelease(button, Qt.Key.Key_Space)
    assert context.routes.current == Route.to("letter", about="agency", id=agency.id)
    pane.show_agency(replace(agency, phone="020 7946 0000"), TODAY, standing)
    settle()
    assert "020 7946 0000" in robot.pane()
    assert robot.find("write-letter").hasFocus()


def test_form_when_filled_by_keys_then_the_agency_is_there(opened, shown):
    """A new agency from the keyboard only, and back to the list with it."""
    context, messages, _known = opened
    robot = form_of(context, shown)
    write(robot.page, "Tanners Tenants’ Association")
    press(robot.page, "Tab")
    write(robot.page, "Tanners TA")
    robot.fill(kind="specialist", core=True, spellings="TTA, Tanners Tenants", agreement_signed="yes", stock="1200")
    robot.done()
    made = now(context)["Tanners Tenants’ Association"]
    assert (made.short_name, made.kind, made.core, made.stock) == ("Tanners TA", "specialist", True, 1200)
    assert set(made.spellings) == {"TTA", "Tanners Tenants", "Tanners TA"}
    assert made.agreement_signed is True
    assert messages.toasts == ["The agency is on the list."]
    assert context.routes.current == Route.to("agencies", id=made.id)


def test_form_when_the_name_is_taken_then_says_so_beside_the_name(opened, shown):
    """Nothing is written, and the focus is where it can be put right."""
    robot = form_of(opened[0], shown)
    robot.fill(name="riverside ct")
    robot.done()
    assert robot.problem("name") == "Another agency is called so, or is written so by others."
    assert robot.page.form.frame("name").field.control().hasFocus()


def test_form_when_figures_cannot_be_read_then_says_how(opened, shown):
    """Homes are counted in whole numbers; a name is needed."""
    robot = form_of(opened[0], shown)
    robot.fill(stock="many")
    robot.done()
    assert robot.problem("stock") == "Write a whole number"
    assert robot.problem("name") == "Still needed"


def test_form_when_an_agency_is_changed_then_keeps_what_was_not_touched(opened, shown):
    """Every value is shown again, so that none is lost; what came in provisional is confirmed."""
    context = opened[0]
    before = now(context)["Riverside & Chalk Housing"]
    robot = form_of(context, shown, before.id)
    assert robot.value("name") == before.name
    robot.fill(phone="020 7946 0300")
    robot.done()
    after = now(context)["Riverside & Chalk Housing"]
    assert after.phone == "020 7946 0300"
    for field in ("short_name", "kind", "core", "secure_email", "agreement_expires_on", "stock", "patch"):
        assert getattr(after, field) == getattr(before, field), field
    assert set(after.spellings) == set(before.spellings)


def test_representative_form_when_filled_then_someone_comes(opened, shown):
    """A deputy is proposed where a main one is named."""
    context = opened[0]
    agency = now(context)["Riverside & Chalk Housing"]
    robot = form_of(context, shown, agency.id, RepresentativeFormPage)
    assert robot.value("place") == "deputy"
    write(robot.page, "Krisztina Sandhu")
    robot.done()
    people = {one.name: one.place for one in now(context)[agency.name].representatives}
    assert people["Krisztina Sandhu"] == "deputy"


def test_page_when_there_is_no_agency_then_says_what_they_are_for(tmp_path, shown):
    """An empty vault is told where to begin."""
    desk = make_desk(tmp_path)
    context, _messages = context_for(desk)
    robot = listed(context, shown)
    assert robot.page.empty.isVisible()
    assert robot.page.columns.isHidden()
    assert context.operations.shutdown()
    desk.close()


@pytest.mark.parametrize(
    ("ends", "signed", "said"),
    [
        (date(2026, 12, 1), True, "Agreement ended Tue 1 Dec 2026"),
        (date(2026, 12, 2), True, "Agreement ends Wed 2 Dec 2026"),
        (date(2027, 1, 31), True, "Agreement ends Sun 31 Jan 2027"),
        (date(2027, 2, 1), True, ""),
        (None, False, "No agreement"),
        (None, None, ""),
    ],
)
def test_agreement_when_it_ends_soon_then_is_told(opened, ends, signed, said):
    """From sixty days before until it is renewed."""
    from dataclasses import replace

    agency = replace(now(opened[0])["Riverside Ct"], agreement_expires_on=ends, agreement_signed=signed)
    chip = agreement_chip(agency, TODAY)
    assert (chip.text if chip is not None else "") == said


@pytest.mark.parametrize("dress", DRESSES)
def test_page_when_walked_by_a_reader_then_everything_has_a_name(opened, shown, dress):
    """Names and roles in every dress; Tab goes round."""
    theme.current().use(*DRESSES[dress])
    robot = listed(opened[0], shown)
    wait_idle(opened[0].operations)
    settle()
    assert nameless(robot.page) == []
    assert roleless(robot.page) == []
    robot.page.list.setFocus()
    tab_round(robot.page)


def test_agency_when_shown_then_tells_whether_it_comes_and_what_it_owes(robot):
    """Attendance at the last panels, referrals made, and what is out or late."""
    robot.go_to("Riverside & Chalk Housing")
    robot.wait()
    said = robot.pane()
    assert "At the last" in said
    assert "Came to" in said
    assert "What it owes" in said
    assert "Referrals made" in said


def test_agency_when_joined_then_the_real_one_is_shown(opened, robot):
    """What an import made from a spelling: choose which was meant, be asked, join."""
    context, messages, _known = opened
    robot.go_to("Riverside Ct")
    robot.wait()
    real = now(context)["Riverside & Chalk Housing"]
    assert not robot.find("join-agency").isEnabled()
    robot.find("meant-agency").set_value(real.id)
    messages.answers = ["do"]
    robot.push("join-agency")
    assert "really Riverside & Chalk Housing" in messages.asked[-1].title
    robot.page.reload(None)
    robot.wait()
    assert "Riverside Ct" not in now(context)
    assert "Riverside Ct" in now(context)["Riverside & Chalk Housing"].spellings
    assert robot.page._chosen().id == real.id


def test_agency_when_retired_then_it_is_asked_first_and_stands_under_left(opened, robot):
    """It goes to the end of the list and is not invited any more."""
    context, messages, _known = opened
    robot.go_to("Riverside & Chalk Housing")
    messages.answers = ["do"]
    robot.push("retire-agency")
    assert "no longer of the panel" in messages.asked[-1].title
    robot.page.reload(None)
    robot.wait()
    assert "Riverside & Chalk Housing" not in now(context)
    assert "Left 1" in robot.rows()


def test_representative_form_when_someone_is_changed_then_shows_what_is_known(opened, shown):
    """The same form, filled, for somebody who comes already."""
    context = opened[0]
    agency = now(context)["Riverside & Chalk Housing"]
    person = agency.representatives[0]
    page = RepresentativeFormPage(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("representative-form", id=agency.id, person=person.id))
    robot = EntryRobot(page, context.operations)
    for _ in range(3):
        robot.wait()
    assert robot.value("name") == person.name
    robot.fill(phone="020 7946 0399")
    robot.done()
    (changed,) = [one for one in now(context)[agency.name].representatives if one.id == person.id]
    assert (changed.phone, changed.name, changed.place) == ("020 7946 0399", person.name, person.place)
    assert context.routes.current == Route.to("agencies", id=agency.id)


@pytest.mark.parametrize("dress", ["light", "large"])
def test_contacts_when_opened_then_everybody_is_listed_and_the_paper_is_a_press_away(opened, shown, dress):
    """Every representative with how they are reached; the button leads to the preview of the paper."""
    theme.current().use(*DRESSES[dress])
    context, _messages, _known = opened
    page = ContactPage(context)
    shown(page, 1190, 700)
    page.open_route(Route("contacts"))
    robot = ContactRobot(page, context.operations)
    robot.wait()
    person = now(context)["Riverside & Chalk Housing"].representatives[0]
    assert person.name in robot.told()
    assert nameless(page) == []
    assert roleless(page) == []
    if dress == "light":
        robot.paper()
        assert context.routes.current == Route("contact-paper")
