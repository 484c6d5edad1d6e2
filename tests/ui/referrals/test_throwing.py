"""A draft of a referral thrown away: asked first, naming what goes, from its form and from the inbox."""

from collections.abc import Iterator

import pytest

from hipdesk.model.drafts import KeepDraft
from hipdesk.services import drafts, referrals
from tests.robots.referrals import FormRobot, InboxRobot
from tests.support.qt_stand_ins import real_drafts
from ui.referrals.amend_page import AmendReferralPage
from ui.referrals.form_page import NewReferralPage
from ui.referrals.inbox_page import InboxPage
from ui.routes import Route


@pytest.fixture
def opened(opened) -> Iterator[tuple]:
    """The casework vault, and drafts that go into it."""
    with real_drafts(opened):
        yield opened


def kept(context):
    return [draft.subject for draft in context.desk.read(drafts.drafts_of)]


def form(context, shown, page, route) -> FormRobot:
    shown(page, 1190, 700)
    page.open_route(route)
    robot = FormRobot(page, context.operations)
    robot.wait()
    return robot


def test_form_when_its_draft_is_thrown_away_then_asked_first_and_nothing_comes_back(opened, shown):
    """Before there is a draft there is nothing to throw away; leaving the question keeps it."""
    context, messages, known = opened
    robot = form(context, shown, NewReferralPage(context), Route("referral-form"))
    assert not robot.page.throw.isVisible()
    robot.type_in("person.name", "Wilma Quist")
    robot.choose("agency_id", known.agencies["Beacon"])
    robot.page.autosave.flush()
    robot.wait()
    messages.answers = ["leave", "do"]
    robot.page.throw.setFocus()
    robot.press("Space")
    robot.wait()
    robot.wait()
    assert kept(context) == ["new"]
    robot.type_in("referrer_name", "Typed last")
    robot.page.throw.setFocus()
    robot.press("Space")
    robot.wait()
    robot.wait()
    robot.wait()
    asked = messages.asked[-1]
    assert asked.title == "Throw this draft away?"
    assert asked.details[0] == "W.Q., from Beacon Disability Advocacy"
    assert "Begun today, last kept today" in asked.details[1]
    assert asked.details[2].endswith("answers")
    assert kept(context) == []
    assert context.routes.current == Route("referrals")
    assert robot.page.over
    robot.page.leave()
    robot.wait()
    assert kept(context) == []


def test_inbox_when_a_draft_is_thrown_away_then_its_row_goes_and_no_other(opened, shown):
    """From the list of drafts, by key."""
    context, messages, _known = opened
    for subject, name in (("new", "Wilma Quist"), ("form-1", "Mina Okafor")):
        content = {"answers": {"person.name": name, "person.kind": "person"}}
        context.desk.do(drafts.keep_draft, KeepDraft(kind="referral", subject=subject, content=content))
    page = InboxPage(context)
    shown(page, 1190, 700)
    page.open_route(Route("referrals"))
    robot = InboxRobot(page, context.operations)
    robot.wait()
    robot.go_to("W.Q.")
    messages.answers = ["do"]
    robot.find("throw-away").setFocus()
    robot.press("Space")
    for _ in range(4):
        robot.wait()
    assert kept(context) == ["form-1"]
    assert any(group.startswith("Drafts: 1 begun") for group in robot.groups())
    assert not any("W.Q." in line for line in robot.lines())


def test_changes_when_begun_and_left_then_no_draft_of_a_referral_and_thrown_away_from_its_form(opened, shown):
    """What is being changed about a referral that is there would be logged twice from a row of drafts."""
    context, messages, known = opened
    key = known.waiting["F.H."]
    robot = form(context, shown, AmendReferralPage(context), Route.to("referral-edit", id=key))
    robot.wait()
    robot.type_in("presenter", "Ines Falk")
    robot.page.autosave.flush()
    robot.wait()
    assert kept(context) == [key]
    assert context.desk.read(referrals.inbox).begun == ()
    messages.answers = ["do"]
    robot.page.throw_away()
    for _ in range(3):
        robot.wait()
    assert kept(context) == []
    assert context.desk.open(referrals.referral_form, key).presenter != "Ines Falk"
