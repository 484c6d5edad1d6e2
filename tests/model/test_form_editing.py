"""A risk form on its way to a new version: lines read as answers, points that always add up, codes that stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model import form_editing as editing
from hipdesk.model.question_sets import content_of, form_from
from hipdesk.model.risk import question_set

SHIPPED = content_of(question_set())


def test_answers_when_written_and_read_back_then_are_the_same() -> None:
    """Every question of the shipped form, codes included."""
    for question in SHIPPED["questions"]:
        lines = editing.answers_as_lines(question)
        assert editing.answers_from_lines(lines, question["options"]) == list(question["options"])


@pytest.mark.parametrize("text", ["", "Weekly = 3", "Weekly\nDaily = 2", "Weekly = 3\nweekly = 4", "A = x\nB = 1"])
def test_answers_when_not_written_as_they_should_be_then_refused(text: str) -> None:
    """Fewer than two, no points, words twice."""
    with pytest.raises(Refused):
        editing.answers_from_lines(text, [])


def test_question_when_added_changed_and_removed_then_the_form_is_sound_each_time() -> None:
    """The maximum follows, and so does the end of the highest band; the shipped values are never touched."""
    more = editing.with_question(SHIPPED, None, "Is there a dog?", "", "No = 0\nYes = 2")
    assert form_from(more).max == SHIPPED["max"] + 2
    changed = editing.with_question(more, len(more["questions"]) - 1, "Is there a dog?", "", "No = 0\nYes = 4")
    assert form_from(changed).max == SHIPPED["max"] + 4
    assert editing.without_question(changed, len(changed["questions"]) - 1) == SHIPPED
    assert content_of(question_set()) == SHIPPED


def test_bands_when_begun_elsewhere_then_cover_every_score_once() -> None:
    """Medium from 20, High from 30; a high band that begins before the medium one is not sound."""
    form = form_from(editing.with_bands(SHIPPED, (20, 30)))
    assert [(band.first, band.last) for band in form.bands] == [(0, 19), (20, 29), (30, form.max)]
    with pytest.raises(Refused):
        form_from(editing.with_bands(SHIPPED, (30, 20)))


def test_question_when_the_last_is_removed_or_it_has_no_words_then_refused() -> None:
    """A form without a question asks nothing."""
    one = {**SHIPPED, "questions": SHIPPED["questions"][:1]}
    with pytest.raises(Refused):
        editing.without_question(one, 0)
    with pytest.raises(Refused):
        editing.with_question(SHIPPED, 0, "  ", "", "No = 0\nYes = 1")


word = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=30)
labels = st.lists(word, min_size=2, max_size=8, unique_by=str.casefold)


@given(labels, st.lists(st.integers(0, 99), min_size=8, max_size=8))
def test_answers_when_of_any_words_then_have_codes_of_their_own(words: list[str], points: list[int]) -> None:
    """Any script; a form with them is sound."""
    lines = "\n".join(f"{word} = {point}" for word, point in zip(words, points, strict=False))
    made = editing.with_question(SHIPPED, 0, "Anything?", "", lines)
    form = form_from(editing.with_bands(made, (1, 2))) if made["max"] < 33 else form_from(made)
    assert [option.label for option in form.questions[0].options] == words
    assert editing.reasons_from_lines("\n".join(words), [])[0]["label"] == words[0]
