"""Packs by recipient in the window: made, looked at, issued after asking, ticked off; and stopped half way."""

import io
from email import message_from_bytes
from email.policy import default

import pikepdf
import pytest

from hipdesk.model.action_log import AddAction
from hipdesk.services import packs, redaction
from hipdesk.services.actions import add_action
from hipdesk.services.agendas import agenda_view
from tests.robots.packs import PacksRobot
from ui.panels.packs_page import PacksPage
from ui.routes import Route


@pytest.fixture
def page(opened, shown):
    """The page of packs of December, with its robot."""
    made = PacksPage(opened.context)
    shown(made, 1190, 700)
    made.open_route(Route.to("meeting-packs", id=opened.known.december))
    robot = PacksRobot(made, opened.context.operations)
    robot.wait()
    return robot


def only(robot, opened, *names):
    """Leave only these agencies ticked."""
    for name, key in opened.known.agencies.items():
        tick = robot.find(f"pack-{key}")
        if tick.isEnabled():
            tick.setChecked(name in names)


def test_packs_when_made_looked_at_and_issued_then_files_register_and_ticks(page, opened, tmp_path):
    """The whole way by keys: make, look, confirm with recipients and cases, encrypted files, then returned."""
    page.let_every_word_stand()
    only(page, opened, "Police CSU", "Victim Care")
    page.push("make-packs")
    assert any("Copy 1, 10 cases" in words for words in page.says())
    page.push("look-1")
    page.wait()
    pages = page.page._made.packs[0].copy.pages
    assert page.page.look.view.viewer.sheet.accessibleName().startswith(f"Page 1 of {pages} of Copy 1 for")
    page.push("leave-look")
    opened.messages.files, opened.messages.answers = [tmp_path], ["do"]
    page.push("issue-packs")
    question = opened.messages.asked[-1]
    assert question.title == "Issue 2 packs?"
    assert question.details[0] == "Copy 1: Police CSU, PC Ó Briain, 10 of 10 cases"
    names = sorted(path.name for path in tmp_path.iterdir() if path.suffix in (".pdf", ".eml"))
    assert names == [f"Panel papers 2026-12-10 copy 0{n}.{kind}" for n in (1, 2) for kind in ("eml", "pdf")]
    content = (tmp_path / names[1]).read_bytes()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(content))
    mail = message_from_bytes((tmp_path / names[0]).read_bytes(), policy=default)
    assert [part.get_content() for part in mail.iter_attachments()] == [content]
    page.push("returned-1")
    first, second = opened.desk.read(packs.pack_copies, opened.known.december)
    assert (first.returned_on is not None, second.returned_on) == (True, None)
    assert not page.page.issue.isVisible()


def test_packs_when_not_confirmed_then_nothing_leaves(page, opened, tmp_path):
    """Not yet: no copy, no file, and the packs are still there to issue."""
    page.let_every_word_stand()
    only(page, opened, "Police CSU")
    page.push("make-packs")
    opened.messages.files, opened.messages.answers = [tmp_path / "out"], ["leave"]
    page.push("issue-packs")
    assert opened.desk.read(packs.pack_copies, opened.known.december) == ()
    assert not (tmp_path / "out").exists()
    assert page.page.issue.isVisible()


def test_packs_when_opened_then_a_conflict_stops_its_agency_with_the_reason(page, opened):
    """T. Quist declared an interest: her agency cannot be ticked, and the page says why."""
    tick = page.find(f"pack-{opened.known.agencies['Adult Social Care']}")
    assert not tick.isEnabled()
    assert any("T. Quist, who would get it, declared an interest" in words for words in page.says())


def test_words_when_decided_by_key_then_not_shown_again_and_none_left_lets_the_packs_go(page, opened):
    """M leaves one out, P lets one stand, Shift+P all of its kind; nothing is issued while one is left."""
    look = page.page.checks.look
    case_id = next(line.case_id for line in opened.desk.read(agenda_view, opened.known.december).cases)
    opened.desk.do(add_action, AddAction(wording="Ring Zenobia, Tariq and Ottoline", case_id=case_id))
    page.page.reload(None)
    page.wait()
    assert {"Zenobia", "Tariq", "Ottoline"} <= {each.words for each in look.words}
    only(page, opened, "Police CSU")
    page.push("make-packs")
    assert not page.page.issue.isEnabled()
    first, second = look.words[:2]
    page.decide_word("P")
    page.decide_word("M")
    assert not {first, second} & set(look.words)
    assert second.words in [each.words for each in opened.desk.open(redaction.case_texts, second.case_id).marked]
    page.let_every_word_stand()
    assert not look.isVisible()
    page.push("make-packs")
    assert page.page.issue.isEnabled()
