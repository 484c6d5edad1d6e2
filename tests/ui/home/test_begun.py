"""Referrals begun and not logged: found again from Home, one or several, and never written over by reading a file."""

import pytest

from hipdesk.desk import Desk
from hipdesk.model.drafts import KeepDraft
from hipdesk.model.referrals.form_controls import FilledForm, FormControl
from hipdesk.services import drafts, referrals
from hipdesk.services.form_reading import draft_from_form
from tests.robots.home import HomeRobot
from tests.robots.referrals import FormRobot, InboxRobot
from ui.referrals.form_page import FormPage
from ui.referrals.inbox_page import InboxPage
from ui.routes import Route


def desk_of(home: HomeRobot) -> Desk:
    """The desk of the program that runs."""
    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    return desk


def read_form(home: HomeRobot, name: str, digest: str) -> str:
    """A filled form about this person, read; the subject of its draft."""
    form = FilledForm((FormControl("person.name", name),), digest * 32)
    return desk_of(home).do(draft_from_form, form).value.subject


def at_home(home: HomeRobot) -> None:
    """Home as it stands now."""
    home.go(Route("referrals"))
    home.go(Route("home"))
    home.page.reload(None)
    home.wait()


def form_of(home: HomeRobot) -> FormRobot:
    """The form in front."""
    assert isinstance(home.page, FormPage)
    robot = FormRobot(home.page, home.started.program.operations)
    robot.wait()
    return robot


def test_home_when_one_draft_waits_then_its_line_opens_that_draft(home: HomeRobot) -> None:
    """Also one that came from a Word form."""
    subject = read_form(home, "Wanda Kowal", "ab")
    at_home(home)
    home.open_line("drafts")
    assert home.route() == Route.to("referral-form", draft=subject)
    assert form_of(home).field("person.name").value() == "Wanda Kowal"


def test_home_when_several_drafts_wait_then_the_inbox_shows_each_and_opens_it_by_key(home: HomeRobot) -> None:
    """The newest is chosen; Enter goes on with it; no name is told."""
    first = read_form(home, "Wanda Kowal", "ab")
    second = read_form(home, "Mina Okafor", "cd")
    desk_of(home).do(
        drafts.keep_draft,
        KeepDraft(kind="referral", subject="new", content={"answers": {"person.name": "Zora Dimech"}}),
    )
    at_home(home)
    home.open_line("drafts")
    assert isinstance(home.page, InboxPage)
    inbox = InboxRobot(home.page, home.started.program.operations)
    inbox.wait()
    assert "Drafts: 3 begun, not yet logged" in inbox.groups()
    ways = {"Z.D.": Route("referral-form"), "M.O.": Route.to("referral-form", draft=second),
            "W.K.": Route.to("referral-form", draft=first)}  # fmt: skip
    newest = inbox.page.list.current_key()
    for initials, way in ways.items():
        inbox.go_to(initials)
        assert f"| {initials} |" in f"| {inbox.pane()} |"
        assert not any(name in inbox.pane() for name in ("Kowal", "Okafor", "Dimech"))
        inbox.press("Return")
        home.wait()
        assert home.route() == way
        home.press("Alt+Left")
        home.wait()
    assert str(newest).startswith("draft:")


@pytest.mark.parametrize("draft", ["", "form"])
def test_form_when_it_became_a_record_then_the_way_to_it_opens_an_empty_or_freshly_read_one(
    home: HomeRobot, draft: str
) -> None:
    """What was logged does not stand on the form again; what is typed next is kept as a draft."""
    way = Route.to("referral-form", draft=read_form(home, "Wanda Kowal", "ab")) if draft else Route("referral-form")
    home.go(way)
    robot = form_of(home)
    agency = desk_of(home).read(referrals.referral_choices).agencies[0][0]
    robot.fill_whole(agency, name="Wanda Kowal-Lis")
    robot.finish()
    home.wait()
    assert home.route().name == "referrals"
    if draft:
        assert read_form(home, "Wanda Kowal", "ab") == way.get("draft")
    home.go(way)
    again = form_of(home)
    assert again.field("person.name").value() == ("Wanda Kowal" if draft else None)
    again.type_in("person.name", "Mina Okafor")
    assert again.page.autosave is not None
    again.page.autosave.flush()
    home.wait()
    kept = desk_of(home).read(drafts.draft, "referral", way.get("draft", "new"))
    assert kept is not None
    assert kept.content["answers"]["person.name"] == "Mina Okafor"
