"""Code lists as the office keeps them: added, reworded, ended, ordered; what stands in old records stays as it was."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hipdesk.kernel.errors import Refused
from hipdesk.model.lists import LONGEST_CODE, RULED, AddEntry, ChangeEntry, new_code
from hipdesk.model.vocab import code_lists
from hipdesk.services import lists
from hipdesk.services.settings import labels
from hipdesk.store.queries.referrals.choices import form_choices

TODAY = date(2026, 12, 2)
TENURE = "tenure"


def entry(office, code, name=TENURE):
    """One entry as it stands."""
    return next(line for line in office.read(lists.list_entries, name).entries if line.code == code)


def offered(office, name=TENURE):
    """What a form offers today."""
    with office.records.read(office.actor) as reading:
        return [code for code, _label in form_choices(reading).lists[name]]


def test_entry_when_added_then_forms_offer_it_from_its_day(office):
    """At the end, with a code of its own; not before its first day."""
    code = office.do(lists.add_entry, AddEntry(list_name=TENURE, label="Houseboat mooring"))
    later = office.do(
        lists.add_entry, AddEntry(list_name=TENURE, label="Co-housing", valid_from=TODAY + timedelta(days=1))
    )
    assert (code, later) == ("houseboat_mooring", "co_housing")
    assert offered(office)[-1] == "houseboat_mooring"
    assert not entry(office, code).shipped


def test_entry_when_ended_then_is_offered_no_more_and_old_records_still_say_it(office):
    """Its words stay with its code; ending it can be taken back with what the service gave."""
    first = office.read(lists.list_entries, TENURE).entries[0]
    before = office.do(lists.change_entry, first.changed(list_name=TENURE, valid_to=TODAY - timedelta(days=1)))
    assert first.code not in offered(office)
    with office.records.read(office.actor) as reading:
        assert labels(reading, TENURE)[first.code] == first.label
    office.do(lists.change_entry, before)
    assert entry(office, first.code) == first


def test_entry_when_reworded_then_the_code_stays(office):
    """Only the words change."""
    first = office.read(lists.list_entries, TENURE).entries[0]
    office.do(lists.change_entry, first.changed(list_name=TENURE, label="Council home"))
    assert (entry(office, first.code).label, entry(office, first.code).code) == ("Council home", first.code)


def test_entry_when_moved_up_and_down_then_the_order_is_as_before(office):
    """One place at a time; at the end nothing moves."""
    before = [line.code for line in office.read(lists.list_entries, TENURE).entries]
    office.do(lists.move_entry, TENURE, before[1], -1)
    moved = [line.code for line in office.read(lists.list_entries, TENURE).entries]
    assert moved == [before[1], before[0], *before[2:]]
    assert offered(office)[:2] == moved[:2]
    office.do(lists.move_entry, TENURE, before[1], 1)
    office.do(lists.move_entry, TENURE, before[0], -1)
    assert [line.code for line in office.read(lists.list_entries, TENURE).entries] == before


@pytest.mark.parametrize("name", sorted(RULED))
def test_list_when_the_program_rules_it_then_only_words_and_order_change(office, name):
    """Statuses, bands, national codings: nothing is added and nothing ends, but the words may be the office's."""
    first = office.read(lists.list_entries, name).entries[0]
    with pytest.raises(Refused, match="part of the program"):
        office.do(lists.add_entry, AddEntry(list_name=name, label="Something of ours"))
    with pytest.raises(Refused, match="part of the program"):
        office.do(lists.change_entry, first.changed(list_name=name, valid_to=TODAY))
    office.do(lists.change_entry, first.changed(list_name=name, label="Our word for it"))
    assert entry(office, first.code, name).label == "Our word for it"


def test_entry_when_its_words_are_taken_or_it_is_the_last_then_refused(office):
    """Two entries with the same words could not be told apart; an empty list could not be answered."""
    there = office.read(lists.list_entries, TENURE).entries
    with pytest.raises(Refused, match="these words"):
        office.do(lists.add_entry, AddEntry(list_name=TENURE, label=there[0].label.upper()))
    ended = TODAY - timedelta(days=1)
    for line in there[:-1]:
        office.do(lists.change_entry, line.changed(list_name=TENURE, valid_to=ended))
    with pytest.raises(Refused, match="last entry"):
        office.do(lists.change_entry, there[-1].changed(list_name=TENURE, valid_to=ended))


def test_entry_when_it_ends_before_it_begins_then_is_no_command():
    """Told at the edge, without the values."""
    with pytest.raises(ValidationError, match="end before it begins"):
        ChangeEntry(list_name=TENURE, code="x", label="X", valid_from=TODAY, valid_to=TODAY - timedelta(days=1))


def test_ruled_lists_when_named_then_are_there():
    """No name of a list that the program does not have."""
    assert set(code_lists()) >= RULED


@given(st.text(min_size=1, max_size=120), st.sets(st.text(max_size=12), max_size=5))
def test_code_when_made_of_any_words_then_is_new_plain_and_short(label, taken):
    """Any script; never one that the list had."""
    once = new_code(label, frozenset(taken))
    again = new_code(label, frozenset(taken | {once}))
    assert once not in taken
    assert again != once
    for code in (once, again):
        assert 0 < len(code) <= LONGEST_CODE
        assert code.isascii()
