"""Letters as paper: structure, marking, pages; whatever a person typed is text."""

from datetime import date

import pytest

from hipdesk.papers.produce import produce
from tests.support import paper_troubles, pdf_structure
from tests.support.paper_examples_letters import a_letter
from tests.support.presses import lent_press

LATE = date(2026, 11, 17)


POOR = {"sender": (), "recipient": (), "references": (), "before": (), "actions": (), "after": (), "signed": ()}
LETTERS = {
    "designed": a_letter,
    "poor": lambda: a_letter(**POOR),
    "hostile": lambda: paper_troubles.hostile(a_letter()),
    "long": lambda: a_letter(before=("A long story, told at length. " * 700,), actions=a_letter().actions * 40),
}


@pytest.fixture(scope="module")
def produced():
    """Each letter's bytes, made once."""
    with lent_press() as press:
        yield {name: produce(make(), press) for name, make in LETTERS.items()}


@pytest.mark.parametrize("name", LETTERS)
def test_letter_when_produced_then_structured_and_marked_on_every_page(produced, name):
    """A person who listens gets the same letter, whatever stands in it."""
    assert pdf_structure.findings(produced[name]) == []
    assert pdf_structure.marking_findings(produced[name], "OFFICIAL-SENSITIVE") == []


def test_letter_when_designed_then_one_page_with_its_actions_in_words(produced):
    """Subject, actions as sentences, late in working days, missed dates counted."""
    (text,) = pdf_structure.page_texts(produced["designed"])
    plain = " ".join(text.split())
    for said in ("Fit the guard.", "11 working days late", "not late, 2 dates missed before", "No date set", "RHA 55"):
        assert said in plain, said


def test_letter_when_hostile_then_printed_as_typed(produced):
    """Markup and formulas run nowhere."""
    text = " ".join(" ".join(pdf_structure.page_texts(produced["hostile"])).replace("\u200b", "").split())
    for said in ("#set", "=HYPERLINK(", "{{ 7*7777 }}"):
        assert said in text, said
    assert "54439" not in text
    assert "\u202e" not in text


def test_letter_when_long_then_goes_on_and_nothing_of_the_actions_is_lost(produced):
    """A letter may have pages; each action stands in it."""
    pages = pdf_structure.page_texts(produced["long"])
    assert len(pages) > 2
    assert " ".join(" ".join(pages).split()).count("Fit the guard.") == 40
