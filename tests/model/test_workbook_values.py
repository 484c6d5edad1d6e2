"""Written values matched to the code lists: exact, near, inside a phrase, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.model import vocab
from hipdesk.model.workbooks.mapping import is_code
from hipdesk.model.workbooks.memory import forget_texts
from hipdesk.model.workbooks.values import (
    KINDS,
    answer_of,
    guess_value,
    split_tenure,
    split_values,
    tag_of,
    tick_of,
)
from hipdesk.model.workbooks.words import import_list

STRANDS = {
    "Racial & Religion": ["RAC", "REL"],
    "Islamophobic": ["REL-MUS"],
    "Racist and LGBT": ["RAC", "SOR"],
    "RACE/Trans": ["RAC", "TRA"],
    "Faith/Religion\nRacist": ["REL", "RAC"],
    "race /Disabilty": ["RAC", "DIS"],
    "Antisemitic/LD": ["REL-JEW", "DIS-LEA"],
    "sexual orientation \nAge": ["SOR", "AGE"],
    "Transgender; race ; Homophobic": ["TRA", "RAC", "SOR"],
    "Misogyny": ["SEX"],
}


@pytest.mark.parametrize("words", STRANDS)
def test_strands_when_several_stand_in_one_cell_then_each_is_read(words):
    """Every way of writing several strands that old workbooks use."""
    assert [guess_value("strand", piece).codes[0] for piece in split_values("strand", words)] == STRANDS[words]


@pytest.mark.parametrize(
    ("kind", "words", "code", "sure"),
    [
        ("incident_type", "Arson (letterbox)", "A14", True),
        ("incident_type", "Assault - no injury", "A05", True),
        ("incident_type", "racist graffiti on the lift", "A10", False),
        ("sex", "f", "female", True),
        ("ethnicity", "White other (Polish)", "W9", True),
        ("ethnicity", "Mixed W/B Caribbean", "M1", True),
        ("ethnicity", "Bangladshi", "A3", False),
        ("tenure", "THH tenant", "almo", True),
        ("tenure", "RSL - Riverside", "rp_assured", False),
        ("risk", "Med", "medium", True),
        ("risk", "Low", "standard", True),
        ("agreement", "verbal", "yes_verbal", True),
        ("agreement", "Y", "yes_written", False),
        ("status", "Ongoing", "open", True),
        ("status", "Closed - NFA", "closed", True),
        ("status", "NULL", "not_known", True),
    ],
)
def test_value_when_it_is_written_so_then_it_means_this(kind, words, code, sure):
    """The code, and whether it is sure or only likely."""
    guess = guess_value(kind, words)
    assert guess.codes == (code,)
    assert (guess.confidence >= 90) is sure


@pytest.mark.parametrize(
    ("kind", "words"),
    [("sex", "Non-binary"), ("status", "Not closed"), ("strand", "steampunk"), ("risk", "24"), ("incident_type", "?")],
)
def test_value_when_no_list_has_it_then_nothing_is_guessed(kind, words):
    """Better kept as text than wrong: a denial is never its opposite."""
    assert guess_value(kind, words).codes == ()


def test_lists_when_they_name_a_code_then_the_code_exists():
    """Every code of the shipped words stands in the shipped lists."""
    for kind in KINDS:
        for table in import_list("values")[kind].values():
            assert all(is_code(kind, code) for code in table), kind
    assert set(import_list("values")["strand_tag"]) <= set(vocab.code_list("strand_tag").codes)
    assert all(is_code("tenure", code) for code in import_list("values")["tenure_openings"])


def test_lists_when_a_word_stands_under_two_codes_then_that_is_a_fault():
    """One word, one meaning, within a list of sure words."""
    for kind in KINDS:
        words = [word for listed in import_list("values")[kind]["likely"].values() for word in listed]
        assert len(words) == len(set(words)), kind


@pytest.mark.parametrize(
    ("words", "answer"),
    [("NULL", "not_known"), ("N/K", "not_known"), ("not asked", "not_asked"), ("Prefers not to say", "declined")],
)
def test_answer_when_words_say_why_there_is_none_then_it_is_one_of_three(words, answer):
    """Three kinds of not-known, never mixed."""
    assert answer_of(words) == answer


@pytest.mark.parametrize(
    ("words", "ticked"), [("Y", True), ("x", True), ("1", True), ("✓", True), ("N", False), ("", None), ("maybe", None)]
)
def test_tick_when_a_cell_is_ticked_then_it_is_told(words, ticked):
    """Yes, no, or no tick at all."""
    assert tick_of(words) is ticked


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("RSL - Riverside", ("rp_assured", "Riverside")),
        ("THH tenant", ("almo", "THH")),
        ("Quayside tenant", ("", "Quayside")),
        ("Council", ("", "")),
        ("Private tenant", ("", "")),
    ],
)
def test_tenure_when_a_landlord_stands_in_it_then_both_are_told(words, parts):
    """Two things in one cell."""
    assert split_tenure(words) == parts


def test_tag_when_words_say_more_than_a_strand_then_it_is_kept():
    """Anti-Muslim hostility, antisemitism and misogyny have tags of their own."""
    assert [tag_of(words) for words in ("Islamophobic", "Anti-Semitic", "Misogyny", "Faith")] == [
        "anti_muslim",
        "antisemitism",
        "misogyny",
        "",
    ]


@given(st.sampled_from(KINDS), st.text(max_size=40))
def test_value_when_the_words_are_any_then_a_guess_has_a_code_of_its_list_or_none(kind, words):
    """Whatever stands in a cell: never an error, never a code from elsewhere, never more sure than 100."""
    guess = guess_value(kind, words)
    assert all(is_code(kind, code) for code in guess.codes)
    assert 0 <= guess.confidence <= 100
    for piece in split_values(kind, words):
        assert piece.strip()


def test_memory_when_an_import_ends_then_no_text_is_kept_at_hand():
    """What was read to be quick is forgotten when asked."""
    guess_value("strand", "Somebody's very own words")
    forget_texts()
    assert guess_value.cache_info().currsize == 0
