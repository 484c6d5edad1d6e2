"""The disk fills while a referral is typed, and while it is saved: a banner says what is kept, and typing goes on."""

from collections.abc import Iterator

import pytest

from hipdesk.services import drafts, referrals
from tests.robots.referrals import FormRobot
from tests.support.full_disk import no_room
from tests.support.qt_stand_ins import real_drafts
from ui.referrals.form_page import NewReferralPage
from ui.routes import Route


@pytest.fixture
def opened(opened) -> Iterator[tuple]:
    """The casework vault, and drafts that go into it."""
    with real_drafts(opened):
        yield opened


@pytest.fixture
def robot(opened, shown) -> FormRobot:
    """An empty form."""
    context = opened[0]
    page = NewReferralPage(context)
    shown(page, 1190, 700)
    page.open_route(Route("referral-form"))
    made = FormRobot(page, context.operations)
    made.wait()
    return made


def kept_of(context) -> dict[str, object]:
    """The answers of the draft in the vault."""
    draft = context.desk.read(drafts.draft, "referral", "new")
    return draft.content["answers"] if draft is not None else {}


def flush(robot: FormRobot) -> None:
    """Let the form keep what is typed, and wait for it."""
    robot.page.autosave.flush()
    robot.wait()


def test_typing_when_the_disk_fills_then_said_held_and_kept_once_there_is_room(robot, opened):
    """The last kept draft is whole, the newest words stand on the screen and are kept when they can be."""
    context, messages, _known = opened
    robot.type_in("person.name", "Wilma")
    flush(robot)
    said = robot.page.kept.accessibleName()
    assert said.startswith("Draft kept")
    with no_room(context.desk):
        robot.choose("summary", "A long story. " * 5000)
        robot.page.kept.show_chips([])
        flush(robot)
        assert messages.banners["drafts not kept"][0] == "The disk is full"
        assert context.drafts.waiting
        assert robot.page.kept.accessibleName() == ""
        assert kept_of(context)["person.name"] == "Wilma"
        assert not kept_of(context)["summary"]
        robot.type_in("presenter", "Ines Falk")
        assert robot.field("presenter").value() == "Ines Falk"
        flush(robot)
        assert context.drafts.waiting
    context.drafts.try_again()
    robot.wait()
    assert kept_of(context)["presenter"] == "Ines Falk"
    assert str(kept_of(context)["summary"]).startswith("A long story.")
    assert "drafts not kept" not in messages.banners
    assert not context.drafts.waiting
    assert robot.page.kept.accessibleName() == said


def test_saving_when_the_disk_is_full_then_form_stands_and_logs_once_there_is_room(robot, opened):
    """Nothing is half logged: no reference is used, every answer stands, and the same key logs it later."""
    context, messages, known = opened
    robot.fill_whole(known.agencies["Beacon"], "Wilma Quist")
    robot.choose("summary", "A long story. " * 5000)
    before = context.desk.read(referrals.waiting_referrals)
    with no_room(context.desk):
        robot.finish()
        assert [error.what for error in messages.errors] == ["The disk is full."]
        assert robot.field("person.name").value() == "Wilma Quist"
        assert context.desk.read(referrals.waiting_referrals) == before
    robot.finish()
    assert context.desk.read(referrals.waiting_referrals)["received"] == before["received"] + 1
    assert messages.toasts[0].startswith("HIP/2026-27/0016 logged.")
    assert kept_of(context) == {}


def test_saving_when_its_draft_was_refused_then_nothing_of_it_is_tried_again(robot, opened):
    """What the disk refused became a record meanwhile: it does not come back as a draft."""
    context, messages, known = opened
    robot.fill_whole(known.agencies["Beacon"], "Wilma Quist")
    with no_room(context.desk):
        robot.choose("summary", "A long story. " * 5000)
        flush(robot)
        assert context.drafts.waiting
    robot.finish()
    assert messages.toasts[0].startswith("HIP/2026-27/0016 logged.")
    assert not context.drafts.waiting
    assert "drafts not kept" not in messages.banners
    context.drafts.try_again()
    robot.wait()
    assert kept_of(context) == {}
