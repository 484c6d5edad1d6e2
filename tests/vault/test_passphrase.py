"""The passphrase floor, and the four words."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipdesk.vault import passphrase
from hipdesk.vault.faults import PassphraseRefused

OFFICE = ("Marlbridge Hate Incident Panel", "Tower Hamlets", "Marta Żukowska")


def test_words_when_shipped_then_enough_short_and_plain():
    """At least 4,096 words: 48 bits for four. Small letters, four to eight, sorted, none twice."""
    words = passphrase.word_list()
    assert len(words) >= 4096
    assert list(words) == sorted(set(words))
    assert all(re.fullmatch(r"[a-z]{4,8}", word) for word in words)


def test_words_when_shipped_then_none_of_the_work_or_of_harm():
    """The people served are victims of hate: no word of it stands on a screen by chance."""
    harsh = """
        abuse alien attack bigot black blood bomb border brown burn church cripple crime curse dead death enemy ethnic
        faith foreign fight gender hate hurt kill knife mosque nation native offender pain police prison queer race
        racist rape refugee religion shoot slave stab stranger terror threat tribe ugly victim violent weapon white
    """
    assert not set(harsh.split()) & set(passphrase.word_list())


def test_generated_when_made_then_four_listed_words_that_pass():
    """Its own words pass its own judgement, whatever they are."""
    made = {passphrase.generate() for _ in range(200)}
    assert len(made) == 200
    for each in made:
        assert len(each.split("-")) == 4
        assert set(each.split("-")) <= set(passphrase.word_list())
        assert passphrase.judge(each, OFFICE).ok


@pytest.mark.parametrize("typed", ["", "short", "Xq7!vR2#pL9@w", "heron violet"])
def test_passphrase_when_under_fourteen_characters_then_refused_however_odd(typed):
    """Length first; the sentence says how many are missing."""
    judgement = passphrase.judge(typed)
    assert not judgement.ok
    assert f"{passphrase.LEAST_LENGTH - len(typed)} more character" in judgement.sentence


@pytest.mark.parametrize("typed", ["passwordpassword", "aaaaaaaaaaaaaaaaaaaa", "qwertyuiop12345", "123456789012345"])
def test_passphrase_when_long_but_common_then_refused(typed):
    """Length alone does not pass."""
    assert not passphrase.judge(typed).ok


@pytest.mark.parametrize(
    "typed",
    [
        "TowerHamlets2026",
        "towerhamlets2026!",
        "MarlbridgePanel1",
        "MartaZukowska26",
        "martażukowska26",
        "Tower Hamlets2026",
    ],
)
def test_passphrase_when_built_on_names_people_know_then_refused_and_said(typed):
    """zxcvbn alone gives the first of these full marks."""
    judgement = passphrase.judge(typed, OFFICE)
    assert not judgement.ok
    assert "name people know" in judgement.sentence


def test_passphrase_when_strong_then_passes_and_require_agrees():
    """A sentence of one's own."""
    assert passphrase.judge("the gull ate nine cold chips", OFFICE).ok
    passphrase.require("the gull ate nine cold chips", OFFICE)
    with pytest.raises(PassphraseRefused, match="Too short"):
        passphrase.require("gull")


def test_passphrase_when_a_name_stands_among_enough_else_then_passes():
    """A known name adds nothing, and takes nothing away."""
    assert passphrase.judge("the gull of Marlbridge ate nine cold chips", OFFICE).ok


def test_words_when_repeated_then_not_taken_for_generated_ones():
    """Four times the same word is one word."""
    assert not passphrase.judge("heron-heron-heron-heron").ok


def test_passphrase_when_longer_than_zxcvbn_takes_then_judged_on_its_start():
    """Over 72 characters it would raise."""
    assert passphrase.judge("the gull ate nine cold chips " * 10).ok
    assert not passphrase.judge("a" * 200).ok


@given(st.text(max_size=90), st.lists(st.text(max_size=12), max_size=3))
@settings(max_examples=40, deadline=None)
def test_judgement_when_any_text_then_a_sentence_without_it(typed, known):
    """Never a crash, never the passphrase in the sentence."""
    judgement = passphrase.judge(typed, known)
    assert 0 <= judgement.score <= 4
    assert judgement.sentence.endswith(".")
    assert len(typed) < 8 or typed not in judgement.sentence
