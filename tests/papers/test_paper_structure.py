"""Every paper that declares PDF/UA-1: its structure, its marking, the same bytes each time, whatever is in it."""

import pytest

from hipdesk.papers.press import Press
from hipdesk.papers.produce import produce
from tests.support import paper_examples, pdf_structure

PAPERS = {
    "agenda": paper_examples.agenda,
    "minutes": paper_examples.minutes,
    "action slips": paper_examples.action_slips,
    "case paper": paper_examples.case_paper,
    "draft minutes": paper_examples.draft_minutes,
}


@pytest.fixture(scope="module")
def press():
    with Press() as made:
        yield made


@pytest.mark.parametrize("name", PAPERS)
def test_paper_when_produced_then_its_structure_has_no_fault(press, name):
    """A person with a screen reader gets the same paper."""
    assert pdf_structure.findings(produce(PAPERS[name](), press)) == []


@pytest.mark.parametrize("name", PAPERS)
def test_paper_when_produced_then_the_marking_stands_on_every_page(press, name):
    """No page leaves unmarked, above or below."""
    paper = PAPERS[name]()
    assert pdf_structure.marking_findings(produce(paper, press), paper.frame.marking) == []


@pytest.mark.parametrize("name", PAPERS)
def test_paper_when_produced_twice_then_the_bytes_are_the_same(press, name):
    """The register of copies can prove what was sent by its hash."""
    with Press() as another:
        assert produce(PAPERS[name](), press) == produce(PAPERS[name](), another)
