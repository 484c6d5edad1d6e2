"""Shared pieces of the domain in the window: plain tables at every text size, days within sentences."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QWidget

from hipdesk.model.referrals.views import IncidentLine
from tests.support.qt_keys import press
from ui.parts.case_words import day, day_within, on_day, when_words
from ui.parts.plain_table import PlainTable
from ui.style import theme
from ui.style.tokens import BODY
from ui.widgets import chips
from ui.widgets.buttons import Button, IconButton, LinkButton, Pill
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Label
from ui.widgets.segments import Segments

Show = Callable[..., QWidget]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_table_when_a_row_holds_a_chip_then_its_words_still_have_the_whole_width(shown: Show, scale: float) -> None:
    """At large text each part has a line of its own, from the left edge to the right."""
    theme.current().use("light", scale)
    table = PlainTable([], name="People", stretch={1: 1})
    words = Label("Child, 13, at Millfield Primary, in the household since the spring", "body", wrap=True)
    chip = ChipLabel(chips.noted("red", "glyph-triangle", "Targeted"))
    table.show_rows([(Label("J.W.-S.", "strong"), words, chip)])
    shown(table, 1000, 400)
    assert words.width() > 700
    assert chip.width() == chip.sizeHint().width()
    if scale > 1.0:
        assert (words.x(), chip.x()) == (0, 0)


def test_table_when_a_row_holds_words_a_chip_and_a_link_then_they_stand_on_one_line(shown: Show) -> None:
    """However high each is by itself, the middle of its first line is where the others have theirs."""
    theme.current().use("light", 1.0)
    table = PlainTable(["When", "Why", "Risk", ""], name="Assessments", stretch={1: 1})
    plain, running = Label("Thu 10 Sep"), Label("Agreed by the panel", "body", wrap=True)
    chip, link = ChipLabel(chips.noted("green", "glyph-done", "Done")), LinkButton("Answers")
    table.show_rows([(plain, running, chip, link)])
    shown(table, 1000, 200)
    first = running.y() + running.contentsMargins().top() + theme.current().line(BODY) / 2
    assert all(abs(cell.geometry().center().y() + 0.5 - first) <= 1 for cell in (plain, chip, link))


def test_table_when_text_is_large_then_each_line_says_its_head(shown: Show) -> None:
    """A number alone says nothing; the first cell says by itself what the row is."""
    theme.current().use("light", 2.0)
    table = PlainTable(["Assessed", "Not known", "By"], name="Assessments", stretch={})
    table.show_rows([("Thu 10 Sep", "0", "")])
    shown(table, 800, 400)
    assert [label.words for label in table.findChildren(Label)] == ["Thu 10 Sep", "Not known: 0"]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_day_when_within_a_sentence_then_today_is_small_and_never_on_today(when: date, now: date) -> None:
    """ "Asked today", "heard on Thu 10 Dec"; alone it is "Today"."""
    assert day_within(when, now) == ("today" if when == now else day(when, now))
    assert on_day(when, now) == ("today" if when == now else f"on {day(when, now)}")
    assert day_within(None, now) == ""


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(["", "since ", "about "]))
def test_when_words_when_one_day_is_known_then_its_weekday_is_said_else_what_was_told(when: date, before: str) -> None:
    """One form for a known day on every screen; a span or a month keeps its words."""
    long = f"{before}{when.day} {when:%B} {when.year}"
    line = cast(IncidentLine, SimpleNamespace(day=when, day_words=long, at=None))
    now = date(2026, 12, 2)
    assert when_words(line, now) == (long if before else day(when, now))
    line = cast(IncidentLine, SimpleNamespace(day=when, day_words=f"{long} to 4 June 2031", at=None))
    assert when_words(line, now) == f"{long} to 4 June 2031"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Button("Save"),
        lambda: Button("Continue", "primary", key="Enter"),
        lambda: LinkButton("Answers"),
        lambda: IconButton("plus", "Add"),
        lambda: Pill("Late"),
        lambda: Segments((("yes", "Yes"), ("no", "No")), name="Agreed"),
    ],
)
def test_button_when_it_has_the_focus_then_enter_and_space_press_it_once(
    shown: Show, make: Callable[[], QWidget]
) -> None:
    """Gone to with Tab, every button answers both keys; a disabled one neither."""
    whole = make()
    button = whole if isinstance(whole, QAbstractButton) else whole.findChildren(QAbstractButton)[-1]
    pressed = QSignalSpy(button.clicked)
    shown(whole)
    button.setFocus()
    press(button, "Enter")
    assert pressed.count() == 1
    press(button, "Space")
    assert pressed.count() == 2
    button.setEnabled(False)
    press(button, "Enter")
    assert pressed.count() == 2
