"""Key derivation: its floor, its ceiling, its calibration."""

import pytest
from cryptography.hazmat.primitives.kdf import argon2
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.vault import kdf
from hipdesk.vault.faults import NotEnoughMemory
from hipdesk.vault.kdf import CEILING, FLOOR, Cost, KdfPolicy

SMALL = Cost(memory=8, passes=1, lanes=1)


def test_passphrase_when_typed_on_another_keyboard_then_the_same_key():
    """Composed and decomposed letters, and full-width figures, are one passphrase."""
    salt = bytes(16)
    assert kdf.derive_from_passphrase("café１", salt, SMALL) == kdf.derive_from_passphrase("cafe\u03011", salt, SMALL)
    assert kdf.derive_from_passphrase("Café1", salt, SMALL) != kdf.derive_from_passphrase("café1", salt, SMALL)


def test_passphrase_when_it_holds_a_lone_surrogate_then_still_a_key():
    """A broken input method must not crash with the passphrase in the message."""
    assert len(kdf.derive_from_passphrase("half \ud83d sign", bytes(16), SMALL)) == 32


@pytest.mark.parametrize(
    "cost",
    [
        Cost(CEILING.memory + 1, 3),
        Cost(FLOOR.memory, 21),
        Cost(FLOOR.memory, 3, lanes=17),
        Cost(FLOOR.memory, 0),
        Cost(FLOOR.memory, 3, lanes=0),
        Cost(16, 1, lanes=4),
        Cost(-1, 1, lanes=1),
    ],
)
def test_cost_when_over_the_ceiling_or_impossible_then_never_used(cost, monkeypatch):
    """Refused before Argon2id is called."""
    monkeypatch.setattr(kdf, "_argon2id", lambda *_: pytest.fail("it was used"))
    with pytest.raises(ValueError, match="ceiling"):
        kdf.derive_from_passphrase("any", bytes(16), cost)
    with pytest.raises(ValueError, match="outside"):
        KdfPolicy(cost)


@pytest.mark.parametrize("cost", [Cost(FLOOR.memory - 1, 3), Cost(FLOOR.memory, 2)])
def test_policy_when_under_the_floor_then_cannot_be_made(cost):
    """64 MiB and three passes at least, and the floor cannot be passed in."""
    with pytest.raises(ValueError, match="outside"):
        KdfPolicy(cost)
    with pytest.raises(ValueError, match="for_tests"):
        KdfPolicy(cost, floor=SMALL)


def test_policy_when_calibrated_then_never_under_the_floor_and_measured_once():
    """What production uses."""
    policy = KdfPolicy.calibrated()
    assert policy.allows(policy.cost)
    assert policy.floor == FLOOR
    assert policy.cost.possible()
    assert KdfPolicy.calibrated() is policy


@given(st.floats(1e-7, 1e4), st.integers(0, 4 * CEILING.memory))
def test_calibration_when_any_machine_then_within_floor_and_ceiling(seconds_a_pass, memory):
    """From a machine that takes hours to one that takes no time, with any memory."""
    cost = kdf.calibrate(1.0, lambda _: seconds_a_pass, memory)
    assert cost.possible()
    assert cost.memory >= FLOOR.memory
    assert cost.passes >= FLOOR.passes
    assert cost.memory <= max(memory, FLOOR.memory)


@given(st.floats(0.001, 0.3), st.integers(1024 * 1024, CEILING.memory))
def test_calibration_when_machine_is_ordinary_then_about_a_second(seconds_a_pass, memory):
    """Within the steps of memory and passes, never over the second where the floor allows."""
    cost = kdf.calibrate(1.0, lambda asked: seconds_a_pass * asked.work / FLOOR.memory, memory)
    taken = seconds_a_pass * cost.work / FLOOR.memory
    assert taken <= max(1.0, 3 * seconds_a_pass) + 1e-9
    assert taken >= 0.5 or cost.passes == CEILING.passes


def test_policy_when_it_asks_twice_as_much_then_it_has_risen():
    """Small differences between two measurements do not re-wrap; a doubled cost does."""
    policy = KdfPolicy(Cost(256 * 1024, 3))
    assert policy.has_risen_above(Cost(128 * 1024, 3))
    assert not policy.has_risen_above(Cost(192 * 1024, 3))
    assert not policy.has_risen_above(Cost(512 * 1024, 3))


def test_derivation_when_memory_is_short_then_a_sentence(monkeypatch):
    """A small computer says why."""

    class Starved:
        def __init__(self, **_):
            pass

        def derive(self, _):
            raise MemoryError

    monkeypatch.setattr(argon2, "Argon2id", Starved)
    with pytest.raises(NotEnoughMemory, match="free memory"):
        kdf.derive_from_passphrase("any", bytes(16), SMALL)


def test_sub_keys_when_purposes_differ_then_unrelated():
    """One secret, many keys."""
    keys = {kdf.derive_from_key(b"s" * 32, purpose, salt) for purpose in ("a", "b") for salt in (None, b"x", b"y")}
    assert len(keys) == 6
