"""The page of letters: the preview is what is saved, unsafe post is refused on it, own words are kept."""

import pytest

from hipdesk.services import cases
from tests.robots.referrals import words_in
from tests.robots.shell import Robot
from tests.support.qt_accessibility import nameless
from tests.support.qt_keys import settle
from tests.support.qt_pictures import DRESSES, grab
from ui.cases.letters_page import LetterPage
from ui.routes import Route
from ui.style import theme


def writing(opened, shown, **route: str) -> Robot:
    """The page with its first preview."""
    page = LetterPage(opened[0])
    shown(page, 1190, 700)
    page.open_route(Route.to("letter", **route))
    robot = Robot(page, opened[0].operations)
    robot.wait()
    return robot


def preview(robot: Robot) -> None:
    """The preview that comes by itself half a second after the last key, at once."""
    robot.root.preview()
    robot.wait()


def test_letter_when_saved_then_the_bytes_that_were_shown_and_noted_on_the_case(opened, shown, tmp_path):
    """Own words stand in it; the case's line of time tells that it was saved; the draft is gone."""
    context, messages, known = opened
    robot = writing(opened, shown, about="case", id=known.family)
    page = robot.root
    page.fields.words.setFocus()
    robot.write("The guard is fitted on Friday.")
    assert not page.save.isEnabled()
    preview(robot)
    shown_bytes, messages.files = page.made.content, [tmp_path / "letter.pdf"]
    robot.press("Ctrl+Return")
    robot.wait()
    assert (tmp_path / "letter.pdf").read_bytes() == shown_bytes
    assert messages.choices[0][1] == "Letter 2 December 2026.pdf"
    timeline = context.desk.open(cases.open_case, known.family).timeline
    assert any(entry.heading == "Letter: update for the person affected" for entry in timeline)
    assert context.drafts.kept == {}


def test_letter_when_post_is_not_safe_then_said_and_not_to_be_saved(opened, shown):
    """The caution stands beside the fields, the refusal in the place of the pages."""
    _context, _messages, known = opened
    robot = writing(opened, shown, about="case", id=known.family)
    page = robot.root
    assert "not by post" in words_in(page)
    page.fields.delivery.set_value("post")
    preview(robot)
    assert "may not be posted" in words_in(page.viewer)
    assert "may not be posted" in words_in(page.fields)
    assert not page.save.isEnabled()
    page.fields.delivery.set_value("hand")
    preview(robot)
    assert page.save.isEnabled()


def test_words_when_they_name_a_child_then_refused_and_kept(opened, shown):
    """Nothing typed is lost; going away keeps it as a draft."""
    context, _messages, known = opened
    robot = writing(opened, shown, about="case", id=known.family)
    page = robot.root
    page.fields.words.setFocus()
    robot.write("Amina is doing well")
    preview(robot)
    assert "names Child" in words_in(page.viewer)
    assert page.fields.words.value() == "Amina is doing well"
    page.leave()
    assert context.drafts.kept["letter", known.family] == {"words": "Amina is doing well"}


def test_referral_when_nothing_fits_or_something_does_then_offered_so(opened, shown):
    """A declined referral begins with its decline; the referrer is named by role and agency only."""
    robot = writing(opened, shown, about="referral", id=opened[2].waiting["G.M."])
    assert robot.root.fields.kind.value() == "decline"
    assert "To Housing officer, Police Community Safety Unit" in words_in(robot.root)
    robot.root.fields.kind.set_value("acknowledgement")
    robot.wait()
    assert robot.root.made.paper == "letter-acknowledgement"


@pytest.mark.parametrize("dress", DRESSES)
def test_page_when_dressed_then_every_control_is_named(dress, opened, shown):
    """Light, dark, high contrast and large text."""
    theme.current().use(*DRESSES[dress])
    robot = writing(opened, shown, about="case", id=opened[2].family)
    settle()
    assert nameless(robot.root) == []
    grab(robot.root, f"letter-{dress}")


def test_letter_when_saved_as_word_then_a_word_document_and_noted_the_same(opened, shown, tmp_path):
    """The other button writes the letter that is shown as Word; the line of time tells of it."""
    context, messages, known = opened
    robot = writing(opened, shown, about="case", id=known.family)
    messages.files = [tmp_path / "letter.docx"]
    robot.find("letter-save-word").setFocus()
    robot.press("Space")
    robot.wait()
    assert messages.choices[0][1] == "Letter 2 December 2026.docx"
    assert (tmp_path / "letter.docx").read_bytes().startswith(b"PK")
    timeline = context.desk.open(cases.open_case, known.family).timeline
    assert any(entry.heading == "Letter: update for the person affected" for entry in timeline)
