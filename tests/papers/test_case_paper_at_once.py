"""A case paper that is not full is set at once, one that is full is measured first: nobody can tell which was done."""

from dataclasses import replace

import pytest

from hipdesk.papers.press import typesetting
from hipdesk.papers.structure import parts_of
from hipdesk.papers.text import printable_content
from tests.support import paper_examples, paper_troubles

FULL = paper_examples.case_paper()
SHORT = replace(
    FULL,
    incidents=FULL.incidents[:2],
    people=FULL.people[:3],
    referral=("One line.",),
    returns=FULL.returns[:2],
    actions=FULL.actions[:2],
)
PAPERS = {
    "usual": FULL,
    "short": SHORT,
    "no actions": replace(SHORT, actions=(), returns=(), decided=""),
    "no people": replace(SHORT, people=()),
    "neither people nor incidents": replace(SHORT, people=(), incidents=()),
    "poor": paper_troubles.poor_case_paper(),
    "sparse": paper_troubles.sparse_case_paper(),
    "crowded": paper_troubles.crowded_case_paper(FULL),
    **{f"{count} incidents": replace(SHORT, incidents=(FULL.incidents * 5)[:count]) for count in (4, 5, 6, 7)},
}


def set_as_is(paper):
    """The paper as the press sets it."""
    return typesetting.typeset(paper.template, printable_content(paper.to_content()), paper.frame.made_at)


@pytest.mark.parametrize("name", PAPERS)
def test_typeset_when_a_case_paper_is_set_at_once_then_it_is_as_if_measured_first(name, monkeypatch):
    """The same words, headings, tables, notes by hand and places of pictures, however full the paper is."""
    made = set_as_is(PAPERS[name])
    monkeypatch.setattr(typesetting, "_PAGES_AT_ONCE", {})
    measured = set_as_is(PAPERS[name])
    assert parts_of(made) == parts_of(measured)


@pytest.mark.parametrize(("name", "times"), [("short", 1), ("crowded", 2)])
def test_typeset_when_a_case_paper_is_full_then_it_is_set_anew_and_only_then(name, times, monkeypatch):
    """What fits is set once; what does not is measured."""
    sets = []
    compiled = typesetting._compiled
    monkeypatch.setattr(typesetting, "_compiled", lambda *given: sets.append(given[1]) or compiled(*given))
    set_as_is(PAPERS[name])
    assert ["at-once" in inputs for inputs in sets] == [True, False][:times]
