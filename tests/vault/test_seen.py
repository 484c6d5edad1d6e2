"""Going back in time: what the header and this computer remember, against what the database holds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel import files
from hipdesk.kernel.files import FaultyDisk
from hipdesk.kernel.paths import local_data
from hipdesk.vault import seen
from hipdesk.vault.seen import Memory

VAULT = "ab" * 16
OTHER = "cd" * 16


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_vault_when_behind_either_memory_then_the_missing_steps_are_told(database, header, remembered):
    """The header's or this computer's, whichever has seen more."""
    older = seen.behind(database, header, Memory(remembered))
    missing = max(header, remembered) - database
    assert (older.missing if older else 0) == max(missing, 0)


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        (1, "This is an older copy: 1 recorded step is missing."),
        (89, "This is an older copy: 89 recorded steps are missing."),
        (1200, "This is an older copy: 1,200 recorded steps are missing."),
    ],
)
def test_older_copy_when_told_then_in_plain_words(missing, sentence):
    """The design's sentence."""
    older = seen.behind(10, 10 + missing, Memory())
    assert older is not None
    assert older.sentence == sentence


def test_memory_when_kept_then_per_vault_outside_it_and_without_names():
    """In the user's local data: ids and numbers only."""
    seen.remember(VAULT, sequence=41, slot=3)
    seen.remember(OTHER, sequence=7)
    assert seen.recall(VAULT) == Memory(41, 3)
    assert seen.recall(OTHER) == Memory(7, None)
    assert seen.recall("ef" * 16) == Memory()
    written = json.loads((local_data() / "seen.json").read_text())
    assert written == {VAULT: {"sequence": 41, "slot": 3}, OTHER: {"sequence": 7, "slot": None}}


def test_memory_when_a_lower_sequence_comes_then_kept_unless_accepted():
    """An older copy does not make itself forgotten."""
    seen.remember(VAULT, sequence=41)
    seen.remember(VAULT, sequence=12)
    seen.remember(VAULT, slot=2)
    assert seen.recall(VAULT) == Memory(41, 2)
    seen.remember(VAULT, sequence=12, lower=True)
    assert seen.recall(VAULT) == Memory(12, 2)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "[" * 100_000, json.dumps({"not an id": {"sequence": 3}}), json.dumps({VAULT: 7}),
     json.dumps({VAULT: {"sequence": "3", "slot": True}}), json.dumps({VAULT: {"sequence": -3, "slot": 0}})],
)  # fmt: skip
def test_memory_when_its_file_makes_no_sense_then_empty_and_written_anew(tmp_path, text):
    """It must never keep a vault from opening."""
    place = tmp_path / "seen.json"
    place.write_text(text)
    assert seen.recall(VAULT, memory_file=place) == Memory()
    seen.remember(VAULT, sequence=3, memory_file=place)
    assert seen.recall(VAULT, memory_file=place) == Memory(3)


def test_memory_when_it_cannot_be_written_then_as_before():
    """A full disk keeps nobody out."""
    seen.remember(VAULT, sequence=3)
    with files.played_by(FaultyDisk(0)):
        seen.remember(VAULT, sequence=4)
    assert seen.recall(VAULT) == Memory(3)
