"""The search: references and hyphened names are found, names in any script, only what may be seen, and the log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from hipdesk.model.search import NoteSearch, excerpt
from hipdesk.services.demonstration import invent
from hipdesk.services.search import note_search, search
from hipdesk.store.tables.audit import AuditEventRow, AuditPayloadRow
from hipdesk.store.tables.cases import CaseAccessRow, CaseRow
from hipdesk.store.tables.people import PersonRow
from hipdesk.store.tables.referrals import InvolvementRow


@pytest.fixture
def borough(office):
    """A small borough."""
    office.do(invent, 60, 1)
    return office


def someone(office):
    """A person with a case: name, own script, case id and its reference."""
    with office.records.read(office.actor) as reading:
        row = reading.session.execute(
            select(PersonRow.name, PersonRow.own_script, CaseRow.id, CaseRow.reference)
            .join(InvolvementRow, InvolvementRow.person_id == PersonRow.id)
            .join(CaseRow, CaseRow.id == InvolvementRow.case_id)
            .where(PersonRow.own_script.is_not(None), InvolvementRow.role == "victim")
            .order_by(PersonRow.id)
        ).first()
    assert row is not None
    return tuple(row)


def test_search_when_a_reference_is_typed_then_the_case_is_first(borough):
    """Whole, or only its number."""
    _name, _own, case_id, reference = someone(borough)
    assert borough.read(search, reference).cases[0].id == case_id
    assert case_id in {case.id for case in borough.read(search, reference.split("/")[-1], "cases").cases}


def test_search_when_a_name_is_typed_then_person_and_case_are_found_in_either_script(borough):
    """The name as written here, and in its own script."""
    name, own, case_id, _reference = someone(borough)
    for words in (name, own):
        found = borough.read(search, words)
        assert name in {person.name for person in found.people}
        assert case_id in {case.id for case in found.cases}
    assert borough.read(search, name, "people").cases == ()
    assert borough.read(search, name, "cases").people == ()


def test_search_when_the_holder_is_barred_then_neither_case_nor_its_people_are_found(borough):
    """Search goes through the same select as everything else."""
    name, _own, case_id, reference = someone(borough)
    with borough.records.write(borough.actor) as work:
        parts = work.session.scalars(
            select(InvolvementRow.case_id)
            .join(PersonRow, PersonRow.id == InvolvementRow.person_id)
            .where(PersonRow.name == name)
        )
        for key in {*parts, case_id} - {None}:
            work.session.merge(CaseAccessRow(case_id=key, holder_id=work.actor.holder_id, barred=True))
        work.record("case.barred", "case", case_id)
        work.finish()
    assert borough.read(search, reference).cases == ()
    found = borough.read(search, name)
    assert found.cases == ()
    assert name not in {person.name for person in found.people}


def test_search_when_under_two_letters_then_finds_nothing(borough):
    """One letter is no question."""
    assert borough.read(search, "a").count == 0
    assert borough.read(search, "  ").count == 0


def test_search_when_opened_then_the_log_names_the_record_and_the_words_lie_in_the_payload(borough):
    """What was typed may be a name: it is never in the event itself."""
    name, _own, case_id, _reference = someone(borough)
    borough.do(note_search, NoteSearch(words=name, kind="case", record_id=case_id))
    with borough.records.read(borough.actor) as reading:
        newest = select(AuditEventRow).order_by(AuditEventRow.sequence.desc())
        event = reading.session.scalars(newest).first()
        payload = reading.session.get(AuditPayloadRow, event.sequence)
    assert (event.verb, event.subject_kind, event.subject_id) == ("search.made", "case", case_id)
    assert name not in f"{event.verb}{event.subject_kind}{event.subject_id}{event.fields}"
    assert payload.content == {"words": name}


@given(text=st.text(max_size=400), word=st.text(min_size=1, max_size=8))
def test_excerpt_when_cut_then_is_part_of_the_text_and_short(text, word):
    """What is shown was written, and fits a line."""
    shown = excerpt(text, (word,))
    assert len(shown) <= 130
    assert shown.removeprefix("… ").removesuffix(" …") in " ".join(text.split())
