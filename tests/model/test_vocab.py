"""Code lists: complete, consistent, dated, and mapped as the design says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model import statuses, vocab
from hipdesk.model.vocab import CodeEntry, code_list, code_lists

REQUIRED = {
    "strand",
    "incident_type",
    "location_type",
    "relationship",
    "tenure",
    "police_recording",
    "ethnicity",
    "observed_ethnicity",
    "age_band",
    "impairment",
    "religion",
    "sexual_orientation",
    "sex",
    "channel",
    "urgency",
    "referral_ground",
    "victim_wish",
    "agreement",
    "sharing_ground",
    "agency_type",
    "agency_stage",
    "person_role",
    "identity_status",
    "evidence_basis",
    "action_type",
    "action_status",
    "priority",
    "action_not_done",
    "decline_reason",
    "enforcement_tool",
    "victim_outcome",
    "police_outcome",
    "closure_reason",
    "other_panel",
    "panel_decision",
    "attendance",
    "interest_ruling",
    "return_limit",
    "unanswered",
    "note_kind",
    "marking",
    "safe_contact",
}


@pytest.mark.parametrize("name", sorted(code_lists()))
def test_list_when_read_then_codes_are_stable_words_and_references_hold(name):
    """Every code is short and plain, and parents, groups and maps name codes that exist."""
    codes = code_list(name)
    assert codes.title
    assert [entry.position for entry in codes.entries] == list(range(len(codes.entries)))
    for entry in codes.entries:
        assert 1 <= len(entry.code) <= 32
        assert entry.code.isascii()
        assert " " not in entry.code
        assert entry.label == entry.label.strip() != ""
        assert entry.parent is None or name == "standard_action" or entry.parent in codes
    assert len({entry.label for entry in codes.entries}) == len(codes.entries)
    for group in codes.groups.values():
        assert group <= set(codes.codes)
    for coding in codes.maps.values():
        assert set(coding) <= set(codes.codes)


def test_lists_when_counted_then_those_of_the_design_are_there():
    """The lists the design names, with the numbers of entries it gives."""
    assert set(code_lists()) >= REQUIRED
    assert len(code_list("incident_type").codes) == 29
    assert code_list("incident_type").codes[-1] == "A99"
    assert code_list("police_outcome").codes == tuple(str(number) for number in range(23))
    assert len(code_list("ethnicity").codes) == 20
    assert code_list("unanswered").codes == ("not_known", "not_asked", "declined")


@pytest.mark.parametrize(
    ("name", "machine"),
    [
        ("referral_status", statuses.REFERRAL),
        ("case_status", statuses.CASE),
        ("action_status", statuses.ACTION),
    ],
)
def test_status_list_when_compared_with_its_machine_then_the_same_codes(name, machine):
    """The words on a chip and the table of what may follow speak of the same statuses."""
    assert sorted(code_list(name).codes) == sorted(machine.statuses)


def test_strands_when_keyed_for_reports_then_sub_codes_count_under_their_strand():
    """Five national strands; Gypsy, Roma and Traveller under race; local strands apart."""
    assert vocab.national_strands() == ("RAC", "REL", "SOR", "DIS", "TRA")
    assert [vocab.strand_key(code) for code in ("RAC", "GRT", "REL-MUS", "SOR", "SEX", "OTH")] == [
        "race",
        "race",
        "religion",
        "sexual_orientation",
        "gender",
        "other",
    ]
    assert vocab.strand_word("RAC") == "Race"
    assert vocab.strand_word("DIS") == "Disability"
    with pytest.raises(Refused, match="no such code"):
        vocab.strand_key("XXX")


def test_ethnicity_when_mapped_to_police_codes_then_old_and_new_differ_as_published():
    """Roma is W9 to the police; the older coding has no W3 or O2 and writes Chinese as O1."""
    assert [vocab.police_ethnicity(code) for code in ("W1", "W4", "A4", "O2")] == ["W1", "W9", "A4", "O2"]
    old = {code: vocab.police_ethnicity(code, old=True) for code in code_list("ethnicity").codes}
    assert {code: old[code] for code in ("W3", "W4", "A4", "O2")} == {"W3": "W9", "W4": "W9", "A4": "O1", "O2": "O9"}
    assert set(old.values()) == set(code_list("police_ethnicity_16").codes)


def test_police_outcomes_when_grouped_then_as_the_design_derives_them():
    """Sanction detection, positive outcome and victim attrition overlap as listed."""
    outcomes = code_list("police_outcome")
    assert outcomes.in_group("6", "sanction_detection")
    assert not outcomes.in_group("8", "sanction_detection")
    assert outcomes.in_group("22", "positive")
    assert outcomes.groups["victim_attrition"] == {"14", "16"}
    assert not outcomes.in_group(None, "positive")


def test_standard_actions_when_read_then_each_has_a_type_of_action():
    """A recommendation from the list brings its action type with it."""
    types = code_list("action_type")
    assert all(entry.parent in types for entry in code_list("standard_action").entries)


def test_with_local_when_an_entry_is_ended_and_one_added_then_old_records_still_read():
    """Ending an entry takes it out of the choice, not out of the record."""
    shipped = code_list("tenure")
    ended = replace(shipped.entry("almo"), valid_to=date(2026, 3, 31))
    added = CodeEntry("tenure", "houseboat", "Houseboat", position=99, valid_from=date(2026, 4, 1))
    ours = vocab.with_local(shipped, [ended, added])
    after = {entry.code for entry in ours.valid_on(date(2026, 4, 1))}
    before = {entry.code for entry in ours.valid_on(date(2026, 3, 31))}
    assert "almo" in before - after
    assert "houseboat" in after - before
    assert ours.label("almo") == shipped.label("almo")
    assert ours.codes[-1] == "houseboat"


def test_with_local_when_an_entry_makes_no_sense_then_refused():
    """Another list's entry, an end before the beginning and a missing parent are refused."""
    shipped = code_list("tenure")
    for wrong in (
        CodeEntry("strand", "X", "X"),
        CodeEntry("tenure", "x", "X", valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 1)),
        CodeEntry("tenure", "x", "X", parent="nowhere"),
    ):
        with pytest.raises(Refused):
            vocab.with_local(shipped, [wrong])


def test_label_when_the_code_is_unknown_then_the_code_stands():
    """A code from a newer list is shown as it is rather than lost."""
    assert vocab.label("tenure", "moon") == "moon"
    assert vocab.label("tenure", None) == ""


@given(st.dates(), st.dates(), st.dates())
def test_valid_on_when_days_are_given_then_both_ends_are_included(first, last, day):
    """Valid exactly from the first to the last day."""
    entry = CodeEntry("tenure", "x", "X", valid_from=first, valid_to=last)
    assert entry.valid_on(day) == (first <= day <= last)
    assert replace(entry, valid_from=None, valid_to=None).valid_on(day)
    if first < date.max:
        assert not replace(entry, valid_to=first).valid_on(first + timedelta(days=1))
