"""Months, verbs and usual words that are nearly or wholly a name: what counts, what is asked, what stands."""

import pytest

from hipdesk.model.redaction.scan import Scanner, masked
from hipdesk.model.redaction.terms import Told, terms_of
from hipdesk.model.redaction.unknown import unknown_words

MAY = Scanner(terms_of([Told("Child 1", names=("Will May", "April June"))]))
NEAR = Scanner(terms_of([Told("V", names=("Zofia Pearson", "Siân Moore", "Grace Holloway"))]))


@pytest.mark.parametrize(
    "text",
    [
        "On 28 May 2026 and by Thu 28 May, from 1 April to 30 June 2026.",
        "Made 3rd of June; May 2026, May 3rd, MAY 2026, Apr 2026, June ’26.",
    ],
)
def test_masked_when_a_month_stands_in_a_date_then_it_is_nobody_and_nobody_is_asked(text):
    """The dates of a paper on somebody called May stay whole."""
    assert masked(text, MAY) == text
    assert unknown_words(text, MAY, ["By", "Made", "Thu"]) == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("It went on since May.", "May"),
        ("There in April she left.", "April"),
        ("We went. May he come?", "May"),
        ("Will the school tell them?", "Will"),
        ("They saw 28 May together.", "May"),
        ("April to June", "April"),
        ("Mar | Apr | May | Jun", "May"),
        ("May Jun Jul", "May"),
        ("Rushmere: Will go with them.", "Will"),
        ("Lantern Street Will go with them.", "Will"),
        ("☐ May be quoted", "May"),
        ("More shouting was heard.", "More"),
    ],
)
def test_unknown_words_when_a_name_may_be_a_month_a_verb_or_a_usual_word_then_it_stands_and_is_asked(text, asked):
    """What is not sure is no label, and no secret let through either: an officer decides."""
    known = MAY if asked != "More" else NEAR
    assert masked(text, known) == text
    assert asked in {each.words for each in unknown_words(text, known)}


@pytest.mark.parametrize(
    "said",
    ["May said so", "with May and", "Will May", "May’s brother", "Will hit him", "MAY CAME", "hit by May", "June, 14,",
     "saw May in 2026", "Flat 28, May opened", "there. Will hit him", "saw Will go home", "April and May left"],
)  # fmt: skip
def test_masked_when_a_month_stands_where_a_name_does_then_it_is_one(said):
    """May is a child wherever she does something."""
    out = masked(f"They think {said}.", MAY)
    assert "Child 1" in out
    assert not {"May", "Will", "June", "MAY"} & set(out.replace(".", " ").replace("’", " ").replace(",", " ").split())


@pytest.mark.parametrize("said", ["Zofja", "Z0fia", "z0fia", "Sophia", "Shaun", "Sh4un", "Gracie", "Zophia", "Zofai"])
def test_masked_when_a_name_of_five_letters_is_misspelt_then_its_label_stands_instead(said):
    """One letter, a figure for a letter, or other letters for the same sound."""
    out = masked(f"They met {said} there.", NEAR)
    assert "V" in out
    assert said not in out


def test_masked_when_a_usual_word_is_nearly_a_name_then_it_stands_unless_only_a_name_bears_its_capital():
    """The person is no Pearson, and a sofa no Zofia; "with Person" is one misspelt."""
    text = "The person reported more on a safe sofa. Person affected: more. Reporting; 4 graces, Greece. PERSON 2."
    assert masked(text, NEAR) == text
    assert masked("He was with Person there", NEAR) == "He was with V there"


def test_hits_when_a_finished_paper_says_its_own_words_then_they_are_no_misspellings():
    """A table’s head "Name Person affected" is the paper’s; a misspelling that is no word of it is found."""
    paper = Scanner(NEAR.terms, finished=True)
    assert paper.hits("Name Person affected More Reports") == []
    assert paper.hits("with Perrson there")


def test_masked_when_may_is_marked_by_hand_then_only_its_capital_goes():
    """Marking somebody called May takes no "may" away."""
    scanner = Scanner(terms_of([Told("(name left out)", marked=("May",))]))
    assert masked("In May it may be", scanner) == "In (name left out) it may be"


def test_unknown_words_when_a_usual_word_is_a_whole_name_of_the_case_then_it_is_hidden_and_not_asked():
    """What is replaced anyway needs no decision."""
    known = Scanner(terms_of([Told("V", names=("Reports Obi",))]))
    assert masked("Reports came.", known) == "V came."
    assert unknown_words("Reports came.", known) == ()
