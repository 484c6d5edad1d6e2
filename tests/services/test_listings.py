"""Lists as they leave: every row the filters let through, only what may be seen, and the log; views under names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import select

from hipdesk.kernel.errors import Refused
from hipdesk.model.action_log import ActionFilter
from hipdesk.model.cases.views import CaseFilter, CaseSort
from hipdesk.model.listings import MOST_VIEWS, ForgetView, KeepView, NoteListExport
from hipdesk.model.referrals.views import InboxFilter
from hipdesk.model.users import Actor
from hipdesk.services import listing_export
from hipdesk.services.cases import list_cases
from hipdesk.services.demonstration import invent
from hipdesk.services.listing_export import list_of_actions, list_of_cases, list_of_referrals, note_list_export
from hipdesk.services.views import forget_view, keep_view, kept_views
from hipdesk.store.tables.audit import AuditEventRow, AuditPayloadRow
from hipdesk.store.tables.cases import CaseAccessRow


@pytest.fixture
def borough(office):
    """A small borough."""
    office.do(invent, 60, 1)
    return office


def test_list_of_cases_when_read_in_pages_then_holds_every_case_once_in_order(borough, monkeypatch):
    """As the window shows it, however many there are."""
    monkeypatch.setattr(listing_export, "_AT_ONCE", 7)
    shown = borough.read(list_cases, CaseFilter(view="all"), CaseSort("reference"), 0, 500)
    listing = borough.read(list_of_cases, CaseFilter(view="all"), CaseSort("reference"), ("reference", "received"))
    assert [row[0] for row in listing.rows] == [line.reference for line in shown.rows]
    assert [row[1] for row in listing.rows] == [line.received_on for line in shown.rows]
    assert [column.title for column in listing.columns] == ["Reference", "Received"]
    assert listing.marking == "OFFICIAL-SENSITIVE"


def test_list_of_cases_when_one_is_barred_then_it_does_not_leave(borough):
    """Exports see what the holder sees."""
    whole = borough.read(list_of_cases, CaseFilter(view="all"), CaseSort(), ())
    key = borough.read(list_cases, CaseFilter(view="all")).rows[0].id
    with borough.records.write(borough.actor) as work:
        work.session.add(CaseAccessRow(case_id=key, holder_id=work.actor.holder_id, barred=True))
        work.record("case.barred", "case", key)
        work.finish()
    assert len(borough.read(list_of_cases, CaseFilter(view="all"), CaseSort(), ()).rows) == len(whole.rows) - 1


def test_lists_of_actions_and_referrals_when_read_then_rows_fit_their_columns(borough):
    """Every row has a value for every column, of a kind a cell can hold."""
    for listing in (
        borough.read(list_of_actions, ActionFilter(tab=None), ()),
        borough.read(list_of_referrals, InboxFilter(), ()),
    ):
        assert all(len(row) == len(listing.columns) for row in listing.rows)
    assert borough.read(list_of_actions, ActionFilter(tab=None), ()).rows


def test_export_when_noted_then_the_event_names_the_list_and_the_words_lie_in_the_payload(borough):
    """How it was narrowed may hold a name."""
    note = NoteListExport(of="cases", rows=3, columns=("Reference",), narrowed="words “Begum”", sha256="a" * 64)
    borough.do(note_list_export, note)
    with borough.records.read(borough.actor) as reading:
        event = reading.session.scalars(select(AuditEventRow).order_by(AuditEventRow.sequence.desc())).first()
        payload = reading.session.get(AuditPayloadRow, event.sequence)
    assert (event.verb, event.subject_kind, event.subject_id) == ("list.exported", "list", "cases")
    assert payload.content["rows"] == 3
    assert "Begum" in payload.content["narrowed"]


@given(name=st.text(min_size=1, max_size=60))
def test_view_when_its_name_is_any_text_then_is_cleaned_or_refused(name):
    """A name fits a tab."""
    try:
        command = KeepView(of="cases", name=name, content={})
    except ValidationError:
        return
    assert len(command.name) <= 40
    assert "\n" not in command.name


def test_view_when_kept_then_is_the_holders_own_until_forgotten(office):
    """Per list and holder; the same name again replaces."""
    office.do(keep_view, KeepView(of="cases", name="Mine", content={"view": "high"}))
    office.do(keep_view, KeepView(of="cases", name="Other", content={"view": "all"}))
    office.do(keep_view, KeepView(of="cases", name="Mine", content={"view": "closed"}))
    assert [(view.name, view.content["view"]) for view in office.read(kept_views, "cases")] == [
        ("Mine", "closed"),
        ("Other", "all"),
    ]
    assert office.read(kept_views, "actions") == []
    someone, office.actor = office.actor, Actor(holder_id="b" * 32, name="Idris Penn", role="caseworker")
    assert office.read(kept_views, "cases") == []
    office.actor = someone
    office.do(forget_view, ForgetView(of="cases", name="Mine"))
    assert [view.name for view in office.read(kept_views, "cases")] == ["Other"]


def test_view_when_its_name_is_blank_then_is_refused(office):
    """A tab without words could not be found again."""
    with pytest.raises(Refused):
        office.do(keep_view, KeepView(of="cases", name=" \t", content={}))


def test_view_when_there_are_too_many_then_is_refused_and_the_others_stay(office):
    """Tabs have an end."""
    for at in range(MOST_VIEWS):
        office.do(keep_view, KeepView(of="cases", name=f"View {at}", content={}))
    with pytest.raises(Refused):
        office.do(keep_view, KeepView(of="cases", name="One more", content={}))
    assert len(office.read(kept_views, "cases")) == MOST_VIEWS
