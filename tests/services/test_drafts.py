"""A record and the draft it was: one of the two is there."""

import pytest
from sqlalchemy import select

from hipdesk.kernel.errors import Refused
from hipdesk.model.agencies import AddAgency
from hipdesk.model.drafts import KeepDraft
from hipdesk.services import drafts
from hipdesk.services.agencies import add_agency
from hipdesk.services.registry import together
from hipdesk.store.tables.agencies import AgencyRow

TYPED = {"answers": {"name": "Tanners Lane Advice"}}


def agencies(office):
    with office.records.read(office.actor) as reading:
        return list(reading.session.scalars(select(AgencyRow.name)))


@pytest.fixture
def typed(office):
    """The drafts of two new agencies."""
    for subject in ("", "other"):
        office.do(drafts.keep_draft, KeepDraft(kind="agency", subject=subject, content=TYPED))
    return office


def test_save_when_it_answers_a_draft_then_that_draft_is_gone_with_it(typed):
    """Of this kind and subject only."""
    typed.do(drafts.answering(add_agency, "agency"), AddAgency(name="Tanners Lane Advice"))
    assert agencies(typed) == ["Tanners Lane Advice"]
    assert typed.read(drafts.draft, "agency") is None
    assert typed.read(drafts.draft, "agency", "other").content == TYPED


def test_save_when_it_is_refused_then_the_draft_stays(typed):
    """Nothing is kept of the record, everything of what was typed."""

    def refuses(work, command):
        add_agency(work, command)
        raise Refused("No.")

    with pytest.raises(Refused):
        typed.do(drafts.answering(refuses, "agency"), AddAgency(name="Tanners Lane Advice"))
    assert agencies(typed) == []
    assert typed.read(drafts.draft, "agency").content == TYPED


def test_calls_when_made_together_and_one_is_refused_then_none_is_made(typed):
    """Two incidents typed on one page are two records or none."""
    twice = [(add_agency, AddAgency(name=name)) for name in ("Tanners Lane Advice", "Tanners Lane Advice")]
    with pytest.raises(Refused):
        typed.do(drafts.answering(together, "agency"), twice)
    assert agencies(typed) == []
    assert typed.read(drafts.draft, "agency").content == TYPED
    typed.do(drafts.answering(together, "agency"), twice[:1])
    assert agencies(typed) == ["Tanners Lane Advice"]
    assert typed.read(drafts.draft, "agency") is None
