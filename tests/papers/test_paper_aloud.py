"""A paper as text: everything in the order of its structure, whatever script, with headings and tables named."""

from dataclasses import replace

import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.papers.aloud import read_aloud
from hipdesk.papers.produce import produce
from tests.support import paper_examples, paper_examples_pack
from tests.support.paper_examples_meeting import names_list
from tests.support.presses import lent_press


@pytest.fixture(scope="module")
def press():
    """One press for the module."""
    with lent_press() as made:
        yield made


def test_read_aloud_when_a_case_paper_then_headings_rows_and_pictures_in_order(press):
    """The title first, then numbered headings; a row says the heading of each cell; a chart its alternative."""
    passages = read_aloud(press, produce(paper_examples.case_paper(), press))
    levels = [passage.level for passage in passages if passage.level]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert levels.count(2) >= 5
    rows = [passage.words for passage in passages if passage.kind == "row"]
    assert any(row.startswith("Label: Victim A; Name: Nusrat Jahan Chowdhury") for row in rows)
    assert any(passage.words.startswith("Risk score over time") for passage in passages if passage.kind == "picture")
    assert not any("Do not copy or forward" in passage.words for passage in passages)


@pytest.mark.parametrize(
    "name",
    [
        "سلمى إدريس", "שרה בן דוד", "নুসরাত জাহান চৌধুরী", "ગીતા પટેલ", "ਗੁਰਪ੍ਰੀਤ ਕੌਰ", "सीता शर्मा", "தமிழ்ச்செல்வி குமார்",
        "ሰላም በቀለ", "Željko Đặng",
    ],
)  # fmt: skip
def test_read_aloud_when_a_name_is_in_any_script_then_it_reads_as_it_was_typed(press, name):
    """Nine scripts, two words each: in the order they are read."""
    paper = names_list()
    first = replace(paper.cases[0].people[0], name=name)
    cases = (replace(paper.cases[0], people=(first, *paper.cases[0].people[1:])), *paper.cases[1:])
    words = " ".join(passage.words for passage in read_aloud(press, produce(replace(paper, cases=cases), press)))
    assert name in words


def test_read_aloud_when_a_pack_then_every_part_is_there(press):
    """One paper of many parts: contents, agenda, cases, all read in one go."""
    passages = read_aloud(press, produce(paper_examples_pack.pack(1), press))
    headings = " ".join(passage.words for passage in passages if passage.level)
    assert "Agenda" in headings
    assert "HIP/2026-27/0041" in headings


def test_read_aloud_when_no_paper_then_refuses(press):
    """Bytes that are no paper: one sentence."""
    with pytest.raises(Refused, match="cannot be read as text"):
        read_aloud(press, b"%PDF-1.7 nothing")
