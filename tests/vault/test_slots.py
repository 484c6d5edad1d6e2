"""Slots: each opens with its own secret only, and only as it was written."""

from dataclasses import replace

import pytest

from hipdesk.vault import recovery, slots
from hipdesk.vault.faults import KeyCostRefused, VaultDamaged
from hipdesk.vault.kdf import CEILING, FLOOR, KdfPolicy
from tests.vault.conftest import PASSPHRASE, POLICY, SECOND

VAULT = "ab" * 16
KEY = b"d" * 32
SLOT = slots.wrap(KEY, PASSPHRASE, POLICY, vault_id=VAULT, number=2)
CODE = recovery.new_code()
SEALED = slots.wrap(KEY, CODE, POLICY, vault_id=VAULT, number=3)


def test_slot_when_its_own_secret_is_given_then_opens():
    """Passphrase and recovery code."""
    assert slots.unwrap(SLOT, PASSPHRASE, vault_id=VAULT) == KEY
    assert slots.unwrap(SEALED, CODE, vault_id=VAULT) == KEY


def test_slot_when_another_secret_is_given_then_none():
    """Nothing about how near it was."""
    assert slots.unwrap(SLOT, SECOND, vault_id=VAULT) is None
    assert slots.unwrap(SEALED, recovery.new_code(), vault_id=VAULT) is None


@pytest.mark.parametrize("slot", [SLOT, SEALED])
def test_slot_when_number_kind_terms_or_vault_change_then_none(slot):
    """All of it is bound in; a slot cannot be moved to another vault."""
    secret = PASSPHRASE if slot is SLOT else CODE
    changed_salt = replace(slot, kdf={**slot.kdf, "salt": "00" * 16})
    changed = [replace(slot, number=7), replace(slot, kind="other"), changed_salt, replace(slot, nonce=bytes(12))]
    assert [slots.unwrap(each, secret, vault_id=VAULT) for each in changed] == [None] * 4
    assert slots.unwrap(slot, secret, vault_id="ac" * 16) is None


@pytest.mark.parametrize(("name", "value"), [("memory", 128), ("passes", 2), ("lanes", 2)])
def test_slot_when_its_cost_is_changed_then_none(name, value):
    """Weakening a slot does not open it."""
    assert slots.unwrap(replace(SLOT, kdf={**SLOT.kdf, name: value}), PASSPHRASE, vault_id=VAULT) is None


def test_slots_when_made_twice_then_share_nothing():
    """A fresh salt and nonce each time."""
    again = slots.wrap(KEY, PASSPHRASE, POLICY, vault_id=VAULT, number=2)
    assert again.kdf["salt"] != SLOT.kdf["salt"]
    assert again.nonce != SLOT.nonce
    assert again.wrapped != SLOT.wrapped


@pytest.mark.parametrize(
    "terms",
    [{"memory": CEILING.memory + 1}, {"passes": 21}, {"lanes": 99}, {"memory": 0}, {"memory": -4}],
)
def test_cost_when_out_of_bounds_then_refused_under_any_policy(terms):
    """A header cannot make the computer spend hours or gigabytes."""
    with pytest.raises(KeyCostRefused):
        slots.check_cost(replace(SLOT, kdf={**SLOT.kdf, **terms}), POLICY)


def test_cost_when_under_the_floor_then_only_a_test_policy_allows_it():
    """Production refuses what tests write."""
    slots.check_cost(SLOT, POLICY)
    with pytest.raises(KeyCostRefused):
        slots.check_cost(SLOT, KdfPolicy(FLOOR))
    slots.check_cost(SEALED, KdfPolicy(FLOOR))


@pytest.mark.parametrize("terms", [{"memory": "64"}, {"passes": None}, {"lanes": True}])
def test_cost_when_not_whole_numbers_then_damaged(terms):
    """Shapes are checked before use."""
    with pytest.raises(VaultDamaged):
        slots.check_cost(replace(SLOT, kdf={**SLOT.kdf, **terms}), POLICY)


@pytest.mark.parametrize("salt", ["", "zz" * 16, "AB" * 16, "00" * 15, 7])
def test_salt_when_malformed_then_damaged(salt):
    """No short salts."""
    with pytest.raises(VaultDamaged):
        slots.unwrap(replace(SLOT, kdf={**SLOT.kdf, "salt": salt}), PASSPHRASE, vault_id=VAULT)


def test_slot_when_a_newer_program_wrote_another_way_then_does_not_fit():
    """Unknown names and further terms are not guessed at."""
    assert slots.fits(SLOT, PASSPHRASE)
    assert slots.fits(SEALED, CODE)
    assert not slots.fits(SLOT, CODE)
    assert not slots.fits(SEALED, PASSPHRASE)
    assert not slots.fits(replace(SLOT, kdf={**SLOT.kdf, "name": "argon3"}), PASSPHRASE)
    assert not slots.fits(replace(SLOT, kdf={**SLOT.kdf, "pepper": 1}), PASSPHRASE)


def test_slot_when_shown_then_tells_no_key():
    """Not even wrapped."""
    assert SLOT.wrapped.hex() not in repr(SLOT)
    assert repr(SLOT.wrapped) not in repr(SLOT)
