"""Settings, Templates, Wording and Logo: changed, tried, previewed, compared, kept with undo, gone back; by keys."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from hipdesk.desk import Desk
from hipdesk.model.templates import ChangeTemplate, TemplateView, shipped_text
from hipdesk.services import logo, templates, wording
from tests.robots.custody import GateRobot
from tests.robots.home import HomeRobot
from tests.support.desks import PASSPHRASE
from tests.support.qt_accessibility import nameless, roleless
from tests.support.qt_keys import press as press_key
from tests.support.qt_keys import tab_round
from tests.ui.home.test_dresses import DRESSES
from ui.parts.paper_view import PaperView
from ui.parts.told import Told
from ui.routes import Route
from ui.settings.template_editor import TemplateEditor
from ui.widgets.banner import Banner
from ui.widgets.scroll import Scroll
from ui.widgets.tabs import TabBar

TITLE = '#head("Contact list", given.line)'


def desk_of(home: HomeRobot) -> Desk:
    """The open desk."""
    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    return desk


def told(home: HomeRobot) -> str:
    """What the pane says."""
    return " ".join(each.words for each in home.page.findChildren(Told) if each.isVisible() and each.words)


def pages(home: HomeRobot, pane: QWidget | None = None) -> int:
    """How many pages the preview holds."""
    views = [view for view in (pane or home.page).findChildren(PaperView) if view.isVisible()]
    return views[0].pages if views else 0


def answer(home: HomeRobot, words: str) -> None:
    """Answer the question that is asked."""
    home.named(words).setFocus()
    home.press("Space")
    home.wait()


@pytest.fixture
def editor(empty_home: HomeRobot) -> HomeRobot:
    """Settings with the contact list's template open."""
    empty_home.go(Route.to("settings", page="templates"))
    empty_home.push("open-contact-list")
    return empty_home


def kept(home: HomeRobot) -> TemplateView:
    """The template as the vault has it."""
    return desk_of(home).read(templates.template_view, "contact-list")


def replace_line(home: HomeRobot, line: str, words: str) -> None:
    """Write another line in the place of one, by keys."""
    box = home.page.findChildren(TemplateEditor)[0].box
    at = box.toPlainText().split("\n").index(line) + 1
    box.go_to_line(at)
    home.press("Shift+End", "Delete")
    home.write(words)


def test_template_when_changed_and_kept_then_papers_use_it_and_it_can_be_undone(editor: HomeRobot) -> None:
    """Copied by opening it, tried before it is kept, in the list as the office's own; undo brings the shipped back."""
    replace_line(editor, TITLE, '#head("Whom to ring", given.line)')
    editor.press("Ctrl+Enter")
    editor.wait()
    assert told(editor) == "Kept. Papers are made with it from now on."
    assert '#head("Whom to ring"' in kept(editor).own
    editor.push("all-templates")
    assert "Your own copy. Changed Wed 2 Dec 2026 by Anwen Price" in editor.words()
    answer(editor, "Undo")
    editor.wait()
    assert kept(editor).own == ""


def test_template_when_it_has_a_fault_then_the_line_is_told_and_it_is_not_kept(editor: HomeRobot) -> None:
    """The cursor stands at the line; what was typed stays, also over a lock."""
    replace_line(editor, TITLE, "#unheard-of(1)")
    editor.push("keep-template")
    box = editor.page.findChildren(TemplateEditor)[0].box
    assert told(editor) == f"Line {box.line}: unknown variable: unheard-of."
    assert box.hasFocus()
    assert kept(editor).own == ""
    editor.lock()
    GateRobot(editor.started).unlock(PASSPHRASE)
    editor.wait()
    assert "#unheard-of(1)" in editor.page.findChildren(TemplateEditor)[0].box.toPlainText()
    editor.push("template-anew")
    answer(editor, "Begin anew")
    assert TITLE in editor.page.findChildren(TemplateEditor)[0].box.toPlainText()


def test_template_when_it_reaches_for_a_file_then_refused_in_words(editor: HomeRobot) -> None:
    """Before anything is set or kept."""
    replace_line(editor, TITLE, '#read("/etc/passwd")')
    editor.push("check-template")
    box = editor.page.findChildren(TemplateEditor)[0].box
    assert told(editor).startswith(f"Line {box.line} reaches for a file")
    assert box.hasFocus()


def test_template_when_turned_over_then_preview_and_differences_are_shown(editor: HomeRobot) -> None:
    """Pages drawn by the press of invented content; lines taken out and put in; and the way back to the shipped."""
    replace_line(editor, TITLE, '#head("Whom to ring", given.line)')
    tabs = editor.page.findChildren(TabBar)[0]
    tabs.setFocus()
    editor.press("Right")
    editor.wait()
    assert pages(editor) == 1
    editor.press("Right")
    box = editor.find("template-differences")
    assert isinstance(box, QPlainTextEdit)
    assert f"− {TITLE}" in box.toPlainText()
    assert '+ #head("Whom to ring", given.line)' in box.toPlainText()
    editor.push("keep-template")
    editor.push("template-drop")
    answer(editor, "Go back to it")
    assert kept(editor).own == ""


@pytest.fixture
def chaser(empty_home: HomeRobot) -> HomeRobot:
    """Settings at the words of the chaser."""
    empty_home.go(Route.to("settings", page="wording"))
    choose(empty_home, "letters.chaser")
    return empty_home


def choose(home: HomeRobot, page: str) -> None:
    """Show a page of words."""
    from ui.settings.wording_pane import WordingPane

    choice = home.page.findChildren(WordingPane)[0].choice
    choice.set_value(page)
    choice.changed.emit()
    home.wait()


def test_words_when_a_name_is_unknown_then_told_beside_the_field_and_kept_once_it_is_known(chaser: HomeRobot) -> None:
    """Filled with an invented example while typed; the shipped words stay in sight, and undo brings them back."""
    chaser.type_into("words-subject", "For {nobody}")
    chaser.press("Return")
    chaser.wait()
    assert told(chaser).startswith("Nothing was kept")
    assert desk_of(chaser).read(wording.wording_view, "letters.chaser").own == {}
    chaser.type_into("words-subject", "For {agency}")
    assert any("It reads: For Rushmere Housing Association" in words for words in chaser.words())
    assert any("Shipped: Actions that are waiting for you" in words for words in chaser.words())
    chaser.press("Return")
    chaser.wait()
    assert desk_of(chaser).read(wording.wording_view, "letters.chaser").own == {"subject": "For {agency}"}
    answer(chaser, "Undo")
    chaser.wait()
    assert desk_of(chaser).read(wording.wording_view, "letters.chaser").own == {}


def test_words_when_locked_before_they_are_kept_then_they_are_there_again(chaser: HomeRobot) -> None:
    """A draft of each page; the shipped words are one press away."""
    chaser.type_into("words-name", "Rem")
    chaser.lock()
    GateRobot(chaser.started).unlock(PASSPHRASE)
    chaser.wait()
    choose(chaser, "letters.chaser")
    field = chaser.find("words-name")
    assert isinstance(field, QLineEdit)
    assert field.text() == "Rem"
    chaser.push("shipped-name")
    assert field.text() == "Chaser"


def test_logo_when_chosen_kept_and_removed_then_seen_on_a_letter(empty_home: HomeRobot, tmp_path: Path) -> None:
    """Without words it is not kept; a file that is no picture is refused and changes nothing."""
    out = io.BytesIO()
    Image.new("RGB", (600, 200), (11, 90, 104)).save(out, "PNG")
    (tmp_path / "logo.png").write_bytes(out.getvalue())
    (tmp_path / "odd.svg").write_bytes(b"GIF89a" + bytes(90))
    empty_home.go(Route.to("settings", page="logo"))
    empty_home.started.files.next += [tmp_path / "odd.svg", tmp_path / "logo.png"]
    empty_home.push("choose-logo")
    assert "no PNG, JPEG or SVG" in told(empty_home)
    empty_home.push("choose-logo")
    empty_home.push("keep-logo")
    assert desk_of(empty_home).read(logo.logo_view).png == b""
    empty_home.type_into("logo-words", "Marlbridge Council")
    empty_home.push("keep-logo")
    assert desk_of(empty_home).read(logo.logo_view).words == "Marlbridge Council"
    assert pages(empty_home) == 1
    empty_home.push("remove-logo")
    answer(empty_home, "Remove it")
    assert desk_of(empty_home).read(logo.logo_view).png == b""


@pytest.mark.parametrize("dress", DRESSES)
def test_panes_when_dressed_then_named_reached_by_tab_and_not_too_wide(editor: HomeRobot, dress: str) -> None:
    """Three themes and 200 % text, at 1366 by 768."""
    editor.started.program.restyle(*DRESSES[dress])
    editor.wait()
    for page in ("templates", "wording", "logo"):
        editor.go(Route.to("settings", page=page))
        if page == "templates":
            assert editor.page.findChildren(TemplateEditor)[0].isVisible()
        assert nameless(editor.page) == [], page
        assert roleless(editor.page) == [], page
        for scroll in editor.page.findChildren(Scroll):
            inner = scroll.widget()
            if scroll.isVisible() and inner is not None:
                assert inner.minimumSizeHint().width() <= scroll.viewport().width() + 1, page
        press_key(editor.root, "Tab")
        assert len(tab_round(editor.root)) > 5


def test_paper_when_its_template_is_set_aside_then_a_banner_says_so_until_the_next_is_well(
    empty_home: HomeRobot,
) -> None:
    """The line, what was used instead, and the way to the templates; gone once a paper is made with the copy again."""
    broken = ChangeTemplate(name="quarterly", text=shipped_text("quarterly") + "#unheard-of\n")
    desk_of(empty_home).do(templates.change_template, broken)
    report = Route.to("report-preview", period="2026-27 Q2")
    empty_home.go(report)
    (banner,) = [each for each in empty_home.root.findChildren(Banner) if each.isVisible()]
    line = len(broken.text.split("\n")) - 1
    assert f"has a fault at line {line}. The shipped template was used instead." in banner.accessibleName()
    answer(empty_home, "Open the templates")
    assert empty_home.route() == Route.to("settings", page="templates")
    desk_of(empty_home).do(templates.drop_template, "quarterly")
    empty_home.go(report)
    assert [each for each in empty_home.root.findChildren(Banner) if each.isVisible()] == []
