"""A paper about people for somebody who is no agency: the window asks, naming whom and how many cases."""

from types import SimpleNamespace

from PySide6.QtCore import QObject

from hipdesk.model.issuing import Unconfirmed
from ui.parts.proved import when_not_proved


def test_unconfirmed_when_a_paper_was_refused_for_it_then_asked_and_saved_only_on_yes():
    """The answer leads to the same saving, confirmed; leaving it does nothing."""
    asked, saved = [], []
    messages = SimpleNamespace(ask=lambda question, answer: asked.append((question, answer)))
    context = SimpleNamespace(messages=messages)
    failed = when_not_proved(context, QObject(), lambda _passes: None, lambda: saved.append("confirmed"))
    failed(Unconfirmed("Names list", "The Daily News", 3))
    ((question, answer),) = asked
    assert "The Daily News is no agency of the record" in question.words
    assert "3 cases" in question.words
    answer("leave")
    assert saved == []
    answer("do")
    assert saved == ["confirmed"]
