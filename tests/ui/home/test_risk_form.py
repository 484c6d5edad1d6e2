"""Settings, Risk form: a question changed, a lock in the middle of it, bands and reasons, and a version published."""

import pytest
from PySide6.QtWidgets import QLineEdit

from hipdesk.desk import Desk
from hipdesk.model.question_sets import QuestionSet
from hipdesk.services.risk_assessments import risk_form
from tests.robots.custody import GateRobot
from tests.robots.home import HomeRobot
from tests.support.desks import PASSPHRASE
from ui.routes import Route
from ui.settings.form_pane import FormPane


@pytest.fixture
def pane(empty_home: HomeRobot) -> HomeRobot:
    """Settings at the risk form."""
    empty_home.go(Route.to("settings", page="risk-form"))
    empty_home.wait()
    return empty_home


def in_force(home: HomeRobot) -> QuestionSet:
    """The form that assessments use today."""
    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    return desk.read(risk_form)


def publish(home: HomeRobot, day: str) -> None:
    """From a day, after the question."""
    home.type_into("form-from", day)
    home.press("Tab")
    home.push("publish-form")
    home.named("Publish it").setFocus()
    home.press("Space")
    home.wait()


def test_form_when_changed_and_published_today_then_the_next_assessment_uses_it(pane: HomeRobot) -> None:
    """Words and weight of a question, one question out, where High begins, and a reason more."""
    pane.push("change-0")
    pane.type_into("question-words", "How often lately?")
    pane.type_into("question-answers", "Never")
    pane.press("Ctrl+Enter")
    pane.wait()
    pane.type_into("question-answers", "Rarely = 0")
    pane.press("Return")
    pane.write("Often = 7")
    pane.press("Ctrl+Enter")
    pane.wait()
    pane.push("remove-15")
    pane.type_into("high-from", "30")
    publish(pane, "2 December 2026")
    form = in_force(pane)
    assert (form.version, form.questions[0].text, form.questions[0].max, len(form.questions)) == (
        2, "How often lately?", 7, 15,
    )  # fmt: skip
    assert form.band("high").first == 30
    assert "Version 2 is published." in pane.page.findChildren(FormPane)[0].told.words
    assert any("version 2 is in force" in words for words in pane.words())


def test_form_when_locked_in_the_middle_of_a_question_then_no_word_is_lost(pane: HomeRobot) -> None:
    """Unlocking returns to the question as it was typed."""
    pane.push("add-question")
    pane.type_into("question-words", "Is there a d")
    pane.lock()
    GateRobot(pane.started).unlock(PASSPHRASE)
    pane.wait()
    field = pane.find("question-words")
    assert isinstance(field, QLineEdit)
    assert field.text() == "Is there a d"


def test_form_when_no_day_is_given_or_nothing_changed_then_is_told(pane: HomeRobot) -> None:
    """It says what is missing, and that a version needs a change."""
    pane.push("publish-form")
    told = pane.page.findChildren(FormPane)[0].told
    assert told.words == "Say from which day it is in force."
    publish(pane, "2 December 2026")
    assert "Nothing was changed in the form." in told.words
    assert in_force(pane).version == 1
