"""Words left out of papers in the window: selected and marked by key, shown where, taken back; and a proof passed."""

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from hipdesk.model.redaction.looking import MarkWords
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services import redaction
from tests.robots.shell import Robot
from ui.parts.marking import MarkAsk
from ui.parts.marking_page import CaseWordsPage
from ui.parts.proved import ProofPanel, when_not_proved
from ui.routes import Route


@pytest.fixture
def page(opened, shown):
    """The texts of the family's case."""
    context, _messages, known = opened
    made = CaseWordsPage(context)
    shown(made, 1190, 700)
    made.open_route(Route.to("case-words", id=known.family))
    robot = Robot(made, context.operations)
    robot.wait()
    return robot


def marked(opened):
    """What is marked in the case now."""
    context, _messages, known = opened
    return context.desk.open(redaction.case_texts, known.family).marked


def select(page, words):
    """Select words in the texts, as with Shift and the arrows."""
    texts = page.root.texts
    texts.setFocus()
    texts.moveCursor(QTextCursor.MoveOperation.Start)
    assert texts.find(words)


def test_marking_when_words_are_selected_then_left_out_by_key_shown_where_and_taken_back(page, opened):
    """Select, M, the kind, Enter: it stands in the list with its places, is struck in the text, and goes again."""
    texts = page.root.texts
    words = texts.toPlainText().split("\n")[1].split()[1]
    select(page, words)
    page.press("M")
    ask = page.root.window().findChild(MarkAsk)
    assert ask.words.value() == words
    ask.kind.set_value("place")
    page.press("Enter")
    page.wait()
    (one,) = marked(opened)
    assert (one.words, one.label) == (words, "(place left out)")
    assert one.where
    select(page, words)
    assert texts.textCursor().charFormat().fontStrikeOut()
    back = page.find("unmark-words")
    assert one.words in back.accessibleName()
    back.setFocus()
    page.press("Space")
    page.wait()
    assert marked(opened) == ()


def test_marking_when_half_a_word_is_selected_then_the_whole_one_is_asked_about(page):
    """A mouse lets go within a word: half of a name left out would leave the other half standing."""
    texts = page.root.texts
    first, second = texts.toPlainText().split("\n")[1].split()[1:3]
    select(page, f"{first} {second}"[1:-1])
    page.press("M")
    assert page.root.window().findChild(MarkAsk).words.value() == f"{first} {second}".strip(".,")


def test_marking_when_nothing_is_selected_or_it_is_left_then_words_are_typed_or_nothing_happens(page, opened):
    """The shortcut asks for words; Esc leaves; one letter is not enough."""
    page.root.texts.setFocus()
    page.press("Ctrl+Shift+M", "Esc")
    page.wait()
    assert marked(opened) == ()
    page.press("Ctrl+Shift+M")
    page.write("D")
    page.press("Enter")
    assert page.root.window().findChild(MarkAsk) is not None
    page.write("unmores")
    page.press("Enter")
    page.wait()
    assert [each.words for each in marked(opened)] == ["Dunmores"]


def test_saving_when_the_proof_finds_something_then_shown_and_saved_once_each_has_a_reason(page, opened, tmp_path):
    """Nothing is written before; the reasons are kept with the copy."""
    context, _messages, known = opened
    options = PaperOptions(case_id=known.family)
    paper = context.desk.make_paper("case-paper", options)
    context.desk.do(redaction.mark_words, MarkWords(case_id=known.family, words="Referred by"))
    target = tmp_path / "case.pdf"

    def save(passes=()):
        context.operations.run(
            lambda _progress: context.desk.save_paper(paper, target, options, passes=passes),
            lambda _none: None,
            when_not_proved(context, page.root, save),
            owner=page.root,
        )

    save()
    page.wait()
    panel = page.root.window().findChild(ProofPanel)
    assert not target.exists()
    page.press("Tab")
    find_and_give(page, panel)
    page.wait()
    assert target.exists()
    assert page.root.window().findChild(ProofPanel) is None or not panel.isVisible()


def find_and_give(page, panel):
    """Write a reason into every field by key; the last Enter saves."""
    panel.reasons[0].setFocus()
    for _each in panel.reasons:
        page.write("It says no name")
        page.press("Enter")
    assert QApplication.focusWidget() is not None
