"""What is typed outside a page's forms: kept as it is typed, given back to the same question only, never a secret."""

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.errors import HipDeskError
from tests.support.program import until
from tests.support.qt_keys import settle, wait_idle, write
from tests.support.qt_stand_ins import MemoryDrafts, ScriptedMessages
from ui.context import Content, Context
from ui.forms.autosave import keeps_its_own
from ui.parts.asking import Asking
from ui.shell.page import Page
from ui.shell.page_words import KIND, PageWords
from ui.widgets import layout
from ui.widgets.text_field import SecretField, TextField

Handed = tuple[Context, ScriptedMessages]
Show = Callable[[QWidget], QWidget]


class Why(Asking):
    """Asks why, of one thing or another; ``said`` is what its record says."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("why")
        self.said = ""
        self.reason = TextField(name="Reason")
        self.setLayout(layout.column(self.reason))
        self.hide()

    def ask_again(self, what: str) -> bool:
        self.what = what
        self.reason.set_value(self.said or None)
        self.begin_at(self.reason)
        return True


class Sample(Page):
    """A field, a strip that asks, a passphrase, and a field that sees to its words itself."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.free, self.secret, self.own = TextField(name="Free"), SecretField(), TextField(name="Own")
        self.ask = Why()
        keeps_its_own(self.own)
        self.setLayout(layout.column(self.free, self.ask, self.secret, self.own))
        self.words = PageWords(context, self, "here")


@pytest.fixture
def begin(handed: Handed, shown: Show) -> Callable[..., Sample]:
    """Shows the page made anew, as after unlocking; the one before was flushed and is gone."""
    made: list[Sample] = []

    def new(*, went_on: bool = False) -> Sample:
        for before in made:
            assert before.words is not None
            before.words.flush()
            before.hide()
        page = Sample(handed[0])
        made.append(page)
        if went_on and page.words is not None:
            page.words.settle()
        shown(page)
        idle(handed[0])
        return page

    return new


def idle(context: Context) -> None:
    """Something was under way, and is not any more."""
    context.operations.read(lambda _progress: None)
    wait_idle(context.operations)
    settle()


def typed(page: Sample, field: TextField, words: str) -> None:
    """Type into a field by keys."""
    field.setFocus(Qt.FocusReason.TabFocusReason)
    write(page, words)


def kept(context: Context) -> Content | None:
    """The page's draft."""
    return cast("MemoryDrafts", context.drafts).kept.get((KIND, "here"))


def test_fields_when_typed_in_then_words_are_kept_soon_and_a_secret_never(
    handed: Handed, begin: Callable[..., Sample]
) -> None:
    """Without a lock or a save; a passphrase, and what has its own draft, stay out."""
    page = begin()
    typed(page, page.secret, "correct horse")
    typed(page, page.own, "in a draft of its own")
    typed(page, page.free, "Rang at ten")
    until(lambda: kept(handed[0]) is not None, "the draft")
    told = repr(kept(handed[0]))
    assert "Rang at ten" in told
    assert "horse" not in told
    assert "its own" not in told
    again = begin()
    assert (again.free.text(), again.secret.text(), again.own.text()) == ("Rang at ten", "", "")


def test_strip_when_page_is_made_anew_then_asks_the_same_with_the_words(begin: Callable[..., Sample]) -> None:
    """It is open about the same thing, and the words stand in it."""
    page = begin()
    page.ask.ask_again("case-1")
    typed(page, page.ask.reason, "he moved")
    again = begin()
    assert (again.ask.asks_about(), again.ask.reason.text()) == ("case-1", "he moved")


def test_words_when_asked_about_another_thing_then_wait_for_their_own(begin: Callable[..., Sample]) -> None:
    """The person went on before the strip asked again: nothing pops up, and no words go to another's record."""
    page = begin()
    page.ask.ask_again("case-1")
    typed(page, page.ask.reason, "he moved")
    again = begin(went_on=True)
    assert again.ask.asks_about() == ""
    again.ask.ask_again("case-2")
    assert again.ask.reason.text() == ""
    again.ask.ask_again("case-1")
    settle()
    assert again.ask.reason.text() == "he moved"


def test_strip_when_left_then_nothing_of_it_comes_back(handed: Handed, begin: Callable[..., Sample]) -> None:
    """What somebody leaves on purpose is gone, here and from the vault."""
    page = begin()
    page.ask.ask_again("case-1")
    typed(page, page.ask.reason, "he moved")
    page.ask.leave()
    again = begin()
    assert again.ask.isHidden()
    assert kept(handed[0]) is None


def test_words_when_the_record_says_otherwise_by_now_then_the_record_stands(
    handed: Handed, begin: Callable[..., Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words typed over an older state never hide what somebody wrote since."""
    page = begin()
    page.ask.ask_again("case-1")
    typed(page, page.ask.reason, "he moved")
    made = Why.__init__

    def told_since(self: Why) -> None:
        made(self)
        self.said = "moved on 3 March"

    monkeypatch.setattr(Why, "__init__", told_since)
    assert begin().ask.reason.text() == "moved on 3 March"
    assert kept(handed[0]) is not None


def test_answer_when_given_twice_then_is_done_once_and_only_its_words_go(
    handed: Handed, begin: Callable[..., Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The strip stands until it is done; what is typed elsewhere on the page stays a draft; a refusal keeps both."""
    context, messages = handed
    page = begin()
    typed(page, page.free, "Rang at ten")
    page.ask.ask_again("case-1")
    typed(page, page.ask.reason, "he moved")
    done: list[Callable[[str], object]] = []
    failed: list[Callable[[HipDeskError], object]] = []

    def do(_service: object, *_args: object, **how: object) -> None:
        done.append(cast("Callable[[str], object]", how["then"]))
        failed.append(cast("Callable[[HipDeskError], object]", how["failed"]))
        answers = how["answers"]
        assert answers is not None
        left = answers.left({"words": {"|Free|0": {}, "why case-1|Reason|0": {}}, "asks": {"why": "case-1"}})  # type: ignore[attr-defined]  # Answers
        assert left == {"words": {"|Free|0": {}}, "asks": {}}

    monkeypatch.setattr(context, "do", do)
    page.ask.answer(context, str)
    page.ask.answer(context, str)
    assert len(done) == 1
    failed[0](HipDeskError("It was not kept.", kept="Nothing was changed.", to_do="Try again."))
    assert page.ask.reason.text() == "he moved"
    assert messages.errors
    page.ask.answer(context, str)
    done[1]("key")
    assert page.ask.isHidden()
    until(lambda: "Rang at ten" in repr(kept(context)) and "he moved" not in repr(kept(context)), "its words to go")
